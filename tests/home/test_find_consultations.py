"""« Les démarches »: filters, search, and an empty list that helps."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import ConsultationPage
from consultations.querysets import where
from consultations.rules import Status
from core.models import Territory, Topic
from tests.build import consultation_page, index_page

pytestmark = pytest.mark.django_db


def found(client: Client, query: str = "") -> list[str]:
    """Return the titles in the list, in order."""
    response = client.get(f"/demarches/{query}")
    assert response.status_code == 200
    return [card.page.title for card in response.context["sheet"].object_list]


def in_each_state() -> None:
    now = timezone.now()
    past = {
        "opens_at": now - timedelta(days=30),
        "closes_at": now - timedelta(days=9),
    }
    yesterday = (now - timedelta(days=1)).date()
    consultation_page(title="Décidée", **past, decided_on=yesterday)
    consultation_page(title="Publiée", **past, results_published_on=yesterday)
    consultation_page(title="En analyse", **past)
    consultation_page(
        title="À venir",
        opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=9),
    )
    consultation_page(title="Sans date", opens_at=None, closes_at=None)
    consultation_page(title="Ouverte", closes_at=now + timedelta(days=5))
    consultation_page(title="Sans fin", closes_at=None)


def test_open_comes_first_then_upcoming_then_the_rest(client: Client) -> None:
    in_each_state()
    titles = found(client)
    assert titles[:4] == ["Ouverte", "Sans fin", "À venir", "Sans date"]
    assert set(titles[4:]) == {"Décidée", "Publiée", "En analyse"}


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("ouvertes", {"Ouverte", "Sans fin"}),
        ("a-venir", {"À venir", "Sans date"}),
        ("en-analyse", {"En analyse"}),
        ("resultats", {"Publiée"}),
        ("decidees", {"Décidée"}),
        ("nonsense", None),
    ],
)
def test_the_state_is_a_filter(
    client: Client, state: str, titles: set[str] | None
) -> None:
    in_each_state()
    listed = set(found(client, f"?etat={state}"))
    assert listed == titles if titles else len(listed) == 7


def test_the_filter_agrees_with_the_rule() -> None:
    in_each_state()
    now = timezone.now()
    for status in Status:
        pages = ConsultationPage.objects.filter(where(status, now))
        assert {page.status for page in pages} == {status}


def test_territory_counts_what_is_above_and_below(client: Client) -> None:
    whole = Territory.objects.create(code="tout", name="Tout", kind="authority")
    north = Territory.objects.create(
        code="nord", name="Nord", kind="sector", parent=whole
    )
    town = Territory.objects.create(
        code="ville", name="Ville", kind="commune", parent=north
    )
    south = Territory.objects.create(
        code="sud", name="Sud", kind="sector", parent=whole
    )
    for place in (whole, north, town, south):
        page = consultation_page(title=place.name)
        page.territories = [place]
        page.save()
    assert set(found(client, "?territoire=nord")) == {"Tout", "Nord", "Ville"}
    assert set(found(client, "?territoire=ville")) == {"Tout", "Nord", "Ville"}
    assert set(found(client, "?territoire=sud")) == {"Tout", "Sud"}


def test_topic_and_level_narrow_together(client: Client) -> None:
    topic = Topic.objects.create(name="Déplacements", slug="deplacements")
    for title, level in (("Vélo", 3), ("Bus", 2)):
        page = consultation_page(title=title, level=level)
        page.topics = [topic]
        page.save()
    consultation_page(title="Autre", level=3)
    assert set(found(client, "?theme=deplacements")) == {"Vélo", "Bus"}
    assert found(client, "?theme=deplacements&niveau=3") == ["Vélo"]


@pytest.mark.parametrize(
    "words", ["médiathèques", "MEDIATHEQUE", "médiathèque horaires", "cœur", "coeurs"]
)
def test_search_forgets_accents_capitals_and_plurals(
    client: Client, words: str
) -> None:
    consultation_page(
        title="Horaires",
        summary="Au cœur des quartiers",
        body=json.dumps(
            [{"type": "text", "value": "<p>Les <b>médiathèques</b> du soir.</p>"}]
        ),
    )
    consultation_page(title="Vélo")
    assert found(client, f"?mot={words}") == ["Horaires"]


def test_nothing_found_says_why_and_where_to_go(client: Client) -> None:
    consultation_page(title="Vélo")
    response = client.get("/demarches/?mot=piscine+découverte&etat=ouvertes")
    html = response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "Rien sur « piscine découverte », pour l’instant" in html
    assert "?mot=d%C3%A9couverte#liste" in html
    assert 'value="piscine découverte"' in html


@pytest.mark.parametrize(
    "query",
    ["?page=99", "?page=x", "?mot=%00", "?territoire=%00", "?niveau=9", "?mot=%25_"],
)
def test_nonsense_is_no_error(client: Client, query: str) -> None:
    consultation_page(title="Vélo")
    assert client.get(f"/demarches/{query}").status_code == 200


def test_sheets_keep_the_filters(client: Client) -> None:
    for number in range(14):
        consultation_page(title=f"Vélo {number}", slug=f"velo-{number}")
    first, second = found(client, "?mot=velo"), found(client, "?mot=velo&page=2")
    assert len(first) == 12
    assert len(second) == 2
    assert not set(first) & set(second)
    html = client.get("/demarches/?mot=velo").content.decode()
    assert "?mot=velo&amp;page=2" in html


def test_drafts_are_neither_listed_nor_counted(client: Client) -> None:
    consultation_page(title="Vue")
    consultation_page(title="Brouillon", live=False)
    assert found(client) == ["Vue"]
    assert client.get("/demarches/").context["listing"].count == 1


@pytest.mark.parametrize("how_many", [2, 12])
def test_queries_do_not_depend_on_how_much_there_is(
    client: Client, how_many: int, django_assert_max_num_queries: Any
) -> None:
    index_page()
    for number in range(how_many):
        consultation_page(title=f"Démarche {number}")
    client.get("/demarches/?mot=avant")  # content types
    # Ten of its own, and three for the frame of all pages (kept until a change).
    with django_assert_max_num_queries(13):
        assert len(found(client, "?mot=demarche")) == how_many
