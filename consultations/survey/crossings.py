"""Cross two questions, without giving small groups back. Pure: no Django here.

The table holds the persons who answered both questions. What is hidden in the
figures of one question alone is grouped here too; small rows and columns are
grouped until their totals may be shown; then cells are hidden so that rows,
columns and totals together do not give them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultations.survey.tally import SEPARATOR, Crossing
from participation.disclosure import (
    K,
    groups_of_at_least,
    hide_in_line,
    hide_in_table,
    is_small,
)


@dataclass(frozen=True)
class Side:
    """One of the two questions: its answers, in the order to show them."""

    answers: Mapping[str, str]  # key → label
    multiple: bool = False
    hidden: frozenset[str] = frozenset()  # keys hidden when it stands alone


@dataclass(frozen=True)
class Group:
    """A row or a column: one answer, or several that were too rare."""

    labels: tuple[str, ...]
    n: int

    @property
    def is_merged(self) -> bool:
        """Whether several answers are counted together."""
        return len(self.labels) > 1


@dataclass(frozen=True)
class CrossTable:
    """The published table: a cell of None is too small to be shown."""

    n: int
    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    cells: tuple[tuple[int | None, ...], ...]

    @property
    def hides(self) -> bool:
        """Whether something is hidden or grouped."""
        return any(None in row for row in self.cells) or any(
            group.is_merged for group in (*self.rows, *self.columns)
        )


def cross(crossing: Crossing, first: Side, second: Side, k: int = K) -> CrossTable:
    """Return the table to publish, `first` in rows, `second` in columns.

    The same pair the other way round must be asked as `cross(…).transposed`: two
    tables that hide different cells would give each other's away.
    """
    rows = _groups(crossing.first, first, k)
    columns = _groups(crossing.second, second, k)
    table = [
        [
            sum(
                crossing.cells.get(f"{a}{SEPARATOR}{b}", 0) for a in row for b in column
            )
            for column in columns
        ]
        for row in rows
    ]
    hidden = _hidden(table, first, second, k)
    return CrossTable(
        n=crossing.n,
        rows=_named(rows, crossing.first, first),
        columns=_named(columns, crossing.second, second),
        cells=tuple(
            tuple(None if (i, j) in hidden else n for j, n in enumerate(row))
            for i, row in enumerate(table)
        ),
    )


def transposed(table: CrossTable) -> CrossTable:
    """Return the same table with rows and columns exchanged."""
    return CrossTable(
        table.n, table.columns, table.rows, tuple(zip(*table.cells, strict=True))
    )


def _groups(totals: Mapping[str, int], side: Side, k: int) -> list[tuple[str, ...]]:
    names = [*side.answers, *(key for key in totals if key not in side.answers)]
    counts = [totals.get(key, 0) for key in names]
    if side.multiple:
        # Boxes ticked by the same person cannot be added up: a rare one is left
        # out, with those that are hidden when the question stands alone.
        return [
            (key,)
            for key, n in zip(names, counts, strict=True)
            if n >= k and key not in side.hidden
        ]
    together = [at for at, key in enumerate(names) if key in side.hidden]
    groups = groups_of_at_least(counts, together, k)
    return [
        tuple(names[at] for at in group)
        for group in groups
        if any(counts[at] for at in group)
    ]


def _named(
    groups: Iterable[tuple[str, ...]], totals: Mapping[str, int], side: Side
) -> tuple[Group, ...]:
    return tuple(
        Group(
            tuple(side.answers.get(key, key) for key in group),
            sum(totals.get(key, 0) for key in group),
        )
        for group in groups
    )


def _hidden(
    table: Sequence[Sequence[int]], first: Side, second: Side, k: int
) -> set[tuple[int, int]]:
    if not first.multiple and not second.multiple:
        return hide_in_table(table, k).cells
    if first.multiple and second.multiple:
        return {
            (i, j)
            for i, row in enumerate(table)
            for j, n in enumerate(row)
            if is_small(n, k)
        }
    if first.multiple:  # each row adds up along the columns
        return {(i, j) for i, row in enumerate(table) for j in hide_in_line(row, k=k)}
    return {
        (i, j)
        for j, column in enumerate(zip(*table, strict=True))
        for i in hide_in_line(column, k=k)
    }
