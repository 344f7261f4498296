"""An emoji drawn as a picture is as large as the text it stands in (M-251)."""

from __future__ import annotations

from renderers.theme.passes.anchor import SLIDE_PARENT

EMOJI = f"""\
{SLIDE_PARENT} > section img[data-marp-twemoji] {{
  width: 1em;
  height: 1em;
  margin: 0 0.05em 0 0.1em;
  vertical-align: -0.1em;
  background: transparent;
}}"""
