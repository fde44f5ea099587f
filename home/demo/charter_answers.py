"""D1's 486 responses."""

from __future__ import annotations

import random

from home.demo.answers import Given, Person
from home.demo.charter import PROMISES
from home.demo.crowd import HOMES, deal, deal_several, distinct, rank, spread

N = 486
CHANNELS = {"online": 402, "meeting": 52, "paper": 32}
KNOWN = {"yes": 138, "heard": 191, "no": 157}
OBSTACLES = {
    "answer": 271,
    "useless": 203,
    "time": 176,
    "internet": 118,
    "hours": 109,
    "words": 94,
    "late": 87,
    "other": 31,
}
TRUST = {1: 61, 2: 148, 3: 171, 4: 74, 5: 14, None: 18}
DELAYS = {"three": 246, "one": 97, "depends": 92, "six": 51}
AGES = {
    "under_15": 6,
    "15_24": 51,
    "25_39": 118,
    "40_59": 157,
    "60_74": 112,
    "75_plus": 23,
    None: 19,
}
WORDS = {
    "who": ["les jeunes", "les locataires", "les commerçants", "les familles"],
    "when": ["le soir", "le samedi matin", "pendant les vacances", "à midi"],
}
SENTENCES = [
    "Le nom de la personne qui répond, pas seulement celui du service.",
    "Une garde d’enfants à chaque réunion, annoncée sur l’affiche.",
    "Dire combien la démarche a coûté.",
    "Aller chercher {who} au lieu de les attendre.",
    "Des réunions {when}, et pas toujours au même endroit.",
    "Une version facile à lire de chaque document.",
    "Le droit de demander une démarche, pas seulement d’y répondre.",
    "Publier ce que les élus ont changé dans leur projet, et ce qu’ils ont gardé.",
    "Écrire moins de chartes et tenir celle-ci.",
    "Les villages de Lormoyer sont toujours oubliés.",
    "Un interprète en langue des signes quand on le demande une semaine avant.",
    "Que les réponses soient lues par des gens et pas par un logiciel.",
    "Ne plus consulter quand tout est décidé.",
    "Un rappel par courrier : {who} ne lisent pas les messages.",
    "Donner la parole à {who} en premier, pour une fois.",
    "Une sanction si le délai de trois mois n’est pas tenu.",
    "Des comptes rendus courts, en une page, sous huit jours.",
    "Rembourser le bus pour venir aux ateliers.",
]

REFUSED: list[str] = []


def people() -> list[Person]:
    """Return everybody who answered."""
    draw = random.Random(1)  # noqa: S311  a story, not a secret
    channels = deal(draw, CHANNELS)
    known = deal(draw, KNOWN)
    trust = deal(draw, TRUST)
    delays = deal(draw, DELAYS)
    ages = deal(draw, AGES)
    obstacles = deal_several(draw, N, OBSTACLES, most=3)
    homes = deal(draw, spread(draw, HOMES, N))
    written = distinct(draw, SENTENCES, WORDS, 28)
    texts = dict(zip(draw.sample(range(N), len(written)), written, strict=True))
    return [
        Person(
            channels[i],
            draw.randrange(46),
            Given(
                {
                    "known": known[i],
                    "obstacles": obstacles[i],
                    "trust": trust[i],
                    "promises": rank(
                        draw, dict(zip(PROMISES, (5, 9, 4, 6, 3), strict=True))
                    )
                    if draw.random() < 0.88
                    else None,
                    "delay": delays[i],
                    "territory": homes[i],
                    "age": ages[i],
                },
                ({"missing": texts[i]} if i in texts else {})
                | ({"obstacles": "La fatigue"} if "other" in obstacles[i] else {}),
            ),
        )
        for i in range(N)
    ]
