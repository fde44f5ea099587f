"""Count answers, one by one or by the thousand. Pure: no Django here.

A tally holds plain counts and adds up: counting a thousand responses, then ten
more, equals counting them all. The database groups equal answers and hands over
each group with its size; streaming hands over responses one at a time. Both end
in the same `add_answer` and `add_pair`, so they cannot disagree about a kind.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from consultations.survey.definition import (
    ONE_CHOICE_KINDS,
    TEXT_KINDS,
    UNCOUNTED_KINDS,
    Question,
    Survey,
    asked,
)

# Stands among the ids of questions: how the response reached the authority.
CHANNEL = "channel"
# What may be crossed with another question.
CROSSED_KINDS = ONE_CHOICE_KINDS | {"multiple", "scale", "territory"}
# A survey of a hundred questions has five thousand pairs: no more are kept.
MOST_PAIRS = 300
SEPARATOR = "|"


@dataclass
class Count:
    """One question: persons asked, persons who answered, persons by cell."""

    asked: int = 0
    answered: int = 0
    cells: Counter[str] = field(default_factory=Counter)


@dataclass
class Crossing:
    """Two questions: persons who answered both, by answers to each and to both."""

    n: int = 0
    first: Counter[str] = field(default_factory=Counter)
    second: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)  # "first|second"


@dataclass
class Texts:
    """The words given in answer to a question."""

    n: int = 0
    published: int = 0


@dataclass
class Tally:
    """Everything that is counted about the responses to a survey."""

    rows: int = 0  # responses read, those that were annulled too
    n: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    questions: dict[str, Count] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Crossing] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)

    def question(self, key: str) -> Count:
        """Return the counts of a question, empty at first."""
        return self.questions.setdefault(key, Count())

    def text(self, key: str) -> Texts:
        """Return the counts of the words given to a question, empty at first."""
        return self.texts.setdefault(key, Texts())

    def pair(self, first: str, second: str) -> Crossing:
        """Return the counts of a pair, empty at first."""
        return self.pairs.setdefault((first, second), Crossing())


def keys(question: Question, value: Any) -> list[str]:
    """Return the cells that a stored answer counts in; none if it is empty."""
    kind = question.kind
    if kind == "place":  # {} when the place is only described in words
        return [] if value is None else ["yes"]
    if value is None or value is False or value in ("", [], {}):
        return []
    if kind in _SEVERAL:
        return _SEVERAL[kind](value)
    if kind == "date":
        return [str(value)[:7]]
    if kind in ("scale", "number"):
        return [number_key(value)]
    return ["yes"] if kind == "consent" else [str(value)]


_SEVERAL: dict[str, Callable[[Any], list[str]]] = {
    "multiple": lambda value: list(dict.fromkeys(value)),
    "ranking": lambda value: [
        f"{choice}{SEPARATOR}{rank}" for rank, choice in enumerate(value, 1)
    ],
    "matrix": lambda value: [
        f"{row}{SEPARATOR}{choice}" for row, choice in value.items() if choice
    ],
}


def number_key(value: Any) -> str:
    """Write a number in one way, whichever database returned it."""
    number = float(value)
    return str(int(number)) if number.is_integer() else repr(number)


def is_counted(question: Question) -> bool:
    """Whether answers to the question are in `Response.data`."""
    return question.kind not in UNCOUNTED_KINDS | TEXT_KINDS


def crossed(survey: Survey) -> list[Question]:
    """Return the questions that the public may cross with others."""
    return [
        question
        for question in survey.questions()
        if question.kind in CROSSED_KINDS and not question.confidential
    ]


def pairs(survey: Survey) -> list[tuple[str, str]]:
    """Return the pairs to count: those with the channel, then in form order."""
    ids = [question.id for question in crossed(survey)]
    together = itertools.chain(
        ((CHANNEL, second) for second in ids),
        # The order of the form may change between versions; a pair does not.
        (ordered(*two) for two in itertools.combinations(ids, 2)),
    )
    return list(itertools.islice(together, MOST_PAIRS))


def ordered(first: str, second: str) -> tuple[str, str]:
    """Return the key of a pair, whichever comes first."""
    if CHANNEL in (first, second):
        return (CHANNEL, second if first == CHANNEL else first)
    return (first, second) if first < second else (second, first)


def add_answer(count: Count, question: Question, value: Any, n: int = 1) -> None:
    """Count n persons who were asked a question and gave this answer, or none."""
    count.asked += n
    found = keys(question, value)
    if found:
        count.answered += n
    for key in found:
        count.cells[key] += n


def add_pair(
    crossing: Crossing, first: list[str], second: list[str], n: int = 1
) -> None:
    """Count n persons who answered both questions, with these cells."""
    crossing.n += n
    for one in first:
        crossing.first[one] += n
        for other in second:
            crossing.cells[f"{one}{SEPARATOR}{other}"] += n
    for other in second:
        crossing.second[other] += n


class Version:
    """One version of a survey, ready to count the responses to it."""

    def __init__(self, key: str, survey: Survey) -> None:
        self.key = key
        self.survey = survey
        self.counted = [q for q in survey.questions() if is_counted(q)]
        self.texts = [q.id for q in survey.questions() if q.kind in TEXT_KINDS]
        self.crossed = crossed(survey)
        self.pairs = pairs(survey)

    def add(self, tally: Tally, data: Mapping[str, Any], channel: str) -> None:
        """Count one response."""
        tally.rows += 1
        tally.n += 1
        tally.channels[channel] += 1
        tally.versions[self.key] += 1
        shown = asked(self.survey, dict(data))
        for question in self.counted:
            if question.id in shown:
                add_answer(tally.question(question.id), question, data.get(question.id))
        for key in self.texts:
            if key in shown:
                tally.question(key).asked += 1
        cells = {
            question.id: keys(question, data.get(question.id))
            for question in self.crossed
            if question.id in shown
        }
        cells[CHANNEL] = [channel]
        for first, second in self.pairs:
            if cells.get(first) and cells.get(second):
                add_pair(tally.pair(first, second), cells[first], cells[second])


def to_json(tally: Tally) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a snapshot stores: the counts, and apart the crossings."""
    cells = {
        "rows": tally.rows,
        "channels": dict(tally.channels),
        "versions": dict(tally.versions),
        "questions": {
            key: {"asked": c.asked, "answered": c.answered, "cells": dict(c.cells)}
            for key, c in tally.questions.items()
        },
        "texts": {
            key: {"n": texts.n, "published": texts.published}
            for key, texts in tally.texts.items()
        },
    }
    crossings = {
        SEPARATOR.join(pair): {
            "n": c.n,
            "first": dict(c.first),
            "second": dict(c.second),
            "cells": dict(c.cells),
        }
        for pair, c in tally.pairs.items()
    }
    return cells, crossings


def from_json(
    n: int, cells: Mapping[str, Any], crossings: Mapping[str, Any] | None = None
) -> Tally:
    """Read what `to_json` wrote; without the crossings when they are not needed."""
    return Tally(
        rows=cells.get("rows", 0),
        n=n,
        channels=Counter(cells.get("channels", {})),
        versions=Counter(cells.get("versions", {})),
        questions={
            key: Count(c["asked"], c["answered"], Counter(c["cells"]))
            for key, c in cells.get("questions", {}).items()
        },
        texts={key: Texts(**c) for key, c in cells.get("texts", {}).items()},
        pairs=dict(_crossings(crossings or {})),
    )


def _crossings(
    stored: Mapping[str, Any],
) -> Iterator[tuple[tuple[str, str], Crossing]]:
    for key, c in stored.items():
        first, second = key.split(SEPARATOR)
        yield (
            (first, second),
            Crossing(
                c["n"], Counter(c["first"]), Counter(c["second"]), Counter(c["cells"])
            ),
        )
