"""The blocks of the front page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

OUTCOMES = [
    ("kept", _("Tenu")),
    ("delivered", _("Livré")),
    ("partly", _("En partie")),
    ("underway", _("Déjà engagé")),
    ("not_kept", _("Non retenu")),
    ("late", _("En retard")),
]
# Delivered is drawn as kept: a full stone.
DRAWINGS = {"delivered": "kept"}


class ChangeBlock(blocks.StructBlock):
    """One thing that contributions changed, or did not."""

    outcome = blocks.ChoiceBlock(label=_("Où en est-on"), choices=OUTCOMES)
    title = blocks.CharBlock(label=_("Ce qui a changé"), max_length=100)
    text = blocks.CharBlock(
        label=_("En deux phrases"),
        max_length=255,
        help_text=_("Combien de personnes le demandaient, et ce qui a été fait."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)

    class Meta:
        label = _("Changement")
        icon = "success"
        label_format = "{title}"
        template = "home/blocks/change.html"
        description = _("Une ligne de « Ce que vos contributions ont changé ».")
        preview_value = {
            "outcome": "kept",
            "title": "Les médiathèques ouvrent le samedi jusqu’à 19 h",
            "text": "Vous étiez 688 sur 1 284 à le demander. Sept médiathèques.",
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the word of the outcome and its drawing."""
        context = super().get_context(value, parent_context)
        outcome = value["outcome"]
        context["word"] = dict(OUTCOMES).get(outcome, "")
        context["drawing"] = DRAWINGS.get(outcome, outcome)
        return context


class ChangeStream(blocks.StreamBlock):
    """What contributions changed: kept, partly kept and late things alike."""

    change = ChangeBlock()


class FigureBlock(blocks.StructBlock):
    """A number, and what it counts."""

    number = blocks.CharBlock(
        label=_("Nombre"), max_length=12, help_text=_("Par exemple : 5 412.")
    )
    unit = blocks.CharBlock(
        label=_("Unité"), max_length=12, required=False, help_text=_("%, jours…")
    )
    label = blocks.CharBlock(label=_("De quoi"), max_length=60)
    detail = blocks.CharBlock(
        label=_("Ce qu’il compte"),
        max_length=255,
        help_text=_("En une ou deux phrases. Un chiffre ne se publie jamais nu."),
    )

    class Meta:
        label = _("Chiffre")
        icon = "decimal"
        label_format = "{number} {label}"
        template = "home/blocks/figure.html"
        description = _("Un nombre qui dit ce qu’il compte.")
        preview_value = {
            "number": "5 412",
            "label": "contributions en 2025",
            "detail": "Réponses, idées et avis reçus, tous canaux.",
        }


class FigureStream(blocks.StreamBlock):
    """Key figures, four at most on one line."""

    figure = FigureBlock()
