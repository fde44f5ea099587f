"""Ratios inside one run: two targets in turn, medians and spread.

Absolute times drift by a factor of two on a shared machine; the ratio of two
targets measured one after the other, several times, does not.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def django() -> None:
    """Make Django ready, on the database that DATABASE_URL names."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django as framework

    framework.setup()


@dataclass(frozen=True)
class Ratio:
    """Ours over the baseline, round by round."""

    goal: str
    ours: list[float]
    baseline: list[float]
    bound: float
    higher_is_better: bool = False

    @property
    def rounds(self) -> list[float]:
        """One ratio per round."""
        return [a / b for a, b in zip(self.ours, self.baseline, strict=True)]

    @property
    def median(self) -> float:
        """The ratio that counts."""
        return statistics.median(self.rounds)

    @property
    def holds(self) -> bool:
        """The median meets the goal, and the worst round is within 25 % of it."""
        if self.higher_is_better:
            return self.median >= self.bound and min(self.rounds) >= self.bound * 0.75
        return self.median <= self.bound and max(self.rounds) <= self.bound * 1.25

    def report(self) -> str:
        """One line of the table."""
        sign = "≥" if self.higher_is_better else "≤"
        low, high = min(self.rounds), max(self.rounds)
        return (
            f"{self.goal:<58} ours {statistics.median(self.ours):>10.4g}"
            f"  baseline {statistics.median(self.baseline):>10.4g}"
            f"  ratio {self.median:>7.3g} [{low:.3g}–{high:.3g}]"
            f"  goal {sign} {self.bound:g}  {'held' if self.holds else 'MISSED'}"
        )


def seconds(call: Callable[[], Any]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compare(
    goal: str,
    ours: Callable[[], float],
    baseline: Callable[[], float],
    *,
    bound: float,
    rounds: int = 5,
    higher_is_better: bool = False,
) -> Ratio:
    """Measure both in turn (A B A B …) after one warm-up of each; print the line.

    Each callable measures itself and returns its figure: seconds or requests a
    second.
    """
    ours(), baseline()
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(ours())
        theirs.append(baseline())
    ratio = Ratio(goal, mine, theirs, bound, higher_is_better)
    print(ratio.report(), flush=True)
    return ratio
