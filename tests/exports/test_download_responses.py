"""The files of a survey, from its rows in the database."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from consultations.models import FollowUpContact, Response, TextAnswer
from consultations.survey import downloads, fast_csv, tables
from consultations.survey.fast_csv import lines
from consultations.survey.tables import OpenTable, ResponseTable
from core.spreadsheets import csv_line
from tests.build import closes_in, survey_module
from tests.responses import (
    AGE,
    ALL,
    BUDGET,
    DAY,
    FEAR,
    GRID,
    HEALTH,
    MAIL,
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

pytestmark = pytest.mark.django_db


def read(lines: Any, delimiter: str = ";") -> list[list[str]]:
    text = "".join(lines).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def received(response: Response, at: datetime) -> None:
    Response.objects.filter(pk=response.pk).update(created_at=at)


def test_one_row_per_response_in_order_of_arrival() -> None:
    module = survey_module(survey(FEAR, NOTE))
    first = respond(module, {FEAR.id: "oui", NOTE.id: 3})
    second = respond(module, {}, channel="paper")
    heading, *rows = read(lines(ResponseTable(module)))
    assert heading[:5] == ["Référence", "Reçue le", "Canal", "Version", "Saisie par"]
    assert [row[0] for row in rows] == [first.reference, second.reference]
    assert [row[5:] for row in rows] == [["Oui", "3"], ["", ""]]
    assert rows[1][2] == "Sur papier"


def test_csv_and_workbook_say_the_same() -> None:
    module = survey_module(survey(*ALL))
    respond(module, {TRAVEL.id: ["pied"]}, texts={WHY.id: "=SUM(A1)"})
    respond(module, {NOTE.id: 2}, texts={HEALTH.id: "Bonne"})
    table = ResponseTable(module, confidential=True)
    response = downloads.responses_xlsx(table)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.sheetnames == ["Réponses", "Dictionnaire"]
    sheet = list(book["Réponses"].values)
    text = read(lines(table))
    assert list(sheet[0]) == text[0]
    assert len(sheet) == len(text) == 3
    assert "=SUM(A1)" in sheet[1]
    assert "'=SUM(A1)" in text[1]
    assert book["Dictionnaire"].max_row == 1 + len(text[0]) - 5
    assert len(sheet[0]) == len(text[2])


def test_columns_stay_when_the_survey_changes() -> None:
    module = survey_module(survey(FEAR, NOTE))
    respond(module, {FEAR.id: "oui", NOTE.id: 3})
    republish(module, survey(reworded(NOTE, label="Votre note ?"), WHY))
    respond(module, {NOTE.id: 5}, texts={WHY.id: "Trop vite"})
    heading, *rows = read(lines(ResponseTable(module)))
    assert heading[5:] == [
        "1. Votre note ?",
        "2. Pourquoi ?",
        "Vous sentez-vous en danger ? (retirée)",
    ]
    assert [row[5:] for row in rows] == [["3", "", "Oui"], ["5", "Trop vite", ""]]
    assert [row[3] for row in rows] == ["1", "2"]


def test_the_hour_while_open_then_the_day_alone() -> None:
    module = survey_module(survey(NOTE))
    paris = ZoneInfo("Europe/Paris")
    received(respond(module, {}), datetime(2026, 7, 1, 23, 47, 12, tzinfo=paris))
    assert read(lines(ResponseTable(module)))[1][1] == "01/07/2026 23:00"
    closes_in(module, hours=-1)
    assert read(lines(ResponseTable(module)))[1][1] == "01/07/2026"


def test_nothing_of_a_person_is_in_the_file() -> None:
    module = survey_module(survey(MAIL, NOTE))
    FollowUpContact.objects.create(module=module, email="aya@exemple.fr")
    agent = get_user_model().objects.create_user("amel", "amel@merlianne.example")
    respond(module, {NOTE.id: 1}, channel="paper", entered_by=agent, edit_key="abc123")
    text = "".join(lines(ResponseTable(module, confidential=True)))
    assert "amel" in text
    for secret in ("@", "abc123", str(module.responses.get().token)):
        assert secret not in text


def test_an_annulled_response_leaves_the_file() -> None:
    module = survey_module(survey(NOTE))
    gone = respond(module, {NOTE.id: 1})
    Response.objects.filter(pk=gone.pk).update(
        annulled_at=timezone.now(), annulment_reason="Doublon"
    )
    assert len(read(lines(ResponseTable(module)))) == 1
    assert len(list(OpenTable(module).rows())) == 0


def test_a_refused_text_is_replaced_and_a_pending_one_kept() -> None:
    module = survey_module(survey(WHY))
    respond(module, {}, texts={WHY.id: "Insulte"})
    respond(module, {}, texts={WHY.id: "Bonjour"})
    TextAnswer.objects.filter(text="Insulte").update(state="refused")
    rows = read(lines(ResponseTable(module)))[1:]
    assert [row[5] for row in rows] == ["(texte écarté à la relecture)", "Bonjour"]


def test_pages_follow_one_another_without_loss(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    module = survey_module(survey(NOTE, WHY))
    for number in range(7):
        respond(module, {NOTE.id: 1}, texts={WHY.id: f"texte {number}"})
    monkeypatch.setattr(tables, "PAGE", 3)
    monkeypatch.setattr(fast_csv, "PAGE", 3)
    table = ResponseTable(module)
    assert table.parts
    # Versions, agents, questions; 3 pages, each with its texts, and an empty one.
    with django_assert_num_queries(3 + 3 * 2 + 1):
        rows = read(lines(table))[1:]
    assert [row[6] for row in rows] == [f"texte {number}" for number in range(7)]
    assert len(list(OpenTable(module).rows())) == 7


def test_open_data_tells_nobody_apart() -> None:
    module = survey_module(survey(FEAR, AGE, WHY, HEALTH))
    for number in range(6):
        respond(module, {FEAR.id: "oui", AGE.id: "jeune"}, texts={WHY.id: f"n{number}"})
    for _ in range(5):
        respond(module, {AGE.id: None})
    alone = respond(module, {FEAR.id: "non", AGE.id: "ancien"})
    TextAnswer.objects.filter(text="n0").update(state="published")
    table = OpenTable(module)
    rows = list(table.rows())
    assert table.heading == [
        "Mois",
        "Canal",
        "1. Vous sentez-vous en danger ?",
        "2. Quel âge ?",
        "3. Pourquoi ?",
    ]
    assert len(rows) == 12
    assert all(re.fullmatch(r"\d{4}-\d\d", str(row[0])) for row in rows)
    assert "Ancien" not in {row[3] for row in rows}
    assert {row[4] for row in rows} == {"n0", None}
    assert alone.reference not in str(rows)


def test_addresses_come_by_alphabet_and_without_a_date() -> None:
    module = survey_module(survey(MAIL))
    for email in ("zoe@exemple.fr", "aya@exemple.fr"):
        FollowUpContact.objects.create(module=module, email=email)
    response = downloads.contacts_csv(module)
    text = b"".join(response.streaming_content).decode()
    assert text == (
        "\ufeffAdresse électronique\r\naya@exemple.fr\r\nzoe@exemple.fr\r\n"
    )


def test_the_fast_lines_say_the_same_as_the_rows() -> None:
    module = survey_module(survey(*ALL))
    agent = get_user_model().objects.create_user("=amel")
    whole = {
        TRAVEL.id: ["velo", "autre"],
        FEAR.id: "oui",
        ORDER.id: ["pont", "rue"],
        GRID.id: {"r2": "mal"},
        NOTE.id: 4,
        BUDGET.id: 12.5,
        DAY.id: "2026-03-01",
        PLACE.id: {"lat": 49.443212, "lon": 1.099971},
    }
    words = {TRAVEL.id: "Roller", WHY.id: "=1+1", PLACE.id: "Au « pont » ; là"}
    respond(module, whole, texts=words, channel="paper", entered_by=agent)
    respond(module, {}, texts={HEALTH.id: 'Dit "oui"\nou non'})
    respond(module, {PLACE.id: {}, BUDGET.id: -3, AGE.id: "jeune"})
    respond(module, {})
    for confidential in (True, False):
        table = ResponseTable(module, confidential=confidential)
        plain = [csv_line(table.heading), *(csv_line(row) for row in table.rows())]
        assert "".join(lines(table)) == "\ufeff" + "".join(plain)
