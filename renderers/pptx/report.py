"""What PowerPoint does not get as it is, said to the author: nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from renderers.model.deck import Slide
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.layout import Box, SlideLayout
from renderers.model.tokens import Kind, Token
from renderers.pptx.faces import Faces
from renderers.pptx.kinds import is_picture
from renderers.pptx.scene import Block, Grid, Listing, Loss, Photo, Remark, SlideScene

_MOST_OF_A_SLIDE = 20
_WORDS = {
    Loss.APPROXIMATED: (
        Code.PPTX_APPROXIMATED,
        Severity.INFO,
        "In PowerPoint this is only nearly the same",
        "It stays editable; the PDF shows it exactly.",
    ),
    Loss.PICTURE: (
        Code.PPTX_PICTURE,
        Severity.INFO,
        "In PowerPoint this is a picture",
        "Use plain Markdown and simpler CSS where it should be editable.",
    ),
    Loss.DROPPED: (
        Code.PPTX_DROPPED,
        Severity.WARNING,
        "In PowerPoint this is missing",
        "Look at the slide in PowerPoint, and put something else there if it matters.",
    ),
    Loss.HIDDEN: (
        Code.PPTX_DROPPED,
        Severity.INFO,
        "In PowerPoint this is missing, as on the page",
        "The theme or the deck's style hides it.",
    ),
}
_LEAVES = {Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.CODE, Kind.IMAGE, Kind.DIAGRAM, Kind.FORMULA, Kind.CELL}


def report(
    layouts: Iterable[SlideLayout],
    scenes: Sequence[SlideScene],
    remarks: Iterable[Iterable[Remark]],
    sources: Sequence[Slide],
    faces: Faces,
) -> tuple[Diagnostic, ...]:
    """Every case, with slide and line, and a word on fonts that readers may not have."""
    found: list[Diagnostic] = []
    for layout, scene, said in zip(layouts, scenes, remarks, strict=True):
        source = sources[scene.number - 1] if scene.number <= len(sources) else None
        tokens = {token.id: token for token in source.tokens} if source else {}
        all_said = dict.fromkeys((*said, *lost(layout, scene, tokens)))
        # Its own number, which is another than its place when slides before it were left out.
        found.extend(_slide(source.number if source else scene.number, source, tokens, all_said))
    return (*found, *_fonts(faces))


def _slide(
    number: int, source: Slide | None, tokens: Mapping[int, Token], remarks: Iterable[Remark]
) -> Iterator[Diagnostic]:
    for index, remark in enumerate(remarks):
        code, severity, message, hint = _WORDS[remark.kind]
        if index == _MOST_OF_A_SLIDE:
            message, reason = "There is more like this on this slide", remark.reason
        else:
            reason = remark.reason
        token = tokens.get(remark.node) if remark.node is not None else None
        line = token.line if token else source.line if source else None
        yield Diagnostic(
            code=code, severity=severity, message=f"{message}: {reason}.", hint=hint, slide=number, line=line
        )
        if index == _MOST_OF_A_SLIDE:
            return


def lost(layout: SlideLayout, scene: SlideScene, tokens: Mapping[int, Token]) -> Iterator[Remark]:
    """Tokens of which nothing is in the scene, and nothing has been said."""
    sights = _Sights(set(_nodes(scene)))
    sights.look(layout.root)
    for token in tokens.values():
        if token.kind not in _LEAVES:
            continue
        if token.id in sights.forgotten:
            yield Remark(Loss.DROPPED, f"a {token.kind} that could not be carried over", token.id)
        elif token.id in sights.hidden or (token.id not in sights.seen and token.kind is not Kind.ITEM):
            yield Remark(Loss.HIDDEN, f"a {token.kind}", token.id)


def _nodes(scene: SlideScene) -> Iterator[int]:
    for thing in scene.things:
        if isinstance(thing, Grid):
            for block in (block for cell in thing.cells for block in cell.blocks):
                yield from (*block.words.nodes, *((block.node,) if block.node is not None else ()))
        if isinstance(thing, Block | Listing):
            yield from thing.words.nodes
        if thing.node is not None:
            yield thing.node
        if isinstance(thing, Photo):
            yield from thing.nodes
    yield from (remark.node for remark in scene.remarks if remark.node is not None)


@dataclass(frozen=True, slots=True)
class _Sights:
    """Which tokens have a box, which of these are seen and yet not in the scene, and which have unseen words."""

    carried: set[int]
    seen: set[int] = field(default_factory=set)
    forgotten: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def look(self, box: Box) -> tuple[bool, bool, bool]:
        """Whether a box has words or a picture, whether they are to be seen, and whether any of it is in the scene."""
        is_carried = box.node in self.carried
        has_words = is_picture(box) or bool(box.text.strip())
        is_shown = is_picture(box) or (has_words and bool(box.fragments))
        if box.style.get("visibility") == "hidden":
            is_shown = False
        for child in box.children:
            words, shown, carried = self.look(child)
            has_words, is_shown, is_carried = has_words or words, is_shown or shown, is_carried or carried
        if box.style.get("opacity") == "0":
            is_shown = False
        if box.node is not None:
            self.seen.add(box.node)
            if has_words and not is_carried:
                (self.forgotten if is_shown else self.hidden).add(box.node)
        return has_words, is_shown, is_carried


def _fonts(faces: Faces) -> Iterator[Diagnostic]:
    for painted, written in faces.unknown():
        yield Diagnostic(
            code=Code.FONT_FALLBACK,
            severity=Severity.INFO,
            message=f"The font '{painted}' is written as '{written}', which readers of the presentation may not have.",
            hint="Lines may break elsewhere on their machines; install the font there, or use a common one.",
        )
