"""Bring the ballots of a Pabulib file in, as answers to a survey."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.models import ConsultationPage
from consultations.survey.ballots import counts_of, import_election
from consultations.survey.pabulib import UnreadableBallotsError, read, recount

SHOWN = 10


class Command(BaseCommand):
    """`manage.py import_ballots votes.pb --page budget-2024`."""

    help = (
        "Crée une démarche dont le questionnaire demande de choisir parmi les projets "
        "d’un fichier Pabulib (.pb), y enregistre un bulletin par réponse, puis "
        "compare le compte de chaque projet avec un simple recompte du fichier."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what one may write after the command."""
        parser.add_argument("file", type=Path, help="fichier .pb")
        parser.add_argument("--page", required=True, help="adresse (slug) de la page")

    def handle(self, *, file: Path, page: str, **options: Any) -> None:
        """Read, publish, store, compare."""
        if ConsultationPage.objects.filter(slug=page).exists():
            raise CommandError(f"Une démarche a déjà l’adresse « {page} ».")
        try:
            election = read(file.read_bytes())
            imported = import_election(election, slug=page)
        except (OSError, UnreadableBallotsError, LookupError) as error:
            raise CommandError(str(error)) from error
        refused = {line for line, _why in imported.refused}
        for line, why in imported.refused[:SHOWN]:
            self.stdout.write(f"Ligne {line} : {why}")
        self.stdout.write(
            f"{imported.stored} bulletins enregistrés, {len(refused)} écartés, "
            f"{len(election.projects)} projets."
        )
        kept = (ballot for ballot in election.ballots if ballot.line not in refused)
        expected, found = recount(kept), counts_of(imported.module)
        wrong = [
            f"{project.name} : {found[project.id]} au lieu de {expected[project.id]}"
            for project in election.projects
            if found[project.id] != expected[project.id]
        ]
        if wrong:
            raise CommandError("Les comptes diffèrent.\n" + "\n".join(wrong))
        self.stdout.write(self.style.SUCCESS("Chaque projet a le compte du fichier."))
