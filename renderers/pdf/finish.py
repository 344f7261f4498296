"""What is done to Chromium's PDF: the only module that knows pikepdf."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from renderers.model.deck import Metadata
from renderers.model.origin import ORIGIN, relative

_MAKER = "marpd"
_LINKED = {"http", "https", "mailto", "tel"}


def finish(printed: bytes, metadata: Metadata, date: int | None) -> tuple[int, bytes]:
    """The number of pages, and the PDF with its metadata. `date` is in seconds since 1970, None for no date."""
    with Pdf.open(BytesIO(printed)) as pdf:
        _describe(pdf, metadata, date)
        for page in pdf.pages:
            _mend_links(page)
        out = BytesIO()
        # An id that follows from the content; object streams make the file a quarter smaller.
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(pdf.pages), out.getvalue()


def _describe(pdf: Pdf, metadata: Metadata, date: int | None) -> None:
    facts = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.description,
        "/Keywords": "; ".join(metadata.keywords),
        "/Creator": _MAKER,
        "/Producer": _MAKER,
        "/CreationDate": _date(date),
        "/ModDate": _date(date),
    }
    pdf.trailer.Info = pdf.make_indirect(Dictionary({name: String(text) for name, text in facts.items() if text}))
    if metadata.language:
        pdf.Root.Lang = String(metadata.language)
    # A window shows the title, not the file's name.
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=bool(metadata.title))


def _date(seconds: int | None) -> str:
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("D:%Y%m%d%H%M%SZ")


def _mend_links(page: pikepdf.Page) -> None:
    """Links as the deck wrote them: relative ones again relative, and none that a reader should not follow."""
    annotations = page.obj.get(Name.Annots)
    if not isinstance(annotations, Array):
        return
    for annotation in annotations:
        action = annotation.get(Name.A)
        if isinstance(action, Dictionary) and Name.URI in action:
            target = _target(str(action.URI))
            if target is None:
                del annotation[Name.A]
            else:
                action.URI = String(target)


def _target(url: str) -> str | None:
    if url.startswith(f"{ORIGIN}/"):
        return relative(url)
    try:
        return url if urlsplit(url).scheme.lower() in _LINKED else None
    except ValueError:
        return None
