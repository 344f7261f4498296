"""Starts the service on a free loopback port, has it render every deck of examples/ into build/, and stops it.

One request a deck: all formats come from one layout, as a zip.
"""

import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

FORMATS = ("pdf", "pptx")

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
THEMES = EXAMPLES / "themes"
BUILD = ROOT / "build"
LOG = BUILD / "demo-service.log"
START_SECONDS = 60.0
STOP_SECONDS = 20.0
RENDER_SECONDS = 120.0

# Where a deck names a file: a Markdown picture, a CSS url(), an HTML src attribute.
REFERENCE = re.compile(r"""!\[[^\]]*\]\(<?([^)>\s]+)|url\(\s*["']?([^"')]+)|\bsrc=["']([^"']+)""")


class Answer(NamedTuple):
    """What the service answered to one deck."""

    status: int
    body: bytes
    warnings: str
    seconds: float


def main() -> int:
    """0 when every deck became a file in every format."""
    decks = sorted(EXAMPLES.glob("*.md"))
    if not decks:
        print(f"demo: there is no deck in {EXAMPLES.relative_to(ROOT)}/")
        return 1
    BUILD.mkdir(exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the service is stopped then, too
    with service() as port:
        made = sum(render(port, deck) for deck in decks)
    wanted = len(decks) * len(FORMATS)
    print(f"demo: {made} of {wanted} files are in {BUILD.relative_to(ROOT)}/; the service is stopped")
    return 0 if made == wanted else 1


@contextmanager
def service() -> Iterator[int]:
    """The service as our own child, ready, on the port that is given; stopped at the end, whatever happens."""
    port = free_port()
    print(f"demo: starting the service on 127.0.0.1:{port} (its log: {LOG.relative_to(ROOT)})", flush=True)
    command = (str(Path(sys.executable).with_name("marpd")), "serve", "--host", "127.0.0.1", "--port", str(port))
    with LOG.open("wb") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_until_ready(child, port)
        yield port
    finally:
        stop(child)


def environment() -> dict[str, str]:
    """Our environment, with the example themes made known to the service."""
    themes = {"MARPD_THEME_FOLDER": str(THEMES)} if THEMES.is_dir() else {}
    return {**os.environ, **themes}


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(child: subprocess.Popen[bytes], port: int) -> None:
    """Return once /readyz is 200; end the demo with the log's last lines if the service ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            sys.exit(f"demo: the service ended with status {child.returncode} before it was ready:\n{log_tail()}")
        if is_ready(port):
            return
        time.sleep(0.1)
    sys.exit(f"demo: the service was not ready after {START_SECONDS:.0f} s:\n{log_tail()}")


def is_ready(port: int) -> bool:
    """Whether the service says that it can render."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def log_tail() -> str:
    """The last lines that the service wrote."""
    return "\n".join(LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])


def stop(child: subprocess.Popen[bytes]) -> None:
    """End our child, gently first."""
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def render(port: int, deck: Path) -> int:
    """How many files in build/ the deck became; says so in one line."""
    try:
        answer = post(port, deck)
    except (OSError, http.client.HTTPException) as error:
        print(f"demo: {deck.name} failed: the service gave no answer ({error!r}); see its log", flush=True)
        return 0
    if answer.status != http.client.OK:
        print(f"demo: {deck.name} failed: {answer.status} {problem(answer.body)}", flush=True)
        return 0
    files = unpack(answer.body, deck)
    made = ", ".join(f"{path.relative_to(ROOT)} {path.stat().st_size / 1000:.0f} kB" for path in files)
    about = f"{answer.seconds:.2f} s, warnings: {answer.warnings}"
    print(f"demo: {deck.relative_to(ROOT)} -> {made} ({about})", flush=True)
    return len(files)


def unpack(body: bytes, deck: Path) -> list[Path]:
    """Writes the files that we asked for, under the names that we asked for."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = [f"{deck.stem}.{name}" for name in FORMATS]
        for name in names:
            (BUILD / name).write_bytes(archive.read(name))
    return [BUILD / name for name in names]


def post(port: int, deck: Path) -> Answer:
    """POST the deck, with the pictures it names if it names any, and wait for the whole answer."""
    assets = local_assets(deck)
    content_type, body = multipart(deck, assets) if assets else ("text/markdown", deck.read_bytes())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=RENDER_SECONDS)
    began = time.monotonic()
    try:
        path = f"/v1/render?to={','.join(FORMATS)}&filename={quote(deck.stem)}"
        connection.request("POST", path, body, {"Content-Type": content_type})
        response = connection.getresponse()
        content = response.read()
        return Answer(response.status, content, response.getheader("Render-Warnings", "?"), time.monotonic() - began)
    finally:
        connection.close()


def local_assets(deck: Path) -> list[str]:
    """The files beside the deck that it names, by the names it uses."""
    groups = REFERENCE.findall(deck.read_text(encoding="utf-8"))
    names = dict.fromkeys("".join(group).strip() for group in groups)
    return [name for name in names if (deck.parent / name).is_file()]


def multipart(deck: Path, assets: list[str]) -> tuple[str, bytes]:
    """Content type and body of a form with the deck and its assets, which keep their relative names."""
    boundary = uuid.uuid4().hex
    parts = [("deck", deck.name, deck.read_bytes())]
    parts += [("assets", name, (deck.parent / name).read_bytes()) for name in assets]
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n"
        for field, name, content in parts
    )
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def problem(body: bytes) -> str:
    """The detail of a problem+json answer, or the start of whatever else came."""
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return body[:300].decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
