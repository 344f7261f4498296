"""A deck as pictures."""

from __future__ import annotations

from io import BytesIO

from renderers.errors import OptionInvalid, OutputTooLarge
from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck
from renderers.model.work import Workers

# Where letters show no rings yet; and every pixel with its own colour, for slides are words on colour, not photographs.
_QUALITY, _FULL_COLOUR = 90, 0
# What the format can count to.
_LONGEST_SIDE = 65_535


async def export_png(laid_out: LaidOutDeck, options: ExportOptions, workers: Workers) -> Exported:  # noqa: ARG001  # a row's signature
    """One PNG a slide, `scale` device pixels a CSS pixel. Raises `OutputTooLarge` as soon as that is certain.

    Raises `OptionInvalid` where a picture would have more pixels than it may: drawing them takes memory first.
    """
    size = laid_out.document.size
    pixels = size.width * size.height * options.scale**2
    if pixels > options.most_pixels:
        most = int((options.most_pixels / (size.width * size.height)) ** 0.5 * 100) / 100
        raise OptionInvalid(
            f"At this scale a picture has {pixels:.0f} pixels; no more than {options.most_pixels} are drawn.",
            hint=f"Take a scale of at most {most:g}, or ask the operator to raise MARPD_MAX_PICTURE_PIXELS.",
            phase="png",
            field="scale",
        )
    files: list[bytes] = []
    left = options.most_bytes
    for number in range(1, laid_out.document.slides + 1):
        files.append(await laid_out.capture(number, scale=options.scale))
        left -= len(files[-1])
        if left < 0:
            raise OutputTooLarge(limit_bytes=options.most_bytes, phase="png")
    return Exported(tuple(files), laid_out.refused)


async def export_jpeg(laid_out: LaidOutDeck, options: ExportOptions, workers: Workers) -> Exported:
    """One JPEG a slide, `scale` pixels a CSS pixel. Raises `OptionInvalid` for more pixels a side than it can have."""
    size = laid_out.document.size
    if max(size.width, size.height) * options.scale > _LONGEST_SIDE:
        raise OptionInvalid(
            f"At this scale a picture has more pixels a side than the {_LONGEST_SIDE} that a JPEG may have.",
            hint="Take a smaller scale, or png.",
            phase="jpeg",
            field="scale",
        )
    pictures = await export_png(laid_out, options, workers)
    files = [await workers.run(jpeg, picture) for picture in pictures.files]
    return Exported(tuple(files), pictures.refused)


def jpeg(png: bytes) -> bytes:
    """A picture that the browser made, as JPEG."""
    from PIL.PngImagePlugin import PngImageFile

    written = BytesIO()
    # Read as what it is, for it is our own: Pillow's guard against bombs would refuse a large scale.
    with PngImageFile(BytesIO(png)) as picture:
        picture.convert("RGB").save(written, "JPEG", quality=_QUALITY, subsampling=_FULL_COLOUR, optimize=True)
    return written.getvalue()
