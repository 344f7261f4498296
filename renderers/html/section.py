"""One slide as HTML: its layers, its section's attributes, its header and footer (section 25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renderers.directives import table
from renderers.html.backgrounds import Split, figures, shown, split_of
from renderers.html.escape import attributes
from renderers.html.style import declarations
from renderers.model.blocks import Side
from renderers.model.deck import Slide
from renderers.model.directive import DirectiveValues
from renderers.model.geometry import css_number
from renderers.model.markup import MARK_ATTRIBUTE, FragmentMark, Markup, ScalingMark, SlugMark, TokenMark
from renderers.model.theme import Stylesheet

Attributes = tuple[tuple[str, str | None], ...]

_LAYER = "data-marpit-advanced-background"
_BACKGROUND_DEFAULTS = (
    ("background-position", table.BACKGROUND_POSITION, "center"),
    ("background-repeat", table.BACKGROUND_REPEAT, "no-repeat"),
    ("background-size", table.BACKGROUND_SIZE, "cover"),
)


@dataclass(frozen=True, slots=True)
class Margins:
    """A slide's header and footer as HTML, empty where it has none."""

    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """Markup with its marks filled in, and the number of fragments in it."""

    html: str
    fragments: int


class Ids:
    """The ids of one page. Slide ids come first, so that a heading cannot take one (M-284)."""

    def __init__(self, slides: int) -> None:
        self._repeats = dict.fromkeys(map(str, range(1, slides + 1)), 0)

    def take(self, slug: str) -> str:
        """The slug, or if a heading had it before, the slug and a number. Marp does not look whether that is free."""
        if slug not in self._repeats:
            self._repeats[slug] = 0
            return slug
        self._repeats[slug] += 1
        return f"{slug}-{self._repeats[slug]}"


def fill(markup: Markup, stylesheet: Stylesheet, ids: Ids, *, marked: bool = False) -> Filled:
    """Fill in what depends on the slide (fragment numbers), the theme (scaling) and the page (unique ids).

    The ids of tokens are there only if asked for.
    """
    pieces: list[str] = []
    fragments = 0
    for piece in markup:
        match piece:
            case str():
                pieces.append(piece)
            case TokenMark():
                if marked:
                    pieces.append(f' {MARK_ATTRIBUTE}="{piece.id}"')
            case FragmentMark():
                fragments += 1
                pieces.append(f' data-marpit-fragment="{fragments}"')
            case ScalingMark():
                pieces.append(_scaling(piece, stylesheet))
            case SlugMark(slug):
                pieces.append(attributes((("id", ids.take(slug)),)))
    return Filled("".join(pieces), fragments)


def slide_html(slide: Slide, content: Filled, margins: Margins, stylesheet: Stylesheet) -> str:
    """A slide as `<svg>`: one layer, or three when it has background images (M-146)."""
    width, height = css_number(stylesheet.size.width), css_number(stylesheet.size.height)
    backgrounds = shown(slide.backgrounds)
    split = split_of(slide.backgrounds) if backgrounds else None
    section = _attributes(slide, content, split, stylesheet)
    inner = f"{margins.header}{content.html}{margins.footer}"
    inner = f"\n{inner}" if inner else ""
    if backgrounds:
        layers = "".join(_layers(slide, section, inner, split, stylesheet))
    else:
        layers = f'<foreignObject width="{width}" height="{height}">{_section(section, inner)}\n</foreignObject>'
    return f'<svg data-marpit-svg="" viewBox="0 0 {width} {height}">{layers}</svg>'


def _layers(
    slide: Slide, section: Attributes, inner: str, split: Split | None, stylesheet: Stylesheet
) -> Iterator[str]:
    width, height = css_number(stylesheet.size.width), css_number(stylesheet.size.height)
    copied = tuple(pair for pair in section if pair[0] != "id")
    side = ((f"{_LAYER}-split", split.side if split else None),)
    behind = _section((*copied, (_LAYER, "background"), *side), figures(shown(slide.backgrounds)))
    yield f'<foreignObject width="{width}" height="{height}">{behind}</foreignObject>'
    content = _section((*section, (_LAYER, "content"), *side), inner)
    share, place = (split.content, split.behind) if split else (width, "")
    x = f' x="{place}"' if split and split.side is Side.LEFT else ""
    yield f'<foreignObject width="{share}" height="{height}"{x}>{content}\n</foreignObject>'
    pseudo = _section((*_pseudo(copied, slide), (_LAYER, "pseudo"), *side), "")
    yield f'<foreignObject width="{width}" height="{height}" {_LAYER}="pseudo">{pseudo}</foreignObject>'


def _pseudo(copied: Attributes, slide: Slide) -> Attributes:
    """The layer that only draws the page number keeps no style but the colour (M-151)."""
    color = declarations((("color", slide.directives[table.COLOR]),))
    return tuple((name, color if name == "style" else value) for name, value in copied)


def _section(pairs: Attributes, inner: str) -> str:
    return f"<section{attributes(pairs)}>{inner}</section>"


def _attributes(slide: Slide, content: Filled, split: Split | None, stylesheet: Stylesheet) -> Attributes:
    """The attributes of the content section in the order of M-079."""
    values = slide.directives
    style = _style(values)
    if split:
        style += f"--marpit-advanced-background-split:{split.behind};"
    return (
        ("id", str(slide.number)),
        *(((f"data-marpit-scope-{slide.scope}", ""),) if slide.scope else ()),
        ("data-marpit-fragments", str(content.fragments) if content.fragments else None),
        *((f"data-{name}", text) for name, text in _shown(values)),
        ("lang", values[table.LANG] or None),
        ("class", values[table.CLASS] or None),
        ("data-marpit-pagination", str(slide.page.number) if slide.page else None),
        ("style", style or None),
        ("data-marpit-pagination-total", str(slide.page.total) if slide.page else None),
        ("data-size", stylesheet.size_name),
    )


def _shown(values: DirectiveValues) -> Iterator[tuple[str, str]]:
    """Directives that show on the section, as kebab-case name and text (M-078). An empty text shows nothing (M-080)."""
    for row, value in values:
        text = row.text(value) if row.is_shown else ""
        if text:
            yield row.attribute, text


def _style(values: DirectiveValues) -> str:
    """The section's inline style: custom properties, then what directives draw (M-083 to M-086)."""
    return declarations(
        (
            *((f"--{name}", text) for name, text in _shown(values)),
            ("color", values[table.COLOR]),
            *_background(values),
        )
    )


def _background(values: DirectiveValues) -> Iterator[tuple[str, str]]:
    color, image = values[table.BACKGROUND_COLOR], values[table.BACKGROUND_IMAGE]
    yield "background-color", color
    yield "background-image", image or ("none" if color else "")
    if image:
        yield from ((name, values[row] or default) for name, row, default in _BACKGROUND_DEFAULTS)


def _scaling(mark: ScalingMark, stylesheet: Stylesheet) -> str:
    """The attributes that ask for scaling (M-271, M-273), if the theme allows it."""
    if mark.kind not in stylesheet.scaling:
        return ""
    value = '="downscale-only"' if mark.tag == "pre" else ""
    return f' is="marp-{mark.tag}" data-auto-scaling{value}'
