"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """See docs/architecture.md."""

    name = "core"
    verbose_name = _("Socle")

    def ready(self) -> None:
        """Listen to Wagtail: what the public sees has changed."""
        from core.pagecache import listen

        listen()
