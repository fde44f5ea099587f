"""The screens of a survey: what each template is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.models import ConsultationPage
from consultations.survey.definition import Note, Section, Survey
from consultations.survey.forms import refill, showing
from consultations.survey.forms.raw import Raw
from consultations.survey.forms.reading import Problem
from consultations.survey.forms.steps import Step
from consultations.survey.forms.words import spelled
from consultations.survey.links import secret_of
from participation.guard import Guard, OverLimit
from participation.models import Module
from participation.submission import Refused, closed_message
from participation.views import private
from participation.windows import Phase


@dataclass(frozen=True)
class Part:
    """A part of the survey on the screen."""

    section: Section
    items: list[showing.Field | Note]


@dataclass
class Form:
    """What one screen of the form shows."""

    survey: Survey
    raw: Raw
    seed: UUID
    action: str
    step: Step | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict)
    refusal: Refused | None = None
    guard: Guard | None = None
    purpose: str = "answer"  # or "edit", or "preview"
    # Preview stores nothing: the other parts travel in hidden inputs.
    carried: list[tuple[str, str]] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        """The parts on this screen: one by step, otherwise all."""
        return [
            Part(section, self._items(section))
            for section in self.survey.sections
            if self.step is None or section == self.step.section
        ]

    def _items(self, section: Section) -> list[showing.Field | Note]:
        hidden: frozenset[str] = frozenset()
        known: frozenset[str] = frozenset()
        if self.step is not None:
            here = {question.id for question in section.questions}
            hidden = frozenset(here - self.step.shown)
            known = frozenset(self.survey.by_id.keys() - here)
        return showing.fields(
            self.survey,
            section,
            self.raw,
            seed=self.seed,
            problems=self.problems,
            hidden=hidden,
            known=known,
        )

    @property
    def is_last(self) -> bool:
        """Whether this screen sends the answers."""
        return self.step is None or self.step.is_last

    @property
    def shows_intro(self) -> bool:
        """Whether the introduction of the survey is said here: once, at the start."""
        return self.step is None or self.step.number == 1

    @property
    def takes_files(self) -> bool:
        """Whether the form carries files."""
        return any(question.kind == "file" for question in self.survey.questions())

    @property
    def heading(self) -> str:
        """The title of the screen."""
        if self.step is not None and self.step.section.title:
            return self.step.section.title
        return self.survey.title

    @property
    def summary(self) -> list[tuple[str, str]]:
        """(anchor, sentence) for each answer to look at again."""
        numbers = self.survey.numbers
        return [
            (
                f"question-{numbers[question_id]}",
                _("Question %(number)s : %(brief)s")
                % {"number": numbers[question_id], "brief": problem.brief},
            )
            for question_id, problem in sorted(
                self.problems.items(), key=lambda pair: numbers[pair[0]]
            )
        ]

    @property
    def summary_title(self) -> str:
        """« Trois réponses à revoir »."""
        count = len(self.problems)
        if count == 0:
            return _("Vos réponses ne sont pas encore envoyées")
        if count == 1:
            return _("Une réponse à revoir")
        return _("%(count)s réponses à revoir") % {"count": spelled(count).capitalize()}

    @property
    def has_errors(self) -> bool:
        """Whether something prevents going on."""
        return bool(self.problems or self.refusal)


def show_form(
    request: HttpRequest, module: Module | None, form: Form, page: Any = None
) -> HttpResponse:
    """Show the form; 422 when something is to be corrected."""
    status = 200
    if form.has_errors:
        status = form.refusal.status if form.refusal else 422
    response = render(
        request,
        "consultations/survey/form.html",
        {
            "form": form,
            "guard": form.guard,
            "module": module,
            "page": page or page_of(module),
            "survey": form.survey,
        },
        status=status,
    )
    if isinstance(form.refusal, OverLimit):
        response["Retry-After"] = str(form.refusal.retry_after)
    return private(response)


def show_closed(
    request: HttpRequest,
    module: Module,
    *,
    message: str = "",
    survey: Survey | None = None,
    raw: Raw | None = None,
    status: int = 200,
) -> HttpResponse:
    """Say since when, or from when; show what was typed so that one may copy it."""
    phase = module.phase(timezone.now())
    recap: Iterable[tuple[int, str, str]] = ()
    if survey is not None and raw:
        recap = refill.recap(survey, raw)
    return private(
        render(
            request,
            "consultations/survey/closed.html",
            {
                "module": module,
                "page": page_of(module),
                "message": message or closed_message(module, phase),
                "is_upcoming": phase is Phase.UPCOMING,
                "recap": recap,
            },
            status=status,
        )
    )


def page_of(module: Module | None) -> ConsultationPage | None:
    """Return the page of a module, without its long texts."""
    if module is None or module.page_id is None:
        return None
    pages = ConsultationPage.objects.defer("body", "outcomes")
    return pages.filter(pk=module.page_id).first()


def link(name: str, module: Module, token: UUID, *more: int) -> str:
    """Return the path of a private link."""
    return reverse(f"survey:{name}", args=[module.pk, secret_of(token), *more])
