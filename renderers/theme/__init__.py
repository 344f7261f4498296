"""The theme set, and packing a theme for one deck."""
