// How high fonts are and how wide words: [[above, below], ...] and [width, ...] in CSS pixels.
// `fonts` holds CSS fonts and letter spacings, `words` pairs of a font's number and a text.
(fonts, words) => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  const choose = ([font, spacing]) => {
    context.font = "10px sans-serif";
    context.font = font;
    context.letterSpacing = spacing === "normal" ? "0px" : spacing;
  };
  const heights = fonts.map((font) => {
    choose(font);
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText("x");
    return [Math.round(fontBoundingBoxAscent), Math.round(fontBoundingBoxDescent)];
  });
  let last = -1;
  const widths = words.map(([number, text]) => {
    if (number !== last) choose(fonts[number]);
    last = number;
    return context.measureText(text).width;
  });
  return [heights, widths];
}
