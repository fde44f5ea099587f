"""The fixtures that other tests stand on."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

from core.models import RateLimit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_a_committing_test_finds_the_first_page_at_each_turn(turn: int) -> None:
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.filter(is_default_site=True).count() == 1
    assert Locale.objects.count() == 1
    assert (
        Permission.objects.exclude(content_type__in=ContentType.objects.all()).count()
        == 0
    )
    Page.objects.get(depth=1).add_child(instance=Page(title="Une page"))


def test_calls_run_at_once_on_connections_of_their_own(concurrently) -> None:
    def create(key: str) -> int:
        with transaction.atomic():
            RateLimit.objects.create(key=key, window_start=0, count=1)
        return id(connection.connection)

    results = concurrently(*[lambda key=str(n): create(key) for n in range(5)])

    assert RateLimit.objects.count() == 5
    assert len(set(results)) == 5


def test_an_error_in_a_call_is_handed_to_the_test(concurrently) -> None:
    good, bad = concurrently(lambda: 1, lambda: 1 / 0)

    assert good == 1
    assert isinstance(bad, ZeroDivisionError)
