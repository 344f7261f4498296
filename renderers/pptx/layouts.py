"""Layouts: what the slides of one class share, and the master behind all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from renderers.pptx.plan import Draft
from renderers.pptx.presentation import (
    Anchor,
    Color,
    Equation,
    Fill,
    Frame,
    Group,
    Item,
    Layout,
    Master,
    Paragraph,
    Picture,
    Placeholder,
    PlaceholderKind,
    Run,
    Shape,
    Slide,
    Table,
    Text,
)

_MOST_LAYOUTS = 24
_PROMPTS = {
    PlaceholderKind.TITLE: "Title",
    PlaceholderKind.BODY: "Text",
    PlaceholderKind.FOOTER: "Footer",
    PlaceholderKind.SLIDE_NUMBER: "‹#›",
}


@dataclass(frozen=True, slots=True)
class Arranged:
    """Slides with their layouts, and what these stand on."""

    master: Master
    layouts: tuple[Layout, ...]
    slides: tuple[Slide, ...]


def arrange(drafts: Sequence[Draft], notes: Sequence[str]) -> Arranged:
    """Layouts by the classes of slides; those of rare classes share the last one."""
    classes = [name for name, _ in Counter(draft.scene.css_class for draft in drafts).most_common(_MOST_LAYOUTS)]
    groups: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        number = classes.index(draft.scene.css_class) if draft.scene.css_class in classes else len(classes) - 1
        groups.setdefault(number, []).append(index)
    layouts: list[Layout] = []
    slides: dict[int, Slide] = {}
    for number in sorted(groups):
        mine = [drafts[index] for index in groups[number]]
        layout, shared = _layout(classes[number], mine)
        for index in groups[number]:
            slides[index] = _slide(drafts[index], len(layouts), layout, shared, notes[index])
        layouts.append(layout)
    return Arranged(_master(layouts), tuple(layouts), tuple(slides[index] for index in range(len(drafts))))


def _layout(name: str, drafts: Sequence[Draft]) -> tuple[Layout, frozenset[Item]]:
    background = Counter(draft.background for draft in drafts).most_common(1)[0][0]
    shared = _decoration(drafts)
    items = (*shared, *_holders(drafts))
    return Layout(name=name or "default", items=items, background=background), frozenset(shared)


def _decoration(drafts: Sequence[Draft]) -> tuple[Item, ...]:
    """What all slides of a class have and may as well have behind all else: decoration that covers nothing there."""
    if len(drafts) < 2:  # one slide shares nothing
        return ()
    slides = [[_anonymous(item) for item in draft.items] for draft in drafts]
    shared = set.intersection(*({item for item in items if _is_decoration(item)} for items in slides))
    # What is left on a slide may be covered by what another one would move, so until nothing changes.
    while covering := {item for items in slides for item in _covering(items, shared)}:
        shared -= covering
    return tuple(dict.fromkeys(item for item in slides[0] if item in shared))


def _is_decoration(item: Item) -> bool:
    if isinstance(item, Table | Group | Equation) or item.alt or item.link:
        return False
    return isinstance(item, Picture) or (item.text is None and item.placeholder is None)


def _covering(items: Iterable[Item], moved: set[Item]) -> Iterator[Item]:
    """Of what is to be moved, that which lies over something that stays."""
    staying: list[Frame] = []
    for item in items:
        if item not in moved:
            staying.append(item.frame)
        elif any(_overlap(item.frame, other) for other in staying):
            yield item


def _overlap(one: Frame, other: Frame) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _anonymous(item: Item) -> Item:
    """An item without the number in its name, which its place among others gave it."""
    return replace(item, name=item.name.rstrip(" 0123456789"))


def _holders(drafts: Sequence[Draft]) -> Iterator[Shape]:
    """A placeholder of each kind that some slide has, where most of them have it."""
    found: dict[Placeholder, list[Shape]] = {}
    for draft in drafts:
        for item in draft.items:
            if isinstance(item, Shape) and item.placeholder:
                found.setdefault(item.placeholder, []).append(item)
    for holder in sorted(found, key=lambda one: one.index or 0):
        yield _holder(holder, found[holder])


def _holder(placeholder: Placeholder, shapes: Sequence[Shape]) -> Shape:
    frame = Frame(
        *(median_low(getattr(shape.frame, side) for shape in shapes) for side in ("x", "y", "width", "height"))
    )
    texts = [shape.text for shape in shapes if shape.text]
    prompt = _PROMPTS[placeholder.kind]
    return Shape(
        name=f"{prompt if prompt != '‹#›' else 'Slide Number'} Placeholder",
        frame=frame,
        placeholder=placeholder,
        text=Text(
            paragraphs=tuple(_prompts(texts, prompt, placeholder)), anchor=texts[0].anchor if texts else Anchor.TOP
        ),
    )


def _prompts(texts: Sequence[Text], prompt: str, placeholder: Placeholder) -> Iterator[Paragraph]:
    """A paragraph for each level that occurs, as it looks most often."""
    levels: dict[int, Counter[Paragraph]] = {}
    for text in texts:
        for paragraph in text.paragraphs:
            plain = replace(paragraph, runs=(), space_before=0)
            levels.setdefault(paragraph.level, Counter())[plain] += 1
    is_number = placeholder.kind is PlaceholderKind.SLIDE_NUMBER
    for level in sorted(levels) or [0]:
        look = levels[level].most_common(1)[0][0] if level in levels else Paragraph()
        yield replace(look, runs=(Run(prompt, is_slide_number=is_number),), level=level)
        if placeholder.kind is not PlaceholderKind.BODY:
            return


def _slide(draft: Draft, number: int, layout: Layout, shared: frozenset[Item], notes: str) -> Slide:
    items = tuple(item for item in draft.items if _anonymous(item) not in shared)
    background: Fill | None = None if draft.background == layout.background else draft.background
    return Slide(layout=number, items=items, background=background, notes=notes, name=draft.name)


def _master(layouts: Sequence[Layout]) -> Master:
    """The master looks like the commonest layout."""
    first = layouts[0]
    holders: dict[PlaceholderKind, Shape] = {}
    for layout in layouts:
        for item in layout.items:
            if isinstance(item, Shape) and item.placeholder:
                holders.setdefault(item.placeholder.kind, item)
    title = holders.get(PlaceholderKind.TITLE)
    body = holders.get(PlaceholderKind.BODY)
    return Master(
        background=first.background or Color("FFFFFF"),
        title=replace(title.text.paragraphs[0], runs=()) if title and title.text else Paragraph(),
        body=tuple(replace(one, runs=()) for one in body.text.paragraphs) if body and body.text else (),
        items=tuple(holders[kind] for kind in PlaceholderKind if kind in holders),
    )
