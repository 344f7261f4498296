"""A slide's layout read into its things: the one walk through the tree of boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from renderers.model.layout import Box, LayoutSnapshot
from renderers.model.tokens import Token
from renderers.pptx.boxes import is_plain, is_wedge, layer_gradient, losses, panels
from renderers.pptx.canvas import Canvas, DrawnOnce
from renderers.pptx.code import read_listing
from renderers.pptx.css import background, px
from renderers.pptx.equations import equations_on
from renderers.pptx.faces import Faces
from renderers.pptx.flowchart import read_flowchart
from renderers.pptx.formulas import Formulas
from renderers.pptx.images import Images
from renderers.pptx.inline import read_words
from renderers.pptx.kinds import is_inline, is_picture
from renderers.pptx.links import Anchors
from renderers.pptx.lists import item_of, items
from renderers.pptx.look import Look
from renderers.pptx.pictures import Pictures, is_cut, needs_drawing
from renderers.pptx.place import Place, alignment, content_rect
from renderers.pptx.presentation import Color, Gradient, NumberBullet
from renderers.pptx.scene import Block, Chart, Loss, Panel, Role, Scene, SlideScene
from renderers.pptx.tables import read_grid

_LAYER = "data-marpit-advanced-background"
_FIXED_FORMULA = "a formula in a line does not move with the text around it"
_WHITE = Color("FFFFFF")


def read_scene(
    snapshot: LayoutSnapshot, images: Images, faces: Faces, language: str, tokens: Mapping[int, Token]
) -> Scene:
    """Every slide of a deck in `language` (a BCP 47 tag, empty if not known). `tokens` are its formulas, by id."""
    anchors, drawings = _anchors(snapshot), DrawnOnce()
    canvases = [Canvas(slide, drawings) for slide in snapshot.slides]
    formulas = [Formulas(one, equations_on(one.slide, tokens), faces, language) for one in canvases]
    slides = tuple(
        _Reader(one, Pictures(one, images), formula, faces, language, anchors).read()
        for one, formula in zip(canvases, formulas, strict=True)
    )
    return Scene(slides, snapshot.size.width, snapshot.size.height)


@dataclass(slots=True)
class _Reader:
    canvas: Canvas
    pictures: Pictures
    formulas: Formulas
    faces: Faces
    language: str
    anchors: Anchors
    begun: set[int] = field(default_factory=set)
    in_cells: list[tuple[Box, Place]] = field(default_factory=list)
    page: str = ""

    def read(self) -> SlideScene:
        slide = self.canvas.slide
        sections = [box for frame in slide.root.children for box in frame.children if box.name == "section"]
        behind = self._background(sections[0]) if sections else None
        look = Look(backdrop=behind if isinstance(behind, Color) else None, anchors=self.anchors)
        if sections and background(sections[0].style["background"]).layers:
            look = replace(look, backdrop=None)
        for number, section in enumerate(sections):
            self._section(section, look, is_first=number == 0)
        things = sorted(self.canvas.things, key=lambda pair: pair[0])
        content = next((box for box in sections if box.attributes.get(_LAYER, "content") == "content"), None)
        return SlideScene(
            number=slide.number,
            css_class=content.attributes.get("class", "") if content else "",
            background=behind,
            things=tuple(thing for _, thing in things),
            remarks=tuple(self.canvas.remarks),
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
        self.canvas.context = section.order
        if is_first:
            self._slide_layers(section, place)
        elif not is_plain(section):
            self.canvas.panels(section, place)
        language = section.attributes.get("lang", "")
        place = replace(place, look=replace(place.look, language=language))
        self._children(section, place)

    def _slide_layers(self, section: Box, place: Place) -> None:
        behind = background(section.style["background"])
        drawn = layer_gradient(behind.layers[0], section.rect) if len(behind.layers) == 1 else None
        if drawn is not None and not isinstance(self._background(section), Gradient):
            self.canvas.put(section, Panel(rect=section.rect, fill=drawn))
        self.pictures.behind(section, place)
        if not is_plain(section):
            for panel in panels(section, section.rect, 1.0):
                if panel.fill is None or panel.name == "Border":
                    self.canvas.put(section, panel)

    # --- any box ---

    def _box(self, box: Box, place: Place) -> None:
        if not _is_unseen(box):
            with self.canvas.inside(box):
                self._seen(box, place)

    def _seen(self, box: Box, place: Place) -> None:
        if found := self.formulas.equations.of(box):
            self.formulas.put(box, found, place)
        elif is_picture(box) and (chart := self._chart(box, place)):
            self.canvas.put(box, chart)
            for reason in chart.losses:
                self.canvas.remark(Loss.APPROXIMATED, reason, chart.node)
        elif is_picture(box):
            self.pictures.picture(box, place)
        elif why := needs_drawing(box):
            self.pictures.draw(box, place, why)
        elif (is_cut(box) and not is_plain(box)) or is_wedge(box):
            self.pictures.cut(box, place)
            inner = place.inside(box, is_apart=True)
            self._children(box, replace(inner, look=inner.look.on(background(box.style["background"]).color)))
        elif box.name in {"pre", "marp-pre"}:
            self._code(box, place)
        elif box.name == "table" or box.style["display"] in {"table", "inline-table"}:
            self._table(box, place)
        else:
            self._container(box, place)

    def _container(self, box: Box, place: Place) -> None:
        is_seen = not is_plain(box) and box.style["visibility"] == "visible"
        if is_seen:
            self.canvas.panels(box, place)
            self.pictures.behind(box, place)
        for reason in losses(box):
            self.canvas.remark(Loss.APPROXIMATED, reason, box.node if box.node is not None else place.node)
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

    def _chart(self, box: Box, place: Place) -> Chart | None:
        node = box.node if box.node is not None else place.node
        return read_flowchart(box, place.look, self.faces, self.language, node)

    # --- text ---

    def _paragraph(self, box: Box, boxes: Sequence[Box], place: Place) -> None:
        block = self.block(box, boxes, place)
        if block is None:
            return
        for chip in block.words.chips:
            if not is_plain(chip.box):
                self.canvas.panels(chip.box, replace(place, look=chip.look))
                self.pictures.behind(chip.box, place)
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
        self.canvas.put(boxes[0], block)

    def _tell(self, block: Block, first: Box) -> None:
        """What of a paragraph's look is left out."""
        words, node = block.words, block.node
        if words.emoji:
            self.canvas.remark(Loss.APPROXIMATED, "emoji are letters of a colour font", node)
        if any(aside.box.rect.width > 0 and not self._is_formula(aside.box) for aside in words.asides):
            self.canvas.remark(Loss.APPROXIMATED, "a picture in a line does not move with the text around it", node)
        if any(self._is_formula(aside.box) for aside in words.asides):
            self.canvas.remark(Loss.APPROXIMATED, _FIXED_FORMULA, node)
        item = block.item
        if item and block.begins_item and isinstance(item.bullet, NumberBullet) and item.ordinal < 1:
            self.canvas.remark(Loss.APPROXIMATED, "a list that begins before 1 is numbered from 1", node)
        if words.is_tinted:
            self.canvas.remark(Loss.APPROXIMATED, "a gradient behind words is one colour", node)
        if first.style["text-shadow"] != "none":
            self.canvas.remark(Loss.APPROXIMATED, "the shadow of letters is left out", node)

    def _is_formula(self, box: Box) -> bool:
        return self.formulas.equations.of(box) is not None

    def block(self, box: Box, boxes: Sequence[Box], place: Place) -> Block | None:
        """The block that inline boxes in a box make; None if there is nothing in them."""
        around = px(box.style["font-size"], otherwise=16.0)
        words = read_words(boxes, place.look, self.faces, self.language, around, self.formulas.equations)
        if not words.pieces and not words.asides and not words.chips:
            return None
        if words.formulas:
            self.canvas.remark(Loss.APPROXIMATED, "a simple formula in a line is text", place.node)
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
            align=alignment(style["text-align"], is_right_to_left=is_right_to_left),
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
        for section in self.canvas.slide.root.walk():
            if section.name == "section" and box in section.children:
                number = section.attributes.get("data-marpit-pagination", "")
                text = "".join(part.text for part in box.walk())
                if number and number in text:
                    self.page = number
                    return True
        return False

    def _code(self, box: Box, place: Place) -> None:
        inner = place.inside(box, is_apart=True)
        behind, listing = read_listing(box, inner, self.faces, self.language)
        for panel in behind:
            self.canvas.put(box, panel)
        if not is_plain(box):
            self.pictures.behind(box, place)
        for aside in listing.words.asides:
            self._box(aside.box, replace(inner, look=aside.look))
        if listing.words.has_text:
            self.canvas.put(box, listing)
        elif listing.panel:
            self.canvas.put(box, listing.panel)

    def _table(self, box: Box, place: Place) -> None:
        inner = place.inside(box, is_apart=True)
        around, self.in_cells = self.in_cells, []
        grid = read_grid(box, inner, self)
        in_cells, self.in_cells = self.in_cells, around
        if grid is None:
            self._container(box, place)
            return
        if not is_plain(box):
            for panel in panels(box, box.rect, place.look.opacity):
                self.canvas.put(box, panel)
        for child in box.children:
            if child.name == "caption":
                self._box(child, inner)
        self.canvas.put(box, grid)
        for aside, within in in_cells:
            # Over the table, whose cells are filled.
            self._box(aside, within)

    def aside(self, box: Box, place: Place) -> None:
        """A box inside a table cell that is not text."""
        if self._is_formula(box):
            self.canvas.remark(Loss.APPROXIMATED, _FIXED_FORMULA, place.node)
        self.in_cells.append((box, place))


def _anchors(snapshot: LayoutSnapshot) -> Anchors:
    found: dict[str, int] = {}
    for slide in snapshot.slides:
        for box in slide.root.walk():
            if name := box.attributes.get("id"):
                found.setdefault(name, slide.number)
    return found


def _is_unseen(box: Box) -> bool:
    """Whether a box shows nothing: transparent, or cut down to a dot for those who listen."""
    style = box.style
    is_dot = box.rect.width <= 1 and box.rect.height <= 1 and style["overflow-x"] in {"hidden", "clip"}
    return style["opacity"] == "0" or (is_dot and style["position"] == "absolute")
