"""How the questions of a survey are shown: what the templates need, ready made."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from consultations.survey.definition import Choice, Note, Question, Section, Survey
from consultations.survey.forms import uploads
from consultations.survey.forms.raw import Raw, first, input_name
from consultations.survey.forms.reading import Problem, plain
from consultations.survey.forms.words import rank, spelled
from core.models import Territory

# Kinds that share the template of another one.
_TEMPLATES = {"agree": "single", "age": "single", "gender": "single"}


@dataclass(frozen=True)
class Option:
    """One line of a list."""

    id: str
    label: str


@dataclass(frozen=True)
class Group:
    """Lines of a list under a common title; the title may be empty."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Line:
    """One row of a matrix, or one item to rank."""

    id: str
    label: str
    name: str
    value: str
    bad: bool

    @property
    def rank(self) -> str:
        """The rank of an item, as the list of ranks writes it."""
        return self.value


@dataclass(frozen=True)
class Input:
    """A secondary input: a latitude, an address…"""

    name: str
    value: str
    bad: bool


@dataclass(frozen=True)
class Field:
    """One question on the screen."""

    question: Question
    number: int
    total: int
    raw: Raw
    seed: UUID
    problem: Problem | None = None
    condition: str = ""
    places: tuple[Group, ...] = ()

    @property
    def template(self) -> str:
        """The template of this kind of question."""
        kind = self.question.kind
        return f"consultations/survey/fields/{_TEMPLATES.get(kind, kind)}.html"

    @property
    def anchor(self) -> str:
        """The id of the question on the page."""
        return f"question-{self.number}"

    @property
    def name(self) -> str:
        """The name of the main input."""
        return input_name(self.question)

    @property
    def place(self) -> str:
        """« Question 6 sur 12, facultative »."""
        where = {"number": self.number, "total": self.total}
        if self.question.required:
            return _("Question %(number)s sur %(total)s") % where
        return _("Question %(number)s sur %(total)s, facultative") % where

    @property
    def error(self) -> str:
        """What to do about this answer."""
        return self.problem.message if self.problem else ""

    @property
    def value(self) -> str:
        """What was typed in the main input."""
        return first(self.raw, self.name)

    @property
    def values(self) -> list[str]:
        """The boxes that were ticked."""
        return self.raw.get(self.name, [])

    @property
    def hint(self) -> str:
        """When to answer, the help of the editor, what the kind of question asks."""
        sentences = (self._when, self.question.help, self._rule, self._secrecy)
        return " ".join(sentence for sentence in sentences if sentence)

    @property
    def _when(self) -> str:
        if not self.condition:
            return ""
        return _("Répondez seulement %(condition)s.") % {"condition": self.condition}

    @property
    def _secrecy(self) -> str:
        if self.question.confidential:
            return _("Votre réponse à cette question n’est jamais publiée.")
        return ""

    @property
    def _rule(self) -> str:
        question = self.question
        match question.kind:
            case "multiple":
                return how_many(question)
            case "ranking":
                return _(
                    "Le 1er rang est le plus important. Chaque rang sert une fois."
                )
            case "number":
                return _bounds(question)
            case "file":
                return _("Une image (JPEG, PNG, WebP) ou un PDF, 10 Mo au plus.")
        return ""

    @cached_property
    def choices(self) -> list[Choice]:
        """The choices, in the order that this person sees."""
        return ordered(self.question, self.seed)

    @property
    def in_columns(self) -> bool:
        """Whether the choices are many and short enough for two columns."""
        labels = [choice.label for choice in self.question.choices]
        return len(labels) > 6 and max(map(len, labels)) <= 40

    @property
    def other_name(self) -> str:
        """The input of the text that goes with « autre »; empty without one."""
        return input_name(self.question, "other") if self.question.other else ""

    @property
    def other_value(self) -> str:
        """The text that goes with « autre »."""
        return first(self.raw, self.other_name)

    @property
    def points(self) -> list[str]:
        """The boxes of a scale."""
        return [str(point) for point in range(1, self.question.points + 1)]

    @property
    def rows(self) -> list[Line]:
        """The rows of a matrix."""
        return [self._line(row) for row in self.question.rows]

    @property
    def items(self) -> list[Line]:
        """The items to rank."""
        return [self._line(item) for item in self.choices]

    @property
    def ranks(self) -> list[Option]:
        """The ranks that an item may have."""
        last = self.question.max_choices or len(self.question.choices)
        return [Option(str(n), rank(n)) for n in range(1, last + 1)]

    def _line(self, item: Choice) -> Line:
        name = input_name(self.question, item.id)
        bad = self.problem is not None and name in self.problem.inputs
        return Line(item.id, item.label, name, first(self.raw, name), bad)

    @property
    def latitude(self) -> Input:
        """The latitude of a place."""
        return self._input("lat")

    @property
    def longitude(self) -> Input:
        """The longitude of a place."""
        return self._input("lon")

    @property
    def email(self) -> Input:
        """The address of a contact."""
        return self._input("email")

    @property
    def consent(self) -> Input:
        """The box that allows us to write."""
        return self._input("consent")

    @property
    def kept(self) -> Input:
        """The reference of a file already received."""
        return self._input("kept")

    @property
    def remove(self) -> Input:
        """The box that takes a file away."""
        return self._input("remove")

    def _input(self, part: str) -> Input:
        name = input_name(self.question, part)
        bad = self.problem is not None and name in self.problem.inputs
        return Input(name, first(self.raw, name), bad)

    @property
    def kept_name(self) -> str:
        """The name of a file already received."""
        kept = uploads.kept_file(self.kept.value)
        return kept.name if kept else ""

    @property
    def accept(self) -> str:
        """The kinds of files that the browser offers."""
        return uploads.ACCEPT

    @property
    def date_type(self) -> str:
        """The browser's date field, unless it cannot show what was typed."""
        typed = self.value
        is_iso = len(typed) == 10 and typed[4] == typed[7] == "-"
        return "date" if is_iso or not typed else "text"

    @property
    def source(self) -> str:
        """The input on which the question depends, for the script."""
        condition = self.question.condition
        return f"q-{condition.question}" if condition and self.condition else ""

    @property
    def triggers(self) -> str:
        """The choices that show the question, for the script."""
        condition = self.question.condition
        return " ".join(condition.choices) if condition else ""


def fields(
    survey: Survey,
    section: Section,
    raw: Raw,
    *,
    seed: UUID,
    problems: Mapping[str, Problem],
    hidden: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> list[Field | Note]:
    """Return what a part of the survey shows, in order.

    `hidden` are questions that are not asked. The condition of a question is said
    unless it depends on something already `known`.
    """
    items: list[Field | Note] = []
    places: tuple[Group, ...] | None = None
    for item in section.items:
        if isinstance(item, Note):
            items.append(item)
            continue
        if item.id in hidden:
            continue
        if item.kind == "territory" and places is None:
            places = place_groups()
        says_why = item.condition is not None and item.condition.question not in known
        items.append(
            Field(
                question=item,
                number=survey.numbers[item.id],
                total=len(survey.numbers),
                raw=raw,
                seed=seed,
                problem=problems.get(item.id),
                condition=condition_in_words(survey, item) if says_why else "",
                places=places or () if item.kind == "territory" else (),
            )
        )
    return items


def ordered(question: Question, seed: UUID) -> list[Choice]:
    """Return the choices in the order of this form: the same at each look.

    « Autre » and « aucune de ces réponses » stay last.
    """
    choices = list(question.choices)
    if not question.random_order:
        return choices
    free = [choice for choice in choices if not (choice.other or choice.exclusive)]
    last = [choice for choice in choices if choice.other or choice.exclusive]
    random.Random(f"{seed.hex}{question.id}").shuffle(free)  # noqa: S311  no secret
    return free + last


def condition_in_words(survey: Survey, question: Question) -> str:
    """Say when a question is to be answered: « si vous avez répondu… »."""
    condition = question.condition
    if condition is None or condition.question not in survey.by_id:
        return ""
    source = survey.by_id[condition.question]
    labels = [
        f"« {choice.label} »"
        for choice in source.choices
        if choice.id in condition.choices
    ]
    words = _(" ou ").join(
        [", ".join(labels[:-1]), labels[-1]] if labels[1:] else labels
    )
    return _("si vous avez répondu %(choices)s à la question %(number)s") % {
        "choices": words,
        "number": survey.numbers[source.id],
    }


def place_groups() -> tuple[Group, ...]:
    """Return the places a person may live in, sorted, under the sector's name."""
    territories = list(
        Territory.objects.exclude(kind=Territory.Kind.AUTHORITY).select_related(
            "parent"
        )
    )
    parents = {territory.parent_id for territory in territories}
    groups: dict[str, list[Option]] = {}
    for territory in territories:
        if territory.pk in parents:
            continue
        parent = territory.parent
        top = parent is None or parent.kind == Territory.Kind.AUTHORITY
        label = "" if top or parent is None else parent.name
        groups.setdefault(label, []).append(Option(territory.code, territory.name))
    return tuple(Group(label, tuple(groups[label])) for label in sorted(groups))


def place_codes() -> frozenset[str]:
    """Return the codes that a territory question accepts."""
    codes = Territory.objects.exclude(kind=Territory.Kind.AUTHORITY)
    return frozenset(codes.values_list("code", flat=True))


def how_many(question: Question) -> str:
    """Say how many boxes may be ticked."""
    least, most = question.min_choices or 0, question.max_choices
    words = {"least": spelled(least), "most": spelled(most or 0)}
    if most == 1:
        sentence = _("Une réponse au plus.")
    elif most and least == most:
        sentence = _("%(most)s réponses.") % words
    elif most and least > 1:
        sentence = _("%(least)s à %(most)s réponses.") % words
    elif most:
        sentence = _("%(most)s réponses au plus.") % words
    elif least > 1:
        sentence = _("%(least)s réponses au moins.") % words
    else:
        sentence = _("Plusieurs réponses possibles.")
    return sentence[0].upper() + sentence[1:]


def _bounds(question: Question) -> str:
    low, high = plain(question.min_value), plain(question.max_value)
    if low and high:
        return _("Un nombre entre %(low)s et %(high)s.") % {"low": low, "high": high}
    if low:
        return _("Un nombre à partir de %(low)s.") % {"low": low}
    if high:
        return _("Un nombre jusqu’à %(high)s.") % {"high": high}
    return ""
