"""« À faire aujourd'hui »: what waits on the person who has just signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from consultations.ideas.access import ideas_for
from consultations.models import ConsultationPage
from consultations.rules import Status
from consultations.survey.access import MODERATE, texts_for
from core.typography import day
from participation.models import Contribution

SHOWN = 7
SOON = timedelta(days=7)
REVIEW_IDEAS = "consultations.change_idea"


@dataclass(frozen=True)
class Line:
    """One thing to do: how many, what, where, since or until when."""

    text: str
    url: str
    count: int | None = None
    detail: str = ""
    late: bool = False
    at: date = date.max  # the oldest promise comes first


@dataclass(frozen=True)
class Today:
    """At most seven lines, late promises first."""

    lines: tuple[Line, ...]
    hidden: int = 0


def today_of(user: Any, now: datetime) -> Today:
    """Return what waits on a member of staff at the instant `now`."""
    found = [line for source in SOURCES for line in source(user, now)]
    found.sort(key=lambda line: (not line.late, line.at))
    return Today(tuple(found[:SHOWN]), max(len(found) - SHOWN, 0))


def _texts(user: Any, now: datetime) -> Iterator[Line]:
    if not user.has_perm(MODERATE):
        return
    waiting = texts_for(user).filter(state="pending")
    found = waiting.aggregate(n=Count("id"), oldest=Min("response__created_at"))
    if found["n"]:
        yield Line(
            "texte libre à relire" if found["n"] == 1 else "textes libres à relire",
            reverse("texts:index"),
            found["n"],
            f"le plus ancien du {day(_local(found['oldest']))}",
            at=_local(found["oldest"]),
        )


def _ideas(user: Any, now: datetime) -> Iterator[Line]:
    if not user.has_perm(REVIEW_IDEAS):
        return
    waiting = ideas_for(user).filter(state=Contribution.State.PENDING)
    found = waiting.aggregate(n=Count("pk"), oldest=Min("created_at"))
    if found["n"]:
        yield Line(
            "idée à relire" if found["n"] == 1 else "idées à relire",
            reverse("wagtailsnippets_consultations_idea:list") + "?state=pending",
            found["n"],
            f"la plus ancienne du {day(_local(found['oldest']))}",
            at=_local(found["oldest"]),
        )


def _workflow(user: Any, now: datetime) -> Iterator[Line]:
    for state in TaskState.objects.reviewable_by(user).select_related("revision"):
        page = state.revision.as_object()
        yield Line(
            f"À valider : « {page.title} »",
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            detail=f"envoyée le {day(_local(state.started_at))}",
            at=_local(state.started_at),
        )


def _consultations(user: Any, now: datetime) -> Iterator[Line]:
    pages = ConsultationPage.objects.live().defer("body")
    for page in pages:
        url = _address(page, user)
        for line in _lines_of(page, now):
            yield Line(
                f"{line.text} : « {page.title} »",
                url,
                detail=line.detail,
                late=line.late,
                at=line.at,
            )


def _lines_of(page: ConsultationPage, now: datetime) -> Iterator[Line]:
    today = timezone.localdate(now)
    due = page.answer_due
    if due and due < today and page.decided_on is None and not page.outcomes:
        yield Line(
            "Réponse promise en retard",
            "",
            detail=f"promise pour le {day(due)}",
            late=True,
            at=due,
        )
    for moment, verb in ((page.opens_at, "Ouvre"), (page.closes_at, "Ferme")):
        if moment and now <= moment <= now + SOON:
            yield Line(f"{verb} le {day(_local(moment))}", "", at=_local(moment))
    if page.status is Status.ANALYSIS and page.closes_at and not due:
        yield Line(
            "Résultats à publier",
            "",
            detail=f"close depuis le {day(_local(page.closes_at))}",
            at=_local(page.closes_at),
        )


def _address(page: ConsultationPage, user: Any) -> str:
    if page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return str(page.url)


def _local(moment: datetime) -> date:
    return timezone.localdate(moment)


Source = Callable[[Any, datetime], Iterator[Line]]
SOURCES: tuple[Source, ...] = (_texts, _ideas, _workflow, _consultations)
