"""Public figures of an open survey never give one person's answers by subtraction."""

from __future__ import annotations

import pytest
from django.utils import timezone

from consultations.models import Response
from consultations.survey import actions, counting
from participation.models import Module, ResultSnapshot
from tests.build import closes_in, survey_module
from tests.results.support import VISITS, store, survey_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count what was stored this second too."""
    monkeypatch.setattr(counting, "MARGIN", counting.timedelta(seconds=-60))


@pytest.fixture
def module() -> Module:
    module = survey_module(survey_of(VISITS), results_visibility="live")
    store(module, [{VISITS.id: "a"}] * 10)
    return module


def counted(module: Module) -> int:
    counting.refresh(timezone.now())
    return ResultSnapshot.objects.get(module=module).n


def test_figures_move_when_five_more_people_have_answered(module: Module) -> None:
    assert counted(module) == 10

    store(module, [{VISITS.id: "b"}] * 4)
    assert counted(module) == 10

    store(module, [{VISITS.id: "b"}])
    assert counted(module) == 15


def test_the_last_ones_are_counted_at_the_close(module: Module) -> None:
    counted(module)
    store(module, [{VISITS.id: "b"}] * 3)

    closes_in(module, seconds=-1)

    assert counted(module) == 13


def test_a_correction_waits_for_others_too(module: Module) -> None:
    counted(module)
    Response.objects.filter(module=module).first().delete()
    ResultSnapshot.objects.update(dirty=True)
    assert counted(module) == 10

    store(module, [{VISITS.id: "b"}] * 5)
    assert counted(module) == 14


def test_figures_that_nobody_sees_yet_are_counted_one_by_one(module: Module) -> None:
    Module.objects.update(results_visibility="closed")
    counted(module)
    store(module, [{VISITS.id: "b"}])

    assert counted(module) == 11


def test_people_too_recent_to_be_counted_make_no_group(
    module: Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(module)
    store(module, [{VISITS.id: "b"}] * 5)
    oldest_of_them = module.responses.order_by("-id")[4].pk
    monkeypatch.setattr(counting, "_safe_last_id", lambda _module: oldest_of_them)

    assert counted(module) == 10


def test_an_annulled_response_makes_no_group(module: Module) -> None:
    counted(module)
    store(module, [{VISITS.id: "b"}] * 5)
    last = module.responses.order_by("-id").first()
    actions.annul(last, reason="Envoyée deux fois.", by=None)

    assert counted(module) == 10
