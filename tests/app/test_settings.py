"""What an operator can set, and what is said of a wrong value."""

from __future__ import annotations

import pytest

from app.bootstrap import remote_options
from app.settings import Settings, unknown_variables
from renderers import OptionInvalid, Sandbox

HOSTS = "hosts such as img.example.com, *.example.com or example.com:8443."


def test_without_variables_there_are_safe_defaults() -> None:
    """Loopback only, sandbox wherever possible, bounded time and size."""
    settings = Settings.load()

    assert (settings.host, settings.port, settings.is_public) == ("127.0.0.1", 8000, False)
    assert (settings.sandbox, settings.is_sandbox_chosen) == (Sandbox.AUTO, False)
    assert (settings.deadline_seconds, settings.max_body_bytes) == (30, 32 * 1024 * 1024)
    assert settings.slots >= 1


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty one counts as unset, as compose files leave them."""
    monkeypatch.setenv("MARPD_PORT", "9000")
    monkeypatch.setenv("MARPD_SANDBOX", "auto")
    monkeypatch.setenv("MARPD_CHROMIUM", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    settings = Settings.load()

    assert (settings.port, settings.is_sandbox_chosen, settings.chromium, settings.source_date_epoch) == (
        9000,
        True,
        None,
        0,
    )


def test_flags_beat_variables_unless_they_are_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands on the command line was typed last."""
    monkeypatch.setenv("MARPD_PORT", "9000")
    monkeypatch.setenv("MARPD_HOST", "::1")

    settings = Settings.load(port=9001, host=None)

    assert (settings.port, settings.host) == (9001, "::1")


@pytest.mark.parametrize(
    ("tokens", "listed"),
    [
        ("", ()),
        ("0123456789abcdef", ("0123456789abcdef",)),
        (" 0123456789abcdef ,\nAZaz09-._~+/1234==\n", ("0123456789abcdef", "AZaz09-._~+/1234==")),
    ],
)
def test_tokens_are_a_list(monkeypatch: pytest.MonkeyPatch, tokens: str, listed: tuple[str, ...]) -> None:
    """With room for two while one replaces the other; and they stand in no log."""
    monkeypatch.setenv("MARPD_TOKENS", tokens)

    settings = Settings.load()

    assert settings.bearer_tokens == listed
    assert "0123456789abcdef" not in repr(settings)


@pytest.mark.parametrize("tokens", ["0123456789abcde", "0123456789abcdef,short", "with space 0123456789", ",", " , "])
def test_a_weak_token_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, tokens: str) -> None:
    """An empty list would leave the door open though somebody meant to close it."""
    monkeypatch.setenv("MARPD_TOKENS", tokens)

    with pytest.raises(OptionInvalid) as refused:
        Settings.load()

    words, _, reason = refused.value.message.partition(", but ")
    assert words == "MARPD_TOKENS is not shown here"
    assert reason == "it must be a list of tokens, each of 16 or more letters, digits or -._~+/=."


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("MARPD_PORT", "tcp://10.0.0.1:8000", "a valid integer."),
        ("MARPD_PORT", "65536", "less than or equal to 65535."),
        ("MARPD_SANDBOX", "yes", "'auto', 'on' or 'off'."),
        ("MARPD_DEADLINE_SECONDS", "0", "greater than 0."),
        ("MARPD_DEADLINE_SECONDS", "inf", "a finite number."),
        ("MARPD_LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'."),
        ("MARPD_THEME_FOLDER", "no/such/folder", "a folder that exists."),
        ("MARPD_REMOTE", "on", "'off' or 'allowlist'."),
        ("MARPD_REMOTE_HOSTS", "https://a.example", HOSTS),
        ("MARPD_REMOTE_HOSTS", "*", HOSTS),
        ("MARPD_REMOTE_HOSTS", " , ", HOSTS),
        ("SOURCE_DATE_EPOCH", "yesterday", "a valid integer."),
    ],
)
def test_a_wrong_value_is_one_sentence_with_the_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, reason: str
) -> None:
    """Its name, the value, what it must be."""
    monkeypatch.setenv(variable, value)

    with pytest.raises(OptionInvalid) as refused:
        Settings.load()

    assert refused.value.message == f"{variable} is {value!r}, but it must be {reason}"


def test_the_network_is_closed_unless_hosts_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list alone opens nothing, and an open network without a list is a mistake."""
    monkeypatch.setenv("MARPD_REMOTE_HOSTS", "a.example, *.b.example")
    assert remote_options(Settings.load()) is None

    opened = remote_options(Settings.load(remote="allowlist"))
    assert opened is not None
    assert opened.hosts.permit("https://x.b.example/")

    monkeypatch.delenv("MARPD_REMOTE_HOSTS")
    with pytest.raises(OptionInvalid, match="MARPD_REMOTE_HOSTS"):
        Settings.load(remote="allowlist")


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("127.0.0.1", False),
        ("127.1.2.3", False),
        ("::1", False),
        ("localhost", False),
        ("0.0.0.0", True),
        ("::", True),
        ("192.0.2.1", True),
        ("deck.example", True),
    ],
)
def test_only_loopback_is_private(host: str, is_public: bool) -> None:
    """A name that could mean anything counts as public."""
    assert Settings.load(host=host).is_public is is_public


def test_a_variable_that_means_nothing_is_found_with_its_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing mistake must not stay silent."""
    monkeypatch.setenv("MARPD_PROT", "80")
    monkeypatch.setenv("MARPD_PORT", "80")

    assert unknown_variables() == {"MARPD_PROT": "MARPD_PORT"}
