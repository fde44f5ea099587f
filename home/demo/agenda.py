"""The agenda citoyen: meetings that have a date, and some that have none yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from home.demo import cycling
from home.demo.story import Story

AGENDA = {
    "title": "L’agenda citoyen",
    "slug": "agenda",
    "intro": (
        "Ce qui est daté, ce qui est prévu, ce qui a bougé. Adopté en conseil, revu "
        "chaque automne."
    ),
    "show_in_menus": True,
}
WHEELCHAIR = "Accessible en fauteuil"


def events(story: Story) -> list[dict[str, Any]]:
    """Return the fields of every event; `about` is the address of a démarche."""
    return [
        _event(
            "Assemblée citoyenne, session 1 : comprendre l’eau",
            "assemblee-citoyenne-session-1",
            "session",
            story.at(2026, 11, 14, 9, 15),
            story.at(2026, 11, 14, 17),
            summary=(
                "64 membres présents sur 72, 11 observateurs. Compte rendu attendu le "
                "[27 novembre (2026)]"
            ),
            place="Halle aux grains, Merlianne",
            access=f"{WHEELCHAIR}\nBoucle magnétique\nGarde d’enfants",
            registration="Séance ouverte au public, sans inscription.",
        ),
        _event(
            "Réunion publique : place des Tanneurs",
            "reunion-place-des-tanneurs",
            "meeting",
            story.at(2026, 11, 26, 18, 30),
            story.at(2026, 11, 26, 20, 30),
            about="place-des-tanneurs",
            summary="Accessible en fauteuil, boucle magnétique",
            place="salle du Vieux-Marché, Rive-Haute",
            access=(
                f"{WHEELCHAIR}\nBoucle magnétique\nGarde d’enfants sur place\n"
                "Arrêt Vieux-Marché, lignes 2 et 7"
            ),
            registration=(
                "Entrée libre, 120 places. Pour la garde d’enfants, appelez le "
                "01 99 00 12 34 avant le [25 novembre (2026)]."
            ),
            body=[
                "La métropole présente ce qui est ouvert et ce qui ne l’est pas, puis "
                "chaque table discute de trois sujets : les arbres, le marché, les "
                "terrasses. Les notes des tables sont jointes au registre.",
                "Vous ne pouvez pas venir ? Le questionnaire et le registre valent "
                "autant que la réunion.",
            ],
        ),
        _event(
            "Balade à vélo commentée",
            "balade-a-velo",
            "walk",
            story.at(2026, 12, 5, 9, 30),
            story.at(2026, 12, 5, 12),
            about=cycling.SLUG,
            summary="12 km, retour à midi. Vélos prêtés sur demande",
            place="départ de la gare de Valdorme",
            access="Deux tricycles adaptés, à réserver\nHalte toutes les vingt minutes",
            registration=(
                "Inscription au 01 99 00 12 36 : 30 personnes au plus. En cas de pluie "
                "forte, la balade est remise au [12 décembre (2026)]."
            ),
            body=[
                "Cinq arrêts, cinq carrefours. À chacun, un technicien dit ce qui est "
                "possible, et vous dites ce que vous feriez.",
            ],
        ),
        _event(
            "Conseil métropolitain : vote de la charte",
            "conseil-vote-de-la-charte",
            "council",
            story.at(2026, 12, 14, 18),
            None,
            about="charte-de-la-participation",
            summary="Séance publique, retransmise et sous-titrée",
            place="Hôtel de la Métropole, Merlianne",
            access=f"{WHEELCHAIR}\nSous-titrage en direct",
            registration="Entrée libre dans la limite des places.",
        ),
        _event(
            "Assemblée citoyenne, session 2",
            "assemblee-citoyenne-session-2",
            "session",
            story.at(2027, 1, 16, 9, 15),
            story.at(2027, 1, 16, 17),
            summary="Trois chantiers choisis en session 1 : usages, prix, réserves",
            place="Halle aux grains, Merlianne",
            access=f"{WHEELCHAIR}\nBoucle magnétique\nGarde d’enfants",
            registration="Séance ouverte au public, sans inscription.",
        ),
        _event(
            "Tournée des neuf secteurs : aide au dépôt d’idées",
            "tournee-des-secteurs",
            "stand",
            story.at(2027, 1, 1),
            None,
            precision="month",
            summary="Une journée dans chaque secteur, pour le budget participatif",
        ),
        _event(
            "Restitution du plan vélo et marche",
            "restitution-plan-velo-et-marche",
            "feedback",
            story.at(2027, 3, 1),
            None,
            precision="month",
            about=cycling.SLUG,
            summary="La liste des cinquante premiers aménagements, avec ses raisons",
        ),
        _event(
            "Installation du conseil de développement renouvelé",
            "installation-conseil-de-developpement",
            "session",
            story.at(2027, 4, 1),
            None,
            precision="quarter",
            summary="60 membres, quatre collèges",
        ),
        _event(
            "Remise de l’avis « De l’eau pour demain »",
            "remise-avis-eau",
            "session",
            story.at(2027, 6, 12),
            None,
            precision="day",
            summary="Par l’assemblée citoyenne, au conseil métropolitain",
            place="Hôtel de la Métropole, Merlianne",
        ),
    ]


def _event(
    title: str,
    slug: str,
    kind: str,
    starts_at: datetime,
    ends_at: datetime | None,
    **fields: Any,
) -> dict[str, Any]:
    return {
        "title": title,
        "slug": slug,
        "kind": kind,
        "starts_at": starts_at,
        "ends_at": ends_at,
        **fields,
    }
