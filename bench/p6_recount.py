"""P6: counting every response again, question by question, in the database.

    bin/with-postgres .venv/bin/python bench/p6_recount.py [--responses N]
    DATABASE_URL=sqlite:////tmp/p6.sqlite3 .venv/bin/python bench/p6_recount.py

Goal: at most 1.5 times the raw GROUP BY of the same storage, any question, both
engines. The count of each question is compared with plain Python beforehand.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import harness
from survey_data import KEYS, grouped, prepare, survey


def main() -> None:
    """Measure each question."""
    module, n = prepare(__doc__)
    from consultations.survey.statements import SqlCount
    from consultations.survey.tally import Tally

    asked = survey().by_id
    counter = SqlCount(module.pk, 2**62)
    check(module, counter, asked)
    for name, key in KEYS.items():
        harness.compare(
            f"P6 recount of « {name} » / GROUP BY, {n} responses",
            lambda key=key: harness.seconds(
                lambda: counter.count_question(Tally(), asked[key])
            ),
            lambda key=key: harness.seconds(lambda: grouped(module, key)),
            bound=1.5,
            rounds=3,
        )


def check(module: Any, counter: Any, asked: Any) -> None:
    """Compare SQL with a plain reading of every response, in one pass."""
    from consultations.models import Response
    from consultations.survey.tally import Tally

    plain: dict[str, Counter[str]] = {key: Counter() for key in asked}
    found = Response.objects.filter(module=module).values_list("data", flat=True)
    for data in found.iterator(chunk_size=5000):
        for key, value in data.items():
            values = value if isinstance(value, list) else [value]
            if asked[key].kind == "ranking":
                values = [f"{item}|{rank}" for rank, item in enumerate(value, 1)]
            plain[key].update(map(str, values))
    for key, question in asked.items():
        tally = Tally()
        counter.count_question(tally, question)
        assert tally.questions[key].cells == plain[key], question.label
    print("Every count equals a plain reading of every response.", flush=True)


if __name__ == "__main__":
    main()
