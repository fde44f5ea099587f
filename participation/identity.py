"""Who is taking part, as far as the module asks."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from citizens.sessions import verified_email
from participation.models import IdentityLevel, Module


def voter_key(request: HttpRequest, module: Module) -> str | None:
    """Return what makes this person one voice in this module; None if open.

    The key is an HMAC under a secret of the module: two modules cannot be
    compared, and destroying the secret makes the list irreversible.
    """
    identity = _identity(request, module.identity_level)
    return None if identity is None else keyed(module, identity)


def keyed(module: Module, identity: str) -> str:
    """Return the key of a normalised identity in a module (64 hex signs)."""
    return hmac.new(
        module.pepper.encode(), identity.encode(), hashlib.sha256
    ).hexdigest()


def identity_needed(
    request: HttpRequest, module: Module, back: str = ""
) -> HttpResponse | None:
    """Return the way to prove one's identity, if the module asks for it.

    Called before the form is filled: nobody fills a form to be turned away. The
    person comes `back` afterwards, to this same address by default.
    """
    if module.identity_level == IdentityLevel.OPEN:
        return None
    if _identity(request, module.identity_level) is not None:
        return None
    query = urlencode(
        {
            "suite": back or request.get_full_path(),
            "compte": int(module.identity_level == IdentityLevel.ACCOUNT),
        }
    )
    return redirect(f"{reverse('citizens:identify')}?{query}")


def _identity(request: HttpRequest, level: str) -> str | None:
    if level == IdentityLevel.EMAIL:
        return verified_email(request)
    if level == IdentityLevel.ACCOUNT and request.user.is_authenticated:
        return f"account:{request.user.pk}"
    return None
