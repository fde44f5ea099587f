"""P8: CSV of 200 000 responses to 5 questions, against PostgreSQL's own COPY.

    bin/with-postgres .venv/bin/python bench/p8_export.py [--rows N] [--xlsx]

Goal: at most 4 times COPY of the same answers, and 20 MB of memory. Two baselines:
COPY of the rows as they are stored, and COPY that lays the answers out in columns
(without words instead of ids, protection against formulas, or the texts' state).
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import subprocess
import sys
import uuid
from datetime import timedelta
from typing import Any

import harness

QUESTIONS = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"p8-{n}")) for n in range(5)]
LETTERS = "abcdef"


def survey() -> Any:
    """Two single choices, a multiple one, a scale and a free text."""
    from consultations.survey.definition import Choice, Question, Section, Survey

    kinds = ("single", "single", "multiple", "scale", "long")
    items = tuple(
        Question(
            key,
            kind,
            f"Question {number}",
            choices=tuple(Choice(f"{key[:8]}{x}", f"Choix « {x} »") for x in LETTERS)
            if kind in ("single", "multiple")
            else (),
        )
        for number, (key, kind) in enumerate(zip(QUESTIONS, kinds, strict=True), 1)
    )
    return Survey("Export", sections=(Section(QUESTIONS[0], "Partie", items=items),))


def fill(rows: int) -> Any:
    """Store the survey and its responses; a text in three responses out of ten."""
    from django.core.management import call_command
    from django.utils import timezone

    from consultations.models import Question, Response, TextAnswer
    from participation.models import Module

    call_command("migrate", verbosity=0)
    asked = survey()
    module = Module.objects.create(
        host_key=uuid.uuid4(),
        block_id=uuid.uuid4(),
        kind="survey",
        title="Export",
        opens_at=timezone.now() - timedelta(days=1),
    )
    module.current_version = module.versions.create(
        number=1, checksum="p8", definition=asked.to_json()
    )
    module.save()
    module.behaviour.synchronise(module, asked.to_json())
    text_question = Question.objects.get(module=module, block_id=QUESTIONS[4])
    dice = random.Random(8)
    for start in range(0, rows, 10_000):
        responses = Response.objects.bulk_create(
            Response(
                module=module,
                version=module.current_version,
                token=uuid.uuid4(),
                reference=f"{start + n:09d}",
                data=answers(dice),
            )
            for n in range(min(10_000, rows - start))
        )
        TextAnswer.objects.bulk_create(
            TextAnswer(
                response=response,
                question=text_question,
                text="Un avis ordinaire ; deux lignes, peut-être.\nEt voilà.",
            )
            for response in responses
            if dice.random() < 0.3
        )
    return module


def answers(dice: random.Random) -> dict[str, Any]:
    """One person's answers."""
    one, two, many, scale, _text = QUESTIONS
    return {
        one: f"{one[:8]}{dice.choice(LETTERS)}",
        two: f"{two[:8]}{dice.choice(LETTERS)}",
        many: [f"{many[:8]}{x}" for x in LETTERS if dice.random() < 0.4]
        or [f"{many[:8]}a"],
        scale: dice.randint(1, 5),
    }


def exported(module: Any) -> int:
    """Produce the whole file as the server sends it; return its size."""
    from consultations.survey.downloads import responses_csv
    from consultations.survey.tables import ResponseTable

    return sum(map(len, responses_csv(ResponseTable(module)).streaming_content))


def copied(query: str) -> int:
    """Have PostgreSQL write the rows itself."""
    from django.db import connection

    class Sink(io.RawIOBase):
        size = 0

        def write(self, data: Any) -> int:
            self.size += len(data)
            return len(data)

    sink = Sink()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH CSV", sink)
    return sink.size


def queries(module: Any) -> tuple[str, str]:
    """The rows as stored, and the same laid out in columns."""
    table = "consultations_response r"
    where = f"WHERE r.module_id = '{module.pk}'"
    raw = f"SELECT reference, created_at, channel, data FROM {table} {where}"
    columns = ", ".join(f"r.data->>'{key}'" for key in QUESTIONS[:4])
    laid_out = (
        f"SELECT reference, created_at, channel, {columns}, t.text FROM {table} "
        f"LEFT JOIN consultations_textanswer t ON t.response_id = r.id {where} "
        "ORDER BY r.id"
    )
    return raw, laid_out


def peak() -> float:
    """Return the largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--xlsx", action="store_true", help="time the workbook too")
    parser.add_argument("--memory", help="module whose export to weigh, alone")
    options = parser.parse_args()
    harness.django()
    if options.memory:
        weigh(options.memory)
        return
    from django.db import connection

    module = fill(options.rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE consultations_response, consultations_textanswer"
        )
    print(f"{options.rows} responses, {exported(module) / 1e6:.1f} MB", flush=True)
    subprocess.run([sys.executable, __file__, "--memory", str(module.pk)], check=True)
    raw, laid_out = queries(module)
    ours = lambda: harness.seconds(lambda: exported(module))  # noqa: E731
    for goal, query in (("raw rows", raw), ("same columns", laid_out)):
        harness.compare(
            f"P8 CSV export / COPY of {goal}",
            ours,
            lambda query=query: harness.seconds(lambda: copied(query)),
            bound=4,
            rounds=3,
        )
    if options.xlsx:
        xlsx(module)


def xlsx(module: Any) -> None:
    """Time the workbook."""
    spent = harness.seconds(lambda: workbook(module))
    print(f"XLSX: {spent:.1f} s")


def workbook(module: Any) -> int:
    """Produce the whole workbook; return its size."""
    from consultations.survey.downloads import responses_xlsx
    from consultations.survey.tables import ResponseTable

    return sum(map(len, responses_xlsx(ResponseTable(module)).streaming_content))


def weigh(module_id: str) -> None:
    """Print what each export adds to the memory of a fresh process."""
    from consultations.models import Response
    from participation.models import Module

    module = Module.objects.get(pk=module_id)
    some = Response.objects.filter(module=module).order_by("pk")[:10]
    list(some)
    before = peak()
    exported(module)
    print(f"CSV: memory +{peak() - before:.1f} MB", flush=True)
    before = peak()
    workbook(module)
    print(f"XLSX: memory +{peak() - before:.1f} MB more", flush=True)


if __name__ == "__main__":
    main()
