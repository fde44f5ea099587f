"""What a public site may not start with. Pure, so that it is easy to test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
SHORTEST_SECRET = 50


def is_local(site_url: str) -> bool:
    """Whether a site is a trial that only this machine can see."""
    return urlsplit(site_url).hostname in LOCAL_HOSTS


def refusals(
    *,
    site_url: str,
    debug: bool,
    secret_key: str,
    allowed_hosts: Sequence[str],
    database_engine: str,
    processes: int,
    trusted_proxies: int,
) -> Iterator[str]:
    """Yield each reason why a site with these settings must not start."""
    if is_local(site_url):
        return
    host = urlsplit(site_url).hostname
    if debug:
        yield "DEBUG must be off."
    if len(secret_key) < SHORTEST_SECRET or secret_key.startswith("django-insecure"):
        yield f"SECRET_KEY must be set, random, and {SHORTEST_SECRET} signs or more."
    if any("*" in name or name.startswith(".") for name in allowed_hosts):
        yield "ALLOWED_HOSTS must name each host, without a wildcard."
    if host not in allowed_hosts:
        yield f"ALLOWED_HOSTS must hold {host}, the host of SITE_URL."
    if database_engine.endswith("sqlite3") and processes > 1:
        yield "SQLite serves one process: use PostgreSQL, or WEB_CONCURRENCY=1."
    if site_url.startswith("https:") and trusted_proxies < 1:
        yield "TRUSTED_PROXIES must count the proxies that bring https (usually 1)."
