"""Ideas in a browser: keyboard, no script, and nothing for axe to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from consultations.models import Idea
from core.models import Territory
from tests.ideas.scene import an_idea, idea_call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


NUMBERS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"]


def prove(page: Any) -> None:
    """Answer the sum that stands in for the proof of work."""
    question = page.locator("label[for=guard-answer]").inner_text()
    total = sum(NUMBERS.index(word) for word in question.split() if word in NUMBERS)
    page.locator("#guard-answer").fill(str(total))


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible(
    open_browser: Callable[..., Any], axe: Callable[..., None], width: int
) -> None:
    module = idea_call()
    territory = Territory.objects.create(code="s4", name="Valdorme", kind="sector")
    idea = an_idea(
        module,
        stage="partly",
        answer="Trois frigos.",
        answer_reason="Il en faudrait neuf.",
        territory=territory,
        supports_count=3,
    )
    for number in range(15):
        an_idea(module, title=f"Idée {number}")
    page = open_browser(width=width)
    form = reverse("participation:module", args=[module.pk])
    list_url = reverse("ideas:list", args=[module.pk])
    for url in (
        list_url,
        f"{list_url}?graine=1&mot=piscine",
        idea.get_absolute_url(),
        reverse("ideas:support", args=[idea.pk]),
        form,
        reverse("ideas:receipt", args=[idea.token]),
    ):
        page.goto(url)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_an_idea_is_given_without_a_script_after_a_mistake(
    open_browser: Callable[..., Any], axe: Callable[..., None], width: int
) -> None:
    module = idea_call()
    page = open_browser(width=width, javascript=False)
    page.goto(reverse("participation:module", args=[module.pk]))
    prove(page)
    page.get_by_label("Votre idée", exact=True).fill("Un verger pour tous.")
    page.get_by_role("button", name="Envoyer mon idée").click()
    page.get_by_role("heading", name="réponses à revoir").wait_for()
    axe(page)
    assert page.get_by_label("Votre idée", exact=True).input_value() == (
        "Un verger pour tous."
    )

    prove(page)
    page.get_by_label("Le titre de votre idée").fill("Un verger")
    page.get_by_label("Catégorie").select_option("Cantines")
    page.get_by_role("button", name="Envoyer mon idée").click()

    page.get_by_role("heading", name="Votre idée est bien arrivée").wait_for()
    axe(page)
    assert Idea.objects.get().title == "Un verger"


def test_an_idea_is_supported_then_not_any_more(
    open_browser: Callable[..., Any], axe: Callable[..., None]
) -> None:
    idea = an_idea(idea_call())
    page = open_browser()
    page.goto(idea.get_absolute_url())
    page.get_by_role("link", name="Soutenir cette idée").click()
    page.get_by_role("button", name="Je soutiens cette idée").click()
    page.get_by_role("heading", name="Votre soutien est compté").wait_for()
    axe(page)
    idea.refresh_from_db()
    assert idea.supports_count == 1

    page.get_by_role("button", name="Retirer mon soutien").click()

    page.get_by_role("heading", name="Votre soutien est retiré").wait_for()
    idea.refresh_from_db()
    assert idea.supports_count == 0
