"""Means, medians and intervals that may be published. Pure: no Django here."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from participation.disclosure import K, is_small

MOST_BINS = 8


def mean(values: Sequence[float], counts: Sequence[int]) -> float:
    """Return the mean to one decimal: more would say more than we know."""
    total = sum(counts)
    return round(sum(v * n for v, n in zip(values, counts, strict=True)) / total, 1)


def median(values: Sequence[float], counts: Sequence[int]) -> float:
    """Return the value in the middle; between two, their mean."""
    total = sum(counts)
    lower, upper = (
        _nth(values, counts, (total - 1) // 2),
        _nth(values, counts, total // 2),
    )
    return (lower + upper) / 2


def _nth(values: Sequence[float], counts: Sequence[int], nth: int) -> float:
    seen = 0
    for value, n in zip(values, counts, strict=True):
        seen += n
        if seen > nth:
            return value
    return values[-1]


def means_hide(
    values: Sequence[float], counts: Sequence[int], hidden: Sequence[int], k: int = K
) -> bool:
    """Whether mean and median may be shown beside the counts that are not hidden.

    They may if each small count could be k without changing either: a mean to
    one decimal of a thousand answers is the same with three answers moved.
    """
    said = mean(values, counts), median(values, counts) if sum(counts) else None
    for at in hidden:
        if is_small(counts[at], k) and not any(
            _moved(values, counts, other, at, k - counts[at]) == said
            for other in hidden
            if other != at and counts[other] >= k - counts[at]
        ):
            return False
    return True


def _moved(
    values: Sequence[float], counts: Sequence[int], source: int, target: int, n: int
) -> tuple[float, float]:
    after = list(counts)
    after[source] -= n
    after[target] += n
    return mean(values, after), median(values, after)


def bins(values: Sequence[float]) -> list[float]:
    """Return the lower edges of at most eight round intervals."""
    low, high = values[0], values[-1]
    if len(values) <= MOST_BINS and all(v.is_integer() for v in values):
        return list(values)
    width = (high - low) / MOST_BINS or 1
    power = 10.0 ** math.floor(math.log10(width))
    step = next(power * m for m in (1, 2, 5, 10, 20) if power * m >= width)
    start = math.floor(low / step) * step
    count = math.floor((high - start) / step) + 1
    return [round(start + at * step, 10) for at in range(count)]


def interval(edges: Sequence[float], at: int, whole: bool) -> str:
    """Say an interval; a single value when whole numbers follow one another."""
    if len(edges) == 1:
        return number(edges[0])
    steps = {round(b - a, 10) for a, b in itertools.pairwise(edges)}
    if len(steps) > 1 or (whole and 1.0 in steps):
        return number(edges[at])
    step = steps.pop()
    low, after = edges[at], edges[at] + step
    if whole and step.is_integer():
        return f"{number(low)} à {number(after - 1)}"
    return f"{number(low)} à moins de {number(after)}"


MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def month(key: str) -> str:
    """Write « mars 2025 » from « 2025-03 »."""
    year, _, number_of = key.partition("-")
    if number_of.isdigit() and 1 <= int(number_of) <= 12:
        return f"{MONTHS[int(number_of) - 1]} {year}"
    return key


def number(value: float) -> str:
    """Write a number in French, without decimals when it has none."""
    text = f"{value:,.10g}" if value % 1 else f"{value:,.0f}"
    return text.replace(",", "\u202f").replace(".", ",")
