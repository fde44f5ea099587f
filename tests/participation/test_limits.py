"""Limits count in the database, atomically, and store no address."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from core.limits import TooMany, client_address, hit
from core.models import RateLimit

TEN_MINUTES = timedelta(minutes=10)


@pytest.mark.django_db
def test_the_use_beyond_the_limit_is_refused_until_the_window_ends():
    for _ in range(3):
        hit("code", "203.0.113.7", limit=3, per=TEN_MINUTES, at=1000)

    with pytest.raises(TooMany) as refusal:
        hit("code", "203.0.113.7", limit=3, per=TEN_MINUTES, at=1100)

    assert refusal.value.retry_after == 500
    hit("code", "203.0.113.7", limit=3, per=TEN_MINUTES, at=1600)
    assert RateLimit.objects.get().count == 1


@pytest.mark.django_db
def test_another_scope_or_person_has_its_own_count():
    hit("code", "203.0.113.7", limit=1, per=TEN_MINUTES)
    hit("code", "203.0.113.8", limit=1, per=TEN_MINUTES)
    hit("idea", "203.0.113.7", limit=1, per=TEN_MINUTES)

    assert RateLimit.objects.count() == 3


@pytest.mark.django_db
def test_no_address_is_stored():
    hit("code", "203.0.113.7", limit=1, per=TEN_MINUTES)

    assert "203.0.113.7" not in RateLimit.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_uses_at_the_same_time_are_all_counted(concurrently):
    def use():
        hit("code", "library", limit=1000, per=TEN_MINUTES)

    concurrently(*[use] * 12)

    assert RateLimit.objects.get().count == 12


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert client_address(RequestFactory().get("/", **headers)) == expected


def test_the_addresses_of_one_ipv6_subscriber_are_one():
    first, second = "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"

    assert client_address(RequestFactory().get("/", REMOTE_ADDR=first)) == (
        client_address(RequestFactory().get("/", REMOTE_ADDR=second))
    )
