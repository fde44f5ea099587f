"""The vocabulary of queries about démarches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Count, DateTimeField, F, IntegerField, Q, Value, When
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet

from consultations.rules import Status
from core.querysets import visible_to_all
from core.text import stems


def where(status: Status, at: datetime) -> Q:
    """Match the démarches that have a status: `rules.status` as a condition."""
    today = timezone.localdate(at)
    upcoming = Q(opens_at=None) | Q(opens_at__gt=at)
    closed = Q(opens_at__lte=at, closes_at__lte=at)
    decided = Q(decided_on__lte=today)
    published = Q(results_published_on__lte=today)
    # NOT (NULL <= today) is NULL, hence the explicit « or absent ».
    undecided = Q(decided_on=None) | Q(decided_on__gt=today)
    unpublished = Q(results_published_on=None) | Q(results_published_on__gt=today)
    return {
        Status.UPCOMING: upcoming,
        Status.OPEN: Q(opens_at__lte=at) & (Q(closes_at=None) | Q(closes_at__gt=at)),
        Status.DECIDED: closed & decided,
        Status.RESULTS: closed & undecided & published,
        Status.ANALYSIS: closed & undecided & unpublished,
    }[status]


class ConsultationQuerySet(PageQuerySet):  # type: ignore[misc]
    """Questions one asks of démarches."""

    def visible(self) -> ConsultationQuerySet:
        """Keep those that everybody may read."""
        return self.filter(visible_to_all())

    def with_status(self, status: Status, at: datetime) -> ConsultationQuerySet:
        """Keep those that have this status at the instant `at`."""
        return self.filter(where(status, at))

    def count_by_status(self, at: datetime) -> dict[Status, int]:
        """Return how many have each status, in one query."""
        counts = self.order_by().aggregate(
            **{status.value: Count("pk", filter=where(status, at)) for status in Status}
        )
        return {status: counts[status.value] for status in Status}

    def matching(self, words: str) -> ConsultationQuerySet:
        """Keep those whose text holds every word, whatever its accents."""
        found = self
        for stem in stems(words):
            found = found.filter(search_text__contains=stem)
        return found

    def about(self, topic: str) -> ConsultationQuerySet:
        """Keep those on a theme, named by its address."""
        return self.filter(topics__slug=topic)

    def concerning(self, territories: Iterable[int]) -> ConsultationQuerySet:
        """Keep those about one of these territories."""
        about = self.model._base_manager.filter(territories__in=list(territories))
        return self.filter(pk__in=about.values("pk"))

    def soonest_first(self, at: datetime) -> ConsultationQuerySet:
        """Put what closes soon first, then what opens soon, then the latest closed."""
        is_open, upcoming = where(Status.OPEN, at), where(Status.UPCOMING, at)
        rank = Case(
            When(is_open, then=Value(0)),
            When(upcoming, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        ahead = Case(
            When(is_open, then=F("closes_at")),
            When(upcoming, then=F("opens_at")),
            default=Value(None),
            output_field=DateTimeField(),
        )
        return self.annotate(rank=rank, ahead=ahead).order_by(
            "rank",
            F("ahead").asc(nulls_last=True),
            F("closes_at").desc(nulls_last=True),
            "title",
        )


ConsultationManager = PageManager.from_queryset(ConsultationQuerySet)
