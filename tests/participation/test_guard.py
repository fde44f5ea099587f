"""A form is sent with its own token and a proof of work, or a sum."""

import base64
import json

import altcha
import pytest
import time_machine
from django.test import RequestFactory

from consultations.survey.definition import Survey
from participation.guard import (
    LIMIT_WITH_QUESTION,
    Guard,
    OverLimit,
    StaleForm,
    Unproven,
)
from tests.build import guarded, survey_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return survey_module(Survey(title="Vos trajets"))


def post(data, **extra):
    return RequestFactory().post("/", data, **extra)


def solved(guard: Guard) -> str:
    """What the browser sends once it has solved the challenge."""
    challenge = guard.challenge
    solution = altcha.solve_challenge(challenge)
    payload = {
        "algorithm": challenge.algorithm,
        "challenge": challenge.challenge,
        "number": solution.number,
        "salt": challenge.salt,
        "signature": challenge.signature,
    }
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_a_proof_of_work_lets_the_form_in(module):
    guard = Guard.issue(module)

    read = Guard.from_post(
        post({"guard": guard.signed, "altcha": solved(guard)}), module
    )

    assert read.token == guard.token
    assert read.version == module.current_version


def test_a_person_without_javascript_answers_a_sum_in_figures_or_words(module):
    assert Guard.from_post(post(guarded(module)), module)
    guard = Guard.issue(module)
    words = [
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
    ]

    read = Guard.from_post(
        post({"guard": guard.signed, "guard_answer": words[sum(guard._terms) - 2]}),
        module,
    )

    assert read.token == guard.token


@pytest.mark.parametrize("answer", ["", "99", "je ne sais pas", "\0"])
def test_a_wrong_sum_is_refused(module, answer):
    with pytest.raises(Unproven):
        Guard.from_post(post(guarded(module, guard_answer=answer)), module)


@pytest.mark.parametrize("payload", ["", "x", "e30=", "eyJzYWx0IjogMX0=", "é" * 3000])
def test_a_broken_proof_is_refused(module, payload):
    guard = Guard.issue(module)

    with pytest.raises(Unproven):
        Guard.from_post(post({"guard": guard.signed, "altcha": payload}), module)


def test_the_proof_of_another_form_is_refused(module):
    spent, fresh = Guard.issue(module), Guard.issue(module)

    with pytest.raises(Unproven):
        Guard.from_post(post({"guard": fresh.signed, "altcha": solved(spent)}), module)


@pytest.mark.parametrize("signed", ["", "abc", "abc:def:ghi", "\0", "é"])
def test_a_forged_token_is_refused(module, signed):
    with pytest.raises(StaleForm):
        Guard.from_post(post({"guard": signed}), module)


def test_the_token_of_another_module_is_refused(module):
    other = survey_module(Survey(title="Autre"))

    with pytest.raises(StaleForm):
        Guard.from_post(post(guarded(other)), module)


def test_a_form_left_open_for_more_than_a_day_is_refused(module):
    with time_machine.travel("2026-11-20T08:00:00Z", tick=False):
        data = guarded(module)

    with time_machine.travel("2026-11-21T08:00:01Z"), pytest.raises(StaleForm):
        Guard.from_post(post(data), module)


def test_too_many_forms_from_one_address_wait(module):
    for _ in range(LIMIT_WITH_QUESTION):
        Guard.from_post(post(guarded(module)), module)

    with pytest.raises(OverLimit) as refusal:
        Guard.from_post(post(guarded(module)), module)

    assert refusal.value.status == 429
    assert 0 < refusal.value.retry_after <= 600


def test_the_steps_of_a_long_form_need_no_proof(module):
    guard = Guard.issue(module)

    read = Guard.from_post(post({"guard": guard.signed}), module, final=False)

    assert read.token == guard.token
