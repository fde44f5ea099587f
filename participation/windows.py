"""When a module is open, from its dates and a clock. Pure: no Django here.

Every function takes the instant as an argument, so that rights change at the
published second without any scheduled job.
"""

from __future__ import annotations

import enum
from datetime import datetime


class Phase(enum.Enum):
    """Where a window of time stands at an instant."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def phase(opens_at: datetime | None, closes_at: datetime | None, at: datetime) -> Phase:
    """Return the phase of `[opens_at, closes_at[` at the instant `at`.

    A window without an opening date is not open yet: an editor has still to say
    when. A window without a closing date stays open.
    """
    if opens_at is None or at < opens_at:
        return Phase.UPCOMING
    if closes_at is not None and at >= closes_at:
        return Phase.CLOSED
    return Phase.OPEN


def days_left(closes_at: datetime, at: datetime) -> int:
    """Return how many whole days remain before `closes_at`; 0 on the last day."""
    return max((closes_at - at).days, 0)
