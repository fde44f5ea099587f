"""Invent people whose answers add up to totals that are known beforehand.

Everything is drawn from a seed: the same people answer the same things each time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Leaning = Callable[[int], float]


# Where people live, roughly; one in nineteen does not say.
HOMES = {
    "S1": 15,
    "S2": 15,
    "S3": 13,
    "valdorme": 7,
    "hautevigne": 3,
    "orsenval": 6,
    "montclairel": 3,
    "aubrelongue": 2,
    "villeneuve-la-sorelle": 5,
    "rochemerle": 2,
    "grandlieu-sorelle": 3,
    "castelorme": 4,
    "bois-tavernel": 2,
    "fontanelle-le-haut": 1.5,
    "saint-elvin": 1.5,
    "pontravel": 5,
    "marsaudun": 2,
    "chantevreux": 2,
    "lormoyer": 3,
    "vaucreuse": 1,
    "saint-aubrin": 1,
    "noirvaux": 1,
    None: 5,
}


def deal(
    draw: random.Random, counts: dict[T, int], leaning: Leaning | None = None
) -> list[T]:
    """Give one card to each person; `counts` says how many there are of each.

    With a `leaning`, people for whom it is low rather receive the first cards: two
    questions that lean on the same thing are related, and both still add up.
    """
    people = list(range(sum(counts.values())))
    lean = leaning or (lambda person: 0.0)
    people.sort(key=lambda person: lean(person) + draw.random())
    cards = [card for card, count in counts.items() for _ in range(count)]
    dealt: list[T | None] = [None] * len(people)
    for person, card in zip(people, cards, strict=True):
        dealt[person] = card
    return dealt  # type: ignore[return-value]  every place was filled


def deal_several(
    draw: random.Random, people: int, counts: dict[str, int], most: int
) -> list[list[str]]:
    """Give each person from one card to `most`, all different; `counts` is exact."""
    total = sum(counts.values())
    first = {card: count * people // total for card, count in counts.items()}
    for card in sorted(counts, key=lambda card: -counts[card]):
        if sum(first.values()) < people:
            first[card] += 1
    hands = [[card] for card in deal(draw, first)]
    for card in sorted(counts, key=lambda card: -counts[card]):
        free = [hand for hand in hands if card not in hand and len(hand) < most]
        for hand in draw.sample(free, counts[card] - first[card]):
            hand.append(card)
    order = list(counts)
    return [sorted(hand, key=order.index) for hand in hands]


def spread(draw: random.Random, shares: dict[T, float], people: int) -> dict[T, int]:
    """Turn rough shares into whole counts that add up to `people`."""
    total = sum(shares.values())
    counts = {card: int(people * share / total) for card, share in shares.items()}
    for card in draw.sample(list(counts), people - sum(counts.values())):
        counts[card] += 1
    return counts


def distinct(
    draw: random.Random,
    makers: Sequence[str],
    words: dict[str, list[str]],
    how_many: int,
) -> list[str]:
    """Write different sentences: each maker, with words in the place of {names}.

    Every maker is used before any is used twice.
    """
    written: dict[str, None] = {}
    for _round in range(1000):
        for maker in draw.sample(list(makers), len(makers)):
            choice = {name: draw.choice(options) for name, options in words.items()}
            written.setdefault(maker.format(**choice))
            if len(written) == how_many:
                return list(written)
    raise ValueError(f"only {len(written)} sentences of {how_many}")


def pick_some(
    draw: random.Random, shares: dict[str, int], *, most: int, none: float
) -> list[str]:
    """Choose up to `most` cards, the likely ones more often; `none` is a share."""
    if draw.random() < none:
        return []
    wanted = draw.choice(range(1, most + 1))
    picked = rank(draw, shares)[:wanted]
    return [card for card in shares if card in picked]


def rank(draw: random.Random, shares: dict[str, int]) -> list[str]:
    """Put all the cards in order: a large share tends to come first."""
    return sorted(shares, key=lambda card: draw.expovariate(shares[card]))
