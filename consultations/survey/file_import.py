"""« Importer »: a file of responses, read in full and shown before it is stored."""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.log_actions import log

from consultations.models import Response, ResponseImport
from consultations.survey import actions
from consultations.survey.access import ENTER, READ, needs, survey_or_404
from consultations.survey.admin_views import survey_crumbs
from consultations.survey.definition import Survey
from consultations.survey.downloads import file_name
from consultations.survey.entry import CHANNELS, why_not
from consultations.survey.importing import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Batch,
    Importer,
    template_columns,
)
from consultations.survey.storing import Brought, store
from core.models import Territory
from core.spreadsheets import UnreadableFileError, csv_lines, csv_response, read_csv
from participation.models import Channel, Module
from participation.submission import NotOpen

SHOWN_MISTAKES = 50
SHOWN_ROWS = 5
# How long a file waits between the preview and « Importer ».
_WAITS = 3600


class AlreadyImportedError(Exception):
    """The same file was imported before."""

    def __init__(self, earlier: ResponseImport) -> None:
        super().__init__(earlier.name)
        self.earlier = earlier


@dataclass(frozen=True)
class Upload:
    """A file on its way in."""

    name: str
    content: bytes
    channel: str
    strict: bool

    @property
    def checksum(self) -> str:
        """The same for the same content, whatever its name."""
        return hashlib.sha256(self.content).hexdigest()


def read_upload(
    module: Module, upload: Upload, mapping: dict[str, str] | None = None
) -> tuple[Batch, list[str], list[list[str]]]:
    """Read a file against the current version; raise UnreadableFileError."""
    heading, rows = read_csv(upload.content, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)
    importer = Importer(
        current_survey(module),
        heading,
        territories=dict(Territory.objects.values_list("code", "name")),
        channel=upload.channel,
        strict=upload.strict,
        mapping=mapping,
    )
    return importer.batch(rows), heading, rows


def current_survey(module: Module) -> Survey:
    """Return what a survey asks now."""
    if module.current_version is None:
        raise ValueError(module.pk)
    return Survey.from_json(module.current_version.definition)


@transaction.atomic
def store_batch(module: Module, upload: Upload, batch: Batch, *, by: Any) -> int:
    """Store all the responses of a file, or none; the same file only once."""
    try:
        with transaction.atomic():
            ResponseImport.objects.create(
                module=module,
                checksum=upload.checksum,
                name=upload.name[:200],
                rows=len(batch.readings),
                imported_by=by,
            )
    except IntegrityError as error:
        raise AlreadyImportedError(earlier_import(module, upload)) from error
    seed = uuid.uuid5(module.pk, upload.checksum)
    brought = [
        Brought(uuid.uuid5(seed, str(line)), reading, channel)
        for line, reading, channel in zip(
            batch.lines, batch.readings, batch.channels, strict=True
        )
    ]
    if module.current_version is None:
        raise ValueError(module.pk)
    responses: list[Response] = store(module, module.current_version, brought, by=by)
    log(
        module,
        actions.IMPORTED,
        user=by,
        data={"file": upload.name, "responses": len(responses)},
    )
    return len(responses)


def earlier_import(module: Module, upload: Upload) -> ResponseImport:
    """Return the import of the same content."""
    return ResponseImport.objects.get(module=module, checksum=upload.checksum)


# -- Screens ---------------------------------------------------------------------


class UploadForm(forms.Form):
    """A file, and how its responses were received."""

    file = forms.FileField(
        label=gettext_lazy("Fichier CSV"),
        help_text=gettext_lazy(
            "Le modèle rempli, ou un fichier téléchargé d’ici. 5 Mo et 20 000 lignes "
            "au plus."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Réponses reçues"),
        choices=CHANNELS,
        initial=Channel.PAPER,
        help_text=gettext_lazy("Une colonne « Canal » dans le fichier l’emporte."),
    )
    lenient = forms.BooleanField(
        label=gettext_lazy("Accepter les réponses obligatoires qui manquent"),
        required=False,
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file too big to be read at once."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MAX_BYTES:
            raise forms.ValidationError(_("Ce fichier dépasse 5 Mo. Coupez-le."))
        return file


@never_cache
@require_http_methods(["GET", "POST"])
@needs(READ, ENTER)
def upload(request: HttpRequest, module: Any) -> HttpResponseBase:
    """Ask for a file, show what is in it, then store it."""
    survey = survey_or_404(request.user, module)
    refusal = why_not(survey)
    if request.method == "GET" or refusal:
        return _ask(request, survey, UploadForm(), refusal=refusal)
    if "checksum" in request.POST:
        return _confirm(request, survey)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, survey, form, status=422)
    file = form.cleaned_data["file"]
    wanted = Upload(
        name=file.name or "",
        content=file.read(),
        channel=form.cleaned_data["channel"],
        strict=not form.cleaned_data["lenient"],
    )
    return _preview(request, survey, wanted, form)


@require_GET
@needs(READ, ENTER)
def template(request: HttpRequest, module: Any) -> HttpResponseBase:
    """Send the empty file to fill in."""
    survey = survey_or_404(request.user, module)
    heading = template_columns(current_survey(survey))
    return csv_response(csv_lines(heading, []), file_name(survey, "modele", "csv"))


def _ask(
    request: HttpRequest,
    module: Module,
    form: UploadForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponseBase:
    label = _("Importer des réponses")
    return render(
        request,
        "consultations/admin/import.html",
        {
            "module": module,
            "form": form,
            "refusal": refusal,
            "earlier": module.imports.select_related("imported_by").order_by(
                "-imported_at"
            )[:10],
            "breadcrumbs_items": survey_crumbs(module, ("", label)),
            "header_title": label,
        },
        status=status,
    )


def _preview(
    request: HttpRequest, module: Module, upload: Upload, form: UploadForm
) -> HttpResponseBase:
    earlier = module.imports.filter(checksum=upload.checksum).first()
    if earlier is not None:
        form.add_error("file", _already(earlier))
        return _ask(request, module, form, status=409)
    try:
        batch, heading, rows = read_upload(module, upload)
    except UnreadableFileError as error:
        form.add_error("file", str(error))
        return _ask(request, module, form, status=422)
    if batch.is_good:
        _keep(request, module, upload)
    label = _("Vérifier avant d’importer")
    steps = (
        (reverse("responses:import", args=[module.pk]), _("Importer des réponses")),
        ("", label),
    )
    return render(
        request,
        "consultations/admin/import_preview.html",
        {
            "module": module,
            "upload": upload,
            "batch": batch,
            "mistakes": batch.mistakes[:SHOWN_MISTAKES],
            "more_mistakes": max(0, len(batch.mistakes) - SHOWN_MISTAKES),
            "wrong_lines": len({mistake.line for mistake in batch.mistakes}),
            "heading": heading,
            "rows": [row for row in rows if row][:SHOWN_ROWS],
            "breadcrumbs_items": survey_crumbs(module, *steps),
            "header_title": label,
        },
        status=200 if batch.is_good else 422,
    )


def _confirm(request: HttpRequest, module: Module) -> HttpResponseBase:
    here = HttpResponseRedirect(reverse("responses:import", args=[module.pk]))
    upload = _kept(request, module, request.POST["checksum"])
    if upload is None:
        messages.error(request, _("Le fichier n’est plus là. Envoyez-le de nouveau."))
        return here
    batch, _heading, _rows = read_upload(module, upload)
    if not batch.is_good:  # the survey changed since the preview
        messages.error(request, _("Le questionnaire a changé. Vérifiez de nouveau."))
        return here
    try:
        n = store_batch(module, upload, batch, by=request.user)
    except AlreadyImportedError as error:
        messages.error(request, _already(error.earlier))
        return here
    except NotOpen as error:
        messages.error(request, error.message)
        return here
    messages.success(
        request, ngettext("%d réponse importée.", "%d réponses importées.", n) % n
    )
    return HttpResponseRedirect(reverse("responses:survey", args=[module.pk]))


def _already(earlier: ResponseImport) -> str:
    message = _("Ce fichier a déjà été importé le %(date)s : %(rows)d réponses.")
    return message % {"date": f"{earlier.imported_at:%d/%m/%Y}", "rows": earlier.rows}


def _key(request: HttpRequest, module: Module, checksum: str) -> str:
    return f"import:{request.user.pk}:{module.pk}:{checksum}"


def _keep(request: HttpRequest, module: Module, upload: Upload) -> None:
    content = base64.b64encode(zlib.compress(upload.content)).decode()
    kept = (upload.name, content, upload.channel, upload.strict)
    cache.set(_key(request, module, upload.checksum), kept, _WAITS)


def _kept(request: HttpRequest, module: Module, checksum: str) -> Upload | None:
    kept = cache.get(_key(request, module, checksum[:64]))
    if kept is None:
        return None
    name, content, channel, strict = kept
    return Upload(name, zlib.decompress(base64.b64decode(content)), channel, strict)
