"""What is published never gives a small group back."""

from __future__ import annotations

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from participation.disclosure import (
    K,
    groups_of_at_least,
    hide_in_line,
    hide_in_table,
    is_small,
)

counts = st.one_of(st.integers(0, 12), st.integers(0, 300))
lines = st.lists(counts, min_size=1, max_size=9)


def tables() -> st.SearchStrategy[list[list[int]]]:
    """Tables of any shape whose totals may be published."""
    return st.integers(1, 6).flatmap(
        lambda width: st.lists(
            st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=6
        )
    )


def grouped(table: list[list[int]]) -> list[list[int]]:
    """Group small rows and columns, as a published table does."""
    rows = groups_of_at_least([sum(row) for row in table])
    table = [
        [sum(table[i][j] for i in group) for j in range(len(table[0]))]
        for group in rows
    ]
    columns = groups_of_at_least([sum(column) for column in zip(*table, strict=True)])
    return [[sum(row[j] for j in group) for group in columns] for row in table]


def largest(
    table: list[list[int]], hidden: set[tuple[int, int]], cell: tuple[int, int]
) -> int:
    """The most a hidden cell may hold, knowing the other cells and all totals.

    Independent of the code under test: a maximum flow from the cell's column back
    to its row, along hidden cells (columns give to rows what they can lose).
    """
    room: dict[tuple[int, int], int] = {}
    for i, j in hidden - {cell}:
        column, row = 1000 + j, i
        room[column, row] = table[i][j]  # it may lose all it holds
        room[row, column] = 10**6  # it may gain
    found = table[cell[0]][cell[1]]
    while path := way(room, 1000 + cell[1], cell[0]):
        step = min(room[edge] for edge in path)
        for a, b in path:
            room[a, b] -= step
            room[b, a] += step
        found += step
    return found


def way(
    room: dict[tuple[int, int], int], start: int, end: int
) -> list[tuple[int, int]]:
    """Return the edges of a path with room left, or nothing."""
    came: dict[int, int] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for (a, b), left in room.items():
            if a == here and left > 0 and b not in came:
                came[b] = here
                queue.append(b)
    path, at = [], end
    while at in came and at != start:
        path.append((came[at], at))
        at = came[at]
    return path


@given(lines)
def test_a_hidden_count_could_be_that_of_a_large_group(line: list[int]) -> None:
    hidden = hide_in_line(line)
    assert hidden >= {at for at, n in enumerate(line) if is_small(n)}
    if hidden and sum(line) >= K:
        together = sum(line[at] for at in hidden)
        assert together >= K
        assert len(hidden) > 1


@given(lines)
def test_nothing_is_hidden_when_no_group_is_small(line: list[int]) -> None:
    large = [0 if is_small(n) else n for n in line]
    assert hide_in_line(large) == frozenset()


@given(lines, st.integers(1, 4))
def test_boxes_that_may_be_ticked_together_hide_no_more_than_needed(
    line: list[int], most: int
) -> None:
    high = sum(line) * most
    hidden = hide_in_line(line, high)
    shown = sum(n for at, n in enumerate(line) if at not in hidden)
    assert not hidden or high - shown >= K or len(hidden) == len([n for n in line if n])


@given(lines)
def test_groups_have_totals_that_may_be_shown(totals: list[int]) -> None:
    groups = groups_of_at_least(totals)
    assert sorted(at for group in groups for at in group) == list(range(len(totals)))
    if sum(totals) >= K:
        assert not any(is_small(sum(totals[at] for at in group)) for group in groups)


@given(tables())
def test_no_small_cell_of_a_table_can_be_recovered(table: list[list[int]]) -> None:
    table = grouped(table)
    if not table or sum(map(sum, table)) < K:
        return
    hidden = hide_in_table(table)
    for i, row in enumerate(table):
        for j, n in enumerate(row):
            if is_small(n):
                assert (i, j) in hidden.cells
                assert largest(table, hidden.cells, (i, j)) >= K


@given(tables())
def test_the_way_out_of_each_small_cell_keeps_every_total(
    table: list[list[int]],
) -> None:
    table = grouped(table)
    hidden = hide_in_table(table)
    for (i, j), detour in hidden.detours.items():
        after = [list(row) for row in table]
        for row, column, moved in detour:
            after[i][j] += moved
            after[i][column] -= moved
            after[row][column] += moved
            after[row][j] -= moved
        assert list(map(sum, after)) == list(map(sum, table))
        assert list(map(sum, zip(*after, strict=True))) == list(
            map(sum, zip(*table, strict=True))
        )
        assert all(n >= 0 for row in after for n in row)
        changed = {
            (r, c)
            for r, row in enumerate(table)
            for c, n in enumerate(row)
            if after[r][c] != n
        }
        assert changed <= hidden.cells
        assert after[i][j] >= K or not detour
