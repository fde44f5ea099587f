"""The files that staff download: responses, open data, dictionary, addresses."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify

from consultations.models import FollowUpContact
from consultations.survey import exports
from consultations.survey.fast_csv import lines
from consultations.survey.tables import OpenTable, ResponseTable
from core.spreadsheets import (
    OPEN_DATA,
    Sheet,
    csv_lines,
    csv_response,
    xlsx_response,
)
from participation.models import Module


def file_name(module: Module, what: str, extension: str) -> str:
    """Return a name that tells the survey, the content and the day."""
    start = slugify(module.title)[:60].strip("-") or "questionnaire"
    return f"{start}-{what}-{timezone.localdate():%Y-%m-%d}.{extension}"


def responses_csv(table: ResponseTable) -> HttpResponseBase:
    """Send all responses as CSV."""
    return csv_response(lines(table), file_name(table.module, "reponses", "csv"))


def responses_xlsx(table: ResponseTable) -> HttpResponseBase:
    """Send all responses as a workbook, with their dictionary."""
    sheets = [
        Sheet("Réponses", table.heading, table.rows(), widths=(12, 16, 14, 8, 14)),
        Sheet(
            "Dictionnaire",
            exports.DICTIONARY_HEADING,
            table.dictionary(),
            widths=(50, 44, 50, 30, 16, 20, 40),
        ),
    ]
    return xlsx_response(sheets, file_name(table.module, "reponses", "xlsx"))


def dictionary_csv(table: ResponseTable) -> HttpResponseBase:
    """Send what each column means as CSV."""
    lines = csv_lines(exports.DICTIONARY_HEADING, table.dictionary())
    return csv_response(lines, file_name(table.module, "dictionnaire", "csv"))


def open_data_csv(table: OpenTable) -> HttpResponseBase:
    """Send the anonymous responses as CSV."""
    lines = csv_lines(table.heading, table.rows(), OPEN_DATA)
    return csv_response(lines, file_name(table.module, "donnees-ouvertes", "csv"))


def contacts_csv(module: Module) -> HttpResponseBase:
    """Send the addresses left « for what happens next ».

    By alphabet and without a date: their order of arrival would tell which
    response each of them goes with.
    """
    addresses = (
        FollowUpContact.objects.filter(module=module)
        .order_by("email")
        .values_list("email")
    )
    lines = csv_lines(("Adresse électronique",), addresses.iterator())
    return csv_response(lines, file_name(module, "adresses", "csv"))
