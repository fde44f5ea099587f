"""What is open and what comes: computed from the dates of pages, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.dates import WEEKDAYS, Precision, Shown, show
from agenda.models import EventPage
from consultations.listing import Card
from consultations.models import ConsultationPage
from consultations.rules import Status
from core.typography import day as day_in_words
from core.typography import hour

HOW_MANY = 6


@dataclass(frozen=True)
class ComingDate:
    """A line of « Prochaines dates »."""

    day: date
    shown: Shown
    title: str
    detail: str
    page: Any
    is_end: bool = False  # a closing or a promise: « jusqu’au »


def dated_consultations(at: datetime) -> list[ConsultationPage]:
    """Return the live démarches that are open, or that promise something later."""
    today = timezone.localdate(at)
    return list(
        ConsultationPage.objects.visible()
        .filter(
            Q(opens_at__gt=at)
            | Q(opens_at__lte=at, closes_at=None)
            | Q(closes_at__gt=at)
            | Q(answer_due__gte=today)
        )
        .select_related("image")
        .prefetch_related("territories")
        .defer("body", "search_text", "outcomes")
        .order_by("closes_at", "title")
    )


def open_consultations(pages: Iterable[ConsultationPage], at: datetime) -> list[Card]:
    """Return what is open, the soonest closing first; no closing date comes last."""
    far = at + timedelta(days=36_500)
    found = sorted(
        (page for page in pages if page.status is Status.OPEN),
        key=lambda page: (page.closes_at or far, page.title),
    )
    return [Card.of(page) for page in found]


NUMBERS = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf")


def waiting(count: int) -> str:
    """Say how many démarches are open, in words as far as they go."""
    if count == 1:
        return _("Une démarche vous attend aujourd’hui.")
    words = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return _("%(count)s démarches vous attendent aujourd’hui.") % {"count": words}


def coming_dates(
    pages: Iterable[ConsultationPage], at: datetime, how_many: int = HOW_MANY
) -> list[ComingDate]:
    """Return the next dates: events, openings, closings, promised answers."""
    events = (
        EventPage.objects.visible()
        .exclude(state=EventPage.State.CANCELLED)
        .to_come(at)[:how_many]
    )
    dates = [_event(event, at) for event in events]
    # A council that votes on a démarche is its promised answer: said once.
    told = {(event.about_id, event.day) for event in events if event.has_day}
    for page in pages:
        dates += [one for one in _dates_of(page, at) if (page.pk, one.day) not in told]
    return sorted(dates, key=lambda coming: (coming.day, coming.title))[:how_many]


def _event(event: EventPage, at: datetime) -> ComingDate:
    words = [event.place, event.summary]
    if event.has_hour:
        local = timezone.localtime(event.starts_at)
        weekday = WEEKDAYS[local.weekday()].capitalize()
        words.insert(0, f"{weekday}, {hour(local)}")
        sentence = ", ".join(part for part in words[:2] if part)
        words = [sentence, event.summary]
    detail = ". ".join(part.rstrip(".") for part in words if part)
    return ComingDate(
        event.first_day,
        show(event.day, Precision(event.precision), this_year=at.year),
        event.title,
        f"{detail}." if detail else "",
        event,
    )


def _dates_of(page: ConsultationPage, at: datetime) -> Iterator[ComingDate]:
    if page.opens_at and page.opens_at > at:
        yield _window(
            page, page.opens_at, _("Ouverture : %(title)s"), _opening(page), at=at
        )
    elif page.closes_at and page.closes_at > at:
        yield _window(
            page,
            page.closes_at,
            _("Dernier jour : %(title)s"),
            _closing(page),
            at=at,
            is_end=True,
        )
    if (
        page.answer_due
        and page.answer_due >= timezone.localdate(at)
        and page.status in (Status.OPEN, Status.ANALYSIS, Status.RESULTS)
    ):
        yield ComingDate(
            page.answer_due,
            show(page.answer_due, Precision.DAY, this_year=at.year),
            _("Réponse promise : %(title)s") % {"title": page.title},
            page.answer_due_note,
            page,
            True,
        )


def _window(
    page: ConsultationPage,
    moment: datetime,
    title: str,
    detail: str,
    *,
    at: datetime,
    is_end: bool = False,
) -> ComingDate:
    day = timezone.localdate(moment)
    return ComingDate(
        day,
        show(day, Precision.DAY, this_year=at.year),
        title % {"title": page.title},
        detail,
        page,
        is_end,
    )


def _opening(page: ConsultationPage) -> str:
    if page.closes_at is None:
        return str(page.get_kind_display()) + "."
    until = day_in_words(timezone.localdate(page.closes_at))
    return _("%(kind)s, jusqu’au %(date)s.") % {
        "kind": page.get_kind_display(),
        "date": until,
    }


def _closing(page: ConsultationPage) -> str:
    local = timezone.localtime(page.closes_at)
    sentence = _("%(weekday)s, à %(hour)s.") % {
        "weekday": WEEKDAYS[local.weekday()].capitalize(),
        "hour": hour(local),
    }
    if page.answer_due:
        sentence += " " + _("Réponse promise pour le %(date)s.") % {
            "date": day_in_words(page.answer_due)
        }
    return sentence
