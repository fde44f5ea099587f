"""From stored answers back to the fields of the form, or to words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from consultations.models import Response
from consultations.survey.definition import Question, Survey
from consultations.survey.forms.raw import Raw, first, input_name
from consultations.survey.forms.reading import plain
from consultations.survey.forms.uploads import KeptFile, kept_file
from consultations.survey.forms.words import rank


def raw_of(survey: Survey, response: Response) -> Raw:
    """Return what one would type to give the answers of a response."""
    raw: Raw = {}
    texts = {str(t.question.block_id): t.text for t in _with_question(response.texts)}
    files = {str(f.question.block_id): f for f in _with_question(response.files)}
    for question in survey.questions():
        raw.update(_value_as_typed(question, response.data.get(question.id)))
        if text := texts.get(question.id):
            part = "" if question.other is None else "other"
            raw[input_name(question, part)] = [text]
        if file := files.get(question.id):
            kept = KeptFile(file.file.name, file.name)
            raw[input_name(question, "kept")] = [kept.reference]
    return raw


def _with_question(answers: Any) -> Any:
    return answers.select_related("question")


def _value_as_typed(question: Question, value: Any) -> Raw:
    name = input_name(question)
    match question.kind, value:
        case _, None:
            return {}
        case "ranking", list():
            return {
                input_name(question, item): [str(place)]
                for place, item in enumerate(value, 1)
            }
        case "matrix", dict():
            return {
                input_name(question, row): [picked] for row, picked in value.items()
            }
        case "place", dict():
            return {
                input_name(question, part): [plain(degrees)]
                for part, degrees in value.items()
            }
        case _, list():
            return {name: [str(item) for item in value]}
        case _, True:
            return {name: ["1"]}
        case _, int() | float():
            return {name: [plain(value)]}
    return {name: [str(value)]}


def recap(survey: Survey, raw: Raw) -> list[tuple[int, str, str]]:
    """Return (number, question, answer in words) for what was typed.

    Shown when answers cannot be received, so that nobody's words are lost.
    """
    return [
        (survey.numbers[question.id], question.label, words)
        for question in survey.questions()
        if (words := in_words(question, raw))
    ]


def in_words(question: Question, raw: Raw) -> str:
    """Write one answer as a person would say it."""
    labels = {choice.id: choice.label for choice in question.choices}
    if question.kind == "ranking":
        lines = _by_line(question.choices, question, raw)
        return "\n".join(
            f"{label} : {rank(int(v))}" for label, v in lines if v.isdigit()
        )
    if question.kind == "matrix":
        lines = _by_line(question.rows, question, raw)
        return "\n".join(
            f"{label} : {labels.get(value, value)}" for label, value in lines
        )
    if question.kind == "contact":
        return first(raw, input_name(question, "email"))
    if question.kind == "file":
        kept = kept_file(first(raw, input_name(question, "kept")))
        return kept.name if kept else ""
    if question.kind == "consent":
        return "Oui" if first(raw, input_name(question)) else ""
    values = [labels.get(v, v) for v in raw.get(input_name(question), []) if v]
    other = first(raw, input_name(question, "other"))
    return "\n".join([*values, other] if other else values)


def _by_line(
    items: Iterable[Any], question: Question, raw: Raw
) -> list[tuple[str, str]]:
    return [
        (item.label, value)
        for item in items
        if (value := first(raw, input_name(question, item.id)))
    ]
