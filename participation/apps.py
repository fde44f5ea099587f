"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    """See docs/architecture.md."""

    name = "participation"
    verbose_name = _("Participation")
