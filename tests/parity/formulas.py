"""How many of the corpus's formulas are drawn, of those that KaTeX 0.19.1 accepts.

`recorded/formulas.json` holds KaTeX's verdicts by a hash of each formula's TeX, so that no deck's text is in the
repository and no Node is needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from renderers.markdown.read import read
from renderers.model.source import decode
from renderers.model.tokens import Kind, Token
from tests.parity.corpus import read_decks
from tests.parity.shared import RECORDED


def numbers() -> dict[str, int]:
    """The share of formulas drawn, in ten-thousandths."""
    accepted = set(json.loads((RECORDED / "formulas.json").read_text("utf-8")))
    known = {token.text: token for token in _formulas() if key_of(token.text) in accepted}
    drawn = [token for token in known.values() if token.mathml]
    print(f"formulas: {len(drawn)} of {len(known)} different ones that KaTeX accepts are drawn")
    for token in known.values():
        if not token.mathml:
            print(f"        {token.text[:100]}")
    return {"formulas_drawn": len(drawn) * 10_000 // max(len(known), 1)}


def key_of(tex: str) -> str:
    """What a formula is recorded by."""
    return hashlib.sha256(tex.encode()).hexdigest()[:12]


def _formulas() -> Iterator[Token]:
    for deck in read_decks():
        for block in read(decode(deck.path.read_bytes())).blocks:
            yield from (token for token in block.tokens if token.kind is Kind.FORMULA)
