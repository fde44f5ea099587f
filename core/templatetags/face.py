"""What the public pages draw with: icons, covers, the menu, the theme.

Nothing here depends on who is looking: the pages of a démarche are the same bytes
for everybody.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from core import charts, colours, covers
from core.menus import Frame, Link, Menu, crumbs_of, frame_of, menu_of
from core.models import SiteIdentity

register = template.Library()

_SYMBOL = re.compile(
    r'<symbol id="i-([a-z-]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.S
)


@cache
def _icons() -> dict[str, str]:
    sprite = Path(__file__).parents[1] / "drawings" / "icons.svg"
    return dict(_SYMBOL.findall(sprite.read_text()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one icon inside the page: no request, and no icon that is not used."""
    return mark_safe(  # noqa: S308  our own drawings
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{_icons()[name]}</svg>"
    )


@register.simple_tag
def cover(page: Any, shape: str = "card") -> SafeString:
    """Draw the paving of a démarche: always the same one, in any shape."""
    return covers.cover(str(page.translation_key), page.kind, page.level or 1, shape)


@register.simple_tag
def paving(
    seed: str | UUID, kind: str = "survey", level: int = 1, shape: str = "card"
) -> SafeString:
    """Draw a paving for something that is not a démarche: a receipt, an empty list."""
    return covers.cover(str(seed), kind, level, shape)


@register.simple_tag
def hero() -> SafeString:
    """Draw the half circle of the home page."""
    return covers.hero()


@register.simple_tag
def missing_stone() -> SafeString:
    """Draw a paving that lacks one stone, for the page that was not found."""
    return covers.missing_stone()


@register.simple_tag
def channel_strip(channels: dict[str, int] | None) -> list[charts.Part]:
    """Return the parts of the strip of channels."""
    return charts.strip(channels or {})


@register.simple_tag
def mosaic_stones(outcomes: list[dict[str, Any]] | None) -> dict[str, Any]:
    """Return the stones of a mosaic."""
    return charts.mosaic(outcomes or [])


@register.simple_tag
def progress_stones(step: int, total: int) -> list[charts.Part]:
    """Return the stones of a progress bar."""
    return charts.progress(step, total)


@register.simple_tag(takes_context=True)
def site_frame(context: dict[str, Any]) -> Frame:
    """Return who runs the site and what its pages share."""
    request: HttpRequest | None = context.get("request")
    return frame_of(request) if request is not None else Frame(SiteIdentity())


@register.simple_tag(takes_context=True)
def site_identity(context: dict[str, Any]) -> SiteIdentity:
    """Return who runs the site."""
    return site_frame(context).identity


@register.simple_tag
def theme_url(identity: SiteIdentity) -> str:
    """Return the address of the style sheet of the authority's colour."""
    return colours.theme_url(identity.colour)


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> Menu:
    """Return the links of the header and the footer."""
    request: HttpRequest | None = context.get("request")
    return menu_of(request) if request is not None else Menu()


@register.simple_tag(takes_context=True)
def staff_looks(context: dict[str, Any]) -> bool:
    """Tell whether Wagtail's bar may be wanted: a preview, or a known session.

    Asking for the user of a visitor without a session would open one, and make
    the page vary by cookie.
    """
    request = context.get("request")
    if request is None:
        return False
    return bool(
        getattr(request, "is_preview", False)
        or settings.SESSION_COOKIE_NAME in request.COOKIES
    )


@register.simple_tag(takes_context=True)
def page_crumbs(context: dict[str, Any], page: Any) -> list[Link]:
    """Return the pages above this one, the home page first."""
    request = context.get("request")
    return crumbs_of(page, request) if request is not None else []
