"""From the block of an editor to the definition that people answer."""

from __future__ import annotations

import json

import pytest

from consultations.survey.definition import Survey
from consultations.survey.kind import SurveyKind
from tests.editor.support import question, rows, section, survey

KIND = SurveyKind()


def define(*questions, **fields) -> Survey:
    """Return the survey, through the JSON of a ModuleVersion."""
    definition = KIND.define("block", survey(*questions, **fields))
    read = Survey.from_json(json.loads(json.dumps(definition)))
    assert read.to_json() == definition
    return read


def test_questions_before_the_first_part_go_to_a_part_without_title() -> None:
    found = define(question("short"), section("Vous"), question("age"))
    assert found.sections[0].id == "block"
    assert [part.title for part in found.sections] == ["", "Vous"]
    assert [item.kind for item in found.questions()] == ["short", "age"]


def test_a_part_without_question_is_kept_for_its_introduction() -> None:
    found = define(section("Bienvenue", "<p>Deux minutes.</p>"), section("Vous"))
    assert [part.title for part in found.sections] == ["Bienvenue", "Vous"]
    assert found.sections[0].intro == "<p>Deux minutes.</p>"


def test_an_empty_survey_has_no_part() -> None:
    assert define().sections == ()


def test_choices_keep_their_ids_and_flags() -> None:
    choices = [
        {"id": "a", "label": "Le vol"},
        {"id": "b", "label": "Autre", "other": True},
        {"id": "c", "label": "Rien", "exclusive": True},
    ]
    (found,) = define(question("multiple", choices=choices, max_choices=2)).questions()
    assert [choice.id for choice in found.choices] == ["a", "b", "c"]
    assert found.other is not None
    assert found.other.id == "b"
    assert found.choices[2].exclusive
    assert found.max_choices == 2


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("agree", ["yes", "rather_yes", "rather_no", "no", "no_opinion"]),
        ("age", ["under_15", "15_24", "25_39", "40_59", "60_74", "75_plus"]),
        ("gender", ["woman", "man", "other", "unsaid"]),
    ],
)
def test_lists_that_nobody_types_have_fixed_ids(kind: str, ids: list[str]) -> None:
    (found,) = define(question(kind)).questions()
    assert [choice.id for choice in found.choices] == ids


def test_territories_are_read_when_the_form_is_shown() -> None:
    (found,) = define(question("territory")).questions()
    assert found.choices == ()


def test_a_condition_keeps_ids_and_forgets_the_wording() -> None:
    first = question("agree", id="q1")
    rule = {"question": "q1", "choices": ["no"], "snapshot": "1. Une question"}
    found = define(first, question("long", "Pourquoi ?", condition=rule))
    condition = list(found.questions())[1].condition
    assert condition is not None
    assert (condition.question, condition.choices) == ("q1", ("no",))


def test_a_matrix_has_rows_and_columns() -> None:
    (found,) = define(
        question("matrix", rows=rows("Gare", "Halle"), choices=rows("Oui", "Non"))
    ).questions()
    assert [row.label for row in found.rows] == ["Gare", "Halle"]
    assert [choice.label for choice in found.choices] == ["Oui", "Non"]


def test_zero_is_a_bound() -> None:
    (found,) = define(question("number", min_value=0, max_value=90)).questions()
    assert (found.min_value, found.max_value) == (0, 90)


def test_texts_are_made_safe() -> None:
    note = {
        "type": "note",
        "id": "n",
        "value": {
            "text": '<p onclick="x()">Deux <b>mètres</b><script>x()</script></p>'
        },
    }
    found = define(note, intro="<p></p>", thanks="<p>Merci.</p><iframe></iframe>")
    assert found.sections[0].items[0].html == "<p>Deux <b>mètres</b></p>"
    assert found.intro == ""
    assert found.thanks == "<p>Merci.</p>"


def test_the_same_block_gives_the_same_definition() -> None:
    questions = [question("single", choices=rows("Oui", "Non")), question("age")]
    assert KIND.define("b", survey(*questions)) == KIND.define("b", survey(*questions))


def test_settings_of_the_survey_are_options_of_the_module() -> None:
    value = survey(identity_level="email", results_visibility="live", editable=True)
    assert KIND.options(value) == {
        "identity_level": "email",
        "results_visibility": "live",
        "moderation": "before",
        "editable": True,
    }
