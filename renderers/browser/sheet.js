// Copies elements onto sheets of one size, in rows from the top, so that many can be drawn at once. `places` says of each
// which rectangle of the page is wanted. Returns for each the number of its sheet and where on it the rectangle is, or null
// where a copy would be of another size. Called with no places, it shows sheet `shown`, or takes all away if that is null.
function (width, height, shown, places, ...elements) {
  const NAME = "data-marpd-sheets";
  const GAP = 4;
  const make = (name) => Document.prototype.createElement.call(document, name);
  const found = Document.prototype.querySelector.call(document, `div[${NAME}]`);
  if (places === null) {
    if (shown === null) {
      found?.remove();
      Document.prototype.querySelector.call(document, `style[${NAME}]`)?.remove();
    } else {
      [...found.children].forEach((sheet, number) => sheet.style.setProperty("display", number === shown ? "block" : "none"));
    }
    return null;
  }
  const style = make("style");
  style.setAttribute(NAME, "");
  style.textContent = `
    *, ::before, ::after, ::marker { visibility: hidden !important }
    html, body { background: none !important }
    div[${NAME}] * { visibility: visible !important }
    div[${NAME}], div[${NAME}] > div {
      position: absolute !important; left: 0; top: 0; width: ${width}px; height: ${height}px; margin: 0; padding: 0; overflow: hidden
    }`;
  const originals = elements.map((element) => [element.getBoundingClientRect(), getComputedStyle(element)]);
  const sheets = make("div");
  sheets.setAttribute(NAME, "");
  let sheet = null;
  let [x, y, row] = [0, height, 0];
  const copies = elements.map((element, index) => {
    const { x: left, y: top, width: across, height: down } = places[index];
    if (across > width || down > height) return null;
    if (x + across > width) [x, y, row] = [0, y + row + GAP, 0];
    if (y + down > height) {
      sheet = sheets.appendChild(make("div"));
      [x, y, row] = [0, 0, 0];
    }
    const [rect, looks] = originals[index];
    const copy = element.cloneNode(true);
    for (const name of ["color", "-webkit-text-fill-color", "font-size", "font-weight", "font-style", "direction"]) {
      copy.style.setProperty(name, looks.getPropertyValue(name), "important");
    }
    copy.style.setProperty("position", "absolute", "important");
    copy.style.setProperty("margin", "0", "important");
    copy.style.setProperty("width", "max-content", "important");
    copy.style.setProperty("left", `${rect.left + scrollX - left}px`, "important");
    copy.style.setProperty("top", `${rect.top + scrollY - top}px`, "important");
    // What leans out of its rectangle would be on that of a neighbour.
    const cell = make("div");
    cell.style.cssText = `position: absolute; overflow: hidden; left: ${x}px; top: ${y}px; width: ${across}px; height: ${down}px`;
    cell.append(copy);
    sheet.append(cell);
    const place = { copy, rect, sheet: sheets.children.length - 1, x, y };
    x += across + GAP;
    row = Math.max(row, down);
    return place;
  });
  Document.prototype.querySelector.call(document, "head").append(style);
  document.body.append(sheets);
  scrollTo(0, 0);
  return copies.map((place) => {
    if (place === null) return null;
    const { width: across, height: down } = place.copy.getBoundingClientRect();
    const isAlike = Math.abs(across - place.rect.width) < 0.6 && Math.abs(down - place.rect.height) < 0.6;
    return isAlike ? [place.sheet, place.x, place.y] : null;
  });
}
