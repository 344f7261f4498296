"""Pictures and fonts that are too large, broken, or something else."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.hostile.case import BOUNDED
from tests.hostile.cases.make import with_assets

_SHOWN = "![](a{0}) ![bg right](a{0})\n\n<style>h1{{background:url(a{0})}}</style>\n\n# A\n"
_ALL = "pdf,pptx,html"


def png(width: int, height: int, *, is_hollow: bool = False) -> bytes:
    """A black picture of one bit a pixel, with all its rows or with none of them."""
    packer, block = zlib.compressobj(9), bytes(0 if is_hollow else 64 * (1 + (width + 7) // 8))
    packed = b"".join([*(packer.compress(block) for _ in range(0 if is_hollow else height // 64)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(frames: int) -> bytes:
    """A moving picture of so many frames."""
    frame = b"\x21\xf9\x04\0\1\0\0\0\x2c\0\0\0\0\x0a\0\x0a\0\0\2\x16\x8c\x2d\x99\x87\x2a\x1c\xdc\x33\xa0\2\x75\xec\x95\xfa\xa8\xde\x60\x8c\x04\x91\x4c\1\0"
    return b"GIF89a\x0a\0\x0a\0\x91\0\0" + bytes(12) + b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0" + frame * frames + b"\x3b"


def picture(form: str, side: int = 64) -> bytes:
    """An honest picture."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(file, form)
    return file.getvalue()


def _svg(inside: str, root: str = "") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='99' height='99' {root}>{inside}</svg>".encode()


def _laughs() -> bytes:
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    return (
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY l0 'lol'>"
        + entities.encode()
        + b"]>"
        + _svg("<text>&l11;</text>")
    )


def _uses() -> bytes:
    groups = "".join(f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
    return _svg(f"<defs><rect id='g0' width='1' height='1'/>{groups}</defs><use href='#g8'/>")


_FILTER = (
    "<filter id='f'>"
    + "<feTurbulence numOctaves='99' baseFrequency='.9'/><feMorphology radius='999'/><feGaussianBlur stdDeviation='999'/>"
    * 20
    + "</filter>"
)

PICTURES = (
    with_assets("a PNG of 60,000 by 60,000", _SHOWN.format(".png"), {"a.png": lambda: png(60_000, 60_000)}, "pdf", statuses=BOUNDED),
    with_assets("a PNG of 60,000 by 60,000 in a presentation", _SHOWN.format(".png"), {"a.png": lambda: png(60_000, 60_000)}, "pptx", statuses=BOUNDED),
    with_assets("a PNG that says two billion", _SHOWN.format(".png"), {"a.png": png(2_147_483_647, 2_147_483_647, is_hollow=True)}, _ALL),
    with_assets("a PNG of no pixels", _SHOWN.format(".png"), {"a.png": png(0, 0)}, _ALL),
    with_assets("a PNG cut in the middle", _SHOWN.format(".png"), {"a.png": picture("PNG")[:100]}, _ALL),
    with_assets("a PNG with 10 MB of text in it", _SHOWN.format(".png"), {"a.png": lambda: picture("PNG")[:-12] + _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10_000_000))) + _chunk(b"IEND", b"")}, _ALL),
    with_assets("50 pictures of 40 megapixels", "".join(f"![bg](a{n}.png)\n\n---\n\n" for n in range(50)), {f"a{n}.png": (lambda n=n: png(6_400, 6_400 + n * 64)) for n in range(50)}, "pdf", statuses=BOUNDED),
    with_assets("a GIF of 10,000 frames", _SHOWN.format(".gif"), {"a.gif": lambda: gif(10_000)}, _ALL),
    with_assets("a JPEG that says 65,535 by 65,535", _SHOWN.format(".jpg"), {"a.jpg": lambda: picture("JPEG").replace(struct.pack(">HH", 64, 64), b"\xff\xff\xff\xff", 1)}, _ALL, statuses=BOUNDED),
    with_assets("a JPEG cut in the middle", _SHOWN.format(".jpg"), {"a.jpg": picture("JPEG")[:300]}, _ALL),
    with_assets("a WebP cut in the middle", _SHOWN.format(".webp"), {"a.webp": picture("WEBP")[:40]}, _ALL),
    with_assets("pictures under the wrong names", "".join(f"![](a{n})" for n in (".png", ".jpg", ".svg", ".webp", ".mp4")), {"a.png": b"<html><script>alert(1)</script>", "a.jpg": picture("PNG"), "a.svg": picture("PNG"), "a.webp": _svg("<script>alert(1)</script>"), "a.mp4": picture("GIF")}, _ALL),
    with_assets("a GIF that is a script too", _SHOWN.format(".gif"), {"a.gif": b"GIF89a/*" + bytes(4) + b"*/=1;alert(1)"}, _ALL),
    with_assets("nothing under the names of pictures", "".join(f"![](a{n})" for n in (".png", ".svg", ".gif", ".avif", ".ico")), dict.fromkeys(("a.png", "a.svg", "a.gif", "a.avif", "a.ico"), b""), _ALL),
    with_assets("formats that no deck needs", "".join(f"![](a{n})" for n in (".tiff", ".psd", ".eps", ".pdf", ".avif", ".bmp", ".ico")), {"a.tiff": picture("TIFF"), "a.psd": b"8BPS\0\1" + bytes(99), "a.eps": b"%!PS-Adobe\n(/etc/passwd)(r)file", "a.pdf": b"%PDF-1.7", "a.avif": b"\0\0\0\x1cftypavif" + bytes(99), "a.bmp": picture("BMP")[:60], "a.ico": b"\0\0\1\0\xff\xff" + bytes(99)}, _ALL),
    with_assets("an SVG of a billion laughs", _SHOWN.format(".svg"), {"a.svg": _laughs}, _ALL, statuses=BOUNDED),
    with_assets("an SVG that uses itself a billion times", _SHOWN.format(".svg"), {"a.svg": _uses}, "pdf", statuses=BOUNDED),
    with_assets("an SVG that uses itself a billion times in a presentation", _SHOWN.format(".svg"), {"a.svg": _uses}, "pptx", statuses=BOUNDED),
    with_assets("an SVG that uses itself", _SHOWN.format(".svg"), {"a.svg": _svg("<g id='a'><use href='#a'/></g><pattern id='p'><rect fill='url(#p)'/></pattern>")}, _ALL),
    with_assets("an SVG 50,000 groups deep", _SHOWN.format(".svg"), {"a.svg": lambda: _svg("<g>" * 50_000 + "</g>" * 50_000)}, _ALL, statuses=BOUNDED),
    with_assets("an SVG of heavy filters", _SHOWN.format(".svg"), {"a.svg": _svg(f"{_FILTER}<rect width='99' height='99' filter='url(#f)'/>")}, "pdf", statuses=BOUNDED),
    with_assets("an SVG of ten million pixels a side", _SHOWN.format(".svg"), {"a.svg": _svg("<rect width='1' height='1'/>", "viewBox='0 0 1e9 1e9' style='width:1e9px;height:1e9px'")}, _ALL, statuses=BOUNDED),
    with_assets("an SVG of 200,000 shapes", _SHOWN.format(".svg"), {"a.svg": lambda: _svg("<circle r='9' cx='5' cy='5' opacity='.1'/>" * 200_000)}, "pdf,pptx", statuses=BOUNDED),
    with_assets("an SVG with scripts", _SHOWN.format(".svg"), {"a.svg": _svg("<script>alert(1)</script><a href='javascript:alert(1)'><text onclick='alert(1)'>x</text></a><foreignObject><iframe src='javascript:alert(1)'/></foreignObject>", "onload='alert(1)'")}, "pdf,pptx"),
    with_assets("fonts that are none", "".join(f"<style>@font-face{{font-family:f{n};src:url({name})}}h1{{font-family:f{n}}}</style>\n" for n, name in enumerate(("a.woff2", "b.woff", "c.ttf", "d.otf"))) + "\n# A", {"a.woff2": b"wOF2" + b"\xff" * 200, "b.woff": b"wOFF" + b"\xff" * 200, "c.ttf": b"\0\1\0\0\xff\xff" + bytes(200), "d.otf": b"OTTO" + b"\xff" * 200}, "pdf,pptx"),
    with_assets("a WOFF2 that says four gigabytes", "<style>@font-face{font-family:f;src:url(a.woff2)}h1{font-family:f}</style>\n\n# A", {"a.woff2": b"wOF2\0\1\0\0" + struct.pack(">IHHIIHHIIIII", 300, 1, 0, 0xFFFFFFFF, 200, 1, 0, 0, 0, 0, 0, 0) + bytes([0x3F]) + b"glyf" + b"\x8f\xff\xff\xff\x7f" + bytes(200)}, "pdf"),
)  # fmt: skip
