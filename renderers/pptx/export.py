"""A deck as a native PowerPoint presentation: measure, read, draw what must be drawn, plan, write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from renderers.model.diagnostic import Diagnostic
from renderers.model.document import HtmlDocument
from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck
from renderers.model.layout import Box, Drawing, Face, LayoutSnapshot, Script, SlideLayout
from renderers.model.tokens import Kind
from renderers.model.work import Workers
from renderers.pptx.faces import Faces
from renderers.pptx.images import Images
from renderers.pptx.layouts import arrange
from renderers.pptx.palette import Dye, theme_of
from renderers.pptx.plan import Draft, draft
from renderers.pptx.presentation import About, Master, Presentation
from renderers.pptx.read import read_scene
from renderers.pptx.report import report
from renderers.pptx.scene import Scene
from renderers.pptx.units import emu
from renderers.pptx.write import write

_MOST_DRAWINGS = 300


async def export_pptx(laid_out: LaidOutDeck, options: ExportOptions, workers: Workers) -> Exported:
    """Slides of shapes that can be edited, and a word about whatever is not as it was."""
    content, diagnostics = await laid_out.study(present, workers, options.date)
    return Exported((content,), laid_out.refused, diagnostics)


def present(
    snapshot: LayoutSnapshot, document: HtmlDocument, date: int | None
) -> Generator[Sequence[Drawing], Sequence[bytes], tuple[bytes, tuple[Diagnostic, ...]]]:
    """The file, and what there is to say about it. Asks once for all drawings."""
    scene = _read(snapshot, document)
    wanted = list(dict.fromkeys(one for slide in scene.slides for one in slide.drawings))[:_MOST_DRAWINGS]
    drawn = dict(zip(wanted, (yield wanted), strict=True))
    return _made(snapshot, scene, drawn, document, date)


def _read(snapshot: LayoutSnapshot, document: HtmlDocument) -> Scene:
    language = document.metadata.language or ""
    tokens = (token for slide in document.sources for token in slide.tokens)
    formulas = {token.id: token for token in tokens if token.kind is Kind.FORMULA and token.mathml}
    return read_scene(snapshot, Images(document.assets), Faces(snapshot.painted), language, formulas)


def _words_only(painted: Mapping[Face, Mapping[Script, str]], slides: Iterable[SlideLayout]) -> Faces:
    """The faces of words: formulas are written in one of their own."""
    asked = {_face(box) for slide in slides for box in _outside_formulas(slide.root) if box.name == "#text"}
    return Faces({face: scripts for face, scripts in painted.items() if face in asked})


def _face(box: Box) -> Face:
    return Face(box.style["font-family"], box.style["font-weight"], box.style["font-style"])


def _outside_formulas(box: Box) -> Iterator[Box]:
    stack = [box]
    while stack:
        one = stack.pop()
        yield one
        if one.name != "math":
            stack.extend(one.children)


def _made(
    snapshot: LayoutSnapshot,
    scene: Scene,
    drawn: Mapping[Drawing, bytes],
    document: HtmlDocument,
    date: int | None,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    offset = _offset(scene)
    drafts = [draft(slide, drawn, offset) for slide in scene.slides]
    remarks = [one.remarks for one in drafts]
    words = _words_only(snapshot.painted, snapshot.slides)
    said = report(snapshot.slides, scene.slides, remarks, document.sources, words)
    return write(_presentation(scene, drafts, offset, document, date)), said


def _presentation(
    scene: Scene, drafts: Sequence[Draft], offset: int, document: HtmlDocument, date: int | None
) -> Presentation:
    arranged = arrange(drafts, _notes(document, len(drafts)))
    theme = theme_of("marpd", [one.background for one in drafts], [one.items for one in drafts])
    dye = Dye(theme)
    return Presentation(
        width=emu(scene.width),
        height=emu(scene.height),
        theme=theme,
        master=_dyed_master(arranged.master, dye),
        layouts=tuple(
            replace(layout, items=dye.items(layout.items), background=dye.fill(layout.background))
            for layout in arranged.layouts
        ),
        slides=tuple(
            replace(slide, items=dye.items(slide.items), background=dye.fill(slide.background))
            for slide in arranged.slides
        ),
        about=_about(document, date),
        first_number=1 - offset,
    )


def _dyed_master(master: Master, dye: Dye) -> Master:
    return replace(
        master,
        background=dye.fill(master.background) or master.background,
        title=dye.paragraph(master.title, is_title=True),
        body=tuple(map(dye.paragraph, master.body)),
        items=dye.items(master.items),
    )


def _offset(scene: Scene) -> int:
    """How much page numbers are less than the numbers of slides, for most slides that show one."""
    found = Counter(
        slide.number - int(slide.page) for slide in scene.slides if slide.page.isdecimal() and len(slide.page) < 6
    )
    offset = found.most_common(1)[0][0] if found else 0
    # PowerPoint counts from 0 at the least.
    return offset if offset in {0, 1} or offset < 0 else 0


def _notes(document: HtmlDocument, count: int) -> Sequence[str]:
    sources = document.sources
    if len(sources) != count:
        return [""] * count
    return ["\n\n".join(slide.notes) for slide in sources]


def _about(document: HtmlDocument, date: int | None) -> About:
    about = document.metadata
    return About(
        title=about.title,
        author=about.author,
        description=about.description,
        keywords=about.keywords,
        language=about.language,
        modified=date,
    )
