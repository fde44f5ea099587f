"""The vocabulary of queries about ideas."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Value

from core.text import stems
from participation.models import Module
from participation.querysets import ContributionQuerySet

# A prime below 2**31: the square of a remainder still fits in a signed bigint.
_PRIME = 2_147_483_647
_FACTOR = 1_103_515_245


class IdeaQuerySet(ContributionQuerySet):
    """Questions one asks of ideas."""

    def in_call(self, module: Module) -> IdeaQuerySet:
        """Ideas given to one idea call."""
        return self.filter(module=module)

    def on_live_pages(self) -> IdeaQuerySet:
        """Ideas whose call a visitor can find on a live page."""
        return self.filter(module__placed=True, module__page__live=True)

    def in_category(self, category: str) -> IdeaQuerySet:
        """Ideas of one category, by its id."""
        return self.filter(category=category)

    def in_territories(self, ids: Iterable[int]) -> IdeaQuerySet:
        """Ideas about one of these territories."""
        return self.filter(territory__in=list(ids))

    def at_stage(self, stage: str) -> IdeaQuerySet:
        """Ideas that received this answer."""
        return self.filter(stage=stage)

    def matching(self, query: str) -> IdeaQuerySet:
        """Ideas that hold every word of `query`, accents and plurals aside."""
        found = self
        for stem in stems(query):
            found = found.filter(search_text__contains=stem)
        return found

    def shuffled(self, seed: int) -> IdeaQuerySet:
        """Ideas in an order that depends on `seed` only, the same on each page.

        Squares make neighbours change with the seed: a plain multiple would only
        turn the same wheel. It is whole-number arithmetic that SQLite and
        PostgreSQL do alike: no row is read twice, nothing is stored.
        """
        big = BigIntegerField()
        prime = Value(_PRIME, big)
        turn = Value(seed * 7_368_787 % _PRIME, big)
        # Operators, not Mod(): on SQLite that function counts in floating point.
        place = (F("contribution_ptr_id") * Value(_FACTOR, big) + turn) % prime
        # Twice: after one round the first ideas of all came first too often.
        once = (place * place % prime + turn) % prime
        drawn = ExpressionWrapper(once * once % prime, output_field=big)
        return self.annotate(_drawn=drawn).order_by("_drawn", "pk")

    def latest_answers(self) -> IdeaQuerySet:
        """Ideas answered last come first; those that wait come last."""
        return self.order_by(F("answered_at").desc(nulls_last=True), "-pk")

    def tallies(self) -> IdeaQuerySet:
        """Count ideas by category, territory, stage, channel and author at once."""
        return (
            self.order_by()
            .values("category", "territory", "stage", "channel", "author_kind")
            .annotate(n=Count("pk"))
        )

    def with_context(self) -> IdeaQuerySet:
        """Ideas with what a list shows of them, in the same query."""
        return self.select_related("territory")
