"""The page of a démarche says where it stands, and leads to what one can do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Site

from consultations.models import ConsultationPage, ConsultationStep
from core.models import SiteIdentity
from participation.models import Module
from tests.build import consultation_page, index_page
from tests.face.demarches import counted, demarche

pytestmark = pytest.mark.django_db

STATUSES = ("upcoming", "open", "analysis", "results", "decided")


def shown(client: Client, page: ConsultationPage) -> str:
    """Return the text of the page, with plain spaces."""
    response = client.get(page.url)
    assert response.status_code == 200
    return plain(response.content.decode())


def plain(html: str) -> str:
    """Return the words of a page, with plain spaces."""
    html = re.sub(r"<(svg|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("upcoming", "À venir"),
        ("open", "Ouverte, encore 28 jours"),
        ("analysis", "En analyse"),
        ("results", "Résultats publiés"),
        ("decided", "Décision prise"),
    ],
)
def test_each_state_has_its_word(client: Client, status: str, words: str) -> None:
    assert words in shown(client, demarche(status))


@pytest.mark.parametrize("status", STATUSES)
def test_the_frame_of_the_demarche_is_always_there(client: Client, status: str) -> None:
    text = shown(client, demarche(status))
    for words in (
        "Le conseil métropolitain",
        "Les cinquante premiers aménagements",
        "Le tracé du boulevard Circulaire",
        "Concerter",
        "Cadre légal",
    ):
        assert words in text


@pytest.mark.parametrize("status", STATUSES)
def test_only_an_open_demarche_has_the_lit_button(client: Client, status: str) -> None:
    html = client.get(demarche(status).url).content.decode()
    assert html.count("btn--lit") == (1 if status == "open" else 0)


def test_the_lit_button_leads_to_the_survey(client: Client) -> None:
    page = demarche("open")
    module = Module.objects.get(page=page)
    html = client.get(page.url).content.decode()
    assert re.search(
        rf'btn--lit" href="/participer/{module.pk}/">Répondre, 2 questions<', html
    )


@pytest.mark.parametrize("status", ["upcoming", "open"])
def test_taking_part_without_internet_is_in_the_page(
    client: Client, status: str
) -> None:
    html = client.get(demarche(status).url).content.decode()
    assert "Dans les 68" in plain(html)
    assert 'href="tel:+33199001234"' in html


def test_the_count_says_how_people_answered(client: Client) -> None:
    page = demarche("open")
    counted(page, 1146, online=934, paper=212)
    assert "1 146 réponses à ce jour : 934 en ligne, 212 sur papier." in shown(
        client, page
    )


def test_a_late_answer_says_that_it_is_late(client: Client) -> None:
    due = timezone.localdate() - timedelta(days=3)
    text = shown(client, demarche("analysis", answer_due=due))
    assert "elle est en retard" in text
    assert "La réponse n’est pas encore publiée." in text


def test_the_decision_comes_before_the_figures(client: Client) -> None:
    page = demarche("decided")
    counted(page, 1284, online=1031, paper=187, desk=66)
    text = shown(client, page)
    decision = text.index("Le jeudi n’est pas retenu.")
    who = text.index("Qui a répondu, et comment")
    chain = text.index("Ce que vous avez dit")
    record = text.index("telle qu’elle a eu lieu")
    assert decision < who < chain < record
    assert "1 284" in text
    assert "253" in text
    assert "Signé par Hélène Marchetaud, présidente" in text


def test_refusals_look_like_acceptances(client: Client) -> None:
    html = client.get(demarche("decided").url).content.decode()
    rows = re.findall(r'<div class="chain__row">.*?class="outcome">', html, re.DOTALL)
    assert len(rows) == 2
    text = plain(html)
    assert "Retenue" in text
    assert "Non retenue" in text


@pytest.mark.parametrize("status", ["upcoming", "open", "analysis"])
def test_answers_are_not_shown_before_their_day(client: Client, status: str) -> None:
    assert "Ce que vous avez dit" not in shown(client, demarche(status))


def test_the_steps_say_where_we_are(client: Client) -> None:
    today, day = timezone.localdate(), timedelta(days=1)
    page = demarche("open")
    for name, start, end in (
        ("Préparer", -20, -6),
        ("Contribuer", -5, 28),
        ("Voter", 40, 50),
    ):
        page.steps.add(
            ConsultationStep(
                name=name,
                starts_on=today + start * day,
                ends_on=today + end * day,
                period="x",
            )
        )
    page.save()
    html = client.get(page.url).content.decode()
    assert html.count('aria-current="step"') == 1
    assert re.search(
        r'aria-current="step"><span class="here">Vous êtes ici</span><b>Contribuer',
        html,
    )
    assert "step--done" in html


def test_a_demarche_barely_begun_has_a_page(client: Client) -> None:
    page = consultation_page(opens_at=None, closes_at=None)
    text = shown(client, page)
    assert "À venir" in text
    assert "Date à venir" in text
    assert "None" not in text


def test_a_draft_that_was_never_published_is_previewed() -> None:
    request = RequestFactory().get("/")
    request.is_preview = True
    page = ConsultationPage(
        title="Brouillon", slug="brouillon", body=demarche("open").body.get_prep_value()
    )
    response = page.make_preview_request(
        RequestFactory().get("/"), page.default_preview_mode
    )
    text = plain(response.content.decode())
    assert "Brouillon" in text
    assert "Aperçu : le bouton marchera quand la page sera publiée." in text


@pytest.mark.parametrize("status", STATUSES)
def test_the_page_is_the_same_for_everybody(client: Client, status: str) -> None:
    response = client.get(demarche(status).url)
    html = response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrf" not in html
    assert "style=" not in html
    assert "wagtail-userbar" not in html


def test_words_are_set_in_french(client: Client) -> None:
    html = client.get(demarche("open").url).content.decode()
    assert "620\u202f000 déplacements" in html


@pytest.mark.parametrize("status", STATUSES)
def test_a_page_costs_few_queries(
    client: Client, status: str, django_assert_max_num_queries
) -> None:
    page = demarche(status)
    url = page.url
    SiteIdentity.for_site(Site.objects.get())
    client.get(index_page().url)  # what all pages share is known from now on
    with django_assert_max_num_queries(10):
        client.get(url)
