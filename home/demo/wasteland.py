"""D9, coming: « Friche des Laminoirs : premiers usages »."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import Raw, ask, bullets, faq, heading, ideas, survey, text
from home.demo.story import Story

SLUG = "friche-des-laminoirs"

BODY: list[Raw] = [
    heading("De quoi s’agit-il ?"),
    text(
        "Quatre hectares de halles et de cours, vides depuis la fermeture des laminoirs "
        "en 2009. Le quartier sera construit à partir de 2030. D’ici là, la métropole "
        "ouvre la halle 2 et la grande cour : trois ans pour essayer.",
        "Les usages choisis auront un bail gratuit, l’eau, l’électricité et un budget "
        "commun de 180 000 euros. En échange, ils ouvrent au public et disent chaque "
        "année ce qu’ils ont appris.",
    ),
    survey(
        SLUG,
        title="Une question pour commencer",
        intro="<p>Une seule question, sans valeur de sondage.</p>",
        thanks="<p>Merci. Vous pouvez aussi proposer une idée.</p>",
        by_steps=False,
        paper=False,
        editable=False,
        results_visibility="live",
        moderation="before",
        questions=[
            ask(
                "single",
                "first",
                "Par quoi faut-il commencer ?",
                required=True,
                choices={
                    "sport": "Un lieu pour bouger",
                    "workshop": "Des ateliers pour fabriquer et réparer",
                    "garden": "Un jardin et une buvette",
                    "music": "Des répétitions et des concerts",
                    "market": "Un marché de nuit",
                },
                random_order=True,
            )
        ],
    ),
    ideas(
        SLUG,
        title="Vos idées pour la friche",
        intro=(
            "Qui ferait quoi, où, et avec qui ? Une idée portée par un groupe a plus "
            "de chances de naître : dites avec qui vous la feriez."
        ),
        categories={
            "sport": "Bouger",
            "make": "Fabriquer et réparer",
            "grow": "Planter",
            "stage": "Jouer et montrer",
            "eat": "Manger ensemble",
            "other": "Autre",
        },
        territory="no",
        place=True,
        image=True,
        identity_level="open",
        moderation="before",
        support=True,
        show_supports=True,
        support_level="open",
    ),
    heading("Ce qu’il faut savoir avant de rêver"),
    text(
        "Le sol de la cour nord est pollué : on ne peut pas y planter en pleine terre. "
        "La halle 2 est sèche, haute de onze mètres, et n’est pas chauffée.",
        bullets(
            "visite libre le [samedi 5 décembre (2026)], de 14 h à 17 h ;",
            "plan et photos à la maison des Forges, 3, rue du Laminoir ;",
            "un agent répond au 01 99 00 12 38.",
        ),
    ),
    faq(
        (
            "Faut-il être une association ?",
            "Non pour proposer. Oui, ou un collectif avec deux noms, pour signer le "
            "bail.",
        ),
        (
            "Et après 2030 ?",
            "Ce qui marche sera intégré au quartier : c’est le but de l’essai.",
        ),
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "Friche des Laminoirs : premiers usages",
        "slug": SLUG,
        "summary": (
            "Quatre hectares à essayer pendant trois ans. Idées et sondage rapide, "
            "jusqu’au [31 janvier (2027)]."
        ),
        "intro": (
            "Le quartier sera construit à partir de 2030. D’ici là, la halle 2 et la "
            "grande cour s’ouvrent : que voulez-vous y essayer ?"
        ),
        "kind": "ideas",
        "level": 4,
        "opens_at": story.at(2026, 12, 1, 9),
        "closes_at": story.at(2027, 1, 31, 23, 59),
        "answer_due": story.day(2027, 4, 30),
        "answer_due_note": "Charte, engagement 4 : sous trois mois",
        "decider": "Un comité d’habitants et d’élus, puis le bureau métropolitain",
        "decider_detail": "Douze personnes dont six tirées au sort aux Forges",
        "open_to_debate": (
            "Les usages de la halle 2 et de la grande cour\n"
            "Les horaires, les règles, le partage du budget"
        ),
        "out_of_scope": (
            "Le quartier de 2030 : une autre démarche suivra\n"
            "La cour nord, polluée, qui reste fermée"
        ),
        "legal_frame": "l131-1",
        "audience": "Tout le monde",
        "audience_detail": "Associations, collectifs et personnes seules",
        "on_paper": "Carte à remplir à la maison des Forges, 3, rue du Laminoir.",
        "by_phone": "01 99 00 12 38, du mardi au samedi, de 10 h à 18 h.",
        "in_person": "Visite libre, [samedi 5 décembre (2026)], de 14 h à 17 h.",
        "official": "Yanis Belkadour, vice-président à la participation",
        "department": "Direction de l’urbanisme",
        "contact_name": "Inès Aboukir, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 36",
        "contact_email": "laminoirs@merlianne.example",
        "data_notice": (
            "Le nom affiché est celui que vous choisissez. Les idées sont publiées "
            "après lecture. Les coordonnées laissées pour être rappelé ne sont jamais "
            "publiées et sont effacées en [juin 2027]."
        ),
        "territories": ["S3"],
        "topics": ["urbanisme", "culture-et-patrimoine", "sport-et-loisirs"],
        "body": BODY,
        "steps": [
            (
                "Proposer",
                story.day(2026, 12, 1),
                story.day(2027, 1, 31),
                "[1er déc. (2026)] au [31 janv. 2027]",
            ),
            (
                "Étudier",
                story.day(2027, 2, 1),
                story.day(2027, 3, 31),
                "[Févr. (2027)] et [mars 2027]. Chaque idée est étudiée avec son "
                "porteur.",
            ),
            (
                "Répondre",
                story.day(2027, 4, 1),
                story.day(2027, 4, 30),
                "[Avr. 2027]. Une réponse à chacune.",
            ),
            (
                "Essayer",
                story.day(2027, 6, 1),
                None,
                "À partir de [juin 2027]. Premières ouvertures.",
            ),
        ],
    }
