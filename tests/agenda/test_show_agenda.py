"""The agenda shows dates as vague as they are, month by month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from agenda.dates import Precision, first_day, last_day, show
from agenda.models import AgendaPage, EventPage
from tests.build import site_root

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def agenda() -> AgendaPage:
    page = AgendaPage(title="L’agenda", slug="agenda")
    site_root().add_child(instance=page)
    return page


def event(agenda: AgendaPage, title: str, **fields: object) -> EventPage:
    page = EventPage(title=title, **fields)
    agenda.add_child(instance=page)
    return page


@pytest.mark.parametrize(
    ("precision", "first", "last", "sentence"),
    [
        ("day", date(2027, 5, 12), date(2027, 5, 12), "mercredi 12 mai 2027"),
        ("month", date(2027, 5, 1), date(2027, 5, 31), "en mai 2027"),
        ("quarter", date(2027, 4, 1), date(2027, 6, 30), "au 2e trimestre 2027"),
        ("semester", date(2027, 1, 1), date(2027, 6, 30), "au 1er semestre 2027"),
        ("year", date(2027, 1, 1), date(2027, 12, 31), "en 2027"),
    ],
)
def test_a_date_is_a_period(
    precision: str, first: date, last: date, sentence: str
) -> None:
    day = date(2027, 5, 12)
    assert first_day(day, Precision(precision)) == first
    assert last_day(day, Precision(precision)) == last
    assert show(day, Precision(precision)).sentence == sentence


@pytest.mark.django_db
def test_a_vague_event_is_to_come_until_its_period_ends(agenda: AgendaPage) -> None:
    start = datetime(2027, 4, 1, tzinfo=PARIS)
    event(agenda, "Installation", starts_at=start, precision="quarter")
    june = datetime(2027, 6, 30, 23, tzinfo=PARIS)
    july = datetime(2027, 7, 1, 1, tzinfo=PARIS)
    assert EventPage.objects.to_come(june).count() == 1
    assert EventPage.objects.to_come(july).count() == 0
    assert EventPage.objects.past(july).count() == 1


@pytest.mark.django_db
def test_an_event_lasts_until_its_end(agenda: AgendaPage) -> None:
    now = timezone.now()
    event(
        agenda,
        "Réunion",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    event(agenda, "Finie", starts_at=now - timedelta(hours=1))
    assert [page.title for page in EventPage.objects.to_come(now)] == ["Réunion"]
    assert [page.title for page in EventPage.objects.past(now)] == ["Finie"]


@pytest.mark.django_db
def test_the_list_has_months_and_the_past_apart(
    client: Client, agenda: AgendaPage
) -> None:
    now = timezone.now()
    event(agenda, "Bientôt", starts_at=now + timedelta(days=2))
    event(agenda, "Hier", starts_at=now - timedelta(days=1))
    event(agenda, "Annulée", starts_at=now + timedelta(days=3), state="cancelled")
    html = client.get("/agenda/").content.decode()
    assert html.index("Bientôt") < html.index("Ce qui a eu lieu") < html.index("Hier")
    assert "Annulé</span>" in html


@pytest.mark.django_db
def test_an_event_page_says_when_where_and_how(
    client: Client, agenda: AgendaPage
) -> None:
    page = event(
        agenda,
        "Balade",
        starts_at=datetime(2031, 12, 5, 9, 30, tzinfo=PARIS),
        ends_at=datetime(2031, 12, 5, 12, tzinfo=PARIS),
        place="gare de Valdorme",
        access="Fauteuil\n\nBoucle magnétique",
        registration="Entrée libre.",
    )
    html = client.get(page.url).content.decode().replace("\u00a0", " ")
    for words in (
        "Vendredi 5 décembre 2031",
        "De 9 h 30 à 12 h",
        "Gare de Valdorme",
        "Boucle magnétique",
        "Entrée libre.",
    ):
        assert words in html


@pytest.mark.django_db
def test_an_event_ends_after_it_starts(agenda: AgendaPage) -> None:
    now = timezone.now()
    page = EventPage(title="À l’envers", starts_at=now, ends_at=now)
    with pytest.raises(ValidationError):
        page.full_clean()
    kept = event(agenda, "À l’endroit", starts_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=kept.pk).update(ends_at=now)
