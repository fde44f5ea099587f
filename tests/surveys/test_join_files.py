"""Files joined to answers: judged by content, kept while one corrects."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from consultations.models import FileAnswer, Response
from consultations.survey import drafts, receiving
from consultations.survey.definition import Question
from consultations.survey.forms import uploads
from tests.build import closes_in, guarded, survey_module
from tests.surveys.conftest import one_page, url
from tests.surveys.d2 import new_id

pytestmark = pytest.mark.django_db

PHOTO = Question(new_id(), "file", "Une photo du lieu ?")
WORD = Question(new_id(), "short", "Où ?", required=True)


@pytest.fixture
def module(db):
    return survey_module(one_page(PHOTO, WORD))


def picture(kind="JPEG", size=(40, 30)):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x9286] = "prise à mon domicile"
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out.getvalue()


def upload(content, name="photo.jpg"):
    return {f"q-{PHOTO.id}": SimpleUploadedFile(name, content)}


def broken_png():
    """Return a picture whose second half is lost: Pillow raises SyntaxError."""
    out = io.BytesIO()
    Image.effect_noise((600, 600), 90).save(out, "PNG")
    head, first, *others = out.getvalue().split(b"IDAT")
    return head + b"IDAT" + first + b"\0\0\0\0" + b"IDAT".join(others)


def test_a_picture_is_stored_without_what_the_camera_wrote(person, module):
    person.open(url(module)).press(
        "suite", **upload(picture(), "../../Ma photo.jpg"), **{f"q-{WORD.id}": "Ici"}
    )

    kept = FileAnswer.objects.get()
    assert kept.name == "Ma photo.jpg"
    assert kept.file.name.startswith("reponses/")
    assert "photo" not in kept.file.name
    with Image.open(kept.file) as image:
        assert image.size == (40, 30)
        assert not image.getexif()


def test_a_pdf_is_accepted(person, module):
    person.open(url(module)).press(
        "suite", **upload(b"%PDF-1.7\n...", "plan.pdf"), **{f"q-{WORD.id}": "Ici"}
    )

    assert FileAnswer.objects.get().file.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("image.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("photo.jpg", b"<html><script>alert(1)</script></html>"),
        ("photo.png", b"MZ\x90\x00 an executable"),
        ("photo.gif", b"GIF89a" + b"\x00" * 50),
        ("photo.jpg", b"\xff\xd8\xff\xe0 broken"),
        ("photo.png", broken_png()),
        ("vide.jpg", b""),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_the_reason(
    person, module, name, content
):
    person.open(url(module)).press(
        "suite", **upload(content, name), **{f"q-{WORD.id}": "Ici"}
    )

    assert person.response.status_code == 422
    assert "fichier" in person.text
    assert 'value="Ici"' in person.text
    assert not Response.objects.exists()


def test_a_file_that_is_too_heavy_is_refused(monkeypatch, person, module):
    monkeypatch.setattr(uploads, "LARGEST", 500)

    person.open(url(module)).press(
        "suite", **upload(picture()), **{f"q-{WORD.id}": "Ici"}
    )

    assert "dépasse 10" in person.text


def test_a_file_survives_a_mistake_elsewhere(person, module):
    person.open(url(module)).press("suite", **upload(picture(), "gare.jpg"))
    assert person.response.status_code == 422
    assert "gare.jpg" in person.text

    person.press("suite", **{f"q-{WORD.id}": "Ici"})

    assert FileAnswer.objects.get().name == "gare.jpg"


def test_a_file_can_be_taken_away_again(person, module):
    person.open(url(module)).press("suite", **upload(picture(), "gare.jpg"))

    person.press("suite", **{f"q-{WORD.id}": "Ici", f"q-{PHOTO.id}-remove": "1"})

    assert Response.objects.exists()
    assert not FileAnswer.objects.exists()


def test_a_reference_we_did_not_sign_brings_no_file(person, module):
    person.open(url(module)).press(
        "suite", **{f"q-{WORD.id}": "Ici", f"q-{PHOTO.id}-kept": "reponses/other.jpg"}
    )

    assert not FileAnswer.objects.exists()


def test_files_that_were_never_sent_are_deleted_and_others_kept(
    person, module, settings, tmp_path
):
    settings.MEDIA_ROOT = str(tmp_path)
    person.open(url(module)).press("suite", **upload(picture(), "jamais.jpg"))
    person.open(url(module)).press(
        "suite", **upload(picture()), **{f"q-{WORD.id}": "Ici"}
    )
    folder = Path(settings.MEDIA_ROOT) / "reponses"
    old = (timezone.now() - timedelta(days=3)).timestamp()
    for path in folder.rglob("*.*"):
        os.utime(path, (old, old))

    drafts.purge(timezone.now())

    assert [
        str(path.relative_to(settings.MEDIA_ROOT)) for path in folder.rglob("*.*")
    ] == [FileAnswer.objects.get().file.name]


def test_a_file_reaches_the_disk_only_for_a_form_of_ours_that_is_open(
    client, module, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = str(tmp_path)
    no_guard = client.post(url(module), upload(picture()))
    monkeypatch.setattr(receiving, "FILES", 0)
    too_many = client.post(url(module), guarded(module, **upload(picture())))
    monkeypatch.undo()
    closes_in(module, seconds=-1)
    closed = client.post(url(module), guarded(module, **upload(picture())))

    for answer in (no_guard, too_many):
        assert "Choisissez de nouveau le fichier." in answer.content.decode()
    assert closed.status_code == 409
    assert not list(tmp_path.rglob("*.*"))
