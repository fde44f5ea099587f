"""D12, decided: « Les horaires des médiathèques »."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import (
    Raw,
    ask,
    bullets,
    finding,
    heading,
    outcome,
    quote,
    results,
    section,
    survey,
    text,
)
from home.demo.story import Story

SLUG = "horaires-des-mediatheques"
VISITS = {
    "often": "Souvent, au moins une fois par semaine",
    "sometimes": "Parfois, une à trois fois par mois",
    "rarely": "Rarement, quelques fois par an",
    "never": "Jamais",
}
LIBRARIES = {
    "centre": "Merlianne-Centre",
    "forges": "Les Forges",
    "rive-basse": "Rive-Basse",
    "valdorme": "Valdorme",
    "orsenval": "Orsenval",
    "villeneuve": "Villeneuve-la-Sorelle",
    "castelorme": "Castelorme",
    "pontravel": "Pontravel",
    "lormoyer": "Lormoyer",
    "none": "Aucune",
}
SLOTS = {
    "saturday": "Samedi après 17 h",
    "thursday": "Jeudi soir",
    "noon": "Midi",
    "sunday": "Dimanche",
    "holidays": "Vacances",
    "other": "Autre",
}

SURVEY = survey(
    SLUG,
    title="Vos horaires idéaux",
    intro="<p>8 questions, 4 minutes, sans compte.</p>",
    thanks=(
        "<p>Merci. Les résultats seront publiés en [mai 2025], et le conseil "
        "décidera en [juin (2025)].</p>"
    ),
    by_steps=False,
    paper=True,
    editable=False,
    results_visibility="closed",
    moderation="before",
    questions=[
        section("habits", "Vos habitudes"),
        ask(
            "single",
            "visits",
            "Allez-vous à la médiathèque ?",
            required=True,
            choices=VISITS,
        ),
        ask(
            "dropdown",
            "library",
            "Laquelle fréquentez-vous le plus ?",
            choices=LIBRARIES,
        ),
        ask(
            "scale",
            "suits",
            "Les horaires d’aujourd’hui vous conviennent-ils ?",
            points=5,
            low_label="Pas du tout",
            high_label="Tout à fait",
        ),
        section("slots-part", "Vos souhaits"),
        ask(
            "multiple",
            "slots",
            "Quels créneaux souhaitez-vous ?",
            required=True,
            choices=SLOTS,
            other="other",
            max_choices=3,
        ),
        ask(
            "long",
            "comment",
            "Qu’est-ce qui vous ferait venir, ou revenir ?",
        ),
        section("you", "Vous"),
        ask("territory", "territory", "Dans quelle commune habitez-vous ?"),
        ask("age", "age", "Quel âge avez-vous ?"),
        ask("gender", "gender", "Vous êtes…"),
    ],
)

RESULTS = results(
    SLUG,
    finding(
        "slots",
        "Plus d’une personne sur deux veut le samedi soir",
        highlight="Samedi après 17 h",
    ),
    finding("library", "La plupart des gens vont à la médiathèque la plus proche"),
    finding("suits", "Les horaires conviennent à une personne sur quatre"),
    finding("visits", "Une réponse sur dix vient de quelqu’un qui n’y va jamais"),
    finding("territory", "On a répondu de toutes les communes nommées"),
    finding(
        "age",
        "Les moins de 15 ans et les plus de 75 ans ont peu répondu",
        population=(
            "Moins de 15 ans : 17\nDe 15 à 24 ans : 14\nDe 25 à 39 ans : 20\n"
            "De 40 à 59 ans : 25\nDe 60 à 74 ans : 15\n75 ans et plus : 9"
        ),
    ),
    finding(
        "gender",
        "Six répondants sur dix sont des femmes",
        population="Une femme : 52\nUn homme : 48",
    ),
    title="Les réponses en détail",
    intro="Chaque barre part de zéro et va jusqu’au total des répondants.",
    profile=True,
    texts=True,
    method=True,
)

QUOTES = [
    (
        "Je finis à 18 h 30 toute la semaine. Le samedi soir est le seul moment où je "
        "peux venir avec ma fille.",
        "Réponse en ligne, Les Forges",
    ),
    (
        "Le jeudi soir, les étudiants n’ont nulle part où travailler au chaud.",
        "Réponse sur papier, Rive-Basse",
    ),
    (
        "N’ouvrez pas plus si c’est pour fermer les petites médiathèques.",
        "Réponse à l’accueil, Pays de Castelorme",
    ),
]

BODY: list[Raw] = [
    heading("De quoi s’agissait-il ?"),
    text(
        "Les seize médiathèques de la métropole ouvraient en moyenne 27 heures par "
        "semaine, surtout quand les gens travaillent. La métropole a mis sur la table "
        "de quoi payer douze heures d’ouverture de plus par semaine, et demandé "
        "lesquelles.",
        "Trois choses n’étaient pas en discussion :",
        bullets(
            "la fermeture d’une médiathèque : aucune n’est prévue ;",
            "l’emprunt gratuit, voté en [2022] ;",
            "le volontariat des agents pour le travail du dimanche.",
        ),
    ),
    SURVEY,
    RESULTS,
    heading("Vos mots"),
    text(
        "214 commentaires ont été lus un par un. Trois sont cités pour montrer les "
        "désaccords, pas pour compter."
    ),
    *(quote(words, author) for words, author in QUOTES),
]

OUTCOMES: list[Raw] = [
    outcome(
        said="Ouvrir le samedi soir",
        detail="688 réponses sur 1 284",
        outcome="kept",
        answer="<p>Le samedi jusqu’à 19 h dans sept médiathèques.</p>",
        next="En place depuis [janvier 2026].",
        next_detail="Tenu. Direction de la culture.",
    ),
    outcome(
        said="Ouvrir le dimanche",
        detail="421 réponses sur 1 284",
        outcome="partly",
        answer=(
            "<p>Un essai à Merlianne-Centre seulement : le travail du dimanche est "
            "volontaire, et les équipes ne suffisent pas ailleurs.</p>"
        ),
        next="Bilan de l’essai présenté au public.",
        next_detail="Attendu au [1er semestre 2027].",
    ),
    outcome(
        said="Ouvrir le jeudi soir",
        detail="566 réponses sur 1 284",
        outcome="not_kept",
        answer=(
            "<p>310 000 € par an pour une fréquentation estimée faible. Le samedi soir "
            "répond à une partie du même besoin.</p>"
        ),
        next="La question sera reposée.",
        next_detail="Réexamen en [2028].",
    ),
    outcome(
        said="Ouvrir à midi",
        detail="507 réponses sur 1 284",
        outcome="review",
        answer=(
            "<p>Neuf médiathèques ferment encore de 12 h à 14 h. Le relais entre "
            "équipes est à l’étude.</p>"
        ),
        next="Étude des effectifs.",
        next_detail="Réexamen en [2028].",
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "Les horaires des médiathèques",
        "slug": SLUG,
        "summary": (
            "1 284 personnes ont dit quand elles voudraient venir. Le samedi soir est "
            "retenu, le jeudi soir ne l’est pas : voici pourquoi."
        ),
        "intro": (
            "Quand ouvrir les seize médiathèques de la métropole ? Douze heures de plus "
            "par semaine étaient à répartir."
        ),
        "kind": "survey",
        "level": 2,
        "opens_at": story.at(2025, 3, 3, 9),
        "closes_at": story.at(2025, 4, 6, 23, 59),
        "answer_due": story.day(2025, 7, 6),
        "answer_due_note": "Trois mois après la clôture",
        "results_published_on": story.day(2025, 5, 12),
        "decided_on": story.day(2025, 6, 27),
        "decision": (
            "Le samedi jusqu’à 19 h dans sept médiathèques. Le dimanche à l’essai. Le "
            "jeudi soir n’est pas retenu."
        ),
        "decision_reference": "Délibération [2025]-118",
        "decision_signed_by": "Hélène Marchetaud, présidente",
        "outcomes": OUTCOMES,
        "method_note": (
            "Huit questions, sans compte. Une protection contre les envois "
            "automatiques, pas de contrôle d’identité : une personne a pu répondre deux "
            "fois.\n\n"
            "Les questionnaires papier ont été saisis par deux agents, un sur dix relu. "
            "Les commentaires ont été lus et classés par deux personnes, sans logiciel. "
            "Quatre ont été écartés : attaque personnelle (3), publicité (1).\n\n"
            "Les 60 à 74 ans sont plus nombreux que dans la population. Les moins de "
            "15 ans, nombreux à fréquenter les lieux, ont peu répondu."
        ),
        "decider": "Le conseil métropolitain",
        "decider_detail": "Décision prise le [27 juin 2025]",
        "open_to_debate": (
            "Les jours et les heures d’ouverture\nLes médiathèques concernées"
        ),
        "out_of_scope": (
            "La fermeture d’une médiathèque : aucune n’est prévue\n"
            "L’emprunt gratuit, voté en [2022]"
        ),
        "legal_frame": "l131-1",
        "audience": "Tout le monde, sans limite d’âge",
        "audience_detail": "Venir à la médiathèque, ou ne pas y venir",
        "on_paper": "Questionnaire et urne dans les seize médiathèques.",
        "by_phone": "01 99 00 12 34, du lundi au vendredi, de 9 h à 17 h.",
        "in_person": "À l’accueil des médiathèques : un agent saisissait les réponses.",
        "official": "Hélène Marchetaud, présidente",
        "department": "Direction de la culture",
        "contact_name": "Thomas Ledru-Viel, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 37",
        "contact_email": "mediatheques@merlianne.example",
        "data_notice": (
            "Les réponses ne portent ni nom ni adresse. Elles sont gardées trois ans, "
            "puis versées aux archives sans la commune, l’âge ni le genre."
        ),
        "territories": ["merlianne-metropole"],
        "topics": ["culture-et-patrimoine"],
        "body": BODY,
        "steps": [
            (
                "Préparer",
                story.day(2025, 1, 6),
                story.day(2025, 3, 2),
                "[Janv. (2025)] et [févr. 2025]. Coûts étudiés, questionnaire essayé.",
            ),
            (
                "Contribuer",
                story.day(2025, 3, 3),
                story.day(2025, 4, 6),
                "[3 mars (2025)] au [6 avr. 2025]",
            ),
            (
                "Publier",
                story.day(2025, 5, 12),
                story.day(2025, 5, 12),
                "[12 mai 2025]. Résultats et commentaires en ligne.",
            ),
            (
                "Décider",
                story.day(2025, 6, 27),
                story.day(2025, 6, 27),
                "[27 juin 2025]. Délibération [2025]-118.",
            ),
            (
                "Appliquer",
                story.day(2026, 1, 1),
                None,
                "Depuis [janv. 2026]. Le samedi jusqu’à 19 h.",
            ),
        ],
    }
