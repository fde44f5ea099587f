"""How many answers each part of a survey holds: asked before a part is removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from consultations.models import FileAnswer, Response, TextAnswer
from participation.models import Module


def answer_counts(module: Module) -> dict[str, int]:
    """Return the number of responses by id of question, choice or row.

    The module's own id counts every response. Choice ids are unique in a survey,
    except those of the fixed lists, which are never removed.
    """
    counts: Counter[str] = Counter()
    responses = Response.objects.counted()
    responses = responses.filter(module=module).values_list("data", flat=True)
    total = 0
    for data in responses.iterator(chunk_size=2000):
        total += 1
        for question, answer in data.items():
            counts.update({question, *_chosen(answer)})
    for model in (TextAnswer, FileAnswer):
        rows = (
            model.objects.filter(response__module=module)
            .values_list("question__block_id")
            .annotate(n=Count("id"))
        )
        for block_id, n in rows.order_by():
            key = str(block_id)
            counts[key] = max(counts[key], n)
    return {**counts, str(module.pk): total}


def _chosen(answer: Any) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, list):
        yield from (item for item in answer if isinstance(item, str))
    elif isinstance(answer, dict):
        for row, choice in answer.items():
            yield from (item for item in (row, choice) if isinstance(item, str))
