"""« Textes à relire »: publish, refuse, alone or together."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from consultations.models import TextAnswer
from participation.models import Module, ResultSnapshot
from tests.build import consultation_page, survey_module
from tests.responses import HEALTH, PLACE, WHY, respond, survey

INDEX = "/admin/participation/textes/"


def texts_of(module: Module, *words: str) -> list[TextAnswer]:
    return [
        respond(module, {}, texts={WHY.id: text}).texts.get()  # type: ignore[misc]
        for text in words
    ]


def decide(client: Client, decision: str, **fields: Any) -> Any:
    return client.post(reverse("texts:decide"), {"decision": decision, **fields})


def test_pending_texts_wait_oldest_first(editor: Client, module: Module) -> None:
    texts_of(module, "avis ancien", "avis récent")
    page = editor.get(reverse("texts:index")).content.decode()
    assert page.index("avis ancien") < page.index("avis récent")


def test_one_text_is_published_with_who_and_when(
    editor: Client, module: Module
) -> None:
    snapshot = ResultSnapshot.objects.create(module=module, dirty=False)
    one, two = texts_of(module, "un", "deux")
    answer = decide(editor, f"publish {one.pk}", next=f"{INDEX}?q=un")
    assert answer.url == f"{INDEX}?q=un"
    one.refresh_from_db()
    two.refresh_from_db()
    snapshot.refresh_from_db()
    assert (one.state, two.state) == ("published", "pending")
    assert one.decided_at is not None
    assert one.decided_by.get_username() == "amel"  # type: ignore[union-attr]
    assert snapshot.dirty


def test_ticked_texts_are_refused_together(editor: Client, module: Module) -> None:
    texts = texts_of(module, "a", "b", "c")
    decide(editor, "refuse", texts=[text.pk for text in texts[:2]])
    states = list(TextAnswer.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["refused", "refused", "pending"]
    entry = ModelLogEntry.objects.get(action="parvis.text.refuse")
    assert entry.data == {"texts": 2}


def test_nothing_ticked_says_so(editor: Client, module: Module) -> None:
    texts_of(module, "a")
    page = editor.get(decide(editor, "publish").url).content.decode()
    assert "Cochez d’abord" in page
    assert TextAnswer.objects.pending().count() == 1


def test_filters_narrow_and_stay(editor: Client, module: Module) -> None:
    other = survey_module(survey(PLACE, title="Les squares"))
    respond(other, {}, texts={PLACE.id: "au square"})
    texts_of(module, "le bruit", "les vélos")
    page = editor.get(INDEX, {"survey": other.pk}).content.decode()
    assert "au square" in page
    assert "le bruit" not in page
    page = editor.get(INDEX, {"q": "bruit"}).content.decode()
    assert "le bruit" in page
    assert "les vélos" not in page
    assert f'value="{INDEX}?q=bruit"' in page
    assert editor.get(INDEX, {"survey": "x", "state": "?", "p": "z"}).status_code == 200


def test_a_decision_can_be_changed(editor: Client, module: Module) -> None:
    (text,) = texts_of(module, "trop de bruit")
    decide(editor, f"publish {text.pk}")
    assert "trop de bruit" in editor.get(INDEX, {"state": "published"}).content.decode()
    decide(editor, f"refuse {text.pk}")
    text.refresh_from_db()
    assert text.state == "refused"


def test_a_confidential_text_is_never_queued(editor: Client, module: Module) -> None:
    text = respond(module, {}, texts={HEALTH.id: "Asthme"}).texts.get()
    assert "Asthme" not in editor.get(INDEX).content.decode()
    decide(editor, f"publish {text.pk}")
    text.refresh_from_db()
    assert text.state == "pending"


def test_another_district_cannot_be_moderated(staff: Any, module: Module) -> None:
    client = staff("change_textanswer", page=consultation_page())
    (text,) = texts_of(module, "chez eux")
    assert "chez eux" not in client.get(INDEX).content.decode()
    decide(client, f"publish {text.pk}")
    decide(client, "publish", texts=[text.pk])
    text.refresh_from_db()
    assert text.state == "pending"


def test_moderating_needs_its_right(staff: Any, module: Module) -> None:
    client = staff("view_response")
    (text,) = texts_of(module, "a")
    assert client.get(INDEX).status_code != 200
    decide(client, f"publish {text.pk}")
    text.refresh_from_db()
    assert text.state == "pending"


def test_the_way_back_stays_on_this_site(editor: Client, module: Module) -> None:
    (text,) = texts_of(module, "a")
    answer = decide(editor, f"publish {text.pk}", next="https://mal.example/")
    assert answer.url == INDEX
