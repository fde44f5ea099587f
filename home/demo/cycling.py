"""D2, open: « À pied, à vélo : quels trajets en 2032 ? »"""

from __future__ import annotations

from typing import Any

from home.demo.blocks import (
    Raw,
    ask,
    faq,
    heading,
    ideas,
    key_figures,
    section,
    survey,
    text,
    timeline,
)
from home.demo.story import Story

SLUG = "a-pied-a-velo"
FREQUENCIES = {
    "daily": "Chaque jour",
    "weekly": "Plusieurs fois par semaine",
    "rarely": "Plus rarement",
}
OBSTACLES = {
    "speed": "La vitesse des voitures",
    "junctions": "Les carrefours",
    "parking": "Le stationnement",
    "theft": "Le vol",
    "hills": "Le relief",
    "weather": "La météo",
    "children": "Les enfants à transporter",
    "health": "La santé",
    "other": "Autre",
}
IMPROVEMENTS = {
    "lanes": "Des pistes séparées",
    "pavements": "Des trottoirs larges",
    "junctions": "Des carrefours sûrs",
    "shade": "De l’ombre et des bancs",
    "shelters": "Du stationnement abrité",
}
SPOTS = {
    "junction": "Carrefours",
    "lane": "Pistes et voies vertes",
    "pavement": "Trottoirs",
    "parking": "Stationnement des vélos",
    "shade": "Ombre et bancs",
}

SURVEY = survey(
    SLUG,
    title="Vos trajets à pied et à vélo",
    intro=(
        "<p>12 questions, 6 minutes. Aucun compte, aucun nom. Vous pouvez vous arrêter "
        "et reprendre plus tard.</p>"
    ),
    thanks=(
        "<p>Merci. Toutes les réponses seront lues en [janvier (2027)] et "
        "[février 2027]. La liste des aménagements retenus, et de ceux qui ne le sont "
        "pas, sera présentée en réunion publique en [mars 2027].</p>"
    ),
    by_steps=True,
    paper=True,
    editable=True,
    results_visibility="closed",
    moderation="before",
    questions=[
        section("today", "Vos trajets aujourd’hui"),
        ask(
            "single",
            "walking",
            "À quelle fréquence marchez-vous plus de dix minutes d’affilée ?",
            required=True,
            choices={**FREQUENCIES, "cannot": "Je ne peux pas marcher longtemps"},
        ),
        ask(
            "single",
            "cycling",
            "À quelle fréquence faites-vous du vélo ?",
            required=True,
            choices={**FREQUENCIES, "never": "Jamais"},
        ),
        ask(
            "long",
            "journeys",
            "Quels sont vos deux trajets les plus fréquents ?",
            help="Un par ligne, avec le départ et l’arrivée. Sans adresse précise.",
        ),
        section("obstacles", "Ce qui vous arrête, ce qui vous aiderait"),
        ask(
            "multiple",
            "giving-up",
            "Qu’est-ce qui vous fait renoncer à la marche ou au vélo ?",
            choices=OBSTACLES,
            other="other",
            max_choices=3,
        ),
        ask(
            "ranking",
            "improvements",
            "Classez ces cinq améliorations, de la plus utile à la moins utile.",
            choices=IMPROVEMENTS,
            random_order=True,
        ),
        ask(
            "scale",
            "comfort",
            "Notez le confort de vos trajets à pied, de 1 à 5.",
            points=5,
            low_label="Très mauvais",
            high_label="Très bon",
        ),
        ask(
            "agree",
            "kerbside",
            "Faut-il réduire le stationnement en surface pour élargir des trottoirs ?",
            required=True,
        ),
        ask("long", "why", "Pourquoi ?", help="Quelques phrases suffisent."),
        section(
            "you",
            "Vous",
            "<p>Ces réponses sont facultatives. Elles servent à savoir qui a participé, "
            "et qui a manqué.</p>",
        ),
        ask(
            "territory",
            "commune",
            "Dans quelle commune habitez-vous ?",
            help="Votre commune n’est pas dans la liste ? Laissez vide.",
        ),
        ask("age", "age", "Quelle est votre tranche d’âge ?"),
        ask("gender", "gender", "Vous êtes…"),
        ask(
            "contact",
            "contact",
            "Souhaitez-vous être informé des suites ?",
            help=(
                "Votre adresse électronique est gardée à part : rien ne la relie à vos "
                "réponses. Elle est effacée après le vote du conseil."
            ),
        ),
    ],
)

BODY: list[Raw] = [
    heading("De quoi s’agit-il ?"),
    text(
        "Dites-nous où vous passez, où vous renoncez, et ce qui vous ferait changer "
        "d’avis. Vos réponses serviront à choisir les cinquante premiers aménagements : "
        "la liste sera présentée en réunion publique en [mars 2027] et votée en conseil "
        "en [juin (2027)].",
        "Le tracé du boulevard Circulaire, déjà voté en 2025, n’est pas rediscuté ici.",
    ),
    SURVEY,
    ideas(
        SLUG,
        title="Montrez-nous un lieu",
        intro=(
            "Un carrefour, un trottoir, un détour : dites où, et ce qui s’y passe. Les "
            "lieux les plus cités seront visités avec vous."
        ),
        categories=SPOTS,
        territory="optional",
        place=True,
        image=True,
        identity_level="open",
        moderation="before",
        support=True,
        show_supports=True,
        support_level="open",
    ),
    heading("Comprendre avant de répondre"),
    key_figures(
        (
            "620 000",
            "déplacements courts par jour",
            "Déplacements de moins de trois kilomètres dans la métropole, tous modes "
            "confondus, un jour de semaine. Enquête de 2025.",
        ),
        (
            "4 sur 10",
            "se font en voiture",
            "Part des déplacements de moins de trois kilomètres faits en voiture, comme "
            "conducteur ou passager. Même enquête.",
        ),
        (
            "212 km",
            "de pistes et de bandes",
            "Longueur aménagée au 1er septembre, deux sens compris. Un kilomètre de "
            "double sens compte pour deux.",
        ),
    ),
    text(
        "<h3>Ce que le plan de 2020 a fait, et ce qu’il n’a pas fait</h3>",
        "Le plan précédent promettait 90 kilomètres de pistes : 61 existent. Les "
        "carrefours ont pris du retard, parce qu’il fallait d’abord déplacer des "
        "réseaux d’eau. Le stationnement abrité devant les gares est terminé.",
        "<h3>Pourquoi cinquante aménagements</h3>",
        "C’est ce que la métropole peut étudier et construire d’ici à 2032 avec "
        "84 millions d’euros. Un carrefour coûte de 150 000 à 900 000 euros, un "
        "kilomètre de piste séparée environ un million. En choisir un, c’est en "
        "laisser un autre pour plus tard : c’est là que votre avis compte.",
    ),
    faq(
        (
            "Je ne fais ni vélo ni marche : dois-je répondre ?",
            "Oui. Ce qui vous en empêche nous intéresse autant que les habitudes des "
            "autres.",
        ),
        (
            "Qui lira mes réponses ?",
            "Trois agents de la Mission Dialogue citoyen et du service des mobilités. "
            "Les textes sont relus avant d’être publiés, sans votre nom.",
        ),
        (
            "Et si je me déplace en fauteuil ?",
            "Un trottoir praticable en fauteuil est un trottoir qui compte. La question "
            "« Pourquoi ? » est faite pour nous dire où cela bloque.",
        ),
        (
            "Pourquoi ne pas demander l’avis des automobilistes ?",
            "Le questionnaire est ouvert à tout le monde. La question sur le "
            "stationnement est posée à tous, avec toutes les réponses possibles.",
        ),
    ),
    timeline(
        "Et ensuite ?",
        (
            "[5 décembre 2026]",
            "Balade à vélo commentée",
            "Départ de la gare de Valdorme à 9 h 30.",
            False,
        ),
        (
            "[20 décembre 2026]",
            "Fin du questionnaire",
            "À 23 h 59. Les papiers reçus par la poste jusqu’au [24 décembre (2026)] "
            "sont comptés.",
            False,
        ),
        (
            "[mars 2027]",
            "Restitution en réunion publique",
            "La liste proposée, et la raison de chaque choix.",
            False,
        ),
        ("[juin 2027]", "Vote du conseil métropolitain", "", False),
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "À pied, à vélo : quels trajets en 2032 ?",
        "slug": SLUG,
        "summary": (
            "Dites-nous où vous passez, où vous renoncez, et ce qui vous ferait changer "
            "d’avis. 6 minutes, sans compte."
        ),
        "intro": (
            "Chaque jour, 620 000 déplacements font moins de trois kilomètres dans la "
            "métropole. Beaucoup pourraient se faire à pied ou à vélo si les trajets "
            "étaient plus sûrs et plus agréables."
        ),
        "kind": "survey",
        "level": 3,
        "opens_at": story.at(2026, 11, 2, 9),
        "closes_at": story.at(2026, 12, 20, 23, 59),
        "answer_due": story.day(2027, 3, 20),
        "answer_due_note": "Charte, engagement 4 : sous trois mois",
        "decider": "Le conseil métropolitain",
        "decider_detail": "Rapporteure : Odile Trévance, vice-présidente aux mobilités",
        "open_to_debate": (
            "Les cinquante premiers aménagements et leur ordre\n"
            "Le choix entre pistes, trottoirs et stationnement\n"
            "L’ombre, les bancs, le stationnement des vélos"
        ),
        "out_of_scope": (
            "Le tracé du boulevard Circulaire, voté en 2025\n"
            "La vitesse sur les routes départementales, qui relève du Département"
        ),
        "legal_frame": "l131-1",
        "audience": "Tout le monde, dès 11 ans",
        "audience_detail": "Habiter, étudier ou travailler dans la métropole",
        "on_paper": (
            "Questionnaire et urne dans les 68 mairies et les sept médiathèques de "
            "Merlianne, ou par courrier sans timbre."
        ),
        "by_phone": (
            "01 99 00 12 34, du lundi au vendredi, de 9 h à 17 h. Un agent saisit vos "
            "réponses avec vous."
        ),
        "in_person": (
            "Balade à vélo commentée, [samedi 5 décembre (2026)] à 9 h 30, gare de "
            "Valdorme."
        ),
        "official": "Odile Trévance, vice-présidente aux mobilités",
        "department": "Direction des mobilités",
        "contact_name": "Inès Aboukir, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 36",
        "contact_email": "trajets2032@merlianne.example",
        "data_notice": (
            "Vos réponses servent à choisir des aménagements. Elles ne portent ni nom "
            "ni adresse. La commune, l’âge et le genre ne sont publiés qu’en nombres, "
            "jamais pour moins de cinq personnes. Si vous laissez une adresse "
            "électronique, elle est gardée à part et effacée après le vote du conseil."
        ),
        "territories": ["merlianne-metropole"],
        "topics": ["deplacements", "energie-et-climat"],
        "body": BODY,
        "steps": [
            (
                "Préparer",
                story.day(2026, 9, 1),
                story.day(2026, 11, 1),
                "[Sept. (2026)] et [oct. 2026]. Comptages et diagnostic, terminé.",
            ),
            (
                "Contribuer",
                story.day(2026, 11, 2),
                story.day(2026, 12, 20),
                "[2 nov. (2026)] au [20 déc. 2026]",
            ),
            (
                "Analyser",
                story.day(2026, 12, 21),
                story.day(2027, 2, 28),
                "[Janv. (2027)] et [févr. 2027]. Toutes les réponses sont lues.",
            ),
            (
                "Répondre",
                story.day(2027, 3, 1),
                story.day(2027, 3, 31),
                "[Mars 2027]. Restitution en réunion publique.",
            ),
            (
                "Décider",
                story.day(2027, 6, 1),
                story.day(2027, 6, 30),
                "[Juin 2027]. Vote du conseil métropolitain.",
            ),
        ],
    }
