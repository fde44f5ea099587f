"""What is counted of ideas adds up."""

from __future__ import annotations

import pytest

from consultations.ideas.calls import call_of
from consultations.ideas.results import Tally, summarise
from tests.ideas.scene import an_idea, idea_call

STAGES = {
    "kept": 63,
    "partly": 88,
    "underway": 71,
    "not_kept": 74,
    "out_of_scope": 39,
    "review": 12,
}
CHANNELS = {"online": 241, "meeting": 68, "paper": 38}


def spread(counts: dict[str, int]) -> list[str]:
    return [name for name, n in counts.items() for _idea in range(n)]


def test_the_347_ideas_add_up_in_every_list() -> None:
    tallies = [
        Tally("cantines", None, stage, channel, "inhabitant", 1)
        for stage, channel in zip(spread(STAGES), spread(CHANNELS), strict=True)
    ]

    results = summarise(tallies, {"cantines": "Cantines"})

    assert results.total == 347
    assert {stage.id: stage.n for stage in results.stages} == STAGES
    assert {channel.id: channel.n for channel in results.channels} == CHANNELS
    assert (results.answered, results.waiting) == (335, 12)
    assert [row["outcome"] for row in results.outcomes] == list(STAGES)
    for counts in (results.categories, results.stages, results.channels):
        assert sum(count.n for count in counts) == 347
    assert sum(results.territories.values()) == 347


def test_nothing_counts_as_nothing() -> None:
    results = summarise([], {})

    assert (results.total, results.answered, results.stages) == (0, 0, ())


@pytest.mark.django_db
def test_one_query_counts_everything_that_is_published(
    django_assert_num_queries,
) -> None:
    module = idea_call()
    an_idea(module, stage="kept", channel="paper")
    an_idea(module, category="jardins", author_kind="association")
    an_idea(module, state="pending")
    an_idea(idea_call())
    call = call_of(module)

    with django_assert_num_queries(1):
        results = call.results

    assert results.total == 2
    assert [count.label for count in results.categories] == [
        "Cantines",
        "Jardins et terres agricoles",
    ]
    assert [count.id for count in results.authors] == ["inhabitant", "association"]
