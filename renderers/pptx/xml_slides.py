"""Slides, layouts and the master in PresentationML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from renderers.pptx.escape import attributes
from renderers.pptx.parts import (
    MASTER,
    NAMESPACES,
    THEME,
    XML_HEADER,
    References,
    Relation,
    XmlPart,
    layout_name,
    notes_name,
    office,
    presentationml,
    slide_name,
)
from renderers.pptx.presentation import (
    Fill,
    Frame,
    Item,
    Layout,
    Master,
    Paragraph,
    Placeholder,
    PlaceholderKind,
    Presentation,
    Run,
    Shape,
    Slide,
    Text,
    TextStyle,
)
from renderers.pptx.xml_fills import fill
from renderers.pptx.xml_shapes import tree
from renderers.pptx.xml_text import level, levels

MASTER_ID = 2_147_483_648
COLOR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
SAME_COLORS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
_HEADING = TextStyle(latin="+mj-lt", east_asian="+mj-ea", complex_script="+mj-cs")
_PLAIN = TextStyle(latin="+mn-lt", east_asian="+mn-ea", complex_script="+mn-cs")


def slide_part(slide: Slide, number: int) -> XmlPart:
    """Slide `number`, from 1."""
    references = References(Relation(office("slideLayout"), layout_name(slide.layout + 1)))
    if slide.notes:
        references.id_of(Relation(office("notesSlide"), notes_name(number)))
    data = _data(slide.name, slide.background, tree(slide.items, references), references)
    xml = f"{XML_HEADER}<p:sld{NAMESPACES}>{data}{SAME_COLORS}</p:sld>"
    return XmlPart(slide_name(number), presentationml("slide"), xml, references.relations())


def layout_part(layout: Layout, number: int) -> XmlPart:
    """Layout `number`, from 1."""
    references = References(Relation(office("slideMaster"), MASTER))
    data = _data(layout.name, layout.background, tree(layout.items, references, is_template=True), references)
    xml = f'{XML_HEADER}<p:sldLayout{NAMESPACES} preserve="1" userDrawn="1">{data}{SAME_COLORS}</p:sldLayout>'
    return XmlPart(layout_name(number), presentationml("slideLayout"), xml, references.relations())


def master_part(presentation: Presentation) -> XmlPart:
    """The master of all layouts."""
    master, count = presentation.master, len(presentation.layouts)
    layouts = [Relation(office("slideLayout"), layout_name(number)) for number in range(1, count + 1)]
    references = References(*layouts, Relation(office("theme"), THEME))
    items = (*master.items, *_missing(master.items, presentation.width, presentation.height))
    data = _data("", master.background, tree(items, references, is_template=True), references)
    rest = f"{COLOR_MAP}{_layout_list(count)}{_footers(items)}{_styles(master)}"
    xml = f'{XML_HEADER}<p:sldMaster{NAMESPACES} preserve="1">{data}{rest}</p:sldMaster>'
    return XmlPart(MASTER, presentationml("slideMaster"), xml, references.relations())


def _data(name: str, background: Fill | None, shapes: str, references: References) -> str:
    behind = ""
    if background is not None:
        behind = f"<p:bg><p:bgPr>{fill(background, references)}<a:effectLst/></p:bgPr></p:bg>"
    return f"<p:cSld{attributes(name=' '.join(name.split()) or None)}>{behind}{shapes}</p:cSld>"


def _layout_list(count: int) -> str:
    entries = (f'<p:sldLayoutId id="{MASTER_ID + number}" r:id="rId{number}"/>' for number in range(1, count + 1))
    return f"<p:sldLayoutIdLst>{''.join(entries)}</p:sldLayoutIdLst>"


def _footers(items: Sequence[Item]) -> str:
    """Which of the small placeholders a new slide gets; there is never a header or a date."""
    kinds = _kinds(items)
    settings = attributes(
        sldNum=None if PlaceholderKind.SLIDE_NUMBER in kinds else False,
        hdr=False,
        ftr=None if PlaceholderKind.FOOTER in kinds else False,
        dt=False,
    )
    return f"<p:hf{settings}/>"


def _styles(master: Master) -> str:
    title = level(0, _with_faces(master.title, _HEADING))
    body = levels([_with_faces(value, _PLAIN) for value in master.body or (Paragraph(),)])
    other = levels([_with_faces(Paragraph(), _PLAIN)])
    styles = (
        f"<p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle>"
    )
    return f"<p:txStyles>{styles}</p:txStyles>"


def _with_faces(value: Paragraph, faces: TextStyle) -> Paragraph:
    """The theme's faces where a level has none: nothing else stands behind the master."""
    style = value.end or TextStyle()
    full = replace(
        style,
        latin=style.latin or faces.latin,
        east_asian=style.east_asian or faces.east_asian,
        complex_script=style.complex_script or faces.complex_script,
    )
    return replace(value, end=full)


def _kinds(items: Sequence[Item]) -> set[PlaceholderKind]:
    return {item.placeholder.kind for item in items if isinstance(item, Shape) and item.placeholder is not None}


def _missing(items: Sequence[Item], width: int, height: int) -> list[Shape]:
    """A title and a body for a master that has none: layouts inherit theirs from it."""
    defaults = (
        ("Title", Placeholder(PlaceholderKind.TITLE), _share(width, height, 0.06, 0.16)),
        ("Text", Placeholder(PlaceholderKind.BODY, 1), _share(width, height, 0.26, 0.64)),
    )
    kinds = _kinds(items)
    return [
        Shape(name=name, frame=frame, placeholder=holder, text=Text(paragraphs=(Paragraph(runs=(Run(name),)),)))
        for name, holder, frame in defaults
        if holder.kind not in kinds
    ]


def _share(width: int, height: int, top: float, share: float) -> Frame:
    return Frame(width // 16, round(height * top), width - width // 8, round(height * share))
