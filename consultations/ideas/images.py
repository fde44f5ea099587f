"""Pictures that strangers send: checked before they are decoded, then redrawn."""

from __future__ import annotations

import io
import warnings
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
# Wide enough for a full column on a sharp screen.
SIDE = 1600


class BadImageError(Exception):
    """The file cannot be taken; the message says why, in French."""


def redrawn(file: IO[bytes], size: int) -> ContentFile:
    """Return the picture of `file` as a new JPEG that holds nothing but pixels.

    The format is read in the content, never in the name. Dimensions come from the
    header: a bomb is refused before a single pixel is decoded. Where and when the
    picture was taken, and by which telephone, is left behind.
    """
    if size > MAX_BYTES:
        raise BadImageError(
            _("Cette image dépasse 10 Mo. Choisissez-en une plus légère.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise BadImageError(_too_large()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadImageError(
            _("Ce fichier n’est pas une image JPEG, PNG ou WebP que l’on sait lire.")
        ) from error
    if image.width * image.height > MAX_PIXELS:
        raise BadImageError(_too_large())
    return ContentFile(_jpeg(image))


def _jpeg(image: Image.Image) -> bytes:
    try:
        image.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SIDE, SIDE))
        flat = Image.new("RGB", upright.size, "white")
        colours = upright.convert("RGBA")
        flat.paste(colours, mask=colours.getchannel("A"))
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise BadImageError(
            _("Cette image est abîmée : elle ne s’ouvre pas. Choisissez-en une autre.")
        ) from error
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()


def _too_large() -> str:
    return _("Cette image a trop de points (plus de 40 millions). Réduisez-la d’abord.")
