"""What a visitor asks of the list of démarches, read from the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.ideas.territories import Group, TerritoryTree
from consultations.querysets import ConsultationQuerySet
from consultations.rules import Status
from core.models import Territory, Topic

PER_PAGE = 12
STATUSES = {
    "ouvertes": (Status.OPEN, gettext_lazy("Ouvertes")),
    "a-venir": (Status.UPCOMING, gettext_lazy("À venir")),
    "en-analyse": (Status.ANALYSIS, gettext_lazy("En analyse")),
    "resultats": (Status.RESULTS, gettext_lazy("Résultats publiés")),
    "decidees": (Status.DECIDED, gettext_lazy("Décision prise")),
}


@dataclass(frozen=True)
class Option:
    """A choice of a filter, and how many démarches it would show."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Wanted:
    """Words and filters. What makes no sense is ignored, never an error."""

    words: str = ""
    status: str = ""
    territory: str = ""
    topic: str = ""
    level: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Wanted:
        """Read the address."""
        status, level = query.get("etat", ""), query.get("niveau", "")
        return cls(
            words=_clean(query.get("mot", ""), 100),
            status=status if status in STATUSES else "",
            territory=_clean(query.get("territoire", ""), 40),
            topic=_clean(query.get("theme", ""), 80),
            level=level if level in {"1", "2", "3", "4", "5"} else "",
        )

    @property
    def is_filtered(self) -> bool:
        """Whether some démarches are left out."""
        return any((self.words, self.status, self.territory, self.topic, self.level))

    def query(self) -> str:
        """Return the address of the same list; empty parts left out."""
        fields = {
            "mot": self.words,
            "etat": self.status,
            "territoire": self.territory,
            "theme": self.topic,
            "niveau": self.level,
        }
        return urlencode({name: value for name, value in fields.items() if value})


@dataclass(frozen=True)
class Card:
    """A démarche in a list, and where it is about."""

    page: Any
    place: str

    @classmethod
    def of(cls, page: Any) -> Card:
        """Return the card of a page whose territories were fetched."""
        return cls(page, place_of(page.territories.all()))


@dataclass(frozen=True)
class Empty:
    """What is said instead of an empty list."""

    title: str
    text: str
    ways: list[dict[str, str]]


class Listing:
    """The démarches that were asked for, and what the filters offer."""

    def __init__(
        self, pages: ConsultationQuerySet, wanted: Wanted, at: datetime
    ) -> None:
        self.wanted = wanted
        self.at = at
        self._narrowed = self._narrow(pages)

    @property
    def page_query(self) -> str:
        """What a link to another sheet of the same list starts with."""
        query = self.wanted.query()
        return f"{query}&" if query else ""

    @cached_property
    def tree(self) -> TerritoryTree:
        """Every territory, read once."""
        return TerritoryTree()

    @cached_property
    def topics(self) -> list[Topic]:
        """Every theme."""
        return list(Topic.objects.all())

    @cached_property
    def territories(self) -> list[Group]:
        """The territories to choose from, the widest first."""
        return self.tree.grouped(self.tree.by_id.values())

    @cached_property
    def _counts(self) -> dict[Status, int]:
        return self._narrowed.count_by_status(self.at)

    @cached_property
    def statuses(self) -> list[Option]:
        """The statuses, with what each would show under the other filters."""
        return [
            Option(value, str(label), self._counts[status])
            for value, (status, label) in STATUSES.items()
        ]

    @cached_property
    def count(self) -> int:
        """How many démarches are in the list: no query of its own."""
        if self.wanted.status:
            return self._counts[STATUSES[self.wanted.status][0]]
        return sum(self._counts.values())

    def sheet(self, number: str | None) -> Sheet[Any]:
        """Return one sheet of cards; a number out of bounds gives the nearest."""
        found = self._narrowed
        if self.wanted.status:
            found = found.with_status(STATUSES[self.wanted.status][0], self.at)
        found = (
            found.soonest_first(self.at)
            .select_related("image")
            .prefetch_related("territories")
            .defer("body", "search_text", "outcomes", "data_notice", "method_note")
        )
        paginator = Paginator(found, PER_PAGE)
        paginator.count = self.count  # known already
        sheet = paginator.get_page(number)
        sheet.object_list = [Card.of(page) for page in sheet.object_list]
        return sheet

    @cached_property
    def empty(self) -> Empty:
        """What to say when nothing was found, and where to go from there."""
        wanted = self.wanted
        if not wanted.is_filtered:
            return Empty(
                _("Aucune démarche pour l’instant"),
                _("La première sera annoncée ici, et sur la page d’accueil."),
                [],
            )
        return Empty(self._empty_title(), self._empty_text(), list(self._ways_out()))

    def _empty_title(self) -> str:
        if self.wanted.words:
            return _("Rien sur « %(words)s », pour l’instant") % {
                "words": self.wanted.words
            }
        return _("Aucune démarche ne répond à tous ces choix")

    def _empty_text(self) -> str:
        if self.wanted.words:
            return _(
                "Les accents et les pluriels ne comptent pas : ce n’est donc pas "
                "l’orthographe. Vous pouvez chercher un mot plus large."
            )
        return _("Chacun des choix compte. Enlevez-en un pour élargir la liste.")

    def _ways_out(self) -> Iterator[dict[str, str]]:
        """Yield links that lead somewhere: each one was counted."""
        wanted = self.wanted
        longest = max(wanted.words.split(), key=len, default="")
        if longest and longest != wanted.words:
            yield self._way(
                Wanted(words=longest), _("Chercher « %(word)s »") % {"word": longest}
            )
        if wanted.words and wanted != Wanted(words=wanted.words):
            yield self._way(
                Wanted(words=wanted.words),
                _("Chercher « %(word)s » partout") % {"word": wanted.words},
            )
        elif not wanted.words and wanted.territory:
            yield self._way(
                Wanted(territory=wanted.territory), _("Garder le territoire seulement")
            )
        yield self._way(Wanted(status="ouvertes"), _("Voir ce qui est ouvert"))
        yield self._way(Wanted(), _("Voir toutes les démarches"))

    def _way(self, wanted: Wanted, title: str) -> dict[str, str]:
        query = wanted.query()
        return {
            "url": f"?{query}#liste" if query else "?#liste",
            "title": title,
            "icon": "search" if wanted.words else "arrow-right",
        }

    def _narrow(self, pages: ConsultationQuerySet) -> ConsultationQuerySet:
        wanted = self.wanted
        if wanted.words:
            pages = pages.matching(wanted.words)
        if wanted.topic:
            pages = pages.about(wanted.topic)
        if wanted.level:
            pages = pages.filter(level=int(wanted.level))
        if wanted.territory in self.tree.by_code:
            pages = pages.concerning(self._concerned(wanted.territory))
        return pages

    def _concerned(self, code: str) -> set[int]:
        """Return a territory, what it is made of, and what it is part of.

        A démarche of the whole métropole concerns the people of each commune.
        """
        territory = self.tree.by_code[code]
        found = set(self.tree.within(territory))
        parent_id = territory.parent_id
        while parent_id and parent_id not in found:
            found.add(parent_id)
            parent_id = self.tree.by_id[parent_id].parent_id
        return found


def place_of(territories: Iterable[Territory]) -> str:
    """Say in a few words where a démarche is about."""
    places = list(territories)
    if any(place.kind == Territory.Kind.AUTHORITY for place in places):
        return _("Tout le territoire")
    if len(places) > 2:
        return _("%(count)d territoires") % {"count": len(places)}
    return ", ".join(place.name for place in places)


def _clean(text: str, length: int) -> str:
    """Return a parameter of the address without what no database accepts."""
    return " ".join(text.replace("\0", " ").split())[:length]
