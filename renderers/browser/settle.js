// Wait for the fonts and backgrounds that the deck brings, and make stand still what moves: at its end, or at its start if
// it has none. `probe` is the address of nothing: what was asked for before it is known when it is answered.
// Tells whether the pictures are there: a page that was written over another is complete before they have come.
async (probe) => {
  const of = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const fonts = of("fonts");
  if (fonts.size > 0 || probe) {
    // Only a layout tells which fonts and backgrounds are needed.
    of("documentElement")?.getBoundingClientRect();
    await fonts.ready;
  }
  if (probe) {
    const image = new Image();
    image.src = probe;
    await image.decode().catch(() => {});
  }
  for (const animation of Document.prototype.getAnimations.call(document)) {
    try {
      animation.finish();
    } catch {
      animation.cancel();
    }
  }
  for (const drawing of Document.prototype.querySelectorAll.call(document, "svg")) {
    drawing.pauseAnimations();
    drawing.setCurrentTime(0);
  }
  const pictures = [...of("images")];
  // Those of later slides would wait for somebody to scroll.
  for (const picture of pictures) picture.loading = "eager";
  return pictures.every((picture) => picture.complete);
}
