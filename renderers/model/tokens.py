"""What the things on a slide are, for outputs that need to know more than how they look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is. `item` is a list's, `cell` a table's; `html` is a tag that the author wrote as such."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CELL = "cell"
    CODE = "code"
    DIAGRAM = "diagram"
    RULE = "rule"
    IMAGE = "image"
    FORMULA = "formula"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Token:
    """One thing of the source that became an element.

    `id` is unique in the deck, and those of things further on in it are larger. `line` is where the thing begins in
    the source, from 1. `text` is what the element itself does not tell plainly: a formula's TeX, the language of a
    code block, the alt text of an image or a diagram, the name of an HTML tag. It is empty for all others. `mathml` is
    a formula as a namespaced `<math>` element, empty where its TeX could not be read, and for all that is no formula.
    """

    id: int
    kind: Kind
    line: int
    text: str = ""
    mathml: str = ""
