"""Axe finds nothing, and nothing overflows, on each kind of page of the demo."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from consultations.survey.counting import refresh
from tests.site.pages import family, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def one_page_of_each_kind():
    """Return the first address of each family, plus every page of démarche."""
    client, kinds = Client(), {}
    for path, response in walk(client.get):
        if response.status_code != 200:
            continue
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        key = path if path.startswith("/demarches/") else family(path)
        kinds.setdefault(key, path)
    return list(kinds.values())


def test_every_kind_of_page_is_accessible(open_browser, axe):
    call_command("create_demo")
    refresh(timezone.now())
    paths = one_page_of_each_kind()
    assert len(paths) > 12, paths

    page = open_browser(width=390)
    overflowing = []
    for path in paths:
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            if width != 390:
                axe(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                overflowing.append((width, path))
    assert overflowing == []
