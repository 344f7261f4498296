// Wait for the fonts and backgrounds that the deck brings, and make stand still what moves: at its end, or at its start if
// it has none. `probe` is the address of nothing: what was asked for before it is known when it is answered.
// Tells whether the pictures and films are there: a page that was written over another is complete before they have come.
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
  const films = [...Document.prototype.querySelectorAll.call(document, "video, audio")];
  const sheets = Object.getOwnPropertyDescriptor(Document.prototype, "adoptedStyleSheets").get.call(document);
  if (films.length > 0 && sheets.length === 0) {
    // A player's buttons are in its enclosure; the ring that turns while it loads, and some turns after, is beside it.
    // Without scripts Chromium gives buttons to players that ask for none, too.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      video::-webkit-media-controls { visibility: hidden !important }
      video::-webkit-media-controls-enclosure { visibility: visible !important }
      video:not([controls])::-webkit-media-controls { display: none !important }`);
    sheets.push(sheet);
  }
  const { NETWORK_LOADING, NETWORK_NO_SOURCE, HAVE_CURRENT_DATA } = HTMLMediaElement;
  for (const film of films) {
    film.autoplay = false;
    if (!film.paused) film.pause();
    if (film.currentTime > 0) film.currentTime = 0;
    film.isSourced ??= !film.hasAttribute("src");
    if (!film.isSourced || film.networkState !== NETWORK_NO_SOURCE || (film.hasAttribute("src") && !film.error)) continue;
    // One that has not begun with its sources looks as one that is through with them, but one with an address of its own
    // tells what became of it. So it is given them one by one.
    const source = [...film.children].find(
      (child) => child.localName === "source" && child.src && !child.isTried && film.canPlayType(child.type || "video/mp4"),
    );
    if (source) [source.isTried, film.src] = [true, source.src];
  }
  const isThere = (film) =>
    !film.seeking &&
    !(film.hasAttribute("src") && film.networkState === NETWORK_NO_SOURCE && !film.error) &&
    (film.networkState !== NETWORK_LOADING || film.readyState >= HAVE_CURRENT_DATA);
  const pictures = [...of("images")];
  // Those of later slides would wait for somebody to scroll.
  for (const picture of pictures) picture.loading = "eager";
  return pictures.every((picture) => picture.complete) && films.every(isThere);
}
