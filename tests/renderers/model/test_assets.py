"""Names of assets, and the folder that holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.errors import AssetRefused
from renderers.model.assets import FolderAssets, asset, path_of


@pytest.mark.parametrize(
    "name", ["", ".", "./", "/etc/passwd", "../a.png", "a/../../b.png", "a\\b.png", "a\0b.png", "a\nb.png"]
)
def test_names_that_mean_another_place_are_refused(name: str) -> None:
    """An asset cannot be sent under a name outside the deck's own folder."""
    with pytest.raises(AssetRefused):
        asset(name, b"")


def test_names_are_normalised() -> None:
    """The same place has one name."""
    assert asset("./img//a.svg", b"").path == "img/a.svg"
    assert asset("a.svg", b"").media_type == "image/svg+xml"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("a.png", "a.png"),
        ("./img/a%20b.png?v=1#x", "img/a b.png"),
        ("img/../a.png", "a.png"),
        ("%E5%9B%BE.png", "图.png"),
        ("../a.png", None),
        ("%2e%2e/a.png", None),
        ("/a.png", None),
        ("//host/a.png", None),
        ("https://host/a.png", None),
        ("file:///etc/passwd", None),
        ("data:image/png;base64,AA", None),
        ("a%00.png", None),
        ("http://[::1", None),
        ("#x", None),
    ],
)
def test_only_relative_urls_mean_assets(url: str, path: str | None) -> None:
    """A URL means a path below the deck, or nothing."""
    assert path_of(url) == path


def test_a_folder_gives_what_is_in_it_and_nothing_else(tmp_path: Path) -> None:
    """Links out of the folder, folders, and paths above it do not exist."""
    folder = tmp_path / "deck"
    (folder / "img").mkdir(parents=True)
    (folder / "img/a.png").write_bytes(b"a")
    (tmp_path / "secret.png").write_bytes(b"s")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    assets = FolderAssets(folder)

    found = assets.read("img/a.png")

    assert found is not None
    assert (found.content, found.media_type) == (b"a", "image/png")
    assert [assets.read(path) for path in ("link.png", "img", "../secret.png", str(tmp_path / "secret.png"))] == [
        None
    ] * 4
