"""Shapes, pictures and tables as items of a slide, layout or master."""

from __future__ import annotations

from collections.abc import Sequence

from renderers.pptx.escape import attributes
from renderers.pptx.parts import References
from renderers.pptx.presentation import (
    Align,
    Anchor,
    Connector,
    Equation,
    Group,
    Item,
    Link,
    Outline,
    Paragraph,
    Picture,
    Placeholder,
    PlaceholderKind,
    Route,
    Run,
    Shape,
    Table,
    Text,
)
from renderers.pptx.xml_fills import (
    NO_FILL,
    blip,
    fill,
    geometry,
    line,
    shadow,
    source_rectangle,
    thousandths,
    transform,
)
from renderers.pptx.xml_math import formula
from renderers.pptx.xml_tables import table
from renderers.pptx.xml_text import body, character_properties, click, prompt

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)


def tree(items: Sequence[Item], references: References, *, is_template: bool = False) -> str:
    """Items from back to front, numbered from 2: 1 is the tree itself. A template's placeholders hold prompts."""
    inner, number = [], 2
    for item in items:
        inner.append(_item(item, number, references, is_template=is_template))
        number += 1 + (len(item.items) if isinstance(item, Group) else 0)
    return f"<p:spTree>{ROOT}{''.join(inner)}</p:spTree>"


def _item(item: Item, number: int, references: References, *, is_template: bool) -> str:
    match item:
        case Shape():
            return _shape(item, number, references, is_template=is_template)
        case Picture():
            return _picture(item, number, references)
        case Table():
            return _table(item, number, references)
        case Group():
            return _group(item, number, references)
        case Equation():
            return _equation(item, number, references)


def _shape(item: Shape, number: int, references: References, *, is_template: bool) -> str:
    is_decoration = item.text is None and item.placeholder is None and not item.alt
    name = _name(number, item.name, item.alt, _click(item.link, references), is_decoration=is_decoration)
    kind = f"<p:cNvSpPr{attributes(txBox=_is_text_box(item) or None)}/>"
    if item.placeholder is not None:
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    look = f"{fill(item.fill, references)}{line(item.line)}{shadow(item.shadow)}"
    properties = f"<p:spPr>{transform(item.frame)}{geometry(item.outline)}{look}</p:spPr>"
    head = f"<p:nvSpPr>{name}{kind}{_holder(item.placeholder)}</p:nvSpPr>"
    return f"<p:sp>{head}{properties}{_text(item, references, is_template=is_template)}</p:sp>"


def _is_text_box(item: Shape) -> bool:
    return item.text is not None and item.fill is None and item.line is None


def _holder(placeholder: Placeholder | None) -> str:
    if placeholder is None:
        return "<p:nvPr/>"
    is_small = placeholder.kind in {PlaceholderKind.FOOTER, PlaceholderKind.SLIDE_NUMBER}
    settings = attributes(
        type=placeholder.kind.value, sz="quarter" if is_small else None, idx=placeholder.index or None
    )
    return f"<p:nvPr><p:ph{settings}/></p:nvPr>"


def _text(item: Shape, references: References, *, is_template: bool) -> str:
    if item.placeholder is not None:
        return (prompt if is_template else body)(item.text or Text(paragraphs=()), references)
    return "" if item.text is None else body(item.text, references)


def _picture(item: Picture, number: int, references: References) -> str:
    name = _name(number, item.name, item.alt, _click(item.link, references), is_decoration=not item.alt)
    head = f'<p:nvPicPr>{name}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
    image = f"{blip(item.image, references, item.opacity)}{source_rectangle(item.crop)}"
    content = f'<p:blipFill rotWithShape="1">{image}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
    look = f"{geometry(item.outline)}{line(item.line)}{shadow(item.shadow)}"
    return f"<p:pic>{head}{content}<p:spPr>{transform(item.frame)}{look}</p:spPr></p:pic>"


def _table(item: Table, number: int, references: References) -> str:
    kind = '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
    head = f"<p:nvGraphicFramePr>{_name(number, item.name, item.alt)}{kind}</p:nvGraphicFramePr>"
    data = f'<a:graphic><a:graphicData uri="{_TABLE}">{table(item, references)}</a:graphicData></a:graphic>'
    return f"<p:graphicFrame>{head}{transform(item.frame, 'p:xfrm')}{data}</p:graphicFrame>"


def _equation(item: Equation, number: int, references: References) -> str:
    """An equation, and a picture of it for programs that have none.

    LibreOffice has equations, but draws them black, out of shape and with some signs wrong. It takes the picture,
    because it knows what is required here by single names only. PowerPoint knows both names since 2010.
    """
    name = _name(number, item.name, item.alt, _click(item.link, references))
    head = f'<p:nvSpPr>{name}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
    properties = f"<p:spPr>{transform(item.frame)}{geometry(Outline())}{NO_FILL}</p:spPr>"
    # The face is wider than the browser's, and where a formula may wrap, PowerPoint breaks it.
    box = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
    end = character_properties("a:endParaRPr", item.style)
    text = f'<a:p><a:pPr algn="ctr"/><a14:m>{formula(item.formula, item.style)}</a14:m>{end}</a:p>'
    shape = f"<p:sp>{head}{properties}<p:txBody>{box}{text}</p:txBody></p:sp>"
    choice = f'<mc:Choice xmlns:a14="{_A14}" xmlns:p14="{_P14}" Requires="a14 p14">{shape}</mc:Choice>'
    other = _item(_stand_in(item), number, references, is_template=False)
    return f'<mc:AlternateContent xmlns:mc="{_MC}">{choice}<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>'


def _stand_in(item: Equation) -> Picture | Shape:
    """What shows an equation where there are none."""
    if item.picture is not None:
        return Picture(name=item.name, frame=item.frame, image=item.picture, alt=item.alt, link=item.link)
    paragraph = Paragraph(runs=(Run(item.alt, item.style),), align=Align.CENTER)
    text = Text(paragraphs=(paragraph,), anchor=Anchor.MIDDLE)
    return Shape(name=item.name, frame=item.frame, text=text, link=item.link)


def _group(item: Group, number: int, references: References) -> str:
    """A group, numbered before what is in it. Its parts stand where they would without it."""
    first = number + 1
    parts = (
        _connector(part, first + index, first)
        if isinstance(part, Connector)
        else _shape(part, first + index, references, is_template=False)
        for index, part in enumerate(item.items)
    )
    frame = item.frame
    inner = f'<a:chOff x="{frame.x}" y="{frame.y}"/><a:chExt cx="{max(frame.width, 0)}" cy="{max(frame.height, 0)}"/>'
    place = transform(frame).replace("</a:xfrm>", f"{inner}</a:xfrm>")
    head = f"<p:nvGrpSpPr>{_name(number, item.name, item.alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
    return f"<p:grpSp>{head}<p:grpSpPr>{place}</p:grpSpPr>{''.join(parts)}</p:grpSp>"


def _connector(item: Connector, number: int, first: int) -> str:
    """A line that is held at both ends; `first` is the number of the first item of its group."""
    ends = (("stCxn", item.begin), ("endCxn", item.end))
    glue = "".join(f'<a:{tag} id="{first + end.item}" idx="{end.site}"/>' for tag, end in ends if end)
    bend = f'<a:gd name="adj1" fmla="val {thousandths(item.bend)}"/>' if item.route is Route.STEP else ""
    form = f'<a:prstGeom prst="{item.route}"><a:avLst>{bend}</a:avLst></a:prstGeom>'
    place = transform(item.frame, is_mirrored=item.is_mirrored, is_upside_down=item.is_upside_down)
    kind = f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr>" if glue else "<p:cNvCxnSpPr/>"
    head = f"<p:nvCxnSpPr>{_name(number, item.name, '')}{kind}<p:nvPr/></p:nvCxnSpPr>"
    return f"<p:cxnSp>{head}<p:spPr>{place}{form}{line(item.line)}</p:spPr></p:cxnSp>"


def _click(link: Link | None, references: References) -> str:
    return "" if link is None else click(link, references)


def _name(number: int, name: str, alt: str, link: str = "", *, is_decoration: bool = False) -> str:
    settings = attributes(id=number, name=" ".join(name.split()), descr=alt or None)
    return f"<p:cNvPr{settings}>{link}{_DECORATIVE if is_decoration else ''}</p:cNvPr>"
