"""Pages are kept whole for visitors, and change for everybody at once."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.models import SiteIdentity
from tests.build import consultation_page, site_root

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_kept_page():
    caches["pages"].clear()


@pytest.fixture
def page():
    SiteIdentity.for_site(site_root().get_site())
    return consultation_page(title="Place des Tanneurs")


def read(client, page, **kwargs):
    return client.get(page.url, **kwargs)


def test_the_second_reading_costs_one_query_and_is_the_same(
    client, page, django_assert_num_queries
):
    first = read(client, page)

    with django_assert_num_queries(1):
        second = read(client, page)

    assert second.status_code == 200
    assert second.content == first.content
    assert second.headers["Content-Security-Policy"]
    assert not second.cookies


def test_an_unchanged_page_is_not_sent_again(client, page):
    etag = read(client, page).headers["ETag"]

    assert read(client, page, headers={"if-none-match": etag}).status_code == 304


def test_a_publication_is_seen_at_once_and_a_draft_never(client, page):
    read(client, page)
    page.title = "Place des Teinturiers"
    revision = page.save_revision()
    assert "Teinturiers" not in read(client, page).content.decode()

    revision.publish()

    assert "Teinturiers" in read(client, page).content.decode()


def test_an_unpublished_page_disappears_at_once(client, page):
    read(client, page)
    page.unpublish()

    assert read(client, page).status_code == 404


def test_a_page_made_private_disappears_at_once(client, page):
    read(client, page)
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )

    assert read(client, page).status_code == 302


def test_a_change_of_the_identity_is_seen_at_once(client, page):
    read(client, page)
    identity = SiteIdentity.for_site(site_root().get_site())
    identity.name = "Participons à Merlianne"
    identity.save()

    assert "Participons à Merlianne" in read(client, page).content.decode()


def test_a_page_that_closes_is_kept_only_until_then(client):
    closes_at = timezone.now() + timedelta(seconds=20)
    page = consultation_page(closes_at=closes_at)

    assert page.cache_seconds(closes_at - timedelta(seconds=4)) == 4
    assert page.cache_seconds(closes_at - timedelta(hours=1)) == 10

    assert "Ouverte" in read(client, page).content.decode()
    with time_machine.travel(closes_at + timedelta(seconds=1)):
        assert "En analyse" in read(client, page).content.decode()


def test_staff_read_the_page_as_it_is_made_for_them(client, page):
    read(client, page)
    client.force_login(User.objects.create_superuser("admin"))

    assert read(client, page).status_code == 200
    client.logout()
    assert "userbar" not in read(client, page).content.decode()


@pytest.mark.parametrize("query", [{"utm_source": "lettre"}, {"page": "2"}])
def test_a_query_changes_nothing_for_the_next_visitor(client, page, query):
    plain = read(client, page).content

    client.get(page.url, query)

    assert read(client, page).content == plain


def test_the_preview_of_a_draft_is_not_the_kept_page(client, page):
    read(client, page)
    editor = User.objects.create_superuser("admin")
    page.title = "Brouillon de la place"
    page.save_revision()
    client.force_login(editor)

    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert "Brouillon de la place" in draft.content.decode()
    client.logout()
    assert "Brouillon" not in read(client, page).content.decode()
