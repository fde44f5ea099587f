"""What the public reads of a survey: figures that hide small groups. Pure.

In: the versions of the survey and a tally. Out: one frozen `Outcome` per question.
Retired questions and choices stay; confidential questions never come out unless
staff ask. A count of None is a group too small to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from consultations.survey.definition import (
    CHOICE_KINDS,
    TEXT_KINDS,
    UNCOUNTED_KINDS,
    Question,
    Survey,
)
from consultations.survey.figures import bins, interval, mean, means_hide, median, month
from consultations.survey.tally import SEPARATOR, Count, Tally, Texts
from participation.disclosure import (
    Hidden,
    K,
    hide_in_line,
    hide_in_table,
    is_small,
)

# Their order means something: they are not sorted by size.
ORDERED_KINDS = frozenset({"agree", "age", "scale"})


@dataclass(frozen=True)
class Edition:
    """One version of a survey: what was asked, since when, of how many."""

    survey: Survey
    since: date
    n: int


@dataclass(frozen=True)
class Line:
    """One answer offered, and how many gave it."""

    key: str
    label: str
    n: int | None
    share: float | None  # of the persons who answered
    retired: bool = False


@dataclass(frozen=True)
class Ranked:
    """One item of a ranking: its mean rank, and how many put it where."""

    label: str
    mean: float | None
    counts: tuple[int | None, ...]
    retired: bool = False

    @property
    def first(self) -> int | None:
        """How many put it first."""
        return self.counts[0] if self.counts else None


@dataclass(frozen=True)
class Row:
    """One row of a matrix."""

    label: str
    answered: int
    lines: tuple[Line, ...]
    retired: bool = False


@dataclass(frozen=True)
class Outcome:
    """The figures of one question."""

    question: Question
    number: int | None
    asked: int
    answered: int
    lines: tuple[Line, ...] = ()
    ranks: tuple[Ranked, ...] = ()
    rows: tuple[Row, ...] = ()
    texts: Texts | None = None
    mean: float | None = None
    median: float | None = None
    low: float | None = None
    high: float | None = None
    retired: bool = False
    reworded_on: date | None = None
    too_few: bool = False

    @property
    def unanswered(self) -> int:
        """How many were asked and did not answer."""
        return self.asked - self.answered

    @property
    def hidden(self) -> int:
        """How many answers are too rare to be shown."""
        return sum(line.n is None for line in self.lines)

    @property
    def hidden_n(self) -> int:
        """How many persons gave the hidden answers, all together."""
        if not self.hidden or self.is_multiple:
            return 0
        return self.answered - sum(line.n or 0 for line in self.lines)

    @property
    def is_multiple(self) -> bool:
        """Whether one person may give several answers."""
        return self.question.kind == "multiple"

    @property
    def top(self) -> Line | None:
        """The answer given most, unless two share the place or none is shown."""
        shown = sorted((x for x in self.lines if x.n), key=lambda x: -(x.n or 0))
        if not shown or (len(shown) > 1 and shown[0].n == shown[1].n):
            return None
        return shown[0]


def outcomes(
    editions: Sequence[Edition],
    tally: Tally,
    territories: Mapping[str, str] | None = None,
    *,
    confidential: bool = False,
    k: int = K,
) -> list[Outcome]:
    """Return the figures of every question, in form order, the retired ones last."""
    found: list[Outcome] = []
    private: set[str] = set()
    for question, retired in _questions(editions):
        source = question.condition.question if question.condition else None
        if question.confidential or source in private:
            # How many were asked a follow-up tells what they answered before.
            private.add(question.id)
            if not confidential:
                continue
        if question.kind in UNCOUNTED_KINDS:
            continue
        count = tally.questions.get(question.id, Count())
        reader = _Reader(editions, question, count, territories or {}, k)
        outcome = reader.outcome(tally.texts.get(question.id), retired)
        found.append(outcome)
    return [_discreet(outcome, found) for outcome in found]


def _discreet(outcome: Outcome, known: Sequence[Outcome]) -> Outcome:
    """Hide a follow-up whose number of persons asked would give a hidden count."""
    condition = outcome.question.condition
    while condition is not None:
        key = condition.question
        source = next((o for o in known if o.question.id == key), None)
        if source is None:
            break
        hidden = {line.key for line in source.lines if line.n is None}
        told = hidden & set(condition.choices)
        if source.too_few or (told and told != hidden):
            return replace(
                outcome, answered=0, lines=(), ranks=(), rows=(), mean=None,
                median=None, low=None, high=None, too_few=True,
            )  # fmt: skip
        condition = source.question.condition
    return outcome


def _questions(editions: Sequence[Edition]) -> list[tuple[Question, bool]]:
    latest = editions[-1].survey
    known = {question.id for question in latest.questions()}
    found = [(question, False) for question in latest.questions()]
    hidden = {q.id for q in latest.questions() if q.confidential}
    for edition in reversed(editions[:-1]):
        for question in edition.survey.questions():
            if question.id not in known and question.id not in hidden:
                known.add(question.id)
                found.append((question, True))
    return found


def reworded_on(editions: Iterable[Edition], key: str) -> date | None:
    """Return the day a question changed its wording after somebody answered."""
    day, label, seen = None, None, 0
    for edition in editions:
        question = edition.survey.by_id.get(key)
        if question is None:
            continue
        if label is not None and question.label != label and seen:
            day = edition.since
        label, seen = question.label, seen + edition.n
    return day


class _Reader:
    """Turns the counts of one question into figures."""

    def __init__(
        self,
        editions: Sequence[Edition],
        question: Question,
        count: Count,
        territories: Mapping[str, str],
        k: int,
    ) -> None:
        self.editions, self.question, self.count = editions, question, count
        self.territories, self.k = territories, k

    def outcome(self, texts: Texts | None, retired: bool) -> Outcome:
        question, count = self.question, self.count
        answered = count.answered
        if question.kind in TEXT_KINDS:
            answered = texts.n if texts else 0
        number = None if retired else self.editions[-1].survey.numbers[question.id]
        day = reworded_on(self.editions, question.id)
        if is_small(answered, self.k) and question.kind not in TEXT_KINDS:
            return Outcome(
                question, number, count.asked, 0, retired=retired, reworded_on=day,
                too_few=True,
            )  # fmt: skip
        return Outcome(
            question=question,
            number=number,
            asked=count.asked,
            answered=answered,
            texts=texts or (Texts() if question.kind in TEXT_KINDS else None),
            retired=retired,
            reworded_on=day,
            **self._figures(),
        )

    def _figures(self) -> dict[str, Any]:
        kind = self.question.kind
        if kind == "scale":
            return self._scale()
        if kind == "number":
            return self._number()
        if kind == "ranking":
            return {"ranks": self._ranking()}
        if kind == "matrix":
            return {"rows": self._matrix()}
        if kind in CHOICE_KINDS:
            return {"lines": self._choices()}
        if kind == "territory":
            return {"lines": self._territories()}
        if kind == "date":
            months = sorted(self.count.cells)
            return {"lines": self._lines([(key, month(key), False) for key in months])}
        return {}

    # -- Lists of answers --

    def _options(self, name: str = "choices") -> list[tuple[str, str, bool]]:
        """Every choice that any version offered: (id, latest label, retired)."""
        found: dict[str, tuple[str, bool]] = {}
        current = self.editions[-1].survey.by_id.get(self.question.id)
        kept = {c.id for c in getattr(current or self.question, name)}
        for choice in getattr(current or self.question, name):
            found[choice.id] = (choice.label, False)
        for edition in reversed(self.editions):
            question = edition.survey.by_id.get(self.question.id)
            for choice in getattr(question, name, ()):
                found.setdefault(choice.id, (choice.label, choice.id not in kept))
        return [(key, label, retired) for key, (label, retired) in found.items()]

    def _lines(
        self,
        options: Sequence[tuple[str, str, bool]],
        cells: Mapping[str, int] | None = None,
        answered: int | None = None,
    ) -> tuple[Line, ...]:
        cells = self.count.cells if cells is None else cells
        answered = self.count.answered if answered is None else answered
        counts = [cells.get(key, 0) for key, _label, _retired in options]
        hidden = hide_in_line(counts, self._most(answered, counts), self.k)
        return tuple(
            Line(
                key,
                label,
                None if at in hidden else n,
                None if at in hidden or not answered else n / answered,
                retired,
            )
            for at, ((key, label, retired), n) in enumerate(
                zip(options, counts, strict=True)
            )
        )

    def _most(self, answered: int, counts: Sequence[int]) -> int:
        """How many answers there may be in all, as far as a reader knows."""
        if self.question.kind != "multiple":
            return sum(counts)
        most = self.question.max_choices or len(counts)
        return max(answered * most, sum(counts))

    def _choices(self) -> tuple[Line, ...]:
        lines = self._lines(self._options())
        if self.question.kind in ORDERED_KINDS:
            return lines
        other = {c.id for c in self.question.choices if c.other or c.exclusive}
        return tuple(
            sorted(lines, key=lambda x: (x.n is None, x.key in other, -(x.n or 0)))
        )

    def _territories(self) -> tuple[Line, ...]:
        codes = sorted(
            self.count.cells, key=lambda code: self.territories.get(code, code)
        )
        lines = self._lines(
            [(code, self.territories.get(code, code), False) for code in codes]
        )
        return tuple(sorted(lines, key=lambda x: (x.n is None, -(x.n or 0))))

    # -- Numbers --

    def _scale(self) -> dict[str, Any]:
        points = range(1, self.question.points + 1)
        extra = {int(key) for key in self.count.cells} - set(points)
        values = [*points, *sorted(extra)]
        lines = self._lines([(str(v), str(v), v in extra) for v in values])
        counts = [self.count.cells.get(str(value), 0) for value in values]
        hidden = [at for at, line in enumerate(lines) if line.n is None]
        if not self.count.answered or not means_hide(values, counts, hidden, self.k):
            return {"lines": lines}
        return {
            "lines": lines,
            "mean": mean(values, counts),
            "median": median(values, counts),
        }

    def _number(self) -> dict[str, Any]:
        pairs = sorted((float(key), n) for key, n in self.count.cells.items())
        if not pairs:
            return {}
        values, counts = [v for v, _n in pairs], [n for _v, n in pairs]
        edges = bins(values)
        cells: dict[str, int] = {}
        for value, n in pairs:
            at = str(sum(value >= edge for edge in edges[1:]))
            cells[at] = cells.get(at, 0) + n
        whole = all(value.is_integer() for value in values)
        options = [
            (str(at), interval(edges, at, whole), False) for at in range(len(edges))
        ]
        return {
            "lines": self._lines(options, cells),
            "mean": mean(values, counts),
            "median": median(values, counts),
            "low": None if is_small(counts[0], self.k) else values[0],
            "high": None if is_small(counts[-1], self.k) else values[-1],
        }

    # -- Tables --

    def _ranking(self) -> tuple[Ranked, ...]:
        options = self._options()
        places = range(1, len(options) + 1)
        cells = self.count.cells
        table = [
            [cells.get(f"{key}{SEPARATOR}{rank}", 0) for rank in places]
            for key, _label, _retired in options
        ]
        # Those who left the item out complete its row.
        full = [[*row, self.count.answered - sum(row)] for row in table]
        hidden = hide_in_table(full, self.k)
        telling = _telling_rows(full, hidden)
        ranks = []
        for i, (_key, label, retired) in enumerate(options):
            shown = tuple(
                None if (i, j) in hidden.cells else n for j, n in enumerate(table[i])
            )
            average = None if i in telling else _rank(full[i])
            ranks.append(Ranked(label, average, shown, retired))
        return tuple(sorted(ranks, key=lambda x: (x.mean is None, x.mean or 0)))

    def _matrix(self) -> tuple[Row, ...]:
        rows = []
        for row, label, retired in self._options("rows"):
            cells = {
                key.split(SEPARATOR, 1)[1]: n
                for key, n in self.count.cells.items()
                if key.startswith(row + SEPARATOR)
            }
            answered = sum(cells.values())
            few = is_small(answered, self.k)
            lines = () if few else self._lines(self._options(), cells, answered)
            rows.append(Row(label, 0 if few else answered, lines, retired))
        return tuple(rows)


def _rank(row: Sequence[int]) -> float | None:
    """Return the mean rank in a row that ends with those who gave none."""
    given = row[:-1]
    return mean(list(range(1, len(row))), given) if sum(given) else None


def _telling_rows(table: Sequence[Sequence[int]], hidden: Hidden) -> set[int]:
    """Return the rows whose mean would help to find a small cell again."""
    telling = {
        i for i, row in enumerate(table) if is_small(sum(row[:-1])) or not sum(row)
    }
    for (i, j), detour in hidden.detours.items():
        after = [list(row) for row in table]
        for row, column, moved in detour:
            after[i][j] += moved
            after[i][column] -= moved
            after[row][column] += moved
            after[row][j] -= moved
        changed = {at for at, row in enumerate(table) if _rank(row) != _rank(after[at])}
        telling |= changed if detour else set(range(len(table)))
    return telling
