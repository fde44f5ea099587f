"""A module opens and closes by its dates alone."""

from datetime import UTC, datetime, timedelta

from participation.windows import Phase, days_left, phase

OPENS = datetime(2026, 11, 2, tzinfo=UTC)
CLOSES = datetime(2026, 12, 20, 22, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_it_is_open_from_the_opening_instant_to_just_before_the_closing_one():
    assert phase(OPENS, CLOSES, OPENS - SECOND) is Phase.UPCOMING
    assert phase(OPENS, CLOSES, OPENS) is Phase.OPEN
    assert phase(OPENS, CLOSES, CLOSES - SECOND) is Phase.OPEN
    assert phase(OPENS, CLOSES, CLOSES) is Phase.CLOSED


def test_without_an_opening_date_it_is_not_open_yet():
    assert phase(None, CLOSES, CLOSES + SECOND) is Phase.UPCOMING


def test_without_a_closing_date_it_stays_open():
    assert phase(OPENS, None, OPENS + timedelta(days=4000)) is Phase.OPEN


def test_the_last_day_has_no_day_left():
    assert days_left(CLOSES, CLOSES - timedelta(days=28)) == 28
    assert days_left(CLOSES, CLOSES - timedelta(hours=3)) == 0
    assert days_left(CLOSES, CLOSES + timedelta(days=3)) == 0
