"""The front page, the list and the agenda, read by axe on a narrow and a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from agenda.models import AgendaPage, EventPage
from consultations.models import ConsultationIndexPage, ConsultationPage
from home.models import HomePage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site() -> None:
    home = HomePage(title="Accueil", slug="accueil")
    Page.objects.get(depth=1).add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    now = timezone.now()
    index = ConsultationIndexPage(
        title="Les démarches", slug="demarches", show_in_menus=True
    )
    home.add_child(instance=index)
    for number in range(3):
        page = ConsultationPage(
            title=f"Démarche {number}",
            slug=f"demarche-{number}",
            summary="En une phrase.",
            level=number + 1,
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=number + 1),
        )
        index.add_child(instance=page)
    agenda = AgendaPage(title="L’agenda", slug="agenda", show_in_menus=True)
    home.add_child(instance=agenda)
    agenda.add_child(
        instance=EventPage(
            title="Balade",
            slug="balade",
            starts_at=now + timedelta(days=2),
            place="gare de Valdorme",
            access="Fauteuil",
        )
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_do_not_scroll_sideways(
    site: None, open_browser: Callable[..., Any], axe: Callable[[Any], None], width: int
) -> None:
    page = open_browser(width=width)
    for path in (
        "/",
        "/demarches/",
        "/demarches/?mot=piscine",
        "/agenda/",
        "/agenda/balade/",
    ):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_lit_button_leads_to_what_is_open(
    site: None, open_browser: Callable[..., Any]
) -> None:
    page = open_browser(width=390, javascript=False)
    page.goto("/")
    page.click("text=Voir ce qui est ouvert")
    assert page.url.endswith("#ouvert")
    page.click("text=Démarche 0")
    assert page.url.endswith("/demarches/demarche-0/")
