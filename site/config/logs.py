"""Logs that tell what broke without telling who was there."""

from __future__ import annotations

import logging
import re

_REDACTIONS = [
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<address>"),
    # PostgreSQL quotes the row that broke a constraint.
    (re.compile(r"^DETAIL:.*$", re.MULTILINE), "DETAIL: <row>"),
    (re.compile(r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b"), r"\1.x.x"),
    # The last part of a private link.
    (re.compile(r"(?<=/)[\w:-]{24,}(?=/|\s|$)"), "<token>"),
]


class DiscreetFormatter(logging.Formatter):
    """A formatter that hides addresses, rows and the tokens of private links."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line (and trace) without what identifies a person."""
        text = super().format(record)
        for pattern, replacement in _REDACTIONS:
            text = pattern.sub(replacement, text)
        return text
