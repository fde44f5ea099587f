"""How staff narrow a list of responses or of texts."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from consultations.models import Response, TextAnswer
from consultations.survey.definition import ONE_CHOICE_KINDS, Question
from participation.models import Channel

LISTED_KINDS = ONE_CHOICE_KINDS | {"multiple", "ranking"}


class ResponseFilters(WagtailFilterSet):
    """How staff narrow a list of responses."""

    created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Reçue"), widget=DateRangePickerWidget
    )
    channel = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Canal"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    texts = django_filters.ChoiceFilter(
        label=gettext_lazy("Textes libres"),
        choices=TextAnswer.State.choices,
        method="filter_texts",
        empty_label=gettext_lazy("Tous"),
        widget=forms.RadioSelect,
    )
    answer = django_filters.ChoiceFilter(
        label=gettext_lazy("A répondu"),
        choices=(),
        method="filter_answer",
        empty_label=gettext_lazy("Toutes les réponses"),
    )
    counted = django_filters.ChoiceFilter(
        label=gettext_lazy("Comptée"),
        choices=(("yes", gettext_lazy("Oui")), ("no", gettext_lazy("Non, annulée"))),
        method="filter_counted",
        empty_label=gettext_lazy("Toutes"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Response
        fields: list[str] = []

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["answer"].extra["choices"] = [
            (
                question.label,
                [
                    (f"{question.id}:{choice.id}", choice.label)
                    for choice in question.choices
                ],
            )
            for question in questions
        ]
        self._kinds = {question.id: question.kind for question in questions}

    def filter_texts(
        self, queryset: QuerySet[Response], name: str, state: str
    ) -> QuerySet[Response]:
        """Keep responses that have a text in this state."""
        texts = TextAnswer.objects.filter(state=state).values("response")
        return queryset.filter(pk__in=texts)

    def filter_answer(
        self, queryset: QuerySet[Response], name: str, answer: str
    ) -> QuerySet[Response]:
        """Keep responses that made this choice."""
        question, _colon, choice = answer.partition(":")
        if self._kinds[question] in ONE_CHOICE_KINDS:
            return queryset.filter(**{f"data__{question}": choice})
        # A list; SQLite has no `contains` for JSON, both have its text.
        return queryset.filter(**{f"data__{question}__icontains": f'"{choice}"'})

    def filter_counted(
        self, queryset: QuerySet[Response], name: str, counted: str
    ) -> QuerySet[Response]:
        """Keep responses that count, or the annulled ones."""
        return queryset.filter(annulled_at__isnull=counted == "yes")
