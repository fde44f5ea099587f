"""A survey of ten questions and a million responses, stored once per database."""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import random
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import harness

NAMES = (
    "often single", "why single", "when multiple", "barriers multiple",
    "order ranking", "note scale", "distance number", "where territory",
    "age age", "follow single",
)  # fmt: skip
KEYS = {name: str(uuid.uuid5(uuid.NAMESPACE_URL, f"p6-{name}")) for name in NAMES}
LETTERS = "abcdef"
PLACES = [f"commune-{number}" for number in range(68)]
TITLE = "Banc d’essai des résultats"


def prepare(description: str | None) -> tuple[Any, int]:
    """Read the options, make Django ready, return the module and its size."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--responses", type=int, default=1_000_000)
    options = parser.parse_args()
    if not os.environ.get("DATABASE_URL"):
        sys.exit("Set DATABASE_URL: a bench never fills the site's own database.")
    harness.django()
    return stored(options.responses), options.responses


def survey() -> Any:
    """Every kind that is counted, and a question asked of some only."""
    from consultations.survey.definition import (
        Choice,
        Condition,
        Question,
        Section,
        Survey,
    )

    items = []
    for name, key in KEYS.items():
        label, kind = name.split()
        letters = LETTERS[:5] if kind == "ranking" else LETTERS
        items.append(
            Question(
                key,
                kind,
                f"Question {label}",
                choices=tuple(Choice(x, f"Choix {x}") for x in letters)
                if kind in ("single", "multiple", "ranking", "age")
                else (),
                max_choices=3 if kind == "multiple" else None,
                condition=Condition(KEYS["often single"], ("a", "b"))
                if label == "follow"
                else None,
            )
        )
    return Survey(TITLE, sections=(Section(KEYS["age age"], "Vous", items=items),))  # type: ignore[arg-type]


def answers(dice: random.Random) -> dict[str, Any]:
    """One person's answers, with gaps."""
    by_kind = {
        "single": lambda: dice.choice(LETTERS),
        "age": lambda: dice.choice(LETTERS),
        "multiple": lambda: sorted(dice.sample(LETTERS, dice.randint(1, 3))),
        "ranking": lambda: dice.sample("abcde", 5),
        "scale": lambda: dice.randint(1, 5),
        "number": lambda: dice.randint(0, 60),
        "territory": lambda: dice.choice(PLACES),
    }
    data = {
        key: by_kind[name.split()[1]]()
        for name, key in KEYS.items()
        if dice.random() < 0.95
    }
    if data.get(KEYS["often single"]) not in ("a", "b"):
        data.pop(KEYS["follow single"], None)
    return data


def stored(n: int) -> Any:
    """Return the module, filled and counted at the first call."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from consultations.models import Response
    from consultations.survey.counting import refresh
    from participation.models import Module

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    module = Module.objects.filter(title=TITLE).first()
    if module is None or Response.objects.filter(module=module).count() != n:
        if module is not None:
            sys.exit("This database holds another size: use an empty one.")
        module = create()
        print(f"Storing {n} responses…", flush=True)
        store(module, n)
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM ANALYZE consultations_response"
                if connection.vendor == "postgresql"
                else "ANALYZE"
            )
        spent = harness.seconds(lambda: refresh(timezone.now()))
        print(f"First full count, questions and crossings: {spent:.1f} s", flush=True)
    return module


def create() -> Any:
    """Publish the démarche, its module and the territories."""
    from django.utils import timezone
    from wagtail.models import Page

    from consultations.models import ConsultationIndexPage, ConsultationPage
    from core.models import Territory
    from participation.models import Module

    Territory.objects.bulk_create(
        Territory(code=code, name=code.title(), kind="commune") for code in PLACES
    )
    index = ConsultationIndexPage(title="Démarches", slug="demarches")
    Page.objects.get(depth=2).add_child(instance=index)
    now = timezone.now()
    page = ConsultationPage(
        title=TITLE, opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)
    )
    index.add_child(instance=page)
    asked = survey().to_json()
    module = Module.objects.create(
        host_key=page.translation_key,
        block_id=uuid.uuid4(),
        kind="survey",
        page=page,
        title=TITLE,
        opens_at=page.opens_at,
        closes_at=page.closes_at,
    )
    module.current_version = module.versions.create(
        number=1, checksum="p6", definition=asked
    )
    module.save()
    module.behaviour.synchronise(module, asked)
    return module


def store(module: Any, n: int) -> None:
    """Write the responses as fast as the engine takes them."""
    from django.db import connection

    dice = random.Random(6)
    lines = rows(module, n, dice)
    columns = (
        "module_id, version_id, token, reference, channel, data, edit_key, "
        "created_at, annulment_reason"
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            while part := list(itertools.islice(lines, 50_000)):
                text = "".join("\t".join(line) + "\n" for line in part)
                cursor.cursor.copy_expert(
                    f"COPY consultations_response ({columns}) FROM STDIN",
                    io.StringIO(text),
                )
            return
        places = ", ".join(["?"] * 9)
        connection.ensure_connection()
        cursor.cursor.execute("BEGIN")
        connection.connection.executemany(
            f"INSERT INTO consultations_response ({columns}) VALUES ({places})", lines
        )
        cursor.cursor.execute("COMMIT")


def rows(module: Any, n: int, dice: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield the columns of each response, as text."""
    from django.db import connection

    spelt = str if connection.vendor == "postgresql" else (lambda value: value.hex)
    module_id, version = spelt(module.pk), str(module.current_version_id)
    for number in range(n):
        channel = "paper" if dice.random() < 0.15 else "online"
        data = json.dumps(answers(dice))
        token = spelt(uuid.UUID(int=dice.getrandbits(128)))
        reference, day = f"{number:012d}", "2025-03-03 10:00:00+00:00"
        yield module_id, version, token, reference, channel, data, "", day, ""


def value(key: str) -> str:
    """Return the SQL of one answer."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return f"data->>'{key}'"
    return f"json_extract(data, '$.\"{key}\"')"


def grouped(module: Any, *keys: str) -> int:
    """Run the raw GROUP BY of some answers; return how many groups it has."""
    from django.db import connection

    pk = module.pk if connection.vendor == "postgresql" else module.pk.hex
    columns = ", ".join(map(value, keys))
    positions = ", ".join(str(at) for at in range(1, len(keys) + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, count(*) FROM consultations_response "
            f"WHERE module_id = '{pk}' GROUP BY {positions}"
        )
        return len(cursor.fetchall())
