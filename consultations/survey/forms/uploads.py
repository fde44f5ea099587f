"""Files joined to an answer: judged by their content, kept while one corrects.

A file input cannot be filled again by the server. So that an error elsewhere does
not lose the file, it is stored at once under a generated name, and the form
carries a signed reference to it. `consultations.survey.drafts` deletes what was
never sent.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from consultations.survey.forms.words import one_line

FOLDER = "reponses"
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SALT = "consultations.survey.file"
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
_IMAGE_SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


class Unfit(Exception):
    """A file that is not accepted; `message` says why, in French."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class KeptFile:
    """A file that was stored, not yet (or already) part of a response."""

    path: str
    name: str

    @property
    def reference(self) -> str:
        """What the form carries."""
        return signing.dumps([self.path, self.name], salt=SALT)


def kept_file(reference: str) -> KeptFile | None:
    """Return the file that a form refers to, if we wrote the reference."""
    try:
        path, name = signing.loads(reference, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return KeptFile(path, name)


def keep(upload: UploadedFile) -> KeptFile:
    """Store a file that a person joined; raise Unfit."""
    content, suffix = _checked(upload)
    name = one_line(PurePosixPath(upload.name or "").name)[:200] or f"fichier.{suffix}"
    folder = timezone.localdate().strftime("%Y/%m")
    path = f"{FOLDER}/{folder}/{uuid.uuid4().hex}.{suffix}"
    return KeptFile(default_storage.save(path, ContentFile(content)), name)


def _checked(upload: UploadedFile) -> tuple[bytes, str]:
    if not upload.size:
        raise Unfit(_("Ce fichier est vide. Choisissez-en un autre."))
    if upload.size > LARGEST:
        raise Unfit(_("Ce fichier dépasse 10 Mo. Choisissez-en un plus léger."))
    content = upload.read()
    if content.startswith(b"%PDF-"):
        return content, "pdf"
    return _redrawn(content)


def _redrawn(content: bytes) -> tuple[bytes, str]:
    """Return the same picture without what the camera wrote in it (place, date)."""
    try:
        picture = Image.open(io.BytesIO(content), formats=list(_IMAGE_SUFFIXES))
        kind = picture.format or ""
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit(
                _("Cette image est trop grande : 40 millions de points au plus.")
            )
        upright = ImageOps.exif_transpose(picture)
        bare = (
            upright if upright.mode in {"RGB", "RGBA", "L"} else upright.convert("RGBA")
        )
        if kind == "JPEG":
            bare = bare.convert("RGB")
        bare.info.clear()
        out = io.BytesIO()
        bare.save(out, kind, quality=88)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,  # what Pillow raises for a broken PNG or EXIF header
        EOFError,
        Image.DecompressionBombError,
    ) as error:
        raise Unfit(
            _("Ce fichier n’est ni une image (JPEG, PNG, WebP) ni un PDF.")
        ) from error
    return out.getvalue(), _IMAGE_SUFFIXES[kind]
