"""Where a démarche stands, from its dates. Pure: no Django here."""

from __future__ import annotations

import enum
from datetime import date, datetime

from participation.windows import Phase, phase


class Status(enum.Enum):
    """The five states of a démarche that the public sees."""

    UPCOMING = "upcoming"
    OPEN = "open"
    ANALYSIS = "analysis"
    RESULTS = "results"
    DECIDED = "decided"


def status(
    opens_at: datetime | None,
    closes_at: datetime | None,
    results_published_on: date | None,
    decided_on: date | None,
    *,
    at: datetime,
    today: date,
) -> Status:
    """Return the status of a démarche at the instant `at`.

    `today` is the local date of `at`: publication and decision are days, not
    instants. A decision taken while the démarche is open does not close it.
    """
    where = phase(opens_at, closes_at, at)
    if where is Phase.UPCOMING:
        return Status.UPCOMING
    if where is Phase.OPEN:
        return Status.OPEN
    if decided_on is not None and decided_on <= today:
        return Status.DECIDED
    if results_published_on is not None and results_published_on <= today:
        return Status.RESULTS
    return Status.ANALYSIS
