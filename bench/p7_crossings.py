"""P7: crossing any two questions over a million responses.

    bin/with-postgres .venv/bin/python bench/p7_crossings.py [--responses N]
    DATABASE_URL=sqlite:////tmp/p6.sqlite3 .venv/bin/python bench/p7_crossings.py

Goal: at most 1.5 times raw SQL on the same storage.
"""

from __future__ import annotations

import harness
from survey_data import KEYS, grouped, prepare

PAIRS = (
    ("often single", "age age"),
    ("when multiple", "where territory"),
    ("when multiple", "barriers multiple"),
    ("note scale", "follow single"),
)


def main() -> None:
    """Measure pairs of each sort."""
    module, n = prepare(__doc__)
    from consultations.survey.statements import SqlCount
    from consultations.survey.tally import Tally, ordered

    counter = SqlCount(module.pk, 2**62)
    for first, second in PAIRS:
        pair = ordered(KEYS[first], KEYS[second])
        assert pair in counter.pairs()
        harness.compare(
            f"P7 « {first} » by « {second} », {n} responses",
            lambda pair=pair: harness.seconds(
                lambda: counter.count_pair(Tally(), *pair)
            ),
            lambda pair=pair: harness.seconds(lambda: grouped(module, *pair)),
            bound=1.5,
            rounds=3,
        )


if __name__ == "__main__":
    main()
