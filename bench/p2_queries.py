"""P2: queries of a first render, for 10, 100 and 1 000 démarches and ideas.

    .venv/bin/python bench/p2_queries.py

Goal: at most 10 queries in all, and the same number whatever there is to list. The
time of the longest list over that of the shortest is printed with them.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import uuid
from datetime import timedelta
from typing import Any

import harness

SIZES = (10, 100, 1000)


def ideas_page(index: Any) -> Any:
    """Publish a démarche with an idea call; return its module."""
    from django.utils import timezone

    from consultations.models import ConsultationPage
    from participation.models import Module

    value = {"title": "Vos idées", "categories": [{"id": "c1", "label": "Cantines"}]}
    block = {"type": "ideas", "id": str(uuid.uuid4()), "value": value}
    page = ConsultationPage(
        title="Bien manger",
        opens_at=timezone.now() - timedelta(days=1),
        body=json.dumps([block]),
    )
    index.add_child(instance=page)
    return Module.objects.get(page=page)


def add_ideas(module: Any, start: int, stop: int) -> None:
    """Publish ideas, numbered from `start`."""
    from consultations.models import Idea

    for number in range(start, stop):
        Idea.objects.create(
            module=module,
            title=f"Un composteur au marché {number}",
            body="Les épluchures partent à la poubelle. Elles feraient du compost.",
            category="c1",
            state="published",
        )


def add_pages(index: Any, start: int, stop: int) -> None:
    """Publish démarches, numbered from `start`."""
    from django.utils import timezone

    from consultations.models import ConsultationPage

    for number in range(start, stop):
        page = ConsultationPage(
            title=f"Démarche {number}",
            summary="Une démarche parmi d’autres.",
            level=2,
            opens_at=timezone.now() - timedelta(days=1),
        )
        index.add_child(instance=page)


def render(path: str) -> tuple[int, float]:
    """Return the queries and the median seconds of a first render."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    # The list of ideas first gives the visitor an order of their own.
    if (first := client.get(path)).status_code == 302:
        path = first.headers["Location"]

    # An address with a query is never answered from the kept pages.
    path += ("&" if "?" in path else "?") + "mesure=1"

    def get() -> None:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)

    get()
    with CaptureQueriesContext(connection) as queries:
        get()
    return len(queries), statistics.median(harness.seconds(get) for _ in range(9))


def main() -> None:
    """Print a line per page: its queries for each size, and the ratio of times."""
    folder = tempfile.mkdtemp()
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    harness.django()
    from django.core.management import call_command
    from wagtail.models import Page

    from consultations.models import ConsultationIndexPage

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    index = ConsultationIndexPage(title="Démarches", slug="demarches")
    Page.objects.get(depth=2).add_child(instance=index)
    module = ideas_page(index)
    paths = {
        "a démarche": module.page.specific.get_url(),
        "list of démarches": index.get_url(),
        "list of ideas": f"/idees/{module.pk}/",
    }
    figures: dict[str, list[tuple[int, float]]] = {name: [] for name in paths}
    before = 0
    for size in SIZES:
        add_ideas(module, before, size)
        add_pages(index, before, size)
        before = size
        for name, path in paths.items():
            figures[name].append(render(path))
    for name, found in figures.items():
        counts = [count for count, _time in found]
        longest = found[-1][1] / found[0][1]
        held = max(counts) <= 10 and len(set(counts)) == 1
        print(
            f"P2 {name:<20} queries for {SIZES}: {counts}  goal ≤ 10, constant  "
            f"{'held' if held else 'MISSED'}  time 1 000 / 10: {longest:.2f}"
        )


if __name__ == "__main__":
    main()
