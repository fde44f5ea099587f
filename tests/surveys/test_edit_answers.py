"""A person changes her answers until the closing, where the survey allows it."""

from __future__ import annotations

import dataclasses
import re

import pytest

from consultations.models import FollowUpContact, Response, TextAnswer
from consultations.survey.links import fingerprint
from participation.models import ResultSnapshot
from tests.build import closes_in, survey_module
from tests.surveys.conftest import post, url
from tests.surveys.d2 import COMFORT, D2, RANKING, WALK, WHY
from tests.surveys.test_answer_on_one_page import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def editable(sectors):
    return survey_module(dataclasses.replace(D2, by_steps=False), editable=True)


def edit_link(client, module):
    """Send answers, and return the private link of the receipt."""
    receipt = client.get(post(client, module, **GOOD).url).content.decode()
    return re.search(r'href="http://testserver(/[^"]*/modifier/[^"]*)"', receipt).group(
        1
    )


def test_the_link_shows_the_answers_as_they_were_typed(person, client, editable):
    person.open(edit_link(client, editable))

    assert "Vous changez vos réponses" in person.text
    assert "Les enfants vont à l’école à pied.</textarea>" in person.text
    assert person.text.count(" selected") == 5 + 1
    assert "ines@example.org" not in person.text, "the address is not linked"


def test_a_change_replaces_the_answers_and_keeps_the_reference(
    person, client, editable
):
    person.open(edit_link(client, editable))
    before = Response.objects.get()
    ResultSnapshot.objects.create(module=editable, dirty=False)
    changed = GOOD | {
        f"q-{WALK}": "c3",
        f"q-{WHY}": "Autre raison.",
        f"q-{COMFORT}": "1",
    }

    person.press("suite", **changed)

    after = Response.objects.get()
    assert after.reference == before.reference
    assert after.reference in person.text
    assert (after.data[WALK], after.data[COMFORT]) == ("c3", 1)
    assert after.data[RANKING] == before.data[RANKING]
    assert after.edited_at is not None
    assert TextAnswer.objects.get().text == "Autre raison."
    assert FollowUpContact.objects.count() == 1
    assert ResultSnapshot.objects.get().dirty


def test_words_that_did_not_change_stay_published(person, client, editable):
    person.open(edit_link(client, editable))
    TextAnswer.objects.update(state=TextAnswer.State.PUBLISHED)

    person.press("suite", **{**GOOD, f"q-{WALK}": "c3"})

    assert TextAnswer.objects.get().state == TextAnswer.State.PUBLISHED


def test_a_mistake_in_a_change_keeps_everything(person, client, editable):
    person.open(edit_link(client, editable))

    person.press("suite", **{**GOOD, f"q-{RANKING}-c1": "1", f"q-{WHY}": "Neuf."})

    assert person.response.status_code == 422
    assert "Neuf.</textarea>" in person.text
    assert Response.objects.get().edited_at is None


def test_nothing_changes_after_the_closing(person, client, editable):
    link = edit_link(client, editable)
    person.open(link)
    closes_in(editable, seconds=-1)

    person.press("suite", **{**GOOD, f"q-{WALK}": "c3"})

    assert Response.objects.get().data[WALK] == "c1"
    assert "est terminée" in person.text
    assert "est terminée" in person.open(link).text


def test_a_survey_that_does_not_allow_it_gives_no_link(client, sectors):
    module = survey_module(dataclasses.replace(D2, by_steps=False))
    sent = post(client, module, **GOOD)

    assert "/modifier/" not in client.get(sent.url).content.decode()
    assert client.get(sent.url.replace("/recu/", "/modifier/")).status_code == 404
    assert Response.objects.get().edit_key == ""


def test_the_database_holds_only_the_hash_of_the_link(client, editable):
    link = edit_link(client, editable)

    assert Response.objects.get().edit_key == fingerprint(link.split("/")[4])
    assert url(editable) in link
