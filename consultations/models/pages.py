"""The page of a démarche, and the page that lists them all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from consultations import presentation
from consultations.blocks import ConsultationBody, OutcomeStream
from consultations.editing import ConsultationPageForm
from consultations.listing import Listing, Wanted
from consultations.panels import consultation_tabs
from consultations.querysets import ConsultationManager
from consultations.rules import Status, status
from core.models import Territory, Topic
from core.pages import PublicPage
from core.text import searchable
from participation.pages import HostsModules
from participation.windows import days_left


class ConsultationIndexPage(PublicPage, Page):
    """« Les démarches »: every démarche, with filters."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("Deux phrases, sous le titre.")
    )

    # The header's « Rechercher » leads to the search form of this page.
    offers_search = True

    max_count = 1
    subpage_types = ["consultations.ConsultationPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("liste des démarches")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Give the démarches that the address asks for."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = ConsultationPage.objects.child_of(self).visible()
        listing = Listing(pages, Wanted.from_query(request.GET), timezone.now())
        sheet = listing.sheet(request.GET.get("page"))
        return context | {
            "listing": listing,
            "wanted": listing.wanted,
            "sheet": sheet,
            "page_range": sheet.paginator.get_elided_page_range(sheet.number),
            "levels": ConsultationPage.Level.choices,
        }


class ConsultationPage(HostsModules, PublicPage, Page):
    """A démarche: what is asked, until when, who decides, what became of it."""

    class Kind(models.TextChoices):
        SURVEY = "survey", _("Questionnaire")
        IDEAS = "ideas", _("Appel à idées")
        CONSULTATION = "consultation", _("Consultation")
        CONCERTATION = "concertation", _("Concertation")
        EVALUATION = "evaluation", _("Évaluation")

    class Level(models.IntegerChoices):
        INFORM = 1, _("Informer")
        CONSULT = 2, _("Consulter")
        CONCERT = 3, _("Concerter")
        COPRODUCE = 4, _("Co-construire")
        CODECIDE = 5, _("Co-décider")

    class LegalFrame(models.TextChoices):
        VOLUNTARY = "l131-1", _("Consultation volontaire (article L131-1 du CRPA)")
        URBANISM = "l103-2", _("Concertation obligatoire d’urbanisme (article L103-2)")
        OPTIONAL = "l300-2", _("Concertation facultative d’urbanisme (article L300-2)")
        ENVIRONMENT = (
            "l121-17",
            _("Concertation préalable, environnement (article L121-17)"),
        )
        CHARTER = "charter", _("Charte locale de la participation")

    summary = models.CharField(
        _("en une phrase"),
        max_length=255,
        blank=True,
        help_text=_("Affichée dans les listes et les partages."),
    )
    intro = models.TextField(
        _("chapeau"),
        blank=True,
        help_text=_("Deux ou trois phrases, sous le titre. Le contexte, sans jargon."),
    )
    image = models.ForeignKey(
        "core.ParvisImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Sans image, le site dessine un pavage propre à la démarche."),
    )
    body = StreamField(
        ConsultationBody(), verbose_name=_("contenu de la page"), blank=True
    )

    kind = models.CharField(
        _("forme"), max_length=12, choices=Kind.choices, default=Kind.CONSULTATION
    )
    opens_at = models.DateTimeField(_("ouverture"), null=True, blank=True)
    closes_at = models.DateTimeField(_("clôture"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(
        _("niveau de participation"), choices=Level.choices, null=True, blank=True
    )
    decider = models.CharField(
        _("qui décide"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple : le conseil métropolitain."),
    )
    decider_detail = models.CharField(
        _("précision sur la décision"),
        max_length=200,
        blank=True,
        help_text=_("Quand, et qui rapporte le sujet."),
    )
    open_to_debate = models.TextField(
        _("ce qui est ouvert au débat"), blank=True, help_text=_("Un point par ligne.")
    )
    out_of_scope = models.TextField(
        _("ce qui n’est pas en discussion"),
        blank=True,
        help_text=_("Un point par ligne : ce qui est déjà décidé, ou hors sujet."),
    )
    legal_frame = models.CharField(
        _("cadre légal"),
        max_length=10,
        choices=LegalFrame.choices,
        default=LegalFrame.VOLUNTARY,
    )
    territories = ParentalManyToManyField(
        Territory, blank=True, verbose_name=_("territoires")
    )
    topics = ParentalManyToManyField(Topic, blank=True, verbose_name=_("thèmes"))
    audience = models.CharField(
        _("qui peut participer"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple : tout le monde, dès 11 ans."),
    )
    audience_detail = models.CharField(
        _("précision sur le public"),
        max_length=200,
        blank=True,
        help_text=_("Par exemple : habiter, étudier ou travailler dans la métropole."),
    )
    on_paper = models.TextField(
        _("sur papier"), blank=True, help_text=_("Où trouver et déposer le papier.")
    )
    by_phone = models.TextField(
        _("par téléphone"), blank=True, help_text=_("Numéro et heures d’appel.")
    )
    in_person = models.TextField(
        _("en personne"), blank=True, help_text=_("Rencontres, guichets, permanences.")
    )
    official = models.CharField(
        _("personne élue référente"), max_length=120, blank=True
    )
    department = models.CharField(_("service"), max_length=120, blank=True)
    contact_name = models.CharField(_("personne à joindre"), max_length=120, blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    data_notice = models.TextField(
        _("données personnelles"),
        blank=True,
        help_text=_(
            "Ce que deviennent les réponses : à quoi elles servent, qui les lit, "
            "combien de temps elles sont gardées."
        ),
    )

    answer_due = models.DateField(_("réponse promise pour le"), null=True, blank=True)
    answer_due_note = models.CharField(
        _("précision sur la réponse"), max_length=200, blank=True
    )
    results_published_on = models.DateField(
        _("résultats publiés le"),
        null=True,
        blank=True,
        help_text=_("Ce jour-là, la démarche passe à « Résultats publiés »."),
    )
    decided_on = models.DateField(_("décision prise le"), null=True, blank=True)
    decision = models.TextField(
        _("la décision, en une à trois phrases"),
        blank=True,
        help_text=_("Elle s’affiche en grand, avant les chiffres."),
    )
    decision_reference = models.CharField(
        _("délibération"), max_length=80, blank=True, help_text=_("Numéro et date.")
    )
    decision_signed_by = models.CharField(_("signée par"), max_length=120, blank=True)
    outcomes = StreamField(
        OutcomeStream(), verbose_name=_("ce que nous répondons"), blank=True
    )
    method_note = models.TextField(
        _("méthode et limites"),
        blank=True,
        help_text=_("Comment les réponses ont été comptées et lues."),
    )
    # Folded text (no accents, no capitals) that the search reads on every engine.
    search_text = models.TextField(editable=False, default="", blank=True)

    objects = ConsultationManager()

    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types: list[str] = []

    edit_handler = consultation_tabs()
    base_form_class = ConsultationPageForm

    class Meta:
        verbose_name = _("démarche")
        verbose_name_plural = _("démarches")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the words that the search finds."""
        words = self.body.stream_block.get_searchable_content(self.body)
        self.search_text = searchable(
            " ".join([self.title, self.summary, self.intro, *words])
        )
        super().save(*args, **kwargs)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Give the template the calls, the facts and where the démarche stands."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        preview = getattr(request, "is_preview", False)
        return context | presentation.context(self, timezone.now(), preview=preview)

    def boundaries(self) -> list[datetime | None]:
        """It changes by itself when it opens and when it closes."""
        return [self.opens_at, self.closes_at]

    @cached_property
    def status(self) -> Status:
        """Where the démarche stands now."""
        now = timezone.now()
        return status(
            self.opens_at,
            self.closes_at,
            self.results_published_on,
            self.decided_on,
            at=now,
            today=timezone.localdate(now),
        )

    @property
    def days_left(self) -> int | None:
        """Whole days before closing, if there is a closing date."""
        return days_left(self.closes_at, timezone.now()) if self.closes_at else None


class ConsultationStep(Orderable):
    """One stage of a démarche, shown in its step bar."""

    page = ParentalKey(ConsultationPage, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(
        _("nom"), max_length=40, help_text=_("Un verbe : Analyser.")
    )
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    period = models.CharField(
        _("période affichée"),
        max_length=120,
        help_text=_(
            "Par exemple : janv. et févr. 2027. Toutes les réponses sont lues."
        ),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("period"),
    ]

    def __str__(self) -> str:
        return self.name
