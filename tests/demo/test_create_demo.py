"""The demo adds up, reads well, and is created once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Sum
from django.test import Client, override_settings
from wagtail.models import Page, Site, WorkflowState

from consultations.models import (
    FollowUpContact,
    Idea,
    Response,
    Support,
    TextAnswer,
)
from consultations.models.pages import ConsultationPage
from core.models import Territory
from home.demo import LOGINS, charter, cycling, food, food_ideas, libraries, square
from home.demo.blocks import ident
from home.demo.story import Story
from participation.models import Module, ResultSnapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Create the demo once for this file; return what the command said."""
    said = StringIO()
    with django_db_blocker.unblock():
        before = transaction.atomic()
        before.__enter__()
        call_command("create_demo", stdout=said)
        Site.clear_site_root_paths_cache()
        yield said.getvalue()
        transaction.set_rollback(True)
        before.__exit__(None, None, None)
        Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def demo(told: str) -> str:
    """Have every test of this file run on the demo."""
    return told


def survey(slug: str) -> Module:
    return Module.objects.get(block_id=ident(slug, "survey"))


def cells(slug: str, key: str) -> dict[str, int]:
    """Return the counts of a question as the published results hold them."""
    snapshot = ResultSnapshot.objects.get(module=survey(slug))
    counted = snapshot.cells["questions"][ident(slug, key)]["cells"]
    return {choice: n for choice, n in counted.items() if n}


def answers(slug: str, key: str) -> Counter[Any]:
    """Return the counts of a question, one by one from the responses."""
    counter: Counter[Any] = Counter()
    for data in Response.objects.filter(module=survey(slug)).values_list("data"):
        value = data[0].get(ident(slug, key))
        counter.update(value if isinstance(value, list) else [value])
    return counter


def test_libraries_have_their_1284_responses() -> None:
    module = survey(libraries.SLUG)
    channels = (
        module.responses.order_by().values_list("channel").annotate(n=Count("pk"))
    )
    assert dict(channels) == {"online": 1031, "paper": 187, "desk": 66}
    assert module.snapshot.n == 1284
    assert module.snapshot.sealed


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("visits", {"often": 402, "sometimes": 511, "rarely": 238, "never": 133}),
        (
            "slots",
            {
                "saturday": 688,
                "thursday": 566,
                "noon": 507,
                "sunday": 421,
                "holidays": 214,
                "other": 97,
            },
        ),
        (
            "age",
            {
                "under_15": 41,
                "15_24": 158,
                "25_39": 327,
                "40_59": 402,
                "60_74": 261,
                "75_plus": 62,
            },
        ),
    ],
)
def test_libraries_add_up(key: str, expected: dict[str, int]) -> None:
    assert cells(libraries.SLUG, key) == expected
    counted = answers(libraries.SLUG, key)
    counted.pop(None, None)
    assert counted == expected


def test_libraries_have_the_gender_and_missing_ages_of_the_report() -> None:
    genders = answers(libraries.SLUG, "gender")
    assert (genders["woman"], genders["man"]) == (771, 462)
    assert sum(genders.values()) - 771 - 462 == 51
    assert answers(libraries.SLUG, "age")[None] == 33


def test_nobody_chose_more_than_three_slots() -> None:
    key = ident(libraries.SLUG, "slots")
    for data in survey(libraries.SLUG).responses.values_list("data", flat=True):
        assert 1 <= len(data[key]) <= 3
        assert len(set(data[key])) == len(data[key])


def test_214_comments_were_read_and_four_set_aside() -> None:
    comments = TextAnswer.objects.filter(
        question__block_id=ident(libraries.SLUG, "comment")
    )
    assert comments.count() == 214
    assert comments.values("text").distinct().count() == 214
    assert comments.filter(state="refused").count() == 4
    assert comments.filter(state="published").count() == 210
    for words, _author in libraries.QUOTES:
        assert comments.get(text=words).state == "published"


def test_the_347_ideas_have_their_totals() -> None:
    ideas = Idea.objects.filter(module__block_id=ident(food.SLUG, "ideas"))
    assert ideas.count() == 347
    assert ideas.values("title").distinct().count() == 347

    def totals(field: str) -> dict[str, int]:
        return dict(ideas.order_by().values_list(field).annotate(n=Count("pk")))

    assert totals("category") == {
        "cantines": 92,
        "marches": 61,
        "jardins": 54,
        "anti-gaspillage": 49,
        "precarite": 37,
        "gout": 28,
        "restauration": 14,
        "autre": 12,
    }
    assert totals("channel") == {"online": 241, "meeting": 68, "paper": 38}
    assert totals("stage") == {
        "kept": 63,
        "partly": 88,
        "underway": 71,
        "not_kept": 74,
        "out_of_scope": 39,
        "review": 12,
    }
    assert totals("author_kind") == {
        "inhabitant": 298,
        "association": 31,
        "professional": 18,
    }
    assert ideas.exclude(answer="").count() == 335
    assert not ideas.exclude(answer="").filter(answer_reason="").exists()


def test_the_ideas_told_in_full_are_there() -> None:
    for known in food_ideas.KNOWN:
        idea = Idea.objects.get(title=known.title)
        assert (idea.stage, idea.channel) == (known.stage, known.channel)
        assert idea.supports_count == known.supports


def test_supports_are_counted_one_by_one() -> None:
    total = Idea.objects.aggregate(total=Sum("supports_count"))["total"]
    assert Support.objects.count() == total > 0


def test_open_surveys_have_answers_and_something_to_read() -> None:
    channels = dict(
        survey(cycling.SLUG)
        .responses.order_by()
        .values_list("channel")
        .annotate(n=Count("pk"))
    )
    assert channels["online"] == 934
    assert sum(channels.values()) == 1146
    assert survey(cycling.SLUG).snapshot.n + 6 >= 1146
    assert survey(square.SLUG).responses.count() == 173
    pending = TextAnswer.objects.filter(state="pending")
    assert pending.count() == 17
    assert Idea.objects.filter(state="pending").count() == 4
    assert FollowUpContact.objects.filter(module=survey(cycling.SLUG)).count() > 100


def test_what_the_charter_says_of_its_answers_is_true() -> None:
    told = answers(charter.SLUG, "obstacles")
    assert (told["answer"], told["internet"]) == (271, 118)
    assert answers(charter.SLUG, "delay")["one"] == 97
    assert survey(charter.SLUG).responses.count() == 486


def test_every_stored_answer_was_offered() -> None:
    for module in Module.objects.filter(kind="survey").exclude(responses=None):
        offered = {
            str(question.block_id): set(
                question.choices.filter(is_row=False).values_list(
                    "choice_id", flat=True
                )
            )
            for question in module.questions.all()
        }
        places = set(Territory.objects.values_list("code", flat=True))
        for data in module.responses.values_list("data", flat=True):
            for key, value in data.items():
                words = value.values() if isinstance(value, dict) else value
                if isinstance(words, int):
                    continue
                words = {words} if isinstance(words, str) else set(words)
                assert words <= (offered[key] or places)


def test_each_status_is_shown() -> None:
    statuses = {page.status.value for page in ConsultationPage.objects.live()}
    assert statuses == {"upcoming", "open", "analysis", "results", "decided"}


def test_territories_add_up() -> None:
    sectors = Territory.objects.filter(kind="sector")
    assert sectors.count() == 9
    assert sectors.aggregate(total=Sum("population"))["total"] == 431_600
    assert Territory.objects.filter(kind="commune").count() == 20


def test_each_role_has_a_login(client: Client, demo: str) -> None:
    for role, username, password in LOGINS:
        assert client.login(username=username, password=password)
        assert client.get("/admin/").status_code == 200
        user = get_user_model().objects.get(username=username)
        assert [group.name for group in user.groups.all()] == [role]
        assert not user.is_superuser
        assert username in demo
        assert password in demo
    assert get_user_model().objects.filter(groups=None).count() == 10


def test_a_draft_waits_in_the_workflow() -> None:
    state = WorkflowState.objects.get(status="in_progress")
    assert not state.content_object.live


def test_creating_it_again_changes_nothing() -> None:
    models = (Page, Module, Response, TextAnswer, Idea, Support, Territory)
    before = [model.objects.count() for model in models]
    revisions = sum(page.revisions.count() for page in Page.objects.all())
    call_command("create_demo", stdout=StringIO())
    assert [model.objects.count() for model in models] == before
    assert sum(page.revisions.count() for page in Page.objects.all()) == revisions


def test_every_page_answers_and_holds_no_placeholder(client: Client) -> None:
    odd = re.compile(
        r"lorem|ipsum|\bTODO\b|\bNone\b|\bxxx\b|\{\{|\}\}|\{at\}|\{of\}|example\.com|"
        r"\[(?:[A-Za-zéû.]+ )*\(?\d{4}\)?\]",
        re.IGNORECASE,
    )
    pages = Page.objects.live().filter(depth__gt=1)
    assert pages.count() > 20
    for page in pages:
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        words = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", response.content.decode())
        assert not odd.search(words), (page.url, odd.search(words))


def test_a_public_site_refuses_it() -> None:
    with override_settings(LOCAL=False), pytest.raises(CommandError):
        call_command("create_demo", stdout=StringIO())


@pytest.mark.parametrize(
    ("today", "told", "expected"),
    [
        (date(2026, 11, 22), "[samedi 5 décembre (2026)]", "samedi 5 décembre"),
        (date(2026, 11, 25), "[20 décembre 2026]", "20 décembre 2026"),
        (date(2026, 12, 6), "[samedi 5 décembre (2026)]", "samedi 19 décembre"),
        (date(2027, 1, 3), "en [mars 2027]", "en avril 2027"),
        (date(2027, 1, 3), "[Janv. (2027)] et [févr. 2027]", "Févr. et mars 2027"),
        (date(2027, 7, 4), "au [1er semestre 2027]", "au 2e semestre 2027"),
        (date(2027, 11, 21), "[2025]-118", "2026-118"),
        (date(2026, 11, 22), "[1er décembre 2026]", "1er décembre 2026"),
        (date(2026, 11, 22), "le 12 [sic]", "le 12 [sic]"),
    ],
)
def test_dates_move_with_the_day_of_creation(
    today: date, told: str, expected: str
) -> None:
    assert Story(today).tell({"words": [told]}) == {"words": [expected]}
