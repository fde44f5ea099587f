"""Counting ideas. Pure: iterables in, frozen dataclasses out, no Django here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# The order of the mosaic: what is answered first, what waits last.
STAGES = {
    "kept": "Retenues",
    "partly": "En partie",
    "underway": "Déjà engagées",
    "not_kept": "Non retenues",
    "out_of_scope": "Hors compétence",
    "review": "En examen",
    "received": "Reçues",
}
UNANSWERED = frozenset({"review", "received"})
CHANNELS = {
    "online": "en ligne",
    "meeting": "en réunion",
    "paper": "sur papier",
    "phone": "par téléphone",
    "post": "par courrier",
    "desk": "au guichet",
}
AUTHORS = {
    "inhabitant": "des habitants",
    "association": "des associations",
    "professional": "des professionnels",
}


@dataclass(frozen=True)
class Tally:
    """How many ideas share all these traits."""

    category: str
    territory: int | None
    stage: str
    channel: str
    author_kind: str
    n: int


@dataclass(frozen=True)
class Count:
    """How many ideas have one trait."""

    id: str
    label: str
    n: int


@dataclass(frozen=True)
class IdeaResults:
    """What is said of an idea call in numbers. Every list adds up to `total`."""

    total: int
    categories: tuple[Count, ...]  # largest first
    stages: tuple[Count, ...]  # in the order of STAGES
    channels: tuple[Count, ...]
    authors: tuple[Count, ...]
    territories: Mapping[int | None, int]

    @property
    def outcomes(self) -> list[dict[str, str | int]]:
        """The answers as the mosaic draws them."""
        return [
            {"outcome": stage.id, "label": stage.label, "count": stage.n}
            for stage in self.stages
        ]

    @property
    def answered(self) -> int:
        """How many ideas have their answer."""
        return sum(stage.n for stage in self.stages if stage.id not in UNANSWERED)

    @property
    def waiting(self) -> int:
        """How many ideas still wait for theirs."""
        return self.total - self.answered


def summarise(tallies: Iterable[Tally], labels: Mapping[str, str]) -> IdeaResults:
    """Add up tallies; `labels` names the categories by id."""
    rows = list(tallies)
    categories = [
        Count(key, labels.get(key, "Sans catégorie"), n)
        for key, n in _sums(rows, lambda row: row.category).items()
    ]
    territories: Counter[int | None] = Counter()
    for row in rows:
        territories[row.territory] += row.n
    return IdeaResults(
        total=sum(row.n for row in rows),
        categories=tuple(sorted(categories, key=lambda item: (-item.n, item.label))),
        stages=_named(rows, lambda row: row.stage, STAGES),
        channels=_named(rows, lambda row: row.channel, CHANNELS),
        authors=_named(rows, lambda row: row.author_kind, AUTHORS),
        territories=territories,
    )


def _sums(rows: list[Tally], trait: Callable[[Tally], str]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[trait(row)] += row.n
    return sums


def _named(
    rows: list[Tally], trait: Callable[[Tally], str], names: Mapping[str, str]
) -> tuple[Count, ...]:
    sums = _sums(rows, trait)
    return tuple(
        Count(key, name, sums[key]) for key, name in names.items() if sums[key]
    )
