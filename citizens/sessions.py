"""What this browser session has proven about the person."""

from __future__ import annotations

import hashlib

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

VERIFIED_EMAIL = "verified_email"
PENDING_CODE = "pending_code"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def verified_email(request: HttpRequest) -> str | None:
    """Return the normalised address proven in this session, if any."""
    return request.session.get(VERIFIED_EMAIL)


def remember(request: HttpRequest, email: str) -> None:
    """Note that the person reads this address, in a session of its own."""
    request.session.pop(PENDING_CODE, None)
    request.session.cycle_key()
    request.session[VERIFIED_EMAIL] = email


def sign_in(request: HttpRequest, email: str) -> None:
    """Open the person's account, made at the first visit; it has no password.

    Its name is made from the address: it is never the account of an agent, who
    signs in to the back office with a password.
    """
    if request.user.is_authenticated:
        return
    users = get_user_model()._default_manager
    name = f"citizen-{hashlib.sha256(email.encode()).hexdigest()[:24]}"
    user, is_new = users.get_or_create(username=name, defaults={"email": email})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    if user.is_active:
        login(request, user, backend=_BACKEND)


def forget(request: HttpRequest) -> None:
    """Forget everything that the session knew."""
    request.session.flush()
