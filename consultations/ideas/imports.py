"""Ideas that arrive in a file: read and judged row by row, then stored at once.

All or nothing: one bad row and nothing is written, so that a corrected file can be
sent again. A row that was imported before is recognised by its key and left alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import slugify

from consultations.ideas.definition import IdeaCall
from consultations.ideas.plain import one_line, plain_text
from consultations.models import Idea
from core.models import Territory
from core.text import searchable
from participation.models import Channel, Contribution, Module

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_TITLE = 250
MAX_BODY = 50_000
FIELDS = {
    "title": "le titre",
    "body": "le texte",
    "category": "la catégorie",
    "territory": "le territoire (code ou nom)",
    "place": "le lieu",
    "author_name": "le nom affiché",
    "author_kind": "au nom de qui",
    "channel": "le canal",
    "created_at": "la date de réception",
    "stage": "la suite donnée",
    "answer": "la réponse",
    "answer_reason": "la raison",
    "answered_at": "la date de réponse",
    "key": "l’identifiant dans le fichier",
}


class UnreadableError(Exception):
    """The file as a whole cannot be taken; the message says why, in French."""


@dataclass
class Plan:
    """What importing a file would do."""

    ideas: list[tuple[int, Idea, datetime | None]] = field(default_factory=list)
    known: int = 0
    skipped: int = 0
    errors: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    new_categories: dict[str, str] = field(default_factory=dict)  # id -> label
    shortened: int = 0
    # Categories that the call does not have: label -> the lines that name it.
    unknown: dict[str, list[int]] = field(default_factory=dict)


def read_rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) of a CSV file, whatever wrote it."""
    if len(content) > MAX_BYTES:
        raise UnreadableError("Ce fichier dépasse 20 Mo : coupez-le en plusieurs.")
    text = _decoded(content)
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True
    )
    try:
        for number, row in enumerate(reader, 1):
            if number > MAX_ROWS:
                raise UnreadableError(f"Ce fichier a plus de {MAX_ROWS} lignes.")
            yield (
                reader.line_num,
                {name: value or "" for name, value in row.items() if name},
            )
    except csv.Error as error:
        raise UnreadableError(
            f"La ligne {reader.line_num} ne se lit pas comme du CSV : un guillemet "
            "n’est sans doute pas fermé."
        ) from error


def headings(content: bytes) -> list[str]:
    """Return the names of the columns."""
    text = _decoded(content)
    first = next(csv.reader(io.StringIO(text), delimiter=_delimiter(text)), [])
    return [name.strip() for name in first]


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableError("Ce fichier n’est pas du texte : enregistrez-le en CSV.")
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("Les lettres de ce fichier ne se lisent pas.")


def _delimiter(text: str) -> str:
    """Return the separator that the heading holds most, quoted parts aside."""
    heading = text.split("\n", 1)[0]
    bare = "".join(heading.split('"')[::2])
    return max(",;\t|", key=bare.count)


class Importer:
    """Turns rows into ideas of one call, for one mapping of columns."""

    def __init__(
        self,
        module: Module,
        mapping: dict[str, str],
        *,
        channel: str = Channel.ONLINE,
        state: str = Contribution.State.PENDING,
        create_categories: bool = False,
        only: dict[str, str] | None = None,
    ) -> None:
        self.module = module
        self.mapping = mapping
        self.channel = channel
        self.state = state
        self.create_categories = create_categories
        self.only = only or {}
        version = module.current_version
        self.call = IdeaCall.from_json(version.definition) if version else IdeaCall("")
        self.categories = {
            name: category.id
            for category in self.call.categories
            for name in (searchable(category.label), searchable(category.id))
        }
        self.territories = {
            name: territory
            for territory in Territory.objects.all()
            for name in (searchable(territory.name), searchable(territory.code))
        }

    def plan(self, content: bytes) -> Plan:
        """Read the whole file and say what would be done; write nothing."""
        columns = headings(content)
        wanted = {*self.mapping.values(), *self.only}
        if missing := sorted(wanted - set(columns)):
            raise UnreadableError(
                f"Colonnes absentes du fichier : {', '.join(missing)}. "
                f"Il contient : {', '.join(columns)}."
            )
        plan = Plan()
        known = set(
            Idea.objects.in_call(self.module)
            .exclude(source_key="")
            .values_list("source_key", flat=True)
        )
        seen: dict[str, int] = {}
        for line, row in read_rows(content):
            if any(row[name] != value for name, value in self.only.items()):
                plan.skipped += 1
                continue
            self._plan_row(plan, line, row, known, seen)
        plan.errors.extend(
            f"Catégorie inconnue « {label} » : {len(lines)} lignes, la première est la "
            f"ligne {lines[0]}. Ajoutez-la à l’appel à idées, ou --create-categories."
            for label, lines in plan.unknown.items()
        )
        return plan

    def _plan_row(
        self,
        plan: Plan,
        line: int,
        row: dict[str, str],
        known: set[str],
        seen: dict[str, int],
    ) -> None:
        values = {name: row[column] for name, column in self.mapping.items()}
        key = self.source_key(values)
        if key in known:
            plan.known += 1
            return
        if key in seen:
            twice = f"Ligne {line} : la même idée est déjà ligne {seen[key]}"
            if "key" in self.mapping:
                plan.errors.append(f"{twice}, avec le même identifiant.")
            else:
                plan.notices.append(f"{twice}, mot pour mot : laissée de côté.")
                plan.skipped += 1
            return
        seen[key] = line
        label = one_line(values.get("category", ""))
        if self._is_unknown(label):
            plan.unknown.setdefault(label, []).append(line)
            return
        try:
            idea, created_at = self._idea(plan, values)
        except ValidationError as error:
            plan.errors.extend(f"Ligne {line} : {text}" for text in error.messages)
            return
        idea.source_key = key
        plan.ideas.append((line, idea, created_at))

    def source_key(self, values: dict[str, str]) -> str:
        """Return what recognises a row: its own id, or else its words."""
        own = values.get("key", "").strip()
        if not own:
            own = searchable(f"{values.get('title', '')} {values.get('body', '')}")
        digest = hashlib.sha256(own.encode()).hexdigest()
        return f"{self.module.pk.hex}:{own if len(own) <= 60 else digest}"

    def _idea(self, plan: Plan, values: dict[str, str]) -> tuple[Idea, datetime | None]:
        created_at = _instant(values.get("created_at", ""))
        answered_at = _instant(values.get("answered_at", ""))
        title = one_line(values.get("title", ""))
        body = plain_text(values.get("body", ""))
        if len(title) > MAX_TITLE:
            body = f"{title}\n\n{body}"
            title = f"{title[: MAX_TITLE - 1].rsplit(' ', 1)[0]}…"
            plan.shortened += 1
        idea = Idea(
            module=self.module,
            state=self.state,
            published_at=timezone.now() if self.state == "published" else None,
            channel=_choice(values, "channel", Channel, self.channel),
            author_kind=_choice(
                values, "author_kind", Idea.AuthorKind, Idea.AuthorKind.INHABITANT
            ),
            stage=_choice(values, "stage", Idea.Stage, Idea.Stage.RECEIVED),
            title=title,
            body=body,
            category=self._category(plan, values.get("category", "")),
            territory=self._territory(values.get("territory", "")),
            place=one_line(values.get("place", ""))[:200],
            author_name=one_line(values.get("author_name", ""))[:80],
            answer=plain_text(values.get("answer", "")),
            answer_reason=plain_text(values.get("answer_reason", "")),
            answered_at=timezone.localdate(answered_at) if answered_at else None,
        )
        _check(idea)
        return idea, created_at

    def _category(self, plan: Plan, text: str) -> str:
        label = one_line(text)
        if not label:
            return ""
        found = self.categories.get(searchable(label))
        if found is None:
            found = _new_id(label, {*self.categories.values(), *plan.new_categories})
            plan.new_categories[found] = label[:300]
            self.categories[searchable(label)] = found
        return found

    def _is_unknown(self, label: str) -> bool:
        return bool(
            label
            and not self.create_categories
            and searchable(label) not in self.categories
        )

    def _territory(self, text: str) -> Territory | None:
        if not text.strip():
            return None
        found = self.territories.get(searchable(text))
        if found is None:
            raise ValidationError(f"territoire inconnu « {text.strip()} ».")
        return found


def store(plan: Plan) -> int:
    """Write the ideas of a plan, all or none; return how many."""
    if plan.errors:
        raise ValueError("a plan with errors is not stored")
    with transaction.atomic():
        for _line, idea, created_at in plan.ideas:
            idea.save()
            if created_at is not None:
                # `auto_now_add` writes the time of the import.
                Contribution.objects.filter(pk=idea.pk).update(created_at=created_at)
    return len(plan.ideas)


def _check(idea: Idea) -> None:
    problems = []
    if not idea.title:
        problems.append("le titre est vide.")
    if not idea.body:
        problems.append("le texte est vide.")
    if len(idea.body) > MAX_BODY:
        problems.append(f"le texte dépasse {MAX_BODY} signes.")
    if problems:
        raise ValidationError(problems)


def _choice(values: dict[str, str], name: str, choices: Any, default: str) -> str:
    text = searchable(values.get(name, ""))
    if not text:
        return default
    for value, label in choices.choices:
        if text in {searchable(value), searchable(str(label))}:
            return str(value)
    raise ValidationError(f"{FIELDS[name]} : « {values[name]} » n’est pas prévu.")


def _instant(text: str) -> datetime | None:
    text = text.strip()
    if not text:
        return None
    try:
        found = parse_datetime(text) or _day(text)
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(f"date illisible « {text} ».")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _day(text: str) -> datetime | None:
    parts = text.split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        day, month, year = map(int, parts)
        return datetime.combine(date(year, month, day), time(12))
    found = parse_date(text)
    return datetime.combine(found, time(12)) if found else None


def _new_id(label: str, taken: set[str]) -> str:
    base = slugify(label)[:36] or "categorie"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found
