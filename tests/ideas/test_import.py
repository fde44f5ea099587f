"""Ideas arrive in a file: all of them, or none."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from consultations.ideas.plain import plain_text
from consultations.models import ConsultationPage, Idea
from core.models import Territory
from participation.models import Module
from tests.ideas.scene import idea_call

pytestmark = pytest.mark.django_db

REAL = Path(os.environ.get("PARVIS_REAL_DATA", "../shared/data"))
MAP = "title=Titre,body=Texte,category=Thème,key=N°"
HEADING = "N°;Titre;Texte;Thème\n"


def run(module: Module, file: Path, *options: str, columns: str = MAP) -> str:
    out = io.StringIO()
    call_command(
        "import_ideas",
        str(file),
        f"--module={module.pk}",
        f"--map={columns}",
        *options,
        stdout=out,
        stderr=out,
    )
    return out.getvalue()


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "idees.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_files_of_any_spreadsheet_are_read(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    module = idea_call()
    text = f"{HEADING}1;Un café;« Où ? » à l'été;cantines\r\n".replace(";", separator)

    run(module, written(tmp_path, text, encoding))

    idea = Idea.objects.get()
    assert (idea.title, idea.body) == ("Un café", "« Où ? » à l'été")
    assert (idea.category, idea.state, idea.channel) == (
        "cantines",
        "pending",
        "online",
    )


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    module = idea_call()

    said = run(
        module,
        written(tmp_path, f"{HEADING}1;A;B;Nouveau\n"),
        "--dry-run",
        "--create-categories",
    )

    assert "1 idées à importer" in said
    assert "Catégorie à créer : Nouveau" in said
    assert not Idea.objects.exists()
    module.refresh_from_db()
    assert module.current_version.number == 1


def test_importing_twice_adds_only_what_is_new(tmp_path: Path) -> None:
    module = idea_call()
    run(module, written(tmp_path, f"{HEADING}1;A;B;Cantines\n"))

    said = run(module, written(tmp_path, f"{HEADING}1;A;B;Cantines\n2;C;D;Cantines\n"))

    assert "1 idées à importer, 1 déjà importées" in said
    assert Idea.objects.count() == 2


def test_two_calls_may_hold_the_same_row(tmp_path: Path) -> None:
    file = written(tmp_path, f"{HEADING}1;A;B;Cantines\n")

    run(idea_call(), file)
    run(idea_call(), file)

    assert Idea.objects.count() == 2


def test_one_bad_line_and_nothing_is_written(tmp_path: Path) -> None:
    module = idea_call()
    file = written(
        tmp_path, f"{HEADING}1;A;B;Cantines\n2;;D;Cantines\n3;E;;Cantines\n1;F;G;\n"
    )
    out = io.StringIO()

    with pytest.raises(CommandError, match="3 erreur"):
        call_command(
            "import_ideas",
            str(file),
            f"--module={module.pk}",
            f"--map={MAP}",
            stdout=out,
            stderr=out,
        )

    assert "Ligne 3 : le titre est vide." in out.getvalue()
    assert "Ligne 4 : le texte est vide." in out.getvalue()
    assert "Ligne 5 : la même idée est déjà ligne 2" in out.getvalue()
    assert not Idea.objects.exists()


def test_unknown_categories_are_named_with_their_number(tmp_path: Path) -> None:
    module = idea_call()
    file = written(tmp_path, f"{HEADING}1;A;B;Eau\n2;C;D;Eau\n")
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command(
            "import_ideas",
            str(file),
            f"--module={module.pk}",
            f"--map={MAP}",
            stdout=out,
            stderr=out,
        )

    assert "Catégorie inconnue « Eau » : 2 lignes, la première est la ligne 2" in (
        out.getvalue()
    )


def test_new_categories_are_added_to_the_block_and_published(
    tmp_path: Path, client: Client
) -> None:
    module = idea_call()

    run(
        module,
        written(tmp_path, f"{HEADING}1;A;B;Eau et rivières\n"),
        "--create-categories",
        "--state=published",
    )

    page = ConsultationPage.objects.get(pk=module.page_id)
    rows = page.body[0].value["categories"]
    assert [row["label"] for row in rows] == [
        "Cantines",
        "Jardins et terres agricoles",
        "Eau et rivières",
    ]
    listed = client.get(reverse("ideas:list", args=[module.pk]), {"graine": 1})
    assert "Eau et rivières (1)" in listed.content.decode()


def test_a_draft_in_progress_is_not_published_by_an_import(tmp_path: Path) -> None:
    module = idea_call()
    page = module.page.specific
    page.title = "Un brouillon"
    page.save_revision()

    with pytest.raises(CommandError, match="brouillon"):
        run(
            module,
            written(tmp_path, f"{HEADING}1;A;B;Eau\n"),
            "--create-categories",
        )

    assert not Idea.objects.exists()


def test_every_field_can_be_mapped(tmp_path: Path) -> None:
    module = idea_call()
    territory = Territory.objects.create(code="s4", name="Valdorme", kind="sector")
    text = (
        "t,b,ter,lieu,nom,genre,canal,date,suite,rep,quand\n"
        "A,<p>Un</p><p>deux</p>,valdorme,Place,Le Pain,Une association,"
        "Sur papier,09/09/2026,Retenue,Oui.,2026-11-12\n"
    )

    run(
        module,
        written(tmp_path, text),
        columns="title=t,body=b,territory=ter,place=lieu,author_name=nom,"
        "author_kind=genre,channel=canal,created_at=date,stage=suite,answer=rep,"
        "answered_at=quand",
    )

    idea = Idea.objects.get()
    assert idea.body == "Un\n\ndeux"
    assert idea.territory == territory
    assert (idea.author_kind, idea.channel, idea.stage) == (
        "association",
        "paper",
        "kept",
    )
    assert f"{idea.created_at:%Y-%m-%d}" == "2026-09-09"
    assert f"{idea.answered_at}" == "2026-11-12"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Titre;Texte\nA;B\n", "Colonnes absentes"),
        (f'{HEADING}1;"A;B;Cantines\n', "ne se lit pas"),
        ("N°\0", "pas du texte"),
        (f"{HEADING}1;A;B;Cantines\n2;C;D;Lune\n", "erreur"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        run(idea_call(), written(tmp_path, text))
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un</p><p>Deux &amp; trois</p>", "Un\n\nDeux & trois"),
        ("Un<br>deux<ul><li>a</li><li>b</li></ul>", "Un\ndeux\n\n- a\n- b"),
        ("<script>alert(1)</script><b>Bon</b>jour", "Bonjour"),
        ("Ligne\nligne   1 < 2 & 3 > 2", "Ligne\nligne 1 < 2 & 3 > 2"),
        ("in\u200bvisible\u0007", "invisible"),
        ("AT&T et R&D", "AT&T et R&D"),
    ],
)
def test_html_becomes_the_text_that_people_read(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_696_real_proposals_are_imported_and_browsed(client: Client) -> None:
    file = REAL / "repnum_opinions.csv"
    if not file.exists():
        pytest.skip(f"No real data: {file} is absent (set PARVIS_REAL_DATA).")
    module = idea_call(categories=[])
    options = ["--create-categories", "--state=published"]
    columns = (
        "title=title,body=body,category=section,author_name=author,"
        "created_at=created,key=id"
    )

    run(module, file, *options, columns=columns)
    again = run(module, file, *options, columns=columns)

    assert Idea.objects.count() == 696
    assert "0 idées à importer, 696 déjà importées" in again
    url = reverse("ideas:list", args=[module.pk])
    page = client.get(url, {"graine": 3}).content.decode()
    assert "Section 1 Ouverture des données publiques (162)" in page
    found: Any = client.get(url, {"graine": 3, "mot": "donnees PERSONNELLES"})
    assert 0 < found.context["page_obj"].paginator.count < 696
    last = client.get(url, {"graine": 3, "page": 58})
    assert last.context["page_obj"].number == 58
