"""The fields of a survey's form as they were typed: kept until all is right.

Names begin with `q-` and the question's id: `q-ID`, and `q-ID-PART` for what has
several inputs (the text of « autre », the rows of a matrix, the ranks…).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from consultations.survey.definition import Question, Survey
from consultations.survey.forms.words import harmless

Raw = dict[str, list[str]]

# A hundred questions, each a matrix of twenty rows, are 2 000 fields.
MOST_FIELDS = 2500
# Far beyond any limit of a question: a text that is too long is still kept.
LONGEST = 50_000
# In all, for one form: a draft is a row that nobody has to prove anything for.
LONGEST_IN_ALL = 300_000


def input_name(question: Question, part: str = "") -> str:
    """Return the name of an input of a question."""
    return f"q-{question.id}-{part}" if part else f"q-{question.id}"


def belongs(name: str, question: Question) -> bool:
    """Whether an input is one of a question's."""
    own = input_name(question)
    return name == own or name.startswith(f"{own}-")


def typed(post: QueryDict, questions: Iterable[Question]) -> Raw:
    """Return what was typed in answer to some questions, and nothing else.

    Beyond `LONGEST_IN_ALL` signs the rest is cut: no person types that much.
    """
    left = LONGEST_IN_ALL
    ids = {question.id for question in questions}
    raw: Raw = {}
    for name in post:
        # A question id is a UUID: 36 signs after « q- ».
        if name.startswith("q-") and name[2:38] in ids and len(name) <= 120:
            raw[name] = []
            for value in post.getlist(name)[:200]:
                raw[name].append(harmless(value)[: min(LONGEST, left)])
                left -= len(raw[name][-1])
    return raw


def merged(raw: Raw, newer: Raw, questions: Iterable[Question]) -> Raw:
    """Return `raw` where the answers to some questions are those of `newer`."""
    replaced = tuple(input_name(question) for question in questions)
    kept = {name: raw[name] for name in raw if not name.startswith(replaced)}
    return {**kept, **newer} if replaced else dict(raw)


def first(raw: Raw, name: str) -> str:
    """Return the value of an input that has one, or nothing."""
    values = raw.get(name) or [""]
    return values[0]


def is_too_large(post: QueryDict) -> bool:
    """Whether a form has more fields than any survey of ours."""
    return len(post) > MOST_FIELDS


def all_inputs(survey: Survey, raw: Raw) -> list[tuple[str, str]]:
    """Return (name, value) pairs of a survey, to travel in hidden inputs."""
    known = {question.id for question in survey.questions()}
    return [
        (name, value)
        for name, values in raw.items()
        if name[2:38] in known
        for value in values
    ]
