"""Streaming, adding new responses and counting in SQL give the same numbers."""

from __future__ import annotations

import random

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from consultations.models import Response, TextAnswer
from consultations.survey import counting
from consultations.survey.statements import versions
from consultations.survey.tally import Tally
from participation.models import Module, ResultSnapshot
from tests.build import consultation_page, survey_module
from tests.responses import republish
from tests.results.support import (
    AGE,
    AGES,
    CHANNELS,
    D12,
    GENDER,
    SLOTS,
    VISITED,
    VISITS,
    WANTED,
    d12_answers,
    random_data,
    random_survey,
    store,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count what was stored this second too."""
    monkeypatch.setattr(counting, "MARGIN", counting.timedelta(seconds=-60))


@pytest.fixture
def d12() -> Module:
    module = survey_module(D12)
    for channel in CHANNELS:
        store(
            module, [data for c, data in d12_answers() if c == channel], channel=channel
        )
    return module


def streamed(module: Module) -> Tally:
    """Count every response in Python."""
    tally = Tally()
    counting.stream(tally, versions(module.pk), module.responses.order_by("id"))
    counting.count_texts(tally, TextAnswer.objects.filter(response__module=module))
    return tally


def snapshot(module: Module) -> ResultSnapshot:
    return ResultSnapshot.objects.get(module=module)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 10**6))
@example(14)  # two questions that nobody answered together
def test_sql_counts_what_streaming_counts(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    first, second = random_survey(chance), random_survey(chance)
    module = survey_module(first, consultation_page())
    for survey in (first, second):
        if survey is second:
            republish(module, survey)
        for channel in ("online", "paper"):
            store(
                module,
                [random_data(chance, survey) for _one in range(15)],
                channel=channel,
            )
    last = Response.objects.latest("id").pk

    assert counting.count(module.pk, last) == streamed(module)


def test_the_figures_of_d12_are_exact(d12: Module) -> None:
    counting.refresh(timezone.now())

    found = snapshot(d12)
    cells = found.cells["questions"]
    assert found.n == 1284
    assert found.cells["channels"] == CHANNELS
    assert tuple(cells[VISITS.id]["cells"][c] for c in "abcd") == VISITED
    assert tuple(cells[SLOTS.id]["cells"][c] for c in "abcdef") == WANTED
    assert tuple(cells[AGE.id]["cells"][c] for c in "abcdef") == AGES
    assert cells[AGE.id]["asked"] - cells[AGE.id]["answered"] == 33
    assert cells[GENDER.id]["cells"]["a"] == 771
    assert cells[GENDER.id]["cells"]["b"] == 462


def test_new_responses_are_added_to_what_was_counted(d12: Module) -> None:
    counting.refresh(timezone.now())
    store(d12, [{VISITS.id: "a", SLOTS.id: ["a", "b"]}] * 3, channel="paper")

    counting.refresh(timezone.now())

    found = snapshot(d12)
    assert found.n == 1287
    assert counting.from_json(found.n, found.cells, found.crossings) == streamed(d12)
    assert counting.count(d12.pk, found.upto_id) == streamed(d12)


def test_a_quiet_survey_costs_one_query(
    d12: Module, django_assert_num_queries: object
) -> None:
    counting.refresh(timezone.now())
    with django_assert_num_queries(1):  # type: ignore[operator]
        counting.refresh(timezone.now())


def test_an_annulled_response_leaves_the_count(d12: Module) -> None:
    counting.refresh(timezone.now())
    one = Response.objects.filter(module=d12, channel="paper").latest("id")
    one.annulled_at, one.annulment_reason = timezone.now(), "Saisie deux fois."
    one.save()
    ResultSnapshot.objects.filter(module=d12).update(dirty=True)

    counting.refresh(timezone.now())

    assert snapshot(d12).n == 1283
    assert snapshot(d12).cells["channels"]["paper"] == 186
    assert not snapshot(d12).dirty


def test_a_response_committed_late_is_found(d12: Module) -> None:
    counting.refresh(timezone.now())
    late, last = store(d12, [{VISITS.id: "a"}, {VISITS.id: "b"}])
    Response.objects.filter(pk=late.pk).delete()
    counting.refresh(timezone.now())
    assert snapshot(d12).n == 1285
    late.save(force_insert=True)
    store(d12, [{VISITS.id: "a"}])

    counting.refresh(timezone.now())

    assert snapshot(d12).n == 1287
    assert last.pk > late.pk


def test_a_count_that_was_cut_short_starts_again(d12: Module) -> None:
    counting.refresh(timezone.now())
    ResultSnapshot.objects.filter(module=d12).update(
        n=1, cells={}, dirty=False, counting_since=timezone.now()
    )

    counting.refresh(timezone.now())

    assert snapshot(d12).n == 1284
    assert snapshot(d12).counting_since is None


def test_closing_seals_a_full_count(d12: Module) -> None:
    counting.refresh(timezone.now())
    assert not snapshot(d12).sealed
    d12.closes_at = timezone.now()
    d12.save()

    counting.refresh(timezone.now())

    assert snapshot(d12).sealed
    assert snapshot(d12).n == 1284


def test_a_paper_form_typed_after_the_close_is_counted(d12: Module) -> None:
    d12.closes_at = timezone.now()
    d12.save()
    counting.refresh(timezone.now())
    store(d12, [{VISITS.id: "a"}], channel="paper")

    counting.refresh(timezone.now())

    assert snapshot(d12).n == 1285
    assert snapshot(d12).sealed
