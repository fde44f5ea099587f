"""Small surveys, written as the editor's screen stores them."""

from __future__ import annotations

import uuid
from typing import Any

from consultations.survey.blocks import SurveyBlock

BLOCK = SurveyBlock()
BLOCK.set_name("survey")


def question(kind: str, label: str = "Une question", **fields: Any) -> dict[str, Any]:
    """Return a question as stored JSON, with an id of its own."""
    return {
        "type": kind,
        "id": fields.pop("id", str(uuid.uuid4())),
        "value": {"label": label, **fields},
    }


def section(title: str, intro: str = "") -> dict[str, Any]:
    """Return « Nouvelle partie » as stored JSON."""
    return {
        "type": "section",
        "id": str(uuid.uuid4()),
        "value": {"title": title, "intro": intro},
    }


def rows(*labels: str) -> list[dict[str, Any]]:
    """Return rows whose ids are their labels in small letters."""
    return [{"id": label.lower(), "label": label} for label in labels]


def survey(*questions: dict[str, Any], **fields: Any) -> Any:
    """Return the value of a survey block."""
    return BLOCK.to_python(
        {"title": "Vos trajets", "questions": list(questions), **fields}
    )


def messages(error: Any) -> dict[tuple[int, str], str]:
    """Return what a refused survey says, by (position, field)."""
    found = {}
    for index, child in error.block_errors["questions"].block_errors.items():
        for name, message in child.block_errors.items():
            found[index, name] = message.messages[0]
    return found


def complete(**fields: Any) -> dict[str, Any]:
    """Return the fields that publication asks for."""
    return {
        "summary": "Dites-nous où vous passez.",
        "level": 3,
        "decider": "Le conseil métropolitain",
        "out_of_scope": "Le tracé du boulevard.",
        "contact_phone": "01 99 00 12 34",
        **fields,
    }
