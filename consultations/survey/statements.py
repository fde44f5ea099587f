"""The statements that count a survey in the database.

The database groups equal answers, and the pure `tally` reads each group once,
whatever its size: a ranking or a set of ticked boxes costs what a plain GROUP BY
costs, and both engines give the counts that streaming gives.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connection

from consultations.models import Response
from consultations.survey.definition import (
    TEXT_KINDS,
    UNCOUNTED_KINDS,
    Question,
    Survey,
)
from consultations.survey.tally import (
    CHANNEL,
    Count,
    Tally,
    Version,
    add_answer,
    add_pair,
    keys,
)
from participation.models import Module, ModuleVersion

Fragment = tuple[str, list[Any]]


def versions(module_id: UUID) -> dict[int, Version]:
    """Return every version of a survey that somebody may have answered."""
    return {
        pk: Version(str(pk), Survey.from_json(definition))
        for pk, definition in ModuleVersion.objects.filter(module_id=module_id)
        .order_by("number")
        .values_list("pk", "definition")
    }


class SqlCount:
    """The statements that count one survey."""

    def __init__(self, module_id: UUID, upto: int) -> None:
        self.versions = versions(module_id)
        self.questions: dict[str, Question] = {}
        for version in self.versions.values():
            self.questions |= version.survey.by_id
        id_field = Module._meta.pk
        self.scope: Fragment = (
            "module_id = %s AND id <= %s AND annulled_at IS NULL",
            [id_field.get_db_prep_value(module_id, connection), upto],
        )
        self.module_id, self.upto = module_id, upto

    def pairs(self) -> list[tuple[str, str]]:
        """Return every pair that some version counts."""
        found = (pair for version in self.versions.values() for pair in version.pairs)
        return list(dict.fromkeys(found))

    def count_totals(self, tally: Tally) -> None:
        """Count the responses, by channel and by version."""
        tally.rows = Response.objects.filter(
            module_id=self.module_id, id__lte=self.upto
        ).count()
        for channel, version, n in self._grouped(("channel", []), ("version_id", [])):
            tally.n += n
            tally.channels[channel] += n
            tally.versions[str(version)] += n

    def count_question(self, tally: Tally, question: Question) -> None:
        """Count the answers to a question."""
        asked = self._asked(question.id)
        if asked is None or question.kind in UNCOUNTED_KINDS:
            return
        found = Count()
        if question.kind in TEXT_KINDS:
            ((found.asked,),) = self._select(("count(*)", []), asked, grouped=0)
        elif question.kind == "matrix":
            self._count_matrix(found, question, asked)
        else:
            for raw, n in self._grouped(_value(question), where=asked):
                add_answer(found, question, _decode(question, raw), n)
        if found.asked:
            tally.questions[question.id] = found

    def _count_matrix(self, found: Count, question: Question, asked: Fragment) -> None:
        """Count row by row: together, rows have too many different answers."""
        for given, n in self._grouped(_presence(question), where=asked):
            found.asked += n
            found.answered += n if given else 0
        for row in self._rows_of(question.id):
            for raw, n in self._grouped(_value(question, row), where=asked):
                for key in keys(question, {row: raw}):
                    found.cells[key] += n

    def count_pair(self, tally: Tally, first: str, second: str) -> None:
        """Count the answers to two questions together."""
        asked = self._asked(first, second)
        if asked is None:
            return
        values = [
            ("channel", []) if key == CHANNEL else _value(self.questions[key])
            for key in (first, second)
        ]
        for one, other, n in self._grouped(*values, where=asked):
            found = self._keys(first, one), self._keys(second, other)
            if found[0] and found[1]:
                add_pair(tally.pair(first, second), *found, n)

    def _keys(self, key: str, raw: Any) -> list[str]:
        if key == CHANNEL:
            return [raw]
        question = self.questions[key]
        return keys(question, _decode(question, raw))

    def _rows_of(self, key: str) -> list[str]:
        questions = (v.survey.by_id.get(key) for v in self.versions.values())
        return list(dict.fromkeys(r.id for q in questions if q for r in q.rows))

    def _grouped(self, *values: Fragment, where: Fragment = ("", [])) -> list[Any]:
        sql = ", ".join(value for value, _params in values)
        params = [param for _value, some in values for param in some]
        return self._select((f"{sql}, count(*)", params), where, grouped=len(values))

    def _select(self, what: Fragment, where: Fragment, *, grouped: int) -> list[Any]:
        positions = ", ".join(str(at) for at in range(1, grouped + 1))
        scope, scope_params = self.scope
        condition = f" AND {where[0]}" if where[0] else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {what[0]} FROM consultations_response "  # noqa: S608
                f"WHERE {scope}{condition}"
                + (f" GROUP BY {positions}" if grouped else ""),
                [*what[1], *scope_params, *where[1]],
            )
            return list(cursor.fetchall())

    def _asked(self, *questions: str) -> Fragment | None:
        """Return the condition for having been asked all these questions.

        Empty when everybody was; None when nobody could be. Each version asks
        its own questions under its own conditions.
        """
        by_condition: dict[Chain, list[int]] = {}
        for pk, version in self.versions.items():
            chain = _chain(version, questions)
            if chain is not None:
                by_condition.setdefault(chain, []).append(pk)
        if not by_condition:
            return None
        if len(by_condition) == 1:
            ((chain, pks),) = by_condition.items()
            if len(pks) == len(self.versions):
                return _all_of(chain)
        parts = [_in_versions(pks, chain) for chain, pks in by_condition.items()]
        sql = " OR ".join(f"({part})" for part, _params in parts)
        return f"({sql})", [param for _part, params in parts for param in params]


# What must have been chosen: (question, choices) pairs, all of them.
Chain = tuple[tuple[str, tuple[str, ...]], ...]


def _chain(version: Version, questions: tuple[str, ...]) -> Chain | None:
    if len(questions) == 2 and questions not in version.pairs:
        return None
    survey = version.survey
    numbers = survey.numbers
    chain: dict[tuple[str, tuple[str, ...]], None] = {}
    for key in questions:
        question = None if key == CHANNEL else survey.by_id.get(key)
        if key != CHANNEL and question is None:
            return None
        while question is not None and (condition := question.condition):
            known = numbers.get(condition.question, len(numbers) + 1)
            if known >= numbers[question.id] or not condition.choices:
                return None
            chain[(condition.question, condition.choices)] = None
            question = survey.by_id[condition.question]
    return tuple(chain)


def _in_versions(pks: list[int], chain: Chain) -> Fragment:
    marks = ", ".join(["%s"] * len(pks))
    sql, params = _all_of(chain)
    return f"version_id IN ({marks})" + (f" AND {sql}" if sql else ""), [*pks, *params]


def _all_of(chain: Chain) -> Fragment:
    parts = [_chose(question, choices) for question, choices in chain]
    return (
        " AND ".join(part for part, _params in parts),
        [param for _part, params in parts for param in params],
    )


def _chose(question: str, choices: tuple[str, ...]) -> Fragment:
    if connection.vendor == "postgresql":
        return "data -> %s ?| %s", [question, list(choices)]
    marks = ", ".join(["%s"] * len(choices))
    return (
        f"EXISTS (SELECT 1 FROM json_each(data, %s) WHERE value IN ({marks}))",  # noqa: S608
        [_path(question), *choices],
    )


def _path(*names: str) -> str:
    return "$" + "".join(f'."{name}"' for name in names)


def _presence(question: Question) -> Fragment:
    if connection.vendor == "postgresql":
        return "data ? %s", [question.id]
    return "json_type(data, %s) IS NOT NULL", [_path(question.id)]


def _value(question: Question, *inside: str) -> Fragment:
    if question.kind == "place":
        return _presence(question)
    if connection.vendor == "postgresql":
        sql, params = (
            "data" + " -> %s" * len(inside) + " ->> %s",
            [question.id, *inside],
        )
    else:
        sql, params = "json_extract(data, %s)", [_path(question.id, *inside)]
    return (f"substr({sql}, 1, 7)" if question.kind == "date" else sql), params


def _decode(question: Question, raw: Any) -> Any:
    """Return a value that counts as the stored answer does."""
    if raw is None:
        return None
    if question.kind in ("multiple", "ranking"):
        return json.loads(raw)
    if question.kind == "place":
        return {} if raw else None
    return raw
