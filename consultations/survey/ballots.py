"""From a file of ballots to a démarche whose survey holds one response per ballot."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.models import ConsultationIndexPage, ConsultationPage, Response
from consultations.survey.definition import Survey
from consultations.survey.forms.raw import input_name
from consultations.survey.forms.reading import read
from consultations.survey.pabulib import Election
from consultations.survey.storing import Brought, store
from participation.models import Channel, Module

QUESTION = uuid.UUID("5f0c6f2e-6a0e-4f57-9b1f-7a4f3c0a7c11")
SURVEY = uuid.UUID("0b9f5f0e-2f4e-4f0e-8d55-1d3f0f6d9a02")
BATCH = 5_000


@dataclass
class Imported:
    """What became of a file of ballots."""

    module: Module
    stored: int = 0
    # Ballots that the survey's own rules refuse: (line, why).
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_election(election: Election, *, slug: str, by: Any = None) -> Imported:
    """Publish a survey about the projects, store the ballots, then close it.

    The page is published as an editor would, while its dates still let it receive:
    ballots go through the same door as any response.
    """
    page = _publish(election, slug)
    module = Module.objects.get(host_key=page.translation_key, block_id=SURVEY)
    result = Imported(module)
    batch: list[Brought] = []
    for brought in _read(election, module, result):
        batch.append(brought)
        if len(batch) == BATCH:
            result.stored += _store(module, batch, by)
            batch = []
    result.stored += _store(module, batch, by)
    if last_day := election.day("date_end"):
        page.closes_at = min(_end_of(last_day), timezone.now() - timedelta(seconds=1))
        page.save_revision().publish()
        module.refresh_from_db()
    return result


def counts_of(module: Module) -> Counter[str]:
    """Return how many stored responses hold each choice."""
    counts: Counter[str] = Counter()
    responses = Response.objects.filter(module=module).counted()
    for data in responses.values_list("data", flat=True).iterator(chunk_size=2_000):
        counts.update(data.get(str(QUESTION), ()))
    return counts


def _publish(election: Election, slug: str) -> ConsultationPage:
    first_day = election.day("date_begin")
    opens_at = _start_of(first_day) if first_day else timezone.now()
    page = ConsultationPage(
        title=election.title[:255],
        slug=slug,
        summary="Les projets proposés aux habitants, et leurs votes."[:200],
        opens_at=min(opens_at, timezone.now() - timedelta(seconds=1)),
        body=[{"type": "survey", "id": str(SURVEY), "value": _block(election)}],
    )
    index = ConsultationIndexPage.objects.live().first()
    if index is None:
        raise LookupError("Il faut d’abord une page qui liste les démarches.")
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def _block(election: Election) -> dict[str, Any]:
    question = {
        "label": "Pour quels projets votez-vous ?",
        "choices": [
            {"id": project.id, "label": project.name} for project in election.projects
        ],
        "min_choices": election.limit("min_length"),
        "max_choices": election.limit("max_length"),
    }
    questions = [{"type": "multiple", "id": str(QUESTION), "value": question}]
    return {"title": election.title[:200], "questions": questions, "by_steps": False}


def _read(election: Election, module: Module, result: Imported) -> Iterator[Brought]:
    version = module.current_version
    if version is None:
        raise ValueError(module.pk)
    survey = Survey.from_json(version.definition)
    name = input_name(survey.by_id[str(QUESTION)])
    for ballot in election.ballots:
        reading = read(survey, {name: list(ballot.projects)})
        if problems := list(reading.problems.values()):
            result.refused.append((ballot.line, problems[0].message))
        elif not reading.data:
            result.refused.append((ballot.line, "Ce bulletin ne choisit aucun projet."))
        else:
            token = uuid.uuid5(module.pk, f"{ballot.line} {ballot.voter}")
            yield Brought(token, reading, Channel.ONLINE)


def _store(module: Module, batch: list[Brought], by: Any) -> int:
    if not batch or module.current_version is None:
        return 0
    return len(store(module, module.current_version, batch, by=by))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
