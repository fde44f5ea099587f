"""Every environment variable that Parvis reads, with its type and default.

docs/env.md explains each one; a test compares the two lists.
"""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]

env = environ.Env(
    ALLOWED_HOSTS=(list, ["localhost", "127.0.0.1", "[::1]"]),
    BIND=(str, "127.0.0.1"),
    CACHE_URL=(str, "dbcache://parvis_cache"),
    DATABASE_URL=(str, f"sqlite:///{ROOT / 'var' / 'parvis.sqlite3'}"),
    DEBUG=(bool, False),
    DEFAULT_FROM_EMAIL=(str, "Parvis <ne-pas-repondre@parvis.example>"),
    EMAIL_URL=(str, "filemail:"),
    MAIL_ROOT=(str, str(ROOT / "var" / "mail")),
    MEDIA_ROOT=(str, str(ROOT / "media")),
    PORT=(int, 8000),
    PROOF_OF_WORK_COST=(int, 50_000),
    SECRET_KEY=(str, ""),
    # Empty: http://127.0.0.1 and the port.
    SITE_URL=(str, ""),
    STATIC_ROOT=(str, str(ROOT / "var" / "static")),
    TRUSTED_PROXIES=(int, 0),
    WEB_CONCURRENCY=(int, 2),
    WEB_THREADS=(int, 4),
    WORKER=(bool, True),
)
