"""D1, results out: « La charte de la participation, écrivons-la ensemble »."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import (
    Raw,
    ask,
    bullets,
    finding,
    heading,
    key_figures,
    outcome,
    quote,
    results,
    section,
    survey,
    text,
    timeline,
)
from home.demo.story import Story

SLUG = "charte-de-la-participation"
COMMITMENTS = [
    "dire ce qui est ouvert et ce qui ne l’est pas",
    "prévenir au moins quinze jours avant",
    "toujours un moyen sans internet",
    "répondre à chaque thème sous trois mois après la clôture",
    "publier qui a participé, en nombre",
    "expliquer les refus",
    "montrer l’avancement deux fois par an",
    "évaluer chaque année avec des habitants",
]
KNOWN = {
    "yes": "Oui, j’y ai déjà participé",
    "heard": "J’en ai entendu parler",
    "no": "Non, c’est la première fois",
}
OBSTACLES = {
    "answer": "Ne pas savoir ce que devient mon avis",
    "time": "Le manque de temps",
    "words": "Des textes trop compliqués",
    "hours": "Des réunions à la mauvaise heure",
    "late": "Être prévenu trop tard",
    "internet": "Tout se passe sur internet",
    "useless": "L’impression que tout est déjà décidé",
    "other": "Autre",
}
PROMISES = {
    "scope": "Dire ce qui est ouvert et ce qui ne l’est pas",
    "answer": "Répondre à chaque thème sous trois mois",
    "offline": "Toujours un moyen sans internet",
    "refusals": "Expliquer les refus",
    "progress": "Montrer l’avancement",
}
DELAYS = {
    "one": "Un mois",
    "three": "Trois mois",
    "six": "Six mois",
    "depends": "Cela dépend du sujet",
}

SURVEY = survey(
    SLUG,
    title="Vos règles du jeu",
    intro="<p>8 questions, 5 minutes, sans compte.</p>",
    thanks=(
        "<p>Merci. La synthèse paraîtra en [novembre 2026] et la charte sera votée le "
        "[14 décembre 2026].</p>"
    ),
    by_steps=True,
    paper=True,
    editable=False,
    results_visibility="closed",
    moderation="before",
    questions=[
        section("before", "Jusqu’ici"),
        ask(
            "single",
            "known",
            "Avez-vous déjà donné votre avis à la métropole ?",
            required=True,
            choices=KNOWN,
        ),
        ask(
            "multiple",
            "obstacles",
            "Qu’est-ce qui vous en empêche, ou vous décourage ?",
            choices=OBSTACLES,
            other="other",
            max_choices=3,
        ),
        ask(
            "scale",
            "trust",
            "La métropole tient-elle compte de l’avis des habitants ?",
            points=5,
            low_label="Jamais",
            high_label="Toujours",
        ),
        section("after", "Demain"),
        ask(
            "ranking",
            "promises",
            "Classez ces cinq engagements, du plus important au moins important.",
            choices=PROMISES,
            random_order=True,
        ),
        ask(
            "single",
            "delay",
            "En combien de temps faut-il répondre aux participants ?",
            required=True,
            choices=DELAYS,
        ),
        ask("long", "missing", "Que manque-t-il à la charte ?"),
        section("you", "Vous"),
        ask("territory", "territory", "Dans quelle commune habitez-vous ?"),
        ask("age", "age", "Quel âge avez-vous ?"),
    ],
)

BODY: list[Raw] = [
    heading("De quoi s’agissait-il ?"),
    text(
        "Une charte dit comment la métropole consulte, et ce qu’elle doit à celles et "
        "ceux qui participent. Celle de 2020 tenait en quarante pages que personne "
        "n’a lues. La nouvelle tient sur une feuille, écrite dans neuf ateliers, un "
        "par secteur, et relue grâce à ce questionnaire.",
    ),
    SURVEY,
    results(
        SLUG,
        finding(
            "obstacles",
            "Ce qui décourage le plus : ne pas savoir ce que devient son avis",
        ),
        finding("delay", "Une personne sur deux demande une réponse sous trois mois"),
        title="Les réponses en détail",
        intro="",
        profile=True,
        texts=True,
        method=True,
    ),
    heading("Le texte proposé au conseil"),
    text("La métropole s’engage, pour chaque démarche, à :", bullets(*COMMITMENTS)),
    heading("Neuf ateliers, deux désaccords"),
    text(
        "231 personnes sont venues, du [14 septembre (2026)] au [9 octobre 2026]. Deux "
        "sujets sont restés ouverts : le délai de réponse, que certains voulaient d’un "
        "mois, et le droit de vote dès 16 ans, que la loi ne permet pas aux conseils.",
    ),
    quote(
        "Je ne demande pas qu’on fasse tout ce que je dis. Je demande qu’on me dise "
        "pourquoi non.",
        "Une participante",
        "Atelier de Castelorme",
    ),
    key_figures(
        (
            "231",
            "présences en atelier",
            "Comptées à l’entrée de neuf ateliers. Une même personne a pu venir deux "
            "fois.",
        ),
        (
            "486",
            "réponses",
            "Questionnaires reçus du [7 septembre (2026)] au [23 octobre 2026], tous "
            "canaux.",
        ),
        (
            "8",
            "engagements",
            "Dont trois ajoutés pendant les ateliers : les numéros 3, 6 et 8.",
        ),
    ),
    timeline(
        "Le calendrier",
        ("[7 septembre 2026]", "Ouverture du questionnaire", "", True),
        ("[9 octobre 2026]", "Dernier atelier, à Lormoyer", "", True),
        ("[16 novembre 2026]", "Synthèse publiée", "", True),
        (
            "[14 décembre 2026]",
            "Vote du conseil métropolitain",
            "Séance publique, retransmise et sous-titrée.",
            False,
        ),
    ),
]

OUTCOMES: list[Raw] = [
    outcome(
        said="Savoir ce que devient son avis",
        detail="271 réponses sur 486",
        outcome="kept",
        answer=(
            "<p>Engagement 4 : chaque thème reçoit une réponse sous trois mois, signée "
            "par la personne élue qui suit le sujet.</p>"
        ),
        next="Vote le [14 décembre 2026].",
        next_detail="Mission Dialogue citoyen.",
    ),
    outcome(
        said="Ne pas tout mettre sur internet",
        detail="118 réponses sur 486, et les neuf ateliers",
        outcome="kept",
        answer=(
            "<p>Engagement 3 : toujours un moyen sans internet, et un numéro de "
            "téléphone où l’on répond.</p>"
        ),
        next="Appliqué depuis le [1er novembre 2026].",
        next_detail="Dans les 68 mairies.",
    ),
    outcome(
        said="Répondre en un mois",
        detail="97 réponses sur 486",
        outcome="partly",
        answer=(
            "<p>Un accusé de réception sous deux jours, une réponse sous trois mois. "
            "Lire mille réponses en un mois obligerait à les faire lire par une "
            "machine : nous ne le voulons pas.</p>"
        ),
        next="Le délai sera mesuré et publié.",
        next_detail="Premier bilan en [décembre 2027].",
    ),
    outcome(
        said="Voter dès 16 ans au conseil",
        detail="Demande de trois ateliers",
        outcome="out_of_scope",
        answer=(
            "<p>La loi fixe l’âge du vote. Le conseil des jeunes, lui, est ouvert de "
            "13 à 20 ans, et le budget participatif dès 11 ans.</p>"
        ),
        next="",
        next_detail="",
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "La charte de la participation 2026-2032, écrivons-la ensemble",
        "slug": SLUG,
        "summary": (
            "Huit engagements écrits dans neuf ateliers. La synthèse est publiée, le "
            "conseil vote le [14 décembre (2026)]."
        ),
        "intro": (
            "Comment la métropole doit-elle vous consulter, et que vous doit-elle en "
            "retour ? Neuf ateliers et 486 réponses ont écrit une charte d’une page."
        ),
        "kind": "consultation",
        "level": 4,
        "opens_at": story.at(2026, 9, 7, 9),
        "closes_at": story.at(2026, 10, 23, 23, 59),
        "answer_due": story.day(2026, 12, 14),
        "answer_due_note": "Vote de la charte, en séance publique",
        "results_published_on": story.day(2026, 11, 16),
        "outcomes": OUTCOMES,
        "method_note": (
            "Huit questions, sans compte, en ligne et sur papier. Les notes des neuf "
            "ateliers ont été relues par les personnes présentes avant d’être "
            "publiées.\n\n"
            "Les questionnaires papier ont été saisis par deux agents. Les textes ont "
            "été lus par trois personnes, sans logiciel. Cette consultation n’est pas "
            "un sondage : les participants se sont portés volontaires."
        ),
        "decider": "Le conseil métropolitain",
        "decider_detail": "Rapporteur : Yanis Belkadour. Vote le [14 décembre 2026]",
        "open_to_debate": (
            "Les engagements et leur ordre\nLes délais de réponse\n"
            "La façon d’évaluer la charte"
        ),
        "out_of_scope": (
            "Le principe d’une charte, voté en [avril 2026]\n"
            "L’âge du vote aux élections, fixé par la loi"
        ),
        "legal_frame": "l131-1",
        "audience": "Tout le monde",
        "audience_detail": "Habiter, étudier ou travailler dans la métropole",
        "on_paper": "Questionnaire dans les 68 mairies et à la fin des ateliers.",
        "by_phone": "01 99 00 12 34, du lundi au vendredi, de 9 h à 17 h.",
        "in_person": (
            "Neuf ateliers, du [14 septembre (2026)] au [9 octobre 2026], un par "
            "secteur."
        ),
        "official": "Yanis Belkadour, vice-président à la participation",
        "department": "Mission Dialogue citoyen",
        "contact_name": "Camille Orvain, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 35",
        "contact_email": "charte@merlianne.example",
        "data_notice": (
            "Les réponses ne portent ni nom ni adresse. Elles sont gardées jusqu’à "
            "l’évaluation de la charte, en 2029."
        ),
        "territories": ["merlianne-metropole"],
        "topics": ["citoyennete-et-numerique"],
        "body": BODY,
        "steps": [
            (
                "Préparer",
                story.day(2026, 5, 1),
                story.day(2026, 9, 6),
                "[Mai (2026)] à [août 2026]. Bilan de la charte de 2020.",
            ),
            (
                "Contribuer",
                story.day(2026, 9, 7),
                story.day(2026, 10, 23),
                "[7 sept. (2026)] au [23 oct. 2026]",
            ),
            (
                "Répondre",
                story.day(2026, 11, 16),
                story.day(2026, 12, 13),
                "[16 nov. 2026]. Synthèse publiée.",
            ),
            (
                "Décider",
                story.day(2026, 12, 14),
                story.day(2026, 12, 14),
                "[14 déc. 2026]. Vote du conseil métropolitain.",
            ),
            (
                "Évaluer",
                story.day(2027, 12, 1),
                None,
                "Chaque année, avec douze personnes dont six tirées au sort.",
            ),
        ],
    }
