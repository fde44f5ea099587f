"""The vocabulary of queries about events."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet

from agenda.dates import Precision, first_day
from core.querysets import visible_to_all


class EventQuerySet(PageQuerySet):  # type: ignore[misc]
    """Questions one asks of events."""

    def visible(self) -> EventQuerySet:
        """Keep those that everybody may read."""
        return self.filter(visible_to_all())

    def to_come(self, at: datetime) -> EventQuerySet:
        """Events that are not over at the instant `at`, soonest first."""
        return self.filter(self._ahead(at)).order_by("starts_at")

    def past(self, at: datetime) -> EventQuerySet:
        """Events that are over at the instant `at`, latest first."""
        return self.exclude(self._ahead(at)).order_by("-starts_at")

    @staticmethod
    def _ahead(at: datetime) -> Q:
        """Match what may still happen: a vague date lasts as long as its period."""
        today = timezone.localdate(at)
        ahead = Q(precision=Precision.HOUR) & (
            Q(ends_at__gte=at) | Q(ends_at=None, starts_at__gte=at)
        )
        for precision in Precision:
            if precision is not Precision.HOUR:
                first = first_day(today, precision)
                midnight = timezone.make_aware(
                    datetime(first.year, first.month, first.day)
                )
                ahead |= Q(precision=precision, starts_at__gte=midnight)
        return ahead


EventManager = PageManager.from_queryset(EventQuerySet)
