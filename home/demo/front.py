"""The front page and the identity of the authority."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import Raw, block


def _change(outcome: str, title: str, words: str, page: int | None = None) -> Raw:
    value = {"outcome": outcome, "title": title, "text": words, "page": page}
    return block("change", value)


def _figure(number: str, unit: str, label: str, detail: str) -> Raw:
    value = {"number": number, "unit": unit, "label": label, "detail": detail}
    return block("figure", value)


IDENTITY: dict[str, Any] = {
    "name": "Participons à Merlianne",
    "authority": "Merlianne Métropole",
    "colour": "#0a5c63",
    "tagline": (
        "La métropole décide avec vous. Ici, par courrier ou au guichet, chaque avis "
        "compte autant."
    ),
    "address": "12, place de l’Hôtel-de-Ville à Merlianne",
    "opening_hours": "du lundi au vendredi, de 9 h à 17 h",
    "phone": "01 99 00 12 34",
    "email": "dialogue.citoyen@merlianne.example",
    "controller": "Merlianne Métropole",
    "data_protection_email": "dpo@merlianne.example",
}
HOME: dict[str, Any] = {
    "title": "Accueil",
    "slug": "accueil",
    "dates_intro": (
        "L’agenda citoyen va jusqu’en 2032 : ce qui est daté, ce qui est prévu, ce qui "
        "a bougé."
    ),
    "changes_intro": (
        "Ce qui est tenu, ce qui l’est en partie, ce qui est en retard. Mis à jour deux "
        "fois par an, dernière fois le [1er novembre 2026]."
    ),
    "figures_intro": (
        "Chaque chiffre dit ce qu’il compte. Bilan [2025], adopté en conseil."
    ),
}
FIGURES: list[Raw] = [
    _figure(
        "5 412",
        "",
        "contributions en [2025]",
        "Réponses, idées et avis reçus, tous canaux. Une personne peut en déposer "
        "plusieurs. 28 % sont arrivées hors ligne.",
    ),
    _figure(
        "85",
        "%",
        "ont reçu une réponse",
        "4 601 contributions dont le thème a une réponse publiée et signée. Charte, "
        "engagement 4.",
    ),
    _figure(
        "47",
        "jours",
        "de délai de réponse",
        "Médiane entre la clôture et la réponse publiée. La charte promet moins de "
        "trois mois.",
    ),
    _figure(
        "4 870",
        "",
        "présences en rencontre",
        "Comptées à l’entrée de 96 rencontres. Une même personne peut venir plusieurs "
        "fois.",
    ),
]


def changes(pages: dict[str, int]) -> list[Raw]:
    """Return what contributions changed; `pages` gives the number of a démarche."""
    return [
        _change(
            "kept",
            "Les médiathèques ouvrent le samedi jusqu’à 19 h",
            "Vous étiez 688 sur 1 284 à le demander. Sept médiathèques, depuis "
            "[janvier 2026]. Le jeudi soir n’a pas été retenu : voici pourquoi.",
            pages.get("horaires-des-mediatheques"),
        ),
        _change(
            "delivered",
            "Le jardin partagé de la cour des Forges est planté",
            "600 voix au budget participatif [2024], 38 000 € votés. Le 19e projet "
            "livré sur 38 lauréats.",
        ),
        _change(
            "partly",
            "19 écoles récupèrent l’eau de pluie",
            "La convention citoyenne de [2024] demandait toutes les écoles. La "
            "métropole en équipe douze par an.",
        ),
        _change(
            "late",
            "Un tarif de l’eau selon l’usage",
            "Recommandation retenue, délibération attendue avant [juin 2027]. Retard "
            "signalé le [1er novembre 2026].",
        ),
    ]


INDEX: dict[str, Any] = {
    "title": "Les démarches",
    "slug": "demarches",
    "intro": (
        "Ce qui est ouvert, ce qui arrive, et ce que sont devenues les réponses "
        "d’hier. Chaque démarche dit qui décide, et quand."
    ),
    "show_in_menus": True,
}
