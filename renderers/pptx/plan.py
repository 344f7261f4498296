"""A slide's things to shapes and placeholders. Pure: all that has to be drawn has been drawn before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from renderers.model.layout import Drawing, Rect
from renderers.pptx import presentation as presented
from renderers.pptx.frames import TextFrame, frames
from renderers.pptx.grids import listing, table
from renderers.pptx.images import compact
from renderers.pptx.presentation import (
    Align,
    Color,
    Crop,
    Fill,
    Group,
    Item,
    LineBreak,
    Paragraph,
    Picture,
    Placeholder,
    PlaceholderKind,
    Run,
    Shape,
)
from renderers.pptx.scene import Block, Chart, Equation, Grid, Listing, Loss, Panel, Photo, Remark, Role, SlideScene
from renderers.pptx.units import frame

BODY_INDEX, FOOTER_INDEX, NUMBER_INDEX = 1, 10, 11

TITLE = Placeholder(PlaceholderKind.TITLE)
BODY = Placeholder(PlaceholderKind.BODY, BODY_INDEX)
FOOTER = Placeholder(PlaceholderKind.FOOTER, FOOTER_INDEX)
NUMBER = Placeholder(PlaceholderKind.SLIDE_NUMBER, NUMBER_INDEX)

_LARGEST_TITLE = 2
_MOST_LETTERS_OF_A_NAME = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide's shapes before it is known which of them its layout will hold."""

    scene: SlideScene
    background: Fill
    items: tuple[Item, ...]
    name: str = ""
    remarks: tuple[Remark, ...] = ()


def draft(scene: SlideScene, drawn: Mapping[Drawing, bytes], offset: int) -> Draft:
    """A slide's shapes. `offset` is how much page numbers are less than the numbers of their slides."""
    return _Drafting(scene, drawn, offset).draft()


@dataclass(slots=True)
class _Drafting:
    scene: SlideScene
    drawn: Mapping[Drawing, bytes]
    offset: int
    items: list[Item] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def draft(self) -> Draft:
        title = self._title()
        framed = self._framed(title)
        body = _largest(one for one in framed.values() if _is_body(one, title))
        for thing in self.scene.things:
            match thing:
                case Block():
                    if (found := framed.get(id(thing))) is not None:
                        self.items.append(self._text(found, title, body))
                case Panel():
                    self._panel(thing)
                case Photo():
                    self._photo(thing)
                case Listing():
                    self.items.extend(listing(thing, self._name("Code")))
                case Grid():
                    self.items.append(table(thing, self._name("Table")))
                case Equation():
                    self._equation(thing)
                case Chart():
                    name = self._name("Diagram")
                    self.items.append(Group(name=name, frame=frame(thing.rect), items=thing.items, alt=thing.alt))
        return Draft(
            scene=self.scene,
            background=self.scene.background or Color("FFFFFF"),
            items=tuple(self.items),
            name=_plain(title)[:_MOST_LETTERS_OF_A_NAME] if title else "",
            remarks=(*self.scene.remarks, *self.remarks),
        )

    def _name(self, kind: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{kind} {self.counts[kind]}"

    def _title(self) -> Block | None:
        """The first heading of the first level, else of the second, else any."""
        headings = [one for one in self.scene.things if isinstance(one, Block) and one.role is Role.HEADING]
        for level in range(1, _LARGEST_TITLE + 1):
            for heading in headings:
                if heading.level == level:
                    return heading
        return headings[0] if headings else None

    def _framed(self, title: Block | None) -> dict[int, TextFrame]:
        """Text boxes by their first block. Only blocks with nothing between them share one."""
        found: dict[int, TextFrame] = {}
        run: list[Block] = []
        for thing in (*self.scene.things, None):
            if isinstance(thing, Block) and thing is not title:
                run.append(thing)
                continue
            if (isinstance(thing, Panel) and not thing.is_apart) or (isinstance(thing, Equation) and thing.is_beside):
                continue
            for one in frames(run):
                found[id(one.blocks[0])] = one
            run = []
            if thing is title and title is not None:
                found[id(title)] = next(frames([title]))
        return found

    def _text(self, one: TextFrame, title: Block | None, body: TextFrame | None) -> Shape:
        first = one.blocks[0]
        if first is title:
            return Shape(name=self._name("Title"), frame=frame(one.rect), text=one.text, placeholder=TITLE)
        if one is body:
            return Shape(name=self._name("Body"), frame=frame(one.rect), text=one.text, placeholder=BODY)
        match first.role:
            case Role.FOOTER:
                holder = FOOTER if not self.counts.get("Footer") else None
                return Shape(name=self._name("Footer"), frame=frame(one.rect), text=one.text, placeholder=holder)
            case Role.PAGE:
                return self._page(one)
            case Role.HEADER:
                return Shape(name=self._name("Header"), frame=frame(one.rect), text=one.text)
        return Shape(name=self._name("Text"), frame=frame(one.rect), text=one.text)

    def _page(self, one: TextFrame) -> Shape:
        """The page number: a field where PowerPoint would count as Marp does, else what Marp shows."""
        page = self.scene.page
        one = replace(one, rect=_roomy(one))
        if int(page) != self.scene.number - self.offset:
            self.remarks.append(
                Remark(Loss.APPROXIMATED, f"page number {page} is text, for PowerPoint would count {self.scene.number}")
            )
            return Shape(name=self._name("Slide Number"), frame=frame(one.rect), text=one.text)
        text = replace(one.text, paragraphs=tuple(_counted(paragraph, page) for paragraph in one.text.paragraphs))
        holder = NUMBER if not self.counts.get("Slide Number") else None
        return Shape(name=self._name("Slide Number"), frame=frame(one.rect), text=text, placeholder=holder)

    def _panel(self, panel: Panel) -> None:
        self.items.append(
            Shape(
                name=self._name(panel.name),
                frame=frame(panel.rect),
                outline=panel.outline,
                fill=panel.fill,
                line=panel.line,
                shadow=panel.shadow,
                alt=panel.alt,
                link=panel.link,
            )
        )

    def _equation(self, equation: Equation) -> None:
        drawn = self.drawn.get(equation.drawing, b"")
        behind = None if equation.is_beside or self._is_covering(equation) else equation.backdrop
        self.items.append(
            presented.Equation(
                name=self._name("Formula"),
                frame=frame(equation.rect),
                formula=equation.formula,
                style=equation.style,
                alt=equation.tex,
                picture=compact(drawn, behind) if drawn else None,
                link=equation.link,
            )
        )

    def _is_covering(self, photo: Photo | Equation) -> bool:
        """Whether a picture lies over another thing, which has to show through it."""
        for thing in self.scene.things:
            if thing is photo:
                return False
            if isinstance(thing, Photo | Panel) and _overlap(thing.rect, photo.rect):
                return True
        return False

    def _photo(self, photo: Photo) -> None:
        image = photo.image
        if image is None and photo.drawing is not None:
            drawn = self.drawn.get(photo.drawing, b"")
            if not drawn:
                self.remarks.append(Remark(Loss.DROPPED, "something that could not be drawn", photo.node))
                return
            image = compact(drawn, None if self._is_covering(photo) else photo.backdrop)
            if photo.svg is not None:
                image = replace(image, svg=photo.svg)
        if image is None:
            return
        left, top, right, bottom = photo.crop
        self.items.append(
            Picture(
                name=self._name("Background" if photo.is_background else "Picture"),
                frame=frame(photo.rect),
                image=image,
                crop=Crop(left, top, right, bottom),
                outline=photo.outline,
                line=photo.line,
                shadow=photo.shadow,
                alt=photo.alt,
                opacity=photo.opacity,
                link=photo.link,
            )
        )


def _roomy(one: TextFrame) -> Rect:
    """Room for more digits, for a field may show another number."""
    rect, more = one.rect, 2 * one.blocks[0].words.size
    match one.blocks[0].align:
        case Align.RIGHT:
            return replace(rect, x=rect.x - more, width=rect.width + more)
        case Align.CENTER:
            return replace(rect, x=rect.x - more / 2, width=rect.width + more)
    return replace(rect, width=rect.width + more)


def _overlap(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _is_body(one: TextFrame, title: Block | None) -> bool:
    first = one.blocks[0]
    return first is not title and first.role in {Role.TEXT, Role.HEADING} and not first.is_vertical


def _largest(found: Iterator[TextFrame]) -> TextFrame | None:
    return max(found, key=lambda one: one.letters, default=None)


def _counted(paragraph: Paragraph, page: str) -> Paragraph:
    """The paragraph with its first mention of the page number as a field."""
    runs: list[Run | LineBreak] = []
    is_done = False
    for run in paragraph.runs:
        if is_done or not isinstance(run, Run) or page not in run.text:
            runs.append(run)
            continue
        before, _, after = run.text.partition(page)
        if before:
            runs.append(replace(run, text=before))
        runs.append(replace(run, text=page, is_slide_number=True))
        if after:
            runs.append(replace(run, text=after))
        is_done = True
    return replace(paragraph, runs=tuple(runs))


def _plain(block: Block) -> str:
    return " ".join("".join(piece.text for piece in block.words.pieces if isinstance(piece, Run)).split())
