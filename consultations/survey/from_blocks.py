"""From the value of a survey block to the definition that people answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import nh3
from wagtail.rich_text import RichText, expand_db_html

from consultations.survey.definition import (
    Choice,
    Condition,
    Note,
    Question,
    Section,
    Survey,
)
from consultations.survey.lists import FIXED_CHOICES

TAGS = {"p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}
ATTRIBUTES = {"a": {"href"}}
# Fields of a block that have the same name and meaning in a Question.
SAME = (
    "label",
    "help",
    "required",
    "confidential",
    "random_order",
    "min_choices",
    "max_choices",
    "points",
    "low_label",
    "high_label",
    "min_value",
    "max_value",
    "unit",
    "text",
)


def survey_from_block(block_id: str, value: Any) -> Survey:
    """Return the survey that a block describes."""
    return Survey(
        title=value["title"],
        intro=safe_html(value["intro"]),
        thanks=safe_html(value["thanks"]),
        by_steps=bool(value["by_steps"]),
        paper=bool(value["paper"]),
        sections=tuple(_sections(block_id, value["questions"])),
    )


def safe_html(text: RichText | str | None) -> str:
    """Return rich text as HTML that may be shown as it is; empty if it says nothing."""
    source = text.source if isinstance(text, RichText) else text or ""
    if not source.strip():
        return ""
    html = nh3.clean(expand_db_html(source), tags=TAGS, attributes=ATTRIBUTES)
    return html if nh3.clean(html, tags=set()).strip() else ""


def _sections(block_id: str, children: Iterable[Any]) -> Iterable[Section]:
    """Yield the parts; questions before the first one go to a part without title."""
    opened = Section(id=block_id, title="")
    items: list[Question | Note] = []
    for child in children:
        if child.block_type != "section":
            items.append(_item(child))
            continue
        if items or opened.title:
            yield _filled(opened, items)
        opened = Section(
            id=str(child.id),
            title=child.value["title"],
            intro=safe_html(child.value["intro"]),
        )
        items = []
    if items or opened.title:
        yield _filled(opened, items)


def _filled(section: Section, items: list[Question | Note]) -> Section:
    return Section(section.id, section.title, section.intro, tuple(items))


def _item(child: Any) -> Question | Note:
    value = child.value
    if child.block_type == "note":
        return Note(id=str(child.id), html=safe_html(value["text"]))
    # Nothing typed leaves the default of a Question; zero is a bound like another.
    fields = {name: value[name] for name in SAME if value.get(name) is not None}
    return Question(
        id=str(child.id),
        kind=child.block_type,
        condition=_condition(value["condition"]),
        choices=FIXED_CHOICES.get(child.block_type) or _choices(value.get("choices")),
        rows=_choices(value.get("rows")),
        **fields,
    )


def _condition(rule: dict[str, Any] | None) -> Condition | None:
    if not rule:
        return None
    return Condition(rule["question"], tuple(rule["choices"]))


def _choices(rows: Iterable[dict[str, Any]] | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=row["id"],
            label=row["label"],
            other=bool(row.get("other")),
            exclusive=bool(row.get("exclusive")),
        )
        for row in rows or ()
    )
