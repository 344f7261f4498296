"""A slide's layout read into its things: the one walk through the tree of boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from renderers.model.layout import Box, Drawing, LayoutSnapshot, Rect, SlideLayout
from renderers.pptx.boxes import is_plain, is_wedge, layer_gradient, losses, outline, panels
from renderers.pptx.css import Layer, background, px
from renderers.pptx.faces import Faces
from renderers.pptx.images import Images
from renderers.pptx.inline import is_inline, is_picture, read_words
from renderers.pptx.links import Anchors
from renderers.pptx.lists import item_of, items
from renderers.pptx.look import Look
from renderers.pptx.photos import clipped, fitted, layer_rect
from renderers.pptx.place import Place, content_rect
from renderers.pptx.presentation import Align, Color, Gradient
from renderers.pptx.scene import Block, Listing, Loss, Panel, Photo, Remark, Role, Scene, SlideScene, Thing
from renderers.pptx.tables import read_grid

_LAYER = "data-marpit-advanced-background"
_ALIGNMENTS = {
    "left": Align.LEFT,
    "-webkit-left": Align.LEFT,
    "center": Align.CENTER,
    "-webkit-center": Align.CENTER,
    "right": Align.RIGHT,
    "-webkit-right": Align.RIGHT,
    "justify": Align.JUSTIFY,
}
_WHITE = Color("FFFFFF")
_LOOKS = (
    *("background", "background-clip", "border-top", "border-right", "border-bottom", "border-left", "border-radius"),
    *("box-shadow", "clip-path", "filter", "mask-image", "object-fit", "object-position", "opacity", "padding"),
)
"""What decides how a box by itself comes out."""


def read_scene(snapshot: LayoutSnapshot, images: Images, faces: Faces, language: str) -> Scene:
    """Every slide of a deck in `language` (a BCP 47 tag, empty if not known)."""
    anchors, drawings = _anchors(snapshot), DrawnOnce()
    slides = tuple(_Reader(slide, images, faces, language, anchors, drawings).read() for slide in snapshot.slides)
    return Scene(slides, snapshot.size.width, snapshot.size.height)


class DrawnOnce(dict[tuple[object, ...], Drawing]):
    """Drawings by what they look like."""


@dataclass(slots=True)
class _Reader:
    slide: SlideLayout
    images: Images
    faces: Faces
    language: str
    anchors: Anchors
    drawings: DrawnOnce
    things: list[tuple[tuple[int, int], Thing]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)
    page: str = ""
    context: int = 0
    lowered: int | None = None

    def read(self) -> SlideScene:
        sections = [box for box in self.slide.root.walk() if box.name == "section" and _is_outermost(box, self.slide)]
        behind = self._background(sections[0]) if sections else None
        look = Look(backdrop=behind if isinstance(behind, Color) else None, anchors=self.anchors)
        if sections and background(sections[0].style["background"]).layers:
            look = replace(look, backdrop=None)
        for number, section in enumerate(sections):
            self._section(section, look, is_first=number == 0)
        self.things.sort(key=lambda pair: pair[0])
        content = next((box for box in sections if box.attributes.get(_LAYER, "content") == "content"), None)
        return SlideScene(
            number=self.slide.number,
            css_class=content.attributes.get("class", "") if content else "",
            background=behind,
            things=tuple(thing for _, thing in self.things),
            remarks=tuple(self.remarks),
            page=self.page,
        )

    def _background(self, section: Box) -> Color | Gradient | None:
        """What is behind the whole slide; images of it are things."""
        behind = background(section.style["background"])
        drawn = layer_gradient(behind.layers[0], section.rect) if len(behind.layers) == 1 else None
        if drawn is not None and all(stop.color.alpha >= 1 for stop in drawn.stops):
            return drawn
        return behind.color or _WHITE

    def _section(self, section: Box, look: Look, *, is_first: bool) -> None:
        place = Place(look=look.inside(section), is_content=True)
        self.context = section.order
        if is_first:
            self._slide_layers(section, place)
        elif not is_plain(section):
            self._panels(section, place)
        language = section.attributes.get("lang", "")
        place = replace(place, look=replace(place.look, language=language))
        self._children(section, place)

    def _slide_layers(self, section: Box, place: Place) -> None:
        behind = background(section.style["background"])
        drawn = layer_gradient(behind.layers[0], section.rect) if len(behind.layers) == 1 else None
        if drawn is not None and not isinstance(self._background(section), Gradient):
            self._put(section, Panel(rect=section.rect, fill=drawn))
        self._images_behind(section, place)
        if not is_plain(section):
            for panel in panels(section, section.rect, 1.0):
                if panel.fill is None or panel.name == "Border":
                    self._put(section, panel)

    # --- any box ---

    def _box(self, box: Box, place: Place) -> None:
        around = self.context, self.lowered
        if self.lowered is None and box.style.get("z-index", "").startswith("-"):
            self.lowered = self.context
        if _is_context(box):
            self.context = box.order
        self._seen(box, place)
        self.context, self.lowered = around

    def _seen(self, box: Box, place: Place) -> None:
        if self._is_unseen(box):
            return
        if is_picture(box):
            self._picture(box, place)
        elif why := _needs_drawing(box):
            self._draw(box, place, why)
        elif (_is_cut(box) and not is_plain(box)) or is_wedge(box):
            self._cut(box, place)
        elif box.name in {"pre", "marp-pre"}:
            self._code(box, place)
        elif box.name == "table" or box.style["display"] in {"table", "inline-table"}:
            self._table(box, place)
        else:
            self._container(box, place)

    def _is_unseen(self, box: Box) -> bool:
        """Whether a box shows nothing: transparent, or cut down to a dot for those who listen."""
        style = box.style
        is_dot = box.rect.width <= 1 and box.rect.height <= 1 and style["overflow-x"] in {"hidden", "clip"}
        return style["opacity"] == "0" or (is_dot and style["position"] == "absolute")

    def _cut(self, box: Box, place: Place) -> None:
        """A box of a form that PowerPoint lacks: its background as a picture, what is in it as ever."""
        drawing = self._drawing(box, box.rect, is_own=True)
        shown = clipped(box.rect, self.slide.root.rect).rect
        self._put(box, Photo(rect=shown, drawing=drawing, node=place.node, is_background=True))
        self.remark(Loss.PICTURE, "a box that is cut to a form or masked", place.node)
        inner = place.inside(box, is_apart=True)
        self._children(box, replace(inner, look=inner.look.on(background(box.style["background"]).color)))

    def _container(self, box: Box, place: Place) -> None:
        is_seen = not is_plain(box) and box.style["visibility"] == "visible"
        if is_seen:
            self._panels(box, place)
            self._images_behind(box, place)
        for reason in losses(box):
            self.remark(Loss.APPROXIMATED, reason, box.node if box.node is not None else place.node)
        is_apart = is_seen or box.style["position"] != "static" or box.style["float"] != "none"
        inner = place.inside(box, is_apart=is_apart)
        behind = background(box.style["background"])
        if behind.layers:
            inner = replace(inner, look=replace(inner.look, backdrop=None))
        else:
            inner = replace(inner, look=inner.look.on(behind.color))
        self._children(box, inner)

    def _children(self, box: Box, place: Place) -> None:
        if box.name in {"ul", "ol", "menu", "dir"}:
            self._list(box, place)
            return
        for inline, group in groupby(box.children, key=is_inline):
            if inline:
                self._paragraph(box, list(group), place)
                continue
            for child in group:
                if child.name != "::marker":
                    self._child(box, child, place)

    def _child(self, box: Box, child: Box, place: Place) -> None:
        is_item_of_layout = box.style["display"] in {"flex", "grid", "inline-flex", "inline-grid"}
        is_in_columns = box.style["column-count"] not in {"auto", "1"}
        self._box(child, replace(place, group=child.key) if is_item_of_layout or is_in_columns else place)

    def _list(self, box: Box, place: Place) -> None:
        numbered = list(items(box))
        first = numbered[0][1] if numbered else 1
        found = {child.key: (child, ordinal) for child, ordinal in numbered}
        for child in box.children:
            if child.key in found:
                item = item_of(child, box, place.lists, found[child.key][1], first)
                self._box(child, replace(place, item=item, lists=place.lists + 1))
            elif not is_inline(child) or child.text.strip():
                self._box(child, replace(place, lists=place.lists + 1))

    # --- text ---

    def _paragraph(self, box: Box, boxes: Sequence[Box], place: Place) -> None:
        block = self.block(box, boxes, place)
        if block is None:
            return
        for chip in block.words.chips:
            if not is_plain(chip.box):
                self._panels(chip.box, replace(place, look=chip.look))
                self._images_behind(chip.box, place)
        for aside in block.words.asides:
            self._box(aside.box, replace(place, look=aside.look, group=aside.box.key))
        if block.words.is_emoji:
            for emoji in block.words.emoji:
                self._box(emoji.box, replace(place, look=emoji.look))
            return
        if not block.words.has_text:
            return
        if block.item:
            self.begun.add(block.item.key)
        self._tell(block, boxes[0])
        self._put(boxes[0], block)

    def _tell(self, block: Block, first: Box) -> None:
        """What of a paragraph's look is left out."""
        words = block.words
        if words.emoji:
            self.remark(Loss.APPROXIMATED, "emoji are letters of a colour font", block.node)
        if any(aside.box.rect.width > 0 for aside in words.asides):
            self.remark(Loss.APPROXIMATED, "a picture in a line does not move with the text around it", block.node)
        if first.style["text-shadow"] != "none":
            self.remark(Loss.APPROXIMATED, "the shadow of letters is left out", block.node)

    def block(self, box: Box, boxes: Sequence[Box], place: Place) -> Block | None:
        """The block that inline boxes in a box make; None if there is nothing in them."""
        around = px(box.style["font-size"], otherwise=16.0)
        words = read_words(boxes, place.look, self.faces, self.language, around)
        if not words.pieces and not words.asides and not words.chips:
            return None
        rect = content_rect(box)
        style = box.style
        if style["display"] in {"flex", "grid", "inline-flex", "inline-grid"} and words.lines:
            left, right = min(line.left for line in words.lines), max(line.right for line in words.lines)
        else:
            left, right = rect.x, rect.right
        is_right_to_left = style["direction"] == "rtl"
        begins = place.item is not None and place.item.key not in self.begun and place.role is not Role.GENERATED
        return Block(
            words=words,
            left=left,
            right=right,
            line_height=px(style["line-height"]) * words.scale,
            align=_alignment(style["text-align"], is_right_to_left=is_right_to_left),
            role=self._role(box, place),
            level=place.level,
            item=place.item,
            begins_item=begins,
            group=place.group,
            is_right_to_left=is_right_to_left,
            node=place.node,
            is_vertical=style["writing-mode"].startswith("vertical"),
        )

    def _role(self, box: Box, place: Place) -> Role:
        if box.name == "::after" and place.role is Role.GENERATED and self._is_page_number(box):
            return Role.PAGE
        return place.role

    def _is_page_number(self, box: Box) -> bool:
        for section in self.slide.root.walk():
            if section.name == "section" and box in section.children:
                number = section.attributes.get("data-marpit-pagination", "")
                text = "".join(part.text for part in box.walk())
                if number and number in text:
                    self.page = number
                    return True
        return False

    def _code(self, box: Box, place: Place) -> None:
        inner = place.inside(box, is_apart=True)
        rect = content_rect(box)
        behind = background(box.style["background"])
        inner = replace(inner, look=inner.look.on(behind.color))
        panel = None
        if not is_plain(box):
            drawn = list(panels(box, box.rect, place.look.opacity))
            self._images_behind(box, place)
            for extra in drawn[:-1] if drawn and drawn[-1].fill is not None else drawn:
                self._put(box, extra)
            panel = drawn[-1] if drawn and drawn[-1].fill is not None else None
            if panel and panel.name == "Border":
                self._put(box, panel)
                panel = None
        holder = _code_holder(box)
        if holder is not box and not is_plain(holder):
            if panel:
                self._put(box, panel)
            drawn = list(panels(holder, holder.rect, place.look.opacity))
            for extra in drawn[:-1]:
                self._put(box, extra)
            panel = drawn[-1] if drawn else None
            inner = replace(
                inner, look=replace(inner.look.on(background(holder.style["background"]).color), highlight=None)
            )
            rect = holder.rect
        words = read_words(_texts_of(box), inner.look, self.faces, self.language)
        for aside in words.asides:
            self._box(aside.box, replace(inner, look=aside.look))
        if not words.has_text:
            if panel:
                self._put(box, panel)
            return
        line_height = px(holder.style["line-height"]) * words.scale
        align = _alignment(box.style["text-align"], is_right_to_left=False)
        self._put(
            box,
            Listing(words=words, rect=rect, panel=panel, line_height=line_height, align=align, node=inner.node),
        )

    def _table(self, box: Box, place: Place) -> None:
        inner = place.inside(box, is_apart=True)
        grid = read_grid(box, inner, self)
        if grid is None:
            self._container(box, place)
            return
        if not is_plain(box):
            for panel in panels(box, box.rect, place.look.opacity):
                self._put(box, panel)
        for child in box.children:
            if child.name == "caption":
                self._box(child, inner)
        self._put(box, grid)

    def aside(self, box: Box, place: Place) -> None:
        """A box inside a table cell that is not text."""
        self._box(box, place)

    # --- what is not text ---

    def _panels(self, box: Box, place: Place) -> None:
        for panel in panels(box, box.rect, place.look.inside(box).opacity):
            self._put(box, replace(panel, is_apart=box.name == "hr"))

    def _images_behind(self, box: Box, place: Place) -> None:
        """The images of a box's background."""
        if box.style["background-clip"] == "text":
            return
        layers = background(box.style["background"]).layers
        if not layers or (len(layers) == 1 and layer_gradient(layers[0], box.rect) is not None):
            return
        if box.style["filter"] == "none" and all(self._has_words(layer) for layer in layers):
            for layer in reversed(layers):
                self._image_behind(box, layer, place)
            return
        if any(not layer.url or self.images.load(layer.url) for layer in layers):
            # One picture of all, for they may show through each other.
            shown = clipped(box.rect, self.slide.root.rect).rect
            drawing = self._drawing(box, box.rect, is_own=True)
            self._put(box, Photo(rect=shown, drawing=drawing, alt=_caption(box), is_background=True, node=place.node))
            if not all(layer.url.endswith(".svg") for layer in layers):
                self.remark(Loss.PICTURE, "a background that PowerPoint has no words for", place.node)

    def _has_words(self, layer: Layer) -> bool:
        """Whether a layer of a background is one picture, once."""
        loaded = self.images.load(layer.url) if layer.url else None
        is_once = layer.repeat == "no-repeat" or layer.size[0] in {"cover", "contain"}
        return loaded is not None and loaded.image is not None and is_once

    def _image_behind(self, box: Box, layer: Layer, place: Place) -> None:
        loaded = self.images.load(layer.url)
        if loaded is None:
            return
        whole = layer_rect(box.rect, (loaded.width, loaded.height), layer.size, layer.position)
        shown = clipped(whole, box.rect)
        self._put(
            box,
            Photo(
                rect=shown.rect,
                image=loaded.image,
                crop=shown.crop,
                outline=outline(box, box.rect),
                alt=_caption(box),
                opacity=place.look.opacity,
                is_background=True,
                node=place.node,
            ),
        )

    def _picture(self, box: Box, place: Place) -> None:
        if box.style["visibility"] != "visible" or box.rect.width < 0.5 or box.rect.height < 0.5:
            return
        look = place.look.inside(box)
        node = box.node if box.node is not None else place.node
        loaded = self.images.load(box.url or box.attributes.get("src", "")) if box.name == "img" else None
        if box.name == "img" and loaded is None:
            self._missing(box, look, node)
            return
        if not is_plain(box):
            for panel in panels(box, box.rect, look.opacity):
                self._put(box, panel)
        rect = content_rect(box)
        alt = box.attributes.get("alt", "") or box.attributes.get("aria-label", "")
        is_baked = (
            box.style["filter"] != "none" or box.style["clip-path"] != "none" or box.style["mask-image"] != "none"
        )
        if loaded is None or is_baked or _is_turned(box):
            self._draw(box, place, _why_drawn(box), alt)
            return
        shown = fitted(rect, (loaded.width, loaded.height), box.style["object-fit"], box.style["object-position"])
        image, drawing, svg = loaded.image, None, None
        if image is None:
            drawing = self._drawing(box, shown.rect)
            shown = replace(shown, rect=clipped(shown.rect, self.slide.root.rect).rect)
            svg = loaded.svg if _has_shape_of(shown.rect, loaded.width, loaded.height) else None
        crop, seen = shown.crop, shown.rect
        if place.window is not None and drawing is None:
            window = clipped(seen, place.window)
            if window.rect.width <= 0 or window.rect.height <= 0:
                return
            crop, seen = _cropped_again(crop, window.crop), window.rect
        self._put(
            box,
            Photo(
                rect=seen,
                image=image,
                drawing=drawing,
                svg=svg,
                backdrop=look.backdrop if not background(box.style["background"]).layers else None,
                crop=crop,
                outline=outline(box, box.rect),
                alt=alt,
                opacity=look.opacity,
                link=look.link,
                node=node,
            ),
        )

    def _drawing(self, box: Box, rect: Rect, *, is_own: bool = False) -> Drawing:
        shown = clipped(rect, self.slide.root.rect).rect
        if is_own or box.name == "img":
            # What looks the same is drawn once for the whole deck.
            looks = (*(box.style[name] for name in _LOOKS), box.url, is_own)
            part = (shown.x - rect.x, shown.y - rect.y, shown.width, shown.height, rect.width, rect.height)
            return self.drawings.setdefault((looks, part), self._new_drawing(box, shown, is_own=is_own))
        return self._new_drawing(box, shown, is_own=is_own)

    def _new_drawing(self, box: Box, shown: Rect, *, is_own: bool) -> Drawing:
        if box.owner:
            return Drawing(self.slide.number, box.owner, shown, is_own=is_own, pseudo=box.name)
        return Drawing(self.slide.number, box.key, shown, is_own=is_own)

    def _missing(self, box: Box, look: Look, node: int | None) -> None:
        """The room of a picture that is not there keeps its alternative text and where it leads."""
        alt = box.attributes.get("alt", "")
        self.remark(Loss.DROPPED, "a picture that was not found or cannot be read", node)
        if look.link or alt:
            self._put(box, Panel(rect=box.rect, alt=alt, link=look.link, node=node, name="Missing picture"))

    def _draw(self, box: Box, place: Place, why: str, alt: str = "") -> None:
        """A box as a picture of itself, with its text as alternative."""
        if box.style["visibility"] != "visible" or box.rect.width < 0.5 or box.rect.height < 0.5:
            return
        text = alt or " ".join("".join(part.text for part in box.walk()).split())
        node = box.node if box.node is not None else place.node
        drawing = self._drawing(box, _grown(box))
        nodes = tuple(part.node for part in box.walk() if part.node is not None)
        self._put(
            box, Photo(rect=drawing.rect, drawing=drawing, alt=text, link=place.look.link, node=node, nodes=nodes)
        )
        self.remark(Loss.PICTURE, why, node)

    def remark(self, kind: Loss, reason: str, node: int | None) -> None:
        """Say what PowerPoint does not get as it is."""
        self.remarks.append(Remark(kind, reason, node))

    def _put(self, box: Box, thing: Thing) -> None:
        if self.lowered is not None:
            place = self.lowered, _LOWERED
        else:
            place = box.order, _GROUND if _is_context(box) else _CONTENT
        self.things.append((place, thing))


def _anchors(snapshot: LayoutSnapshot) -> Anchors:
    found: dict[str, int] = {}
    for slide in snapshot.slides:
        for box in slide.root.walk():
            if name := box.attributes.get("id"):
                found.setdefault(name, slide.number)
    return found


# Chromium says in which order layers are painted, not what of a layer is below its text.
_GROUND, _LOWERED, _CONTENT = range(3)


def _is_context(box: Box) -> bool:
    """Whether what is below all else in a box is above the box itself."""
    if box.name == "section":
        return True
    # A text has the style of its element.
    return box.name != "#text" and any(box.style.get(name, usual) != usual for name, usual in _CONTEXT)


_CONTEXT = (("z-index", "auto"), ("opacity", "1"), ("transform", "none"), ("filter", "none"))


def _is_outermost(section: Box, slide: SlideLayout) -> bool:
    return any(section in frame.children for frame in slide.root.children)


def _alignment(value: str, *, is_right_to_left: bool) -> Align:
    if value in {"start", "end"}:
        return Align.RIGHT if (value == "end") != is_right_to_left else Align.LEFT
    return _ALIGNMENTS.get(value, Align.LEFT)


def _needs_drawing(box: Box) -> str:
    """Why a box can only be shown as a picture; empty if that is not so."""
    if _is_turned(box):
        return "something turned or skewed"
    return ""


def _is_cut(box: Box) -> bool:
    return box.style["clip-path"] != "none" or box.style["mask-image"] != "none"


def _is_turned(box: Box) -> bool:
    if box.style["rotate"] != "none":
        return True
    value = box.style["transform"]
    if value == "none" or not value.startswith("matrix("):
        return value.startswith("matrix3d")
    numbers = [float(word) for word in value[len("matrix(") : -1].split(",")]
    return abs(numbers[1]) > 1e-3 or abs(numbers[2]) > 1e-3 or numbers[0] < 0 or numbers[3] < 0


def _why_drawn(box: Box) -> str:
    if box.name == "img":
        return "a filtered or cut picture"
    return f"<{box.name}>, which PowerPoint has nothing for"


def _grown(box: Box) -> Rect:
    """A box and what blurs out of it."""
    room = 0.0
    if "blur(" in box.style["filter"] or "drop-shadow(" in box.style["filter"]:
        room = 24.0
    rect = box.rect
    return Rect(rect.x - room, rect.y - room, rect.width + 2 * room, rect.height + 2 * room)


def _has_shape_of(rect: Rect, width: float, height: float) -> bool:
    if not width or not height or not rect.height:
        return False
    return abs(rect.width / rect.height / (width / height) - 1) < 0.02


def _cropped_again(
    first: tuple[float, float, float, float], second: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    across, down = 1 - first[0] - first[2], 1 - first[1] - first[3]
    return (
        first[0] + second[0] * across,
        first[1] + second[1] * down,
        first[2] + second[2] * across,
        first[3] + second[3] * down,
    )


def _caption(box: Box) -> str:
    """The alternative text of a background image."""
    captions = (child for child in box.children if child.name == "figcaption")
    return " ".join("".join(part.text for caption in captions for part in caption.walk()).split())


def _code_holder(box: Box) -> Box:
    """The <code> of a <pre>, which some themes dress instead."""
    return next((child for child in box.walk() if child.name == "code"), box)


def _texts_of(box: Box) -> list[Box]:
    """The inline content of a block of code, through what scales it."""
    inner: Iterable[Box] = box.children
    while len(boxes := list(inner)) == 1 and (not is_inline(boxes[0]) or boxes[0].name == "span") and boxes[0].children:
        inner = boxes[0].children
    return boxes
