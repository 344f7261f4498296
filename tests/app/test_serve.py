"""`marpd serve` before it serves: what it refuses to start with."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import SANDBOX
from app.cli import main
from app.cli.serve import refuse_open, refuse_unsafe
from app.settings import Settings
from renderers import Finding, OptionInvalid

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_SANDBOX = (
    Finding("chromium", True, "Chromium 156."),
    Finding(SANDBOX, False, "The process is root.", "Run marpd as a plain user."),
)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "marpd.example"])
def test_a_public_address_without_tokens_is_refused(host: str) -> None:
    """Nobody has said that strangers may use it."""
    with pytest.raises(OptionInvalid) as refused:
        refuse_open(Settings.load(host=host))

    assert refused.value.message == f"Other machines can reach {host}, and nobody would need a token."
    assert "MARPD_TOKENS" in refused.value.hint
    assert "MARPD_OPEN=true" in refused.value.hint


@pytest.mark.parametrize(
    ("host", "variable", "value"),
    [
        ("127.0.0.1", "MARPD_OPEN", ""),
        ("localhost", "MARPD_OPEN", ""),
        ("::1", "MARPD_OPEN", ""),
        ("0.0.0.0", "MARPD_OPEN", "true"),
        ("0.0.0.0", "MARPD_TOKENS", "0123456789abcdef"),
    ],
)
def test_with_a_word_or_a_token_it_may_start(
    monkeypatch: pytest.MonkeyPatch, host: str, variable: str, value: str
) -> None:
    """And on loopback without either."""
    monkeypatch.setenv(variable, value)

    refuse_open(Settings.load(host=host))


def test_serving_strangers_by_mistake_ends_before_it_listens(capfd: pytest.CaptureFixture[str]) -> None:
    """What `docker run` shows to who forgot."""
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--host", "0.0.0.0", "--port", "0"])

    assert ended.value.code == 2
    assert "nobody would need a token. Set MARPD_TOKENS" in capfd.readouterr().err


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
