"""What every page has: the menu, the theme, and errors that help."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from wagtail.models import Page, Site

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as site_urls
from core import colours
from core.limits import TooMany
from core.models import SiteIdentity
from tests.build import index_page, site_root
from tests.face.test_show_consultations import plain

pytestmark = pytest.mark.django_db


def fails(error: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("x/400", fails(SuspiciousOperation())),
    path("x/403", fails(PermissionDenied())),
    path("x/429", fails(TooMany(200))),
    path("x/500", fails(ValueError())),
    path("x/503", fails(OperationalError())),
    *site_urls,
]


@pytest.fixture
def forgiving_client() -> Client:
    """A client that shows the error page instead of raising."""
    return Client(raise_request_exception=False)


@pytest.fixture
def identity() -> SiteIdentity:
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.name = "Participons à Merlianne"
    identity.phone = "01 99 00 12 34"
    identity.colour = "#8b1e3f"
    identity.save()
    return identity


# -- Theme -----------------------------------------------------------------------------


def test_the_theme_is_cached_for_ever(client: Client) -> None:
    response = client.get(colours.theme_url("#8B1E3F"))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--authority:#8b1e3f" in response.content.decode()


def test_the_theme_of_an_older_release_is_not_kept(client: Client) -> None:
    response = client.get("/theme.8b1e3f-00000000.css")
    assert response.status_code == 200
    assert "immutable" not in response["Cache-Control"]


def test_the_theme_needs_no_database(client: Client, django_assert_num_queries) -> None:
    client.get("/theme.8b1e3f-00000000.css")
    with django_assert_num_queries(1):  # the generation of kept pages
        client.get("/theme.8b1e3f-00000000.css")


@pytest.mark.parametrize("colour", ["zzzzzz", "12345", "1234567", "8B1E3F"])
def test_what_is_no_colour_is_not_found(client: Client, colour: str) -> None:
    assert client.get(f"/theme.{colour}-00000000.css").status_code == 404


def test_pages_link_to_the_colour_of_the_authority(
    client: Client, identity: SiteIdentity
) -> None:
    html = client.get(index_page().url).content.decode()
    assert colours.theme_url("#8b1e3f") in html
    assert "Participons à Merlianne" in html


# -- Menu ----------------------------------------------------------------------------


def page_under(parent: Page, title: str, slug: str, *, menus: bool) -> Page:
    """Add a plain page that is in the menus, or not."""
    return parent.add_child(instance=Page(title=title, slug=slug, show_in_menus=menus))


def test_the_menu_follows_the_tree_of_pages(client: Client) -> None:
    home = site_root()
    page_under(home, "L’agenda", "agenda", menus=True)
    landmarks = page_under(home, "Repères", "reperes", menus=False)
    page_under(landmarks, "La charte", "charte", menus=True)
    page_under(landmarks, "Brouillon", "brouillon", menus=False)
    legal = page_under(home, "Informations", "informations", menus=False)
    page_under(legal, "Mentions légales", "mentions", menus=True)

    html = client.get(index_page().url).content.decode()
    header = plain(html[html.index("<header") : html.index("</header>")])
    footer = plain(html[html.index("<footer") : html.index("</footer>")])
    assert "L’agenda" in header
    assert "Rechercher" in header
    assert "Repères" not in header
    assert "Repères La charte" in footer
    assert "Brouillon" not in footer
    assert "Mentions légales" in footer
    assert "Informations" not in footer


def test_a_page_that_joins_the_menus_is_there_at_once(client: Client) -> None:
    url = index_page().url
    client.get(url)
    page = page_under(site_root(), "L’agenda", "agenda", menus=True)
    page.save_revision().publish()
    assert "L’agenda" in client.get(url).content.decode()


# -- Errors --------------------------------------------------------------------------


def test_a_page_that_is_not_found_lacks_a_stone(
    client: Client, identity: SiteIdentity
) -> None:
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    text = plain(response.content.decode())
    assert "Il manque un pavé ici." in text
    assert "01 99 00 12 34" in text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "Nous n’avons pas compris cette demande."),
        (403, "Cette page ne vous est pas ouverte."),
        (429, "Réessayez dans 4 minutes"),
        (500, "Une pierre a bougé de notre côté."),
        (503, "Le parvis est en travaux."),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_says_what_to_do(
    forgiving_client: Client, status: int, words: str
) -> None:
    response = forgiving_client.get(f"/x/{status}")
    assert response.status_code == status
    html = response.content.decode()
    assert words in plain(html)
    assert 'content="noindex"' in html
    assert '<html lang="fr">' in html


@override_settings(ROOT_URLCONF=__name__)
def test_too_many_requests_say_when_to_come_back(forgiving_client: Client) -> None:
    assert forgiving_client.get("/x/429")["Retry-After"] == "200"


@pytest.mark.parametrize("status", [400, 500])
@override_settings(ROOT_URLCONF=__name__)
def test_broken_pages_touch_no_database(
    forgiving_client: Client, status: int, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(1):  # the generation of kept pages
        forgiving_client.get(f"/x/{status}")


def test_a_form_from_elsewhere_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/x/nowhere/", {"a": "b"})
    assert response.status_code == 403
    assert "Ce formulaire a attendu trop longtemps." in plain(response.content.decode())
