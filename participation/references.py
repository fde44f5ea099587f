"""Codes that a person can read aloud on the telephone."""

from __future__ import annotations

import secrets

# No 0 or O, no 1 or I: they are mistaken for one another on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_reference() -> str:
    """Return a random reference of eight signs in two groups: « K7QM-2XPA »."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"
