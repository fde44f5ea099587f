"""A contribution enters once, while the module is open, judged under a lock."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from consultations.survey.definition import Survey
from participation.models import Channel, Participation
from participation.submission import AlreadyParticipated, NotOpen, admit
from tests.build import closes_in, survey_module


@pytest.fixture
def module(transactional_db):
    return survey_module(Survey(title="Vos trajets"))


def enter(module, *, channel=Channel.ONLINE, voter_key=None):
    with transaction.atomic():
        return admit(
            module.pk, channel=channel, voter_key=voter_key, token=uuid.uuid4()
        )


def test_an_open_module_lets_anybody_in(module):
    assert enter(module) == module
    assert not Participation.objects.exists()


def test_one_person_has_one_voice(module):
    enter(module, voter_key="a" * 64)

    with pytest.raises(AlreadyParticipated) as refusal:
        enter(module, voter_key="a" * 64)

    assert refusal.value.status == 409
    assert Participation.objects.count() == 1


def test_one_person_who_sends_twenty_times_at_once_has_one_voice(module, concurrently):
    def send():
        try:
            enter(module, voter_key="b" * 64)
        except AlreadyParticipated:
            return "refused"
        return "accepted"

    outcomes = concurrently(*[send] * 20)

    assert sorted(outcomes) == ["accepted"] + ["refused"] * 19
    assert Participation.objects.count() == 1


def test_nothing_enters_once_the_closing_instant_is_reached(module):
    closes_in(module, seconds=-1)

    with pytest.raises(NotOpen) as refusal:
        enter(module)

    assert "terminée" in refusal.value.message


def test_nothing_enters_before_the_opening(module):
    module.opens_at = timezone.now() + timedelta(hours=1)
    module.save()

    with pytest.raises(NotOpen) as refusal:
        enter(module)

    assert "ouvre le" in refusal.value.message


def test_paper_is_entered_after_closing_but_not_after_sealing(module):
    closes_in(module, days=-1)
    assert enter(module, channel=Channel.PAPER) == module

    module.sealed_at = timezone.now()
    module.save()
    with pytest.raises(NotOpen):
        enter(module, channel=Channel.PAPER)


def test_nothing_enters_a_module_whose_page_is_unpublished(module):
    module.page.unpublish()

    with pytest.raises(NotOpen):
        enter(module)


def test_nothing_enters_a_module_that_left_its_page(module):
    module.placed = False
    module.save()

    with pytest.raises(NotOpen):
        enter(module)


def test_sealing_waits_for_the_contributions_under_way(module, concurrently):
    """What a transaction saw as open is in the count that follows the seal."""
    counted = []

    def vote(name):
        try:
            enter(module, voter_key=name * 64)
        except NotOpen:
            return "late"
        return "in"

    def seal():
        with transaction.atomic():
            locked = type(module).objects.select_for_update().get(pk=module.pk)
            locked.sealed_at = timezone.now()
            locked.save()
            counted.append(Participation.objects.filter(module=module).count())

    outcomes = concurrently(*[partial(vote, n) for n in "abcdefgh"], seal)

    assert counted == [outcomes.count("in")]
    assert Participation.objects.count() == counted[0]
