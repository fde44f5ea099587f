"""`manage.py create_demo`: build Merlianne Métropole, an invented authority."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from home.demo import LOGINS
from home.demo.build import Demo
from home.demo.story import Story


class Command(BaseCommand):
    """Create the demo; running it again adds what is missing and changes nothing."""

    help = "Crée le site de démonstration : Merlianne Métropole (inventée)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read `--force`."""
        parser.add_argument(
            "--force",
            action="store_true",
            help="Crée la démonstration même si SITE_URL est une adresse publique.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build everything in one transaction, then say how to enter."""
        if not settings.LOCAL and not options["force"]:
            raise CommandError(
                "SITE_URL est une adresse publique : la démonstration y ouvrirait des "
                "comptes dont tout le monde connaît le mot de passe. Ajoutez --force "
                "si c’est voulu."
            )
        with transaction.atomic():
            Demo(Story(timezone.localdate())).build()
        self.stdout.write(f"Démonstration prête : {settings.SITE_URL}/")
        self.stdout.write(f"Espace de travail :   {settings.SITE_URL}/admin/")
        for role, username, password in LOGINS:
            self.stdout.write(f"  {role:<15} {username:<11} {password}")
