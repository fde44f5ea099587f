"""P3 and P4: sending a survey, against one INSERT and against Wagtail's own form.

    bin/with-postgres .venv/bin/python bench/p3_submission.py [--posts N] [--stored N]

P3: a whole submission (CSRF, token, proof, limit, validation, version, receipt) is
at least 40 % as fast as a view with one INSERT, and 8 times as fast as a form of
wagtail.contrib.forms with the same fields. P4 (--stored 1000000): with that many
answers already stored, it takes at most 1.15 times as long as with none.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import harness

QUESTIONS = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"p3-{n}")) for n in range(5)]
CSRF = "a" * 32
FORM = "application/x-www-form-urlencoded"


def survey_page() -> Any:
    """Publish a démarche whose survey has five questions, all on one page."""
    from django.utils import timezone
    from wagtail.models import Page

    from consultations.models import ConsultationIndexPage, ConsultationPage

    index = ConsultationIndexPage(title="Démarches", slug="demarches")
    Page.objects.get(depth=2).add_child(instance=index)
    now = timezone.now()
    page = ConsultationPage(
        title="Banc d’essai",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        body=json.dumps([survey_block()]),
    )
    index.add_child(instance=page)
    return page


def survey_block() -> dict[str, Any]:
    """Return four closed questions and a free text, as the editor stores them."""
    kinds = ("single", "single", "multiple", "scale", "long")
    questions = []
    for number, (key, kind) in enumerate(zip(QUESTIONS, kinds, strict=True)):
        value: dict[str, Any] = {"label": f"Question {number}", "required": True}
        if kind in ("single", "multiple"):
            value["choices"] = [{"id": f"c{number}{x}", "label": x} for x in "abcdef"]
        if kind == "scale":
            value["points"] = 5
        questions.append({"type": kind, "id": key, "value": value})
    value = {"title": "Banc d’essai", "questions": questions, "by_steps": False}
    return {
        "type": "survey",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, "p3")),
        "value": value,
    }


def wagtail_form() -> Any:
    """Publish the same five fields with wagtail.contrib.forms."""
    from wagtail.models import Page

    from bench.ceiling.models import FormField, FormPage

    page = FormPage(title="Formulaire", slug="formulaire")
    choices = "a,b,c,d,e,f"
    kinds = ("radio", "radio", "checkboxes", "number", "multiline")
    page.form_fields = [
        FormField(sort_order=n, label=f"f{n}", field_type=kind, choices=choices)
        for n, kind in enumerate(kinds)
    ]
    Page.objects.get(depth=2).add_child(instance=page)
    return page


def headers(number: int) -> dict[str, str]:
    """Return what a browser sends; each person has an address of their own."""
    return {
        "Content-Type": FORM,
        "Cookie": f"csrftoken={CSRF}",
        "X-Forwarded-For": f"198.51.{number // 250 % 250}.{number % 250}",
    }


def submissions(module: Any, count: int) -> list[Any]:
    """Return that many forms, each with its token and a proof already found."""
    import altcha
    from load import Request

    from participation.guard import Guard

    dice = random.Random(3)
    requests = []
    for number in range(count):
        guard = Guard.issue(module)
        challenge = guard.challenge
        proof = {
            "algorithm": challenge.algorithm,
            "challenge": challenge.challenge,
            "number": altcha.solve_challenge(challenge).number,
            "salt": challenge.salt,
            "signature": challenge.signature,
        }
        fields = [
            ("csrfmiddlewaretoken", CSRF),
            ("guard", guard.signed),
            ("altcha", base64.b64encode(json.dumps(proof).encode()).decode()),
            (f"q-{QUESTIONS[0]}", f"c0{dice.choice('abcdef')}"),
            (f"q-{QUESTIONS[1]}", f"c1{dice.choice('abcdef')}"),
            *((f"q-{QUESTIONS[2]}", f"c2{x}") for x in dice.sample("abcdef", 2)),
            (f"q-{QUESTIONS[3]}", str(dice.randint(1, 5))),
            (f"q-{QUESTIONS[4]}", "Le trottoir est trop étroit devant l’école."),
        ]
        path = f"/participer/{module.pk}/"
        requests.append(Request("POST", path, urlencode(fields), headers(number), 303))
    return requests


def inserts(count: int) -> list[Any]:
    """Return that many bare INSERTs of as much data."""
    from load import Request

    data = json.dumps(dict.fromkeys(QUESTIONS, "Le trottoir est trop étroit"))
    return [
        Request("POST", "/bench/insert", data, headers(number), 204)
        for number in range(count)
    ]


def wagtail_posts(page: Any, count: int) -> list[Any]:
    """Return that many sendings of Wagtail's form."""
    from load import Request

    fields = [
        ("csrfmiddlewaretoken", CSRF),
        *(("f0", "a"), ("f1", "b"), ("f2", "c"), ("f2", "d"), ("f3", "4")),
        ("f4", "Le trottoir est trop étroit devant l’école."),
    ]
    return [
        Request("POST", page.url_path_on_site, urlencode(fields), headers(number), 200)
        for number in range(count)
    ]


def store(module: Any, count: int) -> None:
    """Store responses that earlier people gave."""
    from consultations.models import Response

    dice = random.Random(4)
    for start in range(0, count, 10_000):
        Response.objects.bulk_create(
            Response(
                module=module,
                version=module.current_version,
                token=uuid.uuid4(),
                reference=f"{start + number:012d}",
                data={QUESTIONS[0]: f"c0{dice.choice('abcdef')}"},
            )
            for number in range(min(10_000, count - start))
        )


def main() -> None:
    """Run the benches and print their lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--stored", type=int, default=0)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ.setdefault("SECRET_KEY", "bench" * 12)
    os.environ["PROOF_OF_WORK_COST"] = "10"
    harness.django()

    import load
    from django.core.management import call_command
    from django.db import connections

    from participation.models import Module

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    survey_page()
    module = Module.objects.get()
    form = wagtail_form()
    form.url_path_on_site = form.get_url()
    connections.close_all()

    with load.server() as port:
        p95: dict[str, list[float]] = {}

        def measured(name: str, make: Any) -> Any:
            def run() -> float:
                requests = make()
                connections.close_all()
                result = load.send(port, requests)
                p95.setdefault(name, []).append(result.p95)
                return result.per_second

            return run

        ours = measured("ours", lambda: submissions(module, options.posts))
        ceiling = measured("ceiling", lambda: inserts(options.posts))
        usual = measured("usual", lambda: wagtail_posts(form, options.posts // 4))
        if options.stored:
            before = [ours() for _ in range(options.rounds)]
            store(module, options.stored)
            after = [ours() for _ in range(options.rounds)]
            slower = harness.Ratio(
                f"P4 submission with {options.stored} answers / none",
                [1 / rate for rate in after],
                [1 / rate for rate in before],
                1.15,
            )
            print(slower.report())
            return
        common = {"rounds": options.rounds, "higher_is_better": True}
        harness.compare(
            "P3 submission / one INSERT", ours, ceiling, bound=0.4, **common
        )
        harness.compare("P3 submission / Wagtail form", ours, usual, bound=8, **common)
        worst = harness.Ratio(
            "P3 p95 of a submission / of one INSERT",
            p95["ours"][1 : options.rounds + 1],
            p95["ceiling"][1 : options.rounds + 1],
            3,
        )
        print(worst.report())


if __name__ == "__main__":
    main()
