"""A slide is a size container, so that a theme may ask how large it is (M-191)."""

from __future__ import annotations

from renderers.theme.passes.anchor import SLIDE_PARENT

CONTAINER_QUERY = f"{SLIDE_PARENT} > :where(section) {{ container-type: size; }}"
