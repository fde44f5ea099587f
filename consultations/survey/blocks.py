"""The survey as an editor sees it: one flat, folded list of questions.

« Nouvelle partie » is a block among the questions, so that a question moves from one
part to another in one gesture. Everything is checked at publication only: an error
raised earlier would pause autosave for the whole page.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import BlockGroup
from wagtail.blocks.stream_block import StreamBlockAdapter

from consultations.survey.checks import problems
from consultations.survey.fields import SURVEY_SCRIPT, ConditionBlock, RowsBlock
from consultations.survey.lists import FIXED_CHOICES
from participation.models import IdentityLevel, Module

LAYOUT = _("Mise en page")
CHOICES = _("Choix")
ANSWERS = _("Textes, nombres, lieux")
PROFILE = _("Profil et suites")

PLAIN_TEXT = ["bold", "ul", "ol", "link"]


class CountBlock(blocks.IntegerBlock):
    """A number whose bounds the browser shows, and publication checks."""

    def __init__(
        self, *, low: int | None = None, high: int | None = None, **kwargs: Any
    ):
        super().__init__(**kwargs)
        bounds = {"min": low, "max": high}
        self.field.widget.attrs.update(
            {name: bound for name, bound in bounds.items() if bound is not None}
        )

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> int | None:
        """Return a number even before validation: checks read refused forms too."""
        try:
            return int(super().value_from_datadict(data, files, prefix))
        except (TypeError, ValueError):
            return None


def options(*extra: str) -> BlockGroup:
    """Return the folded group at the foot of every question."""
    return BlockGroup(
        children=["required", *extra, "confidential", "condition"],
        heading=_("Options"),
        icon="cog",
        classname="collapsed",
        label_format="{condition}",
    )


def layout(*fields: str, extra: tuple[str, ...] = ()) -> BlockGroup:
    """Return a form: the question, its own fields, then the options."""
    return BlockGroup(children=["label", "help", *fields, options(*extra)])


class SectionBlock(blocks.StructBlock):
    """Opens a part of the survey."""

    title = blocks.CharBlock(label=_("Titre de la partie"), max_length=120)
    intro = blocks.RichTextBlock(
        label=_("Introduction"), features=["bold", "link"], required=False
    )

    class Meta:
        label = _("Nouvelle partie")
        icon = "title"
        group = LAYOUT
        label_format = "— {title} —"
        description = _(
            "Un titre au-dessus des questions qui suivent. Une partie par écran quand "
            "le questionnaire se remplit pas à pas."
        )
        preview_template = "blocks/previews/section.html"
        preview_value = {"title": "Vos trajets", "intro": "<p>Une minute environ.</p>"}


class NoteBlock(blocks.StructBlock):
    """Explains something between two questions."""

    text = blocks.RichTextBlock(label=_("Texte"), features=PLAIN_TEXT)

    class Meta:
        label = _("Texte d’explication")
        icon = "pilcrow"
        group = LAYOUT
        description = _("Quelques phrases entre deux questions, sans réponse à donner.")
        preview_template = "blocks/previews/note.html"
        preview_value = {
            "text": "<p>Une piste cyclable séparée prend environ deux mètres.</p>"
        }


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    label = blocks.CharBlock(label=_("Question"), max_length=500)
    help = blocks.CharBlock(
        label=_("Précision"),
        required=False,
        max_length=300,
        help_text=_("Une phrase d’aide, affichée sous la question."),
    )
    required = blocks.BooleanBlock(label=_("Réponse obligatoire"), required=False)
    confidential = blocks.BooleanBlock(
        label=_("Réponse confidentielle"),
        required=False,
        help_text=_("Lue par l’équipe seulement, jamais dans les résultats publics."),
    )
    condition = ConditionBlock(
        label=_("Afficher cette question"),
        help_text=_("Selon la réponse à une question précédente."),
    )

    class Meta:
        label_format = "{label}{condition}"
        form_layout = layout()
        preview_template = "blocks/previews/question.html"

    def get_preview_context(
        self, value: Any, parent_context: Any = None
    ) -> dict[str, Any]:
        """Add the choices, those written already included."""
        context: dict[str, Any] = super().get_preview_context(value, parent_context)
        context["choices"] = FIXED_CHOICES.get(self.name) or value.get("choices")
        return context


class SingleBlock(QuestionBlock):
    """One answer among several."""

    choices = RowsBlock(label=_("Choix"), flags=("other",))
    random_order = blocks.BooleanBlock(
        label=_("Choix dans un ordre au hasard"), required=False
    )

    class Meta:
        label = _("Choix unique (QCM)")
        icon = "radio-full"
        group = CHOICES
        description = _("Une seule réponse parmi plusieurs.")
        form_layout = layout("choices", extra=("random_order",))
        preview_value = {
            "label": "À quelle fréquence faites-vous du vélo ?",
            "choices": ["Chaque jour", "Chaque semaine", "Plus rarement", "Jamais"],
        }


class MultipleBlock(QuestionBlock):
    """Several answers among several."""

    choices = RowsBlock(label=_("Choix"), flags=("other", "exclusive"))
    min_choices = CountBlock(
        label=_("Nombre minimum de réponses"), required=False, low=1
    )
    max_choices = CountBlock(
        label=_("Nombre maximum de réponses"), required=False, low=1
    )
    random_order = blocks.BooleanBlock(
        label=_("Choix dans un ordre au hasard"), required=False
    )

    class Meta:
        label = _("Choix multiple (cases à cocher)")
        icon = "tasks"
        group = CHOICES
        description = _("Plusieurs réponses possibles, avec ou sans maximum.")
        form_layout = layout(
            "choices", extra=("min_choices", "max_choices", "random_order")
        )
        preview_value = {
            "label": "Qu’est-ce qui vous fait renoncer ?",
            "help": "Trois réponses au plus.",
            "choices": ["La vitesse des voitures", "Le vol", "Le relief", "La météo"],
        }


class DropdownBlock(QuestionBlock):
    """One answer in a long list."""

    choices = RowsBlock(label=_("Choix"), flags=("other",))

    class Meta:
        label = _("Liste déroulante")
        icon = "arrow-down"
        group = CHOICES
        description = _("Une seule réponse dans une longue liste, plus de huit choix.")
        form_layout = layout("choices")
        preview_value = {
            "label": "Quelle médiathèque fréquentez-vous ?",
            "choices": ["Merlianne-Centre", "Les Forges", "Valdorme"],
        }


class RankingBlock(QuestionBlock):
    """Choices put in order of preference."""

    choices = RowsBlock(label=_("Éléments à classer"))
    random_order = blocks.BooleanBlock(
        label=_("Éléments dans un ordre au hasard"), required=False
    )

    class Meta:
        label = _("Classement (priorités)")
        icon = "order"
        group = CHOICES
        description = _("Mettre des éléments dans l’ordre, du plus au moins important.")
        form_layout = layout("choices", extra=("random_order",))
        preview_value = {
            "label": "Classez ces améliorations",
            "choices": ["Pistes séparées", "Trottoirs larges", "Carrefours sûrs"],
        }


class ScaleBlock(QuestionBlock):
    """A mark between two ends."""

    points = CountBlock(label=_("Nombre de points"), default=5, low=2, high=10)
    low_label = blocks.CharBlock(
        label=_("Ce que veut dire 1"), default="Pas du tout", max_length=60
    )
    high_label = blocks.CharBlock(
        label=_("Ce que veut dire la note la plus haute"),
        default="Tout à fait",
        max_length=60,
    )

    class Meta:
        label = _("Note (échelle)")
        icon = "parvis-star"
        group = CHOICES
        description = _("Une note de 1 à 5, ou plus, avec des mots aux deux bouts.")
        form_layout = layout("low_label", "high_label", extra=("points",))
        preview_value = {
            "label": "Notez le confort de vos trajets à pied",
            "points": 5,
            "low_label": "Très mauvais",
            "high_label": "Très bon",
        }


class AgreeBlock(QuestionBlock):
    """For or against: the answers are written already."""

    class Meta:
        label = _("Pour ou contre")
        icon = "check"
        group = CHOICES
        description = _(
            "Réponses déjà écrites : oui, plutôt oui, plutôt non, non, sans avis."
        )
        preview_value = {"label": "Faut-il élargir les trottoirs ?"}


class MatrixBlock(QuestionBlock):
    """The same question about several things."""

    rows = RowsBlock(label=_("Lignes : ce que l’on juge"), letters=False)
    choices = RowsBlock(label=_("Colonnes : les réponses"), letters=False)

    class Meta:
        label = _("Tableau (grille)")
        icon = "table"
        group = CHOICES
        description = _(
            "La même question posée sur plusieurs sujets, une ligne chacun."
        )
        form_layout = layout("rows", "choices")
        preview_value = {
            "label": "Êtes-vous satisfait de ces lieux ?",
            "rows": ["La gare", "Le marché"],
            "choices": ["Oui", "Moyennement", "Non"],
        }


class ShortBlock(QuestionBlock):
    """A few words."""

    class Meta:
        label = _("Texte court")
        icon = "edit"
        group = ANSWERS
        description = _("Quelques mots, sur une ligne.")
        preview_value = {"label": "Quel est votre trajet le plus fréquent ?"}


class LongBlock(QuestionBlock):
    """A comment."""

    class Meta:
        label = _("Texte long (commentaire)")
        icon = "pilcrow"
        group = ANSWERS
        description = _("Quelques phrases. Elles sont relues avant d’être publiées.")
        preview_value = {"label": "Pourquoi ?"}


class NumberBlock(QuestionBlock):
    """A number."""

    min_value = CountBlock(label=_("Plus petite valeur"), required=False)
    max_value = CountBlock(label=_("Plus grande valeur"), required=False)
    unit = blocks.CharBlock(
        label=_("Unité"),
        required=False,
        max_length=30,
        help_text=_("Par exemple : minutes, kilomètres."),
    )

    class Meta:
        label = _("Nombre")
        icon = "decimal"
        group = ANSWERS
        description = _("Une quantité : une durée, un nombre de personnes.")
        form_layout = layout("unit", extra=("min_value", "max_value"))
        preview_value = {
            "label": "Combien de temps dure ce trajet ?",
            "unit": "minutes",
        }


class DateBlock(QuestionBlock):
    """A day."""

    class Meta:
        label = _("Date")
        icon = "date"
        group = ANSWERS
        description = _("Un jour précis.")
        preview_value = {"label": "Quand avez-vous emménagé ?"}


class PlaceBlock(QuestionBlock):
    """A place, on a map or in words."""

    class Meta:
        label = _("Point sur la carte (lieu)")
        icon = "site"
        group = ANSWERS
        description = _("Un endroit, décrit avec des mots ou montré sur une carte.")
        preview_value = {"label": "Quel carrefour évitez-vous ?"}


class FileBlock(QuestionBlock):
    """A photograph or a document."""

    class Meta:
        label = _("Fichier joint (photo, document)")
        icon = "upload"
        group = ANSWERS
        description = _("Une photo ou un document, lu par l’équipe seulement.")
        preview_value = {"label": "Montrez-nous ce passage"}


class TerritoryBlock(QuestionBlock):
    """Where a person lives, from the territories of the site."""

    label = blocks.CharBlock(
        label=_("Question"),
        max_length=500,
        default="Dans quelle commune habitez-vous ?",
    )

    class Meta:
        label = _("Commune ou quartier")
        icon = "globe"
        group = PROFILE
        description = _("La liste vient des territoires du site : rien à recopier.")
        preview_value = {"label": "Dans quelle commune habitez-vous ?"}


class AgeBlock(QuestionBlock):
    """How old a person is, by bands."""

    label = blocks.CharBlock(
        label=_("Question"), max_length=500, default="Quel âge avez-vous ?"
    )

    class Meta:
        label = _("Tranche d’âge")
        icon = "user"
        group = PROFILE
        description = _("Six tranches, les mêmes que l’Insee : rien à recopier.")
        preview_value = {"label": "Quel âge avez-vous ?"}


class GenderBlock(QuestionBlock):
    """A person's gender."""

    label = blocks.CharBlock(label=_("Question"), max_length=500, default="Vous êtes…")

    class Meta:
        label = _("Genre")
        icon = "group"
        group = PROFILE
        description = _("Une femme, un homme, autre, ou sans réponse.")
        preview_value = {"label": "Vous êtes…"}


class ContactBlock(QuestionBlock):
    """An address for news of the follow-up, kept apart from the answers."""

    label = blocks.CharBlock(
        label=_("Question"),
        max_length=500,
        default="Souhaitez-vous connaître les suites ?",
    )
    help = blocks.CharBlock(
        label=_("Précision"),
        required=False,
        max_length=300,
        default="Votre adresse est gardée à part : rien ne la relie à vos réponses.",
    )

    class Meta:
        label = _("E-mail pour les suites")
        icon = "mail"
        group = PROFILE
        description = _("Une adresse, gardée à part des réponses. Une seule fois.")
        preview_value = {"label": "Souhaitez-vous connaître les suites ?"}


class ConsentBlock(QuestionBlock):
    """A sentence to agree with."""

    label = blocks.CharBlock(
        label=_("Question"), max_length=500, default="Votre accord"
    )
    text = blocks.CharBlock(
        label=_("Phrase à accepter"),
        max_length=500,
        help_text=_("À la première personne : J’accepte que…"),
    )

    class Meta:
        label = _("Accord (case à cocher)")
        icon = "tick-inverse"
        group = PROFILE
        description = _("Une phrase et une case : J’accepte que ma réponse soit citée.")
        form_layout = layout("text")
        preview_value = {
            "label": "Votre accord",
            "text": "J’accepte que ma réponse soit citée, sans mon nom.",
        }


class QuestionsBlock(blocks.StreamBlock):
    """Every question, in the order of the form."""

    section = SectionBlock()
    note = NoteBlock()
    single = SingleBlock()
    multiple = MultipleBlock()
    dropdown = DropdownBlock()
    ranking = RankingBlock()
    scale = ScaleBlock()
    agree = AgreeBlock()
    matrix = MatrixBlock()
    short = ShortBlock()
    long = LongBlock()
    number = NumberBlock()
    date = DateBlock()
    place = PlaceBlock()
    file = FileBlock()
    territory = TerritoryBlock()
    age = AgeBlock()
    gender = GenderBlock()
    contact = ContactBlock()
    consent = ConsentBlock()

    class Meta:
        icon = "list-ul"
        collapsed = True
        block_counts = {"contact": {"max_num": 1}}

    def clean(self, value: Any) -> Any:
        """Refuse, at publication, what could not be answered or counted."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            index: blocks.StructBlockValidationError(
                {name: ValidationError(message) for name, message in found.items()}
            )
            for index, found in problems(cleaned).items()
        }
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned


class QuestionsBlockAdapter(StreamBlockAdapter):
    """Hand the block to the browser, where its conditions follow a copy."""

    js_constructor = "parvis.QuestionsBlock"

    @cached_property
    def media(self) -> forms.Media:
        """Return the scripts, after those of Wagtail."""
        return super().media + SURVEY_SCRIPT


register(QuestionsBlockAdapter(), QuestionsBlock)


class SurveyBlock(blocks.StructBlock):
    """A survey on the page of a démarche."""

    title = blocks.CharBlock(
        label=_("Titre du questionnaire"), default="Votre avis", max_length=200
    )
    intro = blocks.RichTextBlock(
        label=_("Introduction"),
        features=PLAIN_TEXT,
        required=False,
        help_text=_("Durée, nombre de questions, ce que deviennent les réponses."),
    )
    questions = QuestionsBlock(label=_("Questions"))
    thanks = blocks.RichTextBlock(
        label=_("Message de remerciement"),
        features=PLAIN_TEXT,
        required=False,
        help_text=_("Affiché sur le reçu, après l’envoi. Dites ce qui va suivre."),
    )
    by_steps = blocks.BooleanBlock(
        label=_("Une partie par écran"), required=False, default=True
    )
    paper = blocks.BooleanBlock(
        label=_("Questionnaires papier acceptés"), required=False, default=False
    )
    editable = blocks.BooleanBlock(
        label=_("Réponse modifiable jusqu’à la clôture"),
        required=False,
        default=False,
        help_text=_("Le reçu donne alors un lien privé pour corriger sa réponse."),
    )
    identity_level = blocks.ChoiceBlock(
        label=_("Qui peut répondre"),
        choices=IdentityLevel.choices,
        default=IdentityLevel.OPEN.value,
    )
    results_visibility = blocks.ChoiceBlock(
        label=_("Résultats visibles"),
        choices=Module.Visibility.choices,
        default=Module.Visibility.CLOSED.value,
    )
    moderation = blocks.ChoiceBlock(
        label=_("Textes libres"),
        choices=Module.Moderation.choices,
        default=Module.Moderation.BEFORE.value,
    )

    class Meta:
        label = _("Questionnaire (enquête, sondage)")
        icon = "parvis-survey"
        group = _("Participation")
        label_format = "{title}"
        description = _(
            "Des questions, réparties en parties, auxquelles les gens répondent sans "
            "compte. Les résultats se calculent seuls."
        )
        template = "blocks/survey.html"
        preview_template = "blocks/previews/survey.html"
        preview_value = {
            "title": "Vos trajets",
            "intro": "<p>Douze questions, cinq minutes.</p>",
            "questions": [
                ("section", {"title": "Vos trajets", "intro": ""}),
                ("single", SingleBlock._meta_class.preview_value),
                ("agree", AgreeBlock._meta_class.preview_value),
            ],
        }
        form_layout = BlockGroup(
            children=[
                "title",
                "intro",
                "questions",
                BlockGroup(
                    children=[
                        "thanks",
                        "by_steps",
                        "paper",
                        "editable",
                        "identity_level",
                        "results_visibility",
                        "moderation",
                    ],
                    heading=_("Réglages du questionnaire"),
                    icon="cog",
                    classname="collapsed",
                    label_format="",
                ),
            ]
        )
