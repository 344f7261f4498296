"""Inline content: the runs of a paragraph, and the lines that the browser made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from renderers.model.layout import Box, Fragment, Rect
from renderers.pptx.colors import over
from renderers.pptx.css import border, four, px
from renderers.pptx.equations import NO_EQUATIONS, Equations, baseline, is_displayed, run_style
from renderers.pptx.faces import Faces
from renderers.pptx.kinds import is_aside, is_inline, is_picture
from renderers.pptx.lines import Line, is_beside, read_lines
from renderers.pptx.look import Look, behind_words, emoji_style, text_style
from renderers.pptx.math_runs import runs_of
from renderers.pptx.pieces import Gap, Piece, collapsed, cut, joined, trimmed, within
from renderers.pptx.presentation import Color, LineBreak, Run, TextStyle
from renderers.pptx.units import EMU_A_PIXEL, centipoints


@dataclass(frozen=True, slots=True)
class Aside:
    """A box in a line that is not text: a picture, or a block of its own."""

    box: Box
    look: Look


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's content. `empty_lines` counts those that breaks alone made; `nodes` are the tokens in it;
    `is_tinted` if a gradient is behind some of it; `formulas` counts those that are words.
    `size` is that of most letters, `largest` that of the largest.
    """

    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    size: float
    largest: float = 0.0
    scale: float = 1.0
    empty_lines: int = 0
    nodes: tuple[int, ...] = ()
    asides: tuple[Aside, ...] = ()
    emoji: tuple[Aside, ...] = ()
    is_tinted: bool = False
    formulas: int = 0
    chips: tuple[Aside, ...] = ()

    @property
    def is_emoji(self) -> bool:
        """Whether there is nothing but emoji."""
        return len(self.emoji) > 0 and len(self.emoji) == sum(
            isinstance(piece, Run) and bool(piece.text.strip()) for piece in self.pieces
        )

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return any(isinstance(piece, Run) and piece.text.strip() for piece in self.pieces)


def read_words(
    boxes: Sequence[Box],
    look: Look,
    faces: Faces,
    language: str,
    around: float = 16.0,
    equations: Equations = NO_EQUATIONS,
) -> Words:
    """The paragraph that inline boxes next to one another make; `around` is the font size of the box they are in."""

    def read(*, has_runs: bool) -> Words:
        reader = _Reader(faces, language, around, equations, has_runs)
        for box in boxes:
            reader.read(box, look)
        return reader.words()

    words = read(has_runs=True)
    if words.formulas and any(equations.of(aside.box) for aside in words.asides):
        # Words come out wider or narrower elsewhere, and what stands over room in their line would be beside it.
        return read(has_runs=False)
    return words


def _bare(style: TextStyle) -> TextStyle:
    """The style for room between words."""
    return replace(style, highlight=None, underline=None, strike=None, baseline=None)


_HARDLY_SEEN = 12
_LEAST_ROOM, _MOST_ROOM = 0.75, 200.0


@dataclass(frozen=True, slots=True)
class _Chip:
    """A word with a background of its own, that text has just entered or left."""

    box: Box
    highlight: Color | None
    is_entered: bool

    @property
    def padding(self) -> float:
        """From its edge to its text, on the side that is passed."""
        sides = four(self.box.style["padding"])
        line = border(self.box.style["border-left" if self.is_entered else "border-right"])
        return sides[3 if self.is_entered else 1] + (line.width / EMU_A_PIXEL if line else 0.0)


@dataclass(slots=True)
class _Reader:
    faces: Faces
    language: str
    around: float
    equations: Equations
    has_runs: bool
    pieces: list[Piece] = field(default_factory=list)
    fragments: list[tuple[Box, Fragment] | None] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    emoji: list[Aside] = field(default_factory=list)
    chips: list[Aside] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    scale: float = 1.0
    keeps_blanks: bool = True
    is_tinted: bool = False
    formulas: int = 0
    chip: _Chip | None = None
    last_style: TextStyle = field(default_factory=TextStyle)

    def read(self, box: Box, look: Look) -> None:
        if box.node is not None:
            self.nodes.append(box.node)
        if box.name == "#text":
            self._text(box, look)
        elif box.name == "br":
            self._break(box, look)
        elif box.name == "img" and "emoji" in box.attributes.get("class", "").split():
            self._emoji(box, look)
        elif box.name == "math" and not is_displayed(box) and (runs := self._formula(box, look)):
            self._runs(box, look, runs)
        elif not is_inline(box) or is_aside(box):
            self._aside(box, look)
        elif box.style["display"] != "inline" and box.rect.width > 0 and _is_empty(box):
            self._empty(box, look)
        else:
            self._element(box, look)

    def _empty(self, box: Box, look: Look) -> None:
        """A box in a line with nothing to read in it, such as a theme's logo: it keeps its room."""
        self.chips.append(Aside(box, look))
        self.pieces.append(Gap(box.rect.width, self.last_style))
        self.fragments.append((box, Fragment(0, 0, box.rect, box.rect.bottom, box.rect.width)))

    def _element(self, box: Box, look: Look) -> None:
        inner = look.inside(box)
        last = self.fragments[-1] if self.fragments else None
        goes_on = last is not None and is_beside([last], Fragment(0, 0, box.rect, box.rect.bottom, 0.0))
        is_apart = box.style["display"] == "block" and not goes_on
        if is_apart and self.pieces and not isinstance(self.pieces[-1], LineBreak):
            self._break(box, look)
        behind = behind_words(box)
        self.is_tinted = self.is_tinted or (behind is not None and "gradient(" in box.style["background"])
        is_framed = _has_border(box) and (behind is None or _is_like(behind, look.backdrop))
        is_chip = behind is not None and not is_framed
        if is_chip:
            # Its corners are lost, but it moves with its text.
            inner = inner.highlighted(box)
            self.chip = _Chip(box, inner.highlight, is_entered=True)
        elif box.style["display"] != "inline" or is_framed:
            self.chips.append(Aside(box, look))
        if inner.baseline is not None and look.baseline is None:
            inner = replace(inner, size=self.last_size())
        for child in box.children:
            self.read(child, inner)
        if is_chip:
            self.chip = _Chip(box, inner.highlight, is_entered=False)
        if is_apart:
            self._break(box, look)

    def _room(self, rect: Rect, style: TextStyle) -> None:
        """Room before what comes next on the same line: margins, and the padding of a chip in the chip's colour."""
        chip, self.chip = self.chip, None
        last = self.fragments[-1] if self.fragments else None
        if last is None or not is_beside([last], Fragment(0, 0, rect, rect.bottom, 0.0)):
            self._edge(chip, style)
            return
        room = rect.x - last[1].rect.right
        if not _LEAST_ROOM < room < _MOST_ROOM or style.size is None:
            return
        before = self.last_style if self.last_style.size else style
        if chip is None:
            self.pieces.append(Gap(room, _bare(before)))
            return
        inside = min(chip.padding, room)
        word, around = (style, before) if chip.is_entered else (before, style)
        coloured = Gap(inside, replace(_bare(word), highlight=chip.highlight))
        outside = Gap(room - inside, _bare(around))
        parts = (outside, coloured) if chip.is_entered else (coloured, outside)
        self.pieces.extend(part for part in parts if part.width > _LEAST_ROOM)

    def _edge(self, chip: _Chip | None, style: TextStyle) -> None:
        """The padding of a chip at the edge of a line."""
        if chip is not None and chip.padding > _LEAST_ROOM and style.size is not None:
            gap = Gap(chip.padding, replace(_bare(style), highlight=chip.highlight))
            if chip.is_entered or (self.pieces and not isinstance(self.pieces[-1], LineBreak)):
                self.pieces.append(gap)

    def last_size(self) -> float:
        """The size of the text around a raised one, which it is a share of."""
        return next(reversed(self.sizes), self.around)

    def _text(self, box: Box, look: Look) -> None:
        if box.style["visibility"] != "visible" or not box.text:
            return
        text = box.source if box.style["text-transform"] == "uppercase" else box.text
        style = text_style(box, look, self.faces, text, self.language)
        shown = collapsed(text, box.style["white-space"])
        self.keeps_blanks = self.keeps_blanks and box.style["white-space"].startswith(("pre", "break-spaces"))
        if first := next((one for one in box.fragments if one.rect.width > 0), None):
            self._room(first.rect, style)
        for index, part in enumerate(shown.split("\n")):
            if index:
                self.pieces.append(LineBreak(style))
            if part and look.link and len(box.fragments) > 1:
                self.pieces.extend(Run(piece, style, look.link) for piece in cut(box, text))
            elif part:
                self.pieces.append(Run(part, style, look.link))
        if box.fragments:
            size = (look.size or px(box.style["font-size"], otherwise=16.0)) * box.scale
            count = sum(fragment.end - fragment.start for fragment in box.fragments)
            self.sizes[size] = self.sizes.pop(size, 0) + count
            self.scale = max(self.scale, box.scale) if self.scale >= 1 and box.scale >= 1 else box.scale
        self._fragments(box, "\n" in shown)
        self.last_style = style

    def _fragments(self, box: Box, has_breaks: bool) -> None:  # noqa: FBT001
        """The text's pieces on their lines; where its own line breaks count, each ends a line."""
        done = 0
        for fragment in box.fragments:
            text = box.text[fragment.start : fragment.end]
            if has_breaks:
                self.fragments.extend([None] * box.text.count("\n", done, fragment.end))
                done = fragment.end
            if text.strip("\n") and fragment.rect.width > 0:
                self.fragments.append((box, fragment))
        if has_breaks:
            self.fragments.extend([None] * box.text.count("\n", done))

    def _break(self, box: Box, look: Look) -> None:
        style = self.last_style
        if style.size is None:
            style = text_style(box, look, self.faces, "", self.language)
        if self.chip and not self.chip.is_entered:
            self._edge(self.chip, style)
            self.chip = None
        self.pieces.append(LineBreak(style))
        self._end_line()

    def _end_line(self) -> None:
        self.fragments.append(None)

    def _emoji(self, box: Box, look: Look) -> None:
        style = emoji_style(text_style(box, look, self.faces, "", self.language))
        self.emoji.append(Aside(box, look))
        self.pieces.append(Run(box.attributes.get("alt", ""), style, look.link))
        rect = box.rect
        self.fragments.append((box, Fragment(0, 1, rect, rect.bottom - rect.height * 0.1, rect.width)))

    def _formula(self, box: Box, look: Look) -> tuple[Run, ...] | None:
        """A formula that is simple enough to be words."""
        found = self.equations.of(box)
        if not self.has_runs or found is None or found.formula is None or box.style["visibility"] != "visible":
            return None
        style = run_style(box, look, self.faces, found.tex, self.language)
        # The page makes formulas a little larger than words, and their lines would grow.
        style = replace(style, size=centipoints(self._around(box)))
        return runs_of(found.formula.row, style, look.link)

    def _around(self, box: Box) -> float:
        """The size of the words around a formula."""
        return next(reversed(self.sizes), self.around * box.scale)

    def _runs(self, box: Box, look: Look, runs: Sequence[Run]) -> None:
        self._room(box.rect, runs[0].style)
        self.pieces.extend(runs)
        self.formulas += 1
        size = self._around(box)
        self.sizes[size] = self.sizes.pop(size, 0) + sum(len(run.text) for run in runs)
        rect = box.rect
        self.fragments.append((box, Fragment(0, 1, rect, baseline(box), rect.width)))
        self.last_style = replace(self.last_style if self.last_style.size else runs[0].style, baseline=look.baseline)

    def _aside(self, box: Box, look: Look) -> None:
        self.asides.append(Aside(box, look))
        self.chip = None
        if box.style["position"] in {"absolute", "fixed"} or box.style["float"] != "none" or box.rect.width <= 0:
            return
        self.pieces.append(Gap(box.rect.width, self.last_style, look.link))
        self.fragments.append((box, Fragment(0, 0, box.rect, box.rect.bottom, box.rect.width)))

    def words(self) -> Words:
        if self.chip and not self.chip.is_entered and self.pieces:
            self._edge(self.chip, self.last_style)
        size = max(self.sizes, key=lambda size: self.sizes[size], default=0.0)
        found = read_lines(self.fragments)
        pieces = within(self.pieces, found)
        return Words(
            pieces=tuple(joined(pieces) if self.keeps_blanks else trimmed(pieces)),
            lines=found.lines,
            size=size,
            largest=max((size for size, count in self.sizes.items() if count), default=0.0),
            scale=self.scale,
            empty_lines=found.empty,
            nodes=tuple(self.nodes),
            asides=tuple(self.asides),
            emoji=tuple(self.emoji),
            is_tinted=self.is_tinted,
            formulas=self.formulas,
            chips=tuple(self.chips),
        )


def _is_empty(box: Box) -> bool:
    return not any(one.text or is_picture(one) for one in box.walk())


def _is_like(behind: Color, backdrop: Color | None) -> bool:
    """Whether a background can hardly be told from what is around it, so that its border is all there is to see."""
    if backdrop is None:
        return True
    shown = over(behind, backdrop) if behind.alpha < 1 else behind
    channels = zip(bytes.fromhex(shown.rgb), bytes.fromhex(backdrop.rgb), strict=True)
    return max(abs(one - other) for one, other in channels) < _HARDLY_SEEN


def _has_border(box: Box) -> bool:
    return any(border(box.style[side]) for side in ("border-top", "border-left"))
