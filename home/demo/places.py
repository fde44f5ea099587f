"""The territories of Merlianne Métropole, and the themes of its action.

68 communes, of which twenty have a name here. Six sectors are made of communes; the
city of Merlianne is a commune made of the three others.
"""

from __future__ import annotations

from django.utils.text import slugify

from core.models import Territory, Topic

AUTHORITY = ("merlianne-metropole", "Merlianne Métropole", 431_600)
SECTORS = {
    "S1": ("Merlianne Rive-Haute", 52_300),
    "S2": ("Merlianne Rive-Basse", 49_800),
    "S3": ("Merlianne Les Forges", 46_100),
    "S4": ("Valdorme", 58_400),
    "S5": ("Orsenval-Plateau", 51_900),
    "S6": ("Boucle de la Sorelle", 47_700),
    "S7": ("Pays de Castelorme", 41_300),
    "S8": ("Pontravel et Ports", 46_800),
    "S9": ("Hautes-Terres de Lormoyer", 37_300),
}
CITY = ("merlianne", "Merlianne", 148_200)
CITY_SECTORS = {"S1", "S2", "S3"}
COMMUNES = {
    "S4": ["Valdorme", "Hautevigne"],
    "S5": ["Orsenval", "Montclairel", "Aubrelongue"],
    "S6": ["Villeneuve-la-Sorelle", "Rochemerle", "Grandlieu-Sorelle"],
    "S7": ["Castelorme", "Bois-Tavernel", "Fontanelle-le-Haut", "Saint-Elvin"],
    "S8": ["Pontravel", "Marsaudun", "Chantevreux"],
    "S9": ["Lormoyer", "Vaucreuse", "Saint-Aubrin", "Noirvaux"],
}
# How one says « in » and « of »: « aux Forges », « des Forges ».
WORDS_FOR = {
    "S1": ("sur la Rive-Haute", "de la Rive-Haute"),
    "S2": ("sur la Rive-Basse", "de la Rive-Basse"),
    "S3": ("aux Forges", "des Forges"),
    **{
        slugify(name): (
            f"à {name}",
            f"d’{name}" if name[0] in "AO" else f"de {name}",
        )
        for names in COMMUNES.values()
        for name in names
    },
}
TOPICS = [
    "Citoyenneté et numérique",
    "Culture et patrimoine",
    "Déplacements",
    "École et jeunesse",
    "Énergie et climat",
    "Nature et biodiversité",
    "Propreté et déchets",
    "Solidarité",
    "Sport et loisirs",
    "Urbanisme",
    "Alimentation",
]


def create_places() -> dict[str, Territory]:
    """Create what is missing; return territories by code."""
    code, name, population = AUTHORITY
    authority = _territory(code, name, Territory.Kind.AUTHORITY, None, population)
    places = {code: authority}
    code, name, population = CITY
    city = _territory(code, name, Territory.Kind.COMMUNE, authority, population)
    places[code] = city
    for code, (name, population) in SECTORS.items():
        parent = city if code in CITY_SECTORS else authority
        places[code] = _territory(code, name, Territory.Kind.SECTOR, parent, population)
    for sector, names in COMMUNES.items():
        for name in names:
            code = slugify(name)
            places[code] = _territory(
                code, name, Territory.Kind.COMMUNE, places[sector]
            )
    return places


def create_topics() -> dict[str, Topic]:
    """Create what is missing; return topics by address."""
    topics = {}
    for name in TOPICS:
        slug = slugify(name)
        topics[slug], _created = Topic.objects.get_or_create(
            slug=slug, defaults={"name": name}
        )
    return topics


def _territory(
    code: str,
    name: str,
    kind: str,
    parent: Territory | None,
    population: int | None = None,
) -> Territory:
    place, _created = Territory.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "kind": kind,
            "parent": parent,
            "population": population,
        },
    )
    return place
