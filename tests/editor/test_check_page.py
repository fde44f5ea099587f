"""« Avant de publier »: what is asked of a page, by whom and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from consultations.checklist import Facts, checklist

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
COMPLETE = Facts(
    has_modules=True,
    opens_at=NOW + timedelta(days=20),
    closes_at=NOW + timedelta(days=50),
    level=True,
    decider=True,
    out_of_scope=True,
    territories=True,
    contact=True,
    summary=True,
    without_internet=True,
    answer_due=True,
)


def missing(**changes: object) -> list[str]:
    """Return the fields that block a page that lacks only `changes`."""
    found = checklist(replace(COMPLETE, **changes), NOW)
    return [check.target for check in found.missing]


def advised(**changes: object) -> list[str]:
    """Return the fields that are advised, no more."""
    found = checklist(replace(COMPLETE, **changes), NOW)
    return [check.target for check in found.advised]


def test_nothing_blocks_a_complete_page() -> None:
    assert missing() == []
    assert advised() == []


def test_what_the_law_and_people_need_blocks_publication() -> None:
    assert missing(level=False) == ["level"]
    assert missing(decider=False) == ["decider"]
    assert missing(out_of_scope=False) == ["out_of_scope"]
    assert missing(contact=False) == ["contact_name"]
    assert missing(summary=False) == ["summary"]


def test_dates_block_only_when_people_take_part() -> None:
    assert missing(opens_at=None) == ["opens_at"]
    assert missing(closes_at=None) == ["closes_at"]
    assert missing(has_modules=False, opens_at=None, closes_at=None) == []


def test_personal_questions_need_a_notice() -> None:
    assert missing(asks_personal_data=True) == ["data_notice"]
    assert missing(asks_personal_data=True, data_notice=True) == []


def test_questions_to_complete_are_named() -> None:
    facts = replace(COMPLETE, incomplete_questions=("Le vélo ?",))
    (line,) = checklist(facts, NOW).missing
    assert line.message == "À compléter : « Le vélo ? »."


def test_the_rest_is_advice() -> None:
    assert advised(territories=False) == ["territories"]
    assert advised(without_internet=False) == ["on_paper"]
    assert advised(answer_due=False) == ["answer_due"]
    assert advised(required_questions=12) == ["body"]
    assert advised(elements_leaving=2) == ["body"]


def test_a_prior_concertation_is_announced_fifteen_days_before() -> None:
    assert advised(legal_frame="l121-17") == []
    soon = NOW + timedelta(days=14)
    assert advised(legal_frame="l121-17", opens_at=soon) == ["opens_at"]
