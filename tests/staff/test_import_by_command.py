"""`manage.py import_responses`: the same rules, with a mapping of columns."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consultations.models import Response
from tests.build import survey_module
from tests.responses import FEAR, NOTE, survey

FILE = "Horodatage;Peur;Sur 5\n2026-01-01;Oui;4\n2026-01-02;non;2\n"
MAPPING = {"Horodatage": "", "Peur": FEAR.id, "sur 5": "2. Quelle note ?"}


def run(tmp_path: Path, *options: str, text: str = FILE, module: Any = None) -> str:
    module = module or survey_module(survey(FEAR, NOTE))
    file, mapping = tmp_path / "reponses.csv", tmp_path / "colonnes.json"
    file.write_text(text, encoding="utf-8")
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    out = StringIO()
    arguments = [str(module.pk), str(file), f"--mapping={mapping}", *options]
    call_command("import_responses", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_columns_are_mapped_and_stored(db: None, tmp_path: Path) -> None:
    assert "2 réponses importées." in run(tmp_path, "--channel=post")
    first = Response.objects.order_by("pk").first()
    assert first is not None
    assert first.data == {FEAR.id: "oui", NOTE.id: 4}
    assert first.channel == "post"


def test_a_dry_run_writes_nothing(db: None, tmp_path: Path) -> None:
    assert "2 réponses lues" in run(tmp_path, "--dry-run")
    assert Response.objects.count() == 0


def test_one_mistake_and_nothing_is_written(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="1 erreur : rien n’est écrit"):
        run(tmp_path, text=FILE + "x;peut-être;3\n")
    assert Response.objects.count() == 0


def test_the_same_file_enters_once(db: None, tmp_path: Path) -> None:
    module = survey_module(survey(FEAR, NOTE))
    run(tmp_path, module=module)
    with pytest.raises(CommandError, match="déjà été importé"):
        run(tmp_path, module=module)
    assert Response.objects.count() == 2
