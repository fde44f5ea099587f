"""D12's 1 284 responses: every total of the published results, exactly."""

from __future__ import annotations

import random

from home.demo.answers import Given, Person
from home.demo.crowd import HOMES, Leaning, deal, deal_several, distinct, spread
from home.demo.libraries import LIBRARIES, QUOTES

CHANNELS = {"online": 1031, "paper": 187, "desk": 66}
VISITS = {"often": 402, "sometimes": 511, "rarely": 238, "never": 133}
SLOTS = {
    "saturday": 688,
    "thursday": 566,
    "noon": 507,
    "sunday": 421,
    "holidays": 214,
    "other": 97,
}
AGES = {
    "under_15": 41,
    "15_24": 158,
    "25_39": 327,
    "40_59": 402,
    "60_74": 261,
    "75_plus": 62,
    None: 33,
}
GENDERS = {"woman": 771, "man": 462, "other": 9, "unsaid": 30, None: 12}
SUITS = {1: 168, 2: 352, 3: 391, 4: 241, 5: 98, None: 34}
COMMENTS = 214
N = 1284
NEAR = {
    "S1": "centre",
    "S2": "rive-basse",
    "S3": "forges",
    "valdorme": "valdorme",
    "hautevigne": "valdorme",
    "orsenval": "orsenval",
    "montclairel": "orsenval",
    "aubrelongue": "orsenval",
    "villeneuve-la-sorelle": "villeneuve",
    "rochemerle": "villeneuve",
    "grandlieu-sorelle": "villeneuve",
    "castelorme": "castelorme",
    "bois-tavernel": "castelorme",
    "fontanelle-le-haut": "castelorme",
    "saint-elvin": "castelorme",
    "pontravel": "pontravel",
    "marsaudun": "pontravel",
    "chantevreux": "pontravel",
    "lormoyer": "lormoyer",
    "vaucreuse": "lormoyer",
    "saint-aubrin": "lormoyer",
    "noirvaux": "lormoyer",
}
# Who said the three sentences that are quoted.
QUOTED = [("online", "S3"), ("paper", "S2"), ("desk", "castelorme")]
REFUSED = [
    "Le responsable de Rive-Basse ne fait rien de ses journées, tout le monde le sait.",
    "La dame de l’accueil de Rive-Basse ferait mieux de changer de métier.",
    "Avec un élu pareil à la culture, il n’y a rien à attendre.",
    "Cours de guitare à domicile, la première heure est offerte, tous niveaux.",
]
WORDS = {
    "place": [name for key, name in LIBRARIES.items() if key != "none"],
    "hour": ["18 h 30", "19 h", "19 h 30", "20 h"],
    "day": ["le mardi", "le mercredi", "le jeudi", "le vendredi", "le samedi"],
    "child": ["ma fille", "mon fils", "les enfants", "mes petits-enfants"],
    "work": ["à l’usine", "au magasin", "à l’hôpital", "sur les chantiers", "au port"],
}
SENTENCES = [
    "Ouvrir jusqu’à {hour} au moins un jour par semaine à {place}.",
    "Je travaille {work} : tout est fermé quand je sors.",
    "À {place}, la salle est pleine {day} et vide le reste de la semaine.",
    "Pouvoir rendre les livres à toute heure, par une boîte, à {place}.",
    "Le dimanche après-midi, avec {child}, ce serait notre sortie.",
    "Je viens pour le calme. N’ajoutez pas d’animations partout.",
    "Des places pour travailler en silence {day}, avec des prises.",
    "Un bus qui passe encore à l’heure de la fermeture de {place}.",
    "Les horaires ne sont pas les mêmes d’un jour à l’autre, je me trompe souvent.",
    "Ouvrir à midi à {place}, je déjeune à deux rues.",
    "Merci aux équipes de {place}, elles font déjà beaucoup.",
    "Pas de travail le dimanche pour les agents, ils ont une famille aussi.",
    "J’emprunterais plus si les nouveautés arrivaient à {place} en même temps.",
    "{child} finit l’école à 16 h 30, la médiathèque ferme à 17 h 30 : trop juste.",
    "Une nocturne par mois suffirait, mais la même date partout.",
    "Je ne savais pas que {place} prêtait des jeux. Dites-le mieux.",
    "Pendant les vacances, garder les mêmes heures que le reste de l’année.",
    "Depuis que {place} ferme à midi, je ne viens plus.",
    "Un accès avec la carte, sans agent, tôt le matin.",
    "La lumière est trop faible à {place} pour lire le soir.",
    "Je préfère que l’on garde l’argent pour acheter des livres.",
    "Ouvrir {day} soir, et fermer le lundi : personne ne vient le lundi.",
    "Le parking de {place} est fermé avant la médiathèque.",
    "Je suis en fauteuil, l’ascenseur de {place} est souvent en panne.",
    "Des heures où l’on a le droit de parler, et d’autres où l’on se tait.",
    "Aide aux démarches en ligne {day}, sans rendez-vous.",
    "Samedi jusqu’à {hour}, oui, mais avec quelqu’un pour conseiller.",
    "Je viens de loin : savoir avant de partir si le livre est là.",
    "Une salle pour les devoirs après 17 h à {place}.",
    "Les horaires d’été sont affichés trop tard.",
    "Je travaille de nuit, le matin tôt serait parfait.",
    "Le bibliobus devrait s’arrêter plus longtemps {day}.",
    "Un café, même simple, à {place}, pour rester lire.",
    "Les toilettes de {place} ferment une heure avant. Pourquoi ?",
    "Rien à changer à {place}, c’est très bien ainsi.",
    "J’irais {day} soir s’il y avait des séances de conte.",
    "Plus de livres en gros caractères, et des heures calmes pour les choisir.",
    "Étudiante : il manque des places entre 18 h et {hour}.",
    "Mes parents ne conduisent plus, un passage à domicile les aiderait.",
    "Des prêts plus longs : je ne peux venir qu’une fois par mois.",
    "Ouvrir {day} dès 9 h, beaucoup de retraités attendent devant la porte.",
    "Le samedi, {child} dort jusqu’à midi. Le soir nous irait mieux.",
    "Une seule carte pour toutes les médiathèques, c’est déjà formidable.",
    "À {place} il fait trop chaud l’été, on ne peut pas rester.",
    "Le Wi-Fi devrait marcher dehors quand c’est fermé.",
    "Je n’y vais pas parce que je n’ose pas. Faites des visites.",
    "Il faudrait une pause entre les classes et le public, à {place}.",
    "Les horaires de {place} ne correspondent à aucun bus.",
    "Ouvrir moins, mais avec plus de monde pour accueillir.",
    "Je viens {day} avec une association, deux heures ne suffisent pas.",
    "Le dimanche je préfère la forêt. Mais pourquoi pas l’hiver.",
    "Des ateliers pour adultes après {hour}, pas toujours pour les enfants.",
    "Prévenir par message quand {place} ferme exceptionnellement.",
    "Une heure de plus {day} changerait tout pour nous.",
    "Les livres en langues étrangères sont au deuxième étage sans ascenseur.",
    "Si Merlianne-Centre ouvre le dimanche, que {place} ouvre aussi un jour de plus.",
    "J’aimerais pouvoir réserver une salle pour un groupe de lecture.",
    "Le prêt de liseuses marche bien, il n’y en a pas assez à {place}.",
    "Les journaux du jour devraient être là dès l’ouverture.",
    "Je garde {child} {day} : une ouverture le matin nous sauverait.",
    "Moins de bruit à {place} aux heures des révisions, en mai et en juin.",
    "Je suis passé trois fois, trois fois fermé. J’ai renoncé.",
]
OTHER_SLOTS = [
    "Tôt le matin, avant le travail",
    "Le lundi",
    "Le lundi matin",
    "Entre 8 h et 9 h",
    "Le mercredi toute la journée",
    "Le vendredi soir",
    "Un soir par mois, tard",
    "Les jours fériés",
    "Le mardi soir",
    "L’été, le matin seulement",
    "Le mercredi midi",
    "La nuit, pendant les examens",
    "Le samedi matin plus tôt",
    "Tous les jours la même heure",
    "Le jeudi matin",
    "Après le marché",
]


def people() -> list[Person]:
    """Return everybody who answered."""
    draw = random.Random(2025)  # noqa: S311  a story, not a secret
    ages = deal(draw, AGES)
    old = _leaning(ages)
    channels = deal(draw, CHANNELS, lambda person: 0.7 * old(person))
    genders = deal(draw, GENDERS)
    visits = deal(draw, VISITS)
    suits = deal(draw, SUITS, lambda person: 1 - 0.5 * old(person))
    slots = deal_several(draw, N, SLOTS, most=3)
    homes = deal(draw, spread(draw, HOMES, N))
    _seat_quoted(channels, homes)
    comments = _comments(draw, channels, homes)
    return [
        Person(
            channel=channels[i],
            day=min(int(34 * draw.betavariate(1.1, 1.6)), 34),
            given=Given(
                {
                    "visits": visits[i],
                    "library": _library(draw, visits[i], homes[i]),
                    "suits": suits[i],
                    "slots": slots[i],
                    "territory": homes[i],
                    "age": ages[i],
                    "gender": genders[i],
                },
                _texts(draw, slots[i], comments.get(i)),
            ),
        )
        for i in range(N)
    ]


def _leaning(ages: list[str | None]) -> Leaning:
    order = {age: rank / len(AGES) for rank, age in enumerate(AGES)}
    return lambda person: order[ages[person]]


def _library(draw: random.Random, visits: str, home: str | None) -> str | None:
    if visits == "never":
        return "none"
    if draw.random() < 0.06:
        return None
    near = NEAR.get(home or "")
    if near is None or draw.random() > 0.72:
        # The largest one draws people from everywhere.
        return draw.choice(["centre", *LIBRARIES][:-1])
    return near


def _seat_quoted(channels: list[str], homes: list[str | None]) -> None:
    """Swap places so that the three quoted persons are the first three."""
    for seat, (channel, home) in enumerate(QUOTED):
        for values, wanted in ((channels, channel), (homes, home)):
            other = values.index(wanted, seat)  # type: ignore[arg-type]
            values[seat], values[other] = values[other], values[seat]


def _comments(
    draw: random.Random, channels: list[str], homes: list[str | None]
) -> dict[int, str]:
    written = distinct(draw, SENTENCES, WORDS, COMMENTS - len(QUOTED) - len(REFUSED))
    written = [f"{words[0].upper()}{words[1:]}" for words in written]
    authors = draw.sample(range(len(QUOTED), N), len(written) + len(REFUSED))
    quoted = {seat: words for seat, (words, _author) in enumerate(QUOTES)}
    return quoted | dict(zip(authors, [*REFUSED, *written], strict=True))


def _texts(
    draw: random.Random, slots: list[str], comment: str | None
) -> dict[str, str]:
    texts = {}
    if "other" in slots:
        texts["slots"] = draw.choice(OTHER_SLOTS)
    if comment:
        texts["comment"] = comment
    return texts
