"""The responses of a survey as tables: for staff, and for everybody.

Rows are read by pages of a unique column and given as they are read: a table of
any length takes the same memory, and a slow browser holds no cursor open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from consultations.models import (
    FileAnswer,
    Question,
    Response,
    TextAnswer,
)
from consultations.survey import exports
from consultations.survey.definition import Survey
from consultations.survey.exports import HIDDEN, Part, Profile
from consultations.survey.querysets import ResponseQuerySet
from core.models import Territory
from core.spreadsheets import (
    Cell,
)
from participation.models import Channel, Module
from participation.windows import Phase

PAGE = 5_000
REFUSED_TEXT = "(texte écarté à la relecture)"
META = ("Référence", "Reçue le", "Canal", "Version", "Saisie par")
CHANNELS: dict[str, str] = {value: str(label) for value, label in Channel.choices}
_FIELDS = (
    "pk",
    "reference",
    "created_at",
    "channel",
    "version__number",
    "entered_by__username",
    "data",
)
Found = dict[int, dict[str, str]]


def surveys_of(module: Module) -> list[Survey]:
    """Return every version of a survey, newest first."""
    definitions = module.versions.order_by("-number").values_list(
        "definition", flat=True
    )
    return [Survey.from_json(definition) for definition in definitions]


def parts_of(module: Module, *, confidential: bool) -> tuple[Part, ...]:
    """Return the columns of a module's table."""
    return exports.parts(
        surveys_of(module),
        confidential=confidential,
        territories=dict(Territory.objects.values_list("code", "name")),
    )


@dataclass
class ResponseTable:
    """The responses of a survey as staff read them."""

    module: Module
    confidential: bool = False
    responses: ResponseQuerySet | None = None  # a filtered list, or all
    at: datetime = field(default_factory=timezone.now)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The columns, question by question."""
        return parts_of(self.module, confidential=self.confidential)

    @cached_property
    def is_closed(self) -> bool:
        """Whether only the day of a response may still be told."""
        return self.module.phase(self.at) is Phase.CLOSED

    @property
    def heading(self) -> list[str]:
        """The first row."""
        return [*META, *(column.heading for column in exports.columns(self.parts))]

    def rows(self) -> Iterator[list[Cell]]:
        """Yield one row per response that counts, in order of arrival."""
        for records, texts, files in self._pages():
            for pk, *meta, data in records:
                words = exports.row(
                    self.parts, data, texts.get(pk, {}), files.get(pk, {})
                )
                yield [*self._meta(*meta), *words]

    def counted(self) -> ResponseQuerySet:
        """Return the responses of the table, in order of arrival."""
        responses = self.responses
        if responses is None:
            responses = Response.objects.filter(module=self.module)
        return responses.counted().order_by("pk")

    def dictionary(self) -> Iterator[tuple[str, ...]]:
        """Yield one row per column that comes from a question."""
        return exports.dictionary(self.parts)

    def _meta(
        self,
        reference: str,
        at: datetime,
        channel: str,
        version: int,
        agent: str | None,
    ) -> list[Cell]:
        hour = at.replace(minute=0, second=0, microsecond=0)
        return [reference, self.moment(hour), CHANNELS[channel], version, agent]

    def told(self, hour: datetime) -> str:
        """Return when a response came, in French, as precisely as may be told."""
        moment = self.moment(hour)
        return f"{moment:%d/%m/%Y}" if self.is_closed else f"{moment:%d/%m/%Y, %H h}"

    def moment(self, hour: datetime) -> date:
        """The hour while the survey is open; the day alone once it is closed."""
        local = timezone.localtime(hour)
        return local.date() if self.is_closed else local.replace(tzinfo=None)

    def _pages(self) -> Iterator[tuple[list[tuple[Any, ...]], Found, Found]]:
        words = Words(self.module, self.parts)
        responses = self.counted()
        page = list(responses.values_list(*_FIELDS)[:PAGE])
        while page:
            first, last = page[0][0], page[-1][0]
            yield page, words.texts(first, last), words.files(first, last)
            page = list(responses.filter(pk__gt=last).values_list(*_FIELDS)[:PAGE])


class Words:
    """Finds the words and the files of a page of responses."""

    def __init__(self, module: Module, parts: tuple[Part, ...]):
        asked = dict(
            Question.objects.filter(module=module).values_list("block_id", "pk")
        )
        keys = {str(block_id): pk for block_id, pk in asked.items()}
        self._texts = {
            keys[part.question.id]: part.question.id
            for part in parts
            if part.text and part.question.id in keys
        }
        self._files = {
            keys[part.question.id]: part.question.id
            for part in parts
            if part.file and part.question.id in keys
        }

    def texts(self, first: int, last: int) -> Found:
        """Return the words by response, then by question; refused ones are left out."""
        if not self._texts:
            return {}
        found: Found = {}
        for response, question, text, state in TextAnswer.objects.filter(
            response_id__gte=first, response_id__lte=last, question_id__in=self._texts
        ).values_list("response_id", "question_id", "text", "state"):
            shown = REFUSED_TEXT if state == TextAnswer.State.REFUSED else text
            found.setdefault(response, {})[self._texts[question]] = shown
        return found

    def files(self, first: int, last: int) -> Found:
        """Return the names of files by response, then by question."""
        if not self._files:
            return {}
        found: Found = {}
        for response, question, name in FileAnswer.objects.filter(
            response_id__gte=first, response_id__lte=last, question_id__in=self._files
        ).values_list("response_id", "question_id", "name"):
            found.setdefault(response, {})[self._files[question]] = name
        return found


@dataclass
class OpenTable:
    """The same responses for everybody: nothing leads back to a person.

    Rows come in the order of random tokens, not of arrival; no reference, no day,
    no agent; profiles shared by fewer than five people are masked.
    """

    module: Module

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The columns, without files and confidential questions."""
        return exports.opened(parts_of(self.module, confidential=False))

    @property
    def heading(self) -> list[str]:
        """The first row."""
        return [
            "Mois",
            "Canal",
            *(column.heading for column in exports.columns(self.parts)),
        ]

    def rows(self) -> Iterator[list[Cell]]:
        """Yield one row per response that counts."""
        who = exports.profile_questions(self.parts)
        shown = exports.masked_profiles(self._profiles(who)) if who else {}
        for page in self._pages():
            texts = self._published_texts([record[0] for record in page])
            for pk, at, channel, data in page:
                data = _masked(data, who, shown)
                words = exports.row(self.parts, data, texts.get(pk, {}), {})
                month = f"{timezone.localtime(at):%Y-%m}"
                yield [month, CHANNELS[channel], *words]

    def _profiles(self, who: tuple[str, ...]) -> Counter[Profile]:
        counts: Counter[Profile] = Counter()
        for page in self._pages():
            counts.update(exports.profile(who, record[3]) for record in page)
        return counts

    def _pages(self) -> Iterator[list[tuple[Any, ...]]]:
        responses = (
            Response.objects.filter(module=self.module).counted().order_by("token")
        )
        fields = ("pk", "created_at", "channel", "data", "token")
        page = list(responses.values_list(*fields)[:PAGE])
        while page:
            last = page[-1][4]
            yield [record[:4] for record in page]
            page = list(responses.filter(token__gt=last).values_list(*fields)[:PAGE])

    def _published_texts(self, responses: list[int]) -> Found:
        keys = [part.question.id for part in self.parts if part.text]
        found: Found = {}
        if keys:
            for response, question, text in TextAnswer.objects.filter(
                response_id__in=responses,
                question__block_id__in=keys,
                state=TextAnswer.State.PUBLISHED,
            ).values_list("response_id", "question__block_id", "text"):
                found.setdefault(response, {})[str(question)] = text
        return found


def _masked(
    data: dict[str, Any], who: tuple[str, ...], shown: Mapping[Profile, Profile]
) -> dict[str, Any]:
    if not who:
        return data
    mask = shown.get(exports.profile(who, data), (HIDDEN,) * len(who))
    return data | dict(zip(who, mask, strict=True))
