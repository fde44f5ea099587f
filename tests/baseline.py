"""What the migrations write, kept in memory to be given back after a flush."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction


class Baseline:
    """The rows of a fresh database."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}

    @property
    def is_known(self) -> bool:
        """Whether the test database was created."""
        return bool(self._tables)

    def remember(self, connection: Any) -> None:
        """Read every row that the migrations wrote."""
        with connection.cursor() as cursor:
            for table in tables(connection):
                cursor.execute(f"SELECT * FROM {quoted(connection, table)}")  # noqa: S608
                rows = cursor.fetchall()
                if rows:
                    self._tables[table] = ([c[0] for c in cursor.description], rows)
        assert "wagtailcore_page" in self._tables, (
            "The test database is empty: an earlier run was killed. Use --create-db."
        )
        # Emptied tables stay empty until `restore` (Django would otherwise create
        # content types and permissions again, under other numbers). Said of every
        # connection: while Playwright's loop runs, this thread has another one.
        wrapper = type(connections[DEFAULT_DB_ALIAS])
        wrapper._test_serialized_contents = "[]"  # type: ignore[attr-defined]

    def restore(self, connection: Any) -> None:
        """Write the rows again, into empty tables."""
        with (
            transaction.atomic(),
            connection.constraint_checks_disabled(),
            connection.cursor() as cursor,
        ):
            for table, (columns, rows) in self._tables.items():
                names = ", ".join(quoted(connection, name) for name in columns)
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f"INSERT INTO {quoted(connection, table)} ({names})"  # noqa: S608
                    f" VALUES ({places})",
                    rows,
                )


def quoted(connection: Any, name: str) -> str:
    """Return a name as SQL wants it."""
    return str(connection.ops.quote_name(name))


def tables(connection: Any) -> list[str]:
    """Return the tables that a flush empties; the search index fills itself."""
    names = connection.introspection.django_table_names(
        only_existing=True, include_views=False
    )
    return sorted(name for name in names if not name.endswith("_fts"))
