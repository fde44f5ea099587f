"""Bring the responses of a CSV file into a survey."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from consultations.survey.entry import why_not
from consultations.survey.file_import import (
    AlreadyImportedError,
    Upload,
    read_upload,
    store_batch,
)
from consultations.survey.importing import MAX_BYTES, Batch
from core.spreadsheets import UnreadableFileError
from participation.models import Channel, Module

SHOWN = 40
OFFLINE = [value for value in Channel.values if value != Channel.ONLINE]


class Command(BaseCommand):
    """`manage.py import_responses MODULE reponses.csv --mapping colonnes.json`."""

    help = (
        "Importe des réponses reçues hors ligne dans un questionnaire. Tout ou rien : "
        "une seule erreur et rien n’est écrit ; le même fichier n’entre qu’une fois."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what one may write after the command."""
        parser.add_argument("module", type=UUID, help="identifiant du questionnaire")
        parser.add_argument("file", type=Path, help="fichier CSV")
        parser.add_argument(
            "--mapping",
            type=Path,
            help='fichier JSON : {"colonne du fichier": "titre ou identifiant de la '
            'colonne du questionnaire"} ; une colonne vers "" est laissée de côté',
        )
        parser.add_argument("--channel", choices=OFFLINE, default=Channel.PAPER)
        parser.add_argument(
            "--lenient",
            action="store_true",
            help="accepte les réponses obligatoires qui manquent",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="lit tout et n’écrit rien"
        )

    def handle(self, *, module: UUID, file: Path, **options: Any) -> None:
        """Read everything, say what is wrong, store if nothing is."""
        survey = (
            Module.objects.select_related("current_version", "page")
            .filter(pk=module, kind="survey")
            .exclude(current_version=None)
            .first()
        )
        if survey is None:
            raise CommandError("Aucun questionnaire publié n’a cet identifiant.")
        if refusal := why_not(survey):
            raise CommandError(refusal)
        upload = self._upload(file, options)
        try:
            batch, _heading, _rows = read_upload(
                survey, upload, _mapping(options["mapping"])
            )
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        self._tell(batch)
        if options["dry_run"]:
            self.stdout.write(f"{len(batch.readings)} réponses lues, rien n’est écrit.")
            return
        try:
            n = store_batch(survey, upload, batch, by=None)
        except AlreadyImportedError as error:
            raise CommandError("Ce fichier a déjà été importé.") from error
        self.stdout.write(self.style.SUCCESS(f"{n} réponses importées."))

    def _upload(self, file: Path, options: dict[str, Any]) -> Upload:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        if len(content) > MAX_BYTES:
            raise CommandError("Ce fichier dépasse 5 Mo. Coupez-le.")
        return Upload(
            name=file.name,
            content=content,
            channel=options["channel"],
            strict=not options["lenient"],
        )

    def _tell(self, batch: Batch) -> None:
        for mistake in batch.mistakes[:SHOWN]:
            self.stderr.write(
                f"Ligne {mistake.line}, {mistake.about} : {mistake.message}"
            )
        if n := len(batch.mistakes):
            raise CommandError(f"{n} erreur{'s' * (n > 1)} : rien n’est écrit.")


def _mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        mapping = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"La correspondance ne se lit pas : {error}") from error
    return {str(theirs): str(ours) for theirs, ours in mapping.items()}
