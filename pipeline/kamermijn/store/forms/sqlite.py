"""The dataset as one SQLite file: typed tables with keys, search (FTS5) over texts and quotes, and the views."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kamermijn.store.columns import Column, ColumnKind
from kamermijn.store.dataset import Dataset, Table, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms.form import Add, Report
from kamermijn.store.forms.legible import whole

if TYPE_CHECKING:
    from sqlite_utils import Database

NAME = "kamermijn.sqlite"
LIBRARIES = ("sqlite_utils",)

_BATCH = 1000
# Accents are no matter in a search; a word is looked for as it stands.
_TOKENIZE = "unicode61 remove_diacritics 2"
_TYPES: dict[ColumnKind, type] = {"integer": int, "boolean": int, "number": float}


def files(dataset: Dataset) -> list[str]:
    """The one file."""
    return [NAME]


@contextmanager
def write(folder: OutputFolder, dataset: Dataset, report: Report) -> Iterator[Add]:
    """Take in rows, table by table, in any order; keys, indexes, search and views are made at the end."""
    from sqlite_utils import Database

    with folder.make(NAME) as path:
        base = Database(path)
        try:
            # Nobody sees the file before it is whole, and it is made anew where a crash leaves it half.
            base.execute("PRAGMA journal_mode=OFF")
            base.execute("PRAGMA synchronous=OFF")
            for table in dataset.tables:
                _create(base, table, dataset)
            waiting: dict[str, list[list[Any]]] = {table.name: [] for table in dataset.tables}
            convert = {table.name: _converter(table.columns) for table in dataset.tables}

            def add(name: str, rows: Sequence[Values]) -> None:
                waiting[name] += map(convert[name], rows)
                if len(waiting[name]) >= _BATCH or name == "texts":
                    _insert(base, name, waiting[name])

            yield add
            for name, rows in waiting.items():
                _insert(base, name, rows)
            _finish(base, dataset)
        finally:
            base.close()


def _create(base: Database, table: Table, dataset: Dataset) -> None:
    keys = {other.name: other.rows.key for other in dataset.tables}
    never_empty = {column.name for column in table.columns if not column.optional}
    base.table(table.name).create(
        {column.name: _TYPES.get(column.kind, str) for column in table.columns},
        pk=table.rows.key,
        foreign_keys=[(column, other, keys[other] or "") for column, other in table.rows.references.items()],
        not_null=never_empty,
        strict=True,
    )


def _insert(base: Database, name: str, rows: list[list[Any]]) -> None:
    if rows:
        # Rows of one shape need none of the care that sqlite-utils takes of each.
        with base.conn:
            base.conn.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        rows.clear()


def _finish(base: Database, dataset: Dataset) -> None:
    for table in dataset.tables:
        made = base.table(table.name)
        for column in table.indexed:
            # Counting by one facet among the rows of another, or behind a page's last row, is done within such an index: no row is read.
            others = [*table.rows.facets, *([table.rows.key] if table.rows.key else [])] if column in table.rows.facets else []
            made.create_index([column, *(name for name in others if name != column)])
        for together in table.rows.sorted_by:
            made.create_index(together)
        if table.rows.searched:
            made.enable_fts(table.rows.searched, tokenize=_TOKENIZE)
            made.optimize()
    for view in dataset.views:
        base.create_view(view.name, view.sql)
    base.execute("ANALYZE")


def _converter(columns: Sequence[Column]) -> Callable[[Values], list[Any]]:
    """What turns a row of plain data into one of SQLite: lists as JSON, truth as 0 and 1."""
    ways = [(column.name, _WAYS[column.kind]) for column in columns]
    return lambda values: [None if (value := values.get(name)) is None else way(value) for name, way in ways]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: object) -> str:
    return whole(_encode(value)) if value else "[]"


_WAYS: dict[ColumnKind, Callable[[Any], Any]] = {
    "text": whole, "date": str, "integer": int, "number": float, "boolean": int, "list": _json, "records": _json,
}  # fmt: skip
