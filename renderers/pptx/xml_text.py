"""Text in DrawingML: bodies, paragraphs, runs, and the look of levels."""

from __future__ import annotations

from collections.abc import Sequence

from renderers.pptx.escape import attribute, attributes, language, one_line
from renderers.pptx.parts import References
from renderers.pptx.presentation import (
    Bullet,
    CharBullet,
    LineBreak,
    Link,
    NoBullet,
    NumberBullet,
    Paragraph,
    Run,
    Text,
    TextStyle,
)
from renderers.pptx.xml_fills import color, paint, thousandths

LEVELS = 9
_LINES_LIMIT = 132.0
_MARGIN_LIMIT = 51_206_400
_SLIDE_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_OWN_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)
_EAST_ASIAN = ("ja", "ko", "zh")


def body(text: Text, references: References, tag: str = "p:txBody") -> str:
    """The text of a shape or cell."""
    paragraphs = "".join(paragraph(value, references) for value in text.paragraphs) or "<a:p/>"
    settings = "<a:bodyPr/>" if tag == "a:txBody" else box(text)
    return f"<{tag}>{settings}<a:lstStyle/>{paragraphs}</{tag}>"


def prompt(text: Text, references: References) -> str:
    """The text of a placeholder on a layout or master: how levels look, which slides inherit, and plain words."""
    looks = {_depth(value): value for value in reversed(text.paragraphs)}
    styles = "".join(level(number, looks[number]) for number in sorted(looks))
    paragraphs = "".join(_plain(value, references) for value in text.paragraphs) or "<a:p/>"
    return f"<p:txBody>{box(text)}<a:lstStyle>{styles}</a:lstStyle>{paragraphs}</p:txBody>"


def box(text: Text) -> str:
    """How text stands in its shape. Google Slides knows no other wrapping than square."""
    insets = text.insets
    settings = attributes(
        vert="eaVert" if text.is_vertical else None,
        wrap="square",
        lIns=insets.left,
        tIns=insets.top,
        rIns=insets.right,
        bIns=insets.bottom,
        numCol=min(text.columns, 16) if text.columns > 1 else None,
        anchor=text.anchor.value,
    )
    return f"<a:bodyPr{settings}/>"


def level(number: int, value: Paragraph) -> str:
    """How text of level `number`, from 0, looks unless it says otherwise."""
    style = value.end or next((run.style for run in value.runs), TextStyle())
    return _properties(f"a:lvl{number + 1}pPr", value, character_properties("a:defRPr", style))


def levels(values: Sequence[Paragraph]) -> str:
    """How text of all levels looks; the last one given serves for those below."""
    every = [*values, *[values[-1]] * (LEVELS - len(values))]
    return "".join(level(number, value) for number, value in enumerate(every[:LEVELS]))


def paragraph(value: Paragraph, references: References) -> str:
    """One paragraph."""
    properties = _properties("a:pPr", value, lvl=_depth(value) or None)
    runs = "".join(_run(run, references) for run in value.runs)
    end = "" if value.end is None else character_properties("a:endParaRPr", value.end)
    return f"<a:p>{properties}{runs}{end}</a:p>"


def _plain(value: Paragraph, references: References) -> str:
    depth = attributes(lvl=_depth(value) or None)
    runs = [
        LineBreak() if isinstance(run, LineBreak) else Run(run.text, is_slide_number=run.is_slide_number)
        for run in value.runs
    ]
    return f"<a:p><a:pPr{depth}/>{''.join(_run(run, references) for run in runs)}</a:p>"


def _depth(value: Paragraph) -> int:
    return min(value.level, LEVELS - 1)


def _properties(tag: str, value: Paragraph, defaults: str = "", lvl: int | None = None) -> str:
    settings = attributes(
        marL=None if value.margin_left is None else min(max(value.margin_left, 0), _MARGIN_LIMIT),
        lvl=lvl,
        indent=None if value.indent is None else min(max(value.indent, -_MARGIN_LIMIT), _MARGIN_LIMIT),
        algn=None if value.align is None else value.align.value,
        rtl=value.is_right_to_left or None,
    )
    # Lines break as in the browser: within no Latin word, by East Asian rules, with nothing hung into the margin.
    breaking = ' eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'
    return f"<{tag}{settings}{breaking}>{_spacing(value)}{_bullet(value.bullet)}{defaults}</{tag}>"


def _spacing(value: Paragraph) -> str:
    lines = before = ""
    if value.line_spacing is not None:
        lines = f'<a:lnSpc><a:spcPct val="{thousandths(min(max(value.line_spacing, 0), _LINES_LIMIT))}"/></a:lnSpc>'
    if value.space_before is not None:
        points = min(max(value.space_before, 0), 158_400)
        before = f'<a:spcBef><a:spcPts val="{points}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    return lines + before


def _bullet(value: Bullet | None) -> str:
    match value:
        case CharBullet(character=character) if attribute(character):
            return f"{_bullet_look(value)}<a:buChar{attributes(char=value.character)}/>"
        case NumberBullet():
            start = None if value.start == 1 else min(max(value.start, 1), 32_767)
            return f"{_bullet_look(value)}<a:buAutoNum{attributes(type=value.scheme, startAt=start)}/>"
        case NoBullet() | CharBullet():
            return "<a:buNone/>"
        case None:
            return ""


def _bullet_look(value: CharBullet | NumberBullet) -> str:
    """What is not said would be that of the layout's bullet, which may be of another kind."""
    look = "<a:buClrTx/>" if value.color is None else f"<a:buClr>{color(value.color)}</a:buClr>"
    size = 100_000 if value.size is None else min(max(thousandths(value.size), 25_000), 400_000)
    font = "<a:buFontTx/>" if value.font is None else f"<a:buFont{attributes(typeface=value.font)}/>"
    return f'{look}<a:buSzPct val="{size}"/>{font}'


def _run(run: Run | LineBreak, references: References) -> str:
    if isinstance(run, LineBreak):
        return f"<a:br>{character_properties('a:rPr', run.style)}</a:br>"
    look = character_properties("a:rPr", run.style, "" if run.link is None else click(run.link, references, _OWN_COLOR))
    inner = f"{look}<a:t>{one_line(run.text)}</a:t>"
    if run.is_slide_number:
        return f'<a:fld id="{_SLIDE_NUMBER}" type="slidenum">{inner}</a:fld>'
    return f"<a:r>{inner}</a:r>"


def character_properties(tag: str, style: TextStyle, link: str = "") -> str:
    """How characters look; what the style leaves open is not written."""
    spoken = language(style.language)
    settings = attributes(
        lang=spoken,
        altLang="en-US" if spoken and spoken.partition("-")[0] in _EAST_ASIAN else None,
        sz=None if style.size is None else min(max(style.size, 100), 400_000),
        b=style.bold,
        i=style.italic,
        u=_choice("sng", "none", value=style.underline),
        strike=_choice("sngStrike", "noStrike", value=style.strike),
        cap=_caps(style),
        spc=None if style.spacing is None else min(max(style.spacing, -400_000), 400_000),
        baseline=None if style.baseline is None else thousandths(style.baseline),
        noProof=style.no_proof,
    )
    return f"<{tag}{settings}>{_colors(style)}{_faces(style)}{link}</{tag}>"


def _choice(yes: str, no: str, *, value: bool | None) -> str | None:
    return None if value is None else yes if value else no


def _caps(style: TextStyle) -> str | None:
    if style.all_caps:
        return "all"
    return _choice("small", "none", value=style.all_caps if style.small_caps is None else style.small_caps)


def _colors(style: TextStyle) -> str:
    foreground = "" if style.color is None else paint(style.color)
    background = "" if style.highlight is None else f"<a:highlight>{color(style.highlight)}</a:highlight>"
    return foreground + background


def _faces(style: TextStyle) -> str:
    faces = (("latin", style.latin), ("ea", style.east_asian), ("cs", style.complex_script))
    return "".join(f'<a:{tag} typeface="{attribute(face)}"/>' for tag, face in faces if face is not None)


def click(link: Link, references: References, extension: str = "") -> str:
    """What a click does: open an address, or go to another slide."""
    if link.url is not None:
        return f'<a:hlinkClick r:id="{references.address(link.url)}">{extension}</a:hlinkClick>'
    if link.slide is not None:
        target = f'r:id="{references.slide(link.slide)}" action="ppaction://hlinksldjump"'
        return f"<a:hlinkClick {target}>{extension}</a:hlinkClick>"
    return ""
