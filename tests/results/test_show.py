"""What the public reads: when, which figures, on which pages."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.models import ConsultationPage, TextAnswer
from consultations.models import Question as Row
from consultations.results_block import population
from consultations.survey import counting
from consultations.survey.definition import Question
from participation.models import Module
from tests.build import consultation_page, survey_module
from tests.responses import key
from tests.results.support import (
    AGE,
    CHANNELS,
    D12,
    SLOTS,
    VISITS,
    choices,
    d12_answers,
    store,
    survey_of,
)

pytestmark = pytest.mark.django_db
WHY = Question(key("why"), "long", "Pourquoi ?")
SECRET = Question(
    key("secret"), "single", "Votre santé ?", choices=choices("Bonne", "Mauvaise"),
    confidential=True,
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MARGIN", timedelta(seconds=-60))


@pytest.fixture
def closed() -> Module:
    """D12, closed, with its 1 284 responses and a confidential question."""
    page = consultation_page(
        title="Les horaires des médiathèques",
        opens_at=timezone.now() - timedelta(days=40),
        closes_at=timezone.now() - timedelta(days=5),
        results_published_on=timezone.localdate() - timedelta(days=1),
    )
    survey = survey_of(*D12.questions(), WHY, SECRET, title=D12.title)
    module = survey_module(survey, page)
    for channel in CHANNELS:
        answers = [data | {SECRET.id: "b"} for c, data in d12_answers() if c == channel]
        store(module, answers, channel=channel)
    return module


def place(module: Module, **value: Any) -> ConsultationPage:
    """Put a results block on the page of a module, beside what is there."""
    page = ConsultationPage.objects.get(pk=module.page_id)
    source = {"id": str(module.block_id), "label": module.title}
    block = {
        "type": "results",
        "id": str(uuid.uuid4()),
        "value": {"source": source, "title": "Les réponses en détail", **value},
    }
    ConsultationPage.objects.filter(pk=page.pk).update(body=json.dumps([block]))
    return ConsultationPage.objects.get(pk=page.pk)


def read(client: Client, name: str, module: Module, *args: Any, **query: Any) -> str:
    response = client.get(reverse(f"results:{name}", args=[module.pk, *args]), query)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_the_page_says_the_figures_of_d12(client: Client, closed: Module) -> None:
    counting.refresh(timezone.now())
    html = read(client, "results", closed)
    for words in ("1 284", "1 031", "187", "66", "688", "54 %", "33 sans réponse"):
        assert words in html
    assert "Toutes les réponses ont été recomptées une par une" in html
    assert SECRET.label not in html


def test_before_the_first_count_the_page_says_so(
    client: Client, closed: Module
) -> None:
    assert "Le comptage est en cours" in read(client, "results", closed)


def test_reading_results_counts_nothing(
    client: Client, closed: Module, django_assert_max_num_queries: Any
) -> None:
    counting.refresh(timezone.now())
    url = reverse("results:results", args=[closed.pk])
    client.get(url)
    with django_assert_max_num_queries(14) as queries:
        client.get(url, {"x": "1"})
    assert not [q for q in queries if "consultations_response" in q["sql"]]


@pytest.mark.parametrize(
    ("visibility", "phase", "shown"),
    [
        ("live", "upcoming", False),
        ("live", "open", True),
        ("live", "closed", True),
        ("closed", "open", False),
        ("closed", "closed", True),
        ("manual", "open", False),
        ("manual", "closed", False),
        ("manual", "published", True),
    ],
)
def test_results_show_when_the_editor_said(
    client: Client, closed: Module, visibility: str, phase: str, shown: bool
) -> None:
    counting.refresh(timezone.now())
    now, day = timezone.now(), timedelta(days=1)
    opens, closes = {
        "upcoming": (now + day, now + 2 * day),
        "open": (now - day, now + day),
    }.get(phase, (now - 2 * day, now - day))
    Module.objects.update(
        results_visibility=visibility,
        opens_at=opens,
        closes_at=closes,
        results_published_on=timezone.localdate() if phase == "published" else None,
    )
    html = read(client, "results", closed)
    assert ("1 284" in html) is shown
    assert ("Samedi après 17 h" in html) is shown
    data = client.get(reverse("results:data", args=[closed.pk]))
    assert data.status_code == (200 if shown else 404)
    if not shown:
        assert "Les résultats" in html or "analyse" in html


def test_a_private_page_keeps_its_results(client: Client, closed: Module) -> None:
    counting.refresh(timezone.now())
    PageViewRestriction.objects.create(
        page=closed.page, restriction_type=PageViewRestriction.LOGIN
    )
    for name in ("results", "crossing", "sheet", "data"):
        url = reverse(f"results:{name}", args=[closed.pk])
        assert client.get(url).status_code == 404


def test_four_responses_are_not_shown(client: Client) -> None:
    module = survey_module(survey_of(VISITS), results_visibility="live")
    store(module, [{VISITS.id: "a"}] * 4)
    counting.refresh(timezone.now())
    html = read(client, "results", module)
    assert "trop peu de réponses" in html
    assert "Souvent" not in html


def test_the_block_shows_figures_in_the_words_of_the_editor(
    client: Client, closed: Module
) -> None:
    counting.refresh(timezone.now())
    page = place(
        closed,
        findings=[
            {
                "question": {"id": SLOTS.id, "label": ""},
                "finding": "Plus d’une personne sur deux veut le samedi soir",
            },
            {
                "question": {"id": AGE.id, "label": ""},
                "population": "Moins de 15 ans : 17 %\n75 ans et plus : 9",
            },
            {"question": {"id": VISITS.id, "label": ""}, "left_out": True},
        ],
    )
    html = client.get(page.url).content.decode()
    assert "Plus d’une personne sur deux veut le samedi soir" in html
    assert "Population" in html
    assert VISITS.label not in html
    assert html.count("<h2>Qui a participé</h2>") == 1


def test_a_copied_page_shows_its_own_results(client: Client, closed: Module) -> None:
    counting.refresh(timezone.now())
    page = place(closed)
    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert "Samedi après 17 h" not in client.get(copy.url).content.decode()


def test_published_texts_are_browsed_and_found_without_accents(
    client: Client, closed: Module
) -> None:
    question = Row.objects.get(module=closed, block_id=WHY.id)
    texts = ["La médiathèque ferme trop tôt.", "Un texte à relire.", "Cœur de ville."]
    for response, text in zip(closed.responses.all()[:3], texts, strict=True):
        state = "pending" if "relire" in text else "published"
        TextAnswer.objects.create(
            response=response, question=question, text=text, state=state
        )
    counting.refresh(timezone.now())

    everything = read(client, "texts", closed, WHY.id)
    assert "2 textes à lire sur 3 reçus" in everything
    assert "à relire." not in everything
    assert "ferme trop tôt" in read(client, "texts", closed, WHY.id, q="MEDIATHEQUE")
    assert "Cœur" in read(client, "texts", closed, WHY.id, q="coeur")
    assert "Cœur" not in read(client, "texts", closed, WHY.id, q="ferme")
    assert "Rien sur" in read(client, "texts", closed, WHY.id, q="(.*")


def test_a_crossing_adds_up(client: Client, closed: Module) -> None:
    counting.refresh(timezone.now())
    html = read(client, "crossing", closed, question=VISITS.id, par="channel")
    assert "1 284 personnes ont répondu aux deux" in html
    assert "En ligne" in html
    other = read(client, "crossing", closed, question=AGE.id, par=VISITS.id)
    assert "1 251 personnes ont répondu aux deux" in other
    assert SECRET.label not in other


def test_unknown_criteria_lead_to_the_first_ones(
    client: Client, closed: Module
) -> None:
    counting.refresh(timezone.now())
    assert VISITS.label in read(client, "crossing", closed, question=SECRET.id, par="x")


def test_the_sheet_and_the_data_say_the_same_figures(
    client: Client, closed: Module
) -> None:
    counting.refresh(timezone.now())
    sheet = read(client, "sheet", closed)
    assert "1 284 réponses" in sheet
    response = client.get(reverse("results:data", args=[closed.pk]))
    data = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Samedi après 17 h,nombre,688,0.5358,1284,1284,0" in data
    assert SECRET.label not in data
    assert SECRET.label not in sheet


def test_shares_of_the_population_are_read_line_by_line() -> None:
    text = "Moins de 15 ans : 17 %\n15 à 24 ans = 14,5\nrien à lire ici"
    assert population(text) == {"Moins de 15 ans": 17.0, "15 à 24 ans": 14.5}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_page_of_results_is_accessible_on_a_phone(
    open_browser: Any, axe: Any, closed: Module
) -> None:
    counting.refresh(timezone.now())
    page = open_browser(width=390, javascript=True)
    for name in ("results", "crossing", "sheet"):
        page.goto(reverse(f"results:{name}", args=[closed.pk]))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
