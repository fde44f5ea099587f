"""Publish the pages of the demo by the same road as the editor's « Publier »."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Page

from consultations.models import ConsultationPage, ConsultationStep
from core.models import Territory, Topic
from home.demo.blocks import Raw
from home.demo.story import Story


def publish(parent: Page, page: Page, user: Any, *, live: bool = True) -> Any:
    """Add a page under `parent` and publish its first revision."""
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, clean=True)
    if live:
        revision.publish(user=user)
    return type(page).objects.get(pk=page.pk)


def stream(blocks: list[Raw]) -> str:
    """Return blocks as a StreamField stores them."""
    return json.dumps(blocks, ensure_ascii=False)


def consultation(
    told: dict[str, Any],
    story: Story,
    places: dict[str, Territory],
    topics: dict[str, Topic],
) -> ConsultationPage:
    """Return the page of a démarche, not saved, from what a demo module tells."""
    fields = story.tell(told)
    steps = fields.pop("steps")
    territories = [places[code] for code in fields.pop("territories")]
    themes = [topics[slug] for slug in fields.pop("topics")]
    for name in ("body", "outcomes"):
        fields[name] = stream(fields.get(name, []))
    page = ConsultationPage(**fields)
    page.territories = territories
    page.topics = themes
    page.steps = [
        ConsultationStep(name=name, starts_on=starts_on, ends_on=ends_on, period=period)
        for name, starts_on, ends_on, period in steps
    ]
    return page
