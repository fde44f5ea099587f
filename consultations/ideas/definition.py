"""What an idea call asks, as plain data. Pure: no Django here.

Stored as JSON in a ModuleVersion. The ids of categories are those of the rows the
editor typed: renaming a category keeps the ideas that are in it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import Any

NO, OPTIONAL, REQUIRED = "no", "optional", "required"


@dataclass(frozen=True)
class Category:
    """One of the drawers in which ideas are sorted."""

    id: str
    label: str


@dataclass(frozen=True)
class IdeaCall:
    """A whole idea call, as one version of it was published."""

    title: str
    intro: str = ""
    categories: tuple[Category, ...] = ()
    territory: str = OPTIONAL  # NO, OPTIONAL or REQUIRED
    place: bool = True
    image: bool = True
    support: bool = True
    show_supports: bool = True
    support_level: str = "open"  # "open" or "email"

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels of the categories by id."""
        return {category.id: category.label for category in self.categories}

    def to_json(self) -> dict[str, Any]:
        """Return the definition as JSON."""
        return dataclasses.asdict(self) | {
            "categories": [dataclasses.asdict(item) for item in self.categories]
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> IdeaCall:
        """Read what `to_json` wrote."""
        categories = tuple(Category(**item) for item in data["categories"])
        return cls(**data | {"categories": categories})
