"""A person answers a survey on one page, with mistakes, without JavaScript."""

from __future__ import annotations

import dataclasses
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.models import FollowUpContact, Response, TextAnswer
from consultations.survey.definition import Condition, Question
from participation.models import Module
from tests.build import closes_in, consultation_page, guarded, survey_module
from tests.surveys.conftest import html_of, one_page, post, url
from tests.surveys.d2 import (
    BIKE,
    COMFORT,
    CONTACT,
    D2,
    OBSTACLES,
    PARKING,
    PLACE,
    RANKING,
    WALK,
    WHY,
    choices,
    new_id,
)

pytestmark = pytest.mark.django_db

GOOD = {
    f"q-{WALK}": "c1",
    f"q-{BIKE}": "c4",
    f"q-{OBSTACLES}": ["c1", "c2"],
    **{f"q-{RANKING}-c{n}": str(6 - n) for n in range(1, 6)},
    f"q-{COMFORT}": "4",
    f"q-{PARKING}": "yes",
    f"q-{WHY}": "Les enfants vont à l’école à pied.",
    f"q-{PLACE}": "valdorme",
    f"q-{CONTACT}-email": "ines@example.org",
    f"q-{CONTACT}-consent": "1",
}


@pytest.fixture
def page_survey(sectors):
    return survey_module(dataclasses.replace(D2, by_steps=False))


def test_the_form_shows_every_question_and_opens_no_session(client, page_survey):
    response = client.get(url(page_survey))

    html = html_of(response)
    assert response.status_code == 200
    assert "Question 12 sur 12, facultative" in html
    assert response["Cache-Control"].find("no-store") >= 0
    assert set(response.cookies) == {"csrftoken"}


def test_a_complete_form_is_stored_and_leads_to_its_receipt(client, page_survey):
    sent = post(client, page_survey, **GOOD)

    stored = Response.objects.get()
    assert sent.status_code == 303
    receipt = client.get(sent.url)
    assert stored.reference in receipt.content.decode()
    assert stored.data == {
        WALK: "c1",
        BIKE: "c4",
        OBSTACLES: ["c1", "c2"],
        RANKING: ["c5", "c4", "c3", "c2", "c1"],
        COMFORT: 4,
        PARKING: "yes",
        PLACE: "valdorme",
    }
    assert stored.channel == "online"
    assert stored.version == page_survey.current_version
    text = TextAnswer.objects.get()
    assert (text.response, text.text) == (stored, GOOD[f"q-{WHY}"])
    assert text.state == TextAnswer.State.PENDING
    assert FollowUpContact.objects.get().email == "ines@example.org"


def test_words_are_public_at_once_where_they_are_read_afterwards(client, sectors):
    module = survey_module(D2, moderation=Module.Moderation.AFTER)

    post(client, module, **GOOD)

    assert TextAnswer.objects.get().state == TextAnswer.State.PUBLISHED


def test_the_reference_tells_nothing_and_the_receipt_cannot_be_guessed(
    client, page_survey
):
    post(client, page_survey, **GOOD)
    stored = Response.objects.get()

    for guess in (stored.reference, stored.token.hex, "A" * 43, "é", "%00"):
        assert client.get(f"{url(page_survey)}recu/{guess}/").status_code == 404


def test_mistakes_are_named_and_every_answer_is_kept(client, page_survey):
    wrong = {
        **GOOD,
        f"q-{OBSTACLES}": ["c1", "c2", "c3", "c4"],
        f"q-{RANKING}-c1": "1",
        f"q-{CONTACT}-email": "ines@",
    }
    del wrong[f"q-{WALK}"]

    response = post(client, page_survey, **wrong)

    html = html_of(response)
    assert response.status_code == 422
    assert "<title>Erreur : " in html
    assert "Quatre réponses à revoir" in html
    assert "Vous avez coché quatre réponses. Décochez-en une." in html
    assert 'href="#question-1"' in html
    assert re.search(r'id="question-1"[^>]*aria-describedby="[^"]*question-1-e', html)
    assert 'value="ines@"' in html
    assert "Les enfants vont à l’école à pied.</textarea>" in html
    assert html.count(" checked") == 4 + 1 + 1 + 1 + 1
    assert not Response.objects.exists()


def test_the_wrong_sum_is_asked_again_and_nothing_is_lost(client, page_survey):
    response = post(client, page_survey, **GOOD, guard_answer="0")

    html = html_of(response)
    assert response.status_code == 422
    assert "petit calcul" in html
    assert "Les enfants vont à l’école à pied.</textarea>" in html


def test_a_form_that_waited_too_long_is_shown_again_with_a_new_token(
    client, page_survey
):
    response = post(client, page_survey, **GOOD, guard="old")

    html = html_of(response)
    assert response.status_code == 422
    assert "restée ouverte trop longtemps" in html
    assert "Les enfants vont à l’école à pied.</textarea>" in html
    assert re.search(r'name="guard" value="[^"]{50,}"', html)


def test_typed_html_is_shown_as_text(client, page_survey):
    nasty = "</textarea><script>alert(1)</script>"

    html = html_of(post(client, page_survey, **{f"q-{WHY}": nasty}))

    assert "<script>alert" not in html
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    "nasty",
    [
        "\x00",
        "a\x00b",
        "\u202e",
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
)
def test_strange_signs_never_break_the_site(client, page_survey, nasty):
    response = post(client, page_survey, **{**GOOD, f"q-{WHY}": nasty})

    assert response.status_code == 303


def test_five_thousand_fields_are_refused(client, page_survey):
    fields = {f"q-{n}": "x" for n in range(5000)}

    assert post(client, page_survey, **fields).status_code == 400


def test_a_giant_text_is_refused_politely(client, page_survey):
    assert post(client, page_survey, **{f"q-{WHY}": "x" * 60_000}).status_code == 422
    assert post(client, page_survey, **{f"q-{WHY}": "x" * 4_000_000}).status_code == 400
    assert not Response.objects.exists()


def test_a_form_sent_from_another_site_is_refused(client, page_survey):
    response = client.post(
        url(page_survey),
        guarded(page_survey, **GOOD),
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert response.status_code == 403
    assert not Response.objects.exists()


# -- Conditions without JavaScript -----------------------------------------------------

RIDES = Question(new_id(), "single", "Roulez-vous ?", choices=choices("Oui", "Non"))
WHERE = Question(
    new_id(), "short", "Où ?", required=True, condition=Condition(RIDES.id, ("c1",))
)


def test_a_conditional_question_says_when_to_answer_it(client):
    module = survey_module(one_page(RIDES, WHERE))

    html = html_of(client.get(url(module)))

    assert "Répondez seulement si vous avez répondu « Oui » à la question 1." in html
    assert f'data-when="q-{RIDES.id}" data-triggers="c1"' in html


def test_a_question_that_was_not_to_be_answered_does_not_block(client):
    module = survey_module(one_page(RIDES, WHERE))

    post(client, module, **{f"q-{RIDES.id}": "c2", f"q-{WHERE.id}": "Au lycée"})

    assert Response.objects.get().data == {RIDES.id: "c2"}
    assert not TextAnswer.objects.exists()


def test_the_order_of_choices_is_random_but_stable_for_one_form(client):
    asked = Question(
        new_id(),
        "single",
        "Lequel ?",
        required=True,
        random_order=True,
        choices=choices(*"ABCDEFGH", "Autre", other="Autre"),
    )
    module = survey_module(one_page(asked))

    def order(html):
        return re.findall(r'type="radio"[^>]* value="(c\d)"', html)

    orders = {tuple(order(client.get(url(module)).content.decode())) for _ in range(6)}
    data = guarded(module)
    first = order(client.post(url(module), data).content.decode())
    again = order(client.post(url(module), data).content.decode())

    assert len(orders) > 1
    assert all(seen[-1] == "c9" for seen in orders), "« Autre » stays last"
    assert first == again


# -- When it is closed ------------------------------------------------------------------


def test_before_the_opening_the_page_says_when(client, page_survey):
    page_survey.opens_at = timezone.now() + timedelta(days=1)
    page_survey.save()

    html = html_of(client.get(url(page_survey)))

    assert "La participation ouvre le" in html
    assert "Lire de quoi il s’agit" in html
    assert "<form" not in html


def test_at_the_closing_second_the_words_are_given_back(client, page_survey):
    closes_in(page_survey, seconds=-1)

    response = post(client, page_survey, **GOOD)

    html = html_of(response)
    assert response.status_code == 409
    assert "est terminée depuis le" in html
    assert "Les enfants vont à l’école à pied." in html
    assert "La vitesse des voitures" in html
    assert not Response.objects.exists()


def test_a_survey_that_left_its_page_is_not_found(client, page_survey):
    page_survey.placed = False
    page_survey.save()

    assert client.get(url(page_survey)).status_code == 404
    assert post(client, page_survey, **GOOD).status_code == 404


# -- When the survey changes meanwhile ----------------------------------------------------


def republish(module, survey):
    definition = survey.to_json()
    module.current_version = module.versions.create(
        number=2, checksum="2" * 64, definition=definition
    )
    module.save()
    module.behaviour.synchronise(module, definition)


def test_a_choice_retired_meanwhile_is_still_an_answer_to_what_was_shown(client):
    asked = Question(new_id(), "single", "Lequel ?", choices=choices("A", "B"))
    module = survey_module(one_page(asked))
    form = guarded(module, **{f"q-{asked.id}": "c2"})
    republish(module, one_page(dataclasses.replace(asked, choices=choices("A"))))

    sent = client.post(url(module), form)

    stored = Response.objects.get()
    assert sent.status_code == 303
    assert (stored.data, stored.version.number) == ({asked.id: "c2"}, 1)


def test_a_required_question_added_meanwhile_does_not_block(client):
    asked = Question(new_id(), "short", "Quoi ?")
    new = Question(new_id(), "short", "Et aussi ?", required=True)
    module = survey_module(one_page(asked))
    form = guarded(module, **{f"q-{asked.id}": "Ceci"})
    republish(module, one_page(asked, new))

    assert client.post(url(module), form).status_code == 303
    assert TextAnswer.objects.get().text == "Ceci"


# -- What it costs ----------------------------------------------------------------------


def test_showing_the_form_takes_few_queries(
    client, page_survey, django_assert_max_num_queries
):
    client.get(url(page_survey))

    with django_assert_max_num_queries(10):
        client.get(url(page_survey))


def test_storing_answers_takes_few_queries(
    client, page_survey, django_assert_max_num_queries, django_assert_num_queries
):
    post(client, page_survey, **GOOD)
    form = guarded(page_survey, **GOOD)

    with django_assert_max_num_queries(14) as asked:
        client.post(url(page_survey), form)

    statements = [query["sql"] for query in asked.captured_queries]
    begin = next(i for i, sql in enumerate(statements) if "SAVEPOINT" in sql)
    inside = [sql for sql in statements[begin:] if "SAVEPOINT" not in sql]
    assert len(inside) <= 6, inside


def test_the_page_of_a_demarche_without_contact_details_still_shows(client, db):
    module = survey_module(one_page(RIDES), consultation_page(title="Sans détail"))

    assert client.get(url(module)).status_code == 200
