"""A person answers part by part, goes back, stops, and goes on elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.http import QueryDict
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from consultations.models import Response, SavedDraft, TextAnswer
from consultations.survey import drafts, mailing, views
from consultations.survey.definition import Condition, Question, Section, Survey
from consultations.survey.forms.raw import LONGEST_IN_ALL, typed
from consultations.survey.links import fingerprint
from tests.build import closes_in, survey_module
from tests.surveys.conftest import one_page, post, url
from tests.surveys.d2 import (
    BIKE,
    OBSTACLES,
    PARKING,
    PLACE,
    RANKING,
    TRIPS,
    WALK,
    WHY,
    choices,
    new_id,
)

pytestmark = pytest.mark.django_db

HABITS = {f"q-{WALK}": "c1", f"q-{BIKE}": "c2", f"q-{TRIPS}": "Gare - lycée"}
OPINIONS = {
    f"q-{OBSTACLES}": ["c1"],
    **{f"q-{RANKING}-c{n}": str(n) for n in range(1, 6)},
}
TRADE_OFF = {f"q-{PARKING}": "yes", f"q-{WHY}": "Pour marcher à deux."}


def secret(person):
    return person.url.split("/")[4]


def mails():
    """Return the mails that wait for the worker."""
    return DBTaskResult.objects.filter(task_path__endswith="mailing.mail_link")


def test_a_survey_opens_on_its_first_part(person, d2):
    person.open(url(d2))

    assert person.url.endswith("/1/")
    assert "Partie 1 sur 4" in person.text
    assert "Question 1 sur 12" in person.text
    assert "Question 4 sur 12" not in person.text
    assert person.response["Referrer-Policy"] == "same-origin"
    assert not SavedDraft.objects.exists(), "looking writes nothing"


def test_four_parts_lead_to_one_receipt(person, d2, sectors):
    person.open(url(d2)).press("suite", **HABITS).press("suite", **OPINIONS)
    assert "Partie 3 sur 4" in person.text
    person.press("suite", **TRADE_OFF).press("suite", **{f"q-{PLACE}": "hautevigne"})

    stored = Response.objects.get()
    assert stored.reference in person.text
    assert stored.data[PLACE] == "hautevigne"
    assert {t.text for t in TextAnswer.objects.all()} == {
        "Gare - lycée",
        "Pour marcher à deux.",
    }
    assert not SavedDraft.objects.exists(), "the draft is deleted once it is sent"


def test_a_mistake_stays_on_its_part_and_keeps_the_words(person, d2):
    person.open(url(d2)).press("suite", **{f"q-{TRIPS}": "Gare - lycée"})

    assert person.response.status_code == 422
    assert person.title.startswith("Erreur : ")
    assert "Deux réponses à revoir" in person.text
    assert 'value="Gare - lycée"' in person.text


def test_going_back_checks_nothing_and_loses_nothing(person, d2):
    person.open(url(d2)).press("suite", **HABITS)
    person.press("avant", **{f"q-{OBSTACLES}": ["c1", "c2", "c3", "c4"]})
    assert person.response.status_code == 200
    assert 'value="Gare - lycée"' in person.text

    person.press("suite", **HABITS)
    assert person.text.count(" checked") == 4


def test_the_back_button_finds_the_answers(person, d2):
    first = person.open(url(d2)).url
    person.press("suite", **HABITS)

    assert 'value="Gare - lycée"' in person.open(first).text


def test_a_part_that_does_not_exist_leads_to_the_nearest(person, d2):
    person.open(url(d2)).press("suite", **HABITS)

    assert person.open(person.url.replace("/2/", "/99/")).url.endswith("/4/")
    assert person.open(person.url.replace("/4/", "/0/")).url.endswith("/1/")


def test_a_part_skipped_by_its_address_is_asked_for_before_sending(person, d2):
    person.open(url(d2))
    person.open(person.url.replace("/1/", "/4/")).press("suite")

    assert person.response.status_code == 422
    assert "Partie 1 sur 4" in person.text
    assert not Response.objects.exists()


def test_sending_the_last_part_twice_shows_the_same_receipt(person, d2):
    person.open(url(d2)).press("suite", **HABITS).press("suite", **OPINIONS)
    person.press("suite", **TRADE_OFF)
    last, page = person.url, person.response
    receipt = person.press("suite").url

    person.url, person.response = last, page
    assert person.press("suite").url == receipt
    assert person.open(last).url == receipt
    assert Response.objects.count() == 1


def test_too_many_savings_from_one_place_lose_nothing(person, d2, monkeypatch):
    monkeypatch.setattr(views, "SAVES", 1)
    person.open(url(d2)).press("suite", **HABITS)

    person.press("suite", **{f"q-{OBSTACLES}": ["c1", "c2"]})

    assert person.response.status_code == 429
    assert int(person.response["Retry-After"]) > 0
    assert person.text.count(" checked") == 2


# -- Conditions ---------------------------------------------------------------------

RIDES = Question(
    new_id(), "single", "Roulez-vous ?", required=True, choices=choices("Oui", "Non")
)
HERE = Question(new_id(), "short", "Où ?", condition=Condition(RIDES.id, ("c1",)))
THERE = Question(
    new_id(),
    "short",
    "Combien ?",
    required=True,
    condition=Condition(RIDES.id, ("c1",)),
)
LAST = Question(new_id(), "short", "Un mot ?")
CONDITIONAL = Survey(
    title="À vélo",
    sections=(
        Section(new_id(), "Un", items=(RIDES, HERE)),
        Section(new_id(), "Deux", items=(THERE,)),
        Section(new_id(), "Trois", items=(LAST,)),
    ),
)


@pytest.fixture
def conditional(db):
    return survey_module(CONDITIONAL)


def test_a_part_with_nothing_to_ask_is_skipped(person, conditional):
    person.open(url(conditional))
    assert "Partie 1 sur 2" in person.text

    person.press("suite", **{f"q-{RIDES.id}": "c2"})
    assert "Un mot ?" in person.text
    person.press("suite", **{f"q-{LAST.id}": "Merci"})

    assert Response.objects.get().data == {RIDES.id: "c2"}


def test_an_answer_opens_a_part(person, conditional):
    person.open(url(conditional)).press("suite", **{f"q-{RIDES.id}": "c1"})

    assert "Combien ?" in person.text
    assert "Partie 2 sur 3" in person.text
    assert "Répondez seulement" not in person.text, "the answer is known"


def test_a_condition_inside_a_part_is_said_in_words(person, conditional):
    person.open(url(conditional))

    assert "Répondez seulement si vous avez répondu" in person.text


def test_changing_one_s_mind_drops_what_is_no_longer_asked(person, conditional):
    person.open(url(conditional)).press(
        "suite", **{f"q-{RIDES.id}": "c1", f"q-{HERE.id}": "Au lycée"}
    )
    person.press("suite", **{f"q-{THERE.id}": "Deux fois"})
    person.press("avant").press("avant")
    person.press("suite", **{f"q-{RIDES.id}": "c2", f"q-{HERE.id}": "Au lycée"})
    person.press("suite", **{f"q-{LAST.id}": "Merci"})

    assert [t.text for t in TextAnswer.objects.all()] == ["Merci"]


# -- Later, on another device ------------------------------------------------------------


def test_one_goes_on_later_on_another_device(person, another_device, d2):
    person.open(url(d2)).press("suite", **HABITS)
    person.press("plus-tard", **{f"q-{OBSTACLES}": ["c4"]})
    assert "Vos réponses sont gardées" in person.text
    link = f"/participer/{d2.pk}/suite/{secret(person)}/"
    assert f"http://testserver{link}" in person.text

    another_device.open(link)

    assert "Partie 2 sur 4" in another_device.text
    assert another_device.text.count(" checked") == 1
    another_device.press("avant")
    assert 'value="Gare - lycée"' in another_device.text


def test_the_database_alone_opens_no_draft(person, d2):
    person.open(url(d2)).press("suite", **HABITS)

    draft = SavedDraft.objects.get()
    assert draft.key == fingerprint(secret(person))
    assert (
        person.open(f"/participer/{d2.pk}/suite/{draft.key}/").response.status_code
        == 404
    )


def test_two_devices_that_finish_the_same_draft_store_one_response(
    person, another_device, d2
):
    person.open(url(d2)).press("suite", **HABITS).press("suite", **OPINIONS)
    person.press("suite", **TRADE_OFF)
    another_device.open(person.url).press("suite")
    person.press("suite")

    assert person.url == another_device.url
    assert Response.objects.count() == 1


def test_the_link_is_mailed_to_whoever_asks(person, d2):
    person.open(url(d2)).press("suite", **HABITS).press("plus-tard")
    private = secret(person)
    person.press("envoyer", email="ines@example.org")

    assert "ines@example.org" in person.text
    task = mails().get()
    assert private not in str(task.args_kwargs), "no table holds the secret"
    task.task.func(**task.args_kwargs["kwargs"])
    assert f"/suite/{private}/" in mail.outbox[0].body
    assert mail.outbox[0].to == ["ines@example.org"]


def test_a_wrong_address_is_explained_and_three_mails_are_enough(person, d2):
    person.open(url(d2)).press("suite", **HABITS).press("plus-tard")

    person.press("envoyer", email="ines@")
    assert person.response.status_code == 422
    assert 'value="ines@"' in person.text

    for _time in range(3):
        person.press("envoyer", email="ines@example.org")
    assert person.press("envoyer", email="ines@example.org").response.status_code == 429
    assert mails().count() == 3


def test_a_draft_cannot_be_sent_after_the_closing_but_can_be_copied(person, d2):
    person.open(url(d2)).press("suite", **HABITS)
    closes_in(d2, seconds=-1)

    person.open(person.url)

    assert "est terminée depuis le" in person.text
    assert "Gare - lycée" in person.text


def test_drafts_are_deleted_when_they_can_no_longer_be_sent(person, d2):
    person.open(url(d2)).press("suite", **HABITS)
    drafts.purge(timezone.now())
    assert SavedDraft.objects.exists()

    closes_in(d2, hours=-1)
    drafts.purge(timezone.now() + timedelta(days=2))

    assert not SavedDraft.objects.exists()


def test_nothing_more_is_kept_nor_mailed_after_the_closing(person, d2):
    person.open(url(d2)).press("suite", **HABITS)
    part, page = person.url, person.response
    person.press("plus-tard")
    later, kept = person.url, SavedDraft.objects.get().fields
    closes_in(d2, seconds=-1)

    mailed = person.client.post(later, {"email": "ines@example.org"})
    person.url, person.response = part, page
    person.press("plus-tard", **{f"q-{OBSTACLES}": ["c4"]})

    assert (mailed.status_code, person.response.status_code) == (409, 409)
    assert "Gare - lycée" in person.text
    assert SavedDraft.objects.get().fields == kept
    assert not mails().exists()


def test_five_mails_a_day_reach_one_address(person, d2, monkeypatch):
    monkeypatch.setattr(mailing, "QUARTER", timedelta(0))
    person.open(url(d2)).press("suite", **HABITS).press("plus-tard")

    for _time in range(6):
        person.press("envoyer", email="ines@example.org")

    assert person.response.status_code == 429
    assert "réessayez demain" in person.text
    assert mails().count() == 5


def test_a_draft_before_the_mail_check_is_counted_and_lost_to_nobody(
    client, db, monkeypatch
):
    monkeypatch.setattr(views, "SAVES", 0)
    module = survey_module(one_page(LAST), identity_level="email")

    sent = post(client, module, **{f"q-{LAST.id}": "Merci"})

    assert sent.status_code == 429
    assert 'value="Merci"' in sent.content.decode()
    assert not SavedDraft.objects.exists()


def test_what_nobody_types_is_cut():
    post_ = QueryDict(mutable=True)
    post_.setlist(f"q-{LAST.id}", ["a" * 60_000] * 10)

    values = typed(post_, [LAST])[f"q-{LAST.id}"]

    assert sum(map(len, values)) == LONGEST_IN_ALL
