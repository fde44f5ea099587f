"""Dates that are no more precise than they are. Pure: no Django here.

An event « en mars 2027 » has a first and a last possible day; nobody invents a day.
"""

from __future__ import annotations

import calendar
import enum
from dataclasses import dataclass
from datetime import date

MONTHS = (
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
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class Precision(enum.StrEnum):
    """How much is known of a date."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


_MONTHS_IN = {
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.SEMESTER: 6,
    Precision.YEAR: 12,
}


@dataclass(frozen=True)
class Shown:
    """A date as a list shows it: one large word, one small line, and a sentence."""

    large: str
    suffix: str  # « er » of « 1er », written small
    small: str
    sentence: str
    has_day: bool


def last_day(day: date, precision: Precision) -> date:
    """Return the last possible day of the period that holds `day`."""
    length = _MONTHS_IN.get(precision)
    if length is None:
        return day
    month = (day.month - 1) // length * length + length
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def first_day(day: date, precision: Precision) -> date:
    """Return the first possible day of the period that holds `day`."""
    length = _MONTHS_IN.get(precision)
    if length is None:
        return day
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def show(day: date, precision: Precision, *, this_year: int | None = None) -> Shown:
    """Return the words for a date, as vague as it is; `this_year` goes unsaid."""
    month = MONTHS[day.month - 1]
    year = "" if day.year == this_year else str(day.year)
    if precision in (Precision.HOUR, Precision.DAY):
        suffix = "er" if day.day == 1 else ""
        return Shown(
            str(day.day),
            suffix,
            f"{month} {year}".strip(),
            f"{WEEKDAYS[day.weekday()]} {day.day}{suffix} {month} {day.year}",
            True,
        )
    if precision is Precision.MONTH:
        return Shown(month, "", str(day.year), f"en {month} {day.year}", False)
    if precision is Precision.YEAR:
        return Shown(str(day.year), "", "", f"en {day.year}", False)
    span = "trimestre" if precision is Precision.QUARTER else "semestre"
    rank = (day.month - 1) // _MONTHS_IN[precision] + 1
    suffix = "er" if rank == 1 else "e"
    return Shown(
        str(rank),
        suffix,
        f"{span} {day.year}",
        f"au {rank}{suffix} {span} {day.year}",
        False,
    )
