"""Surveys as tables: what is asked, what was answered.

Questions and choices are retired, never deleted: answers point at them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.survey.querysets import ResponseQuerySet, TextAnswerQuerySet
from participation.models import Channel, Module, ModuleVersion
from participation.references import new_reference


class Question(models.Model):
    """A question that people were asked at least once."""

    module = models.ForeignKey(Module, models.PROTECT, related_name="questions")
    block_id = models.UUIDField(editable=False)
    kind = models.CharField(_("nature"), max_length=12)
    label = models.CharField(_("question"), max_length=500)
    position = models.PositiveIntegerField()
    confidential = models.BooleanField(_("confidentielle"), default=False)
    retired_at = models.DateTimeField(_("retirée le"), null=True)
    # The first version whose wording differs from what some people answered.
    reworded_at = models.DateTimeField(_("reformulée le"), null=True)

    class Meta:
        ordering = ["module", "position"]
        verbose_name = _("question")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "block_id"], name="one_question_per_module_and_block"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Choice(models.Model):
    """A choice of a question, or a row of a matrix."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="choices")
    choice_id = models.CharField(max_length=40, editable=False)
    label = models.CharField(_("choix"), max_length=300)
    position = models.PositiveIntegerField()
    is_row = models.BooleanField(default=False)
    retired_at = models.DateTimeField(_("retiré le"), null=True)

    class Meta:
        ordering = ["question", "is_row", "position"]
        verbose_name = _("choix")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "choice_id"], name="one_choice_per_question_and_id"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Response(models.Model):
    """All the answers of one person, except words, files and addresses."""

    module = models.ForeignKey(Module, models.PROTECT, related_name="responses")
    version = models.ForeignKey(ModuleVersion, models.PROTECT, related_name="+")
    token = models.UUIDField(editable=False)
    reference = models.CharField(
        _("référence"), max_length=12, unique=True, default=new_reference
    )
    channel = models.CharField(
        _("canal"), max_length=10, choices=Channel.choices, default=Channel.ONLINE
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("saisie par"),
    )
    data = models.JSONField(_("réponses"), default=dict)
    # SHA-256 of the secret of the private link that edits this response.
    edit_key = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("reçue le"), auto_now_add=True)
    edited_at = models.DateTimeField(_("modifiée le"), null=True)
    # An annulled response is kept and no longer counts.
    annulled_at = models.DateTimeField(_("annulée le"), null=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("annulée par"),
    )
    annulment_reason = models.CharField(
        _("motif de l’annulation"), max_length=300, blank=True
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["module", "id"]
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        permissions = [
            ("enter_response", _("Peut saisir et importer des réponses")),
            ("export_response", _("Peut exporter les réponses")),
            ("annul_response", _("Peut annuler une réponse")),
            ("see_confidential", _("Peut voir les questions confidentielles")),
        ]
        indexes = [models.Index(fields=["module", "id"], name="response_by_module")]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "token"], name="one_response_per_form_token"
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None, annulment_reason="")
                | (Q(annulled_at__isnull=False) & ~Q(annulment_reason="")),
                name="annulled_response_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class TextAnswer(models.Model):
    """Words that a person wrote in answer to a question."""

    class State(models.TextChoices):
        PENDING = "pending", _("À relire")
        PUBLISHED = "published", _("Publié")
        REFUSED = "refused", _("Non publié")

    response = models.ForeignKey(Response, models.CASCADE, related_name="texts")
    question = models.ForeignKey(Question, models.PROTECT, related_name="texts")
    text = models.TextField(_("texte"))
    state = models.CharField(
        _("état"), max_length=10, choices=State.choices, default=State.PENDING
    )
    decided_at = models.DateTimeField(_("relu le"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("relu par"),
    )

    objects = TextAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("texte libre")
        verbose_name_plural = _("textes libres")
        indexes = [
            models.Index(fields=["question", "state", "id"], name="texts_to_browse")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                name="one_text_per_response_and_question",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FileAnswer(models.Model):
    """A file that a person joined to a response; only staff may open it."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, models.PROTECT, related_name="files")
    file = models.FileField(_("fichier"), upload_to="reponses/%Y/%m/")
    name = models.CharField(_("nom d’origine"), max_length=200)

    class Meta:
        verbose_name = _("fichier joint")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                name="one_file_per_response_and_question",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FollowUpContact(models.Model):
    """An address left « to know what happens next »: no link to the answers."""

    module = models.ForeignKey(Module, models.CASCADE, related_name="contacts")
    email = models.EmailField(_("adresse électronique"))
    on_date = models.DateField(_("laissée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("adresse pour les suites")
        verbose_name_plural = _("adresses pour les suites")
        permissions = [
            ("export_followupcontact", _("Peut exporter les adresses pour les suites"))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "email"], name="one_contact_per_module_and_address"
            )
        ]

    def __str__(self) -> str:
        return self.email


class ResponseImport(models.Model):
    """A file of responses that was imported; the same file is refused twice."""

    module = models.ForeignKey(Module, models.PROTECT, related_name="imports")
    checksum = models.CharField(max_length=64, editable=False)
    name = models.CharField(_("nom du fichier"), max_length=200)
    rows = models.PositiveIntegerField(_("réponses"))
    imported_at = models.DateTimeField(_("importé le"), auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("importé par"),
    )

    class Meta:
        verbose_name = _("import de réponses")
        verbose_name_plural = _("imports de réponses")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "checksum"], name="one_import_per_module_and_file"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SavedDraft(models.Model):
    """Answers kept to be finished later, behind a private link."""

    module = models.ForeignKey(Module, models.CASCADE, related_name="drafts")
    # SHA-256 of the secret in the link: the database alone opens no draft.
    key = models.CharField(max_length=64, unique=True)
    fields = models.JSONField(default=dict)  # raw form fields, as they were typed
    step = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="draft_has_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.module_id} {self.saved_at:%Y-%m-%d}"
