"""D4's first responses: it opened six days ago."""

from __future__ import annotations

import random

from home.demo.answers import Given, Person
from home.demo.crowd import deal, pick_some, spread

CHANNELS = {"online": 121, "paper": 38, "desk": 14}
N = 173
LINKS = {"live": 39, "work": 14, "shop": 27, "cross": 17, "never": 3}
USES = {
    "shade": 57,
    "benches": 44,
    "market": 41,
    "play": 26,
    "parking": 24,
    "terraces": 19,
    "events": 12,
    "other": 4,
}
JUDGED = {
    "walking": {"good": 12, "fair": 34, "bad": 54},
    "resting": {"good": 5, "fair": 21, "bad": 74},
    "crossing": {"good": 19, "fair": 42, "bad": 39},
    "evening": {"good": 8, "fair": 37, "bad": 55},
}
PARKING = {"yes": 34, "rather_yes": 24, "rather_no": 15, "no": 21, "no_opinion": 6}
HOMES = {"S1": 70, "S2": 11, "S3": 8, "valdorme": 4, "orsenval": 3, None: 4}
AGES = {"15_24": 9, "25_39": 26, "40_59": 31, "60_74": 22, "75_plus": 8, None: 4}
WORRIES = [
    "Je vends du fromage depuis vingt ans ici. Mes clients ont soixante-dix ans.",
    "Où vont se garer les infirmières ?",
    "Onze mois de travaux, je ferme.",
    "Des arbres oui, mais pas à la place du marché.",
    "Les terrasses vont tout prendre, comme partout.",
    "Le parking des Cordiers ferme à 20 h.",
    "Les camions du marché ne tourneront plus.",
    "Qui ramassera les feuilles ? Personne aujourd’hui.",
    "Le bruit le soir sous mes fenêtres.",
    "Quatre millions, et les trottoirs du quartier attendent.",
]
MEMORIES = [
    "Le manège des années 80. Il était là où sont les parcmètres.",
    "La fontaine est sous le bitume, mon père l’a vue fermer.",
    "Gardez le grand marronnier près de la pharmacie.",
    "On y dansait le 14 juillet.",
    "Un robinet pour laver les étals, et pour boire.",
    "Des bancs avec un dossier, pour qui a mal au dos.",
    "Que l’on puisse jouer au ballon quelque part.",
    "Une lumière moins blanche le soir.",
    "Les tanneurs : dire d’où vient le nom.",
    "Une prise pour les camions du marché, au lieu des groupes qui fument.",
    "Des toilettes publiques ouvertes le samedi.",
    "De la place pour deux poussettes entre les étals.",
]

REFUSED: list[str] = []


def people() -> list[Person]:
    """Return everybody who answered so far."""
    draw = random.Random(4)  # noqa: S311  a story, not a secret
    links = deal(draw, spread(draw, LINKS, N))
    parking = deal(draw, spread(draw, PARKING, N))
    homes = deal(draw, spread(draw, HOMES, N))
    ages = deal(draw, spread(draw, AGES, N))
    channels = deal(draw, CHANNELS)
    against = [i for i in range(N) if parking[i] in ("rather_no", "no")]
    worries = dict(zip(draw.sample(against, len(WORRIES)), WORRIES, strict=True))
    memories = dict(zip(draw.sample(range(N), len(MEMORIES)), MEMORIES, strict=True))
    found = []
    for i in range(N):
        uses = pick_some(draw, USES, most=3, none=0) or ["shade"]
        texts = {}
        if i in worries:
            texts["why-not"] = worries[i]
        if i in memories:
            texts["memory"] = memories[i]
        if "other" in uses:
            texts["uses"] = "Un point de réparation de vélos"
        data = {
            "link": links[i],
            "judged": {
                row: draw.choices(list(marks), list(marks.values()))[0]
                for row, marks in JUDGED.items()
            },
            "uses": uses,
            "parking": parking[i],
            "territory": homes[i],
            "age": ages[i],
        }
        found.append(Person(channels[i], draw.randrange(6), Given(data, texts)))
    return found
