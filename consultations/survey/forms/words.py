"""What a person typed, made safe to keep, and numbers as words for messages."""

from __future__ import annotations

import re
import unicodedata

# Control characters except tab and line feed, half surrogates, signs that reverse
# the order of reading, and invisible signs. Joiners stay: some scripts need them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_FEMININE = (
    "zéro", "une", "deux", "trois", "quatre", "cinq", "six",
    "sept", "huit", "neuf", "dix", "onze", "douze",
)  # fmt: skip


def harmless(text: str) -> str:
    """Return what was typed without the signs that no person types on purpose."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HARMFUL.sub("", text))


def one_line(text: str) -> str:
    """Return a text on one line, without needless spaces."""
    return " ".join(harmless(text).split())


def paragraphs(text: str) -> str:
    """Return a text whose lines are kept, without spaces at their ends."""
    lines = [line.rstrip() for line in harmless(text).split("\n")]
    return "\n".join(lines).strip()


def spelled(number: int) -> str:
    """Write a small number in letters, for « réponses » and other feminine nouns."""
    return _FEMININE[number] if number < len(_FEMININE) else str(number)


def rank(number: int) -> str:
    """Write « 1er », « 2e »."""
    return "1er" if number == 1 else f"{number}e"
