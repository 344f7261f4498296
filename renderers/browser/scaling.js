// Scales what a deck wants scaled (M-275 to M-279): fitting headings to the width of their slide, code down to it.
//
// Each element gets a shadow root with an <svg> as wide as the element, whose viewBox is the natural size of the
// content. Its part is named `auto-scaling`, so that themes can limit its height. A <pre> cannot have a shadow root and
// is replaced; one that needs no scaling is put back, to stay code for readers of the page's structure.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const STYLE = `
    :host { display: block; }
    :host(marp-pre) { font-family: monospace; margin: 1em 0; white-space: pre; }
    svg { display: block; width: 100%; height: auto; }
    span { display: inline-block; white-space: var(--marp-auto-scaling-white-space, nowrap); }
    :host(marp-pre) span { white-space: var(--marp-auto-scaling-white-space, pre); }`;
  const ALIGNMENT = { left: "xMin", center: "xMid", right: "xMax", justify: "xMin" };

  const hostOf = (element) => {
    if (element.localName !== "pre") return element;
    const host = document.createElement("marp-pre");
    for (const { name, value } of element.attributes) host.setAttribute(name, value);
    host.append(...element.childNodes);
    element.replaceWith(host);
    return host;
  };

  const dress = (element) => {
    const host = hostOf(element);
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = STYLE;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("part", "auto-scaling");
    const frame = document.createElementNS(SVG, "foreignObject");
    const span = document.createElement("span");
    span.append(document.createElement("slot"));
    // In the <svg> from the beginning: columns of text divide what stands in them, and no <svg>.
    frame.append(span);
    svg.append(frame);
    root.append(style, svg);
    return { element, host, root, svg, frame, span };
  };

  const alignment = (host) => {
    const style = getComputedStyle(host);
    const own = style.getPropertyValue("--preserve-aspect-ratio").trim();
    if (own) return own;
    const isRightToLeft = style.direction === "rtl";
    const side = { start: isRightToLeft ? "right" : "left", end: isRightToLeft ? "left" : "right" }[style.textAlign];
    return `${ALIGNMENT[side ?? style.textAlign.replace("-webkit-", "")] ?? "xMin"}YMid meet`;
  };

  const measureRoom = (one) => {
    // In CSS pixels of the slide, whatever the slide itself is scaled by.
    one.scale = one.host.closest("svg")?.getScreenCTM()?.a || 1;
    one.inner = one.svg.getBoundingClientRect().width / one.scale;
  };

  const makeRoom = ({ frame, inner }) => {
    frame.setAttribute("width", inner);
    frame.setAttribute("height", 1);
  };

  const measure = (one) => {
    const { scale, inner } = one;
    const rect = one.span.getBoundingClientRect();
    one.width = Math.ceil(rect.width / scale - 0.01);
    one.height = Math.ceil(rect.height / scale - 0.01);
    if (one.host.dataset.autoScaling === "downscale-only") one.width = Math.max(one.width, Math.floor(inner));
    one.alignment = alignment(one.host);
  };

  const draw = ({ svg, frame, span, width, height, alignment: ratio }) => {
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("preserveAspectRatio", ratio);
    frame.setAttribute("width", width);
    frame.setAttribute("height", height);
    span.style.width = "100%";
  };

  const isUnscaled = ({ element, svg, width, height, drawn }) =>
    element.localName === "pre" && Math.abs(drawn.height - height) < 0.5 && Math.abs(drawn.width - width) < 1;

  // How far it is from a place to the next whole pixel.
  const toWhole = (place) => Math.round(place) - place;

  // Chromium draws an <svg>, and with it Marp's code, from whole pixels on.
  const align = ({ element, offset }) => {
    const style = getComputedStyle(element);
    for (const [from, to] of [["Left", "Right"], ["Top", "Bottom"]]) {
      const [before, after] = [parseFloat(style[`padding${from}`]), parseFloat(style[`padding${to}`])];
      const moved = Math.min(Math.max(offset[from], -before), after);
      element.style[`padding${from}`] = `${before + moved}px`;
      element.style[`padding${to}`] = `${after - moved}px`;
    }
  };

  const all = [...document.querySelectorAll("[data-auto-scaling]")].filter((one) => one.childNodes.length).map(dress);
  all.forEach(measureRoom);
  all.forEach(makeRoom);
  all.forEach(measure);
  all.forEach(draw);
  for (const one of all) {
    const rect = one.svg.getBoundingClientRect();
    one.drawn = { width: rect.width / one.scale, height: rect.height / one.scale };
    const slide = one.host.closest("svg").getBoundingClientRect();
    one.offset = { Left: toWhole((rect.left - slide.left) / one.scale), Top: toWhole((rect.top - slide.top) / one.scale) };
  }
  for (const one of all.filter(isUnscaled)) {
    one.element.append(...one.host.childNodes);
    one.host.replaceWith(one.element);
    one.element.style.breakInside = "avoid";
    align(one);
    // Marp rounds the height of code up to whole pixels, which moves what follows.
    const style = getComputedStyle(one.element);
    const around = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"];
    const frame = style.boxSizing === "border-box" ? around.reduce((sum, key) => sum + parseFloat(style[key]), 0) : 0;
    one.element.style.minHeight = `${one.height + frame}px`;
  }
  return all.length;
})();
