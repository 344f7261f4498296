"""Things that break while decks are rendered: the browser, the clock, the disk, the client, the service's own life.

`python -m tests.hostile.faults` runs all of it at length; `test_faults.py` a short form.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.hostile.clean import Clean, clean_decks, working_folder
from tests.hostile.machine import below
from tests.hostile.service import Answer, Service, eventually

JUMPING_CLOCK = Path(__file__).parent / "jumping_clock"


def kill_browsers(service: Service, renders: int, *, seed: int = 1) -> tuple[int, int]:
    """Renders while browsers are ended at random. How many were right, and how many browsers were ended.

    A render whose browser goes is made again on a fresh one; only a second loss in the same render may be told to the
    caller, so nothing is ended twice within a render's time.
    """
    chance = random.Random(seed)
    decks = clean_decks(service)
    ended = 0
    over = threading.Event()

    def end_some() -> None:
        nonlocal ended
        while not over.wait(chance.uniform(0.5, 2.5)):
            browsers = service.browsers()
            victims = browsers and (browsers if chance.random() < 0.5 else below(browsers[0].pid))
            if victims:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(victims).pid, signal.SIGKILL)
                    ended += 1
                # Long enough for the render that lost it to be made again.
                over.wait(3)

    killer = threading.Thread(target=end_some)
    killer.start()
    try:
        right = sum(_is_right(service, chance.choice(decks)) for _ in range(renders))
    finally:
        over.set()
        killer.join()
    return right, ended


def _is_right(service: Service, clean: Clean) -> bool:
    answer = service.render(clean.deck, clean.to)
    if not clean.is_right(answer):
        print("wrong:", clean.to, answer.status, answer.code, answer.body[:300])
    return clean.is_right(answer)


def end_under_load(service: Service, requests: int) -> tuple[list[Answer | None], int]:
    """SIGTERM while decks are rendered and wait. What each caller got (None: no connection), and the exit status."""
    decks = clean_decks(service)

    def ask(number: int) -> Answer | None:
        clean = decks[number % len(decks)]
        try:
            answer = service.render(clean.deck, clean.to)
        except OSError:
            return None
        assert answer.status != 200 or clean.is_right(answer)
        return answer

    with ThreadPoolExecutor(requests) as pool:
        asked = [pool.submit(ask, number) for number in range(requests)]
        time.sleep(0.3)
        status = service.stop()
        return [one.result() for one in asked], status


def leave(service: Service, clients: int) -> None:
    """Clients that send a large deck and go away in the middle of its render."""
    body = b"# A\n\n| a | b |\n|---|---|\n| c | d |\n\n---\n\n" * 300
    head = f"POST /v1/render?to=pptx HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    for _ in range(clients):
        with socket.create_connection(("127.0.0.1", service.port), timeout=10) as connection:
            connection.sendall(head + body)
            time.sleep(0.3)


@contextmanager
def small_disk(folder: Path, size: str = "64m") -> Iterator[Path | None]:
    """A folder on a file system of its own; None where nobody may make one."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        eventually(lambda: subprocess.run(["umount", folder], capture_output=True, check=False).returncode == 0)


def fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    file = folder / "full"
    with suppress(OSError), file.open("wb") as stream:
        while True:
            stream.write(bytes(65536))
            stream.flush()
    return file


def main() -> int:
    """Everything, at length; the figures on stdout."""
    folder = working_folder("faults")
    service = Service(folder)
    try:
        service.wait_until_ready()
        right, ended = kill_browsers(service, 200)
        print(f"browsers ended at random: {right} of 200 renders right, {ended} ended, orphans {service.orphans()}")
    finally:
        service.end()
        left = sorted(service.leftovers())
        shutil.rmtree(folder)
    print(f"left in the temporary folder: {left}")
    return 0 if right == 200 and not left else 1


if __name__ == "__main__":
    sys.exit(main())
