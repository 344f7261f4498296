"""The markdown room: text to blocks; the only room that imports markdown-it."""
