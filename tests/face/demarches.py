"""Démarches in each of the five states, complete or barely begun."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from consultations.models import ConsultationPage
from participation.models import Module, ResultSnapshot
from tests.build import consultation_page

FRAME: dict[str, Any] = {
    "summary": "Dites-nous où vous passez.",
    "intro": "Chaque jour, 620 000 déplacements font moins de trois kilomètres.",
    "level": 3,
    "kind": "ideas",
    "decider": "Le conseil métropolitain",
    "audience": "Tout le monde, dès 11 ans",
    "open_to_debate": "Les cinquante premiers aménagements",
    "out_of_scope": "Le tracé du boulevard Circulaire",
    "on_paper": "Dans les 68 mairies.",
    "by_phone": "01 99 00 12 34, de 9 h à 17 h.",
    "contact_email": "trajets2032@merlianne.example",
}


def survey_block(questions: int = 2) -> dict[str, Any]:
    """Return a block of the body: a survey with short questions."""
    asked = [
        {
            "type": "short",
            "id": str(uuid.uuid4()),
            "value": {"label": f"Question {number} ?", "required": False},
        }
        for number in range(questions)
    ]
    return {
        "type": "survey",
        "id": str(uuid.uuid4()),
        "value": {"title": "Le questionnaire", "intro": "", "questions": asked},
    }


def body() -> str:
    """Return a body that explains, then asks."""
    text = {"type": "text", "value": "<p>Dites-nous où vous passez.</p>"}
    return json.dumps([text, survey_block()])


def outcome(**fields: str) -> dict[str, Any]:
    """Return a row of answers to what was said."""
    return {"type": "outcome", "value": {"answer": "", "outcome": "kept", **fields}}


def dates(status: str) -> dict[str, Any]:
    """Return the dates that give a démarche the status."""
    now, day = timezone.now(), timedelta(days=1)
    today = timezone.localdate(now)
    past = {"opens_at": now - 40 * day, "closes_at": now - 10 * day}
    return {
        "upcoming": {"opens_at": now + 5 * day, "closes_at": now + 20 * day},
        "open": {"opens_at": now - 5 * day, "closes_at": now + 28.5 * day},
        "analysis": {**past, "answer_due": today + 60 * day},
        "results": {**past, "results_published_on": today - 2 * day},
        "decided": {
            **past,
            "results_published_on": today - 5 * day,
            "decided_on": today - day,
            "decision": "Le samedi jusqu’à 19 h. Le jeudi n’est pas retenu.",
            "decision_signed_by": "Hélène Marchetaud, présidente",
        },
    }[status]


def demarche(status: str, **fields: Any) -> ConsultationPage:
    """Return a live démarche that has everything, in the state."""
    answers = [
        outcome(said="Ouvrir le samedi", outcome="kept", answer="<p>Sept lieux.</p>"),
        outcome(said="Ouvrir le jeudi", outcome="not_kept", answer="<p>Trop cher.</p>"),
    ]
    values = {"body": body(), "outcomes": json.dumps(answers), **FRAME}
    return consultation_page(**{**values, **dates(status), **fields})


def counted(page: ConsultationPage, n: int, **channels: int) -> Module:
    """Give the survey of the page a count of its responses."""
    module = Module.objects.get(page=page, kind="survey")
    ResultSnapshot.objects.update_or_create(
        module=module,
        defaults={"n": n, "cells": {"channels": channels}, "dirty": False},
    )
    return module
