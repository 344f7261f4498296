"""Pictures: those of the deck, those behind boxes, and boxes that only a picture can show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from renderers.model.layout import Box, Rect
from renderers.pptx.boxes import bands, faded_fill, is_plain, layer_gradient, outline, panels
from renderers.pptx.canvas import Canvas
from renderers.pptx.css import Layer, background
from renderers.pptx.images import Images
from renderers.pptx.look import Look
from renderers.pptx.photos import NO_CROP, clipped, fitted, layer_rect
from renderers.pptx.place import Place, content_rect
from renderers.pptx.scene import Loss, Panel, Photo


@dataclass(slots=True)
class Pictures:
    """Puts pictures on a slide."""

    canvas: Canvas
    images: Images

    def behind(self, box: Box, place: Place) -> None:
        """The images of a box's background."""
        if box.style["background-clip"] == "text":
            return
        layers = background(box.style["background"]).layers
        if not layers or (len(layers) == 1 and layer_gradient(layers[0], box.rect) is not None):
            return
        is_plain_paint = box.style["filter"] == "none" and box.style["border-radius"] == "0px"
        if is_plain_paint and (painted := bands(layers, box.rect)) is not None:
            for part, fill in painted:
                self.canvas.put(box, Panel(rect=part, fill=faded_fill(fill, place.look.opacity), node=place.node))
            return
        if box.style["filter"] == "none" and all(self._has_words(layer, is_only=len(layers) == 1) for layer in layers):
            for layer in reversed(layers):
                self._image_behind(box, layer, place)
            return
        if any(not layer.url or self.images.load(layer.url) for layer in layers):
            # One picture of all, for they may show through each other.
            shown = self.canvas.seen(box.rect)
            drawing = self.canvas.drawing(box, box.rect, is_own=True)
            photo = Photo(rect=shown, drawing=drawing, alt=_caption(box), is_background=True, node=place.node)
            self.canvas.put(box, photo)
            self.canvas.remark(Loss.PICTURE, "a background that PowerPoint has no words for", place.node)

    def _has_words(self, layer: Layer, *, is_only: bool) -> bool:
        """Whether a layer of a background is one picture, once. Vectors are drawn by the browser, with all layers."""
        loaded = self.images.load(layer.url) if layer.url else None
        is_once = layer.repeat == "no-repeat" or layer.size[0] in {"cover", "contain"}
        return loaded is not None and is_once and (loaded.image is not None or is_only)

    def _image_behind(self, box: Box, layer: Layer, place: Place) -> None:
        loaded = self.images.load(layer.url)
        if loaded is None:
            return
        whole = layer_rect(box.rect, (loaded.width, loaded.height), layer.size, layer.position)
        shown = clipped(whole, box.rect)
        is_drawn = loaded.image is None
        self.canvas.put(
            box,
            Photo(
                rect=self.canvas.seen(shown.rect) if is_drawn else shown.rect,
                image=loaded.image,
                drawing=self.canvas.drawing(box, shown.rect, is_own=True) if is_drawn else None,
                svg=loaded.svg if shown.crop == NO_CROP and _is_on(shown.rect, self.canvas) else None,
                crop=NO_CROP if is_drawn else shown.crop,
                outline=outline(box, box.rect),
                alt=_caption(box),
                opacity=place.look.opacity,
                is_background=True,
                node=place.node,
            ),
        )

    def picture(self, box: Box, place: Place) -> None:
        """A picture of the deck, or whatever else shows itself as one."""
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
                self.canvas.put(box, panel)
        rect = content_rect(box)
        alt = box.attributes.get("alt", "") or box.attributes.get("aria-label", "")
        is_baked = (
            box.style["filter"] != "none" or box.style["clip-path"] != "none" or box.style["mask-image"] != "none"
        )
        if loaded is None or is_baked or _is_turned(box):
            self.draw(box, place, _why_drawn(box), alt)
            return
        shown = fitted(rect, (loaded.width, loaded.height), box.style["object-fit"], box.style["object-position"])
        image, drawing, svg = loaded.image, None, None
        if image is None:
            drawing = self.canvas.drawing(box, shown.rect)
            shown = replace(shown, rect=self.canvas.seen(shown.rect))
            svg = loaded.svg if _has_shape_of(shown.rect, loaded.width, loaded.height) else None
        crop, seen = shown.crop, shown.rect
        if place.window is not None and drawing is None:
            window = clipped(seen, place.window)
            if window.rect.width <= 0 or window.rect.height <= 0:
                return
            crop, seen = _cropped_again(crop, window.crop), window.rect
        self.canvas.put(
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

    def _missing(self, box: Box, look: Look, node: int | None) -> None:
        """The room of a picture that is not there keeps its alternative text and where it leads."""
        alt = box.attributes.get("alt", "")
        self.canvas.remark(Loss.DROPPED, "a picture that was not found or cannot be read", node)
        if look.link or alt:
            self.canvas.put(box, Panel(rect=box.rect, alt=alt, link=look.link, node=node, name="Missing picture"))

    def draw(self, box: Box, place: Place, why: str, alt: str = "") -> None:
        """A box as a picture of itself, with its text as alternative."""
        if box.style["visibility"] != "visible" or box.rect.width < 0.5 or box.rect.height < 0.5:
            return
        text = alt or " ".join("".join(part.text for part in box.walk()).split())
        node = box.node if box.node is not None else place.node
        drawing = self.canvas.drawing(box, _grown(box))
        nodes = tuple(part.node for part in box.walk() if part.node is not None)
        self.canvas.put(
            box, Photo(rect=drawing.rect, drawing=drawing, alt=text, link=place.look.link, node=node, nodes=nodes)
        )
        self.canvas.remark(Loss.PICTURE, why, node)

    def cut(self, box: Box, place: Place) -> None:
        """A box of a form that PowerPoint lacks: its background as a picture, what is in it as ever."""
        drawing = self.canvas.drawing(box, box.rect, is_own=True)
        shown = self.canvas.seen(box.rect)
        self.canvas.put(box, Photo(rect=shown, drawing=drawing, node=place.node, is_background=True))
        self.canvas.remark(Loss.PICTURE, "a box that is cut to a form or masked", place.node)


def needs_drawing(box: Box) -> str:
    """Why a box can only be shown as a picture; empty if that is not so."""
    if _is_turned(box):
        return "something turned or skewed"
    return ""


def is_cut(box: Box) -> bool:
    """Whether a box is cut to a form, or masked."""
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
    if "data-marp-mermaid" in box.attributes:
        return "a diagram that is not made of plain shapes and connectors"
    return f"<{box.name}>, which PowerPoint has nothing for"


def _grown(box: Box) -> Rect:
    """A box and what blurs out of it."""
    room = 0.0
    if "blur(" in box.style["filter"] or "drop-shadow(" in box.style["filter"]:
        room = 24.0
    rect = box.rect
    return Rect(rect.x - room, rect.y - room, rect.width + 2 * room, rect.height + 2 * room)


def _is_on(rect: Rect, canvas: Canvas) -> bool:
    """Whether all of a rectangle is on the slide."""
    return canvas.seen(rect) == rect


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
