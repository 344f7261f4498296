"""The layers of a slide that has background images: behind, content, and page number in front (section 11.2)."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.html.escape import attributes, escape_text
from renderers.model.blocks import Background, Direction, Side
from renderers.model.geometry import css_number

_HALF = "50%"
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Split:
    """A background that takes a share of the slide, `behind`, and leaves the other side to the content.

    Shares are CSS percentages, as the deck writes them.
    """

    side: Side
    behind: str

    @property
    def content(self) -> str:
        """The share that is left for the content."""
        return f"{css_number(round(100 - float(self.behind.rstrip('%')), 10))}%"


def split_of(backgrounds: tuple[Background, ...]) -> Split | None:
    """How the backgrounds split the slide, if they do. Side and share are remembered apart (M-143)."""
    side = next((one.side for one in reversed(backgrounds) if one.side), None)
    share = next((one.share for one in reversed(backgrounds) if one.share), _HALF)
    # More than the whole slide would give the content a negative width (section 28 on M-150).
    return Split(side, share if float(share.rstrip("%")) < _WHOLE else f"{_WHOLE}%") if side else None


def figures(backgrounds: tuple[Background, ...]) -> str:
    """The container with one figure an image, in the order written (M-147)."""
    direction = next((one.direction for one in reversed(backgrounds) if one.direction), Direction.HORIZONTAL)
    container = attributes(
        (
            ("data-marpit-advanced-background-container", "true"),
            ("data-marpit-advanced-background-direction", direction),
        )
    )
    return f"<div{container}>{''.join(_figure(one) for one in backgrounds)}</div>"


def shown(backgrounds: tuple[Background, ...]) -> tuple[Background, ...]:
    """Those that have an image at all (M-144)."""
    return tuple(one for one in backgrounds if one.url.strip())


def _figure(background: Background) -> str:
    style = f'background-image:url("{background.url}");'
    style += f"background-size:{background.size};" if background.size else ""
    style += f"filter:{background.filters};" if background.filters else ""
    caption = f"<figcaption>{escape_text(background.alt)}</figcaption>" if background.alt.strip() else ""
    return f"<figure{attributes((('style', style),))}>{caption}</figure>"
