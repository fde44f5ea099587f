"""The tree of territories, as the lists and filters of ideas need it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from core.models import Territory

Group = tuple[str, list[tuple[str, str]]]


class TerritoryTree:
    """All territories, read in one query when one is asked for."""

    @cached_property
    def by_id(self) -> dict[int, Territory]:
        """Territories by their key, in the order of their names."""
        return {item.pk: item for item in Territory.objects.order_by("name")}

    @cached_property
    def by_code(self) -> dict[str, Territory]:
        """Territories by the code that addresses bear."""
        return {item.code: item for item in self.by_id.values()}

    @cached_property
    def _children(self) -> dict[int | None, list[int]]:
        children: dict[int | None, list[int]] = defaultdict(list)
        for item in self.by_id.values():
            children[item.parent_id].append(item.pk)
        return children

    def within(self, territory: Territory) -> list[int]:
        """Return the ids of a territory and of all that it is made of.

        The whole authority is not the sum of its parts here: an idea « pour toute
        la métropole » is about the whole, and is looked for as such.
        """
        if territory.kind == Territory.Kind.AUTHORITY:
            return [territory.pk]
        found = [territory.pk]
        for pk in found:
            found.extend(child for child in self._children[pk] if child not in found)
        return found

    def rolled_up(self, counts: Mapping[int | None, int]) -> dict[int, int]:
        """Return the count of each territory, what is inside it included."""
        total: Counter[int] = Counter()
        for pk, count in counts.items():
            territory = self.by_id.get(pk) if pk is not None else None
            seen: set[int] = set()
            while territory is not None and territory.pk not in seen:
                seen.add(territory.pk)
                if territory.kind != Territory.Kind.AUTHORITY or len(seen) == 1:
                    total[territory.pk] += count
                territory = self.by_id.get(territory.parent_id or 0)
        return dict(total)

    def grouped(self, territories: Iterable[Territory]) -> list[Group]:
        """Return (kind, [(code, name)…]) for a list of choices, widest first."""
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for item in territories:
            groups[item.kind].append((item.code, item.name))
        return [
            (str(kind.label), groups[kind]) for kind in Territory.Kind if kind in groups
        ]
