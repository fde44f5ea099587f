"""A survey answered part by part: which parts a person goes through."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.survey.definition import Question, Section, Survey


def in_steps(survey: Survey) -> bool:
    """Whether the survey is answered one part per screen."""
    return survey.by_steps and len(survey.sections) > 1


@dataclass(frozen=True)
class Step:
    """One part on the screen, among those that this person goes through."""

    section: Section
    number: int
    total: int
    shown: frozenset[str]  # ids of the questions that may be asked here

    @property
    def is_last(self) -> bool:
        """Whether the answers are sent from here."""
        return self.number == self.total


def steps(survey: Survey, asked: frozenset[str]) -> list[Step]:
    """Return the parts that have something to show, given the answers so far.

    What is asked in a part depends on earlier parts only, or on the part itself:
    the numbers of earlier steps never change under a person's feet.
    """
    parts = []
    for section in survey.sections:
        shown = _may_be_asked(section, asked)
        if shown or len(section.items) > len(section.questions):
            parts.append((section, shown))
    if not parts:
        parts = [(survey.sections[0], frozenset())]
    return [
        Step(section, number, len(parts), shown)
        for number, (section, shown) in enumerate(parts, 1)
    ]


def _may_be_asked(section: Section, asked: frozenset[str]) -> frozenset[str]:
    shown: set[str] = set()
    for question in section.questions:
        if question.id in asked or _depends_on(question, shown):
            shown.add(question.id)
    return frozenset(shown)


def _depends_on(question: Question, shown: set[str]) -> bool:
    return question.condition is not None and question.condition.question in shown
