"""What a page needs in order to host participation modules."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from participation.sync import synchronise


class HostsModules(models.Model):
    """A page whose `body` holds participation blocks."""

    opens_at: datetime | None
    closes_at: datetime | None
    results_published_on: date | None

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; synchronise its modules if its live body was saved.

        `save_revision()` also calls this on the draft object, with
        `update_fields` that leave the body out: a draft must not leak.
        """
        super().save(*args, **kwargs)
        update_fields = kwargs.get("update_fields")
        saves_body = update_fields is None or "body" in update_fields
        if self.live and self.alias_of_id is None and saves_body:  # type: ignore[attr-defined]
            synchronise(self)

    def module_window(self) -> dict[str, Any]:
        """Return the dates that the page gives to all its modules."""
        return {
            "opens_at": self.opens_at,
            "closes_at": self.closes_at,
            "results_published_on": self.results_published_on,
        }
