"""Put the answers of invented people in the database, by the road staff use."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from consultations.models import Response, TextAnswer
from consultations.survey.actions import decide
from consultations.survey.answering import submit
from consultations.survey.forms.reading import Reading
from consultations.survey.storing import Brought, store
from home.demo.blocks import NAMESPACE, ident
from participation.models import Channel, Module

# How many go through the public form's own action, where the survey is open.
BY_FORM = 6


@dataclass(frozen=True)
class Given:
    """What one person answered, by key of question; None is no answer."""

    data: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    email: str = ""

    def reading(self, slug: str) -> Reading:
        """Return it as the form of `slug` would have read it."""
        return Reading(
            data={
                ident(slug, key): value
                for key, value in self.data.items()
                if value not in (None, [])
            },
            texts={ident(slug, key): words for key, words in self.texts.items()},
            emails=[self.email] if self.email else [],
        )


@dataclass(frozen=True)
class Person:
    """Somebody who took part: how, and how many days after the opening."""

    channel: str
    day: int
    given: Given


def answer(
    module: Module, slug: str, people: Sequence[Person], *, by: Any, until: datetime
) -> None:
    """Store the answers of everybody, with the days on which they came.

    They are brought in together, as an import is. While the survey is open, the
    last ones send the public form's own request, one by one.
    """
    # Paper first: `store` asks whether the first one may still come in.
    ranked = sorted(enumerate(people), key=lambda one: one[1].channel == "online")
    live = ranked[-BY_FORM:] if module.is_open(until) else []
    brought = ranked[: len(ranked) - len(live)]
    responses = store(
        module,
        module.current_version,
        [
            Brought(
                uuid.uuid5(NAMESPACE, f"{slug}/{number}"),
                person.given.reading(slug),
                person.channel,
            )
            for number, person in brought
        ],
        by=by,
    )
    responses += [_send(module, slug, number, person) for number, person in live]
    for response, (number, person) in zip(responses, ranked, strict=True):
        response.created_at = min(_moment(module, number, person.day), until)
        if person.channel == Channel.ONLINE:
            response.entered_by = None
    Response.objects.bulk_update(
        responses, ["created_at", "entered_by"], batch_size=200
    )


def _send(module: Module, slug: str, number: int, person: Person) -> Response:
    """Send one form as a citizen does."""
    return submit(
        module.current_version,
        uuid.uuid5(NAMESPACE, f"{slug}/{number}"),
        person.given.reading(slug),
        voter_key=None,
    )


def _moment(module: Module, number: int, day: int) -> datetime:
    """Return a time of that day between 9 h and 22 h."""
    minutes = 5 + (number * 7919) % 770
    return module.opens_at + timedelta(days=day, minutes=minutes)


def moderate(module: Module, refused: Sequence[str], pending: int, *, by: Any) -> None:
    """Read the texts: set some aside, leave the latest `pending`, publish the rest."""
    texts = TextAnswer.objects.filter(response__module=module)
    waiting = list(texts.order_by("-pk").values_list("pk", flat=True)[:pending])
    decide(texts.filter(text__in=refused), TextAnswer.State.REFUSED, by=by)
    decide(
        texts.exclude(text__in=refused).exclude(pk__in=waiting),
        TextAnswer.State.PUBLISHED,
        by=by,
    )
