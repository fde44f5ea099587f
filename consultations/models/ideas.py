"""Ideas that people give to an idea call, and the support they receive."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from consultations.ideas.querysets import IdeaQuerySet
from core.models import Territory
from core.text import searchable
from participation.models import Contribution


class Idea(Contribution):
    """A proposal of a citizen. Its module is an idea call."""

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Reçue")
        REVIEW = "review", _("En examen")
        KEPT = "kept", _("Retenue")
        PARTLY = "partly", _("Retenue en partie")
        UNDERWAY = "underway", _("Déjà engagée")
        NOT_KEPT = "not_kept", _("Non retenue")
        OUT_OF_SCOPE = "out_of_scope", _("Hors compétence")

    # The form asks for 120 signs and 5 000; what arrives from elsewhere is longer.
    title = models.CharField(_("titre"), max_length=250)
    body = models.TextField(_("l’idée"))
    category = models.CharField(_("catégorie"), max_length=40, blank=True)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ideas",
        verbose_name=_("territoire"),
    )
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    image = models.ImageField(_("image"), upload_to="idees/%Y/%m/", blank=True)
    image_alt = models.CharField(
        _("description de l’image"), max_length=200, blank=True
    )
    stage = models.CharField(
        _("suite donnée"), max_length=12, choices=Stage.choices, default=Stage.RECEIVED
    )
    answer = models.TextField(
        _("réponse de la collectivité"),
        blank=True,
        help_text=_(
            "Une ou deux phrases : ce qui est décidé. Elle s’affiche en grand."
        ),
    )
    answer_reason = models.TextField(
        _("pourquoi"),
        blank=True,
        help_text=_("La raison, en mots simples. Un refus s’explique toujours."),
    )
    answer_signed_by = models.CharField(
        _("réponse signée par"),
        max_length=120,
        blank=True,
        help_text=_("Nom et fonction de la personne élue ou du service."),
    )
    answered_at = models.DateField(_("réponse donnée le"), null=True, blank=True)
    supports_count = models.PositiveIntegerField(
        _("soutiens"), default=0, editable=False
    )
    # Folded text (no accents, no capitals) that the search reads on every engine.
    search_text = models.TextField(editable=False, default="")
    # Where the row came from when it was imported; importing twice adds nothing.
    # It starts with the module's id: a constraint cannot reach the parent's table.
    source_key = models.CharField(max_length=120, blank=True, editable=False)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idée")
        verbose_name_plural = _("idées")
        constraints = [
            models.UniqueConstraint(
                fields=["source_key"],
                condition=~Q(source_key=""),
                name="one_idea_per_imported_row",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the public address; the words in it help people, not us."""
        return reverse("ideas:idea", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """The title as it reads in an address."""
        return slugify(self.title)[:60].strip("-") or "idee"

    @property
    def is_published(self) -> bool:
        """Whether everybody may read the idea."""
        return self.state == self.State.PUBLISHED

    @property
    def is_answered(self) -> bool:
        """Whether the authority has said what becomes of it."""
        return self.stage not in {self.Stage.RECEIVED, self.Stage.REVIEW}

    @property
    def category_label(self) -> str:
        """The name of its category; its id if the category left the call."""
        version = self.module.current_version
        rows = version.definition["categories"] if version else []
        labels = {row["id"]: row["label"] for row in rows}
        return labels.get(self.category, self.category)

    @property
    def channel_words(self) -> str:
        """How it arrived: « en ligne », « sur papier »."""
        label = self.get_channel_display()
        return label[0].lower() + label[1:]

    @property
    def received_by(self) -> str:
        """How it arrived, for a list: « Reçue sur papier »."""
        return _("Reçue %(channel)s") % {"channel": self.channel_words}

    @property
    def author(self) -> str:
        """On whose behalf it was given: « une association »."""
        label = self.get_author_kind_display()
        return label[0].lower() + label[1:]

    def is_supported_by(self, voter_key: str) -> bool:
        """Whether this person, or this browser, supports the idea."""
        return self.supports.filter(voter_key=voter_key).exists()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the idea with the text that the search reads."""
        self.search_text = searchable(f"{self.title} {self.body} {self.place}")
        fields = kwargs.get("update_fields")
        if fields is not None and {"title", "body", "place"} & set(fields):
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)


class Support(models.Model):
    """One person supports one idea, once."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports")
    voter_key = models.CharField(max_length=64)
    on_date = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "voter_key"], name="one_support_per_person_and_idea"
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.on_date}"
