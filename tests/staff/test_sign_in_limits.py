"""Staff sign-in: nobody tries passwords for ever."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.staff.conftest import Staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "typed", "allowed"),
    [
        ("/admin/login/", {"username": "amel", "password": "non"}, 10),
        ("/admin/password_reset/", {"email": "amel@example.org"}, 3),
    ],
)
def test_attempts_are_limited(
    client: Client, address: str, typed: dict[str, str], allowed: int
) -> None:
    for _attempt in range(allowed):
        assert client.post(address, typed).status_code in (200, 302)
    refused = client.post(address, typed)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 900


def test_a_key_too_long_for_the_database_is_not_found(staff: Staff) -> None:
    client = staff("change_textanswer")
    answer = client.post(
        "/admin/participation/textes/decider/",
        {"decision": "publish 99999999999999999999"},
    )
    assert answer.status_code == 404
