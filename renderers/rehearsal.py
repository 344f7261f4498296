"""What a worker has done before its first job, so that this one takes no longer than the next."""

from __future__ import annotations

from contextlib import suppress

from renderers.formats import FORMATS
from renderers.model.assets import MemoryAssets
from renderers.model.document import HtmlDocument
from renderers.model.geometry import Size
from renderers.model.layout import Box, LayoutSnapshot, Rect, SlideLayout
from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.pdf.finish import finish
from renderers.pptx.export import present
from renderers.pptx.images import Images
from renderers.prepare import prepare
from renderers.theme.theme_set import ThemeSet

_DECK = """---
paginate: true
header: A *header*
---

# Heading

- item **bold** _slanted_ `code` :rocket: [link](https://example.com) $x^2$

| a | b |
|---|---|
| c | d |

---

![bg](a.png)

```python
def code() -> None: ...
```

$$\\sum_{i=1}^n i$$
"""
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
_SIZE = Size(1280, 720)


def rehearse() -> None:
    """Prepare a deck for every format, and finish a PDF and a presentation that nobody sees."""
    names = tuple(row.name for row in FORMATS)
    prepare(Source(_DECK), RenderOptions(formats=names), ThemeSet.built_in())
    page = HtmlDocument(html="", slides=1, size=_SIZE)
    finish(_PDF, page, None)
    Images(MemoryAssets()).load(_PICTURE)
    slide = SlideLayout(1, Box(name="svg", rect=Rect(0, 0, _SIZE.width, _SIZE.height)))
    presenting = present(LayoutSnapshot(size=_SIZE, slides=(slide,)), page, None)
    next(presenting)
    with suppress(StopIteration):
        presenting.send(())
