"""French spacing is set by a filter that changes nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typography import (
    NARROW,
    NBSP,
    day,
    french,
    french_html,
    hour,
    moment,
    number,
    period,
)

CLOSING = ";:?!»«%€'’ \u00a0\u202f.,123 0hdeécembre<>&/=\"n°"
texts = st.text(alphabet=st.sampled_from(CLOSING) | st.characters(codec="utf-8"))
UNDO = str.maketrans({NBSP: " ", NARROW: " ", "’": "'"})


def undone(text: str) -> str:
    return text.translate(UNDO)


@given(texts)
def test_only_spaces_and_apostrophes_change(text: str) -> None:
    assert undone(french(text)) == undone(text)


@given(texts)
def test_the_second_time_changes_nothing(text: str) -> None:
    once = french_html(text)
    assert french_html(once) == once


@given(st.text(alphabet="abc ;:?!»\"'=0123456789 %€", max_size=40))
def test_a_tag_is_never_touched(value: str) -> None:
    value = value.replace('"', "").replace(">", "")
    tag = f'<a title="{value}" href="?q={value}">'
    assert tag in french_html(f"Ici : {tag}mot ?</a>")


@given(texts)
def test_what_somebody_typed_in_a_form_is_kept(text: str) -> None:
    typed = f"<textarea>{text.replace('<', '')}</textarea>"
    assert french_html(typed) == typed


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Quels trajets ?", f"Quels trajets{NARROW}?"),
        ("À pied, à vélo : quels trajets", f"À pied, à vélo{NBSP}: quels trajets"),
        ("« Oui »", f"«{NBSP}Oui{NBSP}»"),
        ("54 %", f"54{NBSP}%"),
        ("38 000 €", f"38{NARROW}000{NBSP}€"),
        ("1 284 réponses", f"1{NARROW}284 réponses"),
        ("620 000 déplacements", f"620{NARROW}000 déplacements"),
        ("1 000 000 de voix", f"1{NARROW}000{NARROW}000 de voix"),
        ("en 2026 300 personnes", "en 2026 300 personnes"),
        ("01 99 00 12 34", NBSP.join(["01", "99", "00", "12", "34"])),
        ("l'eau d'ici", "l’eau d’ici"),
        ("20 décembre 2026, 23 h 59", f"20{NBSP}décembre 2026, 23{NBSP}h{NBSP}59"),
        ("le 1er mars", f"le 1er{NBSP}mars"),
        ("n° 12", f"n°{NBSP}12"),
        ("http://exemple.fr/?a=1", "http://exemple.fr/?a=1"),
        ("Elle est ouverte.", "Elle est ouverte."),
    ],
)
def test_each_rule(plain: str, set_: str) -> None:
    assert french(plain) == set_


def test_scripts_drawings_and_code_are_kept() -> None:
    html = (
        "<script>a ? b : c</script><code>1 000 !</code><svg><path d='M1 000 ?'/></svg>"
    )
    assert french_html(html) == html


def test_entities_are_kept() -> None:
    assert french_html("a &amp; b &lt; c &nbsp;!") == "a &amp; b &lt; c &nbsp;!"
    assert french_html("l&#x27;eau") == "l’eau"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1284, f"1{NARROW}284"),
        (1234567, f"1{NARROW}234{NARROW}567"),
        (3.5, "3,5"),
        (-4, "−4"),
    ],
)
def test_numbers_read_in_french(value: float, text: str) -> None:
    assert number(value) == text


@given(st.integers(min_value=0))
def test_a_number_keeps_its_digits(value: int) -> None:
    assert re.sub(r"\D", "", number(value)) == str(value)


def test_dates_read_in_french() -> None:
    assert day(date(2026, 12, 20)) == f"20{NBSP}décembre 2026"
    assert day(date(2026, 12, 1)) == f"1er{NBSP}décembre 2026"
    assert day(date(2026, 12, 1), year=False) == f"1er{NBSP}décembre"
    assert hour(datetime(2026, 12, 20, 9)) == f"9{NBSP}h"
    assert moment(datetime(2026, 12, 20, 23, 59)) == (
        f"20{NBSP}décembre 2026, 23{NBSP}h{NBSP}59"
    )


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 11, 2), date(2026, 12, 20), "du 2 novembre au 20 décembre 2026"),
        (date(2026, 11, 2), date(2027, 1, 3), "du 2 novembre 2026 au 3 janvier 2027"),
        (date(2026, 11, 1), date(2026, 11, 20), "du 1er au 20 novembre 2026"),
        (date(2026, 11, 1), date(2026, 11, 1), "le 1er novembre 2026"),
    ],
)
def test_a_period_says_each_thing_once(start: date, end: date, text: str) -> None:
    assert undone(period(start, end)) == text
