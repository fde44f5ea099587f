"""Pages in a browser: nothing for axe to say, nothing out of a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consultations.models import ConsultationIndexPage
from core import colours
from tests.face.demarches import counted, demarche

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATUSES = ("upcoming", "open", "analysis", "results", "decided")
WIDTHS = (320, 390, 1280)
COLOURS = ("#f2b700", "#d4006a", "#001f8f", "#9a9a9a")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_each_state_is_accessible_at_every_width(
    open_browser: Callable[..., Any], axe: Callable[..., None]
) -> None:
    pages = [demarche(status) for status in STATUSES]
    for page in pages:
        counted(page, 1284, online=1031, paper=187, desk=66)
    for width in WIDTHS:
        screen = open_browser(width=width)
        for page in pages:
            screen.goto(page.url)
            axe(screen)
            assert screen.evaluate(WIDER) == 0


def test_any_colour_of_an_authority_is_readable(
    open_browser: Callable[..., Any], axe: Callable[..., None]
) -> None:
    page = demarche("open")
    for colour in COLOURS:
        screen = open_browser(width=1280)
        screen.route("**/theme.*.css", answer_with(colours.theme_css(colour)))
        screen.goto(page.url)
        axe(screen)


def answer_with(css: str) -> Callable[[Any], None]:
    """Return what answers a request with the style sheet."""
    return lambda route: route.fulfill(body=css, content_type="text/css")


def test_the_menu_opens_without_a_script(open_browser: Callable[..., Any]) -> None:
    page = demarche("open")
    ConsultationIndexPage.objects.update(show_in_menus=True)
    screen = open_browser(width=320, javascript=False)
    screen.goto(page.url)
    link = screen.locator("details.menu a", has_text="Démarches")
    assert not link.is_visible()
    screen.locator("details.menu summary").click()
    assert link.is_visible()


def test_a_page_asks_for_five_files_at_most(open_browser: Callable[..., Any]) -> None:
    page = demarche("open")
    screen = open_browser(width=390)
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    screen.goto(page.url, wait_until="networkidle")
    counted_files = [url for url in asked if not url.endswith(".woff2")]
    assert len(counted_files) <= 5
