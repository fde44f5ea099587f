"""A démarche always has the same cover, which says its kind and its level."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from core.covers import SHAPES, cover, hero, missing_stone

KINDS = ("survey", "ideas", "consultation", "concertation", "evaluation", "assembly")
ALLOWED = {"svg", "rect", "path", "g"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_stones(kind: str) -> None:
    first = cover("d2", kind, 3, "card")
    cover.cache_clear()
    assert cover("d2", kind, 3, "card") == first
    assert cover("d3", kind, 3, "card") != first


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_the_level_says_how_many_stones_are_lit(level: int) -> None:
    svg = cover("d2", "survey", level, "card")
    lit = re.search(r'<path class="pl" d="([^"]*)"', svg)
    assert lit is not None
    assert lit[1].count("M") == level


@pytest.mark.parametrize("shape", sorted(SHAPES))
@pytest.mark.parametrize("kind", KINDS)
def test_a_cover_is_a_small_decorative_drawing(kind: str, shape: str) -> None:
    svg = cover("d2", kind, 2, shape)
    root = ElementTree.fromstring(svg)  # noqa: S314  our own drawing
    assert root.get("aria-hidden") == "true"
    assert {element.tag for element in root.iter()} <= ALLOWED
    assert "style" not in svg
    assert "<script" not in svg


@pytest.mark.parametrize("seed", ['"><script>alert(1)</script>', "é ’ «", ""])
def test_a_seed_never_reaches_the_drawing(seed: str) -> None:
    svg = cover(seed, "ideas", 2, "card")
    assert "script" not in svg
    ElementTree.fromstring(svg)  # noqa: S314


def test_an_unknown_kind_or_level_still_has_a_cover() -> None:
    assert "<path" in cover("x", "petition", 0, "card")
    assert "<path" in cover("x", "survey", 99, "card")


def test_the_page_that_is_not_found_lacks_one_stone() -> None:
    assert missing_stone().count('class="hole"') == 1


def test_the_half_circle_has_three_lit_seats() -> None:
    lit = re.search(r'<path class="pl" d="([^"]*)"', hero())
    assert lit is not None
    assert lit[1].count("M") == 3
