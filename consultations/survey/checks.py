"""What stops a survey from being published, question by question.

Reads a stream value (children with `block_type`, `value`, `id`); knows nothing of
forms, so that the editor's fields and « Avant de publier » say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.survey.definition import CHOICE_KINDS
from consultations.survey.lists import FIXED_CHOICES

NO_QUESTION = frozenset({"section", "note"})
WITH_ROWS = (CHOICE_KINDS - FIXED_CHOICES.keys()) | {"matrix"}


def problems(questions: Iterable[Any]) -> dict[int, dict[str, str]]:
    """Return, by position in the stream, the message for each field to correct."""
    found: dict[int, dict[str, str]] = {}
    before: dict[str, Any] = {}
    for index, child in enumerate(questions):
        messages = dict(_problems(child, before))
        if messages:
            found[index] = messages
        if child.block_type not in NO_QUESTION:
            before[str(child.id)] = child
    return found


def _problems(child: Any, before: dict[str, Any]) -> Iterator[tuple[str, str]]:
    value = child.value
    if child.block_type in WITH_ROWS:
        yield from _rows_problems(child.block_type, value)
    if child.block_type == "multiple":
        yield from _bounds_problems(value)
    if child.block_type == "scale" and not 2 <= (value["points"] or 0) <= 10:
        yield "points", _("Choisissez de 2 à 10 points.")
    if child.block_type == "number":
        low, high = value["min_value"], value["max_value"]
        if low is not None and high is not None and low >= high:
            yield "max_value", _("Écrivez une valeur plus grande que la plus petite.")
    if child.block_type not in NO_QUESTION:
        yield from condition_problems(value["condition"], before)


def _rows_problems(kind: str, value: Any) -> Iterator[tuple[str, str]]:
    if len(value["choices"]) < 2:
        yield "choices", _("Écrivez au moins deux choix.")
    if kind == "matrix" and not value["rows"]:
        yield "rows", _("Écrivez au moins une ligne.")
    for name in ("choices", "rows"):
        labels = [row["label"].casefold() for row in value.get(name) or ()]
        if len(set(labels)) < len(labels):
            yield name, _("Deux lignes disent la même chose.")
    if sum(bool(row.get("other")) for row in value["choices"]) > 1:
        yield "choices", _("Un seul choix peut demander une précision écrite.")


def _bounds_problems(value: Any) -> Iterator[tuple[str, str]]:
    low, high, count = value["min_choices"], value["max_choices"], len(value["choices"])
    if low is not None and not 1 <= low <= count:
        yield "min_choices", _("Écrivez un nombre entre 1 et le nombre de choix.")
    if high is not None and not max(low or 1, 1) <= high <= count:
        yield (
            "max_choices",
            _("Écrivez un nombre entre le minimum et le nombre de choix."),
        )


def condition_problems(
    rule: dict[str, Any] | None, before: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a condition, given the questions placed before."""
    if not rule:
        return
    asked = before.get(rule["question"])
    if asked is None:
        yield (
            "condition",
            _(
                "La question « %(question)s » n’est plus placée avant celle-ci. "
                "Choisissez une autre question ou « Toujours posée »."
            )
            % {"question": rule.get("snapshot") or "?"},
        )
        return
    known = offered(asked)
    if not rule["choices"]:
        yield "condition", _("Cochez au moins une réponse.")
    elif not set(rule["choices"]) <= known:
        yield (
            "condition",
            _("Une réponse cochée a été supprimée de la question. Décochez-la."),
        )


def offered(child: Any) -> set[str]:
    """Return the ids of the choices that a question offers."""
    if child.block_type in FIXED_CHOICES:
        return {choice.id for choice in FIXED_CHOICES[child.block_type]}
    if child.block_type in CHOICE_KINDS - {"ranking"}:
        return {row["id"] for row in child.value["choices"]}
    return set()
