"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """See docs/architecture.md."""

    name = "home"
    verbose_name = _("Accueil")
