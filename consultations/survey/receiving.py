"""What was sent: kept as it was typed, files put aside, then read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from consultations.survey.definition import Question, Survey
from consultations.survey.forms import uploads
from consultations.survey.forms.raw import (
    Raw,
    first,
    input_name,
    is_too_large,
    typed,
)
from consultations.survey.forms.reading import Problem, Reading, read
from consultations.survey.forms.showing import place_codes
from consultations.survey.forms.steps import Step, steps
from core.limits import TooMany, client_address, hit

# Files written to the disk for one connection, before anything is proven.
FILES = 60
FILES_WINDOW = timedelta(minutes=10)


def typed_with_files(
    request: HttpRequest, questions: Iterable[Question], *, keeps: bool
) -> tuple[Raw, dict[str, Problem]]:
    """Return what was typed, the files being stored, and why some were not.

    Without `keeps` nothing reaches the disk: anybody can send a file to a form
    that is closed, or that we never issued.
    """
    questions = list(questions)
    raw = typed(request.POST, questions)
    unfit = {}
    for question in questions:
        upload = request.FILES.get(input_name(question))
        if question.kind != "file" or upload is None:
            continue
        if not (keeps and _within_limit(request)):
            unfit[question.id] = _to_choose_again()
            continue
        try:
            kept = uploads.keep(upload)
        except uploads.Unfit as error:
            unfit[question.id] = Problem(
                error.message, _("choisissez un autre fichier")
            )
        else:
            raw[input_name(question, "kept")] = [kept.reference]
            raw.pop(input_name(question, "remove"), None)
    return raw, unfit


def _within_limit(request: HttpRequest) -> bool:
    try:
        hit("survey:file", client_address(request), limit=FILES, per=FILES_WINDOW)
    except TooMany:
        return False
    return True


def _to_choose_again() -> Problem:
    return Problem(
        _("Choisissez de nouveau le fichier."), _("choisissez de nouveau le fichier")
    )


def read_answers(
    survey: Survey, raw: Raw, unfit: dict[str, Problem] | None = None
) -> Reading:
    """Read a form; `unfit` are the files that were refused."""
    territories: frozenset[str] = frozenset()
    if any(first(raw, input_name(q)) for q in _territory_questions(survey)):
        territories = place_codes()
    reading = read(survey, raw, territories)
    refused = {i: problem for i, problem in (unfit or {}).items() if i in reading.asked}
    reading.problems = {**reading.problems, **refused}
    return reading


def _territory_questions(survey: Survey) -> Iterable[Question]:
    return (q for q in survey.questions() if q.kind == "territory")


def refuse_giants(request: HttpRequest) -> None:
    """Refuse what no form of ours sends."""
    if is_too_large(request.POST):
        raise BadRequest("more fields than any survey has")


def step_of(survey: Survey, raw: Raw, number: int) -> Step:
    """Return a part by its number, or the nearest one."""
    reading = read_answers(survey, raw)
    parts = steps(survey, reading.asked)
    return parts[min(max(number, 1), len(parts)) - 1]
