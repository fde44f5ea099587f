"""Conditions that every list of pages shares."""

from __future__ import annotations

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def visible_to_all() -> Q:
    """Match live pages that are not private, in the query itself.

    Wagtail's `public()` reads the restrictions first: one query more for each list.
    """
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(here=here).filter(
        here__startswith=F("page__path")
    )
    return Q(~Exists(restricted), live=True)
