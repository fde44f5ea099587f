"""Who supports an idea: a verified address, or this browser."""

from __future__ import annotations

import secrets
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.sessions import verified_email
from consultations.ideas.definition import IdeaCall
from core.limits import TooMany, client_address, hit
from participation.guard import OverLimit
from participation.identity import keyed
from participation.models import IdentityLevel, Module

COOKIE = "soutien"
SALT = "consultations.ideas.support"
LIFETIME = timedelta(days=365)
# A browser that forgets its cookies may support again: not without end.
LIMIT = 60
WINDOW = timedelta(hours=1)


def identity_needed(request: HttpRequest, call: IdeaCall) -> HttpResponse | None:
    """Return the way to prove one's address, if supports ask for it."""
    if call.support_level == IdentityLevel.OPEN or verified_email(request):
        return None
    query = urlencode({"suite": request.get_full_path()})
    return redirect(f"{reverse('citizens:identify')}?{query}")


def known_voter(request: HttpRequest, module: Module, call: IdeaCall) -> str | None:
    """Return the key of the person, or of the browser if it supported before."""
    if call.support_level != IdentityLevel.OPEN:
        email = verified_email(request)
        return keyed(module, email) if email else None
    browser = _browser(request)
    return browser_key(module, browser) if browser else None


def browser_key(module: Module, browser: str) -> str:
    """Return the key of a browser in a call; two calls cannot be compared."""
    return keyed(module, f"browser:{browser}")


def limit(request: HttpRequest, call: IdeaCall) -> None:
    """Refuse supports by the hundred from one connection, when nobody is known."""
    if call.support_level != IdentityLevel.OPEN:
        return
    try:
        hit("ideas:support", client_address(request), limit=LIMIT, per=WINDOW)
    except TooMany as error:
        raise OverLimit(
            _(
                "Beaucoup de soutiens viennent de votre connexion. "
                "Réessayez dans une heure."
            ),
            error.retry_after,
        ) from error


def new_browser() -> str:
    """Return a random number, which says nothing about anybody."""
    return secrets.token_urlsafe(18)


def mark(response: HttpResponse, browser: str) -> None:
    """Leave in the browser the number under which it gave its first support."""
    response.set_cookie(
        COOKIE,
        signing.dumps(browser, salt=SALT),
        max_age=LIFETIME,
        path="/idees/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _browser(request: HttpRequest) -> str:
    try:
        value = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFETIME
        )
    except signing.BadSignature:
        return ""
    return value if isinstance(value, str) else ""
