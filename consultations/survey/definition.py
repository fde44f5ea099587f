"""What a survey asks, as plain data. Pure: no Django here.

A definition is stored as JSON in a ModuleVersion and read back as these frozen
classes by the form, the results, the exports and the paper form. Ids are those of
the StreamField children and of the rows of choices: they never change when a
wording does.

Stored answers (`Response.data`) map a question id to a value by kind:

=============================================  =====================================
single, dropdown, agree, age, gender           choice id
multiple                                       list of choice ids
ranking                                        list of choice ids, best first
matrix                                         {row id: choice id}
scale                                          int
number                                         int or float
date                                           "YYYY-MM-DD"
territory                                      territory code
place                                          {"lat": float, "lon": float}, may be {}
consent                                        true
=============================================  =====================================

Words are rows of `TextAnswer` (short, long, the text of an « autre » choice, the
description of a place), files rows of `FileAnswer`; addresses (contact) are kept
apart, in `FollowUpContact`, with no link to the response.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

CHOICE_KINDS = frozenset(
    {"single", "dropdown", "agree", "age", "gender", "multiple", "ranking"}
)
ONE_CHOICE_KINDS = frozenset({"single", "dropdown", "agree", "age", "gender"})
PROFILE_KINDS = frozenset({"territory", "age", "gender"})
TEXT_KINDS = frozenset({"short", "long"})
# What never takes part in counts or conditions: it is stored elsewhere.
UNCOUNTED_KINDS = frozenset({"contact", "file"})
KINDS = (
    CHOICE_KINDS
    | TEXT_KINDS
    | UNCOUNTED_KINDS
    | frozenset({"scale", "matrix", "number", "date", "territory", "place", "consent"})
)


@dataclass(frozen=True)
class Choice:
    """One of the answers offered, or one row of a matrix."""

    id: str
    label: str
    other: bool = False  # opens a text field
    exclusive: bool = False  # cannot be ticked with another one


@dataclass(frozen=True)
class Condition:
    """Ask only if an earlier question has one of these choices."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question, whatever its kind; fields that do not apply keep defaults."""

    id: str
    kind: str
    label: str
    help: str = ""
    required: bool = False
    confidential: bool = False  # never in public results
    condition: Condition | None = None
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()  # matrix
    random_order: bool = False
    min_choices: int | None = None
    max_choices: int | None = None
    points: int = 5  # scale: from 1 to points
    low_label: str = ""
    high_label: str = ""
    min_value: float | None = None
    max_value: float | None = None
    unit: str = ""
    text: str = ""  # consent: the sentence that is agreed to

    @property
    def other(self) -> Choice | None:
        """The choice that opens a text field, if any."""
        return next((choice for choice in self.choices if choice.other), None)

    @property
    def takes_text(self) -> bool:
        """Whether answers to it may be rows of TextAnswer."""
        return self.kind in TEXT_KINDS or self.kind == "place" or self.other is not None


@dataclass(frozen=True)
class Note:
    """A text of explanation between two questions (HTML, already safe)."""

    id: str
    html: str
    kind: str = "note"


@dataclass(frozen=True)
class Section:
    """A part of the survey; one step when the survey is answered by steps."""

    id: str
    title: str
    intro: str = ""
    items: tuple[Question | Note, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of this part, without the notes."""
        return tuple(item for item in self.items if isinstance(item, Question))


@dataclass(frozen=True)
class Survey:
    """A whole survey, as one version of it was published."""

    title: str
    intro: str = ""
    thanks: str = ""
    by_steps: bool = True
    paper: bool = False
    sections: tuple[Section, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order of the form."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions()}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number, from 1, that each question bears on screen and paper."""
        return {
            question.id: number for number, question in enumerate(self.questions(), 1)
        }

    def to_json(self) -> dict[str, Any]:
        """Return the definition as JSON, without the defaults."""
        return {
            "title": self.title,
            **{
                name: value
                for name in ("intro", "thanks", "by_steps", "paper")
                if (value := getattr(self, name)) != getattr(_DEFAULT, name)
            },
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "intro": section.intro,
                    "items": [_compact(item) for item in section.items],
                }
                for section in self.sections
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Survey:
        """Read what `to_json` wrote."""
        fields = {name: value for name, value in data.items() if name != "sections"}
        return cls(
            **fields,
            sections=tuple(
                Section(
                    id=section["id"],
                    title=section["title"],
                    intro=section["intro"],
                    items=tuple(_item(item) for item in section["items"]),
                )
                for section in data["sections"]
            ),
        )


_DEFAULT = Survey(title="")


def _compact(item: Question | Note) -> dict[str, Any]:
    data: dict[str, Any] = {"id": item.id, "kind": item.kind}
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if field.name in data or value == field.default:
            continue
        if field.name in ("choices", "rows"):
            value = [
                {k: v for k, v in dataclasses.asdict(choice).items() if v is not False}
                for choice in value
            ]
        elif field.name == "condition":
            value = {"question": value.question, "choices": list(value.choices)}
        data[field.name] = value
    return data


def _item(data: dict[str, Any]) -> Question | Note:
    if data["kind"] == "note":
        return Note(id=data["id"], html=data["html"])
    fields = dict(data)
    for name in ("choices", "rows"):
        fields[name] = tuple(Choice(**choice) for choice in data.get(name, ()))
    if condition := data.get("condition"):
        fields["condition"] = Condition(
            condition["question"], tuple(condition["choices"])
        )
    return Question(**fields)


def asked(survey: Survey, data: dict[str, Any]) -> frozenset[str]:
    """Return the ids of the questions that someone who answered `data` is asked.

    A condition on a question that was itself not asked is not met. A condition on
    a question that left the survey, or that comes later, is not met either: the
    editor is told, and publication refused, before this can happen.
    """
    shown: set[str] = set()
    for question in survey.questions():
        condition = question.condition
        if condition is None or (
            condition.question in shown
            and condition.choices
            and _chosen(data.get(condition.question)) & set(condition.choices)
        ):
            shown.add(question.id)
    return frozenset(shown)


def _chosen(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, list):
        return {item for item in value if isinstance(item, str)}
    return set()
