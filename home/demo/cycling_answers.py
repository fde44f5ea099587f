"""D2's responses so far, and the places that people pointed at."""

from __future__ import annotations

import random

from home.demo import people as names
from home.demo.answers import Given, Person
from home.demo.crowd import HOMES, deal, distinct, pick_some, rank, spread
from home.demo.places import WORDS_FOR

CHANNELS = {"online": 934, "paper": 150, "desk": 62}
N = 1146
WALKING = {"daily": 44, "weekly": 29, "rarely": 19, "cannot": 8}
CYCLING = {"daily": 13, "weekly": 19, "rarely": 27, "never": 41}
OBSTACLES = {
    "speed": 48,
    "junctions": 44,
    "theft": 31,
    "weather": 24,
    "parking": 21,
    "children": 17,
    "hills": 15,
    "health": 10,
    "other": 4,
}
# How early each improvement tends to be ranked.
LIKED = {"lanes": 8, "junctions": 7, "pavements": 5, "shade": 4, "shelters": 3}
COMFORT = {1: 9, 2: 27, 3: 37, 4: 20, 5: 4, None: 3}
KERBSIDE = {
    "yes": 31,
    "rather_yes": 24,
    "rather_no": 16,
    "no": 21,
    "no_opinion": 8,
}
AGES = {
    "under_15": 2,
    "15_24": 13,
    "25_39": 27,
    "40_59": 30,
    "60_74": 19,
    "75_plus": 5,
    None: 4,
}
GENDERS = {"woman": 51, "man": 43, "other": 1, "unsaid": 2, None: 3}
OTHERS = [
    "Les travaux qui n’en finissent pas",
    "Porter les courses",
    "Les vélos sur le trottoir",
    "Le manque de douche au travail",
    "La nuit, l’éclairage",
    "Le bruit",
    "Les chiens sans laisse",
]
FOR = [
    "Mon fils rentre du collège à pied : on ne se croise pas à deux sur ce trottoir.",
    "Une place de voiture, c’est dix vélos ou un arbre.",
    "Avec une poussette je descends sur la chaussée {at}.",
    "Les terrasses ont déjà pris les trottoirs {at}, il n’en reste rien.",
    "Je suis en fauteuil : sous un mètre quarante, je ne passe pas.",
    "On se gare pour cinq minutes, on bloque pour tout le monde.",
    "Si l’on peut marcher, on viendra à pied dans les commerces.",
    "Les rues de l’école {of} devraient être sans voiture à 8 h 30.",
    "Il fait quarante degrés entre les voitures l’été. De l’ombre !",
    "Je préfère un bus toutes les dix minutes et moins de parkings.",
]
AGAINST = [
    "Je rentre à 22 h de l’hôpital, je ne vais pas tourner une heure.",
    "Les aides à domicile ont besoin de se garer devant chez ma mère.",
    "Les artisans ne viendront plus {at}.",
    "Commencez par le bus {at}, ensuite on en parle.",
    "Le marché {of} vit des gens qui viennent de loin.",
    "À la campagne on n’a pas le choix : il faut bien arriver quelque part.",
    "Le parking souterrain est trop cher, voilà le vrai sujet.",
    "J’ai mal aux genoux. Cinquante mètres de plus comptent.",
    "On nous a déjà tout enlevé {at}.",
]
UNSURE = [
    "Cela dépend de la rue. Oui près des écoles, non devant les médecins.",
    "Oui si les places de livraison restent.",
    "Essayez six mois {at} avant de tout casser.",
    "Je n’ai pas de voiture, je ne veux pas décider pour les autres.",
]
STOPS = [
    "la gare de Valdorme",
    "le lycée",
    "le marché des Forges",
    "l’hôpital",
    "la zone des Laminoirs",
    "la fac",
    "la place des Tanneurs",
    "le port de Pontravel",
    "l’école",
    "la crèche",
    "le centre",
    "la médiathèque",
    "le stade",
    "le quai des Fondeurs",
]
REFUSED = [
    "Mon voisin du 12 se gare sur le trottoir tous les soirs, je donne sa plaque.",
]
PLACES = [
    # Category, title, words, place, code of territory, supports.
    (
        "junction",
        "Le carrefour du moulin : quatre files à traverser",
        "Le feu piéton dure neuf secondes. Avec ma mère il nous en faut vingt.",
        "Carrefour du Moulin, sortie de la passerelle",
        "marsaudun",
        41,
    ),
    (
        "lane",
        "Relier la gare de Valdorme à la voie verte",
        "Il manque six cents mètres, sur une route à 80. Tout le monde s’arrête là.",
        "De la gare de Valdorme au pont du Rail",
        "valdorme",
        88,
    ),
    (
        "pavement",
        "Le trottoir de la rue des Tanneurs finit dans un poteau",
        "Impossible en fauteuil, et même avec une valise.",
        "12, rue des Tanneurs",
        "S1",
        37,
    ),
    (
        "parking",
        "Trente arceaux couverts devant le lycée",
        "Il y a cent vélos pour huit arceaux. Les autres sont contre la grille.",
        "Lycée des Forges, entrée nord",
        "S3",
        52,
    ),
    (
        "shade",
        "Pas un arbre entre le port et l’école",
        "Un kilomètre au soleil. Deux bancs suffiraient, et de l’ombre.",
        "Quai de la darse Sud",
        "pontravel",
        29,
    ),
    (
        "junction",
        "Le rond-point de Castelorme à vélo",
        "On y entre en priant. Un tour à pied, bien marqué, serait déjà bien.",
        "Rond-point de la Halle",
        "castelorme",
        33,
    ),
    (
        "lane",
        "Un passage à vélo sous l’autoroute",
        "Le détour fait quatre kilomètres pour aller travailler en face.",
        "Passage des Saulaies",
        "orsenval",
        64,
    ),
    (
        "pavement",
        "Élargir devant l’école du bas",
        "À 16 h 30 cent enfants attendent sur un mètre de large.",
        "École de la Rive-Basse",
        "S2",
        47,
    ),
    (
        "shade",
        "Un banc tous les deux cents mètres jusqu’au cimetière",
        "Je le fais toutes les semaines, je m’assois sur les murets.",
        "Montée de Saint-Elvin",
        "saint-elvin",
        26,
    ),
    (
        "junction",
        "Le tourne-à-gauche de Hautevigne",
        "Les voitures coupent le virage et la bande cyclable avec.",
        "Route d’Orsenval, croisement du Clos",
        "hautevigne",
        19,
    ),
    (
        "parking",
        "Garer son vélo à l’hôpital sans le retrouver mouillé",
        "Un abri suffit, fermé la nuit.",
        "Hôpital, entrée des consultations",
        "S1",
        31,
    ),
    (
        "lane",
        "La piste du quai s’arrête au milieu du pont",
        "Deux cents mètres et l’on se retrouve entre deux camions.",
        "Pont des Fondeurs",
        "S3",
        72,
    ),
    (
        "pavement",
        "Des pavés qui font tomber",
        "Beaux à regarder, dangereux sous la pluie. Mon mari s’est cassé le poignet.",
        "Rue de la Halle aux grains",
        "S1",
        44,
    ),
    (
        "lane",
        "De Lormoyer à Vaucreuse sans la départementale",
        "Le chemin existe, il faut l’ouvrir et le damer.",
        "Chemin des Hautes-Terres",
        "lormoyer",
        22,
    ),
    (
        "shade",
        "La place de Noirvaux, un four l’été",
        "Trois platanes et un point d’eau, et l’on viendrait à pied.",
        "Place de Noirvaux",
        "noirvaux",
        13,
    ),
    (
        "junction",
        "Un passage piéton devant l’arrêt de bus",
        "On traverse en courant, entre deux virages.",
        "Arrêt Bois-Tavernel, centre",
        "bois-tavernel",
        17,
    ),
]
WAITING = [
    (
        "lane",
        "Prolonger la voie verte jusqu’à Rochemerle",
        "La moitié des collégiens viendrait à vélo, on est tous d’accord au club.",
        "Ancienne voie ferrée",
        "rochemerle",
    ),
    (
        "junction",
        "Feu trop court rue du Laminoir",
        "Je le chronomètre chaque matin : onze secondes.",
        "Rue du Laminoir, angle du passage",
        "S3",
    ),
    (
        "parking",
        "Des arceaux au marché de Villeneuve",
        "On attache les vélos aux barrières des étals.",
        "Place du Marché",
        "villeneuve-la-sorelle",
    ),
    (
        "pavement",
        "Le trottoir est pris par les poubelles le jeudi",
        "Toute la rue, de 6 h à midi. On marche sur la route.",
        "Rue des Cordiers",
        "S2",
    ),
]


def people() -> list[Person]:
    """Return everybody who answered so far."""
    draw = random.Random(2032)  # noqa: S311  a story, not a secret
    columns = {
        "walking": deal(draw, spread(draw, WALKING, N)),
        "cycling": deal(draw, spread(draw, CYCLING, N)),
        "comfort": deal(draw, spread(draw, COMFORT, N)),
        "commune": deal(draw, spread(draw, HOMES, N)),
        "age": deal(draw, spread(draw, AGES, N)),
        "gender": deal(draw, spread(draw, GENDERS, N)),
    }
    channels = deal(draw, CHANNELS)
    # Who walks every day rather wants wider pavements.
    walks = {"daily": 0.0, "weekly": 0.2, "rarely": 0.5, "cannot": 0.2}
    kerbside = deal(
        draw, spread(draw, KERBSIDE, N), lambda i: walks[columns["walking"][i]]
    )
    reasons = _reasons(draw, kerbside)
    journeys = _journeys(draw, columns["commune"])
    found = []
    for i in range(N):
        giving_up = pick_some(draw, OBSTACLES, most=3, none=0.08)
        texts = {}
        if i in journeys:
            texts["journeys"] = journeys[i]
        if i in reasons:
            texts["why"] = reasons[i]
        if "other" in giving_up:
            texts["giving-up"] = draw.choice(OTHERS)
        data = {key: values[i] for key, values in columns.items()}
        data |= {
            "giving-up": giving_up,
            "improvements": rank(draw, LIKED) if draw.random() < 0.9 else None,
            "kerbside": kerbside[i],
        }
        # People come in numbers on the first days, and after the town's magazine.
        day = min(int(draw.choice([2, 2, 4, 9]) * draw.random() * 2.2), 19)
        found.append(Person(channels[i], day, Given(data, texts, _email(draw, i))))
    return found


def _email(draw: random.Random, number: int) -> str:
    if draw.random() > 0.17:
        return ""
    first = names.slugify(draw.choice(names.FIRST_NAMES))
    return f"{first}.{number}@courriel.example"


def _reasons(draw: random.Random, kerbside: list[str]) -> dict[int, str]:
    """Write why, in agreement with the answer, for a third of people."""
    banks = {
        "yes": FOR,
        "rather_yes": FOR,
        "rather_no": AGAINST,
        "no": AGAINST,
        "no_opinion": UNSURE,
    }
    words = {
        "at": [at for at, _of in WORDS_FOR.values()],
        "of": [of for _at, of in WORDS_FOR.values()],
    }
    told: dict[int, str] = {}
    for bank in (FOR, AGAINST, UNSURE):
        people = [i for i, answer in enumerate(kerbside) if banks[answer] is bank]
        plain = [words for words in bank if "{" not in words]
        others = [words for words in bank if "{" in words]
        written = plain + distinct(draw, others, words, 12 * len(others))
        told |= dict(zip(draw.sample(people, len(written)), written, strict=True))
    told[next(i for i in range(N) if i not in told)] = REFUSED[0]
    return told


def _journeys(draw: random.Random, homes: list[str | None]) -> dict[int, str]:
    """Write two journeys for two people in five."""
    written = {}
    for i, home in enumerate(homes):
        if draw.random() > 0.4:
            continue
        _at, of = WORDS_FOR.get(home or "", ("", "de chez moi"))
        start = f"{of[0].upper()}{of[1:]}"
        first, second = draw.sample(STOPS, 2)
        written[i] = f"{start} à {first}\n{start} à {second}".replace(" à le ", " au ")
    return written
