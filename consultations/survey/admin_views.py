"""What staff see of the responses: surveys, listing, one response, files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from consultations.models import FileAnswer, Response, TextAnswer
from consultations.survey import actions, downloads
from consultations.survey.access import (
    ANNUL,
    ENTER,
    EXPORT,
    EXPORT_CONTACTS,
    MODERATE,
    READ,
    SEE_CONFIDENTIAL,
    needs,
    responses_for,
    survey_or_404,
    surveys_for,
)
from consultations.survey.definition import Question
from consultations.survey.exports import merged
from consultations.survey.filters import LISTED_KINDS, ResponseFilters
from consultations.survey.readable import readable
from consultations.survey.tables import OpenTable, ResponseTable, surveys_of
from core.models import Territory
from participation.models import Channel, Module

Crumbs = list[dict[str, Any]]


def crumbs(*steps: tuple[str, str]) -> Crumbs:
    """Return the path to a page: (address, label), the home page first."""
    home = (reverse("wagtailadmin_home"), _("Accueil"))
    return [{"url": url, "label": label} for url, label in (home, *steps)]


def survey_crumbs(module: Module, *steps: tuple[str, str]) -> Crumbs:
    """Return the path to a page about one survey."""
    return crumbs(
        (reverse("responses:index"), _("Réponses")),
        (reverse("responses:survey", args=[module.pk]), module.title),
        *steps,
    )


# -- All surveys -------------------------------------------------------------------


class SurveyListView(BaseListingView):
    """Every survey one works on, with its counts by channel."""

    page_title = gettext_lazy("Réponses")
    header_icon = "form"
    paginate_by = 50
    template_name = "consultations/admin/surveys.html"
    results_template_name = "consultations/admin/surveys_results.html"
    index_url_name = "responses:index"
    index_results_url_name = "responses:index-results"
    is_searchable = True
    columns = [Column("title")]

    def get_base_queryset(self) -> QuerySet[Module]:
        """Return the surveys, the ones that close last first."""
        surveys = surveys_for(self.request.user).exclude(current_version=None)
        return surveys.select_related("page").order_by("-closes_at", "-created_at")

    def search_queryset(self, queryset: QuerySet[Module]) -> QuerySet[Module]:
        """Search in the title of the survey and of its page."""
        words = self.search_query
        return queryset.filter(
            Q(title__icontains=words) | Q(page__title__icontains=words)
        )

    def get_breadcrumbs_items(self) -> Crumbs:
        """Return the path to this page."""
        return crumbs(("", str(self.page_title)))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the counts of the surveys of this page."""
        context = super().get_context_data(*args, **kwargs)
        context["rows"] = with_counts(list(context["object_list"]))
        context["channels"] = Channel.choices
        return context


def with_counts(surveys: list[Module]) -> list[dict[str, Any]]:
    """Return each survey with its number of responses, in all and by channel."""
    counts: dict[Any, dict[str, int]] = {module.pk: {} for module in surveys}
    rows = (
        Response.objects.counted()
        .filter(module__in=surveys)
        .order_by()
        .values_list("module_id", "channel")
        .annotate(n=Count("pk"))
    )
    for module_id, channel, n in rows:
        counts[module_id][channel] = n
    return [
        {
            "module": module,
            "total": sum(counts[module.pk].values()),
            "by_channel": [counts[module.pk].get(key, 0) for key in Channel.values],
        }
        for module in surveys
    ]


# -- The responses of a survey -------------------------------------------------------


class ResponseListView(BaseListingView):
    """The responses of one survey."""

    header_icon = "form"
    paginate_by = 50
    model = Response
    filterset_class = ResponseFilters
    template_name = "consultations/admin/responses.html"
    results_template_name = "consultations/admin/responses_results.html"
    is_searchable = True
    default_ordering = "-pk"
    verbose_name_plural = gettext_lazy("réponses")

    @cached_property
    def module(self) -> Module:
        """The survey, if one may see it."""
        return survey_or_404(self.request.user, self.kwargs["module"])

    @cached_property
    def questions(self) -> list[Question]:
        """The questions by which one may filter."""
        sees = self.request.user.has_perm(SEE_CONFIDENTIAL)
        return [
            question
            for question, *_rest in merged(surveys_of(self.module))
            if question.kind in LISTED_KINDS and (sees or not question.confidential)
        ]

    @cached_property
    def columns(self) -> list[Column]:
        """Reference, date, channel, state."""
        return [
            TitleColumn(
                "reference",
                label=_("Référence"),
                get_url=lambda response: reverse(
                    "responses:response", args=[response.pk]
                ),
            ),
            Column("received", label=_("Reçue"), accessor=self.received, sort_key="pk"),
            Column("channel", label=_("Canal"), accessor="get_channel_display"),
            Column("entered_by", label=_("Saisie par"), accessor=_agent),
            Column("texts", label=_("Textes à relire"), accessor=_pending),
            Column("state", label=_("État"), accessor=_state),
        ]

    def received(self, response: Response) -> str:
        """Return the hour while the survey is open, then the day alone."""
        return moment(self.module, response)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Give the filters the choices of this survey."""
        return {**super().get_filterset_kwargs(), "questions": self.questions}

    def get_base_queryset(self) -> QuerySet[Response]:
        """Return all responses, annulled ones too."""
        pending = Q(
            texts__state=TextAnswer.State.PENDING, texts__question__confidential=False
        )
        return (
            Response.objects.filter(module=self.module)
            .select_related("entered_by")
            .annotate(pending_texts=Count("texts", filter=pending))
        )

    def search_queryset(self, queryset: QuerySet[Response]) -> QuerySet[Response]:
        """Search a reference, or words of a free text."""
        words = self.search_query.strip()
        texts = TextAnswer.objects.filter(
            question__module=self.module, text__icontains=words
        )
        if not self.request.user.has_perm(SEE_CONFIDENTIAL):
            texts = texts.filter(question__confidential=False)
        return queryset.filter(
            Q(reference__istartswith=words) | Q(pk__in=texts.values("response"))
        )

    def get_page_title(self) -> str:
        """Return the title of the survey."""
        return self.module.title

    def get_breadcrumbs_items(self) -> Crumbs:
        """Return the path to this page."""
        return survey_crumbs(self.module)

    def get_index_url(self) -> str:
        """Return the address of this list."""
        return reverse("responses:survey", args=[self.module.pk])

    def get_index_results_url(self) -> str:
        """Return the address of the list alone, for the search that refreshes it."""
        return reverse("responses:survey-results", args=[self.module.pk])

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """What one may do from here."""
        user, pk = self.request.user, self.module.pk
        wanted = [
            (ENTER, "responses:enter", _("Saisir"), "edit"),
            (ENTER, "responses:import", _("Importer"), "upload"),
            (EXPORT, "responses:downloads", _("Télécharger"), "download"),
        ]
        return [
            HeaderButton(label, reverse(name, args=[pk]), icon_name=icon, priority=n)
            for n, (permission, name, label, icon) in enumerate(wanted)
            if user.has_perm(permission)
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the counts of the whole survey."""
        context = super().get_context_data(*args, **kwargs)
        counts = with_counts([self.module])[0]
        labels = [label for _value, label in Channel.choices]
        context["counts"] = counts["total"]
        context["by_channel"] = [
            (label, n)
            for label, n in zip(labels, counts["by_channel"], strict=True)
            if n
        ]
        context["module"] = self.module
        return context


def moment(module: Module, response: Response) -> str:
    """Say when a response was received, as precisely as may still be told."""
    table = ResponseTable(module)
    hour = response.created_at.replace(minute=0, second=0, microsecond=0)
    return table.told(hour)


def _agent(response: Response) -> str:
    return response.entered_by.get_username() if response.entered_by else ""


def _pending(response: Any) -> str:
    return str(response.pending_texts or "")


def _state(response: Response) -> str:
    return _("Annulée") if response.annulled_at else _("Comptée")


# -- One response ----------------------------------------------------------------


@require_GET
@needs(READ)
def response_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show every answer of one response, in the order of the form."""
    response = get_object_or_404(
        responses_for(request.user).select_related(
            "module", "version", "entered_by", "annulled_by"
        ),
        pk=pk,
    )
    module = response.module
    user = request.user
    return render(
        request,
        "consultations/admin/response.html",
        {
            "response": response,
            "module": module,
            "received": moment(module, response),
            "answers": answers_of(response, user.has_perm(SEE_CONFIDENTIAL)),
            "can_annul": user.has_perm(ANNUL) and response.annulled_at is None,
            "can_moderate": user.has_perm(MODERATE) and response.annulled_at is None,
            "breadcrumbs_items": survey_crumbs(
                module, ("", _("Réponse %s") % response.reference)
            ),
            "header_title": _("Réponse %s") % response.reference,
        },
    )


def answers_of(response: Response, confidential: bool) -> list[dict[str, Any]]:
    """Return what was answered to every question, as lines, a text, a file."""
    territories = dict(Territory.objects.values_list("code", "name"))
    texts = {
        str(text.question.block_id): text
        for text in response.texts.select_related("question", "decided_by")
    }
    files = {
        str(file.question.block_id): file
        for file in response.files.select_related("question")
    }
    return [
        {
            "question": question,
            "number": number,
            "lines": readable(question, response.data.get(question.id), territories),
            "text": texts.get(question.id),
            "file": files.get(question.id),
        }
        for question, number, _gone in merged(surveys_of(response.module))
        if question.kind != "contact" and (confidential or not question.confidential)
    ]


class AnnulmentForm(forms.Form):
    """Why a response no longer counts."""

    reason = forms.CharField(
        label=gettext_lazy("Motif de l’annulation"),
        help_text=gettext_lazy(
            "Une phrase. Elle est gardée avec la réponse et dans le journal."
        ),
        max_length=300,
        min_length=5,
    )


@require_http_methods(["GET", "POST"])
@needs(READ, ANNUL)
def response_annul(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask why, then stop counting a response."""
    response = get_object_or_404(
        responses_for(request.user).select_related("module"), pk=pk
    )
    here = reverse("responses:response", args=[pk])
    form = AnnulmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if actions.annul(response, reason=reason, by=request.user):
            messages.success(
                request, _("La réponse %s ne compte plus.") % response.reference
            )
        return redirect(here)
    label = _("Annuler cette réponse")
    steps = ((here, response.reference), ("", label))
    return render(
        request,
        "consultations/admin/annul.html",
        {
            "form": form,
            "response": response,
            "back": here,
            "breadcrumbs_items": survey_crumbs(response.module, *steps),
            "header_title": label,
        },
    )


@require_GET
@needs(READ)
def response_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send a joined file, to be saved and never run in the browser."""
    file = get_object_or_404(
        FileAnswer.objects.select_related("question", "response").filter(
            response__in=responses_for(request.user)
        ),
        pk=pk,
    )
    if file.question.confidential and not request.user.has_perm(SEE_CONFIDENTIAL):
        raise Http404
    log(file.response, actions.OPENED_FILE, user=request.user)
    answer = FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


# -- Downloads ----------------------------------------------------------------------


@require_GET
@needs(READ, EXPORT)
def download_list(request: HttpRequest, module: Any) -> HttpResponseBase:
    """Show the files that one may download, and what is in them."""
    survey = survey_or_404(request.user, module)
    label = _("Télécharger les réponses")
    return render(
        request,
        "consultations/admin/downloads.html",
        {
            "module": survey,
            "total": Response.objects.filter(module=survey).counted().count(),
            "annulled": Response.objects.filter(module=survey)
            .exclude(annulled_at=None)
            .count(),
            "is_closed": ResponseTable(survey).is_closed,
            "sees_confidential": request.user.has_perm(SEE_CONFIDENTIAL),
            "gets_contacts": request.user.has_perm(EXPORT_CONTACTS),
            "contacts": survey.contacts.count(),
            "breadcrumbs_items": survey_crumbs(survey, ("", label)),
            "header_title": label,
        },
    )


@require_POST
@needs(READ, EXPORT)
def download(request: HttpRequest, module: Any, what: str) -> HttpResponseBase:
    """Send one file, and write in the journal that it was sent."""
    survey = survey_or_404(request.user, module)
    table = ResponseTable(survey, confidential=request.user.has_perm(SEE_CONFIDENTIAL))
    if what == "contacts" and not request.user.has_perm(EXPORT_CONTACTS):
        raise PermissionDenied
    if what == "open-data" and not table.is_closed:
        messages.error(
            request, _("Les données ouvertes se téléchargent après la clôture.")
        )
        return redirect("responses:downloads", survey.pk)
    actions.note_export(survey, what, by=request.user)
    return _FILES[what](table)


_FILES = {
    "csv": downloads.responses_csv,
    "xlsx": downloads.responses_xlsx,
    "dictionary": downloads.dictionary_csv,
    "open-data": lambda table: downloads.open_data_csv(OpenTable(table.module)),
    "contacts": lambda table: downloads.contacts_csv(table.module),
}
