"""Chromium's PDF made ours: what it says of itself, where it leads, and the same bytes for the same deck."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from renderers.errors import RenderFailed
from renderers.model.document import HtmlDocument
from renderers.pdf.links import mend_links
from renderers.pdf.node_ids import renumbered

if TYPE_CHECKING:
    from pikepdf import Pdf

_MARPD = "marpd"


def finish(printed: bytes, document: HtmlDocument, date: int | None) -> bytes:
    """The PDF to hand out. Raises `RenderFailed` if it has not one page a slide."""
    import pikepdf

    # A file in memory, for pikepdf reads one of those without a detour through Python.
    with os.fdopen(os.memfd_create("printed.pdf"), "w+b") as file:
        file.write(renumbered(printed))
        file.flush()
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            _check_pages(len(pdf.pages), document.slides)
            _describe(pdf, document, date)
            mend_links(pdf)
            finished = BytesIO()
            # The id comes from the content; objects packed together are a third smaller and no slower.
            pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def _check_pages(pages: int, slides: int) -> None:
    if pages != slides:
        raise RenderFailed(
            f"The deck has {slides} slides and came out on {pages} pages.",
            hint="Look in the deck's styles for what changes the size or the breaks of pages.",
            phase="pdf",
        )


def _describe(pdf: Pdf, document: HtmlDocument, date: int | None) -> None:
    """Title and so on, in the document's information only: there is no second place that could say otherwise."""
    import pikepdf

    about = document.metadata
    entries = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.description,
        "/Keywords": "; ".join(about.keywords),
        "/Creator": _MARPD,
        "/Producer": _MARPD,
        "/CreationDate": _pdf_date(date),
        "/ModDate": _pdf_date(date),
    }
    pdf.trailer["/Info"] = pdf.make_indirect(
        pikepdf.Dictionary({name: pikepdf.String(value) for name, value in entries.items() if value})
    )
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    if about.language:
        pdf.Root["/Lang"] = pikepdf.String(about.language)
    pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=bool(about.title))


def _pdf_date(seconds: int | None) -> str:
    return "" if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):D:%Y%m%d%H%M%S}+00'00'"
