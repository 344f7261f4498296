// Wait for the fonts, where the deck brings files, and make stand still what moves: at its end, or at its start if it has none.
async () => {
  const of = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const fonts = of("fonts");
  const hasFiles = performance.getEntriesByType("resource").length > 0;
  if (fonts.size > 0 || hasFiles) {
    // Only a layout tells which fonts and backgrounds are needed.
    of("documentElement")?.getBoundingClientRect();
    await fonts.ready;
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
}
