"""« Saisir un questionnaire papier »: one after the other, hands on the keyboard."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultations.survey.access import ENTER, READ, needs, survey_or_404
from consultations.survey.admin_views import survey_crumbs
from consultations.survey.definition import (
    ONE_CHOICE_KINDS,
    Note,
    Question,
    Section,
    Survey,
)
from consultations.survey.forms.raw import Raw, typed
from consultations.survey.forms.reading import Reading, read
from consultations.survey.forms.showing import Field, fields, place_codes
from consultations.survey.storing import Brought, store_once
from participation.models import Channel, Module, ModuleVersion
from participation.submission import NotOpen
from participation.windows import Phase

CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
# What a paper does not carry.
_NOT_ON_PAPER = frozenset({"file"})
# A list where one types the number of the choice.
_LISTS = ONE_CHOICE_KINDS | {"scale"}
_GROUPS = frozenset({"multiple", "ranking", "matrix", "consent", "contact"})


class EntryForm(forms.Form):
    """What surrounds the questions: where the paper came from, and safety."""

    channel = forms.ChoiceField(label=gettext_lazy("Reçu"), choices=CHANNELS)
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    as_it_is = forms.BooleanField(
        label=gettext_lazy("Le papier est ainsi : enregistrer sans ces réponses"),
        required=False,
    )


def on_paper(survey: Survey, *, strict: bool) -> Survey:
    """Return the survey as a paper carries it; `strict` keeps what is required.

    Files stay, so that the numbers are those of the paper, but none is asked for.
    """

    def kept(item: Question | Note) -> Question | Note:
        if isinstance(item, Note):
            return item
        required = item.required and strict and item.kind not in _NOT_ON_PAPER
        return dataclasses.replace(item, required=required, random_order=False)

    return dataclasses.replace(
        survey,
        sections=tuple(
            dataclasses.replace(section, items=tuple(map(kept, section.items)))
            for section in survey.sections
        ),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@needs(READ, ENTER)
def enter(request: HttpRequest, module: Any) -> HttpResponseBase:
    """Show an empty form; store what is typed; show an empty form again."""
    survey = survey_or_404(request.user, module)
    refusal = why_not(survey)
    if refusal:
        return _page(request, survey, refusal=refusal)
    if request.method == "GET":
        return _page(request, survey)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _page(request, survey, form=form, status=422)
    version = survey.versions.filter(pk=form.cleaned_data["version"]).first()
    if version is None:
        return _page(request, survey, form=form, status=422)
    return _receive(request, survey, version, form)


def why_not(module: Module) -> str:
    """Say why nothing more can be brought in; nothing if it can."""
    phase = module.phase(timezone.now())
    if module.sealed_at is not None:
        return _("Les résultats sont scellés : on ne peut plus rien ajouter.")
    if phase is Phase.UPCOMING:
        return _("La participation n’est pas encore ouverte.")
    if phase is Phase.OPEN and not module.is_open(timezone.now()):
        return _("La page de ce questionnaire n’est pas en ligne.")
    return ""


def _receive(
    request: HttpRequest, module: Module, version: ModuleVersion, form: EntryForm
) -> HttpResponseBase:
    asked = Survey.from_json(version.definition)
    lenient = form.cleaned_data["as_it_is"]
    raw = typed(request.POST, asked.questions())
    reading = read(on_paper(asked, strict=not lenient), raw, place_codes())
    if reading.problems:
        return _page(
            request, module, version, form=form, raw=raw, reading=reading, status=422
        )
    channel = form.cleaned_data["channel"]
    one = Brought(form.cleaned_data["token"], reading, channel)
    try:
        response, is_new = store_once(module, version, one, by=request.user)
    except NotOpen as refusal:
        return _page(
            request,
            module,
            version,
            form=form,
            raw=raw,
            reading=reading,
            refusal=refusal.message,
            status=refusal.status,
        )
    if is_new:
        _count_one(request, module)
    request.session["entry_channel"] = channel
    messages.success(
        request,
        _("Questionnaire %s enregistré. Le suivant.") % response.reference,
    )
    return HttpResponseRedirect(reverse("responses:enter", args=[module.pk]))


def _count_one(request: HttpRequest, module: Module) -> None:
    counts = request.session.setdefault("entry_counts", {})
    counts[str(module.pk)] = counts.get(str(module.pk), 0) + 1
    request.session.modified = True


def _page(
    request: HttpRequest,
    module: Module,
    version: ModuleVersion | None = None,
    *,
    form: EntryForm | None = None,
    raw: Raw | None = None,
    reading: Reading | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponseBase:
    version = version or module.current_version
    if version is None:  # survey_or_404 leaves such modules out
        raise ValueError(module.pk)
    asked = on_paper(Survey.from_json(version.definition), strict=False)
    form = form or _empty_form(request, version)
    reading = reading or Reading()
    label = _("Saisir un questionnaire papier")
    return render(
        request,
        "consultations/admin/entry.html",
        {
            "module": module,
            "form": form,
            "sections": [
                (section, _shown(asked, section, raw or {}, reading))
                for section in asked.sections
            ],
            "problems": [
                (asked.numbers[key], problem)
                for key, problem in sorted(
                    reading.problems.items(), key=lambda pair: asked.numbers[pair[0]]
                )
            ],
            "refusal": refusal,
            "done": request.session.get("entry_counts", {}).get(str(module.pk), 0),
            "breadcrumbs_items": survey_crumbs(module, ("", label)),
            "header_title": label,
        },
        status=status,
    )


def _shown(survey: Survey, section: Section, raw: Raw, reading: Reading) -> list[Field]:
    """Return the questions of a part; its notes are on the paper, files nowhere."""
    shown = fields(
        survey, section, raw, seed=uuid.UUID(int=0), problems=reading.problems
    )
    return [
        (item, item.question.kind in _LISTS, item.question.kind in _GROUPS)
        for item in shown
        if isinstance(item, Field) and item.question.kind not in _NOT_ON_PAPER
    ]


def _empty_form(request: HttpRequest, version: ModuleVersion) -> EntryForm:
    return EntryForm(
        initial={
            "channel": request.session.get("entry_channel", Channel.PAPER),
            "token": uuid.uuid4(),
            "version": version.pk,
        }
    )
