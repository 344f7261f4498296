"""Text: what characters survive, and how runs, paragraphs, lists and boxes are spelled."""

from __future__ import annotations

import pytest

from renderers.pptx.presentation import (
    Align,
    Anchor,
    Bullet,
    CharBullet,
    Color,
    Gradient,
    Insets,
    LineBreak,
    Link,
    NoBullet,
    NumberBullet,
    Paragraph,
    Run,
    Stop,
    TextStyle,
)
from tests.renderers.pptx.opened import box, drawn, said

BREAKING = 'eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a <&\"'> b &amp; ]]>", "a <&\"'> b &amp; ]]>"),
        ("\0a\x01b\x1bc\x7fd\ud83de\ufffef\uffff", "abc\x7fdef"),
        ("  two  spaces\tand a tab ", "  two  spaces\tand a tab "),
        ("a\nb\r\nc\rd\ve\ff", "a b c d e f"),
        ("שלום مرحبا 👩‍👩‍👧 é 𠮷", "שלום مرحبا 👩‍👩‍👧 é 𠮷"),
        ("", ""),
    ],
)
def test_text_is_kept_but_for_what_xml_cannot_hold(text: str, kept: str) -> None:
    """Every script and every mark; control characters and halves of pairs fall out, breaks become spaces."""
    slide = said(Run(text))

    assert "".join(slide.find("//a:t/text()")) == kept


def test_long_text_is_one_run() -> None:
    """A hundred kilobytes are text like any other."""
    text = "long & <long> " * 7200

    assert said(Run(text)).find("//a:t/text()") == [text]


@pytest.mark.parametrize(
    ("style", "spelled"),
    [
        (TextStyle(), ""),
        (TextStyle(size=1800, bold=True, italic=True), 'sz="1800" b="1" i="1"'),
        (TextStyle(bold=False, italic=False, underline=False, strike=False), 'b="0" i="0" u="none" strike="noStrike"'),
        (TextStyle(underline=True, strike=True), 'u="sng" strike="sngStrike"'),
        (TextStyle(spacing=-150, baseline=0.3), 'spc="-150" baseline="30000"'),
        (TextStyle(baseline=-0.25), 'baseline="-25000"'),
        (TextStyle(all_caps=True, small_caps=False), 'cap="all"'),
        (TextStyle(small_caps=True, all_caps=False), 'cap="small"'),
        (TextStyle(all_caps=False), 'cap="none"'),
        (TextStyle(language="de-CH", no_proof=True), 'lang="de-CH" noProof="1"'),
        (TextStyle(language="ja-JP"), 'lang="ja-JP" altLang="en-US"'),
        (TextStyle(language="日本"), ""),
        (TextStyle(size=1), 'sz="100"'),
        (TextStyle(size=500_000), 'sz="400000"'),
    ],
)
def test_the_look_of_characters(style: TextStyle, spelled: str) -> None:
    """What a style says is written, and nothing else."""
    expected = f"<a:rPr {spelled}/>" if spelled else "<a:rPr/>"

    assert said(Run("x", style)).spelled("//a:rPr") == [expected]


def test_colours_and_faces_of_characters() -> None:
    """In the schema's order: fill, highlight, Latin, East Asian, complex."""
    style = TextStyle(
        color=Color("ff0000", scheme="accent2"),
        highlight=Color("ffff00", alpha=0.5),
        latin='The "Face"',
        east_asian="+mn-ea",
        complex_script="Arial",
    )

    assert said(Run("x", style)).spelled("//a:rPr/*") == [
        '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill>',
        '<a:highlight><a:srgbClr val="FFFF00"><a:alpha val="50000"/></a:srgbClr></a:highlight>',
        '<a:latin typeface="The &quot;Face&quot;"/>',
        '<a:ea typeface="+mn-ea"/>',
        '<a:cs typeface="Arial"/>',
    ]


def test_characters_take_a_gradient() -> None:
    """Text may be painted like a shape."""
    style = TextStyle(color=Gradient((Stop(0, Color("000000")), Stop(1, Color("FFFFFF"))), angle=90))

    assert said(Run("x", style)).find("//a:rPr/a:gradFill/a:lin/@ang") == ["5400000"]


def test_a_link_keeps_the_colour_of_its_run() -> None:
    """PowerPoint paints links in the theme's colour unless it is told to take the text's."""
    slide = said(Run("a", link=Link(url="https://a.example")), Run("b", link=Link(url="https://a.example")))

    assert slide.find("//a:hlinkClick/@r:id") == ["rId2", "rId2"]
    assert slide.find("//a:hlinkClick/a:extLst/a:ext/@uri") == ["{A12FA001-AC4F-418D-AE19-62706E023703}"] * 2
    assert slide.find("//ahyp:hlinkClr/@val") == ["tx", "tx"]


def test_a_link_to_a_slide_is_a_jump() -> None:
    """PowerPoint finds the slide by relationship, the jump by its action."""
    slide = said(Run("again", link=Link(slide=1)), Run("nowhere", link=Link()))

    assert slide.find("//a:hlinkClick/@action") == ["ppaction://hlinksldjump"]
    assert slide.find("//a:hlinkClick/@r:id") == ["rId2"]


def test_breaks_and_slide_numbers_are_their_own_elements() -> None:
    """A break has a look, which decides how high its line is; a number is a field that shows a text for now."""
    slide = said(Run("1"), LineBreak(TextStyle(size=1200)), Run("7", TextStyle(bold=True), is_slide_number=True))

    assert slide.spelled("//a:br") == ['<a:br><a:rPr sz="1200"/></a:br>']
    assert slide.spelled("//a:fld") == [
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr b="1"/><a:t>7</a:t></a:fld>'
    ]


def test_the_look_of_a_paragraph() -> None:
    """Margins, level, alignment, direction, spacing, and the end mark that makes an empty line as high as others."""
    slide = said(
        align=Align.JUSTIFY,
        level=2,
        margin_left=360_000,
        indent=-180_000,
        line_spacing=1.25,
        space_before=600,
        is_right_to_left=True,
        end=TextStyle(size=900),
    )

    assert slide.spelled("//a:p") == [
        (
            f'<a:p><a:pPr marL="360000" lvl="2" indent="-180000" algn="just" rtl="1" {BREAKING}>'
            '<a:lnSpc><a:spcPct val="125000"/></a:lnSpc><a:spcBef><a:spcPts val="600"/></a:spcBef>'
            '<a:spcAft><a:spcPts val="0"/></a:spcAft></a:pPr><a:endParaRPr sz="900"/></a:p>'
        )
    ]


def test_lines_break_as_in_the_browser() -> None:
    """Each paragraph says how lines break, and nothing that it leaves open."""
    assert said(Run("x")).spelled("//a:pPr") == [f"<a:pPr {BREAKING}/>"]


def test_lengths_stay_within_what_powerpoint_takes() -> None:
    """A margin is not negative, neither is longer than 56 inches, and there are nine levels."""
    slide = said(level=12, margin_left=-5, indent=-99_999_999, space_before=-3)

    assert slide.find("//a:pPr/@lvl") == ["8"]
    assert slide.find("//a:pPr/@marL") == ["0"]
    assert slide.find("//a:pPr/@indent") == ["-51206400"]
    assert slide.find("//a:spcBef/a:spcPts/@val") == ["0"]


PLAIN = ["<a:buClrTx/>", '<a:buSzPct val="100000"/>', "<a:buFontTx/>"]


@pytest.mark.parametrize(
    ("bullet", "spelled"),
    [
        (None, []),
        (NoBullet(), ["<a:buNone/>"]),
        (CharBullet("•"), [*PLAIN, '<a:buChar char="•"/>']),
        (
            CharBullet("§", Color("FF0000"), "Wingdings", 1.25),
            [
                '<a:buClr><a:srgbClr val="FF0000"/></a:buClr>',
                '<a:buSzPct val="125000"/>',
                '<a:buFont typeface="Wingdings"/>',
                '<a:buChar char="§"/>',
            ],
        ),
        (
            CharBullet('"', size=9),
            ["<a:buClrTx/>", '<a:buSzPct val="400000"/>', "<a:buFontTx/>", '<a:buChar char="&quot;"/>'],
        ),
        (CharBullet("\0"), ["<a:buNone/>"]),
        (NumberBullet(), [*PLAIN, '<a:buAutoNum type="arabicPeriod"/>']),
        (
            NumberBullet("romanLcPeriod", 4, Color("FF0000"), "Arial"),
            [
                '<a:buClr><a:srgbClr val="FF0000"/></a:buClr>',
                '<a:buSzPct val="100000"/>',
                '<a:buFont typeface="Arial"/>',
                '<a:buAutoNum type="romanLcPeriod" startAt="4"/>',
            ],
        ),
        (NumberBullet(start=0), [*PLAIN, '<a:buAutoNum type="arabicPeriod" startAt="1"/>']),
    ],
)
def test_list_items_have_real_bullets(bullet: Bullet | None, spelled: list[str]) -> None:
    """A character or an automatic number, with colour, size and face in the schema's order."""
    assert said(Run("x"), bullet=bullet).spelled("//a:pPr/*") == spelled


@pytest.mark.parametrize(
    ("settings", "spelled"),
    [
        ({}, 'wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"'),
        ({"insets": Insets(1, 2, 3, 4)}, 'wrap="square" lIns="1" tIns="2" rIns="3" bIns="4" anchor="t"'),
        (
            {"anchor": Anchor.MIDDLE, "columns": 3},
            'wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" numCol="3" anchor="ctr"',
        ),
        ({"is_vertical": True}, 'vert="eaVert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"'),
        ({"columns": 99}, 'wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" numCol="16" anchor="t"'),
    ],
)
def test_text_stands_in_its_box(settings: dict[str, object], spelled: str) -> None:
    """Always wrapped, never resized; room, anchor, columns and direction are the box's."""
    assert drawn(box(Paragraph(), **settings)).spelled("//a:bodyPr") == [f"<a:bodyPr {spelled}/>"]


def test_a_box_without_paragraphs_has_an_empty_one() -> None:
    """The schema wants at least one."""
    assert drawn(box()).spelled("//p:txBody/a:p") == ["<a:p/>"]
