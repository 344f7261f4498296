"""Every part of a file, from a presentation: its own list, and what programs expect beside the slides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from renderers.pptx.escape import attributes, content, language
from renderers.pptx.parts import (
    MASTER,
    NAMESPACES,
    NOTES_MASTER,
    NOTES_THEME,
    PRESENTATION,
    THEME,
    XML_HEADER,
    Relation,
    XmlPart,
    office,
    presentationml,
    slide_name,
)
from renderers.pptx.presentation import About, Color, Paragraph, Presentation, TextStyle
from renderers.pptx.xml_notes import PAGE_HEIGHT, PAGE_WIDTH, notes_master_part, notes_part
from renderers.pptx.xml_slides import MASTER_ID, layout_part, master_part, slide_part
from renderers.pptx.xml_text import levels
from renderers.pptx.xml_theme import theme_part

CORE = "/docProps/core.xml"
APP = "/docProps/app.xml"
PACKAGE_RELATIONS = (
    Relation(office("officeDocument"), PRESENTATION),
    Relation("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", CORE),
    Relation(office("extended-properties"), APP),
)

_PROPERTIES = "/ppt/presProps.xml"
_VIEW = "/ppt/viewProps.xml"
_TABLE_STYLES = "/ppt/tableStyles.xml"
_FIRST_SLIDE_ID = 256
_NOTES_MASTER_RELATION = Relation(office("notesMaster"), NOTES_MASTER)
_PLAIN = TextStyle(
    size=1800, color=Color("000000", scheme="dk1"), latin="+mn-lt", east_asian="+mn-ea", complex_script="+mn-cs"
)
_MEDIUM_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
_EPOCH = "1980-01-01T00:00:00Z"


def parts(presentation: Presentation) -> Iterator[XmlPart]:
    """All parts but pictures, in the order of the file."""
    yield _presentation_part(presentation)
    yield XmlPart(_PROPERTIES, presentationml("presProps"), f"{XML_HEADER}<p:presentationPr{NAMESPACES}/>")
    yield XmlPart(_VIEW, presentationml("viewProps"), f"{XML_HEADER}<p:viewPr{NAMESPACES}/>")
    yield _table_styles_part()
    yield theme_part(presentation.theme, THEME)
    yield master_part(presentation)
    yield from (layout_part(layout, number) for number, layout in enumerate(presentation.layouts, 1))
    yield from (slide_part(slide, number) for number, slide in enumerate(presentation.slides, 1))
    yield from _notes_parts(presentation)
    yield _core_part(presentation.about)
    yield _app_part()


def _notes_parts(presentation: Presentation) -> Iterator[XmlPart]:
    if _has_notes(presentation):
        yield notes_master_part(presentation.width, presentation.height)
        yield theme_part(presentation.theme, NOTES_THEME)
    for number, slide in enumerate(presentation.slides, 1):
        if slide.notes:
            yield notes_part(slide.notes, number)


def _has_notes(presentation: Presentation) -> bool:
    return any(slide.notes for slide in presentation.slides)


def _presentation_part(presentation: Presentation) -> XmlPart:
    relations = _presentation_relations(presentation)
    size = f'<p:sldSz cx="{presentation.width}" cy="{presentation.height}"/>'
    notes = f'<p:notesSz cx="{PAGE_WIDTH}" cy="{PAGE_HEIGHT}"/>'
    spoken = attributes(lang=language(presentation.about.language) or "en-US")
    text = f"<a:defPPr><a:defRPr{spoken}/></a:defPPr>{levels([Paragraph(end=_PLAIN)])}"
    first = attributes(firstSlideNum=None if presentation.first_number == 1 else max(presentation.first_number, 0))
    inner = f"{_lists(presentation, relations)}{size}{notes}<p:defaultTextStyle>{text}</p:defaultTextStyle>"
    settings = f'{first} saveSubsetFonts="1" autoCompressPictures="0"'
    xml = f"{XML_HEADER}<p:presentation{NAMESPACES}{settings}>{inner}</p:presentation>"
    return XmlPart(PRESENTATION, presentationml("presentation.main"), xml, relations)


def _presentation_relations(presentation: Presentation) -> tuple[Relation, ...]:
    slides = [Relation(office("slide"), slide_name(number)) for number in range(1, len(presentation.slides) + 1)]
    return (
        Relation(office("slideMaster"), MASTER),
        *slides,
        *([_NOTES_MASTER_RELATION] if _has_notes(presentation) else []),
        Relation(office("presProps"), _PROPERTIES),
        Relation(office("viewProps"), _VIEW),
        Relation(office("theme"), THEME),
        Relation(office("tableStyles"), _TABLE_STYLES),
    )


def _lists(presentation: Presentation, relations: tuple[Relation, ...]) -> str:
    """Keynote refuses a file with notes whose master is not listed."""
    notes = slides = ""
    if _has_notes(presentation):
        place = relations.index(_NOTES_MASTER_RELATION) + 1
        notes = f'<p:notesMasterIdLst><p:notesMasterId r:id="rId{place}"/></p:notesMasterIdLst>'
    if presentation.slides:
        entries = (
            f'<p:sldId id="{_FIRST_SLIDE_ID + index}" r:id="rId{index + 2}"/>'
            for index in range(len(presentation.slides))
        )
        slides = f"<p:sldIdLst>{''.join(entries)}</p:sldIdLst>"
    master = f'<p:sldMasterIdLst><p:sldMasterId id="{MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
    return master + notes + slides


def _table_styles_part() -> XmlPart:
    xml = f'{XML_HEADER}<a:tblStyleLst{NAMESPACES} def="{_MEDIUM_STYLE}"/>'
    return XmlPart(_TABLE_STYLES, presentationml("tableStyles"), xml)


def _core_part(about: About) -> XmlPart:
    facts = (
        ("dc:title", about.title),
        ("dc:subject", about.description),
        ("dc:creator", about.author),
        ("cp:keywords", ", ".join(about.keywords)),
        ("dc:description", about.description),
        ("dc:language", language(about.language) or ""),
    )
    inner = "".join(f"<{tag}>{content(text)}</{tag}>" for tag, text in facts if text)
    stamp = _EPOCH if about.modified is None else f"{datetime.fromtimestamp(about.modified, UTC):%Y-%m-%dT%H:%M:%SZ}"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified")
    )
    xml = f"{XML_HEADER}<cp:coreProperties{_CORE_NAMESPACES}>{inner}{dates}</cp:coreProperties>"
    return XmlPart(CORE, "application/vnd.openxmlformats-package.core-properties+xml", xml)


def _app_part() -> XmlPart:
    namespace = ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
    xml = f"{XML_HEADER}<Properties{namespace}><Application>marpd</Application></Properties>"
    return XmlPart(APP, "application/vnd.openxmlformats-officedocument.extended-properties+xml", xml)


_CORE_NAMESPACES = (
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
