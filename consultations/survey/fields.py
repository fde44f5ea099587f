"""Two fields of the survey editor: rows of choices, and a display condition.

Both keep their value as JSON in one form field, so that autosave sees every change.
The scripts are in `site/static/admin/editor/`.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.compare import CharBlockComparison, diff_text
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.blocks.field_block import FieldBlockAdapter

from consultations.survey.lists import FIXED_CHOICES


class Rows(list[dict[str, Any]]):
    """The rows of a question; reads as text in « Comparer »."""

    def __str__(self) -> str:
        return " / ".join(row["label"] for row in self)


class Rule(dict[str, Any]):
    """A condition; reads as text in « Comparer »."""

    def __str__(self) -> str:
        return str(self.get("snapshot") or _("selon une autre question"))


def new_row_id() -> str:
    """Return the id of a row that the browser did not name."""
    return uuid.uuid4().hex[:12]


def read_rows(value: Any) -> Rows:
    """Return rows from anything that was stored or typed; empty labels are left out.

    Plain strings are accepted, so that code can write `["Oui", "Non"]`.
    """
    rows, known = Rows(), set()
    for item in value if isinstance(value, list) else []:
        row = item if isinstance(item, dict) else {"label": item}
        label = " ".join(str(row.get("label") or "").split())
        if not label:
            continue
        row_id = str(row.get("id") or "")[:40]
        if not row_id or row_id in known:
            row_id = new_row_id()
        known.add(row_id)
        kept = {"id": row_id, "label": label[:300]}
        kept.update({flag: True for flag in ("other", "exclusive") if row.get(flag)})
        rows.append(kept)
    return rows


def read_rule(value: Any) -> Rule | None:
    """Return a condition, or None when no question was chosen."""
    if not isinstance(value, dict) or not value.get("question"):
        return None
    choices = value.get("choices")
    return Rule(
        question=str(value["question"]),
        choices=[str(choice) for choice in choices]
        if isinstance(choices, list)
        else [],
        snapshot=str(value.get("snapshot") or "")[:500],
    )


class JSONInput(forms.HiddenInput):
    """A field whose value is JSON, drawn by a script."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what the browser sent; nonsense counts as nothing."""
        try:
            return json.loads(data.get(name) or "null")
        except (TypeError, ValueError):
            return None

    def format_value(self, value: Any) -> Any:
        """Return the state that the script starts from."""
        return value


class RowsInput(JSONInput):
    """Rows of text: Enter opens the next one, a pasted list becomes many."""

    class Media:
        js = ["admin/editor/rows.js"]
        css = {"all": ["admin/editor/editor.css"]}

    def __init__(self, *, flags: tuple[str, ...] = (), letters: bool = True) -> None:
        super().__init__()
        self.flags = flags
        self.letters = letters


class ConditionInput(JSONInput):
    """An earlier question, and the answers to it that show this one."""

    class Media:
        js = ["admin/editor/condition.js"]
        css = {"all": ["admin/editor/editor.css"]}


class RowsInputAdapter(WidgetAdapter):
    """Hand the widget to the browser."""

    js_constructor = "parvis.RowsInput"

    def js_args(self, widget: RowsInput) -> list[Any]:
        """Return the arguments of the script's constructor."""
        return [{"flags": list(widget.flags), "letters": widget.letters}]


class ConditionInputAdapter(WidgetAdapter):
    """Hand the widget to the browser."""

    js_constructor = "parvis.ConditionInput"

    def js_args(self, widget: ConditionInput) -> list[Any]:
        """Return the choices of the questions whose answers are written already."""
        return [
            {
                kind: [{"id": choice.id, "label": choice.label} for choice in choices]
                for kind, choices in FIXED_CHOICES.items()
            }
        ]


register(RowsInputAdapter(), RowsInput)
register(ConditionInputAdapter(), ConditionInput)


class JSONComparison(CharBlockComparison):
    """Compares what a reader would see, never the raw data."""

    def htmldiff(self) -> str:
        """Return the difference between the two readable texts."""
        return diff_text(str(self.val_a or ""), str(self.val_b or "")).to_html()

    def htmlvalue(self, val: Any) -> str:
        """Return the readable text."""
        return escape(str(val or ""))


class JSONField(forms.Field):
    """Takes what its widget read; blocks check it at publication."""


class ReadableBlock(blocks.FieldBlock):
    """What the two fields share."""

    def get_comparison_class(self) -> type[JSONComparison]:
        """Return the class behind « Comparer »."""
        return JSONComparison

    def get_prep_value(self, value: Any) -> Any:
        """Return plain JSON."""
        if isinstance(value, Rows):
            return [dict(row) for row in value]
        return dict(value) if value else None

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words of the rows."""
        return [row["label"] for row in value] if isinstance(value, Rows) else []


class RowsBlock(ReadableBlock):
    """The choices of a question, or the rows of a table; each keeps its id."""

    def __init__(
        self,
        *,
        flags: tuple[str, ...] = (),
        letters: bool = True,
        required: bool = True,
        help_text: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.field = JSONField(
            required=required,
            help_text=help_text,
            widget=RowsInput(flags=flags, letters=letters),
        )
        super().__init__(**kwargs)

    def get_default(self) -> Rows:
        """Return no row at all."""
        return read_rows(self.meta.default)

    def normalize(self, value: Any) -> Rows:
        """Return rows from strings, dictionaries or rows."""
        return value if isinstance(value, Rows) else read_rows(value)

    to_python = normalize
    value_from_form = normalize

    class Meta:
        icon = "list-ul"
        default = ()


class ConditionBlock(ReadableBlock):
    """Ask a question only after some answers to an earlier one."""

    def __init__(self, *, help_text: str | None = None, **kwargs: Any) -> None:
        self.field = JSONField(
            required=False, help_text=help_text, widget=ConditionInput()
        )
        super().__init__(**kwargs)

    def normalize(self, value: Any) -> Rule | None:
        """Return a rule from a dictionary, or None."""
        return value if isinstance(value, Rule) else read_rule(value)

    to_python = normalize
    value_from_form = normalize

    class Meta:
        icon = "link"
        default = None


# After Wagtail's own blocks, which it extends.
SURVEY_SCRIPT = forms.Media(js=["admin/editor/survey.js"])


class RowsBlockAdapter(FieldBlockAdapter):
    """A block whose copy gets rows with new ids."""

    js_constructor = "parvis.RowsBlock"

    @cached_property
    def media(self) -> forms.Media:
        """Return the scripts, after those of Wagtail."""
        return super().media + SURVEY_SCRIPT


register(RowsBlockAdapter(), RowsBlock)
