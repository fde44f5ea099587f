"""The vocabulary of queries about responses and their texts."""

from __future__ import annotations

from django.db import models


class ResponseQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Questions one asks of responses."""

    def counted(self) -> ResponseQuerySet:
        """Responses that count: everything but the annulled ones."""
        return self.filter(annulled_at=None)


class TextAnswerQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Questions one asks of free texts."""

    def counted(self) -> TextAnswerQuerySet:
        """Texts of responses that count."""
        return self.filter(response__annulled_at=None)

    def pending(self) -> TextAnswerQuerySet:
        """Texts that wait for a moderator; confidential ones never do."""
        return self.counted().filter(state="pending", question__confidential=False)
