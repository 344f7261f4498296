"""All themes that are known, found by the name their comment gives them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2s
from pathlib import Path

from renderers.errors import ThemeInvalid
from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.theme import ThemeCard
from renderers.theme.inheritance import lineage, size_names
from renderers.theme.theme import Theme, read_theme
from renderers.theme.tokens import Mistake

_BUILT_IN = Path(__file__).resolve().parents[2] / "themes"
_HINT = "Begin the theme with a comment such as: /* @theme corporate */"


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """Themes in the order in which they came. A later one of the same name takes the place of the earlier (M-203)."""

    themes: tuple[Theme, ...] = ()

    @staticmethod
    def built_in() -> ThemeSet:
        """The themes of the folder `themes/`, read once."""
        return _built_in()

    def with_theme(self, css: str) -> ThemeSet:
        """The set with one more theme. Raises `ThemeInvalid` where it has no `@theme NAME` or cannot be parsed."""
        return self._with(_valid(css))

    def with_folder(self, path: Path | str) -> tuple[ThemeSet, tuple[Diagnostic, ...]]:
        """The set with every `*.css` of a folder, in the order of their names, and what is wrong with the others."""
        themes, diagnostics = self, []
        for file in sorted(Path(path).glob("*.css")):
            theme = _read_file(file)
            if isinstance(theme, Mistake):
                diagnostics.append(_diagnostic(file.name, theme))
            else:
                themes = themes._with(theme)
        return themes, tuple(diagnostics)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(theme.name for theme in self.themes)

    @property
    def cards(self) -> tuple[ThemeCard, ...]:
        """Each theme as a list shows it, with the sizes it knows, its own and inherited."""
        return tuple(_card(self, theme) for theme in self.themes)

    @property
    def digest(self) -> str:
        """Another for another set: other CSS, other names, another order."""
        return blake2s("\0".join(theme.css for theme in self.themes).encode(), digest_size=8).hexdigest()

    def get(self, name: str) -> Theme | None:
        """The theme of that name."""
        return next((theme for theme in self.themes if theme.name == name), None)

    def __getitem__(self, name: str) -> Theme:
        """The theme of that name, which is in the set."""
        return next(theme for theme in self.themes if theme.name == name)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def _with(self, theme: Theme) -> ThemeSet:
        if theme.name not in self:
            return ThemeSet((*self.themes, theme))
        return ThemeSet(tuple(theme if one.name == theme.name else one for one in self.themes))


def theme_name(css: str) -> str:
    """What a stylesheet calls itself. Raises `ThemeInvalid` where it has no `@theme NAME` or cannot be parsed."""
    return _valid(css).name


def _valid(css: str) -> Theme:
    theme = read_theme(css)
    if isinstance(theme, Mistake):
        raise ThemeInvalid(_sentence("The theme", theme), hint=_HINT, phase="read")
    return theme


def _card(themes: ThemeSet, theme: Theme) -> ThemeCard:
    return ThemeCard(theme.name, size_names(lineage(themes.get, theme)), theme.is_built_in)


@cache
def _built_in() -> ThemeSet:
    themes = (read_theme(file.read_text("utf-8"), is_built_in=True) for file in sorted(_BUILT_IN.glob("*.css")))
    return ThemeSet(tuple(theme for theme in themes if isinstance(theme, Theme)))


def _read_file(file: Path) -> Theme | Mistake:
    try:
        return read_theme(file.read_text("utf-8"))
    except UnicodeDecodeError:
        return Mistake("it is not UTF-8", 1)


def _diagnostic(name: str, mistake: Mistake) -> Diagnostic:
    return Diagnostic(code=Code.THEME_INVALID, message=_sentence(f"The theme file {name}", mistake), hint=_HINT)


def _sentence(what: str, mistake: Mistake) -> str:
    return f"{what} cannot be used: {mistake.message} (line {mistake.line}, column {mistake.column})."
