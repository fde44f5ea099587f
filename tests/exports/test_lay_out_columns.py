"""One column per question or option, for ever."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from consultations.survey.definition import Choice
from consultations.survey.exports import (
    HIDDEN,
    columns,
    dictionary,
    masked_profiles,
    opened,
    parts,
    row,
)
from tests.responses import (
    ALL,
    BUDGET,
    DAY,
    FEAR,
    GRID,
    HEALTH,
    NOTE,
    ORDER,
    PLACE,
    TRAVEL,
    WHY,
    choices,
    reworded,
    survey,
)

DATA = {
    TRAVEL.id: ["velo", "autre"],
    FEAR.id: "oui",
    ORDER.id: ["pont", "rue"],
    GRID.id: {"r2": "mal"},
    NOTE.id: 4,
    BUDGET.id: 12.5,
    DAY.id: "2026-03-01",
    PLACE.id: {"lat": 49.443212, "lon": 1.099971},
}
WORDS = {TRAVEL.id: "Roller", WHY.id: "=1+1", PLACE.id: "Au pont"}


def headings(*versions, **options):
    options = {"confidential": True, **options}
    return [column.heading for column in columns(parts(versions, **options))]


def test_columns_follow_the_form_option_by_option() -> None:
    assert headings(survey(TRAVEL, FEAR, GRID)) == [
        "1. Comment vous déplacez-vous ? — Pied",
        "1. Comment vous déplacez-vous ? — Vélo",
        "1. Comment vous déplacez-vous ? — Autre",
        "1. Comment vous déplacez-vous ? — précision",
        "2. Vous sentez-vous en danger ?",
        "3. Votre avis sur — Les trottoirs",
        "3. Votre avis sur — Les pistes",
    ]


def test_new_words_keep_the_column() -> None:
    before = survey(FEAR, NOTE)
    after = survey(reworded(FEAR, label="Avez-vous peur ?"), NOTE)
    old = columns(parts([before], confidential=True))
    new = columns(parts([after, before], confidential=True))
    assert [column.id for column in old] == [column.id for column in new]
    assert new[0].heading == "1. Avez-vous peur ?"


def test_a_retired_question_goes_last_and_says_so() -> None:
    found = headings(survey(NOTE), survey(FEAR, NOTE))
    assert found == ["1. Quelle note ?", "Vous sentez-vous en danger ? (retirée)"]


def test_a_retired_choice_keeps_its_column() -> None:
    now = reworded(TRAVEL, choices=choices("Pied", "Bus"))
    made = parts([survey(now), survey(TRAVEL)], confidential=True)
    assert [(c.option, c.retired) for c in columns(made)] == [
        ("Pied", False),
        ("Bus", False),
        ("Vélo", True),
        ("Autre", True),
        ("précision", False),
    ]
    assert row(made, {TRAVEL.id: ["velo"]}, {}, {}) == [0, 0, 1, 0, None]


def test_a_confidential_question_needs_a_right() -> None:
    assert headings(survey(FEAR, HEALTH), confidential=False) == [
        "1. Vous sentez-vous en danger ?"
    ]


def test_what_was_confidential_once_stays_so() -> None:
    now = survey(FEAR, reworded(HEALTH, confidential=False))
    before = survey(FEAR, HEALTH)
    assert len(headings(now, before, confidential=False)) == 1


def test_two_questions_with_the_same_words_have_two_headings() -> None:
    same = reworded(TRAVEL, choices=(Choice("a", "Bus"), Choice("b", "Bus")))
    found = headings(survey(same))
    assert len(found) == len(set(found))


def test_addresses_have_no_column() -> None:
    assert not any("adresse" in heading for heading in headings(survey(*ALL)))


def test_answers_fill_their_columns() -> None:
    made = parts([survey(*ALL)], confidential=True)
    cells = dict(
        zip((c.heading for c in columns(made)), row(made, DATA, WORDS, {}), strict=True)
    )
    assert cells["1. Comment vous déplacez-vous ? — Pied"] == 0
    assert cells["1. Comment vous déplacez-vous ? — Vélo"] == 1
    assert cells["1. Comment vous déplacez-vous ? — précision"] == "Roller"
    assert cells["2. Vous sentez-vous en danger ?"] == "Oui"
    assert cells["3. Classez les travaux — Pont"] == 1
    assert cells["4. Votre avis sur — Les trottoirs"] is None
    assert cells["4. Votre avis sur — Les pistes"] == "Mal"
    assert cells["5. Quelle note ?"] == 4
    assert cells["8. Où ? — description"] == "Au pont"
    assert cells["10. Quel âge ?"] is None


def test_the_dictionary_explains_every_column() -> None:
    made = parts([survey(NOTE), survey(*ALL)], confidential=True)
    lines = list(dictionary(made))
    assert [line[0] for line in lines] == [c.heading for c in columns(made)]
    assert len({line[1] for line in lines}) == len(lines)
    assert lines[0][6] == "De 1 à 5 ; 1 : Mauvais."
    assert lines[1][5] == "retirée du questionnaire"


def test_open_data_blurs_places_and_dates() -> None:
    made = opened(parts([survey(PLACE, DAY)], confidential=False))
    assert row(made, DATA, {}, {}) == [49.443, 1.1, None, "2026-03"]


profiles = st.dictionaries(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["jeune", "ancien", None])),
    st.integers(1, 20),
)


@given(profiles)
def test_no_small_group_is_told_apart(counts: dict[tuple[str, str], int]) -> None:
    shown = masked_profiles(counts)
    assert shown.keys() == counts.keys()
    sizes: Counter[tuple[object, ...]] = Counter()
    for profile, group in shown.items():
        sizes[group] += counts[profile]
    if sum(counts.values()) >= 5:
        assert all(n >= 5 for n in sizes.values())
    else:
        assert set(sizes) <= {(HIDDEN, HIDDEN)}


def test_a_common_profile_is_shown_whole() -> None:
    counts = {("A", "jeune"): 9, ("A", "ancien"): 7, ("B", "jeune"): 8}
    assert masked_profiles(counts) == {profile: profile for profile in counts}
