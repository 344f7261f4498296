"""Any bytes are a body, or are refused with a reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.schemas.bundles import read_bundle
from app.schemas.json_source import read_json
from renderers import MarpdError

OBJECT = (
    rb'{"markdown": "# Hi \u00e9 \ud83d\ude00", "assets": {"a.png": "AAAA"}, "themes": ["x"], '
    rb'"options": {"to": "pdf", "scale": 2, "theme": null}}'
)


def bundle(method: int) -> bytes:
    """A zip with a deck, a picture and a theme."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in (("deck.md", "# Hi"), ("img/図.png", "x" * 300), ("t.css", "/* @theme a */ a{}")):
            archive.writestr(name, content)
    return buffer.getvalue()


BUNDLES = [bundle(zipfile.ZIP_STORED), bundle(zipfile.ZIP_DEFLATED)]
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), st.binary(max_size=8)), max_size=4)


def changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The same with pieces taken out and others put in, each at its share of the length."""
    for place, gone, came in changes:
        at = int(place * len(content))
        content = content[:at] + came + content[at + gone :]
    return content


@pytest.mark.parametrize("whole", BUNDLES, ids=["stored", "deflated"])
@given(changes=CHANGES)
@settings(max_examples=300, deadline=None)
def test_a_broken_bundle_is_read_or_refused(whole: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    """Whatever is broken in it; nothing but the refusals of the service's own comes out."""
    try:
        sent = read_bundle(changed(whole, changes), limit_bytes=1000, setting="MARPD_MAX_BODY_BYTES")
    except MarpdError:
        return

    assert sent.source.text


@given(changes=CHANGES)
@settings(max_examples=300, deadline=None)
def test_a_broken_object_is_read_or_refused(changes: list[tuple[float, int, bytes]]) -> None:
    """The same for JSON."""
    try:
        sent = read_json(changed(OBJECT, changes))
    except MarpdError:
        return

    assert sent.source.text


def test_what_is_whole_is_read() -> None:
    """Or the claims above would say little."""
    for whole in BUNDLES:
        assert read_bundle(whole, limit_bytes=1000, setting="X").source.themes
    assert read_json(OBJECT).source.assets.read("a.png")
