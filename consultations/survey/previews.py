"""Staff try the draft of a survey as people will answer it. Nothing is stored.

What was typed in the other parts travels in hidden inputs.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from consultations.survey.definition import Survey
from consultations.survey.forms import refill
from consultations.survey.forms.raw import Raw, all_inputs, typed
from consultations.survey.forms.reading import Problem
from consultations.survey.forms.steps import in_steps, steps
from consultations.survey.receiving import read_answers, refuse_giants, step_of
from consultations.survey.screens import Form, private, show_form
from participation.kinds import kinds
from participation.models import Module
from participation.views import refuse_cross_site


@login_required(login_url="wagtailadmin_login")
@never_cache
def preview_module(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """Lead to the preview of a module's draft."""
    module = get_object_or_404(Module, pk=module_id, page__isnull=False)
    return redirect("survey:preview", module.page_id, module.block_id)


@login_required(login_url="wagtailadmin_login")
@never_cache
def preview(request: HttpRequest, page_id: int, block_id: UUID) -> HttpResponse:
    """Show staff the draft of a survey as people will see it; store nothing."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    survey = _draft_survey(draft, str(block_id))
    if request.method == "POST":
        return _receive_preview(request, draft, survey)
    return _show_preview(request, draft, survey, {}, 1)


def _draft_survey(page: Any, block_id: str) -> Survey:
    for child in page.body:
        if child.id == block_id and child.block_type == "survey":
            definition = kinds()["survey"].define(block_id, child.value)
            return Survey.from_json(definition)
    raise Http404


def _receive_preview(request: HttpRequest, page: Any, survey: Survey) -> HttpResponse:
    refuse_cross_site(request)
    refuse_giants(request)
    raw = typed(request.POST, survey.questions())
    number = _whole_number(request.POST.get("partie", ""))
    if "avant" in request.POST:
        return _show_preview(request, page, survey, raw, number - 1)
    reading = read_answers(survey, raw)
    parts = steps(survey, reading.asked) if in_steps(survey) else []
    if not parts:
        problems = reading.problems
    else:
        here = parts[min(max(number, 1), len(parts)) - 1]
        ids = {question.id for question in here.section.questions}
        problems = {i: p for i, p in reading.problems.items() if i in ids}
    if problems:
        return _show_preview(request, page, survey, raw, number, problems)
    if number < len(parts):
        return _show_preview(request, page, survey, raw, number + 1)
    return private(
        render(
            request,
            "consultations/survey/preview_end.html",
            {"page": page, "survey": survey, "recap": refill.recap(survey, raw)},
        )
    )


def _show_preview(
    request: HttpRequest,
    page: Any,
    survey: Survey,
    raw: Raw,
    number: int,
    problems: dict[str, Problem] | None = None,
) -> HttpResponse:
    here = step_of(survey, raw, number) if in_steps(survey) else None
    form = Form(
        survey,
        raw,
        UUID(int=page.pk),
        request.path,
        here,
        problems or {},
        purpose="preview",
    )
    if here:
        on_screen = {question.id for question in here.section.questions}
        form.carried = [
            pair for pair in all_inputs(survey, raw) if pair[0][2:38] not in on_screen
        ]
    return show_form(request, None, form, page)


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
