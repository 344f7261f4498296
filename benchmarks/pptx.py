"""A warm render to PowerPoint beside one to PDF, in pairs: `python -m benchmarks.pptx`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import struct
import zlib
from time import perf_counter

from renderers import Asset, BrowserOptions, MemoryAssets, Renderer, RenderOptions, Source, build_renderer

SLIDES = 64
GOAL = 2.0
FORMATS = ("pdf", "pptx")
WARM_UP = 2
BREATH_SECONDS = 0.4
PICTURE = (640, 360)

KINDS = (
    (
        "## Plan {n}\n\n- first point of slide {n}\n- second, with **bold** and `code`\n  - below it, _two_ levels\n"
        "  - and [a link](https://example.com/{n})\n1. counted\n2. twice"
    ),
    (
        "## Words {n}\n\nA paragraph of slide {n} that is long enough to wrap, as paragraphs in talks often are when"
        " there is more to say than fits on one line.\n\n> And a quotation below it."
    ),
    "## Table {n}\n\n| Name | Count | Share |\n|:--|--:|:-:|\n" + "| row of {n} | 12 | 3 % |\n" * 5,
    (
        "## Code {n}\n\n```python\ndef slide(number: int = {n}) -> str:\n    # one comment\n"
        "    return f'slide {{number}}'\n```"
    ),
    "## Picture {n}\n\n![w:400](picture-{picture}.png)\n\nWith a line below.",
    "![bg right:40%](picture-{picture}.png)\n\n## Half {n}\n\n- beside\n- a picture",
    (
        "## 見出し {n}\n\n- 日本語の箇条書きは一行に収まらないほど長くなることがあり、折り返しの位置が大切です。\n"
        "- 二つ目の項目\n\n段落も**太字**を含みます。"
    ),
    "<!-- _class: lead -->\n\n# Part {n}\n\nin which the next begins\n\n<!-- A note for the speaker. -->",
)


def main() -> None:
    """Measure, and print the ratio of the medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pptx", description=__doc__)
    parser.add_argument("-n", type=int, default=9, help=f"pairs, after {WARM_UP} that do not count")
    times = asyncio.run(_measure(parser.parse_args().n))
    medians = [statistics.median(times[name]) for name in FORMATS]
    print(f"{SLIDES} slides, {len(times['pdf'])} pairs, milliseconds")
    for name, median in zip(FORMATS, medians, strict=True):
        print(f"  {name:5} median {median:7.1f}  from {min(times[name]):7.1f} to {max(times[name]):7.1f}")
    ratio = medians[1] / medians[0]
    print(
        f"  pptx takes {ratio:.2f} times as long as pdf; the goal of {GOAL:g} is {'met' if ratio <= GOAL else 'missed'}"
    )


def deck() -> Source:
    """Typical slides of every kind in turn, each with words and pictures of its own."""
    slides = (KINDS[n % len(KINDS)].format(n=n, picture=n % 4) for n in range(SLIDES))
    front = "---\nmarp: true\ntheme: default\npaginate: true\n---\n\n"
    pictures = [Asset(f"picture-{shade}.png", _png(shade), "image/png") for shade in range(4)]
    return Source(front + "\n\n---\n\n".join(slides), "bench", MemoryAssets(pictures))


async def _measure(pairs: int) -> dict[str, list[float]]:
    renderer = build_renderer(BrowserOptions(slots=1))
    await renderer.start()
    try:
        return await _pairs(renderer, deck(), pairs)
    finally:
        await renderer.stop()


async def _pairs(renderer: Renderer, source: Source, pairs: int) -> dict[str, list[float]]:
    """Milliseconds by format; each pair begins with the other one, so that neither always comes first."""
    times: dict[str, list[float]] = {name: [] for name in FORMATS}
    for count in range(pairs + WARM_UP):
        for name in FORMATS if count % 2 else FORMATS[::-1]:
            began = perf_counter()
            rendering = await renderer.render(source, RenderOptions(formats=(name,), deadline_seconds=120))
            if count >= WARM_UP:
                times[name].append((perf_counter() - began) * 1000)
            if rendering.report.slides != SLIDES:
                raise SystemExit(f"The deck has {rendering.report.slides} slides instead of {SLIDES}.")
            await asyncio.sleep(BREATH_SECONDS)
    return times


def _png(shade: int) -> bytes:
    """A picture with a gradient, so that it is not packed to nothing."""
    width, height = PICTURE
    rows = b"".join(
        b"\0" + bytes(value for x in range(width) for value in (x % 256, y % 256, (x * y + shade * 64) % 256))
        for y in range(height)
    )
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


if __name__ == "__main__":
    main()
