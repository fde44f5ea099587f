"""What an editor is told at publication, and never before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from wagtail.blocks import StructBlockValidationError

from consultations.survey.fields import read_rows
from tests.editor.support import BLOCK, messages, question, rows, survey


def refused(*questions: dict[str, Any]) -> dict[tuple[int, str], str]:
    """Return why publication refuses a survey."""
    with pytest.raises(StructBlockValidationError) as found:
        BLOCK.clean(survey(*questions))
    return messages(found.value)


@contextmanager
def draft() -> Iterator[None]:
    """Validate as autosave does."""
    BLOCK.defer_required_validation()
    try:
        yield
    finally:
        BLOCK.restore_deferred_validation()


def test_a_complete_survey_is_accepted() -> None:
    first = question("single", choices=rows("Oui", "Non"), id="q1")
    rule = {"question": "q1", "choices": ["non"], "snapshot": ""}
    BLOCK.clean(survey(first, question("long", condition=rule)))


def test_a_question_with_one_choice_is_refused_on_its_choices() -> None:
    found = refused(question("short"), question("single", choices=rows("Oui")))
    assert found == {(1, "choices"): "Écrivez au moins deux choix."}


def test_a_condition_on_a_later_question_is_refused() -> None:
    rule = {"question": "q2", "choices": ["yes"], "snapshot": "2. Et ceci ?"}
    found = refused(question("long", condition=rule), question("agree", id="q2"))
    assert "« 2. Et ceci ? » n’est plus placée avant" in found[0, "condition"]


def test_a_condition_on_a_removed_choice_is_refused() -> None:
    rule = {"question": "q1", "choices": ["peut-être"], "snapshot": ""}
    first = question("single", choices=rows("Oui", "Non"), id="q1")
    found = refused(first, question("long", condition=rule))
    assert "supprimée" in found[1, "condition"]


def test_a_condition_without_answer_is_refused() -> None:
    rule = {"question": "q1", "choices": [], "snapshot": ""}
    found = refused(question("agree", id="q1"), question("long", condition=rule))
    assert found[1, "condition"] == "Cochez au moins une réponse."


@pytest.mark.parametrize(
    ("low", "high", "field"), [(0, None, "min_choices"), (3, 2, "min_choices")]
)
def test_bounds_of_a_multiple_choice_stay_within_it(
    low: int, high: int | None, field: str
) -> None:
    choices = rows("A", "B")
    found = refused(
        question("multiple", choices=choices, min_choices=low, max_choices=high)
    )
    assert (0, field) in found


def test_two_choices_with_the_same_words_are_refused() -> None:
    choices = [{"id": "a", "label": "Oui"}, {"id": "b", "label": "oui"}]
    assert (0, "choices") in refused(question("single", choices=choices))


def test_a_draft_may_be_wrong_everywhere() -> None:
    rule = {"question": "gone", "choices": [], "snapshot": ""}
    value = survey(
        question("single", "", choices=[], condition=rule),
        question("multiple", choices=rows("A"), max_choices=0),
        question("scale", points=None, low_label="", high_label=""),
        title="",
    )
    with draft():
        kept = BLOCK.clean(value)
    assert len(kept["questions"]) == 3


def test_rows_drop_blanks_and_renew_ids_that_are_used_twice() -> None:
    found = read_rows(
        [
            {"id": "a", "label": " Chaque  jour "},
            {"id": "b", "label": ""},
            {"id": "a", "label": "Jamais", "other": True, "colour": "red"},
        ]
    )
    assert [row["label"] for row in found] == ["Chaque jour", "Jamais"]
    assert found[0]["id"] == "a"
    assert found[1]["id"] not in ("a", "")
    assert set(found[1]) == {"id", "label", "other"}
    assert str(found) == "Chaque jour / Jamais"
