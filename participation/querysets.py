"""The vocabulary of queries about modules and contributions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction

PAGE_STATE = ("page__live", "page__title", "page__url_path", "page__content_type")


def _restrictions() -> models.QuerySet[PageViewRestriction]:
    """Return the restrictions that hold on the page of a module."""
    here = ExpressionWrapper(OuterRef("page__path"), output_field=models.CharField())
    return PageViewRestriction.objects.annotate(here=here).filter(
        here__startswith=F("page__path")
    )


class ModuleQuerySet(models.QuerySet):
    """Questions one asks of modules."""

    def placed(self) -> ModuleQuerySet:
        """Modules that a visitor can find on a live page."""
        return self.filter(placed=True, page__live=True)

    def with_page_state(self) -> ModuleQuerySet:
        """Fetch what rights depend on and no more: a page has forty columns."""
        own = [field.name for field in self.model._meta.concrete_fields]
        return (
            self.select_related("page")
            .only(*own, *PAGE_STATE)
            .annotate(on_private_page=Exists(_restrictions()))
        )

    def open(self, at: datetime) -> ModuleQuerySet:
        """Modules that accept contributions at the instant `at`."""
        return (
            self.placed()
            .filter(sealed_at=None, opens_at__lte=at)
            .filter(Q(closes_at=None) | Q(closes_at__gt=at))
        )

    def locked_for_submission(self, pk: UUID) -> ModuleQuerySet:
        """Hold the module still until the transaction ends, without queueing.

        A shared lock: submissions do not wait for one another, but sealing waits
        for them and they wait for sealing. Without it a vote that commits after
        the count is lost (measured). Django has no FOR SHARE; on SQLite the
        transaction is IMMEDIATE, hence already alone.
        """
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT 1 FROM participation_module WHERE id = %s FOR SHARE", [pk]
                )
        return self.filter(pk=pk).with_page_state()


class ContributionQuerySet(models.QuerySet):
    """Questions one asks of contributions."""

    def published(self) -> ContributionQuerySet:
        """Contributions that everybody may read."""
        return self.filter(state="published")

    def pending(self) -> ContributionQuerySet:
        """Contributions that wait for a moderator."""
        return self.filter(state="pending")
