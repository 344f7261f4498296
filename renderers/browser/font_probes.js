// Put words on the page, each [families, weight, style, language, text] in an element of its own, where nobody sees them.
((probes, mark) => {
  const create = Document.prototype.createElement.bind(document);
  const frame = create("div");
  frame.setAttribute(mark, "");
  frame.style.cssText = "position:absolute;top:0;left:0;width:1px;height:1px;overflow:hidden;contain:strict";
  for (const [family, weight, style, language, text] of probes) {
    const probe = create("b");
    const set = (property, value) => probe.style.setProperty(property, value, "important");
    set("all", "initial");
    set("display", "block");
    set("font-size", "16px");
    set("font-family", family);
    set("font-weight", weight);
    set("font-style", style);
    // What `lang` sets, and `all` unsets.
    set("-webkit-locale", language ? JSON.stringify(language) : "auto");
    probe.textContent = text;
    frame.append(probe);
  }
  Document.prototype.querySelector.call(document, "body").append(frame);
  frame.getBoundingClientRect();
})
