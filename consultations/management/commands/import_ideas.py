"""Bring the ideas of a CSV file into an idea call."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from consultations.ideas.imports import FIELDS, Importer, Plan, UnreadableError, store
from consultations.models import ConsultationPage
from consultations.survey.fields import read_rows
from participation.models import Channel, Contribution, Module

SHOWN_ERRORS = 40


class Command(BaseCommand):
    """`manage.py import_ideas idees.csv --page bien-manger --map title=titre,…`."""

    help = (
        "Importe les idées d’un fichier CSV dans un appel à idées. Une ligne déjà "
        "importée est reconnue et laissée telle quelle ; une seule erreur et rien "
        "n’est écrit. Champs : " + ", ".join(FIELDS) + "."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what one may write after the command."""
        parser.add_argument("file", type=Path, help="fichier CSV")
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument(
            "--module", type=UUID, help="identifiant de l’appel à idées"
        )
        target.add_argument("--page", help="adresse (slug) de la page de la démarche")
        parser.add_argument(
            "--map",
            required=True,
            help="champ=colonne, séparés par des virgules : title=titre,body=texte",
        )
        parser.add_argument(
            "--only",
            default="",
            help="colonne=valeur : ne garde que ces lignes, par exemple trashed=False",
        )
        parser.add_argument("--channel", choices=Channel.values, default=Channel.ONLINE)
        parser.add_argument(
            "--state",
            choices=[Contribution.State.PENDING, Contribution.State.PUBLISHED],
            default=Contribution.State.PENDING,
            help="pending (à relire, par défaut) ou published",
        )
        parser.add_argument(
            "--create-categories",
            action="store_true",
            help="ajoute au bloc les catégories inconnues et republie la page",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="dit ce qui serait fait, sans écrire"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything, say what is found, then write."""
        module = self._module(options)
        importer = Importer(
            module,
            self._pairs(options["map"], FIELDS),
            channel=options["channel"],
            state=options["state"],
            create_categories=options["create_categories"],
            only=self._pairs(options["only"]),
        )
        if not {"title", "body"} <= set(importer.mapping):
            raise CommandError("Indiquez au moins title=… et body=… dans --map.")
        try:
            plan = importer.plan(options["file"].read_bytes())
        except (UnreadableError, OSError) as error:
            raise CommandError(str(error)) from error
        self._tell(plan)
        if plan.errors:
            raise CommandError(f"{len(plan.errors)} erreur(s) : rien n’a été importé.")
        if options["dry_run"]:
            self.stdout.write("Essai à blanc : rien n’a été écrit.")
            return
        with transaction.atomic():
            if plan.new_categories:
                add_categories(module, plan.new_categories)
            count = store(plan)
        self.stdout.write(self.style.SUCCESS(f"{count} idées importées."))

    def _module(self, options: dict[str, Any]) -> Module:
        modules = Module.objects.filter(kind="ideas").select_related("current_version")
        if options["module"]:
            modules = modules.filter(pk=options["module"])
        else:
            modules = modules.filter(page__slug=options["page"], placed=True)
        found = list(modules[:2])
        if not found:
            raise CommandError("Aucun appel à idées publié ne correspond.")
        if len(found) > 1:
            raise CommandError(
                "Cette page a plusieurs appels à idées : donnez --module."
            )
        return found[0]

    def _pairs(self, text: str, allowed: Any = None) -> dict[str, str]:
        pairs = {}
        for part in filter(None, (item.strip() for item in text.split(","))):
            name, equal, value = part.partition("=")
            if not equal or (allowed is not None and name.strip() not in allowed):
                known = f" Champs possibles : {', '.join(allowed)}." if allowed else ""
                raise CommandError(f"« {part} » ne se comprend pas.{known}")
            pairs[name.strip()] = value.strip()
        return pairs

    def _tell(self, plan: Plan) -> None:
        for error in plan.errors[:SHOWN_ERRORS]:
            self.stderr.write(error)
        if len(plan.errors) > SHOWN_ERRORS:
            self.stderr.write(f"… et {len(plan.errors) - SHOWN_ERRORS} autres erreurs.")
        for notice in plan.notices[:SHOWN_ERRORS]:
            self.stdout.write(notice)
        self.stdout.write(
            f"{len(plan.ideas)} idées à importer, {plan.known} déjà importées, "
            f"{plan.skipped} laissées de côté, {plan.shortened} titres raccourcis."
        )
        for label in plan.new_categories.values():
            self.stdout.write(f"Catégorie à créer : {label}")


def add_categories(module: Module, labels: dict[str, str]) -> None:
    """Add categories where they are edited, in the block, and publish the page."""
    page = ConsultationPage.objects.select_for_update().get(pk=module.page_id)
    if page.has_unpublished_changes:
        raise CommandError(
            "La page a un brouillon non publié : publiez-le ou annulez-le d’abord."
        )
    for block in page.body:
        if block.id == str(module.block_id):
            block.value["categories"] = read_rows(
                [
                    *block.value["categories"],
                    *({"id": key, "label": label} for key, label in labels.items()),
                ]
            )
    try:
        page.full_clean()
    except ValidationError as error:
        raise CommandError("; ".join(error.messages)) from error
    page.save_revision().publish()
    asked = Module.objects.get(pk=module.pk).current_version.definition
    if not set(labels) <= {row["id"] for row in asked["categories"]}:
        raise CommandError("Les catégories n’ont pas pu être ajoutées à la page.")
