"""The results of a survey as they were last counted. Nothing here counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from consultations.survey.crossings import CrossTable, Side, cross, transposed
from consultations.survey.definition import Question, Survey
from consultations.survey.results import Edition, Outcome, outcomes
from consultations.survey.tally import (
    CHANNEL,
    Crossing,
    Tally,
    crossed,
    from_json,
    ordered,
)
from core.models import Territory
from participation.models import Channel, Module, ModuleVersion, ResultSnapshot


@dataclass
class Published:
    """The last count of a survey, and the versions that explain it."""

    module: Module
    snapshot: ResultSnapshot
    tally: Tally
    editions: list[Edition]

    @property
    def survey(self) -> Survey:
        """The survey as it is asked now."""
        return self.editions[-1].survey

    @property
    def n(self) -> int:
        """How many responses count."""
        return self.tally.n

    @property
    def counted_at(self) -> datetime | None:
        """When they were counted."""
        return self.snapshot.computed_at

    @property
    def channels(self) -> dict[str, int]:
        """Responses by channel, biggest first, in the words of the form."""
        found = sorted(self.tally.channels.items(), key=lambda item: -item[1])
        return {str(Channel(name).label): n for name, n in found if n}

    @property
    def offline(self) -> int:
        """Responses that did not come through the site."""
        return self.n - self.tally.channels.get(Channel.ONLINE.value, 0)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """The figures of each question that the public may read."""
        return outcomes(self.editions, self.tally, self.territories)

    @cached_property
    def territories(self) -> dict[str, str]:
        """Names of the territories that were answered, by code."""
        codes = {
            code
            for question in self.survey.questions()
            if question.kind == "territory" and question.id in self.tally.questions
            for code in self.tally.questions[question.id].cells
        }
        if not codes:
            return {}
        return dict(
            Territory.objects.filter(code__in=codes).values_list("code", "name")
        )

    # -- Crossings --

    @cached_property
    def criteria(self) -> dict[str, str]:
        """What may be crossed, by id: the channel, then questions in form order."""
        shown = {o.question.id for o in self.outcomes if not o.too_few}
        return {CHANNEL: "Façon de répondre"} | {
            question.id: question.label
            for question in crossed(self.survey)
            if question.id in shown
        }

    def table(self, first: str, second: str) -> CrossTable | None:
        """Return the answers to `first` in rows, by those to `second`."""
        pair = ordered(first, second)
        crossing = self.crossings.get(pair)
        if crossing is None or not {first, second} <= set(self.criteria):
            return None
        table = cross(crossing, self._side(pair[0]), self._side(pair[1]))
        return table if pair == (first, second) else transposed(table)

    @cached_property
    def crossings(self) -> dict[tuple[str, str], Crossing]:
        """Every crossing of the last count: read apart, it is large."""
        stored = ResultSnapshot.objects.filter(pk=self.snapshot.pk)
        crossings = stored.values_list("crossings", flat=True).first()
        return from_json(self.n, {}, crossings).pairs

    def _side(self, key: str) -> Side:
        if key == CHANNEL:
            return Side({str(name): str(label) for name, label in Channel.choices})
        outcome = next(o for o in self.outcomes if o.question.id == key)
        question: Question = outcome.question
        lines = [*outcome.lines]
        if question.kind not in ("scale", "agree", "age"):
            order = {choice.id: at for at, choice in enumerate(question.choices)}
            lines.sort(key=lambda line: order.get(line.key, len(order)))
        return Side(
            {line.key: line.label for line in lines},
            multiple=question.kind == "multiple",
            hidden=frozenset(line.key for line in lines if line.n is None),
        )


def published(module: Module) -> Published | None:
    """Return the last count of a survey; None as long as it was never counted."""
    try:
        snapshot = module.snapshot
    except ObjectDoesNotExist:
        return None
    if snapshot.computed_at is None:
        return None
    tally = from_json(snapshot.n, snapshot.cells)
    versions = ModuleVersion.objects.filter(module_id=module.pk).order_by("number")
    editions = [
        Edition(
            Survey.from_json(definition),
            timezone.localdate(published_at),
            tally.versions.get(str(pk), 0),
        )
        for pk, definition, published_at in versions.values_list(
            "pk", "definition", "published_at"
        )
    ]
    return Published(module, snapshot, tally, editions)
