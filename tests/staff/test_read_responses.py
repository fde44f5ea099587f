"""The listing, one response, its files: what staff read, and who may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from consultations.models import FileAnswer, Question, Response, TextAnswer
from participation.models import Module, ResultSnapshot
from tests.build import closes_in, consultation_page, survey_module
from tests.responses import AGE, FEAR, HEALTH, NOTE, TRAVEL, WHY, respond, survey


def listed(answer: Any, responses: list[Response]) -> list[bool]:
    text = answer.content.decode()
    return [response.reference in text for response in responses]


def url(name: str, module: Module) -> str:
    return reverse(f"responses:{name}", args=[module.pk])


def test_the_index_counts_by_channel(editor: Client, module: Module) -> None:
    for channel in ("online", "online", "paper"):
        respond(module, {}, channel=channel)
    answer = editor.get(reverse("responses:index"))
    row = answer.context["rows"][0]
    assert (row["module"], row["total"], row["by_channel"][:2]) == (module, 3, [2, 1])
    assert "Votre avis" in answer.content.decode()


def test_the_menu_leads_there(editor: Client, staff: Any) -> None:
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("responses:index") in home
    assert reverse("texts:index") in home
    nobody = staff(name="visiteur").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("responses:index") not in nobody


def test_filters_narrow_the_list(editor: Client, module: Module) -> None:
    responses = [
        respond(module, {FEAR.id: "oui", TRAVEL.id: ["pied", "velo"]}),
        respond(module, {FEAR.id: "non", TRAVEL.id: ["pied"]}, channel="paper"),
        respond(module, {}, texts={WHY.id: "Trop de voitures"}),
    ]
    here = url("survey", module)
    for query, expected in {
        "": [True, True, True],
        "?channel=paper": [False, True, False],
        "?texts=pending": [False, False, True],
        f"?answer={FEAR.id}:oui": [True, False, False],
        f"?answer={TRAVEL.id}:velo": [True, False, False],
        f"?answer={TRAVEL.id}:pied": [True, True, False],
        "?q=voitures": [False, False, True],
        f"?q={responses[1].reference}": [False, True, False],
        "?counted=no": [False, False, False],
        "?created_at_from=2001-01-01&created_at_to=2001-02-01": [False] * 3,
        "?channel=nonsense": [True, True, True],
        "?answer=nonsense": [True, True, True],
    }.items():
        assert listed(editor.get(here + query), responses) == expected, query
    results = editor.get(url("survey-results", module) + "?q=voitures")
    assert listed(results, responses) == [False, False, True]


def test_the_list_takes_few_queries(
    editor: Client, module: Module, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        respond(module, {FEAR.id: "oui"}, texts={WHY.id: "x"})
    with django_assert_max_num_queries(20):
        editor.get(url("survey", module))


def test_one_response_is_read_in_the_order_of_the_form(
    editor: Client, module: Module
) -> None:
    response = respond(
        module,
        {TRAVEL.id: ["velo"], FEAR.id: "oui", NOTE.id: 4, AGE.id: "jeune"},
        texts={WHY.id: "<script>alert(1)</script>", HEALTH.id: "Asthme"},
    )
    text = editor.get(
        reverse("responses:response", args=[response.pk])
    ).content.decode()
    order = ["Vélo", "Vous sentez-vous en danger", "4 sur 5", "Jeune", "Asthme"]
    positions = [text.index(words) for words in order]
    assert positions == sorted(positions)
    assert "<script>alert(1)" not in text
    assert "Publier ce texte" in text


def test_the_hour_is_told_until_closing(editor: Client, module: Module) -> None:
    response = respond(module, {})
    here = reverse("responses:response", args=[response.pk])
    assert re.search(r"\d\d/\d\d/\d{4}, \d\d h", editor.get(here).content.decode())
    closes_in(module, hours=-1)
    assert not re.search(r"\d{4}, \d\d h", editor.get(here).content.decode())


def test_confidential_answers_need_a_right(staff: Any, module: Module) -> None:
    reader = staff("view_response")
    response = respond(module, {}, texts={HEALTH.id: "Asthme", WHY.id: "Bruit"})
    text = reader.get(
        reverse("responses:response", args=[response.pk])
    ).content.decode()
    assert "Bruit" in text
    assert "Asthme" not in text
    assert "Votre santé" not in text
    answer = reader.get(url("survey", module) + "?q=Asthme")
    assert listed(answer, [response]) == [False]


def test_annulling_needs_a_reason_and_stops_counting(
    editor: Client, module: Module
) -> None:
    snapshot = ResultSnapshot.objects.create(module=module, dirty=False)
    response = respond(module, {NOTE.id: 1})
    here = reverse("responses:annul", args=[response.pk])
    assert "ne comptera plus" in editor.get(here).content.decode()
    refused = editor.post(here, {"reason": ""})
    assert refused.status_code == 200
    assert Response.objects.counted().count() == 1
    done = editor.post(here, {"reason": "Doublon signalé par l’accueil"})
    assert done.status_code == 302
    response.refresh_from_db()
    assert response.annulled_by.get_username() == "amel"
    assert Response.objects.counted().count() == 0
    snapshot.refresh_from_db()
    assert snapshot.dirty
    entry = ModelLogEntry.objects.get(action="parvis.response.annul")
    assert entry.data == {"reason": "Doublon signalé par l’accueil"}
    assert "ne compte plus" in editor.get(done.url).content.decode()
    editor.post(here, {"reason": "Une autre raison"})
    response.refresh_from_db()
    assert response.annulment_reason == "Doublon signalé par l’accueil"


@pytest.fixture
def joined(module: Module) -> FileAnswer:
    response = respond(module, {})
    question = Question.objects.get(module=module, block_id=WHY.id)
    return FileAnswer.objects.create(
        response=response,
        question=question,
        name="plan <x>.html",
        file=ContentFile(b"<script>alert(1)</script>", name="a.pdf"),
    )


def test_a_file_is_saved_never_shown(editor: Client, joined: FileAnswer) -> None:
    answer = editor.get(reverse("responses:file", args=[joined.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert ModelLogEntry.objects.filter(action="parvis.response.file").exists()


def test_downloads_are_files_and_are_logged(editor: Client, module: Module) -> None:
    respond(module, {NOTE.id: 3})
    page = editor.get(url("downloads", module)).content.decode()
    assert "après la clôture" in page
    for what in ("csv", "xlsx", "dictionary", "contacts"):
        answer = editor.post(url(f"download-{what}", module))
        assert answer.status_code == 200
        assert answer.streaming
        assert b"".join(answer.streaming_content)
        assert "attachment" in answer["Content-Disposition"]
    assert ModelLogEntry.objects.filter(action="parvis.response.export").count() == 4
    assert editor.get(url("download-csv", module)).status_code == 405


def test_open_data_waits_for_the_closing(editor: Client, module: Module) -> None:
    assert editor.post(url("download-open-data", module)).status_code == 302
    closes_in(module, hours=-1)
    assert editor.post(url("download-open-data", module)).status_code == 200


GETS = {
    "survey": "view_response",
    "survey-results": "view_response",
    "downloads": "export_response",
    "enter": "enter_response",
    "import": "enter_response",
    "import-template": "enter_response",
}
POSTS = {
    "download-csv": "export_response",
    "download-xlsx": "export_response",
    "download-dictionary": "export_response",
    "download-open-data": "export_response",
    "download-contacts": "export_followupcontact",
    "enter": "enter_response",
    "import": "enter_response",
}


@pytest.mark.parametrize("right", ["", "view_response", *sorted({*GETS.values()})])
def test_each_page_asks_for_its_right(staff: Any, module: Module, right: str) -> None:
    """Reading is needed everywhere; each other right opens its own pages only."""
    rights = {"view_response", right} if right else set()
    client = staff(*rights)
    for name, needed in GETS.items():
        status = client.get(url(name, module)).status_code
        allowed = needed in rights and "view_response" in rights
        assert (status == 200) == allowed, (name, status)
    for name, needed in POSTS.items():
        status = client.post(url(name, module)).status_code
        allowed = needed in rights
        assert (status in {200, 302, 422} and status != 302) == allowed or (
            name == "download-open-data"
        ), (name, status)


@pytest.mark.parametrize("name", ["survey", "downloads", "enter", "import"])
def test_another_district_does_not_exist(staff: Any, name: str) -> None:
    mine, theirs = consultation_page(), consultation_page()
    module = survey_module(survey(NOTE), theirs)
    response = respond(module, {}, texts={})
    client = staff(
        "view_response",
        "export_response",
        "enter_response",
        "annul_response",
        page=mine,
    )
    assert client.get(url(name, module)).status_code == 404
    assert client.post(url("download-csv", module)).status_code == 404
    one = reverse("responses:response", args=[response.pk])
    assert client.get(one).status_code == 404
    annul = reverse("responses:annul", args=[response.pk])
    assert client.post(annul, {"reason": "Pour voir"}).status_code == 404
    assert Response.objects.counted().count() == 1
    assert module.title not in client.get(reverse("responses:index")).content.decode()


def test_a_visitor_is_sent_to_the_login(client: Client, module: Module) -> None:
    response = respond(module, {}, texts={WHY.id: "x"})
    for address in (
        url("survey", module),
        url("download-csv", module),
        reverse("responses:response", args=[response.pk]),
        reverse("texts:index"),
        reverse("texts:decide"),
    ):
        answer = client.post(address)
        assert answer.status_code == 302
        assert "login" in answer.url
    assert TextAnswer.objects.pending().count() == 1
