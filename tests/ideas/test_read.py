"""Everybody reads the ideas: list, search, filters, order, one idea."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.models import Idea
from core.models import Territory
from core.text import searchable, stems
from participation.models import Module
from tests.build import closes_in
from tests.ideas.scene import an_idea, idea_call

pytestmark = pytest.mark.django_db


def listed(client: Client, module: Module, **query: Any) -> str:
    url = reverse("ideas:list", args=[module.pk])
    return client.get(url, {"graine": 7, **query}).content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r"<h3><a href=\"/idees/\d+-[^\"]+\">([^<]+)</a>", page)


@pytest.mark.parametrize("state", ["pending", "refused", "withdrawn"])
def test_only_published_ideas_are_public(client: Client, state: str) -> None:
    module = idea_call()
    hidden = an_idea(module, title="Cachée", state=state)
    an_idea(module, title="Visible")

    assert titles(listed(client, module)) == ["Visible"]
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_ideas_follow_their_page_off_line(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    module.page.specific.unpublish()

    assert client.get(idea.get_absolute_url()).status_code == 404
    assert (
        client.get(reverse("ideas:list", args=[module.pk]), {"graine": 7}).status_code
        == 404
    )


def test_ideas_of_a_private_page_are_hidden_and_never_kept(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    PageViewRestriction.objects.create(page=module.page, restriction_type="login")

    assert client.get(idea.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("citoyenne", True),
        ("CITOYENNÉ", True),
        ("  Citoyenne   démocratie ", True),
        ("démocraties citoyennes", True),
        ("coeur", True),
        ("cœurs", True),
        ("l’œuvre", False),
        ("piscine", False),
        ("%", True),
        ("\0", True),
    ],
)
def test_search_forgets_accents_capitals_and_plurals(
    client: Client, query: str, found: bool
) -> None:
    module = idea_call()
    an_idea(module, title="LA DÉMOCRATIE CITOYENNE", body="Au cœur de la ville.")

    assert bool(titles(listed(client, module, mot=query))) is found


def test_a_search_reads_title_text_and_place(client: Client) -> None:
    module = idea_call()
    an_idea(module, title="Un banc", body="À l’ombre.", place="Rue du Lycée")

    for word in ("banc", "ombre", "lycee"):
        assert titles(listed(client, module, mot=word)) == ["Un banc"]


def test_filters_and_their_counts_agree(client: Client) -> None:
    module = idea_call()
    whole = Territory.objects.create(code="m", name="Métropole", kind="authority")
    sector = Territory.objects.create(
        code="s4", name="Valdorme", kind="sector", parent=whole
    )
    town = Territory.objects.create(
        code="haute", name="Hautevigne", kind="commune", parent=sector
    )
    an_idea(module, title="A", category="cantines", territory=town, stage="kept")
    an_idea(module, title="B", category="jardins", territory=sector, stage="not_kept")
    an_idea(module, title="C", category="jardins", territory=whole, stage="kept")
    an_idea(module, title="D", category="jardins", stage="review", state="pending")

    page = listed(client, module)
    assert "Toutes (3)" in page
    assert "Jardins et terres agricoles (2)" in page
    assert "Valdorme (2)" in page
    assert "Métropole (1)" in page
    assert "Retenues (2)" in page
    assert sorted(titles(listed(client, module, categorie="jardins"))) == ["B", "C"]
    assert sorted(titles(listed(client, module, territoire="s4"))) == ["A", "B"]
    assert sorted(titles(listed(client, module, territoire="m"))) == ["C"]
    assert sorted(titles(listed(client, module, reponse="kept"))) == ["A", "C"]
    both = listed(client, module, reponse="kept", categorie="jardins", mot="frigo")
    assert titles(both) == []
    assert "Aucune idée" in both


def test_nonsense_in_the_address_is_ignored(client: Client) -> None:
    module = idea_call()
    an_idea(module)
    odd = {
        "graine": "²",
        "page": "abc",
        "ordre": "x",
        "reponse": "<",
        "territoire": "'--",
    }

    answer = client.get(reverse("ideas:list", args=[module.pk]), odd, follow=True)

    assert answer.status_code == 200
    assert len(titles(answer.content.decode())) == 1


def test_the_random_order_is_drawn_once_then_kept_through_the_pages(
    client: Client,
) -> None:
    module = idea_call()
    for number in range(30):
        an_idea(module, title=f"Idée {number}")
    url = reverse("ideas:list", args=[module.pk])

    first = client.get(url)

    assert first.status_code == 302
    assert "graine=" in first["Location"]
    assert "no-store" in first["Cache-Control"]
    seed = first["Location"].split("graine=")[1]
    pages = [
        titles(client.get(url, {"graine": seed, "page": page}).content.decode())
        for page in (1, 2, 3)
    ]
    assert [len(page) for page in pages] == [12, 12, 6]
    assert len({title for page in pages for title in page}) == 30
    assert f"graine={seed}&amp;page=2" in client.get(first["Location"]).content.decode()
    assert not client.cookies


def test_two_seeds_give_two_orders_and_nobody_is_favoured() -> None:
    module = idea_call()
    for number in range(20):
        an_idea(module, title=f"Idée {number}")
    ideas = Idea.objects.in_call(module)

    orders = [
        tuple(ideas.shuffled(seed).values_list("pk", flat=True))
        for seed in range(1, 101)
    ]

    assert ideas.shuffled(3)[0] == ideas.shuffled(3)[0]
    assert len(set(orders)) > 95
    firsts = Counter(order[0] for order in orders)
    assert len(firsts) >= 15
    assert max(firsts.values()) <= 15
    neighbours = set(pairwise(orders[0]))
    others = [pair for order in orders[1:] for pair in pairwise(order)]
    assert sum(pair in neighbours for pair in others) / len(others) < 0.12


def test_other_orders(client: Client) -> None:
    module = idea_call()
    an_idea(module, title="A", supports_count=1)
    an_idea(module, title="B", supports_count=5)

    assert titles(listed(client, module, ordre="soutiens")) == ["B", "A"]
    assert titles(listed(client, module, ordre="recentes")) == ["B", "A"]


def test_hidden_supports_rank_nothing(client: Client) -> None:
    module = idea_call(show_supports=False)
    idea = an_idea(module, supports_count=31)

    page = listed(client, module)
    assert "soutiens" not in page
    assert "31 soutiens" not in client.get(idea.get_absolute_url()).content.decode()


@pytest.mark.parametrize("query", [{}, {"mot": "frigo", "categorie": "cantines"}])
def test_the_list_takes_as_many_queries_for_1_000_ideas_as_for_10(
    client: Client, query: dict[str, str]
) -> None:
    module = idea_call()
    sector = Territory.objects.create(code="s4", name="Valdorme", kind="sector")
    counts = []
    total = 0
    for wanted in (10, 100, 1000):
        while total < wanted:
            an_idea(module, title=f"Un frigo {total}", territory=sector)
            total += 1
        listed(client, module, **query)
        with CaptureQueriesContext(connection) as queries:
            listed(client, module, **query)
        counts.append(len(queries))

    # The first may still build the frame of the site: three queries, then kept.
    assert counts[1] == counts[2] <= 10
    assert counts[0] <= counts[2] + 3


def test_the_list_reads_the_same_for_everybody(client: Client) -> None:
    module = idea_call()
    an_idea(module)
    url = f"{reverse('ideas:list', args=[module.pk])}?graine=1"

    one, other = Client().get(url), Client().get(url)

    assert one.content == other.content
    assert not one.cookies
    assert "csrf" not in one.content.decode()


def test_one_idea_shows_the_answer_before_its_text(client: Client) -> None:
    module = idea_call()
    idea = an_idea(
        module,
        stage="partly",
        answer="Trois frigos ouvrent en 2027.",
        answer_reason="Il en faudrait neuf.",
        answer_signed_by="Paul-Émile Sarraudy",
    )

    page = client.get(idea.get_absolute_url()).content.decode()

    assert "Retenue en partie" in page
    assert page.index("Trois frigos") < page.index("Il en faudrait neuf")
    assert page.index("Il en faudrait neuf") < page.rindex("Un réfrigérateur en libre")
    assert idea.reference in page


def test_an_old_address_leads_to_the_new_one(client: Client) -> None:
    idea = an_idea(idea_call())

    answer = client.get(f"/idees/{idea.pk}-ancien-titre/")

    assert answer.status_code == 301
    assert answer["Location"] == idea.get_absolute_url()


def test_a_closed_call_stays_readable_without_a_button(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    assert "Proposer une idée" in listed(client, module)
    closes_in(module, seconds=-1)

    assert titles(listed(client, module)) == [idea.title]
    assert "Proposer une idée" not in listed(client, module)
    assert (
        "on ne peut plus soutenir"
        in client.get(idea.get_absolute_url()).content.decode()
    )


def test_an_empty_call_invites_the_first_idea(client: Client) -> None:
    assert "La première idée peut être la vôtre" in listed(client, idea_call())


def test_a_category_that_left_keeps_its_name(client: Client) -> None:
    module = idea_call()
    an_idea(module, category="jardins")
    page = module.page.specific
    page.body[0].value["categories"] = page.body[0].value["categories"][:1]
    page.save()

    assert "Jardins et terres agricoles" in listed(client, module)


def test_a_renamed_category_keeps_its_ideas(client: Client) -> None:
    module = idea_call()
    an_idea(module, category="jardins")
    page = module.page.specific
    page.body[0].value["categories"][1]["label"] = "Potagers"
    page.save()

    assert "Potagers (1)" in listed(client, module)


def test_words_are_folded_the_same_on_both_sides() -> None:
    assert searchable("L’Œuvre  d’ÉTÉ") == "l oeuvre d ete"
    assert stems("les Eaux, le prix, des bus") == [
        "les",
        "eau",
        "le",
        "prix",
        "des",
        "bus",
    ]
