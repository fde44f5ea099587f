"""Make a site ready to start: `manage.py prepare`.

One process instead of five: a second start has nothing to do, and must be quick.
"""

from __future__ import annotations

import hashlib
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from home.demo import LOGINS


class Command(BaseCommand):
    """See the module."""

    help = "Migrate, build static files and, if asked, the demonstration."
    # `migrate` runs the checks that matter when there is something to migrate.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--demo",
            action="store_true",
            help="Create the demonstration when the database is empty.",
        )
        parser.add_argument(
            "--reset",
            action="store_true",
            help="First erase the embedded database, its mail and its media.",
        )

    def handle(self, *, demo: bool, reset: bool, **options: Any) -> None:
        """Do what is left to do, in order."""
        if reset:
            self._erase()
        self._migrate()
        self._collect_static()
        if demo and not has_content():
            self.stdout.write("Creating the demonstration (about a minute).")
            call_command("create_demo", stdout=StringIO())
        set_default_site(settings.SITE_URL)
        if demo:
            self._print_logins()

    def _erase(self) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                "--reset erases the embedded database only; DATABASE_URL names another."
            )
        connection.close()
        for path in embedded_files():
            self.stdout.write(f"Erasing {path}")
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database.")
            call_command("migrate", interactive=False, verbosity=0)
        # The command knows whether the table exists.
        call_command("createcachetable", verbosity=0)

    def _print_logins(self) -> None:
        names = [username for _role, username, _password in LOGINS]
        known = set(
            get_user_model()
            .objects.filter(username__in=names, is_active=True)
            .values_list("username", flat=True)
        )
        for role, username, password in LOGINS:
            if username in known:
                self.stdout.write(f"  {role:<15} {username:<11} {password}")

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / ".sources"
        sources = fingerprint_of_static_files()
        if stamp.exists() and stamp.read_text() == sources:
            return
        self.stdout.write("Building the static files.")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(sources)


def embedded_files() -> Iterator[Path]:
    """Yield what the embedded demonstration has written inside this folder."""
    database = Path(settings.DATABASES["default"]["NAME"])
    yield from database.parent.glob(f"{database.name}*")
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.MAIL_ROOT)):
        # A folder that the operator chose elsewhere is left alone.
        if folder.is_relative_to(settings.BASE_DIR) and folder.is_dir():
            yield from (path for path in folder.iterdir() if path.name != ".gitkeep")


def fingerprint_of_static_files() -> str:
    """Return a digest that changes when a source of the static files changes."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_mtime_ns}\0{file.st_size}\n".encode())
    return digest.hexdigest()


def has_content() -> bool:
    """Whether somebody has made a page: Wagtail's own two do not count."""
    return Page.objects.count() > 2


def set_default_site(url: str) -> None:
    """Make the absolute addresses that Wagtail prints begin with SITE_URL."""
    parts = urlsplit(url)
    wanted = {
        "hostname": parts.hostname,
        "port": parts.port or (443 if parts.scheme == "https" else 80),
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != tuple(wanted.values()):
        site.hostname, site.port = wanted["hostname"], wanted["port"]
        site.save()
