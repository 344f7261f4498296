"""How much real decks look like the reference's, page by page: `python -m tests.parity.looks_corpus`.

Both sides get the same text and the same files. What a deck takes from above its own folder, which an engine that
reads nothing outside it cannot show, is laid beside it for both. Nothing comes from the network, on either side.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import renderers
from renderers.errors import ThemeInvalid
from renderers.model.source import decode
from renderers.prepare import prepare
from renderers.theme.theme_set import ThemeSet
from tests.parity import oracle
from tests.parity.corpus import CORPUS, CorpusDeck, read_decks
from tests.parity.printed import likeness, picture, print_reference
from tests.parity.shared import BUILD

LOOKS = BUILD / "looks_corpus"
BUILT_IN = "built-in"
CUSTOM = "custom"
LOW = 0.95

CAUSES = {"formula": "data-math=", "code": 'class="language-', "emoji": 'class="emoji"'}
"""What may look different on purpose, and how it shows in a slide's HTML."""

SAMPLE = (
    "ReinanHS",
    "TonioGela",
    "abbott567",
    "ankudinov",
    "cunhapaulo__marpstyle/examples/farbestudium",
    "dario-loi__minerva-marp-theme/presentation.md",
    "gem5bootcamp__lps2024/slides/06",
    "hofbi",
    "kaisugi",
    "marp-team",
    "rnd195",
    "yhatt",
)
"""Short decks, one or two of each family of themes, compared on every run."""

_NO_NAME = re.compile(r"[^\w.-]+")
_UP = re.compile(r"""(?<=[("'\s=])(?:\.\./)+""")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a deck beside the reference's."""

    deck: str
    number: int
    likeness: float
    group: str
    causes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Staged:
    """A deck as both sides get it."""

    name: str
    file: Path
    themes: tuple[Path, ...]
    reference: Path

    @property
    def ours(self) -> Path:
        """Where our PDF of it goes."""
        return self.reference.with_name("ours.pdf")


def main() -> int:
    """Compare, and print the means and the lowest pages."""
    options = _arguments()
    oracle.install()
    staged = [stage(deck) for deck in read_decks() if options.deck in deck.name]
    pages = _compare(staged)
    _print_means(pages)
    _print_lowest(pages, options.worst)
    if options.save:
        _save(staged, sorted(pages, key=lambda page: page.likeness)[: options.worst], options.save)
    return 0


def compare_sample() -> list[Page]:
    """The decks of the sample, without pages that hold formulas. Raises `OracleMissing`."""
    decks = [deck for deck in read_decks() if deck.name.startswith(SAMPLE)]
    return [page for page in _compare([stage(deck) for deck in decks]) if "formula" not in page.causes]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.parity.looks_corpus", description=__doc__)
    parser.add_argument("--deck", default="", metavar="WORD", help="only the decks with this in their name")
    parser.add_argument("--worst", type=int, default=40, metavar="N", help="list the N lowest pages")
    parser.add_argument("--save", type=Path, metavar="DIR", help="write those pages side by side as pictures")
    return parser.parse_args()


def stage(deck: CorpusDeck) -> Staged:
    """The deck in a folder of its own, with what is above it in `up`, and the reference's PDF beside it."""
    text = _UP.sub(_down, decode(deck.path.read_bytes()))
    themes = {
        f"{number}-{path.name}": _UP.sub(_down, path.read_text("utf-8")) for number, path in enumerate(deck.themes)
    }
    key = hashlib.sha256("\0".join((deck.name, text, *themes.values())).encode()).hexdigest()[:12]
    folder = LOOKS / f"{_NO_NAME.sub('_', deck.name)}.{key}"
    staged = Staged(
        deck.name,
        folder / "deck" / "deck.md",
        tuple(folder / "themes" / name for name in themes),
        folder / "reference.pdf",
    )
    if not staged.file.exists():
        _lay_out(deck, folder / "deck")
        (folder / "themes").mkdir(exist_ok=True)
        for path, css in zip(staged.themes, themes.values(), strict=True):
            path.write_text(css, "utf-8")
        staged.file.write_text(text, "utf-8")
    return staged


def _down(climb: re.Match[str]) -> str:
    return climb[0].replace("..", "up")


def _lay_out(deck: CorpusDeck, folder: Path) -> None:
    """The deck's folder, the one above it as `up`, the next as `up/up`, as far as its repository goes."""
    shutil.rmtree(folder, ignore_errors=True)
    root = CORPUS / "decks" / deck.path.relative_to(CORPUS / "decks").parts[0]
    here = deck.path.parent
    while True:
        shutil.copytree(here, folder, dirs_exist_ok=True)
        if here == root:
            return
        here, folder = here.parent, folder / "up"


def _compare(staged: Sequence[Staged]) -> list[Page]:
    for one in staged:
        if not one.reference.exists():
            print(f"printing {one.name}", file=sys.stderr)
            print_reference(one.file, one.reference, themes=one.themes)
    return asyncio.run(_all_pages(staged))


async def _all_pages(staged: Sequence[Staged]) -> list[Page]:
    renderer = renderers.build_renderer(renderers.BrowserOptions())
    pages = []
    try:
        for one in staged:
            pages += await _pages(renderer, one)
    finally:
        await renderer.stop()
    return pages


async def _pages(renderer: renderers.Renderer, staged: Staged) -> list[Page]:
    source = source_of(staged)
    rendering = await renderer.render(source, renderers.RenderOptions(deadline_seconds=120))
    staged.ours.write_bytes(rendering.artifacts[0].files[0])
    group = BUILT_IN if rendering.report.theme in ThemeSet.built_in().names else CUSTOM
    plain = prepare(source, renderers.RenderOptions(formats=("html",)), ThemeSet.built_in()).plain
    html = plain.html if plain else ""
    slides = html.split("<svg data-marpit-svg")[1:]
    # Off the event loop, where the browser would be taken for one that hangs.
    likeness_of_pages = await asyncio.to_thread(_likeness, staged)
    return [
        Page(staged.name, number, found, group, frozenset(name for name, sign in CAUSES.items() if sign in slide))
        for number, (slide, found) in enumerate(zip(slides, likeness_of_pages, strict=True), 1)
    ]


def source_of(staged: Staged) -> renderers.Source:
    """The deck as both sides get it, for us."""
    css = [path.read_text("utf-8") for path in staged.themes]
    themes = tuple(one for one in css if _is_theme(one))
    assets = renderers.FolderAssets(staged.file.parent)
    return renderers.Source(decode(staged.file.read_bytes()), assets=assets, themes=themes)


def _is_theme(css: str) -> bool:
    """A file without a name, which only others import, is skipped by the reference as well."""
    try:
        ThemeSet.built_in().with_theme(css)
    except ThemeInvalid:
        return False
    return True


def _likeness(staged: Staged) -> tuple[float, ...]:
    """The same two PDFs are compared once."""
    both = hashlib.sha256(staged.reference.read_bytes() + staged.ours.read_bytes()).hexdigest()
    kept = staged.reference.with_name("likeness.json")
    known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    if known.get("of") != both:
        known = {"of": both, "pages": likeness(staged.reference, staged.ours)}
        kept.write_text(json.dumps(known), "utf-8")
    return tuple(known["pages"])


def _print_means(pages: Sequence[Page]) -> None:
    for group in (BUILT_IN, CUSTOM):
        mine = [page for page in pages if page.group == group]
        selections = {
            "all": mine,
            "without formulas": [page for page in mine if "formula" not in page.causes],
            "without formulas and code": [page for page in mine if not page.causes & {"formula", "code"}],
        }
        for name, chosen in selections.items():
            if chosen:
                print(f"{group} themes, pages {name}: {_described(chosen)}")
    decks: dict[str, list[Page]] = {}
    for page in pages:
        decks.setdefault(page.deck, []).append(page)
    for deck, own in sorted(decks.items(), key=lambda item: _mean(item[1])):
        print(f"    {_mean(own):.4f} {min(page.likeness for page in own):.4f} {deck}")


def _described(pages: Sequence[Page]) -> str:
    low = [page for page in pages if page.likeness < LOW]
    kinds = Counter("+".join(sorted(page.causes)) or "none" for page in low)
    causes = ", ".join(f"{name} {count}" for name, count in kinds.most_common())
    lowest = min(page.likeness for page in pages)
    return f"{_mean(pages):.4f} over {len(pages)}, lowest {lowest:.4f}, {len(low)} below {LOW} ({causes})"


def _mean(pages: Iterable[Page]) -> float:
    values = [page.likeness for page in pages]
    return sum(values) / len(values)


def _print_lowest(pages: Sequence[Page], count: int) -> None:
    for page in sorted(pages, key=lambda page: page.likeness)[:count]:
        print(f"{page.likeness:.4f} {page.deck} page {page.number} ({', '.join(sorted(page.causes)) or 'none'})")


def _save(staged: Sequence[Staged], pages: Sequence[Page], folder: Path) -> None:
    """The reference's page to the left, ours to the right."""
    folder.mkdir(parents=True, exist_ok=True)
    by_name = {one.name: one for one in staged}
    for page in pages:
        one = by_name[page.deck]
        name = f"{page.likeness:.3f}-{_NO_NAME.sub('_', page.deck)[-60:]}-{page.number}.png"
        picture(page.number, (one.reference, one.ours)).save(folder / name)


if __name__ == "__main__":
    sys.exit(main())
