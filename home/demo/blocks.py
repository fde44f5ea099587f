"""Short ways to write the blocks of a page.

Ids come from words (`ident("d2", "walking")`), so that the demo can address a
question, and is the same wherever it is created.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

NAMESPACE = uuid.UUID("7b1d5f0e-4a43-5c6e-9a44-6d65726c6961")
Raw = dict[str, Any]


def ident(*words: str) -> str:
    """Return the id that these words always have."""
    return str(uuid.uuid5(NAMESPACE, "/".join(words)))


def block(kind: str, value: Any) -> Raw:
    """Return any block; its id depends on what it holds."""
    return {"type": kind, "value": value, "id": ident(kind, json.dumps(value))}


def heading(text: str) -> Raw:
    """Return a title inside the page."""
    return block("heading", text)


def text(*paragraphs: str) -> Raw:
    """Return paragraphs; one that starts with a tag is left as it is."""
    html = [p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs]
    return block("text", "".join(html))


def bullets(*items: str) -> str:
    """Return a list, to put among the paragraphs of a text."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def faq(*pairs: tuple[str, str], title: str = "Questions fréquentes") -> Raw:
    """Return folded questions and answers."""
    items = [{"question": asked, "answer": f"<p>{said}</p>"} for asked, said in pairs]
    return block("faq", {"title": title, "items": items})


def key_figures(*figures: tuple[str, str, str], title: str = "") -> Raw:
    """Return numbers with what each one counts."""
    items = [
        {"number": number, "label": label, "counts": counts}
        for number, label, counts in figures
    ]
    return block("key_figures", {"title": title, "items": items})


def timeline(title: str, *dates: tuple[str, str, str, bool]) -> Raw:
    """Return dates in order: when, what, a detail, and whether it is past."""
    items = [
        {"when": when, "title": what, "text": detail, "done": done}
        for when, what, detail, done in dates
    ]
    return block("timeline", {"title": title, "items": items})


def quote(words: str, author: str, role: str = "") -> Raw:
    """Return somebody's words."""
    return block("quote", {"text": words, "author": author, "role": role})


def outcome(**value: str) -> Raw:
    """Return one row of « ce que nous répondons »."""
    return block("outcome", value)


# -- Surveys --------------------------------------------------------------------


def section(key: str, title: str, intro: str = "") -> Raw:
    """Open a part of a survey."""
    return {"type": "section", "key": key, "value": {"title": title, "intro": intro}}


def ask(
    kind: str,
    key: str,
    label: str,
    *,
    choices: dict[str, str] | None = None,
    other: str = "",
    exclusive: str = "",
    only_if: tuple[str, list[str]] | None = None,
    **fields: Any,
) -> Raw:
    """Return a question; `choices` maps ids to labels."""
    value: Raw = {"label": label, **fields}
    if choices is not None:
        value["choices"] = [
            {"id": choice, "label": words}
            | ({"other": True} if choice == other else {})
            | ({"exclusive": True} if choice == exclusive else {})
            for choice, words in choices.items()
        ]
    return {"type": kind, "key": key, "value": value, "only_if": only_if}


def survey(slug: str, *, questions: list[Raw], **settings: Any) -> Raw:
    """Return a survey block whose question ids are `ident(slug, key)`."""
    labels = {q["key"]: q["value"].get("label", "") for q in questions}
    children = []
    for question in questions:
        value = dict(question["value"])
        if rule := question.get("only_if"):
            value["condition"] = {
                "question": ident(slug, rule[0]),
                "choices": rule[1],
                "snapshot": labels[rule[0]],
            }
        children.append(
            {
                "type": question["type"],
                "id": ident(slug, question["key"]),
                "value": value,
            }
        )
    return {
        "type": "survey",
        "id": ident(slug, "survey"),
        "value": {**settings, "questions": children},
    }


def ideas(slug: str, **settings: Any) -> Raw:
    """Return an idea call; `categories` maps ids to labels."""
    settings["categories"] = [
        {"id": key, "label": label} for key, label in settings["categories"].items()
    ]
    return {"type": "ideas", "id": ident(slug, "ideas"), "value": settings}


def results(slug: str, *findings: Raw, **settings: Any) -> Raw:
    """Return « Résultats » of the survey of `slug`; see `finding`."""
    value = {
        "source": {"id": ident(slug, "survey"), "label": ""},
        "findings": [
            {**found, "question": {"id": ident(slug, found["question"]), "label": ""}}
            for found in findings
        ],
        **settings,
    }
    return {"type": "results", "id": ident(slug, "results"), "value": value}


def finding(question: str, words: str, **fields: Any) -> Raw:
    """Return what is said of one question above its bars."""
    return {"question": question, "finding": words, **fields}
