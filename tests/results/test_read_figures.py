"""From counts to what may be read: hidden groups, gaps, means, retired questions."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.survey.crossings import Side, cross, transposed
from consultations.survey.definition import Choice, Condition, Question
from consultations.survey.figures import mean, means_hide, median
from consultations.survey.results import Edition, Outcome, outcomes
from consultations.survey.tally import Crossing, Tally, Version
from participation.disclosure import K, is_small
from tests.results.support import (
    AGE,
    D12,
    SLOTS,
    VISITS,
    choices,
    d12_answers,
    random_data,
    random_survey,
    survey_of,
)

BEFORE, AFTER = date(2025, 3, 3), date(2025, 3, 20)


def counted(survey: object, answers: list[dict[str, object]]) -> Tally:
    version, tally = Version("1", survey), Tally()  # type: ignore[arg-type]
    for data in answers:
        version.add(tally, data, "online")
    return tally


def read(survey: object, answers: list[dict[str, object]]) -> dict[str, Outcome]:
    tally = counted(survey, answers)
    editions = [Edition(survey, BEFORE, tally.n)]  # type: ignore[arg-type]
    return {o.question.id: o for o in outcomes(editions, tally)}


@pytest.fixture(scope="module")
def d12() -> dict[str, Outcome]:
    return read(D12, [data for _channel, data in d12_answers()])


def test_a_multiple_question_gives_the_share_of_persons(
    d12: dict[str, Outcome],
) -> None:
    first = d12[SLOTS.id].lines[0]
    assert (first.label, first.n) == ("Samedi après 17 h", 688)
    assert round(first.share or 0, 3) == 0.536
    assert sum(line.share or 0 for line in d12[SLOTS.id].lines) > 1


def test_those_who_did_not_answer_are_counted_apart(d12: dict[str, Outcome]) -> None:
    assert d12[AGE.id].asked == 1284
    assert d12[AGE.id].answered == 1251
    assert d12[AGE.id].unanswered == 33


def test_ages_keep_their_order_and_visits_are_sorted(d12: dict[str, Outcome]) -> None:
    assert [line.key for line in d12[AGE.id].lines] == list("abcdef")
    assert [line.n for line in d12[VISITS.id].lines] == [511, 402, 238, 133]
    assert d12[VISITS.id].top == d12[VISITS.id].lines[0]


def test_a_rare_answer_is_hidden_with_another() -> None:
    answers = [{VISITS.id: c} for c in "a" * 40 + "b" * 20 + "c" * 9 + "d" * 2]
    found = read(survey_of(VISITS), answers)[VISITS.id]
    assert {line.key: line.n for line in found.lines} == {
        "a": 40, "b": 20, "c": None, "d": None,
    }  # fmt: skip
    assert found.hidden_n == 11


def test_a_question_answered_by_four_shows_nothing() -> None:
    found = read(survey_of(VISITS), [{VISITS.id: "a"}] * 4 + [{}] * 20)[VISITS.id]
    assert found.too_few
    assert found.lines == ()


def test_a_question_that_was_not_asked_has_no_gap() -> None:
    follow_up = Question(
        "why", "single", "Pourquoi ?", choices=choices("Loin", "Cher"),
        condition=Condition(VISITS.id, ("d",)),
    )  # fmt: skip
    answers = [{VISITS.id: "a"}] * 50 + [{VISITS.id: "d", "why": "a"}] * 8
    answers += [{VISITS.id: "d"}] * 2
    found = read(survey_of(VISITS, follow_up), answers)["why"]
    assert (found.asked, found.answered, found.unanswered) == (10, 8, 2)


def test_a_follow_up_does_not_tell_a_hidden_count() -> None:
    follow_up = Question(
        "why", "single", "Pourquoi ?", choices=choices("Loin", "Cher"),
        condition=Condition(VISITS.id, ("c",)),
    )  # fmt: skip
    # « d » is small and « c » hidden with it: those asked « why » would tell both.
    answers = [{VISITS.id: "a"}] * 50 + [{VISITS.id: "c", "why": "a"}] * 8
    answers += [{VISITS.id: "d"}] * 2
    found = read(survey_of(VISITS, follow_up), answers)
    assert found[VISITS.id].hidden == 2
    assert found["why"].too_few


def test_a_confidential_question_and_its_follow_up_stay_inside() -> None:
    secret = Question(
        "s", "single", "Santé ?", choices=choices("Oui", "Non"), confidential=True
    )
    after = Question(
        "t", "single", "Où ?", choices=choices("Ici", "Là"),
        condition=Condition("s", ("a",)),
    )  # fmt: skip
    survey = survey_of(VISITS, secret, after)
    answers = [{VISITS.id: "a", "s": "a", "t": "b"}] * 30
    assert set(read(survey, answers)) == {VISITS.id}
    editions = [Edition(survey, BEFORE, 30)]
    inside = outcomes(editions, counted(survey, answers), confidential=True)
    assert [o.question.id for o in inside] == [VISITS.id, "s", "t"]


def test_what_was_retired_stays_and_a_new_wording_is_dated() -> None:
    old = survey_of(VISITS, AGE)
    fewer = Question(
        VISITS.id, "single", "Venez-vous à la médiathèque ?", choices=VISITS.choices[:3]
    )
    new = survey_of(fewer)
    tally = counted(old, [{VISITS.id: "d", AGE.id: "a"}] * 10)
    found = outcomes([Edition(old, BEFORE, 10), Edition(new, AFTER, 0)], tally)

    assert [o.retired for o in found] == [False, True]
    assert found[0].reworded_on == AFTER
    retired = next(line for line in found[0].lines if line.key == "d")
    assert (retired.n, retired.retired) == (10, True)


def test_a_wording_corrected_before_any_answer_is_not_a_change() -> None:
    first = survey_of(Question("q", "scale", "Note ?"))
    second = survey_of(Question("q", "scale", "Quelle note ?"))
    tally = counted(second, [{"q": 3}] * 10)
    found = outcomes([Edition(first, BEFORE, 0), Edition(second, AFTER, 10)], tally)
    assert found[0].reworded_on is None


def test_scales_and_numbers_have_a_mean_and_a_median() -> None:
    survey = survey_of(Question("s", "scale", "Note"), Question("n", "number", "Âge"))
    answers = [{"s": 2, "n": 10}] * 10 + [{"s": 5, "n": 40}] * 20
    found = read(survey, answers)
    assert (found["s"].mean, found["s"].median) == (4.0, 5)
    assert (found["n"].mean, found["n"].median) == (30.0, 40)
    assert (found["n"].low, found["n"].high) == (10, 40)


def test_the_extremes_of_a_few_are_not_told() -> None:
    answers = [{"n": 10}] * 10 + [{"n": 99}]
    found = read(survey_of(Question("n", "number", "Âge")), answers)["n"]
    assert found.low == 10
    assert found.high is None


def test_a_ranking_has_mean_ranks_and_first_places() -> None:
    order = Question("r", "ranking", "Classez", choices=choices("Rue", "Pont", "Parc"))
    answers = [{"r": ["a", "b", "c"]}] * 30 + [{"r": ["b", "a", "c"]}] * 10
    found = read(survey_of(order), answers)["r"]
    assert [(r.label, r.mean, r.first) for r in found.ranks] == [
        ("Rue", 1.2, 30), ("Pont", 1.8, 10), ("Parc", 3.0, 0),
    ]  # fmt: skip


def test_a_matrix_counts_row_by_row() -> None:
    grid = Question(
        "m", "matrix", "Votre avis", choices=choices("Bien", "Mal"),
        rows=(Choice("r1", "Rue"), Choice("r2", "Pont")),
    )  # fmt: skip
    answers = [{"m": {"r1": "a", "r2": "b"}}] * 6 + [{"m": {"r1": "b"}}] * 9
    first, second = read(survey_of(grid), answers)["m"].rows
    assert (first.answered, [line.n for line in first.lines]) == (15, [6, 9])
    assert (second.answered, [line.n for line in second.lines]) == (6, [0, 6])


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5))
def test_a_mean_is_told_only_if_it_hides_small_counts(counts: list[int]) -> None:
    survey = survey_of(Question("s", "scale", "Note"))
    answers = [{"s": v} for v, n in enumerate(counts, 1) for _one in range(n)]
    found = read(survey, answers)["s"]
    if found.mean is None or found.too_few:
        return
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    hidden = [at for at, line in enumerate(found.lines) if line.n is None]
    for at in (at for at in hidden if is_small(counts[at])):
        possible = []
        for other in hidden:
            other_counts = list(counts)
            moved = K - counts[at]
            other_counts[at] += moved
            other_counts[other] -= moved
            if other != at and other_counts[other] >= 0:
                possible.append(
                    (mean(values, other_counts), median(values, other_counts))
                )
        assert (found.mean, found.median) in possible
    assert means_hide(values, counts, hidden)


@given(st.integers(0, 10**6))
def test_no_public_figure_is_small(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    survey = random_survey(chance)
    answers = [random_data(chance, survey) for _one in range(chance.randint(1, 60))]
    for found in read(survey, answers).values():
        lines = [*found.lines, *(line for row in found.rows for line in row.lines)]
        shown = [line.n for line in lines] + [n for r in found.ranks for n in r.counts]
        assert not any(is_small(n) for n in shown if n is not None)


keys = st.sampled_from("abcdef")


@given(st.lists(st.tuples(keys, keys), max_size=150))
def test_a_crossing_shows_no_small_cell_and_no_small_total(
    people: list[tuple[str, str]],
) -> None:
    crossing = Crossing(n=len(people))
    for one, other in people:
        crossing.first[one] += 1
        crossing.second[other] += 1
        crossing.cells[f"{one}|{other}"] += 1
    side = Side({key: key.upper() for key in "abcdef"})
    table = cross(crossing, side, side)

    assert not any(is_small(n) for row in table.cells for n in row if n is not None)
    if len(people) >= K:
        assert not any(is_small(group.n) for group in (*table.rows, *table.columns))
        assert sum(group.n for group in table.rows) == len(people)
    assert transposed(transposed(table)) == table
