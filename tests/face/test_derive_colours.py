"""From one colour chosen by an authority, every tint stays readable."""

from __future__ import annotations

import pytest

from core.colours import LIT, LIT_NEAR_AMBER, contrast, lit, scale, theme_css, to_hex
from core.colours import to_oklch as oklch

CHROMAS = (0.0, 0.02, 0.05, 0.08, 0.12, 0.17, 0.3)
WHITE = "#ffffff"
STONE = to_hex((0.972, 0.006, 85.0))

# What is written or drawn, the ground under it, and the contrast it needs.
TEXT, LARGE_OR_DRAWN = 4.5, 3.0
PAIRS = [
    ("b-600", WHITE, TEXT),
    ("b-600", STONE, TEXT),
    ("b-600", "b-100", TEXT),
    ("b-700", "b-100", TEXT),
    ("b-700", "b-200", TEXT),
    ("b-700", "b-300", LARGE_OR_DRAWN),
    ("b-500", WHITE, LARGE_OR_DRAWN),
    ("b-500", "b-100", LARGE_OR_DRAWN),
    ("b-500", STONE, LARGE_OR_DRAWN),
    (WHITE, "b-700", 7.0),
    (WHITE, "b-800", 7.0),
    (WHITE, "b-900", 7.0),
    ("b-200", "b-800", 7.0),
    ("ink", WHITE, 7.0),
    ("ink", STONE, 7.0),
    ("ink-2", WHITE, 7.0),
    ("ink-2", STONE, TEXT),
]


def scales() -> list[dict[str, str]]:
    """Return the tints of every hue, from grey to vivid, as screens show them."""
    return [_scale_of(chroma, hue) for hue in range(360) for chroma in CHROMAS]


def _scale_of(chroma: float, hue: int) -> dict[str, str]:
    return scale(to_hex((0.5, chroma, float(hue)))) | {"hue": str(hue)}


@pytest.fixture(scope="module")
def every_scale() -> list[dict[str, str]]:
    return scales()


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_a_pair_is_readable_whatever_the_hue(
    every_scale: list[dict[str, str]], text: str, ground: str, least: float
) -> None:
    worst = min(
        contrast(tints.get(text, text), tints.get(ground, ground))
        for tints in every_scale
    )
    assert worst >= least


@pytest.mark.parametrize("ground", ["b-700", "b-800", "b-900"])
def test_the_lit_stone_stands_out_on_dark_grounds(
    every_scale: list[dict[str, str]], ground: str
) -> None:
    for colour in (to_hex(LIT), to_hex(LIT_NEAR_AMBER)):
        assert min(contrast(colour, tints[ground]) for tints in every_scale) >= 4.5


@pytest.mark.parametrize("ground", [to_hex(LIT), to_hex(LIT_NEAR_AMBER)])
def test_ink_is_readable_on_the_lit_button(
    every_scale: list[dict[str, str]], ground: str
) -> None:
    assert min(contrast(tints["ink"], ground) for tints in every_scale) >= 7


@pytest.mark.parametrize(
    "colour", ["#0a5c63", "#ffffff", "#000000", "#ff0000", "#123456"]
)
def test_converting_there_and_back_keeps_the_colour(colour: str) -> None:
    assert to_hex(oklch(colour)) == colour


@pytest.mark.parametrize("colour", ["#f2b700", "#c98a1b", "#e8c547"])
def test_a_yellow_authority_gets_another_lit_stone(colour: str) -> None:
    assert lit(colour) == LIT_NEAR_AMBER
    assert "--lit:oklch(0.87 0.09 225)" in theme_css(colour)


@pytest.mark.parametrize(
    "colour", ["#0a5c63", "#8b1e3f", "#1d3f94", "#777777", "#8a8377"]
)
def test_other_authorities_keep_amber(colour: str) -> None:
    assert lit(colour) == LIT
    assert "--lit:oklch" not in theme_css(colour)


def test_old_browsers_receive_every_tint_as_plain_colours() -> None:
    css = theme_css("#0a5c63")
    fallback = css[css.index("@supports not") :]
    for name in ("b-50", "b-100", "b-900", "ink", "stone", "line", "lit", "error"):
        assert f"--{name}:#" in fallback
