"""What proves that a person reads an address: a code, sent there, used once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5


class EmailCodeQuerySet(models.QuerySet):
    """Questions one asks of codes."""

    def alive(self, at: datetime) -> EmailCodeQuerySet:
        """Codes that may still be tried at the instant `at`."""
        return self.filter(
            created_at__gt=at - LIFETIME, used_at=None, tries__lt=MOST_TRIES
        )

    def spent(self, at: datetime) -> EmailCodeQuerySet:
        """Codes that nobody can use any more."""
        return self.filter(created_at__lte=at - LIFETIME)


class EmailCode(models.Model):
    """A code of six digits that was asked for; only its hash is kept.

    The worker draws the code when it sends the mail: no table ever holds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("adresse électronique"))
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("essais"), default=0)
    created_at = models.DateTimeField(_("demandé le"))
    used_at = models.DateTimeField(_("utilisé le"), null=True)

    objects = EmailCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code envoyé")
        verbose_name_plural = _("codes envoyés")
        indexes = [models.Index(fields=["created_at"], name="codes_to_purge")]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"

    def take_a_try(self, at: datetime) -> bool:
        """Use one of the tries; tell whether there was one. One statement."""
        alive = EmailCode.objects.alive(at).filter(pk=self.pk)
        return bool(alive.update(tries=F("tries") + 1))

    def use(self, at: datetime) -> bool:
        """Use the code; tell whether nobody did before."""
        unused = EmailCode.objects.filter(pk=self.pk, used_at=None)
        return bool(unused.update(used_at=at))
