"""Why an idea may not be published, and what an answer must say. Pure."""

from __future__ import annotations

# What the charter of moderation allows, in the words that the person will read.
REFUSALS = {
    "off_topic": "Elle ne porte pas sur le sujet de cette démarche.",
    "abuse": "Elle contient des propos injurieux ou discriminatoires.",
    "attack": "Elle met en cause une personne.",
    "personal_data": "Elle contient des données personnelles d’une autre personne.",
    "advertising": "Elle fait de la publicité.",
    "duplicate": "Elle a déjà été proposée, dans les mêmes mots.",
    "illegal": "Son contenu est contraire à la loi.",
    "unreadable": "Nous ne parvenons pas à la lire.",
}
# An answer that says no, or not us, explains itself.
EXPLAINED = frozenset({"partly", "not_kept", "out_of_scope"})
ANSWERED = EXPLAINED | {"kept", "underway"}


def refusal(reason: str, detail: str = "") -> str:
    """Return the sentence that a refused person reads."""
    return " ".join(filter(None, [REFUSALS.get(reason, ""), detail.strip()]))


def missing_answer(stage: str, answer: str, reason: str) -> str:
    """Return the name of what an answer lacks, or nothing."""
    if stage in ANSWERED and not answer.strip():
        return "answer"
    if stage in EXPLAINED and not reason.strip():
        return "answer_reason"
    return ""
