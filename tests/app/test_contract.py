"""The API keeps what its own description promises: schemathesis asks the running service everything it can think of."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests.app.marpd import ROOT, Marpd

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

TOKEN = "0123456789abcdef"
EXAMPLES = 20


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    """The address of a real service that wants a token."""
    marpd = Marpd("serve", "--port", "0", tokens=TOKEN)
    try:
        yield marpd.serving()
    finally:
        marpd.process.send_signal(signal.SIGTERM)
        try:
            marpd.process.wait(20)
        finally:
            marpd.end()


def test_every_answer_is_as_described(guarded: str, tmp_path: Path) -> None:
    """All checks, on every operation: statuses, types, schemas, headers, refusals, methods, and who needs a token."""
    with urlopen(f"{guarded}/openapi.json", timeout=30) as answer:
        operations = sum(len(item) for item in json.load(answer)["paths"].values())

    result = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            *("--config-file", str(ROOT / "schemathesis.toml")),
            *("run", f"{guarded}/openapi.json", "--checks", "all", "--no-color", "--output-truncate", "false"),
            *("--header", f"Authorization: Bearer {TOKEN}"),
            *("--max-examples", str(EXAMPLES), "--seed", "1", "--generation-deterministic"),
        ],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout
    assert f"Tested: {operations}\n" in result.stdout
    passed = re.search(r"(\d+) generated, (\d+) passed", result.stdout)
    assert passed
    assert passed[1] == passed[2]
    assert int(passed[1]) > 20 * operations
