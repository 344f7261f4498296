"""Nothing of one render is there for the next: no text, picture, font, theme or error, in answers, files or logs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.case import _looked_through
from tests.hostile.cases.make import FORM, form
from tests.hostile.cases.pictures import picture
from tests.hostile.service import Answer, Service
from tests.renderers.remote.fonts import square_font

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

MARK = "zqxmarker"
# Everything that could stay somewhere: a cache, a font list, a macro, a set of themes, a name, a comment, a link.
FIRST = f"""---
theme: {MARK}
title: {MARK} title
author: {MARK} author
header: {MARK} header
class: {MARK}
style: |
  @font-face {{ font-family: Kept; src: url(kept.ttf); }}
  @property --kept {{ syntax: '<color>'; inherits: true; initial-value: red; }}
  :root {{ --kept: red; }}
  section {{ font-family: Kept; color: var(--kept); counter-increment: kept 7; }}
  @keyframes kept {{ from {{ color: red; }} }}
---

# {MARK} heading ABC

![{MARK} alt](kept.png) ![bg right](kept.png)

$$\\gdef\\kept{{{MARK}}} \\def\\kept{{{MARK}}} \\newcommand{{\\keeps}}{{{MARK}}} \\kept$$

[{MARK} link](https://{MARK}.invalid/ "{MARK}") [kept]

[kept]: https://{MARK}.invalid/reference

<!-- {MARK} note -->
"""
SECOND = """---
theme: zqxmarker
style: |
  section { font-family: Kept, monospace; color: var(--kept, green); counter-increment: kept; }
  h1::after { content: counter(kept); }
  a:visited { color: red; }
---

# Heading ABC

![](kept.png) ![bg right](kept.png)

$$\\kept \\keeps$$

[kept] <https://example.invalid/>
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """One of its own, so that its logs and files are of these decks alone."""
    (tmp_path / "tmp").mkdir()
    service = Service(tmp_path / "tmp", log_level="debug")
    try:
        service.wait_until_ready()
        yield service
    finally:
        service.end()


def second(service: Service) -> bytes:
    """What the second deck looks like in every format, with what is said of it."""
    answer = service.render(SECOND.encode(), to="pdf,pptx,html,png,report")
    assert answer.status == 200
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        files = {name: archive.read(name) for name in sorted(archive.namelist())}
    return b"".join(_without_times(name, content) for name, content in files.items())


def test_nothing_crosses(service: Service) -> None:
    """A deck is the same to the byte before and after one that leaves marks wherever it can."""
    before = second(service)

    first = render_first(service)
    refused = service.ask("POST", f"/v1/render?theme={MARK}-unknown", FIRST.encode(), {"Content-Type": "text/markdown"})
    after = second(service)
    other = service.ask("POST", "/v1/render?theme=unknown", b"# A", {"Content-Type": "text/markdown"})

    assert first.status == 200
    assert MARK.encode() in b"".join(_looked_through(first.body))
    assert after == before
    assert (refused.status, other.status) == (422, 422)
    assert MARK not in other.body.decode()
    assert MARK not in "".join(service.log)
    assert marked_files(service.temporary) == []
    assert all(MARK not in json.dumps(service.ask("GET", path).body.decode()) for path in ("/metrics", "/v1/themes"))


def render_first(service: Service) -> Answer:
    """The deck that leaves marks, with a font, a picture and a theme."""
    theme = f"/* @theme {MARK} */ section {{ width: 1280px; height: 720px; background: #{'f' * 3}; }}".encode()
    parts = [
        ("deck", f"{MARK}.md", FIRST.encode()),
        ("assets", "kept.png", picture("PNG")),
        ("assets", "kept.ttf", square_font()),
        ("theme", "kept.css", theme),
    ]
    return service.ask("POST", "/v1/render?to=pdf,pptx,html,png", form(parts), {"Content-Type": FORM})


def marked_files(folder: Path) -> list[Path]:
    """Files of the service, the browser's own among them, with the mark in them."""
    return [file for file in folder.rglob("*") if file.is_file() and MARK.encode() in file.read_bytes()]


def _without_times(name: str, content: bytes) -> bytes:
    if not name.endswith(".json"):
        return content
    report = json.loads(content)
    report.pop("seconds", None)
    return json.dumps(report).encode()
