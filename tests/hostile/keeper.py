"""Runs a command and takes in whatever it leaves behind: an orphan becomes this process's child, where it is seen."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys

_PR_SET_CHILD_SUBREAPER = 36


def main() -> int:
    """The command's exit status; SIGTERM goes to the command alone."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    kept = subprocess.Popen(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: kept.send_signal(signal.SIGTERM))
    print(kept.pid, flush=True)
    while True:
        pid, status = os.wait()
        if pid == kept.pid:
            kept.returncode = os.waitstatus_to_exitcode(status)
            return kept.returncode if kept.returncode >= 0 else 128 - kept.returncode


if __name__ == "__main__":
    sys.exit(main())
