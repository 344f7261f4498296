"""The engine's front door: everything public, and nothing that starts slowly."""

from __future__ import annotations

from renderers.browser.checkup import Finding, examine
from renderers.browser.options import BrowserOptions, Sandbox
from renderers.build import build_renderer
from renderers.directives.table import DIRECTIVES
from renderers.errors import (
    AssetRefused,
    BrowserCrashed,
    BrowserUnavailable,
    DeckTooHeavy,
    FormatUnknown,
    InputRefused,
    MarpdError,
    OptionInvalid,
    OutputTooLarge,
    RenderFailed,
    RenderTimeout,
    SlidesTooMany,
    SourceEmpty,
    SourceNotUtf8,
    SourceTooLarge,
    ThemeInvalid,
    ThemeUnknown,
    WorkersUnavailable,
)
from renderers.formats import FORMATS, format_named
from renderers.model.assets import Asset, Assets, FolderAssets, MemoryAssets, asset
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.directive import Directive
from renderers.model.fonts import FontUse, InstalledFont
from renderers.model.format import Format
from renderers.model.laid_out_deck import Browser, BrowserStatus
from renderers.model.limits import Limits
from renderers.model.output import Artifact, Rendering, RenderOptions, Report
from renderers.model.pages import PATTERN as PAGES_PATTERN
from renderers.model.pages import Pages, read_pages
from renderers.model.remote import RemoteHosts, RemoteOptions
from renderers.model.source import Source, decode
from renderers.model.theme import ThemeCard
from renderers.model.work import WorkersStatus
from renderers.pipeline import Renderer
from renderers.theme.theme_set import theme_name
from renderers.workers.options import WorkerOptions

__all__ = [
    "DIRECTIVES",
    "FORMATS",
    "PAGES_PATTERN",
    "Artifact",
    "Asset",
    "AssetRefused",
    "Assets",
    "Browser",
    "BrowserCrashed",
    "BrowserOptions",
    "BrowserStatus",
    "BrowserUnavailable",
    "Code",
    "DeckTooHeavy",
    "Diagnostic",
    "Directive",
    "Finding",
    "FolderAssets",
    "FontUse",
    "Format",
    "FormatUnknown",
    "InputRefused",
    "InstalledFont",
    "Limits",
    "MarpdError",
    "MemoryAssets",
    "OptionInvalid",
    "OutputTooLarge",
    "Pages",
    "RemoteHosts",
    "RemoteOptions",
    "RenderFailed",
    "RenderOptions",
    "RenderTimeout",
    "Renderer",
    "Rendering",
    "Report",
    "Sandbox",
    "Severity",
    "SlidesTooMany",
    "Source",
    "SourceEmpty",
    "SourceNotUtf8",
    "SourceTooLarge",
    "ThemeCard",
    "ThemeInvalid",
    "ThemeUnknown",
    "WorkerOptions",
    "WorkersStatus",
    "WorkersUnavailable",
    "asset",
    "build_renderer",
    "decode",
    "examine",
    "format_named",
    "read_pages",
    "theme_name",
]
