"""The survey of the demo « À pied, à vélo », in twelve questions and four parts."""

from __future__ import annotations

import uuid

from consultations.survey.definition import (
    Choice,
    Condition,
    Note,
    Question,
    Section,
    Survey,
)
from consultations.survey.lists import AGE_BANDS, AGREEMENT, GENDERS


def new_id() -> str:
    """Return an id as the page editor makes them."""
    return str(uuid.uuid4())


def choices(*labels: str, other: str = "", exclusive: str = "") -> tuple[Choice, ...]:
    """Return choices with ids that can be read in a test: c1, c2…"""
    return tuple(
        Choice(f"c{number}", label, other=label == other, exclusive=label == exclusive)
        for number, label in enumerate(labels, 1)
    )


WALK, BIKE, TRIPS, OBSTACLES, RANKING, COMFORT, PARKING, WHY = (
    new_id() for _ in range(8)
)
PLACE, AGE, GENDER, CONTACT = (new_id() for _ in range(4))

HABITS = Section(
    new_id(),
    "Vos habitudes",
    "<p>Quelques questions sur vos trajets de tous les jours.</p>",
    (
        Question(
            WALK,
            "single",
            "À quelle fréquence marchez-vous plus de dix minutes d’affilée ?",
            required=True,
            choices=choices(
                "Chaque jour",
                "Plusieurs fois par semaine",
                "Plus rarement",
                "Je ne peux pas marcher longtemps",
            ),
        ),
        Question(
            BIKE,
            "single",
            "À quelle fréquence faites-vous du vélo ?",
            required=True,
            choices=choices(
                "Chaque jour", "Plusieurs fois par semaine", "Plus rarement", "Jamais"
            ),
        ),
        Question(
            TRIPS,
            "short",
            "Quel est votre trajet le plus fréquent ?",
            help="D’où à où, en quelques mots.",
        ),
    ),
)
OPINIONS = Section(
    new_id(),
    "Ce qui compte",
    items=(
        Question(
            OBSTACLES,
            "multiple",
            "Qu’est-ce qui vous fait renoncer ?",
            required=True,
            max_choices=3,
            choices=choices(
                "La vitesse des voitures",
                "Les carrefours",
                "Le manque de stationnement",
                "Le vol",
                "Le relief",
                "La météo",
                "Des enfants à transporter",
                "La santé",
                "Autre",
                other="Autre",
            ),
        ),
        Question(
            RANKING,
            "ranking",
            "Classez ces cinq améliorations",
            required=True,
            choices=choices(
                "Des pistes séparées",
                "Des trottoirs larges",
                "Des carrefours sûrs",
                "De l’ombre et des bancs",
                "Un stationnement abrité",
            ),
        ),
        Question(
            COMFORT,
            "scale",
            "Notez le confort de vos trajets à pied",
            low_label="très inconfortable",
            high_label="très confortable",
        ),
    ),
)
TRADE_OFF = Section(
    new_id(),
    "Un choix à faire",
    items=(
        Note(
            new_id(), "<p>Élargir un trottoir prend souvent la place des voitures.</p>"
        ),
        Question(
            PARKING,
            "agree",
            "Faut-il réduire le stationnement en surface pour élargir des trottoirs ?",
            required=True,
            choices=AGREEMENT,
        ),
        Question(
            WHY,
            "long",
            "Pourquoi ?",
            condition=Condition(PARKING, ("yes", "rather_yes", "rather_no", "no")),
        ),
    ),
)
PROFILE = Section(
    new_id(),
    "Vous",
    items=(
        Question(PLACE, "territory", "Dans quelle commune habitez-vous ?"),
        Question(
            AGE, "age", "Votre tranche d’âge", confidential=True, choices=AGE_BANDS
        ),
        Question(GENDER, "gender", "Vous êtes", choices=GENDERS),
        Question(CONTACT, "contact", "Souhaitez-vous connaître les suites ?"),
    ),
)

D2 = Survey(
    title="À pied, à vélo : quels trajets en 2032 ?",
    intro="<p>Douze questions, six minutes. Vos réponses serviront à choisir les "
    "cinquante premiers aménagements.</p>",
    thanks="<p>Merci. La liste des aménagements sera présentée en mars 2027.</p>",
    paper=True,
    sections=(HABITS, OPINIONS, TRADE_OFF, PROFILE),
)
