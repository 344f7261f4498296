"""`marpd serve`: the HTTP service on a socket of its own."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Sequence

import uvicorn

from app.bootstrap import SANDBOX, browser_options
from app.cli.http_protocol import Protocol
from app.cli.server import Server
from app.main import create_app
from app.settings import Settings, unknown_variables
from app.telemetry.logs import configure_logs, write
from renderers import Finding, OptionInvalid, examine

BACKLOG = 2048


def serve_forever(*, host: str | None, port: int | None) -> None:
    """Runs until a signal ends it. Raises `OptionInvalid` when the settings or the address are no good."""
    settings = Settings.load(host=host, port=port)
    configure_logs(settings.log_level)
    for name, nearest in unknown_variables().items():
        write(logging.WARNING, "unknown setting", variable=name, nearest=nearest)
    refuse_open(settings)
    refuse_unsafe(settings, _findings(settings))
    listener = _listener(settings)
    write(logging.INFO, "listening", url=_url(listener))
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        access_log=False,
        http=Protocol,
        lifespan="on",
        log_config=None,
        server_header=False,
        ws="none",
    )
    # What runs may finish, but nobody waits longer than a render may take.
    Server(config, app.state.service.admission, settings.deadline_seconds).run(sockets=[listener])


def refuse_open(settings: Settings) -> None:
    """Raises `OptionInvalid` when strangers could use the service and the operator did not say so."""
    if settings.is_public and not settings.bearer_tokens and not settings.open:
        raise OptionInvalid(
            f"Other machines can reach {settings.host}, and nobody would need a token.",
            hint="Set MARPD_TOKENS to a secret of 16 or more characters, which callers send as 'Authorization: Bearer "
            "SECRET'; or set MARPD_OPEN=true to serve whoever comes, where the network around it is private.",
            phase="start",
        )


def refuse_unsafe(settings: Settings, findings: Sequence[Finding]) -> None:
    """Raises `OptionInvalid` when strangers could reach a browser without sandbox and the operator did not say so."""
    if not settings.is_public or settings.is_sandbox_chosen:
        return
    for finding in findings:
        if finding.name == SANDBOX and not finding.is_ok:
            raise OptionInvalid(
                f"Other machines can reach {settings.host}, and Chromium would run without its sandbox: "
                f"{finding.message}",
                hint=f"{finding.hint} To serve without it all the same, set MARPD_SANDBOX=auto.".lstrip(),
                phase="start",
            )


def _findings(settings: Settings) -> Sequence[Finding]:
    """What was found about the browser. Looked for only where it decides something, as it starts a browser."""
    if not settings.is_public or settings.is_sandbox_chosen:
        return ()
    return asyncio.run(examine(browser_options(settings)))


def _listener(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while ")[0].lower()
        raise OptionInvalid(
            f"The service cannot listen on {settings.host}, port {settings.port}: {reason}.",
            hint="Choose another address or port with --host and --port, or MARPD_HOST and MARPD_PORT.",
            phase="start",
        ) from None


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
