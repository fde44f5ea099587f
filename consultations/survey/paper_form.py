"""The form to print: same questions, same numbers, answered with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from consultations.survey.definition import Note, Question, Section, Survey
from consultations.survey.forms.showing import condition_in_words, how_many

# How many lines to write on.
_LINES = {
    "short": 1,
    "long": 6,
    "place": 2,
    "contact": 1,
    "number": 1,
    "date": 1,
    "territory": 1,
}


@dataclass(frozen=True)
class PaperQuestion:
    """One question on paper."""

    question: Question
    number: int
    condition: str

    @property
    def hint(self) -> str:
        """The help of the editor, and how to fill the boxes."""
        return " ".join(part for part in (self.question.help, self._rule) if part)

    @property
    def _rule(self) -> str:
        if self.question.kind == "multiple":
            return how_many(self.question)
        if self.question.kind == "ranking":
            return _("Écrivez 1 devant la plus importante, puis 2, 3…")
        return ""

    @property
    def lines(self) -> range:
        """The lines to write on."""
        return range(_LINES.get(self.question.kind, 0))

    @property
    def points(self) -> range:
        """The boxes of a scale."""
        return range(1, self.question.points + 1)

    @property
    def in_columns(self) -> bool:
        """Whether the choices fit in two columns."""
        choices = self.question.choices
        return len(choices) > 4 and all(len(choice.label) <= 40 for choice in choices)


@dataclass(frozen=True)
class PaperPart:
    """One part of the survey on paper."""

    section: Section
    items: list[PaperQuestion | Note]


def show(
    request: HttpRequest, survey: Survey, page: Any, *, url: str, number: int
) -> HttpResponse:
    """Show the form to print."""
    return render(
        request,
        "consultations/survey/paper.html",
        {
            "survey": survey,
            "page": page,
            "parts": [
                PaperPart(section, list(_items(survey, section)))
                for section in survey.sections
            ],
            "url": url,
            "qr": qr_code(url),
            "version_number": number,
        },
    )


def _items(survey: Survey, section: Section) -> Iterator[PaperQuestion | Note]:
    for item in section.items:
        if isinstance(item, Note):
            yield item
        else:
            yield PaperQuestion(
                item, survey.numbers[item.id], condition_in_words(survey, item)
            )


def qr_code(url: str) -> SafeString:
    """Draw an address as a QR code, without a style attribute."""
    drawing = segno.make(url, error="m", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, dark="#000"
    )
    return mark_safe(drawing)  # noqa: S308  drawn here from an address of ours
