// For each [CSS font, character]: whether it is drawn as the box that stands for what no font has. U+0378 is no
// character, and U+1FFFD no emoji, so these two are drawn as such boxes.
((pairs) => {
  const side = 48;
  const context = new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true });
  const picture = (font, text) => {
    context.clearRect(0, 0, side, side);
    context.font = "32px serif";
    context.font = font;
    context.fillText(text, 4, 36);
    return context.getImageData(0, 0, side, side).data.join();
  };
  const boxes = new Map();
  return pairs.map(([font, character]) => {
    if (!boxes.has(font)) boxes.set(font, [picture(font, "\u0378"), picture(font, "\u{1fffd}")]);
    return boxes.get(font).includes(picture(font, character));
  });
})
