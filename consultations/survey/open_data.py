"""The published figures as a table: one line per figure, no small group."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.survey.published import Published
from consultations.survey.results import Outcome
from core.spreadsheets import Cell

HEADING = (
    "numero",
    "question",
    "nature",
    "ligne",
    "reponse",
    "indicateur",
    "valeur",
    "part_des_repondants",
    "demandee_a",
    "repondants",
    "sans_reponse",
)
Line = tuple[Cell, ...]


def rows(found: Published) -> Iterator[Line]:
    """Yield every figure that the public may read, in form order."""
    yield _total("réponses comptées", found.n)
    for label, n in found.channels.items():
        yield _total(label, n)
    for outcome in found.outcomes:
        yield from _figures(outcome)


def _total(label: str, n: int) -> Line:
    return ("", "", "", "", label, "nombre", n, "", "", "", "")


def _figures(outcome: Outcome) -> Iterator[Line]:
    if outcome.too_few:
        yield _line(outcome, "", "", "moins de 5 réponses", None)
        return
    if outcome.texts is not None:
        yield _line(outcome, "", "", "textes reçus", outcome.texts.n)
        yield _line(outcome, "", "", "textes publiés", outcome.texts.published)
        return
    yield from _tables(outcome)
    if outcome.mean is not None:
        yield _line(outcome, "", "", "moyenne", outcome.mean)
        yield _line(outcome, "", "", "médiane", outcome.median)
    if not (outcome.lines or outcome.rows or outcome.ranks):
        yield _line(outcome, "", "", "nombre", outcome.answered)


def _tables(outcome: Outcome) -> Iterator[Line]:
    for line in outcome.lines:
        yield _line(outcome, "", line.label, "nombre", line.n, line.share)
    for row in outcome.rows:
        for line in row.lines:
            yield _line(outcome, row.label, line.label, "nombre", line.n, line.share)
    for rank in outcome.ranks:
        yield _line(outcome, "", rank.label, "rang moyen", rank.mean)
        for place, n in enumerate(rank.counts, 1):
            yield _line(outcome, f"rang {place}", rank.label, "nombre", n)


def _line(
    outcome: Outcome,
    row: str,
    label: str,
    what: str,
    value: float | None,
    share: float | None = None,
) -> Line:
    few = outcome.too_few
    return (
        outcome.number or "",
        outcome.question.label,
        outcome.question.kind,
        row,
        label,
        what,
        "masqué" if value is None else value,
        None if share is None else round(share, 4),
        "" if few else outcome.asked,
        "" if few else outcome.answered,
        "" if few else outcome.unanswered,
    )
