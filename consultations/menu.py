"""The menu « Participation » of the admin: what people gave, and what to do with it."""

from __future__ import annotations

from wagtail.admin.viewsets.base import ViewSetGroup

from consultations.ideas.viewsets import IdeaViewSet
from consultations.survey.viewsets import ResponsesViewSet, TextsViewSet


class ParticipationGroup(ViewSetGroup):
    """Each kind of participation adds its own listing here."""

    menu_label = "Participation"
    menu_name = "participation"
    menu_icon = "group"
    menu_order = 150
    items = (ResponsesViewSet, TextsViewSet, IdeaViewSet)
