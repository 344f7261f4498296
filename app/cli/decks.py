"""A deck as the command line names it: a Markdown file, a bundle, or stdin; and the theme it shall use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.cli.files import STDIO, read
from app.problems import FileProblem
from app.schemas.bundles import read_bundle
from app.schemas.files import DEFAULT_NAME
from app.schemas.sent import deck_text
from app.settings import LIMIT_VARIABLE, Settings
from renderers import FolderAssets, MemoryAssets, Source, ThemeInvalid, theme_name

STDIN_NAME = "<stdin>"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme to use instead of a deck's own: its name, and its CSS where it came as a file."""

    name: str | None = None
    css: tuple[str, ...] = ()


def shown_name(deck: str) -> str:
    """What messages call a deck."""
    return STDIN_NAME if deck == STDIO else deck


def read_theme(theme: str | None) -> Theme:
    """What --theme names: a CSS file, or a theme that is there. Raises `FileProblem` or `ThemeInvalid`."""
    if theme is None or not theme.lower().endswith(".css"):
        return Theme(theme)
    try:
        css = read(theme).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ThemeInvalid(f"The theme {theme} is not UTF-8.", hint="Save the file as UTF-8.", phase="read") from None
    return Theme(theme_name(css), (css,))


def read_deck(deck: str, theme: Theme, settings: Settings) -> Source:
    """The deck, with the files beside it or those of its bundle. Raises errors of the engine's tree, `FileProblem`."""
    content = read(deck)
    if content.startswith(_ZIP):
        source = read_bundle(content, limit_bytes=settings.max_body_bytes, setting=LIMIT_VARIABLE).source
        return Source(source.text, source.name, source.assets, (*source.themes, *theme.css))
    text = deck_text(content)
    if deck == STDIO:
        return Source(text, DEFAULT_NAME, MemoryAssets(), theme.css)
    path = Path(deck)
    return Source(text, path.stem, FolderAssets(path.parent), theme.css)


def existing_folder(theme_set: Path | None) -> Path | None:
    """What --theme-set names. Raises `FileProblem`."""
    if theme_set is not None and not theme_set.is_dir():
        raise FileProblem(f"{theme_set} is not a folder.", hint="Give --theme-set a folder of .css files.")
    return theme_set
