"""Colours, fills, lines, shadows and outlines in DrawingML."""

from __future__ import annotations

from renderers.pptx.escape import attributes
from renderers.pptx.parts import References
from renderers.pptx.presentation import (
    Color,
    Crop,
    Fill,
    Frame,
    Freeform,
    Geometry,
    Gradient,
    Head,
    Image,
    Line,
    Outline,
    PictureFill,
    Shadow,
)

NO_FILL = "<a:noFill/>"

# The names by which slides know the theme's colours, through the master's colour map.
_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_CENTRE = '<a:fillToRect l="50000" t="50000" r="50000" b="50000"/>'


def thousandths(share: float) -> int:
    """A share in thousandths of a percent."""
    return round(share * 100_000)


def angle(degrees: float) -> int:
    """Degrees in sixty-thousandths, within one turn."""
    return round(degrees * 60_000) % 21_600_000


def color(value: Color) -> str:
    """A colour: the theme's by name, any other by its digits."""
    inner = f'<a:alpha val="{thousandths(max(value.alpha, 0))}"/>' if value.alpha < 1 else ""
    if value.scheme is None:
        return f'<a:srgbClr val="{value.rgb.upper()}">{inner}</a:srgbClr>'
    return f'<a:schemeClr val="{_MAPPED.get(value.scheme, value.scheme)}">{inner}</a:schemeClr>'


def fill(value: Fill | None, references: References) -> str:
    """What a shape, a cell or a background is filled with."""
    if isinstance(value, PictureFill):
        return _picture_fill(value, references)
    return NO_FILL if value is None else paint(value)


def paint(value: Color | Gradient) -> str:
    """A fill that needs no image."""
    return _gradient(value) if isinstance(value, Gradient) else f"<a:solidFill>{color(value)}</a:solidFill>"


def _gradient(value: Gradient) -> str:
    stops = "".join(
        f'<a:gs pos="{thousandths(min(max(stop.position, 0), 1))}">{color(stop.color)}</a:gs>' for stop in value.stops
    )
    linear = f'<a:lin ang="{angle(value.angle)}" scaled="0"/>'
    shade = f'<a:path path="circle">{_CENTRE}</a:path>' if value.is_radial else linear
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst>{shade}</a:gradFill>'


def _picture_fill(value: PictureFill, references: References) -> str:
    """Of a fill nothing is cut off: where it is stretched to reaches over the shape, or falls short of it."""
    stretch = f"<a:stretch>{_sides('a:fillRect', _stretched(value.crop))}</a:stretch>"
    return f'<a:blipFill dpi="0" rotWithShape="1">{blip(value.image, references)}{stretch}</a:blipFill>'


def _stretched(crop: Crop) -> Crop:
    """The sides of the whole image, as shares of the shape inwards of its sides."""
    width, height = 1 - crop.left - crop.right, 1 - crop.top - crop.bottom
    return Crop(-crop.left / width, -crop.top / height, -crop.right / width, -crop.bottom / height)


def blip(image: Image, references: References, opacity: float = 1.0) -> str:
    """A reference to an image: its pixels for every program, its vectors for those that can draw them."""
    effect = f'<a:alphaModFix amt="{thousandths(max(opacity, 0))}"/>' if opacity < 1 else ""
    return f'<a:blip r:embed="{references.image(image)}">{effect}{_vectors(image.svg, references)}</a:blip>'


def _vectors(svg: bytes | None, references: References) -> str:
    if svg is None:
        return ""
    return (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
        f' r:embed="{references.vectors(svg)}"/></a:ext></a:extLst>'
    )


def source_rectangle(crop: Crop) -> str:
    """What is cut off an image."""
    return "" if crop == Crop() else _sides("a:srcRect", crop)


def _sides(tag: str, crop: Crop) -> str:
    sides = {"l": crop.left, "t": crop.top, "r": crop.right, "b": crop.bottom}
    return f"<{tag}{attributes(**{name: thousandths(side) or None for name, side in sides.items()})}/>"


_WIDEST = 20_116_800


def line(value: Line | None, tag: str = "a:ln") -> str:
    """A border. Its corners are mitred, as in CSS; PowerPoint would round them."""
    if value is None:
        return f"<{tag}>{NO_FILL}</{tag}>"
    inner = f'{paint(value.color)}<a:prstDash val="{value.dash}"/><a:miter lim="800000"/>{_ends(value)}'
    return f'<{tag} w="{min(max(value.width, 0), _WIDEST)}">{inner}</{tag}>'


def _ends(value: Line) -> str:
    ends = (("headEnd", value.head), ("tailEnd", value.tail))
    return "".join(f'<a:{tag} type="{end}"/>' for tag, end in ends if end is not Head.NONE)


def shadow(value: Shadow | None) -> str:
    """An outer shadow that keeps its direction when the shape is turned."""
    if value is None:
        return ""
    numbers = attributes(blurRad=max(value.blur, 0), dist=max(value.distance, 0), dir=angle(value.direction))
    inner = f'<a:outerShdw{numbers} algn="ctr" rotWithShape="0">{color(value.color)}</a:outerShdw>'
    return f"<a:effectLst>{inner}</a:effectLst>"


def transform(frame: Frame, tag: str = "a:xfrm", *, is_mirrored: bool = False, is_upside_down: bool = False) -> str:
    """Where something stands, and how large it is."""
    turn = attributes(rot=angle(frame.rotation) or None, flipH=is_mirrored or None, flipV=is_upside_down or None)
    size = f'<a:ext cx="{max(frame.width, 0)}" cy="{max(frame.height, 0)}"/>'
    return f'<{tag}{turn}><a:off x="{frame.x}" y="{frame.y}"/>{size}</{tag}>'


def geometry(outline: Outline | Freeform) -> str:
    """The form of a shape or picture."""
    if isinstance(outline, Freeform):
        return _freeform(outline)
    radius = thousandths(min(max(outline.radius, 0), 0.5))
    guide = f'<a:gd name="adj" fmla="val {radius}"/>' if outline.geometry is Geometry.ROUNDED else ""
    return f'<a:prstGeom prst="{outline.geometry}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


_STEPS = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo", "C": "cubicBezTo"}
_SITES = (("hc", "t", 16_200_000), ("l", "vc", 10_800_000), ("hc", "b", 5_400_000), ("r", "vc", 0))


def _freeform(outline: Freeform) -> str:
    """A form of its own, whose text has all of its frame, with a connection site on each side."""
    points = [point for _, step in outline.steps for point in step] or [(0, 0)]
    width, height = max(1, *(x for x, _ in points)), max(1, *(y for _, y in points))
    steps = "".join(_step(name, step) for name, step in outline.steps)
    sites = "".join(f'<a:cxn ang="{turn}"><a:pos x="{x}" y="{y}"/></a:cxn>' for x, y, turn in _SITES)
    unfilled = ' fill="none"' if outline.is_open else ""
    return (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{sites}</a:cxnLst><a:rect l="l" t="t" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}"{unfilled}>{steps}</a:path></a:pathLst></a:custGeom>'
    )


def _step(name: str, points: tuple[tuple[int, int], ...]) -> str:
    if name == "Z":
        return "<a:close/>"
    inner = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    return f"<a:{_STEPS[name]}>{inner}</a:{_STEPS[name]}>"
