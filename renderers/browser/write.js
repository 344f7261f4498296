// Write a deck over the page. Everything is taken from the prototype, for a deck's names hide what stands on `document`.
async (html) => {
  const open = Document.prototype.open.bind(document);
  const write = Document.prototype.write.bind(document);
  const close = Document.prototype.close.bind(document);
  const state = Object.getOwnPropertyDescriptor(Document.prototype, "readyState").get.bind(document);
  open();
  write(html);
  close();
  if (state() !== "complete") {
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  }
}
