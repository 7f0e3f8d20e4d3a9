"""Photographs and scans as smaller copies, so that a package fits into a mail."""

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SMALLEST = 200 * 1024  # bytes; smaller files are not worth it
LONGEST_SIDE = 1_800  # pixels: an A4 page at some 155 to the inch stays legible
_MOST_PIXELS = 80_000_000
_QUALITY = 70
_KINDS = ("JPEG", "PNG", "BMP", "TIFF", "WEBP")


def smaller_picture(data: bytes) -> bytes | None:
    """A JPEG of the picture, at most `LONGEST_SIDE` pixels long; None for what is no picture or would gain little.

    A picture of several pages (TIFF, moving PNG) stays whole, as one of its pages would take its place.
    """
    if len(data) < SMALLEST:
        return None
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a picture that is too large is looked at here, and torn ones are left
            with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
                if picture.width * picture.height > _MOST_PIXELS or getattr(picture, "n_frames", 1) != 1:
                    return None
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                turned = ImageOps.exif_transpose(picture)
                plain = _on_white(turned)
                plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                made = io.BytesIO()
                plain.save(made, "JPEG", quality=_QUALITY, optimize=True)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return made.getvalue() if made.tell() < len(data) * 3 // 4 else None


def _on_white(picture: "Image.Image") -> "Image.Image":
    """The picture in colours without transparency: what shows through is white, as on paper."""
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper
