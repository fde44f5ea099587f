"""What every answer carries, and what no answer tells."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import path

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("SELECT secret FROM settings")


urlpatterns = [path("broken", broken)]
handler500 = "core.views.server_error"


def test_health_is_good_when_the_migrations_are_applied(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


def test_health_is_bad_when_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("participation", "0001_initial")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.content == b"ko\n"


@pytest.mark.parametrize("address", ["/healthz", "/", "/cette-page-manque/"])
def test_a_database_that_does_not_answer_gives_503(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("password authentication failed for user parvis")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = Client(raise_request_exception=False).get(address)

    assert response.status_code == 503
    assert b"password" not in response.content
    assert address == "/healthz" or response["Retry-After"]


def test_every_answer_carries_the_safety_headers(client: Client) -> None:
    response = client.get("/cette-page-manque/")

    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "frame-ancestors" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not response.cookies


def test_the_admin_is_never_stored(client: Client) -> None:
    response = client.get("/admin/login/")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_a_missing_page_is_answered_in_french_without_detail(client: Client) -> None:
    response = client.get("/cette-page-manque/")

    assert response.status_code == 404
    text = response.content.decode()
    assert '<html lang="fr"' in text
    assert "Traceback" not in text
    assert "urlpatterns" not in text


@pytest.mark.urls(__name__)
def test_a_broken_page_shows_no_trace() -> None:
    response = Client(raise_request_exception=False).get("/broken")

    assert response.status_code == 500
    text = response.content.decode()
    assert '<html lang="fr"' in text
    assert "RuntimeError" not in text
    assert "SELECT" not in text
    assert "test_answer_safely" not in text


def test_an_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "name", ["original_images/plan.jpg", "documents/avis.pdf", "reponses/2026/a.pdf"]
)
def test_private_files_have_no_address(client: Client, settings, name: str) -> None:
    from pathlib import Path

    file = Path(settings.MEDIA_ROOT) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"private")

    assert client.get(f"/media/{name}").status_code == 404


def test_the_cache_table_is_created_twice_without_complaint() -> None:
    call_command("createcachetable", verbosity=0)
    call_command("createcachetable", verbosity=0)
