"""The filters of the staff's listing of ideas."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from consultations.ideas.access import calls_for
from consultations.ideas.admin_forms import category_choices
from consultations.ideas.querysets import IdeaQuerySet
from consultations.models import Idea
from core.models import Territory
from participation.models import Channel, Module


def _calls(request: HttpRequest | None) -> QuerySet[Any]:
    return (
        calls_for(request.user).order_by("title") if request else Module.objects.none()
    )


def _categories() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the categories of every call; which call one chose is another filter."""
    calls = Module.objects.filter(kind="ideas").select_related("current_version")
    return [
        (call.title, [(f"{call.pk}:{key}", label) for key, label in choices])
        for call in calls
        if (choices := category_choices(call))
    ]


class IdeaFilters(WagtailFilterSet):
    """Call, state, answer, category, territory, channel."""

    module = django_filters.ModelChoiceFilter(label=_("Appel à idées"), queryset=_calls)
    state = django_filters.MultipleChoiceFilter(
        label=_("État"), choices=Idea.State.choices
    )
    stage = django_filters.MultipleChoiceFilter(
        label=_("Suite donnée"), choices=Idea.Stage.choices
    )
    category = django_filters.ChoiceFilter(
        label=_("Catégorie"), choices=_categories, method="in_category"
    )
    territory = django_filters.ModelChoiceFilter(
        label=_("Territoire"), queryset=Territory.objects.all()
    )
    channel = django_filters.MultipleChoiceFilter(
        label=_("Canal"), choices=Channel.choices
    )

    class Meta:
        model = Idea
        fields: list[str] = []

    def in_category(self, ideas: IdeaQuerySet, _name: str, value: str) -> IdeaQuerySet:
        """Keep one category of one call."""
        module, _colon, category = value.partition(":")
        return ideas.filter(module=module, category=category)
