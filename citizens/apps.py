"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitizensConfig(AppConfig):
    """See docs/architecture.md."""

    name = "citizens"
    verbose_name = _("Personnes")
