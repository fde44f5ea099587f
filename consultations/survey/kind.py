"""What a survey knows how to do as a participation module."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from consultations.survey.definition import Survey
from participation.kinds import Definition, ModuleKind

if TYPE_CHECKING:
    from participation.models import Module


class SurveyKind(ModuleKind):
    """A list of questions that a person answers."""

    name = "survey"

    def define(self, block_id: str, value: Any) -> Definition:
        """Return the survey as JSON; see `definition.py`."""
        from consultations.survey.from_blocks import survey_from_block

        return survey_from_block(block_id, value).to_json()

    def options(self, value: Any) -> dict[str, Any]:
        """Return what the editor set in « Réglages du questionnaire »."""
        return {
            name: value[name]
            for name in ("identity_level", "results_visibility", "moderation")
        } | {"editable": bool(value["editable"])}

    def answer_counts(self, module: Module) -> dict[str, int]:
        """Return how many responses answer each question, choice and row."""
        from consultations.survey.answers import answer_counts

        return answer_counts(module)

    def participate(self, request: HttpRequest, module: Module) -> HttpResponse:
        """Show the form of the survey, or take what it sends."""
        from consultations.survey.views import answer

        return answer(request, module)

    def purge(self, at: datetime) -> None:
        """Delete drafts that can no longer be sent, and files nobody sent."""
        from consultations.survey.drafts import purge

        purge(at)

    def synchronise(self, module: Module, definition: Definition) -> None:
        """Write the questions and choices; retire those that left."""
        # Models are not ready when settings name this class.
        from consultations.survey.rows import write_rows

        write_rows(module, Survey.from_json(definition))

    def refresh_results(self, at: datetime) -> None:
        """Bring the snapshots of surveys up to date; see `counting.py`."""
        from consultations.survey.counting import refresh

        refresh(at)
