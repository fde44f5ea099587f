"""D4, open: « Place des Tanneurs : la place que nous voulons »."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import (
    Raw,
    ask,
    bullets,
    faq,
    heading,
    key_figures,
    section,
    survey,
    text,
)
from home.demo.story import Story

SLUG = "place-des-tanneurs"
LINKS = {
    "live": "J’habite à côté",
    "work": "J’y travaille",
    "shop": "J’y fais mes courses",
    "cross": "Je la traverse",
    "never": "Je n’y vais pas",
}
USES = {
    "market": "Le marché",
    "play": "Un coin pour jouer",
    "shade": "De l’ombre et de l’eau",
    "terraces": "Des terrasses",
    "benches": "Des bancs, sans consommer",
    "parking": "Du stationnement",
    "events": "Des fêtes et des concerts",
    "other": "Autre",
}

SURVEY = survey(
    SLUG,
    title="La place que nous voulons",
    intro="<p>8 questions, 5 minutes. Les réponses sont jointes au registre.</p>",
    thanks=(
        "<p>Merci. Votre réponse est jointe au registre de la concertation. Le bilan "
        "sera présenté au conseil en [février 2027].</p>"
    ),
    by_steps=True,
    paper=True,
    editable=True,
    results_visibility="closed",
    moderation="before",
    questions=[
        section("today", "La place aujourd’hui"),
        ask(
            "single",
            "link",
            "Que représente la place pour vous ?",
            required=True,
            choices=LINKS,
        ),
        ask(
            "matrix",
            "judged",
            "Qu’en pensez-vous aujourd’hui ?",
            rows=[
                {"id": "walking", "label": "S’y promener"},
                {"id": "resting", "label": "S’y asseoir"},
                {"id": "crossing", "label": "La traverser à pied"},
                {"id": "evening", "label": "Y passer le soir"},
            ],
            choices={"good": "Bien", "fair": "Moyen", "bad": "Mal"},
        ),
        section("tomorrow", "La place demain"),
        ask(
            "multiple",
            "uses",
            "Que faudrait-il y trouver ?",
            required=True,
            choices=USES,
            other="other",
            max_choices=3,
        ),
        ask(
            "agree",
            "parking",
            "Faut-il remplacer la moitié des 64 places de stationnement par des arbres ?",
            required=True,
        ),
        ask(
            "long",
            "why-not",
            "Qu’est-ce qui vous inquiète ?",
            only_if=("parking", ["rather_no", "no"]),
        ),
        ask("long", "memory", "Un souvenir, une idée, un détail à ne pas oublier ?"),
        section("you", "Vous"),
        ask("territory", "territory", "Où habitez-vous ?"),
        ask("age", "age", "Quel âge avez-vous ?"),
    ],
)

BODY: list[Raw] = [
    heading("De quoi s’agit-il ?"),
    text(
        "La place des Tanneurs est un parking de 64 places avec un marché le mercredi "
        "et le samedi. Les réseaux d’eau doivent être refaits en [2028] : c’est le "
        "moment de décider de ce qu’il y aura au-dessus.",
        "Trois esquisses sont exposées à la salle du Vieux-Marché. Aucune n’est "
        "choisie :",
        bullets(
            "<b>le mail</b> : deux rangées de tilleuls, 30 places, le marché sous les "
            "arbres ;",
            "<b>le bassin</b> : une pièce d’eau où l’on peut marcher, aucune place ;",
            "<b>la halle</b> : un toit pour le marché, 22 places, des terrasses.",
        ),
    ),
    SURVEY,
    heading("Le registre et la réunion"),
    text(
        "La loi demande une concertation. Un registre papier est ouvert à la mairie de "
        "secteur et à la salle du Vieux-Marché ; tout ce qui y est écrit est lu, joint "
        "au bilan, et compte autant qu’une réponse en ligne. Vous pouvez aussi écrire "
        "à la métropole, ou venir le [jeudi 26 novembre (2026)].",
    ),
    key_figures(
        (
            "64",
            "places de stationnement",
            "Comptées sur la place. Elles sont pleines 31 heures par semaine, surtout "
            "les jours de marché.",
        ),
        (
            "11 000",
            "passages à pied par jour",
            "Comptage d’une semaine de [septembre 2026], dans les deux sens.",
        ),
        (
            "4,2 M€",
            "pour les travaux",
            "Budget de la surface. Les réseaux d’eau sont payés à part, et ne sont pas "
            "en discussion.",
        ),
    ),
    faq(
        (
            "Où se gareront les clients du marché ?",
            "Le parking des Cordiers, à quatre minutes à pied, a 210 places dont la "
            "moitié vides le samedi. Son tarif fait partie de la discussion.",
        ),
        (
            "Le marché continuera-t-il pendant les travaux ?",
            "Oui. Il se déplacera quai des Fondeurs pendant onze mois. Les commerçants "
            "ont été consultés les premiers.",
        ),
        (
            "Qui choisira l’esquisse ?",
            "Le conseil métropolitain, en [juin 2027], après avoir publié le bilan de "
            "la concertation et dit pourquoi il suit, ou non, les avis reçus.",
        ),
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "Place des Tanneurs : la place que nous voulons",
        "slug": SLUG,
        "summary": (
            "Questionnaire, registre papier et réunion publique le "
            "[26 novembre (2026)], salle du Vieux-Marché."
        ),
        "intro": (
            "Un parking, un marché, et bientôt des travaux sous les pavés. Que "
            "voulez-vous trouver sur la place quand elle rouvrira ?"
        ),
        "kind": "concertation",
        "level": 3,
        "opens_at": story.at(2026, 11, 16, 9),
        "closes_at": story.at(2026, 12, 18, 23, 59),
        "answer_due": story.day(2027, 2, 26),
        "answer_due_note": "Bilan de la concertation, présenté au conseil",
        "decider": "Le conseil métropolitain",
        "decider_detail": "Rapporteure : Odile Trévance. Choix en [juin 2027]",
        "open_to_debate": (
            "Ce que l’on trouve sur la place, et où\n"
            "Le nombre de places de stationnement, de 0 à 30\n"
            "Les arbres, l’eau, les bancs, la lumière"
        ),
        "out_of_scope": (
            "Le remplacement des réseaux d’eau, obligatoire\n"
            "Le maintien du marché deux fois par semaine"
        ),
        "legal_frame": "l103-2",
        "audience": "Tout le monde",
        "audience_detail": "Habiter, travailler, passer ou commercer sur la Rive-Haute",
        "on_paper": (
            "Registre et questionnaire à la mairie de secteur, 4, rue des Tanneurs, et "
            "salle du Vieux-Marché. Par courrier : Mission Dialogue citoyen, 12, place "
            "de l’Hôtel-de-Ville, Merlianne."
        ),
        "by_phone": "01 99 00 12 34, du lundi au vendredi, de 9 h à 17 h.",
        "in_person": (
            "Réunion publique, [jeudi 26 novembre (2026)] à 18 h 30, salle du "
            "Vieux-Marché. Accessible en fauteuil, boucle magnétique, garde d’enfants."
        ),
        "official": "Odile Trévance, vice-présidente aux mobilités",
        "department": "Direction de l’espace public",
        "contact_name": "Thomas Ledru-Viel, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 37",
        "contact_email": "tanneurs@merlianne.example",
        "data_notice": (
            "Le questionnaire ne demande ni nom ni adresse. Ce que vous écrivez au "
            "registre est public : ne mettez votre nom que si vous le souhaitez. Les "
            "réponses sont gardées jusqu’à la fin des travaux."
        ),
        "territories": ["S1"],
        "topics": ["urbanisme", "deplacements", "nature-et-biodiversite"],
        "body": BODY,
        "steps": [
            (
                "Préparer",
                story.day(2026, 6, 1),
                story.day(2026, 11, 15),
                "[Juin (2026)] à [oct. 2026]. Comptages, trois esquisses.",
            ),
            (
                "Contribuer",
                story.day(2026, 11, 16),
                story.day(2026, 12, 18),
                "[16 nov. (2026)] au [18 déc. 2026]",
            ),
            (
                "Répondre",
                story.day(2026, 12, 19),
                story.day(2027, 2, 26),
                "[Févr. 2027]. Bilan de la concertation, au conseil.",
            ),
            (
                "Décider",
                story.day(2027, 6, 1),
                story.day(2027, 6, 30),
                "[Juin 2027]. Choix de l’esquisse.",
            ),
        ],
    }
