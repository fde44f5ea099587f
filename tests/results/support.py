"""Invented answers: a survey of every kind, responses by chance, and D12's figures."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from consultations.models import Response
from consultations.survey.definition import (
    Choice,
    Condition,
    Question,
    Section,
    Survey,
    asked,
)
from participation.models import Module
from tests.responses import key


def choices(*labels: str) -> tuple[Choice, ...]:
    """Return choices whose ids are a, b, c…"""
    return tuple(Choice(chr(97 + at), label) for at, label in enumerate(labels))


def survey_of(*questions: Question, title: str = "Votre avis") -> Survey:
    """Return a survey of one part."""
    return Survey(title=title, sections=(Section("part", "Vous", items=questions),))


def random_survey(chance: random.Random) -> Survey:
    """Return a survey with every kind that is counted, and conditions by chance."""
    kinds = [
        "single", "multiple", "agree", "scale", "number", "date", "territory",
        "place", "consent", "ranking", "matrix", "age", "long", "dropdown",
    ]  # fmt: skip
    chance.shuffle(kinds)
    found: list[Question] = []
    for kind in kinds[: chance.randint(3, len(kinds))]:
        sources = [q for q in found if q.kind in ("single", "multiple", "agree")]
        condition = None
        if sources and chance.random() < 0.5:
            source = chance.choice(sources)
            wanted = chance.sample([c.id for c in source.choices], 2)
            condition = Condition(source.id, tuple(wanted))
        found.append(
            Question(
                key(kind),
                kind,
                f"Question {kind}",
                condition=condition,
                choices=choices("Un", "Deux", "Trois"),
                rows=(Choice("r1", "Rue"), Choice("r2", "Pont")),
                confidential=chance.random() < 0.1,
            )
        )
    return survey_of(*found)


def random_value(chance: random.Random, question: Question) -> Any:
    """Return an answer as the form stores it."""
    ids = [choice.id for choice in question.choices]
    values = {
        "multiple": lambda: chance.sample(ids, chance.randint(1, 3)),
        "ranking": lambda: chance.sample(ids, chance.randint(1, 3)),
        "scale": lambda: chance.randint(1, 5),
        "number": lambda: chance.choice([0, 1, 2.5, 12, -3, 1e6]),
        "date": lambda: f"202{chance.randint(4, 6)}-0{chance.randint(1, 9)}-11",
        "territory": lambda: chance.choice(["s1", "s2", "orsenval"]),
        "place": lambda: chance.choice([{}, {"lat": 48.1, "lon": 2.0}]),
        "consent": lambda: True,
        "matrix": lambda: {
            row.id: chance.choice(ids)
            for row in chance.sample(question.rows, chance.randint(1, 2))
        },
    }
    return values.get(question.kind, lambda: chance.choice(ids))()


def random_data(chance: random.Random, survey: Survey) -> dict[str, Any]:
    """Return the answers of one person, with gaps and answers not asked for."""
    data = {
        question.id: random_value(chance, question)
        for question in survey.questions()
        if question.kind != "long" and chance.random() < 0.8
    }
    shown = asked(survey, data)
    return {key: v for key, v in data.items() if key in shown or chance.random() < 0.1}


def store(
    module: Module, answers: Iterable[dict[str, Any]], **fields: Any
) -> list[Response]:
    """Store many responses at once."""
    return Response.objects.bulk_create(
        Response(
            module=module,
            version=fields.pop("version", module.current_version),
            token=uuid.uuid4(),
            data=data,
            **fields,
        )
        for data in answers
    )


# -- D12, « Les horaires des médiathèques » -------------------------------------

VISITS = Question(
    key("visits"), "single", "Allez-vous à la médiathèque ?",
    choices=choices("Souvent", "Parfois", "Rarement", "Jamais"),
)  # fmt: skip
SLOTS = Question(
    key("slots"), "multiple", "Quels créneaux souhaitez-vous ?", max_choices=3,
    choices=choices(
        "Samedi après 17 h", "Jeudi soir", "Midi", "Dimanche", "Vacances", "Autre"
    ),
)  # fmt: skip
AGE = Question(
    key("age"), "age", "Votre tranche d’âge",
    choices=choices(
        "Moins de 15 ans", "15 à 24 ans", "25 à 39 ans", "40 à 59 ans",
        "60 à 74 ans", "75 ans et plus",
    ),
)  # fmt: skip
GENDER = Question(
    key("gender"), "gender", "Vous êtes",
    choices=choices("Une femme", "Un homme", "Autre"),
)  # fmt: skip
D12 = survey_of(VISITS, SLOTS, AGE, GENDER, title="Les horaires des médiathèques")

CHANNELS = {"online": 1031, "paper": 187, "desk": 66}
VISITED = (402, 511, 238, 133)
WANTED = (688, 566, 507, 421, 214, 97)
AGES = (41, 158, 327, 402, 261, 62)  # and 33 without an answer
GENDERS = (771, 462)  # and 51 other or without an answer


def spread(counts: Sequence[int]) -> list[str]:
    """Return a, a, b…: each choice as often as its count says."""
    return [chr(97 + at) for at, n in enumerate(counts) for _one in range(n)]


def d12_answers() -> list[tuple[str, dict[str, Any]]]:
    """Return the 1 284 (channel, data) whose counts are those of the document."""
    people = 1284
    slots: list[list[str]] = [[] for _person in range(people)]
    for at, choice in enumerate(spread(WANTED)):
        slots[at % people].append(choice)
    channels = [name for name, n in CHANNELS.items() for _one in range(n)]
    visits, ages, genders = spread(VISITED), spread(AGES), spread(GENDERS)
    answers = []
    for at in range(people):
        data: dict[str, Any] = {
            VISITS.id: visits[at * 7 % people],
            SLOTS.id: slots[at],
        }
        if (age := at * 5 % people) < len(ages):
            data[AGE.id] = ages[age]
        if (gender := at * 11 % people) < len(genders):
            data[GENDER.id] = genders[gender]
        elif gender % 2:
            data[GENDER.id] = "c"
        answers.append((channels[at], data))
    return answers
