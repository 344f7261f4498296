// For each <p>: whether its characters are drawn as themselves, and whether in colour. A character that no font has is
// drawn as the box that U+0378, which does not exist, is drawn as.
() => {
  const side = 48;
  const picture = (paragraph, text) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    paragraph.append(canvas); // for its language
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.font = `32px ${getComputedStyle(paragraph).fontFamily}`;
    context.fillText(text, 4, 36);
    const pixels = context.getImageData(0, 0, side, side).data;
    canvas.remove();
    return pixels;
  };
  const isSame = (one, other) => one.every((value, index) => value === other[index]);
  const isColoured = (pixels) => pixels.some((value, index) => index % 4 === 0 && Math.abs(value - pixels[index + 2]) > 32);
  return [...document.querySelectorAll("p")].map((paragraph) => {
    const box = picture(paragraph, "\u0378");
    const drawn = [...paragraph.dataset.text].map((character) => picture(paragraph, character));
    return [drawn.every((pixels) => !isSame(pixels, box)), drawn.some(isColoured)];
  });
}
