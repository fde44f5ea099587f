"""What every public page shares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

# Long enough to survive a rush, short enough that nobody reads an old count: the
# results of an open survey are promised within ten seconds.
LONGEST = 10


class PublicPage(models.Model):
    """A page that reads the same for everybody, hence can be kept whole."""

    class Meta:
        abstract = True

    def boundaries(self) -> list[datetime | None]:
        """Return the instants at which the page changes by itself."""
        return []

    def cache_seconds(self, at: datetime) -> int:
        """Return how long the page may be kept: at most until it changes."""
        ahead = [
            (moment - at).total_seconds()
            for moment in self.boundaries()
            if moment is not None and moment > at
        ]
        return int(min([LONGEST, *ahead]))

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return what restricts the page or one above it, in one query.

        As in Wagtail, an alias is restricted as the page that it mirrors.
        """
        path: str = self.path  # type: ignore[attr-defined]
        ends = range(Page.steplen, len(path) + 1, Page.steplen)
        paths = [path[:end] for end in ends]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths, page__alias_of=None)
            | Q(page__aliases__path__in=paths)
        ).distinct()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page, saying how long it may be kept."""
        response: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        response.cache_seconds = self.cache_seconds(timezone.now())  # type: ignore[attr-defined]
        return response
