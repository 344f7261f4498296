// What of each slide cannot be seen though it should be: text and pictures beyond the slide's edge, beyond a box inside
// that clips, or under the header or footer. Gives [slide, cause, side, pixels, token, element, clip, lost, all] for
// each; lengths are CSS pixels of the slide, `lost` and `all` count characters.
//
// Only text and pictures in the flow have ink that counts: what bleeds on purpose is a background, a pseudo-element, or
// placed absolutely.
(mark) => {
  const NEAR = 1, HIDDEN_BOX = 4, PICTURES = new Set(["img", "video", "canvas", "object", "svg", "math"]);
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  const range = document.createRange();

  const isClear = (color) => color === "transparent" || /^rgba\(.*, 0\)$/.test(color) || / \/ 0\)$/.test(color);

  // What text covers of its line: fonts are higher than their letters, and blanks have no ink.
  const inked = (node, rect, style) => {
    const text = node.data.trim();
    pen.font = "10px sans-serif";
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const size = pen.measureText(text);
    const high = size.fontBoundingBoxAscent + size.fontBoundingBoxDescent || 1;
    const factor = rect.height / high;
    return {
      left: rect.left,
      right: rect.right,
      top: rect.top + (size.fontBoundingBoxAscent - size.actualBoundingBoxAscent) * factor,
      bottom: rect.bottom - (size.fontBoundingBoxDescent - size.actualBoundingBoxDescent) * factor,
    };
  };

  const linesOf = (node) => {
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((one) => one.width && one.height);
  };

  const textsOf = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
    return found;
  };

  const beyond = (rect, clip) => ({
    bottom: rect.bottom - clip.bottom,
    right: rect.right - clip.right,
    top: clip.top - rect.top,
    left: clip.left - rect.left,
  });

  const worst = (sides) => Object.entries(sides).reduce((most, one) => (one[1] > most[1] ? one : most));

  const shared = (a, b) => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });

  const area = ({ left, right, top, bottom }) => Math.max(0, right - left) * Math.max(0, bottom - top);

  const shareLost = (rect, clip) => {
    const all = area(rect);
    return all ? 1 - area(shared(rect, clip)) / all : 0;
  };

  const paddingBox = (element, rect, style) => {
    const factor = element.offsetWidth ? rect.width / element.offsetWidth : 1;
    const side = (name) => parseFloat(style[`border${name}Width`]) * factor || 0;
    return {
      left: rect.left + side("Left"),
      right: rect.right - side("Right"),
      top: rect.top + side("Top"),
      bottom: rect.bottom - side("Bottom"),
    };
  };

  // Open towards a side that does not clip, such as an axis that stays visible.
  const clipOf = (element, style) => {
    const [x, y] = [style.overflowX !== "visible", style.overflowY !== "visible"];
    if ((!x && !y) || style.display === "inline" || style.display === "contents") return null;
    const box = paddingBox(element, element.getBoundingClientRect(), style);
    if (!x) [box.left, box.right] = [-Infinity, Infinity];
    if (!y) [box.top, box.bottom] = [-Infinity, Infinity];
    return box;
  };

  const read = (svg, number) => {
    const section = [...svg.querySelectorAll(":scope > foreignObject > section")]
      .find((one) => !/background|pseudo/.test(one.dataset.marpitAdvancedBackground ?? ""));
    if (!section) return [];
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width || 1;
    const edge = section.getBoundingClientRect();
    const found = new Map();
    let all = 0;

    const tell = (cause, side, pixels, element, clip, lost) => {
      const key = `${cause} ${side} ${clip}`;
      const one = found.get(key) ?? { pixels: 0, lost: 0, element };
      one.lost += lost;
      one.pixels = Math.max(one.pixels, pixels / scale);
      found.set(key, one);
    };

    const nameOf = (element) => element.localName + [...element.classList].slice(0, 2).map((one) => `.${one}`).join("");

    // Under what stands in the margins: the letters of a header or footer, or all of it if it is painted over.
    const margins = [...section.children].filter((one) => one.localName === "header" || one.localName === "footer");
    const covers = margins.flatMap((margin) => {
      const style = getComputedStyle(margin);
      if (style.position !== "absolute" || style.visibility !== "visible" || style.opacity === "0") return [];
      if (!isClear(style.backgroundColor)) return [[margin, margin.getBoundingClientRect()]];
      return textsOf(margin).flatMap((node) =>
        linesOf(node).map((line) => [margin, inked(node, line, getComputedStyle(node.parentElement))]));
    });

    const cut = (element, whole, clips, letters, isText, isPlaced) => {
      let rect = whole;
      for (const { box, owner } of clips) {
        const [side, pixels] = worst(beyond(rect, box));
        if (pixels / scale <= NEAR) continue;
        const share = shareLost(rect, box);
        const isEdge = owner === section;
        // What is placed wholly outside is hidden on purpose; so is what a small box crops of a picture.
        if (isPlaced && (!isText || share > 0.99)) return;
        if (!isText && !isEdge && share < 0.9) {
          rect = shared(rect, box);
          continue;
        }
        tell(isEdge ? "slide" : "box", side, pixels, element, isEdge ? "" : nameOf(owner), letters * share);
        return;
      }
      if (!isText || isPlaced) return;
      for (const [margin, cover] of covers) {
        const common = shared(rect, cover);
        const [wide, high] = [(common.right - common.left) / scale, (common.bottom - common.top) / scale];
        if (wide <= NEAR || high <= 2 * NEAR) continue;
        tell(margin.localName, margin.localName === "header" ? "top" : "bottom", high * scale, element, "",
          letters * (area(common) / area(rect)));
        return;
      }
    };

    const readText = (node, style, state) => {
      const letters = node.data.replace(/\s+/g, "").length;
      if (!letters || state.isHidden || isClear(style.webkitTextFillColor) || parseFloat(style.fontSize) === 0) return;
      range.selectNodeContents(node);
      const whole = range.getBoundingClientRect();
      if (!whole.width || !whole.height) return;
      all += letters;
      if (state.isMargin) return;
      const isNear = state.clips.some(({ box }) => worst(beyond(whole, box))[1] > 0)
        || covers.some(([, cover]) => area(shared(whole, cover)) > 0);
      if (!isNear) return;
      const lines = linesOf(node);
      const length = lines.reduce((sum, one) => sum + one.width, 0);
      for (const line of lines) {
        cut(node.parentElement, inked(node, line, style), state.clips, (letters * line.width) / length, true,
          state.isPlaced);
      }
    };

    const walk = (element, state) => {
      const style = getComputedStyle(element);
      // Nothing in it is drawn, and nobody may ask where it would be, or it is laid out.
      if (style.display === "none" || style.contentVisibility === "hidden") return;
      const next = {
        clips: state.clips,
        isHidden: style.visibility !== "visible" || state.isFaded || style.opacity === "0",
        isFaded: state.isFaded || style.opacity === "0",
        isPlaced: state.isPlaced || style.position === "absolute" || style.position === "fixed",
        isMargin: state.isMargin || margins.includes(element),
      };
      if (PICTURES.has(element.localName)) {
        const rect = element.getBoundingClientRect();
        if (area(rect) && !next.isHidden && !next.isMargin) cut(element, rect, state.clips, 0, false, next.isPlaced);
        return;
      }
      const box = element === section ? null : clipOf(element, style);
      if (box) {
        // A box of nothing hides on purpose, for those who listen.
        if (area(box) / scale / scale <= HIDDEN_BOX) return;
        next.clips = [{ box, owner: element }, ...state.clips];
      }
      for (const child of element.childNodes) {
        if (child.nodeType === 3) readText(child, style, next);
        else if (child.nodeType === 1) walk(child, next);
      }
    };

    walk(section, { clips: [{ box: edge, owner: section }], isHidden: false, isFaded: false, isPlaced: false, isMargin: false });
    return [...found].map(([key, { pixels, lost, element }]) => {
      const [cause, side, clip] = key.split(" ");
      const token = Number(element.closest(`[${mark}]`)?.getAttribute(mark)) || null;
      return [number, cause, side, pixels, token, element.localName, clip, lost, all];
    });
  };

  return [...document.querySelectorAll("svg[data-marpit-svg]")].flatMap((svg, index) => read(svg, index + 1));
}
