"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """See docs/architecture.md."""

    name = "agenda"
    verbose_name = _("Agenda citoyen")
