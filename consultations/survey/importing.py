"""From a table of answers to responses: every line is read as a form would be.

A line becomes the fields of a form (`Raw`), and the reader of the public form
says what is wrong with it: one set of rules, whatever the way in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consultations.survey.definition import (
    ONE_CHOICE_KINDS,
    Choice,
    Note,
    Question,
    Survey,
)
from consultations.survey.exports import Column, Part, columns, parts
from consultations.survey.forms.raw import Raw, input_name
from consultations.survey.forms.reading import Reading, read
from core.text import folded
from participation.models import Channel

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_CELL = 20_000
CHANNEL = "Canal"
# Columns of our own export that an import does not need.
IGNORED = frozenset(map(folded, ("Référence", "Reçue le", "Version", "Saisie par")))
_NOT_IMPORTED = frozenset({"contact", "file"})
_YES = frozenset({"1", "x", "oui", "vrai", "o", "yes", "true"})
_NO = frozenset({"", "0", "non", "faux", "n", "no", "false"})
_CHANNELS = {folded(str(label)): value for value, label in Channel.choices} | {
    value: value for value in Channel.values
}


class MisfitError(Exception):
    """A cell that is none of the answers offered."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a line, numbered as the spreadsheet does."""

    line: int
    about: str
    message: str


@dataclass
class Batch:
    """What a file holds. Nothing is stored if there is any mistake."""

    readings: list[Reading] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether the file may be imported."""
        return bool(self.readings) and not self.mistakes


def importable(survey: Survey, *, strict: bool) -> Survey:
    """Return what a table can answer: no file, no address.

    Unless `strict`, a missing answer to a required question is accepted.
    """

    def kept(item: Question | Note) -> Question | Note:
        if isinstance(item, Note):
            return item
        required = item.required and strict and item.kind not in _NOT_IMPORTED
        return dataclasses.replace(item, required=required)

    return dataclasses.replace(
        survey,
        sections=tuple(
            dataclasses.replace(section, items=tuple(map(kept, section.items)))
            for section in survey.sections
        ),
    )


def template_columns(survey: Survey) -> list[str]:
    """Return the heading of the file to fill in."""
    return [CHANNEL, *(column.heading for column in columns(_parts(survey)))]


def _parts(survey: Survey) -> tuple[Part, ...]:
    made = parts([survey], confidential=True)
    return tuple(part for part in made if part.question.kind not in _NOT_IMPORTED)


class Importer:
    """Reads lines for one version of a survey."""

    def __init__(
        self,
        survey: Survey,
        heading: Sequence[str],
        *,
        territories: Mapping[str, str],
        channel: str,
        strict: bool = True,
        mapping: Mapping[str, str] | None = None,
    ) -> None:
        self._survey = importable(survey, strict=strict)
        self._codes = frozenset(territories)
        self._places = {folded(name): code for code, name in territories.items()}
        self._places |= {folded(code): code for code in territories}
        self._channel = channel
        self._channel_at: int | None = None
        self.mistakes: list[Mistake] = []
        self._writers: dict[int, Callable[[str, Raw], None]] = {}
        self._headings = list(heading)
        self._read_heading(mapping or {})

    def _read_heading(self, mapping: Mapping[str, str]) -> None:
        by_name: dict[str, tuple[Part, Column]] = {}
        for part in _parts(self._survey):
            for column in part.columns:
                by_name[folded(column.heading)] = by_name[column.id] = (part, column)
        wanted = {folded(theirs): ours for theirs, ours in mapping.items()}
        for position, title in enumerate(self._headings):
            name = wanted.get(folded(title), title)
            known = by_name.get(name) or by_name.get(folded(name))
            if folded(name) == folded(CHANNEL):
                self._channel_at = position
            elif known is not None:
                self._writers[position] = self._writer(*known)
            elif name and folded(name) not in IGNORED:
                message = _("Cette colonne n’est pas dans le questionnaire.")
                self.mistakes.append(Mistake(1, title, message))
        if not self._writers and not self.mistakes:
            message = _("Aucune colonne ne correspond à une question.")
            self.mistakes.append(Mistake(1, "", message))

    def batch(self, rows: Iterable[Sequence[str]]) -> Batch:
        """Read every line; blank ones are skipped."""
        batch = Batch(mistakes=list(self.mistakes))
        if batch.mistakes:
            return batch
        for line, cells in enumerate(rows, 2):
            if any(cells):
                self._read_line(batch, line, cells)
        if not batch.readings and not batch.mistakes:
            batch.mistakes.append(
                Mistake(1, "", _("Le fichier ne contient aucune réponse."))
            )
        return batch

    def _read_line(self, batch: Batch, line: int, cells: Sequence[str]) -> None:
        raw: Raw = {}
        before = len(batch.mistakes)
        for position, cell in enumerate(cells):
            message = self._write(position, cell, raw)
            if message:
                about = self._title(position)
                batch.mistakes.append(Mistake(line, about, message))
        channel = self._channel_of(cells)
        if not channel:
            message = _("Canal inconnu. Les canaux possibles : %(channels)s.") % {
                "channels": ", ".join(offline_channels())
            }
            batch.mistakes.append(Mistake(line, CHANNEL, message))
        if len(batch.mistakes) > before:
            return
        reading = read(self._survey, raw, self._codes)
        for key, problem in reading.problems.items():
            about = f"Question {self._survey.numbers[key]}"
            batch.mistakes.append(Mistake(line, about, problem.message))
        if not reading.problems:
            batch.readings.append(reading)
            batch.channels.append(channel)
            batch.lines.append(line)

    def _title(self, position: int) -> str:
        if position < len(self._headings) and self._headings[position]:
            return self._headings[position]
        return _("colonne %d") % (position + 1)

    def _write(self, position: int, cell: str, raw: Raw) -> str:
        """Write one cell in the form; return what is wrong with it."""
        if not cell or position == self._channel_at:
            return ""
        if len(cell) > MAX_CELL:
            return _("Ce texte est trop long.")
        writer = self._writers.get(position)
        if writer is None:
            beyond = position >= len(self._headings) or not self._headings[position]
            return _("Cette cellule n’a pas de titre de colonne.") if beyond else ""
        try:
            writer(cell, raw)
        except MisfitError as misfit:
            return str(misfit)
        return ""

    def _channel_of(self, cells: Sequence[str]) -> str:
        at = self._channel_at
        name = cells[at] if at is not None and at < len(cells) else ""
        return _CHANNELS.get(folded(name), "") if name else self._channel

    def _writer(self, part: Part, column: Column) -> Callable[[str, Raw], None]:
        question = part.question
        own = input_name(question)
        suffix = column.id.removeprefix(question.id).removeprefix(".")
        if suffix == "text":
            name = own if question.kind == "place" else input_name(question, "other")
            return _plain(name)
        if question.kind in ONE_CHOICE_KINDS:
            return _one_of(own, question.choices)
        if question.kind == "multiple":
            return _ticked(own, suffix, column.option)
        if question.kind == "matrix":
            return _one_of(input_name(question, suffix), question.choices)
        if question.kind == "territory":
            return self._place_of(own)
        if question.kind == "consent":
            return _agreed(own)
        return _plain(input_name(question, suffix))

    def _place_of(self, name: str) -> Callable[[str, Raw], None]:
        def write(cell: str, raw: Raw) -> None:
            code = self._places.get(folded(cell))
            if code is None:
                raise MisfitError(
                    _("« %s » n’est pas un lieu de la liste.") % cell[:80]
                )
            raw[name] = [code]

        return write


def offline_channels() -> list[str]:
    """Return the names of the ways by which a response reaches staff."""
    return [str(label) for value, label in Channel.choices if value != Channel.ONLINE]


def _plain(name: str) -> Callable[[str, Raw], None]:
    def write(cell: str, raw: Raw) -> None:
        raw[name] = [cell]

    return write


def _one_of(name: str, choices: tuple[Choice, ...]) -> Callable[[str, Raw], None]:
    known = {folded(choice.label): choice.id for choice in choices}
    known |= {choice.id: choice.id for choice in choices}
    offered = ", ".join(f"« {choice.label} »" for choice in choices[:8])
    if len(choices) > 8:
        offered += "…"

    def write(cell: str, raw: Raw) -> None:
        choice = known.get(cell) or known.get(folded(cell))
        if choice is None:
            message = _("« %(cell)s » n’est pas un choix. Les choix : %(offered)s.")
            raise MisfitError(message % {"cell": cell[:80], "offered": offered})
        raw[name] = [choice]

    return write


def _ticked(name: str, choice: str, label: str) -> Callable[[str, Raw], None]:
    def write(cell: str, raw: Raw) -> None:
        word = folded(cell)
        if word in _NO:
            return
        if word not in _YES and word != folded(label):
            raise MisfitError(
                _("Écrivez 1 si le choix est coché, 0 sinon, et non « %s ».")
                % cell[:80]
            )
        raw.setdefault(name, []).append(choice)

    return write


def _agreed(name: str) -> Callable[[str, Raw], None]:
    def write(cell: str, raw: Raw) -> None:
        word = folded(cell)
        if word not in _YES | _NO:
            raise MisfitError(_("Écrivez « Oui », ou laissez vide."))
        if word in _YES:
            raw[name] = ["1"]

    return write
