// Hide everything but a part of this element: "whole" with all in it, or "own" without; after "::before" or "::after"
// that pseudo-element. With null, show everything again.
function (part, top) {
  const NAME = "data-marpd-drawn";
  Document.prototype.getElementById.call(document, NAME)?.remove();
  const element = this.nodeType === 1 ? this : this.parentElement;
  element.removeAttribute(NAME);
  if (part === null) return;
  element.setAttribute(NAME, part);
  const style = Document.prototype.createElement.call(document, "style");
  style.id = NAME;
  // A hidden <svg> or <foreignObject> would hide what is shown inside it; the page's white would be drawn though hidden.
  style.textContent = `
    *, ::before, ::after, ::marker { visibility: hidden !important }
    html, body { background: none !important }
    [data-marpit-svg], foreignObject, [${NAME}=whole]::part(auto-scaling), :is(h1, h2, h3, h4, h5, h6, marp-pre):has([${NAME}])::part(auto-scaling) {
      visibility: visible !important
    }
    [${NAME}=own], [${NAME}=whole], [${NAME}=whole] *, [${NAME}=whole]::before, [${NAME}=whole]::after,
    [${NAME}=whole] *::before, [${NAME}=whole] *::after, [${NAME}^="::before"]::before, [${NAME}^="::after"]::after {
      visibility: visible !important
    }
    [${NAME}="own"], [${NAME}="::beforeown"]::before, [${NAME}="::afterown"]::after {
      color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important
    }`;
  Document.prototype.querySelector.call(document, "head").append(style);
  scrollTo(0, top);
}
