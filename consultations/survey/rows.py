"""From the definition of a survey to rows of Question and Choice.

Answers point at these rows, so that what leaves the survey is retired and what
comes back is found again. A dozen statements, however long the survey is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from consultations.models import Choice, Question
from consultations.survey import definition as asked
from participation.models import Module


def write_rows(module: Module, survey: asked.Survey) -> None:
    """Make the rows of a module equal to a survey. `module` is locked."""
    now = timezone.now()
    _write_questions(module, survey, now)
    ids = dict(module.questions.values_list("block_id", "pk"))
    _write_choices(module, survey, ids, now)


def _write_questions(module: Module, survey: asked.Survey, now: datetime) -> None:
    known = {question.block_id: question for question in module.questions.all()}
    wanted = []
    for position, question in enumerate(survey.questions()):
        row = known.pop(UUID(question.id), None)
        reworded_at = row.reworded_at if row else None
        if row and row.label != question.label:
            reworded_at = now
        wanted.append(
            Question(
                module=module,
                block_id=UUID(question.id),
                kind=question.kind,
                label=question.label,
                position=position,
                confidential=question.confidential,
                retired_at=None,
                reworded_at=reworded_at,
            )
        )
    if wanted:
        Question.objects.bulk_create(
            wanted,
            update_conflicts=True,
            unique_fields=["module", "block_id"],
            update_fields=[
                "kind",
                "label",
                "position",
                "confidential",
                "retired_at",
                "reworded_at",
            ],
        )
    gone = [row.pk for row in known.values() if row.retired_at is None]
    if gone:
        module.questions.filter(pk__in=gone).update(retired_at=now)


def _write_choices(
    module: Module, survey: asked.Survey, ids: dict[UUID, int], now: datetime
) -> None:
    known = set(
        Choice.objects.filter(question__module=module, retired_at=None).values_list(
            "question_id", "choice_id"
        )
    )
    wanted = list(_choices(survey, ids))
    if wanted:
        Choice.objects.bulk_create(
            wanted,
            update_conflicts=True,
            unique_fields=["question", "choice_id"],
            update_fields=["label", "position", "is_row", "retired_at"],
        )
    kept = {(choice.question_id, choice.choice_id) for choice in wanted}
    gone = known - kept
    if gone:
        pks = [
            pk
            for pk, question_id, choice_id in Choice.objects.filter(
                question__module=module, retired_at=None
            ).values_list("pk", "question_id", "choice_id")
            if (question_id, choice_id) in gone
        ]
        Choice.objects.filter(pk__in=pks).update(retired_at=now)


def _choices(survey: asked.Survey, ids: dict[UUID, int]) -> Iterator[Choice]:
    for question in survey.questions():
        for is_row, choices in ((False, question.choices), (True, question.rows)):
            for position, choice in enumerate(choices):
                yield Choice(
                    question_id=ids[UUID(question.id)],
                    choice_id=choice.id,
                    label=choice.label,
                    position=position,
                    is_row=is_row,
                    retired_at=None,
                )
