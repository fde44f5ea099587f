"""French typography, dates and numbers in templates. All times are local."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core import typography

register = template.Library()

_PHONE = re.compile(r"(?<!\d)0\d(?:[ .\u00a0]\d\d){4}(?!\d)")


@register.filter(is_safe=False)
def fr(value: Any) -> SafeString:
    """Give a text, or the HTML of a whole page, its French spacing."""
    html = conditional_escape("" if value is None else value)
    return mark_safe(typography.french_html(html))  # noqa: S308  escaped just above


@register.filter
def number(value: float | None) -> str:
    """Write a number with French separators; nothing for a missing one."""
    return "" if value is None else typography.number(value)


@register.filter
def day(value: date | None) -> str:
    """Write « 20 décembre 2026 »."""
    return "" if value is None else typography.day(_local(value))


@register.filter
def day_month(value: date | None) -> str:
    """Write « 20 décembre »."""
    return "" if value is None else typography.day(_local(value), year=False)


@register.filter
def moment(value: datetime | None) -> str:
    """Write « 20 décembre 2026, 23 h 59 »."""
    return "" if value is None else typography.moment(timezone.localtime(value))


@register.filter
def hour(value: datetime | None) -> str:
    """Write « 23 h 59 »."""
    return "" if value is None else typography.hour(timezone.localtime(value))


@register.filter
def until(start: date | None, end: date | None) -> str:
    """Write « du 2 novembre au 20 décembre 2026 » from `start|until:end`."""
    if start is None or end is None:
        known = start or end
        return "" if known is None else typography.day(_local(known))
    return typography.period(_local(start), _local(end))


def _local(value: date) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


@register.filter(needs_autoescape=True)
def phone_links(value: str | None, autoescape: bool = True) -> SafeString:
    """Make the telephone numbers of a text callable."""
    text = conditional_escape(value or "") if autoescape else str(value or "")
    return mark_safe(  # noqa: S308  escaped just above
        _PHONE.sub(
            lambda match: f'<a href="tel:{phone_link(match[0])}">{match[0]}</a>', text
        )
    )


@register.filter
def phone_link(value: str) -> str:
    """Write the address of a French telephone number: « +33199001234 »."""
    digits = "".join(character for character in value if character in "+0123456789")
    return f"+33{digits[1:]}" if digits.startswith("0") else digits
