// All text of the deck by the fonts that it asks for, and the fonts that the deck brings:
// {faces: [[[family, weight, style, language], [[slide, mark, text], ...]], ...], embedded: [[family, status], ...]}.
// `mark` is the name of the attribute with the token's number, `most` how many UTF-16 units of text are enough.
// Everything is taken from prototypes, for a deck's names hide what stands on `document`.
((mark, most) => {
  const faces = new Map();
  const attribute = Function.prototype.call.bind(Element.prototype.getAttribute);
  const all = (selector) => Document.prototype.querySelectorAll.call(document, selector);
  let left = most;

  const add = (style, language, slide, token, text) => {
    if (!text.trim() || left <= 0) return;
    left -= text.length;
    const face = [style.fontFamily, style.fontWeight, style.fontStyle, language];
    const key = face.join("\n");
    if (!faces.has(key)) faces.set(key, [face, []]);
    faces.get(key)[1].push([slide, token, text]);
  };

  // Formulas bring their font. What it may lack is painted in the fonts of the text around them.
  const FORMULAS = /^"?marpd math"?$/;
  const FOREIGN = /[^\u0000-\u052f\u1d00-\u2bff\u{1d400}-\u{1d7ff}]/gu;

  // What stands around an element: [language, slide, token].
  const contexts = new Map();
  const visit = (element, [language, slide, token]) => {
    const here = [attribute(element, "lang") ?? language, slide, attribute(element, mark) ?? token];
    contexts.set(element, here);
    let text = "";
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.localName === "math") text += (child.textContent.match(FOREIGN) ?? []).join("");
      else if (child.nodeType === Node.ELEMENT_NODE && child.localName !== "style") visit(child, here);
    }
    if (text.trim() && element.checkVisibility({ visibilityProperty: true })) {
      add(getComputedStyle(element), here[0], slide, here[2], text);
    }
  };
  const root = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get.call(document);
  const language = attribute(root, "lang") ?? "";
  all("svg[data-marpit-svg]").forEach((slide, index) => visit(slide, [language, index + 1, null]));

  // What the style writes: `content` with words in it, as icon fonts have it.
  const written = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const words = [...style.content.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map((match) => match[1].replace(/\\(.)/gs, "$1"));
    const context = contexts.get(element);
    if (context && words.length && style.display !== "none") add(style, ...context, words.join(""));
  };
  const pseudos = (rules, parent) => {
    for (const rule of rules) {
      let selector = rule.selectorText;
      if (selector && parent) {
        selector = selector.includes("&") ? selector.replaceAll("&", `:is(${parent})`) : `:is(${parent}) ${selector}`;
      }
      if (selector && /["']/.test(rule.style.content) && /[^"'\s]/.test(rule.style.content)) {
        const owners = selector.replace(/(^|[\s,>+~(|])(?=::?(?:before|after|marker))/g, "$1*");
        let found = [];
        try {
          found = all(owners.replace(/::?(?:before|after|marker)/g, ""));
        } catch {
          // A selector of which nothing is left.
        }
        for (const element of found) for (const pseudo of ["::before", "::after"]) written(element, pseudo);
      }
      if (rule.cssRules) pseudos(rule.cssRules, selector ?? parent);
    }
  };
  for (const sheet of Object.getOwnPropertyDescriptor(Document.prototype, "styleSheets").get.call(document)) {
    try {
      pseudos(sheet.cssRules, null);
    } catch {
      // One that was not allowed to load.
    }
  }

  const brought = [...Object.getOwnPropertyDescriptor(Document.prototype, "fonts").get.call(document)]
    .filter((font) => !FORMULAS.test(font.family));
  return { faces: [...faces.values()], embedded: brought.map((font) => [font.family, font.status]) };
})
