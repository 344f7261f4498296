"""The theme: colours, faces, and the plain styles that a theme has to have."""

from __future__ import annotations

from renderers.pptx.escape import attributes
from renderers.pptx.parts import XML_HEADER, XmlPart
from renderers.pptx.presentation import Theme

# The twelve colours in the order of the schema, and what stands in for one that is missing.
_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_PAINT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_PAINT}<a:prstDash val="solid"/></a:ln>'
_FORMATS = (
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{_PAINT * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_PAINT * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
_NAMESPACE = ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def theme_part(theme: Theme, name: str) -> XmlPart:
    """A theme as the part `name`."""
    title = attributes(name=theme.name)
    fonts = (
        f"<a:majorFont>{_faces(theme.heading_latin, theme.heading_east_asian)}</a:majorFont>"
        f"<a:minorFont>{_faces(theme.text_latin, theme.text_east_asian)}</a:minorFont>"
    )
    elements = f"{_colors(theme)}<a:fontScheme{title}>{fonts}</a:fontScheme>{_FORMATS}"
    inner = f"<a:themeElements>{elements}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/>"
    xml = f"{XML_HEADER}<a:theme{_NAMESPACE}{title}>{inner}</a:theme>"
    return XmlPart(name, "application/vnd.openxmlformats-officedocument.theme+xml", xml)


def _colors(theme: Theme) -> str:
    values = {name: theme.colors.get(name, default) for name, default in _COLORS.items()}
    inner = "".join(f'<a:{name}><a:srgbClr val="{value.upper()}"/></a:{name}>' for name, value in values.items())
    return f"<a:clrScheme{attributes(name=theme.name)}>{inner}</a:clrScheme>"


def _faces(latin: str, east_asian: str) -> str:
    japanese = f"<a:font{attributes(script='Jpan', typeface=east_asian)}/>" if east_asian else ""
    return (
        f'<a:latin{attributes(typeface=latin)}/><a:ea{attributes(typeface=east_asian)}/><a:cs typeface=""/>{japanese}'
    )
