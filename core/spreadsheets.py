"""Tables for spreadsheets: CSV and XLSX that hold no formula of a stranger.

Two dialects of CSV. `FRENCH` is what Excel and LibreOffice open rightly by double
click where French is spoken: semicolons, decimal comma, a byte order mark without
which Excel reads « é » as « Ã© ». `OPEN_DATA` is what programs expect: commas,
decimal point, no mark.

A text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tabulation,
carriage return, NUL in front) receives an apostrophe in front. It is the mark by
which spreadsheets themselves say « this is text »; `restored` takes it away. Only
words (`str`) are protected: a number or a date that we computed stays as it is. In
XLSX cells have types, so words are written as text and nothing is added.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, TypeVar

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
_R = TypeVar("_R", bound=HttpResponseBase)

PREFIX = "'"
# The full-width forms are run as formulas by East Asian settings of Excel.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
# The limits of the XLSX format itself.
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
_CUT = " […] (texte coupé ici : il est entier dans le fichier CSV)"
# Text sent to the browser at once; memory does not grow with the table.
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Dialect:
    """How a CSV file writes separators, numbers and dates."""

    delimiter: str
    decimal: str
    date_format: str
    time_format: str
    mark: str = ""

    def text(self, cell: Cell) -> str:
        """Return the text of a cell, harmless to a spreadsheet."""
        if isinstance(cell, str):
            return neutralised(cell)
        if isinstance(cell, float):
            return f"{cell:.10g}".replace(".", self.decimal)
        if isinstance(cell, datetime):
            return cell.strftime(self.time_format)
        if isinstance(cell, date):
            return cell.strftime(self.date_format)
        return "" if cell is None else str(cell)

    def field(self, cell: Cell) -> str:
        """Return a cell as it stands in a CSV line, quoted when it must be."""
        text = self.text(cell)
        if self.delimiter in text or '"' in text or "\n" in text or "\r" in text:
            return '"' + text.replace('"', '""') + '"'
        return text


FRENCH = Dialect(";", ",", "%d/%m/%Y", "%d/%m/%Y %H:%M", mark="\ufeff")
OPEN_DATA = Dialect(",", ".", "%Y-%m-%d", "%Y-%m-%dT%H:%M")


def neutralised(text: str) -> str:
    """Return the text, with an apostrophe in front if it could be a formula."""
    if text.startswith(_RISKY):
        text = PREFIX + text
    return text.replace("\0", "")


def restored(text: str) -> str:
    """Return the text without the apostrophe that `neutralised` put in front."""
    if text.startswith(PREFIX) and text[1:].startswith(_RISKY):
        return text[1:]
    return text


def csv_line(cells: Iterable[Cell], dialect: Dialect = FRENCH) -> str:
    """Return one line of CSV, with its end of line (RFC 4180: CR LF)."""
    return dialect.delimiter.join(map(dialect.field, cells)) + "\r\n"


def csv_lines(
    heading: Sequence[Cell], rows: Iterable[Iterable[Cell]], dialect: Dialect = FRENCH
) -> Iterator[str]:
    """Yield the lines of a CSV file, its byte order mark first if it has one."""
    yield dialect.mark + csv_line(heading, dialect)
    for row in rows:
        yield csv_line(row, dialect)


def in_chunks(lines: Iterable[str]) -> Iterator[bytes]:
    """Group lines into pieces worth one write to the network."""
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    if waiting:
        yield "".join(waiting).encode()


def csv_response(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    """Send lines of CSV as they are made."""
    response = StreamingHttpResponse(
        in_chunks(lines), content_type="text/csv; charset=utf-8"
    )
    return _as_download(response, name)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; its rows are read once, as they are written."""

    name: str
    heading: Sequence[Cell]
    rows: Iterable[Iterable[Cell]]
    widths: Sequence[int] = ()


def write_xlsx(target: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write a workbook; rows go to the disk one by one, memory stays flat."""
    book = Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats: dict[type, object] = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        datetime: book.add_format({"num_format": 'dd/mm/yyyy hh"h"'}),
    }
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
        for column, cell in enumerate(sheet.heading):
            page.write_string(0, column, _bounded(str(cell or "")), bold)
        for number, row in enumerate(sheet.rows, 1):
            if number >= MAX_ROWS:
                raise TooManyRowsError
            _write_row(page, number, row, formats)
    book.close()


class TooManyRowsError(Exception):
    """The table has more rows than the XLSX format can hold."""


def _write_row(
    page: Worksheet, number: int, row: Iterable[Cell], formats: dict[type, object]
) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            if cell:
                page.write_string(number, column, _bounded(cell))
        elif isinstance(cell, date):
            page.write_datetime(number, column, cell, formats[type(cell)])
        elif cell is not None:
            page.write_number(number, column, cell)


def _bounded(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[: MAX_CHARACTERS - len(_CUT)] + _CUT


def xlsx_response(sheets: Iterable[Sheet], name: str) -> FileResponse:
    """Send a workbook, written to a temporary file that closes with the answer."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    try:
        write_xlsx(file, sheets)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    response = FileResponse(
        file,
        content_type=(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
    )
    return _as_download(response, name)


def _as_download(response: _R, name: str) -> _R:
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


class UnreadableFileError(Exception):
    """A CSV file that is not one, or that is too big; the message is French."""


def read_csv(
    content: bytes, *, max_rows: int, max_columns: int
) -> tuple[list[str], list[list[str]]]:
    """Return heading and rows of a CSV file written by a spreadsheet.

    UTF-8, with or without its mark, else Windows-1252 as Excel writes by default;
    semicolon, comma or tabulation, whichever the heading holds most.
    """
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        heading = [restored(cell.strip()) for cell in next(reader, [])]
        if len(heading) > max_columns:
            raise UnreadableFileError(
                f"Le fichier a plus de {max_columns} colonnes. Gardez celles du modèle."
            )
        rows: list[list[str]] = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                rows.append([])
                continue
            rows.append([restored(cell.strip()) for cell in cells])
            if len(rows) > max_rows:
                raise UnreadableFileError(
                    f"Le fichier a plus de {max_rows} lignes. Coupez-le en plusieurs."
                )
    except csv.Error as error:
        raise UnreadableFileError(
            f"La ligne {reader.line_num} du fichier ne se lit pas comme du CSV."
        ) from error
    return heading, rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError(
            "Ce fichier est un classeur. Enregistrez-le au format CSV UTF-8, puis "
            "envoyez le fichier CSV."
        )
    if b"\0" in content:
        raise UnreadableFileError("Ce fichier n’est pas un fichier CSV.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        "Les lettres de ce fichier ne se lisent pas. Choisissez UTF-8."
    )
