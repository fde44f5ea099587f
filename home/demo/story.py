"""The time of the story: it is told as if today were 22 November 2026.

Created another day, every date moves by the same number of whole weeks, so that
Saturdays stay Saturdays and what is open stays open. Dates inside texts are written
between square brackets, as they read in the story: `[samedi 5 décembre (2026)]` (the
year in brackets counts and is not shown), `[mars 2027]`, `[1er semestre 2027]`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agenda.dates import MONTHS, WEEKDAYS

TODAY = date(2026, 11, 22)
PARIS = ZoneInfo("Europe/Paris")
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
_NAMES = sorted({*MONTHS, *SHORT_MONTHS}, key=len, reverse=True)
_DATE = re.compile(
    rf"""\[
    (?:(?P<weekday>{"|".join(WEEKDAYS)})\ )?
    (?:(?P<day>1er|\d{{1,2}})\ )?
    (?:(?P<rank>1er|2e|3e|4e)\ (?P<span>trimestre|semestre)\ )?
    (?:(?P<month>{"|".join(map(re.escape, _NAMES))})\ )?
    (?:(?P<year>\d{{4}})|\((?P<hidden>\d{{4}})\))
    \]""",
    re.IGNORECASE | re.VERBOSE,
)


class Story:
    """The calendar of the demo, for one day of creation."""

    def __init__(self, today: date) -> None:
        self.shift = timedelta(weeks=round((today - TODAY).days / 7))

    def day(self, year: int, month: int, day: int) -> date:
        """Return a day of the story as it falls here."""
        return date(year, month, day) + self.shift

    def at(
        self, year: int, month: int, day: int, hour: int = 0, minute: int = 0
    ) -> datetime:
        """Return an instant of the story, in the time of Paris."""
        return datetime.combine(
            self.day(year, month, day), time(hour, minute), tzinfo=PARIS
        )

    def tell(self, told: Any) -> Any:
        """Return texts, at any depth of lists and dictionaries, with moved dates."""
        if isinstance(told, str):
            return _DATE.sub(self._say, told)
        if isinstance(told, list | tuple):
            return type(told)(self.tell(item) for item in told)
        if isinstance(told, dict):
            return {key: self.tell(value) for key, value in told.items()}
        return told

    def _say(self, match: re.Match[str]) -> str:
        year = int(match["year"] or match["hidden"])
        if match["rank"]:
            words = self._period(match, year)
        elif match["month"]:
            words = self._date(match, year)
        else:
            return str(self.day(year, 7, 1).year)
        return words if match["hidden"] is None else words.rsplit(" ", 1)[0]

    def _period(self, match: re.Match[str], year: int) -> str:
        size = 3 if match["span"] == "trimestre" else 6
        middle = (int(match["rank"][0]) - 1) * size + size // 2 + 1
        day = self.day(year, middle, 15)
        rank = (day.month - 1) // size + 1
        ordinal = "1er" if rank == 1 else f"{rank}e"
        return f"{ordinal} {match['span']} {day.year}"

    def _date(self, match: re.Match[str], year: int) -> str:
        name = match["month"].lower()
        names = MONTHS if name in MONTHS else SHORT_MONTHS
        number = match["day"] or "15"
        day = self.day(year, names.index(name) + 1, int(number.rstrip("er")))
        month = names[day.month - 1]
        words = f"{month if match['month'][0].islower() else month.capitalize()}"
        if match["day"]:
            words = f"{'1er' if day.day == 1 else day.day} {words}"
        if match["weekday"]:
            weekday = WEEKDAYS[day.weekday()]
            if match["weekday"][0].isupper():
                weekday = weekday.capitalize()
            words = f"{weekday} {words}"
        return f"{words} {day.year}"
