"""What an idea call knows how to do as a participation module."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from consultations.ideas.definition import Category, IdeaCall
from participation.kinds import Definition, ModuleKind
from participation.models import Module


class IdeaCallKind(ModuleKind):
    """A place where people propose ideas and support those of others."""

    name = "ideas"

    def define(self, block_id: str, value: Any) -> Definition:
        """Return what is asked; the title is the module's title."""
        return IdeaCall(
            title=str(value["title"]),
            intro=str(value["intro"] or ""),
            categories=tuple(
                Category(id=row["id"], label=row["label"])
                for row in value["categories"] or ()
            ),
            territory=value["territory"],
            place=value["place"],
            image=value["image"],
            support=value["support"],
            show_supports=value["support"] and value["show_supports"],
            support_level=value["support_level"],
        ).to_json()

    def options(self, value: Any) -> dict[str, Any]:
        """Return who may propose, and whether ideas are read before they show."""
        return {
            "identity_level": value["identity_level"],
            "moderation": value["moderation"],
            # Published ideas are there for everybody to count.
            "results_visibility": Module.Visibility.LIVE.value,
        }

    def participate(self, request: HttpRequest, module: Module) -> HttpResponse:
        """Show the form that gives an idea, or take what it sends."""
        from consultations.ideas.depositing import deposit

        return deposit(request, module)

    def answer_counts(self, module: Module) -> dict[str, int]:
        """Return how many ideas each category holds, and how many in all."""
        from consultations.models import Idea

        rows = (
            Idea.objects.in_call(module)
            .order_by()
            .values_list("category")
            .annotate(n=Count("pk"))
        )
        counts = {category: n for category, n in rows if category}
        return counts | {str(module.block_id): sum(n for _category, n in rows)}
