"""A photo made anew: decoded, turned upright, made small enough, and written as a JPEG with nothing but the picture in it.

What came is never kept: place, camera, hidden text, a second file behind the first all end here (T76).
"""

import io
import warnings
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from justice_portal.errors import DomainError

LARGEST_FILE = 12 * 1024 * 1024
#: A phone's camera makes 12 to 50 million points; more than that is an attack or a poster.
MOST_POINTS = 60_000_000
LONGEST_SIDE = 2000
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Picture:
    """A JPEG that we made ourselves."""

    content: bytes
    width: int
    height: int


def remade(given: IO[bytes]) -> Picture:
    """The photo as a picture of ours. Raises DomainError for what is no photo or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(given, formats=FORMATS) as photo:
                if photo.width * photo.height > MOST_POINTS or min(photo.size) < 8:
                    raise DomainError(_("This photo is too large or too small. Take it again."))
                photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(photo)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                flat = _on_white(upright)
    except DomainError:
        raise
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise DomainError(_("This is not a photo that we can read. Use a JPEG, PNG or WebP.")) from error
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=82, optimize=True)
    return Picture(out.getvalue(), flat.width, flat.height)


def _on_white(image: Image.Image) -> Image.Image:
    """The points alone on white: what shines through is paper, and nothing else of the file comes along."""
    flat = Image.new("RGB", image.size, "white")
    clear = image.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat
