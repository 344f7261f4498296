"""Formulas put on a slide: as equations, or as pictures where PowerPoint has no equation for one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from renderers.model.layout import Box, Drawing, Rect
from renderers.pptx.canvas import Canvas
from renderers.pptx.css import background
from renderers.pptx.equations import Equations, Found, equation_style, ink, is_displayed
from renderers.pptx.faces import Faces
from renderers.pptx.place import Place
from renderers.pptx.scene import Equation, Loss, Photo


@dataclass(slots=True)
class Formulas:
    """Puts the formulas of one slide on it. `language` is the deck's."""

    canvas: Canvas
    equations: Equations
    faces: Faces
    language: str

    def put(self, box: Box, found: Found, place: Place) -> None:
        """A formula, where its ink is."""
        if box.style["visibility"] != "visible" or min(box.rect.width, box.rect.height) < 0.5:
            return
        look = place.look.inside(box)
        rect, is_beside = ink(box), not is_displayed(box)
        drawing = self._drawing(box, found, rect)
        if found.formula is None:
            self.canvas.put(
                box,
                Photo(rect=drawing.rect, drawing=drawing, alt=found.tex, link=look.link, node=found.node),
            )
            self.canvas.remark(Loss.PICTURE, "a formula that PowerPoint has no equation for", found.node)
            return
        for reason in found.formula.losses:
            self.canvas.remark(Loss.APPROXIMATED, reason, found.node)
        is_opaque = not is_beside and not background(box.style["background"]).layers
        self.canvas.put(
            box,
            Equation(
                rect=self.canvas.seen(rect),
                formula=found.formula,
                style=equation_style(box, look, self.faces, found.tex, self.language),
                tex=found.tex,
                drawing=drawing,
                is_beside=is_beside,
                backdrop=look.backdrop if is_opaque else None,
                link=look.link,
                node=found.node,
            ),
        )

    def _drawing(self, box: Box, found: Found, rect: Rect) -> Drawing:
        """The same formula in the same look is drawn once for the whole deck."""
        drawing = replace(self.canvas.drawing(box, rect), is_copy=True)
        style = box.style
        looks = (
            found.tex,
            found.formula,
            style["font-size"],
            style["font-family"],
            style["font-weight"],
            style["color"],
        )
        shown = drawing.rect
        size = (round(shown.width), round(shown.height), round(rect.width), round(rect.height))
        return self.canvas.drawings.setdefault((looks, size), drawing)
