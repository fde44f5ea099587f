"""A person proves that an address is hers: six digits, ten minutes, one use."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from citizens import codes
from citizens.models import EmailCode
from citizens.sessions import VERIFIED_EMAIL

pytestmark = pytest.mark.django_db

ASK = "/adresse-electronique/?suite=/participer/&compte=0"
TYPE = "/adresse-electronique/code/?suite=/participer/&compte=0"


def ask(client, email="Ines@Example.org", address=ASK):
    return client.post(address, {"email": email})


def mailed():
    """Let the worker send what waits; return the last code."""
    for code in EmailCode.objects.filter(code_hash=""):
        codes.send_code.func(code_id=str(code.pk))
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_proves_the_address_and_leads_back(client):
    asked = ask(client)
    code = mailed()

    typed = client.post(asked.url, {"code": f"{code[:3]} {code[3:]}"})

    assert (typed.status_code, typed.url) == (303, "/participer/")
    assert client.session[VERIFIED_EMAIL] == "ines@example.org"
    assert mail.outbox[0].to == ["ines@example.org"]


def test_no_table_holds_the_code(client):
    ask(client)
    assert EmailCode.objects.get().code_hash == ""

    code = mailed()

    assert code not in EmailCode.objects.get().code_hash
    assert len(EmailCode.objects.get().code_hash) == 64


def test_a_code_works_once(client):
    ask(client)
    code = mailed()
    pending = client.session["pending_code"]
    client.post(TYPE, {"code": code})

    assert codes.check(EmailCode.objects.get().pk, code) is None
    assert pending[0] == str(EmailCode.objects.get().pk)


def test_five_wrong_tries_kill_the_code(client):
    ask(client)
    code = mailed()

    for _time in range(5):
        assert client.post(TYPE, {"code": wrong(code)}).status_code == 422
    refused = client.post(TYPE, {"code": code})

    assert refused.status_code == 422
    assert "demandez-en un autre" in refused.content.decode()
    assert VERIFIED_EMAIL not in client.session


def test_a_code_lives_ten_minutes(client):
    ask(client)
    code = mailed()
    row = EmailCode.objects.get()

    late = timezone.now() + timedelta(minutes=10, seconds=1)
    assert codes.check(row.pk, code, at=late) is None
    assert codes.check(row.pk, code) == "ines@example.org"


def test_a_code_is_of_no_use_in_another_browser(client):
    ask(client)
    mailed()

    elsewhere = Client().get(TYPE)

    assert elsewhere.status_code == 302
    assert elsewhere.url.startswith("/adresse-electronique/")


def test_the_session_changes_its_key_when_the_address_is_proven(client):
    ask(client)
    before = client.session.session_key

    client.post(TYPE, {"code": mailed()})

    assert client.session.session_key != before


def test_three_mails_in_a_quarter_of_an_hour_are_enough(client):
    for _time in range(3):
        assert ask(client).status_code == 303

    fourth = ask(client, "INES@example.org")

    assert fourth.status_code == 429
    assert int(fourth["Retry-After"]) <= 900
    assert 'value="INES@example.org"' in fourth.content.decode()
    assert EmailCode.objects.count() == 3


def test_the_reply_is_the_same_for_every_address(client, django_user_model):
    django_user_model.objects.create_user("lea", email="lea@example.org")

    known, unknown = ask(Client(), "lea@example.org"), ask(Client(), "x@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize(
    "email", ["", "ines", "a b@c.fr", "ines@example.org\nBcc: x@y.fr"]
)
def test_an_address_that_is_none_is_explained(client, email):
    response = ask(client, email)

    assert response.status_code == 422
    assert "<title>Erreur" in response.content.decode()
    assert not EmailCode.objects.exists()


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example", "javascript:x"]
)
def test_one_is_never_led_to_another_site(client, goal):
    client.post("/adresse-electronique/", {"email": "ines@example.org"})

    typed = client.post(f"/adresse-electronique/code/?suite={goal}", {"code": mailed()})

    assert typed.url == "/"


def test_an_account_is_made_without_a_password_and_apart_from_staff(
    client, django_user_model
):
    agent = django_user_model.objects.create_superuser(
        "agent", email="ines@example.org", password="a long password"
    )
    ask(client)

    client.post(TYPE.replace("compte=0", "compte=1"), {"code": mailed()})

    citizen = django_user_model.objects.exclude(pk=agent.pk).get()
    assert client.session["_auth_user_id"] == str(citizen.pk)
    assert not citizen.has_usable_password()
    assert not citizen.is_staff
    assert client.get("/admin/").status_code == 302
    assert client.session[VERIFIED_EMAIL] == "ines@example.org"


def test_the_same_person_finds_the_same_account_again(client, django_user_model):
    for browser in (client, Client()):
        ask(browser)
        browser.post(TYPE.replace("compte=0", "compte=1"), {"code": mailed()})

    assert django_user_model.objects.filter(email="ines@example.org").count() == 1


def test_leaving_forgets_everything(client):
    ask(client)
    client.post(TYPE, {"code": mailed()})

    client.post("/adresse-electronique/quitter/")

    assert VERIFIED_EMAIL not in client.session


def test_old_codes_and_their_addresses_are_erased(client):
    ask(client)

    codes.purge(timezone.now())
    assert EmailCode.objects.exists()
    codes.purge(timezone.now() + timedelta(minutes=11))

    assert not EmailCode.objects.exists()
