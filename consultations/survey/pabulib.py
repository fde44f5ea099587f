"""Reads ballots in the Pabulib format (`.pb`). Pure: no Django here.

Three sections, META, PROJECTS and VOTES; each has a heading line, then one line per
item, cells separated by semicolons. Real files have CRLF or LF, a byte order mark
or none, optional columns in any order, empty names and cells of spaces.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

SECTIONS = ("META", "PROJECTS", "VOTES")


class UnreadableBallotsError(Exception):
    """A file that is not in this format; the message is French."""


@dataclass(frozen=True)
class Project:
    """Something one may vote for."""

    id: str
    name: str
    votes: int | None = None  # the number that the file itself announces


@dataclass(frozen=True)
class Ballot:
    """What one person chose, in the order of the file."""

    line: int
    voter: str
    projects: tuple[str, ...]


@dataclass(frozen=True)
class Election:
    """A whole file."""

    meta: dict[str, str]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]

    @property
    def title(self) -> str:
        """What the file says it is."""
        parts = (self.meta.get("description"), self.meta.get("instance"))
        return " ".join(part for part in parts if part) or "Bulletins"

    def limit(self, name: str) -> int | None:
        """Return `min_length` or `max_length`, if the file gives it."""
        text = self.meta.get(name, "")
        return int(text) if text.isdecimal() else None

    def day(self, name: str) -> date | None:
        """Return a date of the file (« 04.07.2024 », or a year alone: none)."""
        parts = self.meta.get(name, "").replace("-", ".").split(".")
        if len(parts) != 3 or not all(part.isdecimal() for part in parts):
            return None
        numbers = [int(part) for part in parts]
        day, month, year = numbers if numbers[2] > 31 else reversed(numbers)
        try:
            return date(year, month, day)
        except ValueError:
            return None


def read(content: bytes) -> Election:
    """Return what a file holds; raise UnreadableBallotsError."""
    sections = _sections(_decoded(content))
    meta = {row[0].strip(): row[1].strip() for _n, row in sections["META"] if row[1:]}
    projects = tuple(_projects(sections["PROJECTS"]))
    if len({project.id for project in projects}) < len(projects):
        raise UnreadableBallotsError("Deux projets ont le même identifiant.")
    return Election(meta, projects, tuple(_ballots(sections["VOTES"])))


def recount(ballots: Iterable[Ballot]) -> Counter[str]:
    """Return how many ballots hold each project: nothing else is to be known."""
    counts: Counter[str] = Counter()
    for ballot in ballots:
        counts.update(set(ballot.projects))
    return counts


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


_Rows = list[tuple[int, list[str]]]


def _sections(text: str) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {}
    current: _Rows | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        name = row[0].strip().upper()
        if name in SECTIONS and not any(cell.strip() for cell in row[1:]):
            current = found.setdefault(name, [])
        elif current is not None:
            current.append((reader.line_num, row))
    for name in SECTIONS:
        if not found.get(name):
            raise UnreadableBallotsError(f"La partie {name} manque dans ce fichier.")
    return found


def _columns(rows: _Rows, *needed: str) -> tuple[dict[str, int], _Rows]:
    heading = {cell.strip().lower(): at for at, cell in enumerate(rows[0][1])}
    for name in needed:
        if name not in heading:
            raise UnreadableBallotsError(f"La colonne {name} manque dans ce fichier.")
    return heading, rows[1:]


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _projects(rows: _Rows) -> Iterator[Project]:
    at, rest = _columns(rows, "project_id")
    for _line, row in rest:
        key, votes = _cell(row, at["project_id"]), _cell(row, at.get("votes"))
        name = " ".join(_cell(row, at.get("name")).split())
        if key:
            number = int(votes) if votes.isdecimal() else None
            yield Project(key, name or f"Projet {key}", number)


def _ballots(rows: _Rows) -> Iterator[Ballot]:
    at, rest = _columns(rows, "vote")
    for line, row in rest:
        chosen = (part.strip() for part in _cell(row, at["vote"]).split(","))
        yield Ballot(
            line, _cell(row, at.get("voter_id")), tuple(key for key in chosen if key)
        )
