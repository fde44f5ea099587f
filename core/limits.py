"""How often somebody may do something: one database row, one atomic statement.

A cache would not do: memory is not shared between processes and the database
cache increments in two steps. When the limit is reached nothing that the person
typed may be lost: callers show the form again.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from core.models import RateLimit


class TooMany(Exception):
    """The limit is reached; `retry_after` says in how many seconds to come back."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def hit(
    scope: str, who: str, *, limit: int, per: timedelta, at: float | None = None
) -> None:
    """Count one use of `scope` by `who`; raise TooMany beyond `limit` in `per`.

    `at` is in seconds since the epoch (now by default). Call it outside the
    transaction of the action: a refused action still counts.
    """
    now = int(time.time() if at is None else at)
    seconds = int(per.total_seconds())
    table = RateLimit._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} AS kept (key, window_start, count) VALUES (%s, %s, 1)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN kept.window_start <= %s THEN 1
                        ELSE kept.count + 1 END,
                window_start = CASE WHEN kept.window_start <= %s
                        THEN excluded.window_start ELSE kept.window_start END
            RETURNING count, window_start
            """,  # noqa: S608  the only name in it is our own table
            [_key(scope, who), now, now - seconds, now - seconds],
        )
        count, window_start = cursor.fetchone()
    if count > limit:
        raise TooMany(max(window_start + seconds - now, 1))


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, believing only our own proxies.

    With `TRUSTED_PROXIES` = n, the n last entries of X-Forwarded-For were written
    by them; what stands before is the client's own claim.
    """
    return _network(_claimed_address(request))


def _network(address: str) -> str:
    """Return what one subscriber holds: an IPv6 customer has 2⁶⁴ addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def _claimed_address(request: HttpRequest) -> str:
    if settings.TRUSTED_PROXIES:
        chain = request.headers.get("X-Forwarded-For", "").split(",")
        position = max(len(chain) - settings.TRUSTED_PROXIES, 0)
        if claimed := chain[position].strip():
            return claimed
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(scope: str, who: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{scope}\0{who}".encode(), hashlib.sha256
    ).hexdigest()
