"""Mermaid to SVG that may stand in a page, in the slide's own colours. Knows nothing of Markdown."""
