"""The front page tells what is open, what comes, and what changed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from agenda.models import AgendaPage, EventPage
from home.dates import waiting
from home.models import HomePage, StandardPage
from tests.build import consultation_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    """A front page in the place of Wagtail's."""
    page = HomePage(title="Accueil", slug="accueil")
    Page.objects.get(depth=1).add_child(instance=page)
    Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


def read(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def event(home: HomePage, title: str, **fields: Any) -> EventPage:
    agenda = AgendaPage.objects.first()
    if agenda is None:
        agenda = AgendaPage(title="Agenda", slug="agenda")
        home.add_child(instance=agenda)
    page = EventPage(
        title=title, **{"starts_at": timezone.now() + timedelta(days=3), **fields}
    )
    agenda.add_child(instance=page)
    return page


def test_an_empty_site_still_reads_well(client: Client, home: HomePage) -> None:
    html = read(client)
    assert "Rien n’est ouvert aujourd’hui" in html
    assert "btn--lit" not in html
    assert "Prochaines dates" not in html


def test_what_closes_first_comes_first(client: Client, home: HomePage) -> None:
    now = timezone.now()
    consultation_page(title="Plus tard", closes_at=now + timedelta(days=20))
    consultation_page(title="Bientôt", closes_at=now + timedelta(days=2))
    consultation_page(title="Close", opens_at=now - timedelta(days=9), closes_at=now)
    html = read(client)
    cards = html[html.index("Ouvert en ce moment") : html.index("Prochaines dates")]
    assert cards.index("Bientôt") < cards.index("Plus tard")
    assert "Close" not in cards
    assert "Deux démarches vous attendent aujourd’hui." in html
    assert html.count("btn--lit") == 1


def test_dates_are_computed_and_sorted(client: Client, home: HomePage) -> None:
    now = timezone.now()
    event(home, "Réunion", starts_at=now + timedelta(days=2))
    event(home, "Passée", starts_at=now - timedelta(days=2))
    consultation_page(
        title="À venir",
        opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=9),
    )
    consultation_page(
        title="En cours",
        closes_at=now + timedelta(days=4),
        answer_due=(now + timedelta(days=6)).date(),
    )
    html = read(client)
    dates = html[html.index('class="dates"') :]
    order = [
        dates.index(words)
        for words in (
            "Ouverture : À venir",
            "Réunion",
            "Dernier jour : En cours",
            "Réponse promise : En cours",
        )
    ]
    assert order == sorted(order)
    assert "Passée" not in dates


def test_a_vague_date_stays_vague(client: Client, home: HomePage) -> None:
    year = timezone.localdate().year + 1
    start = timezone.now().replace(year=year, month=3, day=14)
    event(home, "Restitution", starts_at=start, precision="month")
    html = read(client)
    assert f"<b>mars</b><span>{year}</span>" in html
    assert "14" not in html[html.index('class="dates"') : html.index("Restitution")]


def test_a_council_that_answers_is_said_once(client: Client, home: HomePage) -> None:
    day = timezone.now() + timedelta(days=8)
    page = consultation_page(title="Charte", answer_due=timezone.localdate(day))
    event(home, "Conseil : vote de la charte", starts_at=day, about=page)
    html = read(client)
    assert "Conseil : vote de la charte" in html
    assert "Réponse promise :" not in html


def test_a_private_page_is_nowhere(client: Client, home: HomePage) -> None:
    page = consultation_page(title="Secret")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "Secret" not in read(client)


def test_a_draft_is_nowhere(client: Client, home: HomePage) -> None:
    consultation_page(title="Secret", live=False)
    event(home, "Rendez-vous secret", live=False)
    assert "ecret" not in read(client)


def test_editors_choose_changes_and_figures(client: Client, home: HomePage) -> None:
    home.changes = json.dumps(
        [
            {
                "type": "change",
                "value": {
                    "outcome": "late",
                    "title": "Un tarif de l’eau",
                    "text": "Retard signalé.",
                    "page": None,
                },
            }
        ]
    )
    home.figures = json.dumps(
        [
            {
                "type": "figure",
                "value": {
                    "number": "85",
                    "unit": "%",
                    "label": "ont reçu une réponse",
                    "detail": "4 601 contributions.",
                },
            }
        ]
    )
    home.save_revision().publish()
    html = read(client)
    assert "En retard" in html
    assert "Un tarif de l’eau" in html
    assert "4 601 contributions." in html


@pytest.mark.parametrize("how_many", [3, 25])
def test_queries_do_not_depend_on_how_much_there_is(
    client: Client,
    home: HomePage,
    how_many: int,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(how_many):
        consultation_page(title=f"Démarche {number}")
        event(home, f"Réunion {number}", slug=f"reunion-{number}")
    client.get("/agenda/")  # content types
    # Nine of its own, and three for the frame of all pages (kept until a change).
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200


def test_words_say_how_many_are_open() -> None:
    assert waiting(1) == "Une démarche vous attend aujourd’hui."
    assert waiting(3) == "Trois démarches vous attendent aujourd’hui."
    assert waiting(12) == "12 démarches vous attendent aujourd’hui."


def test_a_plain_page_lists_what_is_below(client: Client, home: HomePage) -> None:
    parent = StandardPage(title="Repères", slug="reperes")
    home.add_child(instance=parent)
    parent.add_child(instance=StandardPage(title="La charte", slug="charte"))
    html = client.get("/reperes/").content.decode()
    assert 'href="/reperes/charte/"' in html
