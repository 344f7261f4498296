"""The layout of a deck as a native PowerPoint presentation."""
