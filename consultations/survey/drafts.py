"""Answers kept to be finished later, behind a private link."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from consultations.models import FileAnswer, SavedDraft
from consultations.survey.forms.raw import Raw, first
from consultations.survey.forms.uploads import FOLDER, kept_file
from consultations.survey.links import fingerprint, secret_of
from participation.models import Module

# A draft is of no use once the survey is closed, nor after a season without a visit.
AFTER_CLOSING = timedelta(days=1)
FORGOTTEN = timedelta(days=90)
ORPHAN_FILE = timedelta(days=2)


def find(module: Module, token: UUID) -> SavedDraft | None:
    """Return the draft of a form, if something was saved."""
    return SavedDraft.objects.filter(
        module=module, key=fingerprint(secret_of(token))
    ).first()


def save(module: Module, token: UUID, fields: Raw, step: int) -> None:
    """Keep what was typed so far: one statement."""
    SavedDraft.objects.bulk_create(
        [
            SavedDraft(
                module=module,
                key=fingerprint(secret_of(token)),
                fields=fields,
                step=step,
                saved_at=timezone.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["fields", "step", "saved_at"],
    )


def forget(token: UUID) -> None:
    """Delete the draft of a form that was sent."""
    SavedDraft.objects.filter(key=fingerprint(secret_of(token))).delete()


def purge(at: datetime) -> None:
    """Delete the drafts that can no longer be sent, and files that nobody sent."""
    SavedDraft.objects.filter(
        Q(module__closes_at__lt=at - AFTER_CLOSING) | Q(saved_at__lt=at - FORGOTTEN)
    ).delete()
    for path in _orphan_files(at):
        default_storage.delete(path)


def _orphan_files(at: datetime) -> list[str]:
    """Return stored files that are older than two days and belong to nobody."""
    stored = {
        path
        for month in _recent_months(at)
        for path in _listing(f"{FOLDER}/{month}")
        if default_storage.get_modified_time(path) < at - ORPHAN_FILE
    }
    if not stored:
        return []
    sent = FileAnswer.objects.filter(file__in=stored).values_list("file", flat=True)
    return sorted(stored - set(sent) - _in_drafts())


def _in_drafts() -> set[str]:
    return {
        kept.path
        for fields in SavedDraft.objects.values_list("fields", flat=True).iterator()
        for name in fields
        if name.endswith("-kept") and (kept := kept_file(first(fields, name)))
    }


def _recent_months(at: datetime) -> list[str]:
    first_of_month = timezone.localdate(at).replace(day=1)
    months = []
    for _month in range(5):
        months.append(first_of_month.strftime("%Y/%m"))
        first_of_month = (first_of_month - timedelta(days=1)).replace(day=1)
    return months


def _listing(folder: str) -> list[str]:
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in files]
