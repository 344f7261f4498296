"""YAML that grows, nests, or names what is not its business."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import Case
from tests.hostile.cases.make import deck, heavy


def _front(name: str, yaml: Callable[[], str] | str, body: str = "# A\n") -> Case:
    return heavy(name, lambda: f"---\n{yaml() if callable(yaml) else yaml}\n---\n\n{body}")


YAML = (
    _front(
        "an alias tree",
        lambda: (
            "a0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 60)) + "class: *a59"
        ),
    ),
    _front("an alias of itself", "class: &a [*a, b]\nstyle: &b {<<: *b}"),
    _front(
        "merges of merges",
        lambda: "a: &a {b: c}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1 or ''}}}\n" for n in range(1, 300)),
    ),
    _front("tags of Python", "a: !!python/object/apply:os.system ['touch pwned']\nclass: !!python/name:os.environ x"),
    _front(
        "tags of objects in a directive", "class: !!python/object/new:subprocess.Popen [[id]]\ntheme: !!binary aGk="
    ),
    _front("brackets 100,000 deep", lambda: "class: " + "[" * 100_000),
    _front("brackets 5,000 deep that close", lambda: "class: " + "[" * 5_000 + "]" * 5_000),
    _front("5 MB of front matter", lambda: "a: b\n" * 1_000_000),
    _front("a style of 5 MB", lambda: "style: |\n" + "  a { b: c; }\n" * 350_000),
    _front(
        "names of JavaScript's own",
        "__proto__: {theme: gaia}\nconstructor: {prototype: {x: 1}}\n__class__: x\n__init__: y",
    ),
    _front(
        "numbers and dates that are none",
        "date: 99999-99-99T99:99:99\nheadingDivider: [1e999, .nan, 0x7fffffffffffffff, -1]\nsize: 1:2:3",
    ),
    _front("a class of 100,000 names", lambda: "class: [" + "a," * 100_000 + "b]"),
    deck("front matter in JavaScript", "---js\nrequire('fs').readFileSync('/etc/passwd')\n---\n\n# A\n"),
    deck("front matter that never ends", "---\ntheme: gaia\n" + "a: b\n" * 1000),
)
