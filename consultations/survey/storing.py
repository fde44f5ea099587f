"""Responses that staff bring in: one from paper, or thousands from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from consultations.models import FollowUpContact, Question, Response, TextAnswer
from consultations.survey.forms.reading import Reading
from participation.models import Module, ModuleVersion
from participation.submission import admit

BATCH = 500
# Random references may meet: one file of 20 000 in fifty, at a million responses.
_ATTEMPTS = 4


@dataclass(frozen=True)
class Brought:
    """One response to store: what was read, and the token that makes it unique."""

    token: UUID
    reading: Reading
    channel: str


@transaction.atomic
def store(
    module: Module, version: ModuleVersion, brought: Sequence[Brought], *, by: Any
) -> list[Response]:
    """Store responses, all or none; raise NotOpen when it is too late.

    Staff may bring in what came on paper until the results are sealed. Nobody's
    voice is noted: a paper bears no verified address.
    """
    locked = admit(
        module.pk,
        channel=brought[0].channel,
        voter_key=None,
        token=brought[0].token,
    )
    responses = _store_answers(locked, version, brought, by)
    _store_words(locked, zip(responses, brought, strict=True))
    _store_contacts(locked, brought)
    return responses


def store_once(
    module: Module, version: ModuleVersion, one: Brought, *, by: Any
) -> tuple[Response, bool]:
    """Store one response; a form sent twice finds the first one again.

    Return it, and whether it is new.
    """
    same = Response.objects.filter(module=module, token=one.token)
    if sent := same.first():
        return sent, False
    try:
        return store(module, version, [one], by=by)[0], True
    except IntegrityError:  # the other of two clicks came first
        return same.get(), False


def _store_answers(
    module: Module, version: ModuleVersion, brought: Sequence[Brought], by: Any
) -> list[Response]:
    for attempt in range(1, _ATTEMPTS + 1):
        responses = [
            Response(
                module=module,
                version=version,
                token=one.token,
                channel=one.channel,
                entered_by=by,
                data=one.reading.data,
            )
            for one in brought
        ]
        try:
            with transaction.atomic():
                Response.objects.bulk_create(responses, batch_size=BATCH)
        except IntegrityError:
            if attempt == _ATTEMPTS:
                raise
        else:
            break
    return responses


def _store_words(module: Module, pairs: Any) -> None:
    questions = {
        str(block_id): pk
        for block_id, pk in Question.objects.filter(module=module).values_list(
            "block_id", "pk"
        )
    }
    state = (
        TextAnswer.State.PUBLISHED
        if module.moderation == Module.Moderation.AFTER
        else TextAnswer.State.PENDING
    )
    TextAnswer.objects.bulk_create(
        [
            TextAnswer(
                response=response, question_id=questions[key], text=text, state=state
            )
            for response, one in pairs
            for key, text in one.reading.texts.items()
        ],
        batch_size=BATCH,
    )


def _store_contacts(module: Module, brought: Sequence[Brought]) -> None:
    FollowUpContact.objects.bulk_create(
        [
            FollowUpContact(module=module, email=email)
            for one in brought
            for email in one.reading.emails
        ],
        ignore_conflicts=True,
    )
