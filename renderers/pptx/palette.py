"""The theme's colours and faces, from what the slides use most, and references to them in place of literals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from renderers.pptx.presentation import (
    Borders,
    Bullet,
    CharBullet,
    Color,
    Connector,
    Equation,
    Fill,
    Gradient,
    Group,
    Item,
    Line,
    NumberBullet,
    Paragraph,
    Picture,
    Placeholder,
    PlaceholderKind,
    Run,
    Shape,
    Table,
    Text,
    TextStyle,
    Theme,
)

_LINK = "0969DA"
_ACCENTS = 6
_REFERENCES = ("lt1", "dk1", "hlink", "dk2", "lt2", *(f"accent{number}" for number in range(1, _ACCENTS + 1)))
# What stands in where a theme has fewer colours than PowerPoint has places: tints of grey are in every theme's spirit.
_SPARE = ("595959", "7F7F7F", "A6A6A6", "BFBFBF", "D9D9D9", "404040")


def theme_of(name: str, backgrounds: Iterable[Fill], slides: Iterable[tuple[Item, ...]]) -> Theme:
    """The theme that the slides of a presentation have in common."""
    behind: Counter[str] = Counter(one.rgb for one in backgrounds if isinstance(one, Color))
    letters, headings, others, links = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    faces, heading_faces, east_asian = Counter[str](), Counter[str](), Counter[str]()
    for items in slides:
        for item in items:
            is_title = isinstance(item, Shape) and item.placeholder is not None and _is_title(item.placeholder)
            for run in _runs(item):
                weight = len(run.text)
                if isinstance(run.style.color, Color):
                    kind = links if run.link else headings if is_title else letters
                    kind[run.style.color.rgb] += weight
                (heading_faces if is_title else faces)[run.style.latin or ""] += weight
                if run.style.language and run.style.language[:2] in {"ja", "zh", "ko"}:
                    east_asian[run.style.east_asian or ""] += weight
            for one in _fills(item):
                others[one.rgb] += 1
    text_face = _first(faces) or "Arial"
    background = _first(behind) or "FFFFFF"
    text = _first(letters) or _first(headings) or "000000"
    heading = next((rgb for rgb, _ in headings.most_common() if rgb not in {text, background}), "") or text
    panel = next((rgb for rgb, _ in others.most_common() if rgb not in {text, background, heading}), "") or background
    link = _first(links) or _LINK
    accents = _accents((links, headings, letters, others), {text, background, heading, panel, link})
    return Theme(
        name=name,
        colors={
            "dk1": text,
            "lt1": background,
            "dk2": heading,
            "lt2": panel,
            **{f"accent{number}": rgb for number, rgb in enumerate(accents, 1)},
            "hlink": link,
            "folHlink": link,
        },
        heading_latin=_first(heading_faces) or text_face,
        heading_east_asian=_first(east_asian),
        text_latin=text_face,
        text_east_asian=_first(east_asian),
    )


def _first(counter: Counter[str]) -> str:
    return next((name for name, _ in counter.most_common() if name), "")


def _accents(counters: Iterable[Counter[str]], taken: set[str]) -> list[str]:
    """Colours with a hue come first, for they are what a theme is known by."""
    found = Counter[str]()
    for counter in counters:
        found.update({rgb: 1 + count for rgb, count in counter.items() if rgb not in taken})
    ranked = sorted(found, key=lambda rgb: (-_hue(rgb), -found[rgb], rgb))
    return [*ranked, *(rgb for rgb in _SPARE if rgb not in ranked)][:_ACCENTS]


def _hue(rgb: str) -> bool:
    channels = [int(rgb[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels) > 48


def _runs(item: Item) -> Iterator[Run]:
    texts: tuple[Text, ...] = ()
    if isinstance(item, Shape) and item.text:
        texts = (item.text,)
    elif isinstance(item, Table):
        texts = tuple(cell.text for row in item.rows for cell in row.cells)
    for text in texts:
        for paragraph in text.paragraphs:
            yield from (run for run in paragraph.runs if isinstance(run, Run))


def _fills(item: Item) -> Iterator[Color]:
    if isinstance(item, Shape):
        if isinstance(item.fill, Color):
            yield item.fill
        if item.line:
            yield item.line.color
    elif isinstance(item, Table):
        for row in item.rows:
            yield from (cell.fill for cell in row.cells if isinstance(cell.fill, Color))


def _is_title(placeholder: Placeholder) -> bool:
    return placeholder.kind is PlaceholderKind.TITLE


class Dye:
    """Writes the theme's colours and faces by name where a value is equal to one of them."""

    def __init__(self, theme: Theme) -> None:
        self._schemes: Mapping[str, str] = {theme.colors[name]: name for name in reversed(_REFERENCES)}
        self._theme = theme
        self._style = lru_cache(maxsize=None)(self._restyled)

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Items of a slide."""
        return tuple(self._item(item) for item in items)

    def color(self, value: Color) -> Color:
        """A colour."""
        scheme = self._schemes.get(value.rgb)
        return Color(value.rgb, value.alpha, scheme) if scheme else value

    def fill(self, value: Fill | None) -> Fill | None:
        """Any fill."""
        match value:
            case Color():
                return self.color(value)
            case Gradient():
                return self._gradient(value)
        return value

    def _gradient(self, value: Gradient) -> Gradient:
        return replace(value, stops=tuple(replace(stop, color=self.color(stop.color)) for stop in value.stops))

    def _line(self, value: Line | None) -> Line | None:
        return replace(value, color=self.color(value.color)) if value else None

    def _item(self, item: Item) -> Item:
        match item:
            case Shape():
                is_title = item.placeholder is not None and _is_title(item.placeholder)
                text = self.text(item.text, is_title=is_title) if item.text else None
                return replace(item, fill=self.fill(item.fill), line=self._line(item.line), text=text)
            case Table():
                rows = tuple(
                    replace(
                        row,
                        cells=tuple(
                            replace(
                                cell,
                                text=self.text(cell.text),
                                fill=self._plain_fill(cell.fill),
                                borders=self._borders(cell.borders),
                            )
                            for cell in row.cells
                        ),
                    )
                    for row in item.rows
                )
                return replace(item, rows=rows)
            case Picture():
                return replace(item, line=self._line(item.line))
            case Equation():
                return replace(item, style=replace(item.style, color=self._plain_fill(item.style.color)))
            case Group():
                return replace(item, items=tuple(self._part(part) for part in item.items))

    def _part(self, part: Shape | Connector) -> Shape | Connector:
        if isinstance(part, Connector):
            return replace(part, line=replace(part.line, color=self.color(part.line.color)))
        text = self.text(part.text) if part.text else None
        return replace(part, fill=self.fill(part.fill), line=self._line(part.line), text=text)

    def _plain_fill(self, value: Color | Gradient | None) -> Color | Gradient | None:
        if isinstance(value, Color):
            return self.color(value)
        return self._gradient(value) if value else None

    def _borders(self, value: Borders) -> Borders:
        return Borders(self._line(value.left), self._line(value.right), self._line(value.top), self._line(value.bottom))

    def text(self, value: Text, *, is_title: bool = False) -> Text:
        """The text of a shape or cell."""
        return replace(
            value, paragraphs=tuple(self.paragraph(paragraph, is_title=is_title) for paragraph in value.paragraphs)
        )

    def paragraph(self, value: Paragraph, *, is_title: bool = False) -> Paragraph:
        """A paragraph."""
        return replace(
            value,
            runs=tuple(replace(run, style=self._style(run.style, is_title=is_title)) for run in value.runs),
            end=self._style(value.end, is_title=is_title) if value.end else None,
            bullet=self._bullet(value.bullet),
        )

    def _bullet(self, value: Bullet | None) -> Bullet | None:
        if isinstance(value, CharBullet | NumberBullet) and value.color:
            return replace(value, color=self.color(value.color))
        return value

    def _restyled(self, style: TextStyle, *, is_title: bool) -> TextStyle:
        theme = self._theme
        kind, latin, east_asian = (
            ("mj", theme.heading_latin, theme.heading_east_asian)
            if is_title
            else ("mn", theme.text_latin, theme.text_east_asian)
        )
        return replace(
            style,
            color=self._plain_fill(style.color),
            highlight=self.color(style.highlight) if style.highlight else None,
            latin=f"+{kind}-lt" if style.latin == latin else style.latin,
            east_asian=f"+{kind}-ea" if east_asian and style.east_asian == east_asian else style.east_asian,
        )
