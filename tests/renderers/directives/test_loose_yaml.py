"""YAML as Marp reads it, and texts that would hurt another reader."""

from __future__ import annotations

import pytest

from renderers.directives.loose_yaml import MOST_NODES, YamlRefused, loosen, read_yaml

KEYS = ("header", "color", "class")


@pytest.mark.parametrize("scalar", ["true", "1", "null", "~", "2024-01-01", "0x10", "yes", "16:9", "012"])
def test_every_scalar_is_text(scalar: str) -> None:
    """No value turns into a number, a date or a truth value (M-035)."""
    assert read_yaml(f"a: {scalar}") == {"a": scalar}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("header: Foo: bar # baz", "Foo: bar # baz"),
        ("header: - x", "- x"),
        ("header: @foo", "@foo"),
        ("header: %foo", "%foo"),
        ("header: # x", "# x"),
        ("header: `x`", "`x`"),
        ('header: a "b" c', 'a "b" c'),
        ("header: C:\\dir", "C:\\dir"),
        ("header: a\u2028b", "a\u2028b"),
        ("header: \t x \t", "x"),
        ("header: 'x' ", "x"),
        ("header:", ""),
    ],
)
def test_known_keys_take_loose_values(text: str, value: str) -> None:
    """Values of known keys need no quotes, and backslashes stay (M-041 to M-046)."""
    assert read_yaml(text, KEYS) == {"header": value}


def test_only_known_keys_at_the_start_of_a_line_are_loosened() -> None:
    """Other keys and indented lines are left as they are (M-041)."""
    text = "other: a: b\n  color: #f00\n_color: #f00\n'_color': #f00\n\"_color\": x"

    assert loosen(text, KEYS).split("\n") == [
        "other: a: b",
        "  color: #f00",
        '_color: "#f00"',
        "'_color': \"#f00\"",
        '"_color": "x"',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a: *nobody",
        "a: !!python/object/apply:os.system [id]",
        "a: !foo x",
        "a: !!int 1",
        "a: b: c",
        "a: 'open",
        "a: [1",
        "a: @x",
        "a: %x",
        "? [a, b]\n: c",
        "---\na: b\n---\nc: d",
        "a:\n\t- b",
        "a: \0",
    ],
)
def test_what_marp_voids_is_refused(text: str) -> None:
    """The whole block is void, and the reason has a place (M-038)."""
    with pytest.raises(YamlRefused) as caught:
        read_yaml(text)

    assert caught.value.reason
    assert caught.value.line >= 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "- " * 100_000,
        "a: " + "x" * 300_000,
        "\n".join(f"k{n}: v" for n in range(MOST_NODES)),
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(f"{k}: &{k} [{','.join([f'*{p}'] * 10)}]" for p, k in zip("abcdefgh", "bcdefghi", strict=True)),
    ],
    ids=["sequences", "mappings", "items", "length", "keys", "aliases"],
)
def test_what_would_exhaust_the_reader_is_refused(text: str) -> None:
    """Depth, length and number of values are bounded, aliases counted at their unfolded size."""
    with pytest.raises(YamlRefused):
        read_yaml(text)


def test_aliases_of_small_values_work() -> None:
    """Anchors are no danger in themselves (M-039)."""
    assert read_yaml("a: &x [p, q]\nb: *x\nc: {<<: *x}") == {"a": ["p", "q"], "b": ["p", "q"], "c": {"<<": ["p", "q"]}}
