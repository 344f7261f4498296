"""Where the links of a PDF may lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from renderers.model.links import is_safe_link
from renderers.model.origin import ORIGIN, relative

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


def mend_links(pdf: Pdf) -> None:
    """Lead links below the deck's own address to files beside the PDF again, and take away those that are unsafe."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            action = annotation.get("/A")
            if action is not None:
                _mend(annotation, action)


def _mend(annotation: Object, action: Object) -> None:
    target = safe_target(str(action.get("/URI", "")))
    if target is None:
        # The link stays, as the tagged text refers to it; it leads nowhere.
        del annotation["/A"]
    else:
        action["/URI"] = _text(target)


def safe_target(url: str) -> str | None:
    """A URL as it may stand in a PDF: http, https, mailto, tel, or relative; None for any other."""
    if url.startswith(f"{ORIGIN}/"):
        return relative(url) or None
    return url if ":" in url and is_safe_link(url) else None


def _text(value: str) -> Object:
    import pikepdf

    return pikepdf.String(value)
