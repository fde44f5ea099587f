"""The kernel: modules, their versions, who took part, what they gave.

A module is the relational face of a StreamField block. Its identity is the pair
(page translation key, block id): a copied page starts empty, a translated page
shares the module, a restored block finds its answers again.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from participation.kinds import ModuleKind, kinds
from participation.querysets import ContributionQuerySet, ModuleQuerySet
from participation.references import new_reference
from participation.windows import Phase, phase


def new_pepper() -> str:
    """Return a secret that makes voter keys of two modules incomparable."""
    return secrets.token_hex(32)


class Channel(models.TextChoices):
    """How a contribution reached the authority."""

    ONLINE = "online", _("En ligne")
    PAPER = "paper", _("Sur papier")
    MEETING = "meeting", _("En réunion")
    PHONE = "phone", _("Par téléphone")
    POST = "post", _("Par courrier")
    DESK = "desk", _("Au guichet")


class IdentityLevel(models.TextChoices):
    """What a person must prove before taking part."""

    OPEN = "open", _("Tout le monde, sans compte")
    EMAIL = "email", _("Une adresse électronique vérifiée")
    ACCOUNT = "account", _("Un compte sur ce site")


class Module(models.Model):
    """A survey, an idea call…: one block of one page, and all its translations."""

    class Visibility(models.TextChoices):
        LIVE = "live", _("Au fil de l’eau")
        CLOSED = "closed", _("Après la clôture")
        MANUAL = "manual", _("Quand l’équipe les publie")

    class Moderation(models.TextChoices):
        BEFORE = "before", _("Lire avant de publier")
        AFTER = "after", _("Publier, puis lire")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_key = models.UUIDField(_("clé de la page"), editable=False)
    block_id = models.UUIDField(_("identifiant du bloc"), editable=False)
    kind = models.CharField(_("nature"), max_length=20)
    # Deleting a page never deletes what people wrote on it.
    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="modules", verbose_name=_("page")
    )
    title = models.CharField(_("titre"), max_length=200)
    placed = models.BooleanField(_("présent sur la page"), default=True)
    current_version = models.ForeignKey(
        "ModuleVersion", models.PROTECT, null=True, related_name="+"
    )
    opens_at = models.DateTimeField(_("ouverture"), null=True)
    closes_at = models.DateTimeField(_("clôture"), null=True)
    sealed_at = models.DateTimeField(_("scellé le"), null=True)
    results_published_on = models.DateField(_("résultats publiés le"), null=True)
    identity_level = models.CharField(
        _("qui peut participer"),
        max_length=10,
        choices=IdentityLevel.choices,
        default=IdentityLevel.OPEN,
    )
    moderation = models.CharField(
        _("modération"),
        max_length=10,
        choices=Moderation.choices,
        default=Moderation.BEFORE,
    )
    results_visibility = models.CharField(
        _("résultats visibles"),
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.CLOSED,
    )
    editable = models.BooleanField(_("réponse modifiable"), default=False)
    pepper = models.CharField(max_length=64, default=new_pepper, editable=False)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects = ModuleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("module de participation")
        verbose_name_plural = _("modules de participation")
        constraints = [
            models.UniqueConstraint(
                fields=["host_key", "block_id"], name="one_module_per_page_and_block"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None)
                | Q(closes_at=None)
                | Q(opens_at__lt=F("closes_at")),
                name="module_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def behaviour(self) -> ModuleKind:
        """The code that knows this kind of module."""
        return kinds()[self.kind]

    def phase(self, at: datetime) -> Phase:
        """Return where the module's dates stand at the instant `at`."""
        if self.sealed_at is not None and at >= self.sealed_at:
            return Phase.CLOSED
        return phase(self.opens_at, self.closes_at, at)

    def is_open(self, at: datetime) -> bool:
        """Whether a contribution can be received at the instant `at`."""
        return (
            self.placed
            and self.page is not None
            and self.page.live
            and self.phase(at) is Phase.OPEN
        )

    def shows_results(self, at: datetime) -> bool:
        """Whether the public may see the results at the instant `at`."""
        if self.results_visibility == self.Visibility.LIVE:
            return self.phase(at) is not Phase.UPCOMING
        if self.phase(at) is not Phase.CLOSED:
            return False
        if self.results_visibility == self.Visibility.CLOSED:
            return True
        return (
            self.results_published_on is not None
            and self.results_published_on <= at.date()
        )


class ModuleVersion(models.Model):
    """What people were asked at a moment; never changed, never deleted.

    A Wagtail revision is no such record: autosave rewrites it.
    """

    module = models.ForeignKey(Module, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"))
    checksum = models.CharField(max_length=64)
    definition = models.JSONField()
    published_at = models.DateTimeField(_("publié le"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["module", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "number"], name="one_version_per_module_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module} ({self.number})"


class Participation(models.Model):
    """One voice per person: this person has taken part in this module.

    Nothing here leads to what the person answered.
    """

    module = models.ForeignKey(Module, models.PROTECT, related_name="participations")
    voter_key = models.CharField(max_length=64)
    token = models.UUIDField()
    channel = models.CharField(
        max_length=10, choices=Channel.choices, default=Channel.ONLINE
    )
    on_date = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["module", "voter_key"], name="one_voice_per_person_and_module"
            ),
            models.UniqueConstraint(
                fields=["module", "token"], name="one_participation_per_form_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module_id} {self.on_date}"


class Contribution(models.Model):
    """Anything a person wrote that others may read: the parent of ideas, comments…

    One parent gives one moderation queue with real foreign keys.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("À relire")
        PUBLISHED = "published", _("Publiée")
        REFUSED = "refused", _("Non publiée")
        WITHDRAWN = "withdrawn", _("Retirée")

    class AuthorKind(models.TextChoices):
        INHABITANT = "inhabitant", _("Une personne")
        ASSOCIATION = "association", _("Une association")
        PROFESSIONAL = "professional", _("Un professionnel ou une entreprise")

    module = models.ForeignKey(Module, models.PROTECT, related_name="contributions")
    reference = models.CharField(
        _("référence"), max_length=12, unique=True, default=new_reference
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    author_name = models.CharField(_("nom affiché"), max_length=80, blank=True)
    author_kind = models.CharField(
        _("au nom de"),
        max_length=12,
        choices=AuthorKind.choices,
        default=AuthorKind.INHABITANT,
    )
    channel = models.CharField(
        _("canal"), max_length=10, choices=Channel.choices, default=Channel.ONLINE
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saisie par"),
    )
    state = models.CharField(
        _("état"), max_length=10, choices=State.choices, default=State.PENDING
    )
    refusal_reason = models.TextField(_("motif de non-publication"), blank=True)
    created_at = models.DateTimeField(_("reçue le"), auto_now_add=True)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["module", "state", "-created_at"], name="contribution_list"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "token"], name="one_contribution_per_form_token"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ResultSnapshot(models.Model):
    """Counts of a module at a moment. Requests read these; they never count."""

    module = models.OneToOneField(Module, models.CASCADE, related_name="snapshot")
    upto_id = models.BigIntegerField(default=0)
    n = models.PositiveIntegerField(default=0)
    cells = models.JSONField(default=dict)
    # Large and seldom read: kept apart from what every results page needs.
    crossings = models.JSONField(default=dict)
    # Set in the transaction that changes or removes what is already counted.
    dirty = models.BooleanField(default=True)
    # A full count in progress; one that never ended is started again.
    counting_since = models.DateTimeField(null=True)
    sealed = models.BooleanField(default=False)
    computed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.module} ({self.n})"
