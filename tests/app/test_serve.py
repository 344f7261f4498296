"""`marpd serve` before it serves: what it refuses to start with."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import SANDBOX
from app.cli import main
from app.cli.serve import refuse_unsafe
from app.settings import Settings
from renderers import Finding, OptionInvalid

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_SANDBOX = (
    Finding("chromium", True, "Chromium 156."),
    Finding(SANDBOX, False, "The process is root.", "Run marpd as a plain user."),
)


def test_a_public_address_without_sandbox_is_refused() -> None:
    """A stranger's deck would meet one wall less, and nobody has said that this is all right."""
    with pytest.raises(OptionInvalid) as refused:
        refuse_unsafe(Settings.load(host="0.0.0.0"), NO_SANDBOX)

    assert "0.0.0.0" in refused.value.message
    assert "The process is root." in refused.value.message
    assert refused.value.hint == (
        "Run marpd as a plain user. To serve without it all the same, set MARPD_SANDBOX=auto."
    )


@pytest.mark.parametrize(
    ("host", "sandbox", "findings"),
    [
        ("127.0.0.1", None, NO_SANDBOX),
        ("0.0.0.0", "auto", NO_SANDBOX),
        ("0.0.0.0", "off", NO_SANDBOX),
        ("0.0.0.0", None, (Finding(SANDBOX, True, "It works."),)),
        ("0.0.0.0", None, (Finding("fonts", False, "There are no fonts."),)),
    ],
)
def test_elsewhere_it_may_start(
    monkeypatch: pytest.MonkeyPatch, host: str, sandbox: str | None, findings: Sequence[Finding]
) -> None:
    """On loopback, with the operator's word, with a sandbox; other findings are the doctor's business."""
    if sandbox:
        monkeypatch.setenv("MARPD_SANDBOX", sandbox)

    refuse_unsafe(Settings.load(host=host), findings)


def test_a_port_that_is_taken_is_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    """With the address, the reason, and the flag that helps."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as ended:
            main(["serve", "--port", str(port)])

    assert ended.value.code == 2
    assert f"cannot listen on 127.0.0.1, port {port}: address already in use." in capfd.readouterr().err
