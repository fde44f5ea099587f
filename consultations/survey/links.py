"""Private links: who holds the link may go on, or change an answer, and nobody else.

A secret is made from the one-time token of a form and the site's own key. The
database never holds a secret, only its SHA-256, and cannot be used to make one;
a secret that we did not make is refused without asking the database.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

_SALT = b"consultations.survey.link"


class UnknownLink(ValueError):
    """This secret is not one of ours."""


def secret_of(token: UUID) -> str:
    """Return the secret of the private links of a form."""
    return base64.urlsafe_b64encode(token.bytes + _seal(token)).decode().rstrip("=")


def token_of(secret: str) -> UUID:
    """Return the token of the form that a secret belongs to."""
    try:
        content = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
        token = UUID(bytes=content[:16])
    except (binascii.Error, ValueError) as error:
        raise UnknownLink(secret) from error
    if not hmac.compare_digest(content[16:], _seal(token)):
        raise UnknownLink(secret)
    return token


def fingerprint(secret: str) -> str:
    """Return what the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _seal(token: UUID) -> bytes:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, _SALT + token.bytes, hashlib.sha256).digest()[:16]
