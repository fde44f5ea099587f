"""D13, a draft that waits for somebody to read it: « Bus gratuits le samedi »."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import Raw, ask, heading, survey, text
from home.demo.story import Story

SLUG = "bus-gratuits-le-samedi"

BODY: list[Raw] = [
    heading("De quoi s’agit-il ?"),
    text(
        "Depuis [septembre 2025], les bus et le tramway sont gratuits le samedi. La "
        "métropole a promis de demander votre avis avant de continuer, d’étendre ou "
        "d’arrêter.",
    ),
    survey(
        SLUG,
        title="Votre samedi",
        intro="<p>3 questions, deux minutes.</p>",
        thanks="",
        by_steps=False,
        paper=True,
        editable=False,
        results_visibility="closed",
        moderation="before",
        questions=[
            ask(
                "single",
                "use",
                "Prenez-vous le bus le samedi ?",
                required=True,
                choices={
                    "before": "Oui, et je le prenais déjà",
                    "since": "Oui, depuis qu’il est gratuit",
                    "no": "Non",
                },
            ),
            ask("agree", "keep", "Faut-il garder cette gratuité ?", required=True),
            ask("long", "why", "Pourquoi ?"),
        ],
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "Bus gratuits le samedi : quel bilan ?",
        "slug": SLUG,
        "summary": "Trois questions avant de continuer, d’étendre ou d’arrêter.",
        "intro": "Dix-huit mois de samedis gratuits : qu’est-ce que cela a changé ?",
        "kind": "evaluation",
        "level": 2,
        "opens_at": story.at(2027, 5, 3, 9),
        "closes_at": story.at(2027, 5, 31, 23, 59),
        "answer_due": story.day(2027, 8, 31),
        "answer_due_note": "Charte, engagement 4 : sous trois mois",
        "decider": "Le conseil métropolitain",
        "decider_detail": "Rapporteure : Odile Trévance",
        "open_to_debate": "Garder, étendre ou arrêter la gratuité du samedi",
        "out_of_scope": "Le prix des abonnements, fixé jusqu’en [2028]",
        "audience": "Tout le monde",
        "on_paper": "Dans les bus et les 68 mairies.",
        "by_phone": "01 99 00 12 34, du lundi au vendredi, de 9 h à 17 h.",
        "in_person": "",
        "official": "Odile Trévance, vice-présidente aux mobilités",
        "department": "Direction des mobilités",
        "contact_name": "Inès Aboukir, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 36",
        "contact_email": "samedi@merlianne.example",
        "data_notice": "Les réponses ne portent ni nom ni adresse.",
        "territories": ["merlianne-metropole"],
        "topics": ["deplacements"],
        "body": BODY,
        "steps": [],
    }
