"""French typography: spaces that do not break, apostrophes, dates and numbers.

Every replacement puts one character in the place of one character: the text says
the same thing, has the same length, and is left as it is the second time.
"""

from __future__ import annotations

import re
from datetime import date, datetime

NBSP = "\u00a0"
NARROW = "\u202f"

_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]

# Tags, comments, and the elements whose words belong to somebody's form or code.
_MARKUP = re.compile(
    r"(<!--.*?-->|<(script|style|textarea|pre|code|svg)\b.*?</\2\s*>|<[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_MONTH = "|".join(_MONTHS)
_UNITS = "%|€|ans?|euros?|habitants?|km|minutes?|min|m²|ha"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r" (?=[;?!])"), NARROW),
    (re.compile(r" (?=[:»])"), NBSP),
    (re.compile(r"(?<=«) "), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NBSP),
    (re.compile(r"(?<=\d) (?=h(?:\b|$))"), NBSP),
    (re.compile(r"(?<=\d[ \u00a0]h) (?=\d\d\b)"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_MONTH})\b)"), NBSP),
    (re.compile(rf"(?<=\b1er) (?=(?:{_MONTH})\b)"), NBSP),
    (re.compile(r"(?<=\bn°) (?=\d)"), NBSP),
)
# Groups of three digits, unless four digits come first: « en 2026 300 personnes ».
_THOUSANDS = re.compile(r"(?<![\d\u202f])(?<!\d[ \u00a0])\d{1,3}(?: \d{3})+(?!\d)")
_PHONE = re.compile(r"(?<!\d)0\d(?: \d\d){4}(?!\d)")


def french(text: str) -> str:
    """Return plain text with French spacing."""
    text = _THOUSANDS.sub(lambda match: match[0].replace(" ", NARROW), text)
    text = _PHONE.sub(lambda match: match[0].replace(" ", NBSP), text)
    for pattern, character in _RULES:
        text = pattern.sub(character, text)
    return text


def french_html(html: str) -> str:
    """Return HTML whose text has French spacing; tags and their values are kept."""
    parts = []
    end = 0
    for match in _MARKUP.finditer(html):
        parts += [_text(html[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, _text(html[end:])])


def _text(html: str) -> str:
    """Set the text between two tags, where Django wrote apostrophes as entities."""
    return french(html.replace("&#x27;", "'").replace("&#39;", "'"))


def number(value: float) -> str:
    """Write a number as French readers expect: « 1 284 », « 3,5 »."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    whole, _, rest = text.partition(".")
    whole = whole.replace(",", NARROW).replace("-", "−")
    return f"{whole},{rest}" if rest else whole


def day(value: date, *, year: bool = True) -> str:
    """Write a date in full: « 20 décembre 2026 », « 1er décembre »."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    text = f"{ordinal}{NBSP}{_MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if year else text


def hour(value: datetime) -> str:
    """Write an hour: « 9 h », « 23 h 59 »."""
    text = f"{value.hour}{NBSP}h"
    return f"{text}{NBSP}{value.minute:02d}" if value.minute else text


def moment(value: datetime) -> str:
    """Write a day and an hour; the instant is already in local time."""
    return f"{day(value)}, {hour(value)}"


def period(start: date, end: date) -> str:
    """Write a range of days: « du 2 novembre au 20 décembre 2026 »."""
    if start == end:
        return f"le {day(start)}"
    if (start.year, start.month) == (end.year, end.month):
        first = "1er" if start.day == 1 else str(start.day)
        return f"du {first} au {day(end)}"
    return f"du {day(start, year=start.year != end.year)} au {day(end)}"
