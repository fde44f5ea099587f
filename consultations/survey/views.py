"""Answering a survey: on one page or part by part, later, again; nothing is lost.

No session: what is typed travels in the form or waits in a SavedDraft, whose
private link only the person has. POST, then 303, then a page that can be reloaded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consultations.models import Response, SavedDraft
from consultations.survey import drafts, mailing, paper_form
from consultations.survey.answering import edit as change
from consultations.survey.answering import find, submit, survey_of
from consultations.survey.definition import Survey
from consultations.survey.forms import refill
from consultations.survey.forms.raw import (
    Raw,
    merged,
)
from consultations.survey.forms.reading import Problem
from consultations.survey.forms.steps import Step, in_steps, steps
from consultations.survey.links import UnknownLink, fingerprint, token_of
from consultations.survey.receiving import (
    read_answers,
    refuse_giants,
    step_of,
    typed_with_files,
)
from consultations.survey.screens import (
    Form,
    link,
    page_of,
    show_closed,
    show_form,
)
from core.limits import TooMany, client_address, hit
from participation.guard import WINDOW, Guard, OverLimit, StaleForm
from participation.identity import identity_needed, voter_key
from participation.models import Module, Participation
from participation.submission import AlreadyParticipated, NotOpen, Refused
from participation.views import check_reader, private, refuse_cross_site

# A step of a form writes a row and proves nothing yet.
SAVES = 600


# -- On one page ----------------------------------------------------------------


def answer(request: HttpRequest, module: Module) -> HttpResponse:
    """Answer `/participer/<module>/`."""
    if request.method == "POST":
        return _receive(request, module)
    if not module.is_open(timezone.now()):
        return show_closed(request, module)
    if refusal := _not_entitled(request, module):
        return refusal
    guard = Guard.issue(module)
    survey = survey_of(guard.version)
    if in_steps(survey):
        # A private address from the first part on: « précédent » finds the answers.
        return redirect(link("step", module, guard.token, 1))
    return show_form(request, module, _whole(module, guard, survey, {}))


def _receive(request: HttpRequest, module: Module) -> HttpResponse:
    refuse_giants(request)
    guard, refusal = _guard(request, module)
    survey = survey_of(guard.version)
    questions = list(survey.questions())
    keeps = _keeps_files(module, refusal)
    raw, unfit = typed_with_files(request, questions, keeps=keeps)
    form = _whole(module, guard, survey, raw)
    if "plus-tard" in request.POST:
        then = _see_other(link("later", module, guard.token))
        return _put_aside(request, module, form, then)
    if needed := identity_needed(request, module, link("resume", module, guard.token)):
        return _put_aside(request, module, form, needed)
    form.refusal = refusal
    return _send(request, module, guard, form, unfit)


def _put_aside(
    request: HttpRequest, module: Module, form: Form, then: HttpResponse
) -> HttpResponse:
    """Keep the form and go on to `then`; a closed survey keeps nothing more."""
    if not module.is_open(timezone.now()):
        return _too_late(request, module, form)
    try:
        _save(request, module, form.seed, form.raw, 0)
    except OverLimit as limit:
        form.refusal = limit
        return show_form(request, module, form)
    return then


def _too_late(request: HttpRequest, module: Module, form: Form) -> HttpResponse:
    """Say that it is closed, with what was typed so that one may copy it."""
    return show_closed(
        request, module, survey=form.survey, raw=form.raw, status=NotOpen.status
    )


def _whole(module: Module, guard: Guard, survey: Survey, raw: Raw) -> Form:
    action = reverse("participation:module", args=[module.pk])
    return Form(survey, raw, guard.token, action, guard=guard)


def _send(
    request: HttpRequest,
    module: Module,
    guard: Guard,
    form: Form,
    unfit: dict[str, Problem],
) -> HttpResponse:
    """Store the answers and show the receipt, or the form again with all it held."""
    reading = read_answers(form.survey, form.raw, unfit)
    form.problems = reading.problems
    if form.has_errors:
        return _correct(request, module, form)
    try:
        Guard.from_post(request, module)
        submit(
            guard.version, guard.token, reading, voter_key=voter_key(request, module)
        )
    except (NotOpen, AlreadyParticipated) as refusal:
        return show_closed(
            request,
            module,
            message=refusal.message,
            survey=form.survey,
            raw=form.raw,
            status=refusal.status,
        )
    except Refused as refusal:
        form.refusal = refusal
        return _correct(request, module, form)
    return _see_other(link("receipt", module, guard.token))


def _correct(request: HttpRequest, module: Module, form: Form) -> HttpResponse:
    """Show the form again; by steps, on the first part that has a problem."""
    if form.step is not None and form.problems:
        form.step = _first_wrong_step(form) or form.step
        here = {question.id for question in form.step.section.questions}
        form.problems = {i: p for i, p in form.problems.items() if i in here}
        form.action = link("step", module, form.seed, form.step.number)
    if not module.is_open(timezone.now()):
        return _too_late(request, module, form)
    return show_form(request, module, form)


def _first_wrong_step(form: Form) -> Step | None:
    reading = read_answers(form.survey, form.raw)
    for step_ in steps(form.survey, reading.asked):
        if any(question.id in form.problems for question in step_.section.questions):
            return step_
    return None


# -- Part by part -----------------------------------------------------------------


@never_cache
def step(
    request: HttpRequest, module_id: UUID, secret: str, number: int
) -> HttpResponse:
    """Show or take one part of the survey."""
    module, token = _opened(request, module_id, secret)
    draft = drafts.find(module, token)
    if draft is None and (sent := find(module.pk, token)):
        return _see_other(link("receipt", module, sent.token))
    raw: Raw = draft.fields if draft else {}
    if request.method == "POST":
        return _receive_step(request, module, token, number, raw)
    if not module.is_open(timezone.now()):
        return _closed_with(request, module, raw)
    if refusal := _not_entitled(request, module):
        return refusal
    guard = Guard.issue(module, token)
    survey = survey_of(guard.version)
    if not in_steps(survey):
        return show_form(request, module, _whole(module, guard, survey, raw))
    here = step_of(survey, raw, number)
    if here.number != number:
        return redirect(link("step", module, token, here.number))
    return show_form(request, module, _form_of(module, guard, survey, raw, here))


def _receive_step(
    request: HttpRequest, module: Module, token: UUID, number: int, raw: Raw
) -> HttpResponse:
    refuse_giants(request)
    guard, refusal = _guard(request, module, token)
    survey = survey_of(guard.version)
    here = step_of(survey, raw, number)
    questions = here.section.questions
    keeps = _keeps_files(module, refusal)
    newer, unfit = typed_with_files(request, questions, keeps=keeps)
    raw = merged(raw, newer, questions)
    form = _form_of(module, guard, survey, raw, here)
    if not module.is_open(timezone.now()):
        return _too_late(request, module, form)
    try:
        _save(request, module, token, raw, number)
    except OverLimit as limit:
        form.refusal = limit
        return show_form(request, module, form)
    if "plus-tard" in request.POST:
        return _see_other(link("later", module, token))
    if "avant" in request.POST and number > 1:
        return _see_other(link("step", module, token, number - 1))
    if needed := identity_needed(request, module, link("resume", module, token)):
        return needed
    # What was typed here may have opened or closed later parts.
    form = _form_of(module, guard, survey, raw, step_of(survey, raw, number))
    if form.is_last:
        form.refusal = refusal
        return _send(request, module, guard, form, unfit)
    wrong = read_answers(survey, raw, unfit).problems
    form.problems = {q.id: wrong[q.id] for q in questions if q.id in wrong}
    if form.problems:
        return _correct(request, module, form)
    return _see_other(link("step", module, token, number + 1))


def _form_of(
    module: Module, guard: Guard, survey: Survey, raw: Raw, here: Step
) -> Form:
    action = link("step", module, guard.token, here.number)
    return Form(survey, raw, guard.token, action, here, guard=guard)


# -- Later --------------------------------------------------------------------------


@never_cache
def resume(request: HttpRequest, module_id: UUID, secret: str) -> HttpResponse:
    """Take up a form again where it was left, on any device."""
    module, token = _opened(request, module_id, secret)
    draft = drafts.find(module, token)
    if draft is None:
        if find(module.pk, token):
            return redirect(link("receipt", module, token))
        raise Http404
    if not module.is_open(timezone.now()):
        return _closed_with(request, module, draft.fields)
    if refusal := _not_entitled(request, module):
        return refusal
    guard = Guard.issue(module, token)
    survey = survey_of(guard.version)
    if in_steps(survey):
        return redirect(link("step", module, token, draft.step or 1))
    return show_form(request, module, _whole(module, guard, survey, draft.fields))


@never_cache
def later(request: HttpRequest, module_id: UUID, secret: str) -> HttpResponse:
    """Give the private link of a draft, and mail it to whoever asks."""
    module, token = _opened(request, module_id, secret)
    get_object_or_404(SavedDraft, module=module, key=fingerprint(secret))
    context: dict[str, Any] = {
        "module": module,
        "page": page_of(module),
        "link": request.build_absolute_uri(link("resume", module, token)),
        "resume": link("resume", module, token),
        "email": "",
    }
    status = 200
    if request.method == "POST":
        context["email"] = request.POST.get("email", "")[:254]
        try:
            mailing.send_link(module, token, context["email"], client_address(request))
            context["sent_to"] = context["email"]
        except Refused as refusal:
            context["problem"] = refusal.message
            status = refusal.status
    return private(
        render(request, "consultations/survey/later.html", context, status=status)
    )


# -- After --------------------------------------------------------------------------


@never_cache
def receipt(request: HttpRequest, module_id: UUID, secret: str) -> HttpResponse:
    """Show that the answers arrived: the same receipt at each look."""
    module, token = _opened(request, module_id, secret, placed=False)
    response = find(module.pk, token)
    if response is None:
        raise Http404
    return private(
        render(
            request,
            "consultations/survey/receipt.html",
            {
                "module": module,
                "page": page_of(module),
                "response": response,
                "survey": survey_of(response.version),
                "edit_link": _edit_link(request, module, response, token),
            },
        )
    )


def _edit_link(
    request: HttpRequest, module: Module, response: Response, token: UUID
) -> str:
    if not response.edit_key or not module.is_open(timezone.now()):
        return ""
    return request.build_absolute_uri(link("edit", module, token))


@never_cache
def edit(request: HttpRequest, module_id: UUID, secret: str) -> HttpResponse:
    """Change one's answers, until the survey closes."""
    module, token = _opened(request, module_id, secret, placed=False)
    response = get_object_or_404(
        Response.objects.select_related("version"),
        module=module,
        edit_key=fingerprint(secret),
    )
    if not (module.editable and module.is_open(timezone.now())):
        return show_closed(request, module)
    if request.method == "POST":
        return _receive_edit(request, module, response)
    guard = Guard.issue(module, token)
    survey = _without_contacts(survey_of(guard.version))
    raw = refill.raw_of(survey, response)
    return show_form(request, module, _edited(request, guard, survey, raw))


def _receive_edit(
    request: HttpRequest, module: Module, response: Response
) -> HttpResponse:
    refuse_giants(request)
    guard, refusal = _guard(request, module, response.token)
    survey = _without_contacts(survey_of(guard.version))
    keeps = _keeps_files(module, refusal)
    raw, unfit = typed_with_files(request, survey.questions(), keeps=keeps)
    form = _edited(request, guard, survey, raw)
    reading = read_answers(survey, raw, unfit)
    form.problems, form.refusal = reading.problems, refusal
    if form.has_errors:
        return show_form(request, module, form)
    try:
        Guard.from_post(request, module)
        change(response, guard.version, reading)
    except NotOpen as closed:
        return show_closed(
            request, module, message=closed.message, survey=survey, raw=raw, status=409
        )
    except Refused as refused:
        form.refusal = refused
        return show_form(request, module, form)
    return _see_other(link("receipt", module, response.token))


def _edited(request: HttpRequest, guard: Guard, survey: Survey, raw: Raw) -> Form:
    return Form(survey, raw, guard.token, request.path, guard=guard, purpose="edit")


def _without_contacts(survey: Survey) -> Survey:
    """Leave the addresses out: nothing links them to the answers."""
    sections = tuple(
        replace(section, items=tuple(i for i in section.items if i.kind != "contact"))
        for section in survey.sections
    )
    return replace(survey, sections=sections)


# -- On paper, and before publication ----------------------------------------------


@never_cache
def paper(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """Show the form to print: the same questions, with the way back in words."""
    module = _module(module_id)
    check_reader(request, module)
    if module.current_version is None:
        raise Http404
    return paper_form.show(
        request,
        survey_of(module.current_version),
        page_of(module),
        url=request.build_absolute_uri(
            reverse("participation:module", args=[module.pk])
        ),
        number=module.current_version.number,
    )


# -- What these have in common --------------------------------------------------------


def _module(module_id: UUID, *, placed: bool = True) -> Module:
    modules = Module.objects.placed() if placed else Module.objects.all()
    return get_object_or_404(
        modules.select_related("page", "current_version"), pk=module_id, kind="survey"
    )


def _opened(
    request: HttpRequest, module_id: UUID, secret: str, *, placed: bool = True
) -> tuple[Module, UUID]:
    """Return the module and the form that a private link opens."""
    refuse_cross_site(request)
    try:
        token = token_of(secret)
    except UnknownLink as error:
        raise Http404 from error
    module = _module(module_id, placed=placed)
    if placed:
        check_reader(request, module)
    return module, token


def _guard(
    request: HttpRequest, module: Module, token: UUID | None = None
) -> tuple[Guard, Refused | None]:
    """Return the guard that was sent, or a fresh one and the reason why."""
    try:
        guard = Guard.from_post(request, module, final=False)
    except StaleForm as refusal:
        return Guard.issue(module, token), refusal
    if token is not None and guard.token != token:
        return Guard.issue(module, token), StaleForm(
            _("Ce formulaire est celui d’un autre lien. Envoyez-le de nouveau.")
        )
    return guard, None


def _keeps_files(module: Module, refusal: Refused | None) -> bool:
    """Whether a file may be stored: only for a form of ours, while it is open."""
    return refusal is None and module.is_open(timezone.now())


def _not_entitled(request: HttpRequest, module: Module) -> HttpResponse | None:
    """Say before the form is filled who may not fill it."""
    if needed := identity_needed(request, module):
        return needed
    key = voter_key(request, module)
    if key and Participation.objects.filter(module=module, voter_key=key).exists():
        return show_closed(
            request,
            module,
            message=_("Vous avez déjà répondu. Une seule réponse par personne."),
        )
    return None


def _closed_with(request: HttpRequest, module: Module, raw: Raw) -> HttpResponse:
    version = module.current_version
    survey = survey_of(version) if version else None
    return show_closed(request, module, survey=survey, raw=raw)


def _save(
    request: HttpRequest, module: Module, token: UUID, raw: Raw, number: int
) -> None:
    """Keep what was typed so far; raise OverLimit."""
    try:
        hit("survey:save", client_address(request), limit=SAVES, per=WINDOW)
    except TooMany as error:
        raise OverLimit(
            _(
                "Beaucoup d’enregistrements viennent de votre connexion. "
                "Attendez quelques minutes, puis continuez depuis cette page."
            ),
            error.retry_after,
        ) from error
    drafts.save(module, token, raw, number)


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return private(response)
