"""The columns of the exported table of ideas, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from consultations.ideas.querysets import IdeaQuerySet
from consultations.models import Idea
from core.spreadsheets import Cell


def _local(moment: datetime | None) -> datetime | None:
    return timezone.make_naive(moment) if moment else None


COLUMNS: dict[str, Callable[[Idea], Cell]] = {
    "Référence": lambda idea: idea.reference,
    "Appel à idées": lambda idea: idea.module.title,
    "État": lambda idea: idea.get_state_display(),
    "Motif de non-publication": lambda idea: idea.refusal_reason,
    "Titre": lambda idea: idea.title,
    "Texte": lambda idea: idea.body,
    "Catégorie": lambda idea: idea.category_label,
    "Territoire": lambda idea: idea.territory.name if idea.territory else "",
    "Lieu": lambda idea: idea.place,
    "Nom affiché": lambda idea: idea.author_name,
    "Au nom de": lambda idea: idea.get_author_kind_display(),
    "Canal": lambda idea: idea.get_channel_display(),
    "Saisie par": lambda idea: (
        idea.entered_by.get_username() if idea.entered_by else ""
    ),
    "Reçue le": lambda idea: _local(idea.created_at),
    "Publiée le": lambda idea: _local(idea.published_at),
    "Soutiens": lambda idea: idea.supports_count,
    "Suite donnée": lambda idea: idea.get_stage_display(),
    "Réponse": lambda idea: idea.answer,
    "Pourquoi": lambda idea: idea.answer_reason,
    "Signée par": lambda idea: idea.answer_signed_by,
    "Réponse donnée le": lambda idea: idea.answered_at,
    "Adresse publique": lambda idea: (
        f"{settings.SITE_URL}{idea.get_absolute_url()}" if idea.is_published else ""
    ),
}


def rows(ideas: IdeaQuerySet) -> Iterator[list[Cell]]:
    """Yield the rows; memory does not grow with their number."""
    found = ideas.select_related("module__current_version", "territory", "entered_by")
    for idea in found.iterator(chunk_size=500):
        yield [cell(idea) for cell in COLUMNS.values()]
