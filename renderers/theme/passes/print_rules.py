"""One slide, one page (M-188)."""

from __future__ import annotations

from renderers.theme.passes.anchor import CONTAINER, SLIDE_PARENT

_SLIDE = f"{SLIDE_PARENT} > section"

_PRINT = f"""\
@media print {{
  html, body {{
    margin: 0;
    background-color: #fff;
    break-inside: avoid-page;
    page-break-inside: avoid;
  }}
  {_SLIDE} {{
    break-before: page;
    page-break-before: always;
  }}
  {_SLIDE}, {_SLIDE} * {{
    print-color-adjust: exact !important;
    -webkit-print-color-adjust: exact !important;
    color-adjust: exact !important;
    animation-delay: 0s !important;
    animation-duration: 0s !important;
    transition: none !important;
  }}
  {CONTAINER} > svg[data-marpit-svg] {{
    display: block;
    width: 100vw;
    height: 100vh;
  }}
}}"""


def print_rules(width: str, height: str) -> str:
    """The page in the size of the slide (CSS lengths), and what printing needs of slides."""
    return f"@page {{ size: {width} {height}; margin: 0; }}\n{_PRINT}"
