"""The places that people point at in D2: some read, some waiting to be read."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from consultations.ideas.actions import publish, submit
from consultations.models import Idea, Support
from core.models import Territory
from home.demo.blocks import NAMESPACE
from home.demo.cycling_answers import PLACES, WAITING
from participation.models import Contribution, Module


def create(
    module: Module, places: dict[str, Territory], *, by: Any, at: datetime
) -> None:
    """Send every idea as a citizen does; a moderator reads all but the last ones."""
    sent = []
    for number, (category, title, body, place, code, supports) in enumerate(PLACES):
        idea = _send(module, number, category, title, body, place, places[code])
        publish(idea, by)
        Support.objects.bulk_create(
            Support(idea=idea, voter_key=uuid.uuid5(idea.token, str(one)).hex)
            for one in range(supports)
        )
        Idea.objects.filter(pk=idea.pk).update(supports_count=supports)
        sent.append((idea, module.opens_at + timedelta(days=1 + number, hours=3)))
    for number, (category, title, body, place, code) in enumerate(WAITING):
        idea = _send(
            module, number + len(PLACES), category, title, body, place, places[code]
        )
        sent.append((idea, at - timedelta(hours=5 + 9 * number)))
    for idea, moment in sent:
        Contribution.objects.filter(pk=idea.pk).update(created_at=moment)


def _send(
    module: Module,
    number: int,
    category: str,
    title: str,
    body: str,
    place: str,
    territory: Territory,
) -> Idea:
    return submit(
        module,
        uuid.uuid5(NAMESPACE, f"{module.block_id}/{number}"),
        category=category,
        title=title,
        body=body,
        place=place,
        territory=territory,
    )
