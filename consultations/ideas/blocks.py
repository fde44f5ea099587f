"""The idea call as an editor sees it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from consultations.survey.fields import RowsBlock
from participation.models import IdentityLevel, Module

_LEVELS = [
    (level.value, level.label) for level in (IdentityLevel.OPEN, IdentityLevel.EMAIL)
]


class IdeaCallBlock(blocks.StructBlock):
    """« Appel à idées »: people propose, read and support ideas."""

    title = blocks.CharBlock(
        label=_("Titre de l’appel à idées"),
        default=_("Vos idées"),
        max_length=120,
        help_text=_("Il s’affiche au-dessus de la liste des idées."),
    )
    intro = blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        rows=3,
        help_text=_("Ce que vous cherchez, et ce que deviendront les idées."),
    )
    categories = RowsBlock(
        label=_("Catégories"),
        required=False,
        letters=False,
        help_text=_(
            "Chaque idée en choisit une. Entrée ajoute une ligne ; une liste collée "
            "donne une ligne par catégorie. Renommer garde les idées déjà classées."
        ),
    )
    territory = blocks.ChoiceBlock(
        label=_("Demander le territoire"),
        choices=[
            ("no", _("Non")),
            ("optional", _("Oui, sans obligation")),
            ("required", _("Oui, obligatoirement")),
        ],
        default="optional",
    )
    place = blocks.BooleanBlock(
        label=_("Demander le lieu précis"), required=False, default=True
    )
    image = blocks.BooleanBlock(
        label=_("Permettre de joindre une image"), required=False, default=True
    )
    identity_level = blocks.ChoiceBlock(
        label=_("Qui peut proposer une idée"),
        choices=_LEVELS,
        default=IdentityLevel.OPEN.value,
    )
    moderation = blocks.ChoiceBlock(
        label=_("Relecture des idées"),
        choices=Module.Moderation.choices,
        default=Module.Moderation.BEFORE.value,
    )
    support = blocks.BooleanBlock(
        label=_("Permettre de soutenir les idées des autres"),
        required=False,
        default=True,
    )
    show_supports = blocks.BooleanBlock(
        label=_("Afficher le nombre de soutiens"),
        required=False,
        default=True,
        help_text=_("Sans ce nombre, chaque idée se lit pour elle-même."),
    )
    support_level = blocks.ChoiceBlock(
        label=_("Qui peut soutenir une idée"),
        choices=_LEVELS,
        default=IdentityLevel.OPEN.value,
        help_text=_(
            "Sans adresse vérifiée, un soutien est un signe d’intérêt : une même "
            "personne peut en donner plusieurs depuis plusieurs appareils."
        ),
    )

    class Meta:
        icon = "pick"
        label = _("Appel à idées")
        label_format = "{title}"
        group = _("Participation")
        description = _(
            "Les habitants proposent des idées, les lisent et les soutiennent."
        )
        template = "blocks/ideas.html"
        preview_template = "blocks/previews/ideas.html"
        preview_value = {
            "title": "Vos idées pour bien manger",
            "intro": "Une idée simple, un lieu, une envie : tout nous intéresse.",
            "categories": [
                {"id": "cantines", "label": "Cantines"},
                {"id": "marches", "label": "Marchés et circuits courts"},
            ],
        }
        form_layout = BlockGroup(
            children=[
                "title",
                "intro",
                "categories",
                BlockGroup(
                    children=[
                        "territory",
                        "place",
                        "image",
                        "identity_level",
                        "moderation",
                        "support",
                        "show_supports",
                        "support_level",
                    ],
                    heading=_("Réglages de l’appel à idées"),
                    icon="cog",
                    classname="collapsed",
                    label_format="",
                ),
            ]
        )
