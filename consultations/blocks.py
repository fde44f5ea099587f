"""The body of a démarche: content blocks, and participation modules among them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from consultations.ideas.blocks import IdeaCallBlock
from consultations.results_block import ResultsBlock
from consultations.survey.blocks import SurveyBlock
from core.blocks import ContentStream


class ConsultationBody(ContentStream):
    """Everything an editor may put on the page of a démarche."""

    survey = SurveyBlock()
    ideas = IdeaCallBlock()
    results = ResultsBlock()


class OutcomeBlock(blocks.StructBlock):
    """What was said, what the authority answers, what comes next."""

    said = blocks.CharBlock(
        label=_("Vous avez dit"),
        max_length=160,
        help_text=_("Une demande, avec les mots des gens."),
    )
    detail = blocks.CharBlock(
        label=_("Combien"),
        required=False,
        max_length=160,
        help_text=_("Par exemple : 688 réponses sur 1 284."),
    )
    outcome = blocks.ChoiceBlock(
        label=_("Suite donnée"),
        choices=[
            ("kept", _("Retenue")),
            ("partly", _("Retenue en partie")),
            ("underway", _("Déjà engagée")),
            ("not_kept", _("Non retenue")),
            ("out_of_scope", _("Hors compétence")),
            ("review", _("En examen")),
        ],
        default="review",
    )
    answer = blocks.RichTextBlock(
        label=_("Nous répondons"),
        features=["bold", "link", "document-link"],
        help_text=_(
            "La réponse et sa raison. Un refus s’explique autant qu’un accord."
        ),
    )
    next = blocks.CharBlock(
        label=_("Ce qui suit"),
        required=False,
        max_length=160,
        help_text=_("Par exemple : janvier 2026, dans 7 médiathèques."),
    )
    next_detail = blocks.CharBlock(
        label=_("Précision sur ce qui suit"), required=False, max_length=240
    )

    class Meta:
        label = _("Demande et réponse")
        icon = "comment"
        label_format = "{said}"


class OutcomeStream(blocks.StreamBlock):
    """One row per theme."""

    outcome = OutcomeBlock()

    class Meta:
        collapsed = True
