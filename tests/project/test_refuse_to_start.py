"""A public site that is not safe does not start; a trial asks for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config.guards import refusals

SAFE: dict[str, Any] = {
    "site_url": "https://participer.exemple.fr",
    "debug": False,
    "secret_key": "k7" * 30,
    "allowed_hosts": ["participer.exemple.fr"],
    "database_engine": "django.db.backends.postgresql",
    "processes": 4,
    "trusted_proxies": 1,
}


def test_a_safe_public_site_starts() -> None:
    assert list(refusals(**SAFE)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"debug": True}, "DEBUG"),
        ({"secret_key": ""}, "SECRET_KEY"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"secret_key": "django-insecure-" + "x" * 60}, "SECRET_KEY"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS"),
        ({"allowed_hosts": ["*"]}, "wildcard"),
        ({"allowed_hosts": ["participer.exemple.fr", ".exemple.fr"]}, "wildcard"),
        ({"allowed_hosts": ["localhost"]}, "ALLOWED_HOSTS"),
        ({"database_engine": "django.db.backends.sqlite3"}, "PostgreSQL"),
        ({"trusted_proxies": 0}, "TRUSTED_PROXIES"),
    ],
)
def test_an_unsafe_public_site_says_why(change: dict[str, Any], word: str) -> None:
    reasons = list(refusals(**SAFE | change))

    assert any(word in reason for reason in reasons)


def test_one_process_may_serve_a_public_site_from_sqlite() -> None:
    change = {"database_engine": "django.db.backends.sqlite3", "processes": 1}

    assert list(refusals(**SAFE | change)) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost"])
def test_a_trial_on_this_machine_may_do_everything(url: str) -> None:
    unsafe = {"debug": True, "secret_key": "", "allowed_hosts": ["*"]}

    assert list(refusals(**SAFE | unsafe | {"site_url": url})) == []


def test_the_real_command_stops_with_one_clear_line() -> None:
    """The settings themselves call the guards."""
    root = Path(settings.BASE_DIR)
    environment = os.environ | {
        "SITE_URL": "https://participer.exemple.fr",
        "DEBUG": "1",
        "SECRET_KEY": "",
    }
    done = subprocess.run(
        [sys.executable, str(root / "manage.py"), "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "This public site must not start: DEBUG must be off." in done.stderr
