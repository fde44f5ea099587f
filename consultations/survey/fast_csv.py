"""The CSV of a large survey, nearly as fast as the database can read it.

The same cells as `ResponseTable.rows` (a test compares them), by another way: the
database takes the answers out of their documents, and each distinct answer becomes
CSV once (`exports.Memory`). bench/p8_export.py measures it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from operator import getitem
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from consultations.models import Response
from consultations.survey.exports import Memory, Part
from consultations.survey.tables import CHANNELS, PAGE, ResponseTable, Words
from core.spreadsheets import FRENCH, csv_line

SEP = FRENCH.delimiter
# By response: (position of the question, CSV of the words).
Fields = dict[int, list[tuple[int, str]]]
_NONE: list[tuple[int, str]] = []


def lines(table: ResponseTable) -> Iterator[str]:
    """Yield the file: its heading, then a page of lines at a time."""
    yield FRENCH.mark + csv_line(table.heading)
    moments, people = _Moments(table), _People(table)
    memories = [Memory(part, FRENCH.field, SEP) for part in table.parts]
    for page, words in _pages(table):
        made = []
        for pk, reference, at, channel, version, agent, *answers in page:
            pieces = [*map(getitem, memories, answers)]
            for position, text in words.get(pk, _NONE):
                pieces[position] += text
            start = f"{reference}{SEP}{moments[at[:13]]}{SEP}"
            made.append(start + people[channel, version, agent] + SEP.join(pieces))
        yield "\r\n".join(made) + "\r\n"


def _pages(table: ResponseTable) -> Iterator[tuple[list[tuple[Any, ...]], Fields]]:
    """Yield pages: (pk, reference, instant, channel, version, agent, answers…)."""
    columns = (
        "pk",
        "reference",
        Cast("created_at", TextField()),
        "channel",
        "version_id",
        "entered_by_id",
        *map(_stored, table.parts),
    )
    words = Words(table.module, table.parts)
    responses = table.counted()
    page = list(responses.values_list(*columns)[:PAGE])
    while page:
        last = page[-1][0]
        yield page, _fields(table, words, page[0][0], last)
        page = list(responses.filter(pk__gt=last).values_list(*columns)[:PAGE])


def _stored(part: Part) -> Any:
    """Return the expression that takes an answer out of its document."""
    if len(part.columns) == int(part.text or part.file):
        return Value(None, output_field=TextField())  # only words
    return KT(f"data__{part.question.id}")


def _fields(table: ResponseTable, words: Words, first: int, last: int) -> Fields:
    places = {part.question.id: at for at, part in enumerate(table.parts)}
    found: Fields = {}
    for source in (words.texts(first, last), words.files(first, last)):
        for pk, by_question in source.items():
            found.setdefault(pk, []).extend(
                (places[key], FRENCH.field(text)) for key, text in by_question.items()
            )
    return found


class _Moments(dict[str, str]):
    """When responses came, as staff may know it, by hour: « 2026-03-01 14 » in UTC."""

    def __init__(self, table: ResponseTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, hour: str) -> str:
        """Write an hour that was not met yet."""
        instant = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)
        self[hour] = text = FRENCH.field(self._table.moment(instant))
        return text


class _People(dict[tuple[str, int, int | None], str]):
    """The cells of channel, version and agent: few combinations."""

    def __init__(self, table: ResponseTable) -> None:
        super().__init__()
        agents = Response.objects.filter(module=table.module).order_by()
        users = get_user_model().objects.filter(
            pk__in=agents.values("entered_by").distinct()
        )
        self._agents = {user.pk: FRENCH.field(user.get_username()) for user in users}
        self._versions = dict(table.module.versions.values_list("pk", "number"))

    def __missing__(self, key: tuple[str, int, int | None]) -> str:
        """Write a combination that was not met yet."""
        channel, version, agent = key
        name = self._agents.get(agent, "") if agent else ""
        cells = (CHANNELS[channel], str(self._versions[version]), name, "")
        self[key] = text = SEP.join(cells)
        return text
