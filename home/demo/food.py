"""D3, being answered: « Bien manger, de la cantine au marché »."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils.text import slugify

from consultations.models import Idea, Support
from core.models import Territory
from home.demo.blocks import (
    NAMESPACE,
    Raw,
    bullets,
    faq,
    heading,
    ideas,
    key_figures,
    text,
)
from home.demo.crowd import deal
from home.demo.food_ideas import (
    AUTHORS,
    CATEGORIES,
    CHANNELS,
    HOW_MANY,
    KNOWN,
    SECTORS,
    THEMES,
    Known,
)
from home.demo.people import FIRST_NAMES
from home.demo.places import COMMUNES, WORDS_FOR
from home.demo.story import Story
from participation.models import Contribution, Module

SLUG = "bien-manger"
SIGNED = "Paul-Émile Sarraudy, vice-président à l’alimentation"
ASSOCIATIONS = [
    "Le Pain d’à côté",
    "Graines d’ici",
    "La Soupe partagée",
    "Les Glaneurs de la Sorelle",
    "Assiette commune",
    "Les Jardins de la darse",
    "Parents autour de la table",
]
PROFESSIONALS = [
    "La ferme des Saulaies",
    "La boulangerie du Quai",
    "Maraîchers de la Boucle",
    "La table de Lormoyer",
    "Primeurs Montaubry",
]

CALL = ideas(
    SLUG,
    title="Vos idées pour bien manger",
    intro=(
        "Une idée simple, un lieu, une envie : à l’école, au marché, au jardin, chez "
        "vous. La métropole répondra à chacune."
    ),
    categories=CATEGORIES,
    territory="optional",
    place=True,
    image=True,
    identity_level="open",
    moderation="before",
    support=True,
    show_supports=True,
    support_level="open",
)

BODY: list[Raw] = [
    heading("De quoi s’agissait-il ?"),
    text(
        "La métropole écrit son premier projet alimentaire : ce que l’on sert dans les "
        "cantines, ce que l’on vend au marché, ce que l’on cultive, ce que l’on jette. "
        "Elle a demandé des idées pendant deux mois, en ligne, dans onze ateliers et "
        "sur des cartes posées dans les marchés.",
        "Vous en avez donné 347. Le tri a été fait à deux, sans logiciel, puis chaque "
        "service a répondu à celles qui le concernent.",
    ),
    CALL,
    heading("Comment nous répondons"),
    text(
        "Les idées qui se ressemblent reçoivent la même réponse : elle vaut pour "
        "chacune d’elles. Trois règles ont été suivies.",
        bullets(
            "une idée hors de nos compétences est transmise à qui peut agir ;",
            "un refus dit sa raison, et son coût quand c’est la raison ;",
            "le nombre de soutiens éclaire, il ne décide pas.",
        ),
    ),
    key_figures(
        (
            "335",
            "idées ont leur réponse",
            "Réponses publiées et signées. Douze idées sont encore à l’étude.",
        ),
        (
            "11",
            "ateliers",
            "Un par secteur, un avec des cuisiniers, un à la maison d’arrêt. 68 idées "
            "en viennent.",
        ),
        (
            "38",
            "cartes de marché",
            "Idées écrites à la main et déposées dans une urne, sur dix marchés.",
        ),
    ),
    faq(
        (
            "Mon idée n’est pas retenue. Est-ce fini ?",
            "Vous pouvez la déposer au budget participatif à partir du "
            "[4 janvier 2027], ou lancer une interpellation toute l’année.",
        ),
        (
            "Pourquoi douze idées attendent-elles encore ?",
            "Elles demandent un avis du service d’hygiène ou une étude de coût. La "
            "réponse viendra avant le [31 janvier 2027].",
        ),
    ),
]


def page(story: Story) -> dict[str, Any]:
    """Return the fields of the page."""
    return {
        "title": "Bien manger, de la cantine au marché",
        "slug": SLUG,
        "summary": (
            "347 idées pour le projet alimentaire. 335 ont déjà leur réponse, 12 sont "
            "encore à l’étude."
        ),
        "intro": (
            "L’appel à idées a fermé le [31 octobre (2026)]. La métropole répond à "
            "chacune : 335 ont déjà leur réponse, 12 sont encore à l’étude."
        ),
        "kind": "ideas",
        "level": 2,
        "opens_at": story.at(2026, 9, 1, 9),
        "closes_at": story.at(2026, 10, 31, 23, 59),
        "answer_due": story.day(2027, 1, 31),
        "answer_due_note": "Pour les douze idées encore à l’étude",
        "decider": "Le conseil métropolitain",
        "decider_detail": "Rapporteur : Paul-Émile Sarraudy. Vote en [avril 2027]",
        "open_to_debate": (
            "Les repas des cantines de la métropole\n"
            "Les marchés, les terres, les jardins\n"
            "Ce que l’on jette, ce que l’on partage"
        ),
        "out_of_scope": (
            "Le prix des repas, fixé selon les revenus\n"
            "Les lycées, qui relèvent de la région"
        ),
        "legal_frame": "l131-1",
        "audience": "Tout le monde",
        "audience_detail": "Habitants, associations, professionnels",
        "on_paper": "Cartes à remplir sur dix marchés et dans les 68 mairies.",
        "by_phone": "01 99 00 12 34, du lundi au vendredi, de 9 h à 17 h.",
        "in_person": "Onze ateliers, du [8 septembre (2026)] au [22 octobre 2026].",
        "official": SIGNED,
        "department": "Direction de l’alimentation",
        "contact_name": "Thomas Ledru-Viel, Mission Dialogue citoyen",
        "contact_phone": "01 99 00 12 37",
        "contact_email": "bienmanger@merlianne.example",
        "data_notice": (
            "Le nom affiché est celui que vous avez choisi d’écrire. Les idées sont "
            "publiées après lecture et gardées avec leur réponse jusqu’en 2032. Pour "
            "retirer la vôtre : dpo@merlianne.example."
        ),
        "territories": ["merlianne-metropole"],
        "topics": ["alimentation", "ecole-et-jeunesse", "nature-et-biodiversite"],
        "body": BODY,
        "steps": [
            (
                "Préparer",
                story.day(2026, 6, 1),
                story.day(2026, 8, 31),
                "[Juin (2026)] à [août 2026]. Diagnostic des cantines et des marchés.",
            ),
            (
                "Proposer",
                story.day(2026, 9, 1),
                story.day(2026, 10, 31),
                "[1er sept. (2026)] au [31 oct. 2026]. 347 idées.",
            ),
            (
                "Répondre",
                story.day(2026, 11, 1),
                story.day(2027, 1, 31),
                "[Nov. (2026)] à [janv. 2027]. Une réponse à chacune.",
            ),
            (
                "Décider",
                story.day(2027, 4, 1),
                story.day(2027, 4, 30),
                "[Avr. 2027]. Vote du projet alimentaire.",
            ),
        ],
    }


@dataclass(frozen=True)
class Told:
    """An idea ready to be stored."""

    known: Known
    place: str  # code of a territory
    author_kind: str


def told() -> list[Told]:
    """Return the 347 ideas; every total is exact."""
    draw = random.Random(347)  # noqa: S311  a story, not a secret
    sectors = dict(SECTORS)
    channels = dict(CHANNELS)
    for idea in KNOWN:
        sectors[idea.sector] -= 1
        channels[idea.channel] -= 1
    # The known ones speak for themselves: no association nor firm among them.
    authors = {**AUTHORS, "inhabitant": AUTHORS["inhabitant"] - len(KNOWN)}
    kinds = deal(draw, authors)
    homes = deal(draw, sectors)
    ways = deal(draw, channels)
    written = _write(draw, homes)
    found = [Told(idea, _home(draw, idea.sector), "inhabitant") for idea in KNOWN]
    for (idea, place), kind, channel in zip(written, kinds, ways, strict=True):
        supports = int(draw.paretovariate(1.15) * 6) - 6 + draw.randrange(9)
        named = replace(
            idea,
            channel=channel,
            supports=min(supports, 140),
            author=_author(draw, kind, channel),
        )
        found.append(Told(named, place, kind))
    draw.shuffle(found)
    return found


def _write(draw: random.Random, homes: list[str]) -> list[tuple[Known, str]]:
    """Give each home an idea: the ones that name no place are told once."""
    cells = [
        (category, stage)
        for category, stages in HOW_MANY.items()
        for stage, count in stages.items()
        for _ in range(count - _known(category, stage))
    ]
    used: set[str] = {idea.title for idea in KNOWN}
    # The whole métropole first: only ideas that name no place suit it. Then where
    # there is one place to name, then where there are several.
    order = sorted(
        range(len(homes)),
        key=lambda i: (
            len(COMMUNES_OF.get(homes[i], "1")) - (homes[i] == "merlianne-metropole")
        ),
    )
    left = list(cells)
    draw.shuffle(left)
    written: list[tuple[Known, str]] = [None] * len(homes)  # type: ignore[list-item]
    for i in order:
        for cell in left:
            if (one := _fit(draw, cell, homes[i], used)) is not None:
                written[i] = one
                used.add(one[0].title)
                left.remove(cell)
                break
        else:
            raise ValueError(f"no idea left for {homes[i]}")
    return written


def _known(category: str, stage: str) -> int:
    return sum((i.category, i.stage) == (category, stage) for i in KNOWN)


def _fit(
    draw: random.Random, cell: tuple[str, str], sector: str, used: set[str]
) -> tuple[Known, str] | None:
    """Return an idea of a cell that can be told from a sector, not told yet."""
    category, stage = cell
    theme = THEMES[category][stage]
    homes = [sector] if sector not in COMMUNES else COMMUNES_OF[sector]
    choices = [(idea, home) for idea in theme.ideas for home in homes]
    draw.shuffle(choices)
    for (title, body), home in choices:
        names_a_place = "{" in title
        if sector == "merlianne-metropole" and names_a_place:
            continue
        at, of = WORDS_FOR.get(home, ("", ""))
        said = title.format(at=at, of=of)
        if said not in used:
            body = body.format(at=at, of=of)
            return Known(said, body, category, stage, sector, "", 0), home
    return None


COMMUNES_OF = {
    sector: [slugify(name) for name in names] for sector, names in COMMUNES.items()
}


def _home(draw: random.Random, sector: str) -> str:
    return draw.choice(COMMUNES_OF.get(sector, [sector]))


def _author(draw: random.Random, kind: str, channel: str) -> str:
    if kind == "association":
        return draw.choice(ASSOCIATIONS)
    if kind == "professional":
        return draw.choice(PROFESSIONALS)
    if draw.random() < (0.25 if channel == "online" else 0.6):
        return ""
    return f"{draw.choice(FIRST_NAMES)} {draw.choice('ABCDEFGHLMNOPRSTV')}."


def create(
    module: Module, story: Story, places: dict[str, Territory], *, by: Any
) -> None:
    """Store the ideas of a call that has none, read and answered."""
    stored = []
    for number, one in enumerate(told()):
        received = module.opens_at + timedelta(
            days=(number * 37) % 60, minutes=(number * 53) % 700
        )
        stored.append((_save(module, story, places, number, one, by), received))
    # The parent row holds the dates, and gives itself that of its creation.
    Contribution.objects.bulk_update(
        [
            Contribution(
                pk=idea.pk,
                created_at=received,
                published_at=received + timedelta(hours=20),
            )
            for idea, received in stored
        ],
        ["created_at", "published_at"],
        batch_size=200,
    )
    Support.objects.bulk_create(_supports([idea for idea, _at in stored]), 2000)


def _save(
    module: Module,
    story: Story,
    places: dict[str, Territory],
    number: int,
    one: Told,
    by: Any,
) -> Idea:
    idea = one.known
    theme = THEMES[idea.category].get(idea.stage)
    answer = idea.answer or (theme.answer if theme else "")
    reason = idea.reason or (theme.reason if theme else "")
    answered = story.day(2026, 11, 3) + timedelta(days=number % 16)
    return Idea.objects.create(
        module=module,
        token=uuid.uuid5(NAMESPACE, f"{SLUG}/idea/{number}"),
        title=idea.title,
        body=idea.body,
        category=idea.category,
        territory=places[one.place],
        author_name=idea.author,
        author_kind=one.author_kind,
        channel=idea.channel,
        entered_by=None if idea.channel == "online" else by,
        state=Idea.State.PUBLISHED,
        stage=idea.stage,
        answer=story.tell(answer),
        answer_reason=story.tell(reason),
        answer_signed_by=SIGNED if answer else "",
        answered_at=answered if answer else None,
        supports_count=idea.supports,
    )


def _supports(stored: list[Idea]) -> Iterator[Support]:
    for idea in stored:
        for number in range(idea.supports_count):
            key = uuid.uuid5(NAMESPACE, f"{idea.token}/{number}").hex
            yield Support(idea=idea, voter_key=key)
