"""An answer as a sentence that staff read on screen. Pure: no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from consultations.survey.definition import ONE_CHOICE_KINDS, Question


def readable(
    question: Question, value: Any, territories: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the lines that say what was answered; none if nothing was."""
    if value is None:
        return ()
    labels = {choice.id: choice.label for choice in (*question.choices, *question.rows)}
    kind = question.kind
    if kind in ONE_CHOICE_KINDS:
        return (labels.get(value, str(value)),)
    if kind == "multiple":
        return tuple(labels.get(choice, choice) for choice in value)
    if kind == "ranking":
        return tuple(
            f"{rank}. {labels.get(choice, choice)}"
            for rank, choice in enumerate(value, 1)
        )
    if kind == "matrix":
        return tuple(
            f"{labels.get(row, row)} : {labels.get(choice, choice)}"
            for row, choice in value.items()
        )
    return _plain(question, value, territories)


def _plain(
    question: Question, value: Any, territories: Mapping[str, str]
) -> tuple[str, ...]:
    if question.kind == "territory":
        return (territories.get(value, str(value)),)
    if question.kind == "scale":
        return (f"{value} sur {question.points}",)
    if question.kind == "date":
        return (f"{date.fromisoformat(value):%d/%m/%Y}",)
    if question.kind == "consent":
        return ("Oui",) if value else ()
    if question.kind == "place":
        return (f"{value['lat']:.5f}, {value['lon']:.5f}",) if value else ()
    text = f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
    return (f"{text} {question.unit}".strip(),)
