"""Each kind of question: what is accepted, and what is said when it is not."""

from __future__ import annotations

from typing import Any

import pytest

from consultations.survey.definition import Choice, Condition, Question
from consultations.survey.forms.reading import Reading, read
from consultations.survey.lists import AGE_BANDS, AGREEMENT, GENDERS
from tests.surveys.conftest import one_page
from tests.surveys.d2 import choices, new_id

FRUITS = choices(
    "Pomme", "Poire", "Cerise", "Autre", "Aucun", other="Autre", exclusive="Aucun"
)
ID = new_id()


def question(kind: str, **fields: Any) -> Question:
    return Question(ID, kind, "Que choisissez-vous ?", **fields)


def answer(asked: Question, **typed: str | list[str]) -> Reading:
    """Read one question; `typed` are its inputs by part, « main » for the first."""
    raw = {
        f"q-{ID}" if part == "main" else f"q-{ID}-{part}": (
            value if isinstance(value, list) else [value]
        )
        for part, value in typed.items()
    }
    return read(one_page(asked), raw, {"valdorme"})


def value(asked: Question, **typed: str | list[str]) -> Any:
    reading = answer(asked, **typed)
    assert reading.problems == {}
    return reading.data.get(ID)


def text(asked: Question, **typed: str | list[str]) -> str | None:
    reading = answer(asked, **typed)
    assert reading.problems == {}
    return reading.texts.get(ID)


def problem(asked: Question, **typed: str | list[str]) -> str:
    reading = answer(asked, **typed)
    assert reading.data == {}
    return reading.problems[ID].message


# -- Words ----------------------------------------------------------------------


def test_a_short_text_is_put_on_one_line():
    assert (
        text(question("short"), main="  de  chez moi\nau lycée ")
        == "de chez moi au lycée"
    )


def test_a_long_text_keeps_its_lines():
    assert text(question("long"), main="Un.\r\n\r\nDeux. \n") == "Un.\n\nDeux."


def test_words_are_put_in_their_usual_form():
    assert text(question("long"), main="e\u0301te\u0301") == "été"


def test_signs_that_harm_readers_are_left_out():
    harmful = "a\x00b\u202ec\u200bd\ufeffe\x07f\udc00g"
    assert text(question("long"), main=harmful) == "abcdefg"


def test_joiners_that_scripts_need_are_kept():
    assert text(question("long"), main="می\u200cخواهم") == "می\u200cخواهم"


def test_a_text_that_is_too_long_says_by_how_much():
    assert problem(question("long"), main="a" * 5001) == (
        "Votre texte compte 5001 signes. Raccourcissez-le à 5000 signes au plus."
    )
    assert "300 signes au plus" in problem(question("short"), main="a" * 301)


def test_a_required_text_of_spaces_is_missing():
    assert problem(question("short", required=True), main=" \n\t ") == (
        "Écrivez votre réponse."
    )


# -- Choices --------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["single", "dropdown", "age", "gender", "agree"])
def test_one_choice_is_kept_by_its_id(kind):
    assert value(question(kind, choices=FRUITS), main="c2") == "c2"


def test_the_fixed_lists_are_accepted():
    assert value(question("agree", choices=AGREEMENT), main="no_opinion")
    assert value(question("age", choices=AGE_BANDS), main="75_plus")
    assert value(question("gender", choices=GENDERS), main="unsaid")


def test_an_unknown_choice_is_refused():
    for kind in ("single", "multiple", "dropdown"):
        asked = question(kind, choices=FRUITS)
        assert problem(asked, main="c99") == "Choisissez une des réponses proposées."


def test_a_required_choice_is_asked_for():
    assert problem(question("single", choices=FRUITS, required=True)) == (
        "Choisissez une réponse. Si aucune ne convient, prenez la plus proche."
    )


def test_other_keeps_its_words():
    reading = answer(question("single", choices=FRUITS), main="c4", other="Kiwi")

    assert (reading.data, reading.texts) == ({ID: "c4"}, {ID: "Kiwi"})


def test_words_typed_for_other_choose_it():
    assert value(question("single", choices=FRUITS), other="Kiwi") == "c4"
    assert value(question("multiple", choices=FRUITS), main="c1", other="Kiwi") == [
        "c1",
        "c4",
    ]


def test_words_typed_for_other_beside_another_choice_are_not_lost():
    assert problem(question("single", choices=FRUITS), main="c1", other="Kiwi") == (
        "Vous avez écrit une réponse sans choisir « Autre ». "
        "Choisissez-le, ou effacez le texte."
    )


def test_several_choices_are_kept_in_the_order_of_the_form_and_once():
    assert value(question("multiple", choices=FRUITS), main=["c3", "c1", "c3"]) == [
        "c1",
        "c3",
    ]


def test_too_many_choices_say_how_many_to_untick():
    asked = question("multiple", choices=FRUITS, max_choices=2)

    assert problem(asked, main=["c1", "c2", "c3"]) == (
        "Vous avez coché trois réponses. Décochez-en une."
    )


def test_too_few_choices_say_how_many_to_tick():
    asked = question("multiple", choices=FRUITS, min_choices=3)

    assert problem(asked, main=["c1"]) == (
        "Vous avez coché une réponse. Cochez-en encore deux."
    )
    assert value(asked) is None, "an optional question may be left alone"


def test_an_exclusive_choice_stands_alone():
    asked = question("multiple", choices=FRUITS)

    assert "« Aucun » ne va pas avec une autre réponse." in problem(
        asked, main=["c1", "c5"]
    )
    assert value(asked, main=["c5"]) == ["c5"]


# -- Scales, matrices, rankings -----------------------------------------------------


def test_a_scale_gives_a_number():
    assert value(question("scale", points=5), main="4") == 4


@pytest.mark.parametrize("typed", ["0", "6", "-1", "4.0", "x", "٣"])
def test_a_scale_takes_only_its_points(typed):
    assert problem(question("scale", points=5), main=typed)


MATRIX = question(
    "matrix",
    rows=(Choice("r1", "Le centre"), Choice("r2", "La gare")),
    choices=choices("Bien", "Mal"),
)


def test_a_matrix_keeps_a_choice_by_row():
    assert value(MATRIX, r1="c1", r2="c2") == {"r1": "c1", "r2": "c2"}


def test_an_optional_matrix_may_be_filled_in_part():
    assert value(MATRIX, r2="c2") == {"r2": "c2"}
    assert value(MATRIX) is None


def test_a_required_matrix_names_the_rows_that_lack():
    asked = question("matrix", rows=MATRIX.rows, choices=MATRIX.choices, required=True)

    assert problem(asked, r1="c1") == "Il manque une réponse pour « La gare »."


def test_a_matrix_refuses_an_unknown_choice():
    assert problem(MATRIX, r1="c9")


RANKING = question("ranking", choices=choices("Pistes", "Trottoirs", "Bancs"))


def test_a_ranking_is_kept_best_first():
    assert value(RANKING, c1="3", c2="1", c3="2") == ["c2", "c3", "c1"]


def test_an_optional_ranking_may_stop_early():
    assert value(RANKING, c3="1") == ["c3"]


def test_two_items_at_one_rank_are_named():
    assert problem(RANKING, c1="1", c2="2", c3="2") == (
        "« Trottoirs » et « Bancs » ont le même rang, « 2e ». Changez l’un des deux."
    )


def test_a_ranking_with_a_gap_names_the_rank():
    assert problem(RANKING, c1="1", c2="3") == (
        "Le rang « 2e » manque : donnez-le à une proposition."
    )


def test_a_required_ranking_is_complete():
    asked = question("ranking", choices=RANKING.choices, required=True)

    assert problem(asked, c1="1") == "Donnez un rang à deux propositions de plus."


def test_a_ranking_of_the_best_two_takes_no_third():
    asked = question("ranking", choices=RANKING.choices, max_choices=2, required=True)

    assert value(asked, c1="2", c2="1") == ["c2", "c1"]
    assert problem(asked, c1="3") == "Choisissez un rang entre 1 et 2."


# -- Numbers, dates, places -----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("3,5", 3.5), ("3.5", 3.5), ("1 250", 1250), ("1\u202f250,0", 1250)],
)
def test_a_number_is_read_as_french_people_write_it(typed, number):
    assert value(question("number"), main=typed) == number


def test_the_unit_may_be_typed():
    assert value(question("number", unit="km"), main="12 km") == 12


@pytest.mark.parametrize(
    "typed", ["douze", "1e5", "NaN", "inf", "1,2,3", "9" * 30, "٣"]
)
def test_what_is_no_number_is_explained(typed):
    assert problem(question("number"), main=typed) == (
        "Écrivez un nombre en chiffres, par exemple 12 ou 3,5."
    )


def test_a_number_out_of_bounds_names_them():
    bounded = question("number", min_value=0, max_value=10.5)

    assert problem(bounded, main="11") == "Écrivez un nombre entre 0 et 10,5."
    assert problem(question("number", min_value=1), main="0") == (
        "Écrivez un nombre à partir de 1."
    )
    assert problem(question("number", max_value=3), main="4") == (
        "Écrivez un nombre jusqu’à 3."
    )


@pytest.mark.parametrize(
    "typed", ["2027-07-14", "14/07/2027", "14.7.2027", "14 07 2027"]
)
def test_a_date_is_read_as_the_browser_or_the_hand_writes_it(typed):
    assert value(question("date"), main=typed) == "2027-07-14"


@pytest.mark.parametrize("typed", ["31/02/2027", "07/14/2027", "demain", "14/07/0027"])
def test_a_date_that_does_not_exist_is_explained(typed):
    assert "une date qui existe" in problem(question("date"), main=typed)


def test_a_place_of_the_list_is_kept_by_its_code():
    assert value(question("territory"), main="valdorme") == "valdorme"
    assert problem(question("territory"), main="paris") == (
        "Choisissez un lieu de la liste."
    )


def test_a_place_in_words_needs_no_coordinates():
    reading = answer(question("place"), main="Au rond-point de la gare")

    assert (reading.data, reading.texts) == ({ID: {}}, {ID: "Au rond-point de la gare"})


def test_a_place_may_be_a_point():
    assert value(question("place"), lat="49,4431", lon="1.0993") == {
        "lat": 49.4431,
        "lon": 1.0993,
    }


@pytest.mark.parametrize(
    ("lat", "lon"), [("49", ""), ("91", "0"), ("0", "181"), ("x", "1")]
)
def test_half_a_point_is_explained(lat, lon):
    assert "les deux coordonnées" in problem(question("place"), lat=lat, lon=lon)


# -- Consents, addresses ----------------------------------------------------------------


def test_a_consent_is_true_or_nothing():
    assert value(question("consent", text="J’accepte."), main="1") is True
    assert value(question("consent", text="J’accepte.")) is None
    assert "Cochez la case" in problem(question("consent", required=True))


def test_an_address_is_kept_apart_from_the_answers():
    reading = answer(question("contact"), email="ines@example.org", consent="1")

    assert reading.emails == ["ines@example.org"]
    assert (reading.data, reading.texts) == ({}, {})


def test_an_address_without_agreement_is_not_kept_in_silence():
    assert "Cochez la case" in problem(question("contact"), email="ines@example.org")


@pytest.mark.parametrize(
    "typed", ["", "ines", "ines@", "a@b@c.fr", "x" * 400 + "@a.fr"]
)
def test_an_incomplete_address_is_explained(typed):
    assert "une adresse complète" in problem(
        question("contact"), email=typed, consent="1"
    )


# -- Conditions -----------------------------------------------------------------------

SOURCE = Question(new_id(), "single", "Roulez-vous ?", choices=choices("Oui", "Non"))
HIDDEN = Question(
    new_id(),
    "short",
    "Où ?",
    required=True,
    condition=Condition(SOURCE.id, ("c1",)),
)
DEEPER = Question(
    new_id(),
    "short",
    "Pourquoi ?",
    required=True,
    condition=Condition(SOURCE.id, ("c2",)),
)
CHAIN = one_page(SOURCE, HIDDEN, DEEPER)


def test_a_required_question_that_is_not_asked_never_blocks():
    reading = read(CHAIN, {f"q-{SOURCE.id}": ["c2"], f"q-{DEEPER.id}": ["Trop loin"]})

    assert reading.problems == {}
    assert reading.asked == {SOURCE.id, DEEPER.id}


def test_what_was_typed_before_one_changed_one_s_mind_is_dropped():
    reading = read(
        CHAIN,
        {
            f"q-{SOURCE.id}": ["c2"],
            f"q-{HIDDEN.id}": ["Au lycée"],
            f"q-{DEEPER.id}": ["Trop loin"],
        },
    )

    assert reading.texts == {DEEPER.id: "Trop loin"}


def test_a_problem_in_a_question_that_is_not_asked_never_blocks():
    reading = read(CHAIN, {f"q-{HIDDEN.id}": ["x" * 400]})

    assert reading.problems == {}


def test_a_required_question_that_is_asked_blocks():
    reading = read(CHAIN, {f"q-{SOURCE.id}": ["c1"]})

    assert set(reading.problems) == {HIDDEN.id}
