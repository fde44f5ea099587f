"""The columns of a survey's table: one row per response. Pure: no Django here.

A column belongs to a question, or to one of its options, for ever: its id is made
of their ids, which no change of wording touches. What the current version asks
comes first, in the order of the form; what was retired follows, and says so. Thus
no answer ever leaves the table, and adding a question moves no meaning.

=====================================  ==============================================
single, dropdown, agree, age, gender   the choice, in words; « Autre » adds its text
multiple                               per choice: 1 ticked, 0 not ticked
ranking                                per choice: its rank, 1 is the best
matrix                                 per row: the choice, in words
scale, number, date                    the value
territory                              its name
place                                  latitude, longitude, description
consent                                Oui
file                                   the name of the file
contact                                no column: addresses are kept apart
=====================================  ==============================================

An empty cell means: not asked, or not answered.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consultations.survey.definition import (
    ONE_CHOICE_KINDS,
    PROFILE_KINDS,
    TEXT_KINDS,
    Choice,
    Question,
    Survey,
)

Cell = str | int | float | date | None
Cells = tuple[Cell, ...]
Maker = Callable[[Any], Cells]

YES = "Oui"
OTHER = "précision"
DESCRIPTION = "description"
RETIRED = "retirée"
# A group of people smaller than this is not told apart in open data.
SMALL_GROUP = 5
HIDDEN = "non communiqué"


@dataclass(frozen=True)
class Column:
    """One column: what it is about, and how it is called for ever."""

    id: str
    heading: str
    kind: str
    question: str
    option: str = ""
    retired: bool = False
    confidential: bool = False


@dataclass(frozen=True)
class Part:
    """The columns of one question, and how its stored answer fills them."""

    question: Question
    columns: tuple[Column, ...]
    cells: Maker
    text: bool = False  # the last column holds words that are stored apart
    file: bool = False

    @property
    def blank(self) -> Cells:
        """The cells of someone who did not answer, words aside."""
        return (None,) * (len(self.columns) - (self.text or self.file))


def merged(surveys: Iterable[Survey]) -> Iterator[tuple[Question, str, frozenset[str]]]:
    """Yield (question, number, retired options) for all that was ever asked.

    `surveys` are the versions of one survey, newest first. The newest wording
    wins; options that left the question come after those that stay.
    """
    versions = list(surveys)
    current = versions[0]
    questions: dict[str, Question] = {}
    retired: dict[str, set[str]] = {}
    for survey in versions:
        for question in survey.questions():
            newer = questions.get(question.id)
            if newer is None:
                questions[question.id] = question
                retired[question.id] = set()
                continue
            gone = retired[question.id]
            questions[question.id] = dataclasses.replace(
                newer,
                choices=_with_retired(newer.choices, question.choices, gone),
                rows=_with_retired(newer.rows, question.rows, gone),
                # What was promised confidential once stays so.
                confidential=newer.confidential or question.confidential,
            )
    for key, question in questions.items():
        number = current.numbers.get(key)
        yield question, str(number or ""), frozenset(retired[key])


def _with_retired(
    newer: tuple[Choice, ...], older: tuple[Choice, ...], gone: set[str]
) -> tuple[Choice, ...]:
    known = {choice.id for choice in newer}
    left = tuple(choice for choice in older if choice.id not in known)
    gone.update(choice.id for choice in left)
    return newer + left


def parts(
    surveys: Iterable[Survey],
    *,
    confidential: bool,
    territories: Mapping[str, str] | None = None,
) -> tuple[Part, ...]:
    """Return the columns of a survey, question by question.

    `surveys` are its versions, newest first; `territories` gives names by code.
    """
    made = [
        _part(question, number, gone, territories or {})
        for question, number, gone in merged(surveys)
        if question.kind != "contact" and (confidential or not question.confidential)
    ]
    return tuple(_with_unique_headings(made))


@dataclass(frozen=True)
class _Heads:
    """Makes the columns of one question."""

    question: Question
    number: str  # empty when the question left the survey
    gone: frozenset[str]

    def column(self, part: str = "", option: str = "") -> Column:
        question = self.question
        start = (
            f"{self.number}. {question.label}"
            if self.number
            else f"{question.label} ({RETIRED})"
        )
        heading = f"{start} — {option}" if option else start
        if self.number and part in self.gone:
            heading += " (retiré)"
        return Column(
            id=f"{question.id}.{part}" if part else question.id,
            heading=heading,
            kind=question.kind,
            question=question.label,
            option=option,
            retired=part in self.gone or not self.number,
            confidential=question.confidential,
        )

    def per(self, options: Iterable[Choice]) -> tuple[Column, ...]:
        return tuple(self.column(choice.id, choice.label) for choice in options)


def _part(
    question: Question,
    number: str,
    gone: frozenset[str],
    territories: Mapping[str, str],
) -> Part:
    heads = _Heads(question, number, gone)
    labels = {choice.id: choice.label for choice in question.choices}
    if question.kind in ONE_CHOICE_KINDS:
        return _with_words(Part(question, (heads.column(),), _label_of(labels)), heads)
    if question.kind == "territory":
        return Part(question, (heads.column(),), _label_of(territories))
    if question.kind in _BY_OPTION:
        columns = heads.per(question.rows or question.choices)
        cells = _BY_OPTION[question.kind](question, labels)
        return _with_words(Part(question, columns, cells), heads)
    if question.kind == "place":
        columns = (
            heads.column("lat", "latitude"),
            heads.column("lon", "longitude"),
            heads.column("text", DESCRIPTION),
        )
        return Part(question, columns, _point, text=True)
    return Part(
        question,
        (heads.column(),),
        _SIMPLE.get(question.kind, _nothing),
        text=question.kind in TEXT_KINDS,
        file=question.kind == "file",
    )


def _with_words(part: Part, heads: _Heads) -> Part:
    if part.question.other is None:
        return part
    columns = (*part.columns, heads.column("text", OTHER))
    return dataclasses.replace(part, columns=columns, text=True)


def _label_of(labels: Mapping[str, str]) -> Maker:
    return lambda value: (labels.get(value, value),)


def _ticks(question: Question, labels: Mapping[str, str]) -> Maker:
    ids = tuple(labels)
    return lambda value: tuple(int(choice in value) for choice in ids)


def _ranks(question: Question, labels: Mapping[str, str]) -> Maker:
    ids = tuple(labels)

    def cells(value: list[str]) -> Cells:
        ranks = {choice: rank for rank, choice in enumerate(value, 1)}
        return tuple(ranks.get(choice) for choice in ids)

    return cells


def _row_labels(question: Question, labels: Mapping[str, str]) -> Maker:
    rows = tuple(row.id for row in question.rows)

    def cells(value: dict[str, str]) -> Cells:
        return tuple(
            labels.get(value[row], value[row]) if row in value else None for row in rows
        )

    return cells


_BY_OPTION = {"multiple": _ticks, "ranking": _ranks, "matrix": _row_labels}


def _point(value: dict[str, float]) -> Cells:
    return value.get("lat"), value.get("lon")


def _nothing(value: Any) -> Cells:
    return ()


def _itself(value: Any) -> Cells:
    return (value,)


def _date(value: str) -> Cells:
    return (date.fromisoformat(value),)


def _yes(value: Any) -> Cells:
    return (YES if value else None,)


_SIMPLE: dict[str, Maker] = {
    "scale": _itself,
    "number": _itself,
    "date": _date,
    "consent": _yes,
}


def _with_unique_headings(made: list[Part]) -> Iterator[Part]:
    """Tell apart two columns that would bear the same heading."""
    seen: Counter[str] = Counter()
    for part in made:
        columns = []
        for column in part.columns:
            seen[column.heading] += 1
            if (times := seen[column.heading]) > 1:
                column = dataclasses.replace(
                    column, heading=f"{column.heading} [{times}]"
                )
            columns.append(column)
        yield dataclasses.replace(part, columns=tuple(columns))


def columns(made: Iterable[Part]) -> tuple[Column, ...]:
    """Return all columns, in order."""
    return tuple(column for part in made for column in part.columns)


def cells_of(
    part: Part, value: Any, texts: Mapping[str, str], files: Mapping[str, str]
) -> Cells:
    """Return the cells of one question in one response."""
    filled = part.blank if value is None else part.cells(value)
    if part.text:
        return (*filled, texts.get(part.question.id))
    if part.file:
        return (*filled, files.get(part.question.id))
    return filled


def row(
    made: Sequence[Part],
    data: Mapping[str, Any],
    texts: Mapping[str, str],
    files: Mapping[str, str],
) -> list[Cell]:
    """Return the cells of one response, for any kind of file."""
    cells: list[Cell] = []
    for part in made:
        cells.extend(cells_of(part, data.get(part.question.id), texts, files))
    return cells


# What the database gives for a key of `Response.data`: text, or JSON as text.
Stored = str | int | float | None


class Memory(dict[Stored, str]):
    """The CSV of a question's cells, by what is stored; each is written once.

    Most answers are among a few choices: their words are found, quoted and
    protected the first time, then looked up. It makes a large export as fast as
    the database reads it (bench/p8_export.py). The cell of words, if there is
    one, is the last and left empty: words are appended.
    """

    _LARGEST = 5_000  # numbers, places: memory stays bounded

    def __init__(self, part: Part, write: Callable[[Cell], str], sep: str) -> None:
        super().__init__()
        self._part = part
        self._write = write
        self._sep = sep
        self._blanks = [""] * (part.text or part.file)

    def __missing__(self, stored: Stored) -> str:
        """Write the cells of an answer that was not met yet."""
        part = self._part
        filled = part.blank if stored is None else part.cells(self._value(stored))
        piece = self._sep.join([*map(self._write, filled), *self._blanks])
        if len(self) >= self._LARGEST:
            self.clear()
        self[stored] = piece
        return piece

    def _value(self, stored: Stored) -> Any:
        if isinstance(stored, str) and self._part.question.kind not in _PLAIN_TEXT:
            return json.loads(stored)
        return stored


# Stored as a text that is not JSON once it is out of the document.
_PLAIN_TEXT = ONE_CHOICE_KINDS | TEXT_KINDS | {"date", "territory", "file"}


# -- The dictionary ----------------------------------------------------------------

DICTIONARY_HEADING = (
    "Colonne",
    "Identifiant",
    "Question",
    "Option",
    "Nature",
    "État",
    "Comment lire",
)
_NATURES = {
    "single": "choix unique",
    "dropdown": "liste déroulante",
    "agree": "pour ou contre",
    "age": "tranche d’âge",
    "gender": "genre",
    "multiple": "choix multiple",
    "ranking": "classement",
    "matrix": "tableau",
    "scale": "note",
    "number": "nombre",
    "date": "date",
    "territory": "territoire",
    "place": "point sur la carte",
    "consent": "accord",
    "short": "texte court",
    "long": "texte long",
    "file": "fichier",
}
_READINGS = {
    "multiple": "1 : coché ; 0 : non coché ; vide : pas de réponse.",
    "ranking": "Rang donné, 1 pour le premier ; vide : non classé.",
    "consent": "Oui, ou vide.",
    "place": "Degrés décimaux (WGS 84).",
    "file": "Nom du fichier joint.",
}


def dictionary(made: Iterable[Part]) -> Iterator[tuple[str, ...]]:
    """Yield one row per column: what it is and how to read it."""
    for part in made:
        for column in part.columns:
            state = "retirée du questionnaire" if column.retired else "posée"
            if column.confidential:
                state += ", confidentielle"
            reading = _READINGS.get(column.kind, "")
            if column.option in (OTHER, DESCRIPTION):
                reading = "Mots de la personne."
            yield (
                column.heading,
                column.id,
                column.question,
                column.option,
                _NATURES[column.kind],
                state,
                reading or _scale_reading(part.question),
            )


def _scale_reading(question: Question) -> str:
    if question.kind != "scale":
        return question.unit and f"En {question.unit}."
    ends = [
        f"{point} : {label}"
        for point, label in (
            (1, question.low_label),
            (question.points, question.high_label),
        )
        if label
    ]
    return " ; ".join([f"De 1 à {question.points}", *ends]) + "."


# -- Open data ---------------------------------------------------------------------

Profile = tuple[Hashable, ...]


def opened(made: Iterable[Part]) -> tuple[Part, ...]:
    """Return the columns fit for everybody: nothing that finds a person again.

    No file; places to about a hundred metres, dates to the month. Free texts are
    the caller's: it gives only those that a moderator published.
    """
    return tuple(
        dataclasses.replace(part, cells=_COARSE.get(part.question.kind, part.cells))
        for part in made
        if part.question.kind != "file" and not part.question.confidential
    )


def _coarse_point(value: dict[str, float]) -> Cells:
    return tuple(
        round(value[axis], 3) if axis in value else None for axis in ("lat", "lon")
    )


def _month(value: str) -> Cells:
    return (value[:7],)


_COARSE: dict[str, Maker] = {"place": _coarse_point, "date": _month}


def profile_questions(made: Iterable[Part]) -> tuple[str, ...]:
    """Return the ids of the questions about who the person is."""
    return tuple(
        part.question.id for part in made if part.question.kind in PROFILE_KINDS
    )


def profile(ids: Sequence[str], data: Mapping[str, Any]) -> Profile:
    """Return who a person says to be, as one key."""
    return tuple(data.get(key) for key in ids)


def masked_profiles(
    counts: Mapping[Profile, int], k: int = SMALL_GROUP
) -> dict[Profile, Profile]:
    """Return what to show of each profile, so that no group is under `k` people.

    A rare profile loses its most telling answer (the one with most values), then
    the next, until the group it falls in is large enough. If those who keep
    nothing would be a small group, the smallest of the others join them.
    """
    width = len(next(iter(counts), ()))
    values = [len({key[axis] for key in counts}) for axis in range(width)]
    order = sorted(range(width), key=lambda axis: -values[axis])
    shown: dict[Profile, Profile] = {}
    left = dict(counts)
    for masked in range(width + 1):
        groups: dict[Profile, list[Profile]] = {}
        for key in left:
            groups.setdefault(_without(key, order[:masked]), []).append(key)
        for group, members in groups.items():
            if sum(left[key] for key in members) >= k or masked == width:
                shown.update(dict.fromkeys(members, group))
        left = {key: n for key, n in left.items() if key not in shown}
    return _without_small_rest(shown, counts, (HIDDEN,) * width, k)


def _without(key: Profile, axes: Iterable[int]) -> Profile:
    hidden = set(axes)
    return tuple(HIDDEN if axis in hidden else v for axis, v in enumerate(key))


def _without_small_rest(
    shown: dict[Profile, Profile], counts: Mapping[Profile, int], rest: Profile, k: int
) -> dict[Profile, Profile]:
    sizes: Counter[Profile] = Counter()
    for key, group in shown.items():
        sizes[group] += counts[key]
    hidden = sizes.pop(rest, 0)
    joining: set[Profile] = set()
    for group, n in sorted(sizes.items(), key=lambda item: (item[1], repr(item[0]))):
        if hidden == 0 or hidden >= k:
            break
        joining.add(group)
        hidden += n
    return {key: rest if group in joining else group for key, group in shown.items()}
