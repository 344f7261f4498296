"""Shapes and pictures: place, form, fill, line, shadow, names, links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renderers.pptx.presentation import (
    Color,
    Crop,
    Dash,
    Fill,
    Frame,
    Geometry,
    Gradient,
    Line,
    Link,
    Outline,
    Paragraph,
    Picture,
    PictureFill,
    Placeholder,
    PlaceholderKind,
    Run,
    Shadow,
    Shape,
    Stop,
    Text,
)
from tests.renderers.pptx.opened import ORANGE, SQUARE, TEAL, Element, box, drawn

BLACK, WHITE = Color("000000"), Color("FFFFFF")
SHAPE = Shape(name="Shape", frame=SQUARE)
PICTURE = Picture(name="Picture", frame=SQUARE, image=ORANGE)
HOLDER = Shape(name="Title", frame=SQUARE, placeholder=Placeholder(PlaceholderKind.TITLE))


def filled(fill: Fill) -> Element:
    """A shape with a fill, on a slide."""
    return drawn(replace(SHAPE, fill=fill))


def test_items_keep_their_order() -> None:
    """From back to front, numbered behind the tree, each under its name."""
    slide = drawn(SHAPE, PICTURE, replace(SHAPE, name="Last\n<one>"))

    assert slide.find("//p:cNvPr/@name") == ["", "Shape", "Picture", "Last <one>"]
    assert slide.find("//p:cNvPr/@id") == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("frame", "spelled"),
    [
        (Frame(1, -2, 3, 4), '<a:xfrm><a:off x="1" y="-2"/><a:ext cx="3" cy="4"/></a:xfrm>'),
        (Frame(0, 0, 3, -4, 90.5), '<a:xfrm rot="5430000"><a:off x="0" y="0"/><a:ext cx="3" cy="0"/></a:xfrm>'),
        (Frame(0, 0, 3, 4, -90), '<a:xfrm rot="16200000"><a:off x="0" y="0"/><a:ext cx="3" cy="4"/></a:xfrm>'),
        (Frame(0, 0, 3, 4, 359.9999999), '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3" cy="4"/></a:xfrm>'),
    ],
)
def test_place_size_and_turn(frame: Frame, spelled: str) -> None:
    """A turn is clockwise and less than a whole one; nothing is smaller than nothing."""
    assert drawn(replace(SHAPE, frame=frame)).spelled("//p:sp//a:xfrm") == [spelled]


@pytest.mark.parametrize(
    ("outline", "spelled"),
    [
        (Outline(), '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'),
        (Outline(Geometry.ELLIPSE), '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'),
        (
            Outline(Geometry.ROUNDED, 0.2),
            '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 20000"/></a:avLst></a:prstGeom>',
        ),
        (
            Outline(Geometry.ROUNDED, 7),
            '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>',
        ),
    ],
)
def test_forms_of_shapes_and_pictures(outline: Outline, spelled: str) -> None:
    """A picture has a form like a shape; corners are at most half a side."""
    slide = drawn(replace(SHAPE, outline=outline), replace(PICTURE, outline=outline))

    assert slide.spelled("//a:prstGeom") == [spelled, spelled]


@pytest.mark.parametrize(
    ("color", "spelled"),
    [
        (Color("a1b2c3"), '<a:srgbClr val="A1B2C3"/>'),
        (Color("000000", alpha=0.123), '<a:srgbClr val="000000"><a:alpha val="12300"/></a:srgbClr>'),
        (Color("000000", scheme="accent6"), '<a:schemeClr val="accent6"/>'),
        (Color("000000", 0, "dk1"), '<a:schemeClr val="tx1"><a:alpha val="0"/></a:schemeClr>'),
        (Color("000000", scheme="lt2"), '<a:schemeClr val="bg2"/>'),
    ],
)
def test_colours(color: Color, spelled: str) -> None:
    """The theme's colours go by name, so that they change with the theme; all others by value."""
    assert filled(color).spelled("//p:sp/p:spPr/a:solidFill/*") == [spelled]


def test_no_fill_and_no_line_are_said() -> None:
    """Nothing is left to a placeholder's inheritance."""
    assert drawn(HOLDER).spelled("//p:spPr/*")[2:] == ["<a:noFill/>", "<a:ln><a:noFill/></a:ln>"]


def test_gradients() -> None:
    """Stops in thousandths of a percent, within the fill; linear by angle, or from the middle."""
    stops = (Stop(-0.1, BLACK), Stop(0.335, Color("FF0000", alpha=0.5)), Stop(1.5, WHITE))

    linear, radial = filled(Gradient(stops, angle=-45)), filled(Gradient(stops, is_radial=True))

    assert linear.find("//a:gs/@pos") == ["0", "33500", "100000"]
    assert linear.find("//a:gs//a:alpha/@val") == ["50000"]
    assert linear.spelled("//a:lin") == ['<a:lin ang="18900000" scaled="0"/>']
    assert radial.spelled("//a:path") == [
        '<a:path path="circle"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>'
    ]


@pytest.mark.parametrize(
    ("crop", "spelled"),
    [
        (Crop(), "<a:fillRect/>"),
        (Crop(left=0.25, right=0.25), '<a:fillRect l="-50000" r="-50000"/>'),
        (Crop(top=0.2, bottom=-0.2), '<a:fillRect t="-20000" b="20000"/>'),
        (Crop(left=-0.5, right=-0.5), '<a:fillRect l="25000" r="25000"/>'),
    ],
)
def test_a_picture_fill_reaches_over_its_shape_instead_of_being_cropped(crop: Crop, spelled: str) -> None:
    """PowerPoint and LibreOffice both understand that; LibreOffice 7.4 ignores the crop of a fill."""
    slide = filled(PictureFill(ORANGE, crop))

    assert slide.find("//a:blip/@r:embed") == ["rId2"]
    assert slide.spelled("//a:fillRect") == [spelled]
    assert slide.find("//a:srcRect") == []


@pytest.mark.parametrize("dash", list(Dash))
def test_lines(dash: Dash) -> None:
    """Width, paint, dashes, and corners as sharp as the browser's."""
    slide = drawn(replace(SHAPE, line=Line(BLACK, 19_050, dash)))

    assert slide.spelled("//a:ln") == [
        (
            '<a:ln w="19050"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
            f'<a:prstDash val="{dash}"/><a:miter lim="800000"/></a:ln>'
        )
    ]


def test_shadows() -> None:
    """On shapes and pictures alike; a shadow falls in its direction however the shape is turned."""
    shadow = Shadow(Color("000000", alpha=0.25), 40, 30, 135)

    slide = drawn(replace(SHAPE, shadow=shadow), replace(PICTURE, shadow=shadow))

    assert (
        slide.spelled("//a:effectLst")
        == [
            (
                '<a:effectLst><a:outerShdw blurRad="40" dist="30" dir="8100000" algn="ctr" rotWithShape="0">'
                '<a:srgbClr val="000000"><a:alpha val="25000"/></a:srgbClr></a:outerShdw></a:effectLst>'
            )
        ]
        * 2
    )


def test_pictures_are_cropped_and_faded() -> None:
    """Negative shares add room around a picture."""
    slide = drawn(replace(PICTURE, crop=Crop(0.1, -0.2, 0, 0.3), opacity=0.4), PICTURE)

    assert slide.spelled("//a:srcRect") == ['<a:srcRect l="10000" t="-20000" b="30000"/>']
    assert slide.spelled("//a:alphaModFix") == ['<a:alphaModFix amt="40000"/>']


def test_vectors_stand_beside_pixels() -> None:
    """Programs that cannot draw SVG show the pixels."""
    slide = drawn(replace(PICTURE, image=TEAL, opacity=0.5))

    assert slide.find("//a:blip/@r:embed") == ["rId2"]
    assert slide.find("//a:blip/a:extLst/a:ext/@uri") == ["{96DAC541-7B7A-43D3-8B79-37D633B846F1}"]
    assert slide.find("//asvg:svgBlip/@r:embed") == ["rId3"]


def test_alternative_text_is_kept_as_written() -> None:
    """Marks and breaks survive in an attribute; characters that XML forbids do not."""
    alt = 'A "quoted" <b> & a\nbreak\t\x00'

    slide = drawn(replace(PICTURE, alt=alt), replace(SHAPE, alt=alt))

    assert slide.find("//p:cNvPr/@descr") == [alt.removesuffix("\0")] * 2
    assert slide.find("//adec:decorative") == []


def test_what_says_nothing_is_decoration() -> None:
    """A picture without alternative text, and a shape without text; not a placeholder, and not a box of text."""
    slide = drawn(PICTURE, SHAPE, HOLDER, box(Paragraph(runs=(Run("text"),))))

    marked = slide.find("//p:cNvPr[a:extLst/a:ext/adec:decorative/@val = '1']/@name")
    assert marked == ["Picture", "Shape"]


def test_a_click_on_a_shape_or_picture() -> None:
    """Links and jumps are on the whole thing."""
    slide = drawn(replace(SHAPE, link=Link(url="tel:+1")), replace(PICTURE, link=Link(slide=1)))

    assert slide.find("//p:sp//p:cNvPr/a:hlinkClick/@r:id") == ["rId2"]
    assert slide.find("//p:pic//p:cNvPr/a:hlinkClick/@action") == ["ppaction://hlinksldjump"]


@pytest.mark.parametrize(
    ("placeholder", "spelled"),
    [
        (Placeholder(PlaceholderKind.TITLE), '<p:ph type="title"/>'),
        (Placeholder(PlaceholderKind.BODY, 1), '<p:ph type="body" idx="1"/>'),
        (Placeholder(PlaceholderKind.FOOTER, 11), '<p:ph type="ftr" sz="quarter" idx="11"/>'),
        (Placeholder(PlaceholderKind.SLIDE_NUMBER, 12), '<p:ph type="sldNum" sz="quarter" idx="12"/>'),
    ],
)
def test_placeholders_have_a_place_and_a_text_of_their_own(placeholder: Placeholder, spelled: str) -> None:
    """LibreOffice leaves placeholders without a place out, and all programs want a text, were it empty."""
    slide = drawn(replace(HOLDER, placeholder=placeholder))

    assert slide.spelled("//p:ph") == [spelled]
    assert len(slide.find("//p:sp/p:spPr/a:xfrm")) == 1
    assert slide.spelled("//p:txBody/a:p") == ["<a:p/>"]


def test_only_bare_text_is_a_text_box() -> None:
    """A box that is painted is a shape with text in it."""
    text = Text(paragraphs=(Paragraph(runs=(Run("x"),)),))

    slide = drawn(replace(SHAPE, text=text), replace(SHAPE, text=text, fill=BLACK), SHAPE)

    assert slide.spelled("//p:cNvSpPr") == ['<p:cNvSpPr txBox="1"/>', "<p:cNvSpPr/>", "<p:cNvSpPr/>"]
    assert len(slide.find("//p:txBody")) == 2
