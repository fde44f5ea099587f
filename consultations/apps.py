"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """See docs/architecture.md."""

    name = "consultations"
    verbose_name = _("Démarches")
