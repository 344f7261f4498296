"""Every output format, one row each. The CLI, the HTTP route, the OpenAPI enum and the docs read this table."""

from __future__ import annotations

from renderers.errors import FormatUnknown
from renderers.html.export import export_html
from renderers.image.export import export_jpeg, export_png
from renderers.model.format import Format, FromDocument, FromLayout
from renderers.pdf.export import export_pdf
from renderers.pptx.export import export_pptx
from renderers.report.export import export_report

FORMATS: tuple[Format, ...] = (
    Format(
        name="pdf",
        suffix=".pdf",
        media_type="application/pdf",
        exporter=FromLayout(export_pdf),
        summary="one page a slide, tagged, with outline and metadata",
    ),
    Format(
        name="pptx",
        suffix=".pptx",
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        exporter=FromLayout(export_pptx),
        summary="native, editable PowerPoint slides that look like the theme",
    ),
    Format(
        name="html",
        suffix=".html",
        media_type="text/html",
        exporter=FromDocument(export_html),
        summary="one self-contained page",
    ),
    Format(
        name="png",
        suffix=".png",
        media_type="image/png",
        exporter=FromLayout(export_png),
        summary="one picture a slide",
        is_per_slide=True,
    ),
    Format(
        name="jpeg",
        suffix=".jpg",
        other_suffixes=(".jpeg",),
        media_type="image/jpeg",
        exporter=FromLayout(export_jpeg),
        summary="one picture a slide, smaller where there are photographs",
        is_per_slide=True,
    ),
    Format(
        name="report",
        suffix=".report.json",
        media_type="application/json",
        exporter=FromLayout(export_report),
        summary="what the author should know, for programs",
        is_deck=False,
    ),
)


def format_named(name: str) -> Format:
    """The format called `name`. Raises `FormatUnknown` with the names there are."""
    for row in FORMATS:
        if row.name == name:
            return row
    raise FormatUnknown(name, tuple(row.name for row in FORMATS))
