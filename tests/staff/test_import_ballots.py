"""Ballots of a participatory budget, stored as answers and counted again."""

from __future__ import annotations

import os
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from consultations.models import Response
from consultations.survey.ballots import QUESTION, counts_of, import_election
from consultations.survey.counting import recount
from consultations.survey.pabulib import UnreadableBallotsError, read
from participation.models import Module, ResultSnapshot
from tests.build import index_page

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("PARVIS_REAL_DATA", ROOT.parent / "shared" / "data"))
SMALL = """\ufeffMETA\r
key;value\r
description;Budget de Rive\r
instance;2024\r
date_begin;01.06.2024\r
date_end;04.07.2024\r
max_length;2\r
PROJECTS\r
project_id;cost;name\r
c1;100000.0;Des  arbres\r
M/2;10;\r
3;5;"Un pont; une rue"\r
VOTES\r
voter_id;age;vote\r
a-1;30;c1,3\r
a-2;;3\r
a-3;20;c1,M/2,3\r
a-4;20;\r
a-5;20;9\r
\r
"""


def test_a_small_file_becomes_a_closed_survey(db: None) -> None:
    index_page()
    imported = import_election(read(SMALL.encode()), slug="budget")
    module = imported.module
    assert imported.stored == 2
    assert [line for line, _why in imported.refused] == [17, 18, 19]
    assert "Décochez" in imported.refused[0][1]
    assert module.page.live
    assert module.title == "Budget de Rive 2024"
    assert f"{timezone.localtime(module.closes_at):%d/%m/%Y}" == "04/07/2024"
    assert not module.is_open(timezone.now())
    assert counts_of(module) == {"c1": 1, "3": 2}
    labels = [choice.label for choice in module.questions.get().choices.all()]
    assert labels == ["Des arbres", "Projet M/2", "Un pont; une rue"]


def test_the_command_says_what_it_did(db: None, tmp_path: Path) -> None:
    index_page()
    file = tmp_path / "votes.pb"
    file.write_text(SMALL, encoding="utf-8")
    out = StringIO()
    call_command("import_ballots", str(file), "--page=budget", stdout=out)
    assert "2 bulletins enregistrés, 3 écartés, 3 projets." in out.getvalue()
    assert "Chaque projet a le compte du fichier." in out.getvalue()
    with pytest.raises(CommandError, match="déjà l’adresse"):
        call_command("import_ballots", str(file), "--page=budget")
    assert Response.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "META"),
        ("META\nkey;value\na;b\nPROJECTS\nproject_id\n1\n", "VOTES"),
        (SMALL.replace("vote\r", "choix\r"), "colonne vote"),
        (SMALL.replace("M/2;10;", "c1;10;"), "même identifiant"),
    ],
)
def test_another_format_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableBallotsError, match=message):
        read(text.encode())


def plain_recount(path: Path) -> Counter[str]:
    """Count the projects of a file with nothing of ours."""
    counts: Counter[str] = Counter()
    votes = path.read_text("utf-8").replace("\r\n", "\n").split("VOTES\n")[1]
    heading, *lines = votes.strip().split("\n")
    at = heading.split(";").index("vote")
    for line in lines:
        counts.update(line.split(";")[at].split(","))
    return counts


@pytest.mark.parametrize(
    "name", ["France_Toulouse_2024", "France_Toulouse_2019", "Switzerland_Zurich_S5"]
)
def test_real_ballots_add_up(db: None, name: str) -> None:
    path = REAL / "pb" / f"{name}.pb"
    if not path.exists():
        pytest.skip(f"Real data is absent: {path} (set PARVIS_REAL_DATA).")
    index_page()
    election = read(path.read_bytes())
    imported = import_election(election, slug="reel")
    expected = plain_recount(path)
    assert imported.refused == []
    assert imported.stored == len(election.ballots) == Response.objects.count()
    assert counts_of(imported.module) == expected
    module = Module.objects.get(pk=imported.module.pk)
    snapshot, _created = ResultSnapshot.objects.get_or_create(module=module)
    tally = recount(snapshot, seal=True)
    assert tally.n == len(election.ballots)
    assert tally.question(str(QUESTION)).cells == expected
    announced = {p.id: p.votes for p in election.projects if p.votes is not None}
    if election.meta["vote_type"] == "approval":
        assert announced == {key: expected[key] for key in announced}
