"""What one does to ideas: each verb is a transaction, and staff's are logged."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from consultations.models import Idea, Support
from core.pagecache import renew
from participation.models import Channel, Module
from participation.submission import admit

ANSWER_FIELDS = {
    "stage",
    "answer",
    "answer_reason",
    "answer_signed_by",
    "answered_at",
}


def submit(
    module: Module,
    token: UUID,
    *,
    channel: str = Channel.ONLINE,
    image: ContentFile | None = None,
    entered_by: Any = None,
    **fields: Any,
) -> Idea:
    """Store an idea, once for each form token; return it.

    The same form sent twice, even at the same instant, gives the same idea. Raises
    NotOpen. What staff enters has been read: it is published at once.
    """
    if (known := _sent_before(module, token)) is not None:
        return known
    idea = Idea(
        token=token, channel=channel, entered_by=entered_by, module=module, **fields
    )
    try:
        with transaction.atomic():
            fresh = admit(module.pk, channel=channel, voter_key=None, token=token)
            if entered_by is not None or fresh.moderation == Module.Moderation.AFTER:
                idea.state = Idea.State.PUBLISHED
                idea.published_at = timezone.now()
            idea.module = fresh
            if image is not None:
                idea.image.save(f"{token.hex}.jpg", image, save=False)
            idea.save()
            if entered_by is not None:
                log(idea, "parvis.idea.enter", user=entered_by)
    except IntegrityError:
        _discard(idea)
        if (known := _sent_before(module, token)) is None:
            raise
        return known
    except BaseException:
        _discard(idea)
        raise
    return idea


def _sent_before(module: Module, token: UUID) -> Idea | None:
    return Idea.objects.filter(module_id=module.pk, token=token).first()


def _discard(idea: Idea) -> None:
    """Take away the picture of an idea that was not stored."""
    if idea.image:
        idea.image.delete(save=False)


@transaction.atomic
def publish(idea: Idea, user: Any) -> None:
    """Let everybody read an idea."""
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if idea.is_published:
        return
    idea.state = Idea.State.PUBLISHED
    idea.refusal_reason = ""
    idea.published_at = idea.published_at or timezone.now()
    idea.save(update_fields=["state", "refusal_reason", "published_at"])
    _log_state(idea, user)
    renew()


@transaction.atomic
def refuse(idea: Idea, user: Any, reason: str) -> None:
    """Keep an idea from the public, with the reason why."""
    if not reason.strip():
        raise ValueError("a refusal needs its reason")
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    idea.state = Idea.State.REFUSED
    idea.refusal_reason = reason.strip()
    idea.save(update_fields=["state", "refusal_reason"])
    _log_state(idea, user)
    renew()


@transaction.atomic
def review(idea: Idea, user: Any, changed: Collection[str]) -> None:
    """Store what staff decided on an idea, and log each decision by its name."""
    if "state" in changed and idea.is_published:
        idea.published_at = idea.published_at or timezone.now()
        idea.refusal_reason = ""
    idea.save()
    if "state" in changed:
        _log_state(idea, user)
    if ANSWER_FIELDS & set(changed):
        log(idea, "parvis.idea.answer", user=user, data={"stage": idea.stage})
    if set(changed) - ANSWER_FIELDS - {"state", "refusal_reason"}:
        log(idea, "wagtail.edit", user=user)
    renew()


def _log_state(idea: Idea, user: Any) -> None:
    if idea.is_published:
        log(idea, "parvis.idea.publish", user=user)
    elif idea.state == Idea.State.REFUSED:
        log(idea, "parvis.idea.refuse", user=user, data={"reason": idea.refusal_reason})
    else:
        log(idea, "parvis.idea.hide", user=user, data={"state": idea.state})


@transaction.atomic
def support(idea: Idea, voter_key: str, token: UUID) -> bool:
    """Count one person's support once; return whether it is new. Raises NotOpen."""
    admit(idea.module_id, channel=Channel.ONLINE, voter_key=None, token=token)
    _support, new = Support.objects.get_or_create(idea=idea, voter_key=voter_key)
    if new:
        _count(idea, 1)
    return new


@transaction.atomic
def withdraw_support(idea: Idea, voter_key: str, token: UUID) -> bool:
    """Take one's support back; return whether there was any. Raises NotOpen."""
    admit(idea.module_id, channel=Channel.ONLINE, voter_key=None, token=token)
    gone, _rows = Support.objects.filter(idea=idea, voter_key=voter_key).delete()
    if gone:
        _count(idea, -1)
    return bool(gone)


def _count(idea: Idea, change: int) -> None:
    """Move the counter in the database: two people at once both count."""
    Idea.objects.filter(pk=idea.pk).update(supports_count=F("supports_count") + change)
