"""Logs tell what broke, not who was there."""

from __future__ import annotations

import logging

import pytest

from config.logs import DiscreetFormatter


@pytest.mark.parametrize(
    ("told", "hidden"),
    [
        ("mail to marie.dupont+vote@exemple.fr failed", "marie.dupont"),
        ("refused 192.168.17.203", "17.203"),
        ("Internal Server Error: /reprendre/b0Zk3vQyT7mXc2LrWq9sHdNf/", "b0Zk3vQyT7"),
        ("failed\nDETAIL:  Key (email)=(marie) exists.", "marie"),
    ],
)
def test_a_line_hides_what_identifies(told: str, hidden: str) -> None:
    record = logging.LogRecord("parvis", logging.ERROR, "", 0, told, None, None)

    line = DiscreetFormatter("{message}", style="{").format(record)

    assert hidden not in line
    assert line[:4] == told[:4]
