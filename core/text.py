"""Words compared as people do: without accents, capitals, plurals. Pure."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "\u00ad": None})
# « jardins » must find « jardin », « eaux » « eau »; « prix » stays as it is.
_PLURAL = re.compile(r"(?<=\w{3})s$|(?<=[ae]u)x$")
_MAX_WORDS = 8


def folded(text: str) -> str:
    """Return a text in small letters without accents, its spaces made single."""
    plain = text.casefold().translate(_LIGATURES)
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split())


def searchable(text: str) -> str:
    """Return the words of a text as a search compares them: folded, no punctuation."""
    return " ".join(re.findall(r"\w+", folded(text)))


def stems(query: str) -> list[str]:
    """Return what each word of a query must be found in, without plurals."""
    words = list(dict.fromkeys(searchable(query).split()))[:_MAX_WORDS]
    return [_PLURAL.sub("", word) for word in words]
