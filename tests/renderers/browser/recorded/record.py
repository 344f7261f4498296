"""Records what Chromium says of a small deck: `python -m tests.renderers.browser.recorded.record`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from renderers.browser.options import BrowserOptions
from renderers.browser.pool import BrowserPool
from renderers.browser.snapshot import STYLES
from tests.renderers.browser.decks import deck

PAGE = Path(__file__).with_name("page.json")
HEAD = """<style>
section { font: 20px/30px "Liberation Sans"; padding: 50px }
p { width: 300px; margin: 0 } .up { text-transform: uppercase } .up::before { content: "* " } i { display: none }
</style>"""
SLIDES = (
    '<p data-marpd="7">one <b>two</b> three four five six seven eight nine ten eleven twelve</p>',
    '<p class="up" data-marpd="x">Strasse 🚀🚀🚀🚀 words that go on and on<i>unseen</i></p><ul><li>item</li></ul>',
)


async def record() -> None:
    """Write what the snapshot reader is given."""
    pool = BrowserPool(BrowserOptions(slots=1))
    await pool.start()
    async with pool.open(deck(*SLIDES, head=HEAD)) as laid_out:
        ask = laid_out._ask  # type: ignore[attr-defined]
        answer = await ask("DOMSnapshot.captureSnapshot", {"computedStyles": STYLES, "includePaintOrder": True})
    await pool.stop()
    answer["documents"] = answer["documents"][:1]
    PAGE.write_text(json.dumps({"styles": STYLES, "answer": answer}, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    asyncio.run(record())
