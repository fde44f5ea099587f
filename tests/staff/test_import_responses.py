"""« Importer »: seen first, then all or nothing, and once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from consultations.models import Response, ResponseImport
from consultations.survey.fast_csv import lines
from consultations.survey.tables import ResponseTable
from core.models import Territory
from participation.models import Module
from tests.build import closes_in, survey_module
from tests.responses import (
    AGE,
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
    republish,
    respond,
    reworded,
    survey,
)

Q1 = "1. Comment vous déplacez-vous ? — "


@pytest.fixture
def here(module: Module) -> str:
    return reverse("responses:import", args=[module.pk])


def send(client: Client, here: str, text: str, **fields: str) -> Any:
    file = SimpleUploadedFile("papier.csv", text.encode("utf-8-sig"))
    return client.post(here, {"file": file, "channel": "paper", **fields})


def confirm(client: Client, here: str, page: Any) -> Any:
    found = re.search(r'name="checksum" value="(\w+)"', page.content.decode())
    assert found, page.content.decode()[-3000:]
    return client.post(here, {"checksum": found[1]})


TWO = (
    f"Canal;{Q1}Pied;{Q1}Vélo;2. Vous sentez-vous en danger ?;5. Quelle note ?;"
    "9. Pourquoi ?\r\n"
    "Au guichet;1;0;oui;4;Trop de bruit\r\n"
    ";x;x;NON;;\r\n"
)


def test_a_file_is_shown_then_stored(editor: Client, module: Module, here: str) -> None:
    preview = send(editor, here, TWO)
    assert preview.status_code == 200
    assert "Trop de bruit" in preview.content.decode()
    assert Response.objects.count() == 0
    answer = confirm(editor, here, preview)
    assert answer.url == reverse("responses:survey", args=[module.pk])
    first, second = Response.objects.order_by("pk")
    assert first.data == {TRAVEL.id: ["pied"], FEAR.id: "oui", NOTE.id: 4}
    assert second.data == {TRAVEL.id: ["pied", "velo"], FEAR.id: "non"}
    assert (first.channel, second.channel) == ("desk", "paper")
    assert first.entered_by.get_username() == "amel"
    assert first.texts.get().text == "Trop de bruit"
    batch = ResponseImport.objects.get()
    assert (batch.rows, batch.name) == (2, "papier.csv")
    entry = ModelLogEntry.objects.get(action="parvis.response.import")
    assert entry.data == {"file": "papier.csv", "responses": 2}


def test_the_same_file_is_refused_twice(editor: Client, here: str) -> None:
    confirm(editor, here, send(editor, here, TWO))
    again = send(editor, here, TWO)
    assert again.status_code == 409
    assert "déjà été importé" in again.content.decode()
    assert Response.objects.count() == 2


def test_two_windows_store_once(editor: Client, here: str) -> None:
    one, two = send(editor, here, TWO), send(editor, here, TWO)
    confirm(editor, here, one)
    confirm(editor, here, two)
    assert Response.objects.count() == 2
    assert ResponseImport.objects.count() == 1


def test_every_mistake_is_named_and_nothing_is_stored(
    editor: Client, here: str
) -> None:
    text = (
        f"Canal;{Q1}Pied;{Q1}Vélo;{Q1}Autre;2. Vous sentez-vous en danger ?;"
        "5. Quelle note ?;7. Depuis quand ?\r\n"
        "Sur papier;1;;;oui;4;01/02/2026\r\n"
        "Sur papier;1;;;peut-être;4;\r\n"
        "Sur papier;;;;oui;4;\r\n"
        "Sur papier;oui;oui;oui;oui;4;\r\n"
        "Sur papier;1;;;oui;9;\r\n"
        "Par fax;1;;;oui;4;\r\n"
        "Sur papier;beaucoup;;;oui;4;\r\n"
        "Sur papier;1;;;oui;4;31/02/2026\r\n"
    )
    answer = send(editor, here, text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "7 lignes à corriger" in page
    mistakes = {m.line: m.message for m in answer.context["mistakes"]}
    assert sorted(mistakes) == [3, 4, 5, 6, 7, 8, 9]
    assert "« peut-être » n’est pas un choix" in mistakes[3]
    assert mistakes[4] == "Cochez au moins une réponse."
    assert "Décochez" in mistakes[5]
    assert "Canal inconnu" in mistakes[7]
    assert "Écrivez 1" in mistakes[8]
    assert "date qui existe" in mistakes[9]
    assert 'name="checksum"' not in page
    assert Response.objects.count() == 0


def test_missing_answers_are_accepted_on_request(editor: Client, here: str) -> None:
    text = "5. Quelle note ?\r\n4\r\n"
    assert send(editor, here, text).status_code == 422
    confirm(editor, here, send(editor, here, text, lenient="on"))
    assert Response.objects.get().data == {NOTE.id: 4}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Couleur;Taille\r\n1;2\r\n", "pas dans le questionnaire"),
        ("5. Quelle note ?\r\n", "aucune réponse"),
        ("", "Aucune colonne"),
        ("PK\x03\x04", "classeur"),
        ("5. Quelle note ?\r\n4;5\r\n", "pas de titre"),
    ],
)
def test_a_file_that_does_not_fit_says_why(
    editor: Client, here: str, text: str, message: str
) -> None:
    file = SimpleUploadedFile("x.csv", text.encode() or b"\r\n")
    answer = editor.post(here, {"file": file, "channel": "paper", "lenient": "on"})
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_file_too_big_is_refused(editor: Client, here: str) -> None:
    answer = send(editor, here, "x" * (5 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert "5 Mo" in answer.content.decode()


def test_the_template_can_be_filled_and_sent(
    editor: Client, module: Module, here: str
) -> None:
    address = reverse("responses:import-template", args=[module.pk])
    heading = b"".join(editor.get(address).streaming_content).decode("utf-8-sig")
    columns = heading.strip().split(";")
    assert columns[0] == "Canal"
    line = ";".join("1" if column == f"{Q1}Pied" else "" for column in columns)
    confirm(editor, here, send(editor, here, heading + line))
    assert Response.objects.get().data == {TRAVEL.id: ["pied"]}


def test_what_was_exported_can_be_imported_elsewhere(editor: Client) -> None:
    Territory.objects.create(code="rive", name="Rive-sur-Merl", kind="commune")
    asked = survey(
        TRAVEL, FEAR, ORDER, GRID, NOTE, BUDGET, DAY, PLACE, WHY, AGE, HEALTH
    )
    source, target = survey_module(asked), survey_module(asked)
    original = respond(
        source,
        {
            TRAVEL.id: ["velo", "autre"],
            FEAR.id: "oui",
            ORDER.id: ["pont", "rue"],
            GRID.id: {"r1": "bien", "r2": "mal"},
            NOTE.id: 4,
            BUDGET.id: 12.5,
            DAY.id: "2026-03-01",
            PLACE.id: {"lat": 49.44, "lon": 1.09},
            AGE.id: "ancien",
        },
        texts={TRAVEL.id: "Roller", WHY.id: "=1+1\ndeux", PLACE.id: "Pont; gare"},
        channel="paper",
    )
    text = "".join(lines(ResponseTable(source, confidential=True)))
    here = reverse("responses:import", args=[target.pk])
    confirm(editor, here, send(editor, here, text.removeprefix("\ufeff")))
    copy = Response.objects.get(module=target)
    assert copy.data == original.data
    assert {text.text for text in copy.texts.all()} == {
        "Roller",
        "=1+1\ndeux",
        "Pont; gare",
    }


def test_a_survey_that_changed_meanwhile_is_read_again(
    editor: Client, module: Module, here: str
) -> None:
    preview = send(editor, here, TWO)
    republish(module, survey(NOTE, reworded(WHY, label="Autre chose ?")))
    assert confirm(editor, here, preview).url == here
    assert Response.objects.count() == 0


def test_nothing_is_imported_after_sealing(
    editor: Client, module: Module, here: str
) -> None:
    preview = send(editor, here, TWO)
    closes_in(module, hours=-1)
    module.sealed_at = timezone.now()
    module.save(update_fields=["sealed_at"])
    confirm(editor, here, preview)
    assert Response.objects.count() == 0


def test_a_preview_of_somebody_else_cannot_be_confirmed(
    editor: Client, staff: Any, here: str
) -> None:
    preview = send(editor, here, TWO)
    other = staff("view_response", "enter_response", name="bilal")
    confirm(other, here, preview)
    assert Response.objects.count() == 0
