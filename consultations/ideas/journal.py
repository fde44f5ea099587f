"""The names of staff's decisions in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

NAMES = {
    "parvis.idea.enter": (_("Saisir une idée"), _("Idée saisie")),
    "parvis.idea.publish": (_("Publier une idée"), _("Idée publiée")),
    "parvis.idea.refuse": (_("Ne pas publier une idée"), _("Idée non publiée")),
    "parvis.idea.hide": (_("Retirer une idée"), _("Idée retirée de la liste")),
    "parvis.idea.answer": (_("Répondre à une idée"), _("Réponse à l’idée")),
}


def name_log_actions(actions: LogActionRegistry) -> None:
    """Register the names; called by Wagtail."""
    for action, (label, message) in NAMES.items():
        actions.register_action(action, label, message)
