"""Files that open rightly, and that run nothing."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from core.spreadsheets import (
    FRENCH,
    MAX_CHARACTERS,
    OPEN_DATA,
    Sheet,
    UnreadableFileError,
    csv_line,
    csv_lines,
    csv_response,
    neutralised,
    read_csv,
    restored,
    write_xlsx,
)

ATTACKS = [
    "=HYPERLINK('http://mal.example')",
    "+33 6 12",
    "-2+3",
    "@SUM(1+1)",
    "\t=1",
    "\r=1",
    "\0=1",
    "\n=1",
    "＝1+1",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutralised(text).startswith("'")
    assert "\0" not in neutralised(text)


@pytest.mark.parametrize("text", ["", "Vélo", "a=b", "' = guillemet", "1 + 1", "’"])
def test_an_ordinary_text_is_left_alone(text: str) -> None:
    assert neutralised(text) == text


@pytest.mark.parametrize("text", ["=1+1", "'Oui", "Non", "-3"])
def test_what_was_protected_can_be_read_back(text: str) -> None:
    assert restored(neutralised(text)) == text


def test_our_own_numbers_keep_their_sign() -> None:
    assert csv_line([-3, -2.5, "-3"]) == "-3;-2,5;'-3\r\n"


def test_a_french_file_has_a_mark_semicolons_and_french_dates() -> None:
    rows = [["Éa; b", date(2026, 3, 1), datetime(2026, 3, 1, 9), 1.5, None]]
    text = "".join(csv_lines(["A", "B", "C", "D", "E"], rows, FRENCH))
    assert text == ('\ufeffA;B;C;D;E\r\n"Éa; b";01/03/2026;01/03/2026 09:00;1,5;\r\n')


def test_an_open_data_file_follows_international_habits() -> None:
    text = "".join(csv_lines(["a", "b"], [[1.5, date(2026, 3, 1)]], OPEN_DATA))
    assert text == "a,b\r\n1.5,2026-03-01\r\n"


def test_quotes_and_line_ends_survive_a_plain_reader() -> None:
    cells = ['Il dit « "non" »', "une\ndeux", "trois\r\nquatre", "a;b"]
    line = csv_line(cells)
    assert next(csv.reader(io.StringIO(line, newline=""), delimiter=";")) == cells


def test_a_csv_answer_streams_and_is_never_kept() -> None:
    def endless():
        while True:
            yield "x" * 1000 + "\r\n"

    response = csv_response(endless(), "réponses.csv")
    assert response.streaming
    assert 0 < len(next(iter(response))) < 100_000
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_workbook_holds_words_as_words() -> None:
    file = io.BytesIO()
    rows = [[text, 3, date(2026, 3, 1)] for text in ATTACKS if "\0" not in text]
    write_xlsx(file, [Sheet("Un", ["Texte", "Nombre", "Jour"], rows)])
    page = openpyxl.load_workbook(file)["Un"]
    for cell in page["A"][1:]:
        assert cell.data_type == "s"
    assert page["A2"].value == ATTACKS[0]
    assert page["B2"].value == 3
    assert page["C2"].value == datetime(2026, 3, 1)


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    file = io.BytesIO()
    write_xlsx(file, [Sheet("Un", ["T"], [["x" * 40_000]])])
    value = openpyxl.load_workbook(file)["Un"]["A2"].value
    assert len(value) == MAX_CHARACTERS
    assert "texte coupé" in value


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeffA;B\r\né;2\r\n".encode(), [["é", "2"]]),
        ("A;B\né;2\n".encode("cp1252"), [["é", "2"]]),
        (b"A,B\n1,2\n", [["1", "2"]]),
        (b"A\tB\n1\t2\n", [["1", "2"]]),
        (b'A;B\n"x\ny";\'=1\n', [["x\ny", "=1"]]),
        (b"A;B\n\n;\n1;2\n", [[], [], ["1", "2"]]),
    ],
)
def test_a_file_is_read_whatever_wrote_it(content: bytes, expected: object) -> None:
    assert read_csv(content, max_rows=10, max_columns=5) == (["A", "B"], expected)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 ...", "classeur"),
        (b"A;B\n\0;", "n’est pas un fichier CSV"),
        (b"A;B;C;D\n1", "colonnes"),
        (b"A\n1\n2\n3\n4\n", "lignes"),
        (b'A\n"' + b"x" * 200_000 + b'"', "ne se lit pas"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        read_csv(content, max_rows=3, max_columns=3)
