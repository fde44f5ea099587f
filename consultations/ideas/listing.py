"""What a visitor asks of the list of ideas, read from the address."""

from __future__ import annotations

import random
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from consultations.ideas.definition import IdeaCall
from consultations.ideas.querysets import IdeaQuerySet
from consultations.ideas.results import STAGES
from consultations.ideas.territories import TerritoryTree

# How many different orders there are: enough for no idea to come first for long,
# few enough for each page to be kept ready.
SEEDS = 100
RANDOM, RECENT, SUPPORTED, ANSWERED = "hasard", "recentes", "soutiens", "reponses"


def new_seed() -> int:
    """Draw the order of somebody who has just arrived."""
    return random.randint(1, SEEDS)  # noqa: S311  no secret: it is in the address


@dataclass(frozen=True)
class Wanted:
    """Filters, order and seed. What makes no sense is ignored, never an error."""

    words: str = ""
    category: str = ""
    stage: str = ""
    territory: str = ""
    order: str = RANDOM
    seed: int | None = None

    @classmethod
    def from_query(cls, query: QueryDict, call: IdeaCall) -> Wanted:
        """Read the address."""
        stage = query.get("reponse", "")
        order = query.get("ordre", "")
        seed = query.get("graine", "")
        is_seed = seed.isascii() and seed.isdigit() and len(seed) <= 9
        return cls(
            words=query.get("mot", "").strip()[:100],
            category=query.get("categorie", "")[:40].replace("\0", ""),
            stage=stage if stage in STAGES else "",
            territory=query.get("territoire", "")[:40],
            order=order if order in orders(call) else RANDOM,
            seed=int(seed) if is_seed else None,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether some ideas are left out."""
        return bool(self.words or self.category or self.stage or self.territory)

    @property
    def needs_seed(self) -> bool:
        """Whether the order is random and not drawn yet."""
        return self.order == RANDOM and self.seed is None

    def query(self, **changes: str | int) -> str:
        """Return the address of the same list, changed; empty parts left out."""
        fields = {
            "mot": self.words,
            "categorie": self.category,
            "reponse": self.stage,
            "territoire": self.territory,
            "ordre": "" if self.order == RANDOM else self.order,
            "graine": self.seed if self.order == RANDOM else "",
            **changes,
        }
        return urlencode({name: value for name, value in fields.items() if value})

    def narrow(self, ideas: IdeaQuerySet, tree: TerritoryTree) -> IdeaQuerySet:
        """Keep the ideas that pass every filter."""
        if self.words:
            ideas = ideas.matching(self.words)
        if self.category:
            ideas = ideas.in_category(self.category)
        if self.stage:
            ideas = ideas.at_stage(self.stage)
        if self.territory and self.territory in tree.by_code:
            ideas = ideas.in_territories(tree.within(tree.by_code[self.territory]))
        return ideas

    def sort(self, ideas: IdeaQuerySet) -> IdeaQuerySet:
        """Put the ideas in the order that was asked for."""
        if self.order == RECENT:
            return ideas.order_by("-created_at", "-pk")
        if self.order == SUPPORTED:
            return ideas.order_by("-supports_count", "-pk")
        if self.order == ANSWERED:
            return ideas.latest_answers()
        return ideas.shuffled(self.seed or 1)


def orders(call: IdeaCall) -> dict[str, str]:
    """Return the orders that the call offers. Supports make no hidden ranking."""
    offered = {
        RANDOM: "Au hasard",
        RECENT: "Les plus récentes",
        ANSWERED: "Les réponses récentes",
    }
    if call.show_supports:
        offered[SUPPORTED] = "Les plus soutenues"
    return offered
