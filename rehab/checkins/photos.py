"""A photo that somebody sent, drawn anew: no place or time of taking, nothing hidden in it, never larger than needed."""

import io
import warnings

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from justice_portal.errors import DomainError

LARGEST = 8 * 1024 * 1024
#: The longer side. An officer must see a face, no more.
SIDE, MOST_PIXELS = 900, 40_000_000


def redraw(content: bytes) -> bytes:
    """The picture as a fresh JPEG; raises DomainError for what is none, or is too big."""
    if len(content) > LARGEST:
        raise DomainError(_("This photo is too big. Try a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
            if picture.width * picture.height > MOST_PIXELS:
                raise DomainError(_("This photo is too big. Try a smaller one."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        raise DomainError(_("This is not a photo that we can read. Try another one.")) from None
    upright.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "JPEG", quality=80)
    return out.getvalue()
