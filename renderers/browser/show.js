// Hide everything but this element, with all in it, or by itself (`own`); with null, show everything again.
function (own, top) {
  const NAME = "data-marpd-drawn";
  const find = Document.prototype.getElementById.bind(document);
  find(NAME)?.remove();
  const element = this.nodeType === 1 ? this : this.parentElement;
  element.removeAttribute(NAME);
  if (own === null) return;
  element.setAttribute(NAME, own ? "own" : "whole");
  const style = Document.prototype.createElement.call(document, "style");
  style.id = NAME;
  style.textContent =
    `*, ::before, ::after, ::marker { visibility: hidden !important }` +
    `[${NAME}], [${NAME}=whole] *, [${NAME}=whole]::before, [${NAME}=whole]::after, [${NAME}=whole] *::before,` +
    `[${NAME}=whole] *::after { visibility: visible !important }`;
  Document.prototype.querySelector.call(document, "head").append(style);
  scrollTo(0, top);
}
