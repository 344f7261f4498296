"""Formulas, code, emoji, diagrams and every script at once: drawn whole in every format, and nothing is asked for."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest

from renderers import BrowserOptions, Rendering, RenderOptions, Source, build_renderer

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

DECK = r"""---
lang: ja
footer: $a^2$ :tada:
---

# 数式 $\sqrt{2}$ :rocket:

$$
\sum_{i=1}^{n} i = \frac{n(n+1)}{2} \quad \ce{2H2 + O2 -> 2H2O}
$$

---

```python
def f(x):  # コメント
    return x
```

```mermaid
flowchart LR
  A[始め] --> B[終わり]
```

---

| a | b |
|---|---|
| العربية | עברית |
| ไทย | हिन्दी |
| 한국어 | 中文 👩‍🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿 |
"""  # the scripts are what it is about


@pytest.fixture(scope="module")
async def rendering() -> Rendering:
    """The deck in every format."""
    renderer = build_renderer(BrowserOptions())
    try:
        return await renderer.render(Source(DECK), RenderOptions(formats=("html", "pdf", "png", "pptx")))
    finally:
        await renderer.stop()


def files(rendering: Rendering, name: str) -> tuple[bytes, ...]:
    """What one format gave."""
    return next(one.files for one in rendering.artifacts if one.format == name)


async def test_nothing_is_missing(rendering: Rendering) -> None:
    """Not a file, not a character, not a formula, not a diagram, not a word beyond an edge."""
    told = [one for one in rendering.report.diagnostics if one.severity != "info"]

    assert told == []


async def test_the_page_asks_for_nothing(rendering: Rendering) -> None:
    """Every address in the HTML is data, a place in the page, or a name of XML."""
    [html] = files(rendering, "html")
    addresses = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"')\s>]+)", html.decode())

    assert addresses
    assert [one for one in addresses if not one.startswith(("data:", "#"))] == []


async def test_the_words_can_be_found_in_the_pdf(rendering: Rendering) -> None:
    """Of every script, of the diagram, of the code and of the emoji."""
    [pdf] = files(rendering, "pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))

    for word in ("数式", "コメント", "始め", "終わり", "ไทย", "한국어", "中文", "∑", "return"):
        assert word in text, word


async def test_the_presentation_has_the_words_too(rendering: Rendering) -> None:
    """As text of its slides."""
    [pptx] = files(rendering, "pptx")
    archive = zipfile.ZipFile(io.BytesIO(pptx))
    text = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/slides/slide"))

    for word in ("数式", "コメント", "始め", "終わり", "العربية", "עברית", "ไทย", "हिन्दी", "한국어", "中文"):
        assert word in text, word
