"""Speaker notes: their master, and a page a slide."""

from __future__ import annotations

from renderers.pptx.escape import attributes, one_line
from renderers.pptx.parts import (
    NAMESPACES,
    NOTES_MASTER,
    NOTES_THEME,
    XML_HEADER,
    Relation,
    XmlPart,
    notes_name,
    office,
    presentationml,
    slide_name,
)
from renderers.pptx.presentation import Frame, Paragraph, TextStyle
from renderers.pptx.xml_fills import transform
from renderers.pptx.xml_shapes import ROOT
from renderers.pptx.xml_slides import COLOR_MAP, SAME_COLORS
from renderers.pptx.xml_text import levels

# Portrait paper, 7.5 by 10 inches, as PowerPoint has it.
PAGE_WIDTH, PAGE_HEIGHT = 6_858_000, 9_144_000

_MARGIN = 685_800
_WIDTH = PAGE_WIDTH - 2 * _MARGIN
_TOP, _IMAGE_HEIGHT = 1_143_000, 3_086_100
_TEXT = Frame(_MARGIN, 4_400_550, _WIDTH, 3_600_450)
_STYLE = TextStyle(size=1200, latin="+mn-lt", east_asian="+mn-ea", complex_script="+mn-cs")
_BACKGROUND = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_OUTLINE = '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'


def notes_master_part(width: int, height: int) -> XmlPart:
    """The master of notes pages, for slides of this size."""
    image = _image(f"{transform(_image_frame(width, height))}{_RECTANGLE}{_OUTLINE}", 'type="sldImg" idx="2"')
    text = _text(f"{transform(_TEXT)}{_RECTANGLE}", 'type="body" sz="quarter" idx="3"', "Notes")
    data = f"<p:cSld>{_BACKGROUND}<p:spTree>{ROOT}{image}{text}</p:spTree></p:cSld>"
    styles = f"<p:notesStyle>{levels([Paragraph(end=_STYLE)])}</p:notesStyle>"
    off = f"<p:hf{attributes(sldNum=False, hdr=False, ftr=False, dt=False)}/>"
    xml = f"{XML_HEADER}<p:notesMaster{NAMESPACES}>{data}{COLOR_MAP}{off}{styles}</p:notesMaster>"
    return XmlPart(NOTES_MASTER, presentationml("notesMaster"), xml, (Relation(office("theme"), NOTES_THEME),))


def notes_part(notes: str, number: int) -> XmlPart:
    """The notes of slide `number`, from 1; each line is a paragraph."""
    image, text = _image("", 'type="sldImg"'), _text("", 'type="body" idx="1"', notes)
    data = f"<p:cSld><p:spTree>{ROOT}{image}{text}</p:spTree></p:cSld>"
    xml = f"{XML_HEADER}<p:notes{NAMESPACES}>{data}{SAME_COLORS}</p:notes>"
    relations = (Relation(office("notesMaster"), NOTES_MASTER), Relation(office("slide"), slide_name(number)))
    return XmlPart(notes_name(number), presentationml("notesSlide"), xml, relations)


def _image_frame(width: int, height: int) -> Frame:
    """As large as fits above the text, in the slides' proportions."""
    scale = min(_WIDTH / width, _IMAGE_HEIGHT / height)
    across, down = round(width * scale), round(height * scale)
    return Frame((PAGE_WIDTH - across) // 2, _TOP, across, down)


def _image(properties: str, placeholder: str) -> str:
    locks = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    name = '<p:cNvPr id="2" name="Slide"/>'
    head = f"<p:nvSpPr>{name}{locks}<p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr>"
    return f"<p:sp>{head}<p:spPr>{properties}</p:spPr></p:sp>"


def _text(properties: str, placeholder: str, notes: str) -> str:
    name = '<p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    head = f"<p:nvSpPr>{name}<p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr>"
    lines = "".join(_line(line) for line in notes.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return f"<p:sp>{head}<p:spPr>{properties}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp>"


def _line(line: str) -> str:
    return f"<a:p><a:r><a:t>{one_line(line)}</a:t></a:r></a:p>" if line else "<a:p/>"
