"""Hide small groups, so that what is published does not give them back.

Pure: no Django here. A cell is small when it holds between 1 and k - 1 persons.
A reader knows every published cell and every total; subtraction must not lead to
a small cell. Each function below keeps this promise, which the tests check by
solving for the bounds: **from what is published, a small hidden cell could just
as well hold k persons or more.** Zero says nothing about anybody and is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

K = 5  # groups of fewer than five persons are never shown

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]


def is_small(count: int, k: int = K) -> bool:
    """Whether a count is too small to be published."""
    return 0 < count < k


def hide_in_line(
    cells: Sequence[int], high: int | None = None, k: int = K
) -> frozenset[int]:
    """Return the positions to hide in a list of counts.

    `high` is the most that all the cells together may hold, as a reader knows
    it: their sum when each person is in one cell (the default), more when a
    person may be in several. The next smallest cells are hidden too until the
    hidden ones could, together, hold k persons.
    """
    hidden = {at for at, count in enumerate(cells) if is_small(count, k)}
    if not hidden:
        return frozenset()
    rest = sorted(
        (at for at, count in enumerate(cells) if count >= k), key=lambda at: cells[at]
    )
    room = (sum(cells) if high is None else high) - sum(cells[at] for at in rest)
    while room < k and rest:
        hidden.add(rest[0])
        room += cells[rest.pop(0)]
    return frozenset(hidden)


def groups_of_at_least(
    totals: Sequence[int], together: Iterable[int] = (), k: int = K
) -> list[tuple[int, ...]]:
    """Return groups of positions so that no group but an empty one is small.

    Positions in `together` (hidden in another table) share one group, with those
    whose total is small here; the next smallest join until it is large enough.
    """
    merged = set(together) | {
        at for at, total in enumerate(totals) if is_small(total, k)
    }
    rest = sorted(
        (at for at in range(len(totals)) if at not in merged and totals[at]),
        key=lambda at: totals[at],
    )
    while is_small(sum(totals[at] for at in merged), k) and rest:
        merged.add(rest.pop(0))
    groups: list[tuple[int, ...]] = [
        (at,) for at in range(len(totals)) if at not in merged
    ]
    return [*groups, tuple(sorted(merged))] if merged else groups


@dataclass
class Hidden:
    """The cells to hide in a table, and for each small one a way out.

    `detours[cell]` lists (other row, other column, persons): moving these persons
    round the rectangle gives another table with the same totals, in which the
    cell is not small. It is empty when the whole table had to be hidden.
    """

    cells: set[Cell] = field(default_factory=set)
    detours: dict[Cell, list[tuple[int, int, int]]] = field(default_factory=dict)


def hide_in_table(table: Table, k: int = K) -> Hidden:
    """Return the cells to hide in a table whose totals are all published.

    No row or column total may itself be small: see `groups_of_at_least`.
    """
    small = [
        (i, j)
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        if is_small(count, k)
    ]
    hidden = Hidden(cells=set(small))
    for cell in sorted(small, key=lambda at: table[at[0]][at[1]]):
        detour = _detour(table, cell, hidden.cells, k)
        hidden.detours[cell] = detour
        for i, j, _moved in detour:
            hidden.cells |= {(cell[0], j), (i, cell[1]), (i, j)}
        if not detour:
            hidden.cells = {
                (i, j) for i, row in enumerate(table) for j in range(len(row))
            }
    return hidden


def _detour(
    table: Table, cell: Cell, hidden: set[Cell], k: int
) -> list[tuple[int, int, int]]:
    """Choose rectangles round a cell, hiding as few persons more as possible."""
    i, j = cell
    missing = k - table[i][j]
    rows, columns = set(range(len(table))) - {i}, set(range(len(table[i]))) - {j}

    def order(corner: Cell) -> tuple[bool, int]:
        moved = min(table[i][corner[1]], table[corner[0]][j])
        return moved < missing, _cost(table, cell, corner, hidden)

    corners = sorted(((r, c) for r in rows for c in columns), key=order)
    chosen: list[tuple[int, int, int]] = []
    for row, column in corners:
        moved = min(missing, table[i][column], table[row][j])
        if moved > 0 and row in rows and column in columns:
            chosen.append((row, column, moved))
            rows.discard(row)
            columns.discard(column)
            missing -= moved
        if missing == 0:
            return chosen
    return []


def _cost(table: Table, cell: Cell, corner: Cell, hidden: set[Cell]) -> int:
    shown = {(cell[0], corner[1]), (corner[0], cell[1]), corner} - hidden
    return sum(table[i][j] + 1 for i, j in shown)
