"""Shapes of the small charts that several pages share; every size is an attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

STRIP = 1000  # the width of a strip, in SVG units
GAP = 3
TINTS = ("f7", "f5", "f3", "f2", "f1", "f1")
STONE = 13  # the side of a stone of a mosaic, its joint included


@dataclass(frozen=True)
class Part:
    """One part of a strip, as wide as its share."""

    label: str
    count: int
    share: int
    x: int
    width: int
    tint: str


def strip(counts: Mapping[str, int]) -> list[Part]:
    """Lay the parts of a whole side by side; parts without anything are left out."""
    present = [(label, count) for label, count in counts.items() if count > 0]
    total = sum(count for _, count in present)
    parts, x = [], 0.0
    for (label, count), tint in zip(present, TINTS, strict=False):
        width = STRIP * count / total
        parts.append(
            Part(
                label,
                count,
                round(100 * count / total),
                round(x),
                max(2, round(width) - GAP),
                tint,
            )
        )
        x += width
    return parts


Path = tuple[str, str]  # the class, the outline


def _stone_paths(outcome: str, cells: Sequence[tuple[int, int]]) -> list[Path]:
    """Return how the stones of one outcome are drawn: fill, outline or dashes."""

    def lay(shape: str) -> str:
        return "".join(f"M{x}{shape}" for x in _origins(cells))

    drawings = {
        "kept": [("m-f", _square(cells))],
        "partly": [("m-o", _outline(cells)), ("m-h", lay("h5.5v11h-5.5z"))],
        "underway": [("m-a", _square(cells))],
        "not_kept": [("m-o", _outline(cells, bar=True))],
        "out_of_scope": [("m-d", _outline(cells))],
    }
    return drawings.get(outcome, [("m-e", _outline(cells))])


def _origins(cells: Sequence[tuple[int, int]]) -> list[str]:
    return [f"{i * STONE + 1} {j * STONE + 1}" for i, j in cells]


def _square(cells: Sequence[tuple[int, int]]) -> str:
    return "".join(f"M{origin}h11v11h-11z" for origin in _origins(cells))


def _outline(cells: Sequence[tuple[int, int]], *, bar: bool = False) -> str:
    stroke = "m2.4 4.9h5" if bar else ""
    return "".join(
        f"M{i * STONE + 1.6:g} {j * STONE + 1.6:g}h9.8v9.8h-9.8z{stroke}"
        for i, j in cells
    )


def mosaic(outcomes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One contribution, one stone, in columns, ordered by outcome."""
    present = [row for row in outcomes if row["count"] > 0]
    total = sum(row["count"] for row in present)
    return {
        "total": total,
        "wide": _wall(present, total, 6),
        "tall": _wall(present, total, max(6, -(-total // 24))),
        "legend": [
            {
                "label": row["label"],
                "count": row["count"],
                "paths": _stone_paths(row["outcome"], [(0, 0)]),
            }
            for row in present
        ],
    }


def _wall(
    outcomes: Sequence[Mapping[str, Any]], total: int, rows: int
) -> dict[str, Any]:
    paths, start = [], 0
    for row in outcomes:
        cells = [divmod(n, rows) for n in range(start, start + row["count"])]
        paths.append(_stone_paths(row["outcome"], cells))
        start += row["count"]
    columns = -(-total // rows) if total else 1
    return {"width": columns * STONE, "height": rows * STONE, "paths": paths}


def progress(step: int, total: int) -> list[Part]:
    """Return the stones of a progress bar: behind, here, ahead."""
    width = (STRIP + 10) / total
    return [
        Part(
            "",
            0,
            0,
            round((n - 1) * width),
            round(width) - 10,
            "f7" if n < step else "fl" if n == step else "f2",
        )
        for n in range(1, total + 1)
    ]
