"""What staff do to responses and texts: one transaction, one line in the journal."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.log_actions import log

from consultations.models import Response, TextAnswer
from consultations.survey.querysets import TextAnswerQuerySet
from participation.models import Module, ResultSnapshot

ANNULLED = "parvis.response.annul"
PUBLISHED = "parvis.text.publish"
REFUSED = "parvis.text.refuse"
ENTERED = "parvis.response.enter"
IMPORTED = "parvis.response.import"
EXPORTED = "parvis.response.export"
OPENED_FILE = "parvis.response.file"

# Shown in the journal: (name, what happened).
JOURNAL = {
    ANNULLED: ("Annuler une réponse", "Réponse annulée"),
    PUBLISHED: ("Publier des textes", "Textes publiés"),
    REFUSED: ("Refuser des textes", "Textes écartés"),
    ENTERED: ("Saisir une réponse", "Réponse saisie"),
    IMPORTED: ("Importer des réponses", "Réponses importées"),
    EXPORTED: ("Télécharger les réponses", "Réponses téléchargées"),
    OPENED_FILE: ("Ouvrir un fichier joint", "Fichier joint ouvert"),
}


@transaction.atomic
def annul(response: Response, *, reason: str, by: Any) -> bool:
    """Stop counting a response; it is kept, with who annulled it and why.

    Return whether it counted until now.
    """
    counted = Response.objects.counted().filter(pk=response.pk)
    if not counted.update(
        annulled_at=timezone.now(), annulled_by=by, annulment_reason=reason
    ):
        return False
    recount(response.module_id)
    log(response, ANNULLED, user=by, data={"reason": reason})
    return True


@transaction.atomic
def decide(texts: TextAnswerQuerySet, state: str, *, by: Any) -> int:
    """Publish or refuse texts; return how many were decided.

    The journal says how many texts of which survey, not their words: a text that
    its author has erased must not live on there.
    """
    ids = list(texts.exclude(state=state).values_list("pk", flat=True))
    chosen = TextAnswer.objects.filter(pk__in=ids)
    surveys = (
        chosen.order_by().values_list("question__module_id").annotate(n=Count("pk"))
    )
    counts = dict(surveys)
    chosen.update(state=state, decided_at=timezone.now(), decided_by=by)
    action = PUBLISHED if state == TextAnswer.State.PUBLISHED else REFUSED
    for module in Module.objects.filter(pk__in=counts):
        recount(module.pk)
        log(module, action, user=by, data={"texts": counts[module.pk]})
    return len(ids)


def recount(module_id: Any) -> None:
    """Have the results of a survey counted again in the background."""
    ResultSnapshot.objects.filter(module_id=module_id).update(dirty=True)


def note_export(module: Module, what: str, *, by: Any) -> None:
    """Write in the journal that someone downloaded a file of responses."""
    log(module, EXPORTED, user=by, data={"file": what})


def register_journal(actions: Any) -> None:
    """Give Wagtail's journal the French names of these actions."""
    for action, (label, message) in JOURNAL.items():
        actions.register_action(action, label, message)
