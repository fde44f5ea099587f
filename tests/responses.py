"""A survey of every kind of question, and people who answered it."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from consultations.models import Question as AskedQuestion
from consultations.models import Response, TextAnswer
from consultations.survey.definition import Choice, Question, Section, Survey
from core.text import folded
from participation.models import Module
from participation.sync import checksum


def key(name: str) -> str:
    """Return the same identifier for the same name, in every test."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def choices(*labels: str, **flags: str) -> tuple[Choice, ...]:
    """Return choices whose id is their label, folded."""
    return tuple(
        Choice(folded(label), label, other=label == flags.get("other"))
        for label in labels
    )


TRAVEL = Question(
    key("travel"),
    "multiple",
    "Comment vous déplacez-vous ?",
    required=True,
    choices=choices("Pied", "Vélo", "Autre", other="Autre"),
    max_choices=2,
)
FEAR = Question(
    key("fear"), "single", "Vous sentez-vous en danger ?", choices=choices("Oui", "Non")
)
ORDER = Question(
    key("order"), "ranking", "Classez les travaux", choices=choices("Rue", "Pont")
)
GRID = Question(
    key("grid"),
    "matrix",
    "Votre avis sur",
    choices=choices("Bien", "Mal"),
    rows=(Choice("r1", "Les trottoirs"), Choice("r2", "Les pistes")),
)
NOTE = Question(key("note"), "scale", "Quelle note ?", low_label="Mauvais")
BUDGET = Question(key("budget"), "number", "Combien ?", unit="euros")
DAY = Question(key("day"), "date", "Depuis quand ?")
PLACE = Question(key("place"), "place", "Où ?")
WHY = Question(key("why"), "long", "Pourquoi ?")
AGE = Question(key("age"), "age", "Quel âge ?", choices=choices("Jeune", "Ancien"))
HEALTH = Question(key("health"), "short", "Votre santé ?", confidential=True)
MAIL = Question(key("mail"), "contact", "Votre adresse ?")
ALL = (TRAVEL, FEAR, ORDER, GRID, NOTE, BUDGET, DAY, PLACE, WHY, AGE, HEALTH, MAIL)


def survey(*questions: Question, title: str = "Votre avis") -> Survey:
    """Return a survey of one part."""
    items = questions or ALL
    return Survey(title=title, sections=(Section(key("part"), "Vous", items=items),))


def reworded(question: Question, **changes: Any) -> Question:
    """Return the question with other words or choices."""
    return dataclasses.replace(question, **changes)


def republish(module: Module, new: Survey) -> None:
    """Publish another version of the survey of a module."""
    definition = new.to_json()
    module.current_version = module.versions.create(
        number=module.versions.count() + 1,
        checksum=checksum(definition),
        definition=definition,
    )
    module.save()
    module.behaviour.synchronise(module, definition)


def respond(
    module: Module, data: dict[str, Any], *, texts: Any = None, **fields: Any
) -> Response:
    """Store a response as the form does; `texts` by id of question."""
    response = Response.objects.create(
        module=module,
        version=module.current_version,
        token=uuid.uuid4(),
        data=data,
        **fields,
    )
    for question, text in (texts or {}).items():
        TextAnswer.objects.create(
            response=response,
            question=AskedQuestion.objects.get(module=module, block_id=question),
            text=text,
        )
    return response
