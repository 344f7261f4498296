"""The deck's pictures as PowerPoint can show them."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from renderers.model.assets import Assets, path_of
from renderers.model.origin import relative
from renderers.pptx.presentation import Color, Image
from renderers.pptx.vectors import read_vectors

if TYPE_CHECKING:
    from PIL import Image as Pillow

_SVG = "image/svg+xml"
_MOST_PIXELS = 60_000_000
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_SHOWN = ("PNG", "JPEG", "MPO", "GIF", "WEBP", "AVIF", "BMP", "ICO")
_ORIENTATION = 0x0112
_OPAQUE = 255
_LARGE_BYTES = 400_000
_MOST_PIXELS_TO_MEND = 5_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A picture and its natural size. `image` is None for one that only the browser can draw; `svg` are its vectors."""

    width: float
    height: float
    image: Image | None
    svg: bytes | None = None


class Images:
    """The pictures of one deck by URL, each read once."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._loaded: dict[str, Loaded | None] = {}

    def load(self, url: str) -> Loaded | None:
        """The picture at a URL that the page asked for; None if there is none that can be read."""
        if url not in self._loaded:
            self._loaded[url] = self._load(url)
        return self._loaded[url]

    def _load(self, url: str) -> Loaded | None:
        content, media_type = _data(url) if url.startswith("data:") else self._asset(url)
        if content is None:
            return None
        if media_type == _SVG:
            vectors = read_vectors(content)
            return Loaded(vectors.width, vectors.height, None, vectors.content) if vectors else None
        return _raster(content)

    def _asset(self, url: str) -> tuple[bytes | None, str]:
        path = path_of(relative(url))
        try:
            found = self._assets.read(path) if path else None
        except OSError:
            found = None
        return (found.content, found.media_type) if found else (None, "")


def _data(url: str) -> tuple[bytes | None, str]:
    head, _, body = url[len("data:") :].partition(",")
    media_type, *flags = head.split(";")
    content = unquote_to_bytes(body)
    if "base64" in flags:
        try:
            content = base64.b64decode(content)
        except binascii.Error:
            return None, ""
    return content, media_type


def _raster(content: bytes) -> Loaded | None:
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            # The size is looked at here, before anything is decoded.
            warnings.simplefilter("ignore")
            with Pillow.open(io.BytesIO(content), formats=_readable()) as picture:
                width, height = picture.size
                if width * height > _MOST_PIXELS:
                    return None
                turned = picture.getexif().get(_ORIENTATION, 1)
                media_type = _MEDIA_TYPES.get(picture.format or "")
                if turned in {0, 1} and media_type:
                    return Loaded(width, height, Image(content, media_type))
                return _converted(picture)
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
        return None


@cache
def _readable() -> tuple[str, ...]:
    """What the browser shows too. Among what else Pillow opens are forms that run programs."""
    from PIL import Image as Pillow

    Pillow.init()
    return tuple(name for name in _SHOWN if name in Pillow.OPEN)


def _converted(picture: Pillow.Image) -> Loaded:
    """A picture in a form that PowerPoint lacks, or that lies on its side, made anew."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    is_photo = picture.format in {"JPEG", "MPO"} or (upright.mode in {"RGB", "L"} and picture.format != "BMP")
    file = io.BytesIO()
    if is_photo:
        upright.convert("RGB").save(file, "JPEG", quality=92)
    else:
        upright.convert("RGBA").save(file, "PNG")
    image = Image(file.getvalue(), "image/jpeg" if is_photo else "image/png")
    return Loaded(upright.width, upright.height, image)


def compact(png: bytes, backdrop: Color | None = None) -> Image:
    """What the browser drew: as JPEG where it is large and has no holes, which takes a tenth; else as PNG.

    On a backdrop of one colour it is made opaque: LibreOffice thins lines that fade into nothing.
    """
    from PIL import Image as Pillow

    with Pillow.open(io.BytesIO(png)) as picture:
        if picture.mode != "RGBA" or picture.getchannel("A").getextrema()[0] == _OPAQUE:
            return _as_jpeg(picture) if len(png) > _LARGE_BYTES else Image(png, "image/png")
        if picture.width * picture.height > _MOST_PIXELS_TO_MEND:
            return Image(png, "image/png")
        behind = bytes.fromhex(backdrop.rgb) if backdrop else b"\xff\xff\xff"
        if backdrop:
            mended = Pillow.new("RGB", picture.size, tuple(behind))
            mended.paste(picture, mask=picture.getchannel("A"))
        else:
            mended = Pillow.new("RGBA", picture.size, (*behind, 0))
            mended.paste(picture, mask=picture.getchannel("A").point([0, *([255] * 255)]))
    file = io.BytesIO()
    mended.save(file, "PNG", compress_level=3)
    return Image(file.getvalue(), "image/png")


def _as_jpeg(picture: Pillow.Image) -> Image:
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=90)
    return Image(file.getvalue(), "image/jpeg")
