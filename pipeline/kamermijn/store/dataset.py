"""What is published: the tables with the classes of their rows, and the views on them. Layers above add their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kamermijn.model import Record, Row
from kamermijn.records import KINDS, LetterFields
from kamermijn.store.columns import REVIEW, Column, columns, table_name
from kamermijn.store.problem import Problem
from kamermijn.store.reviews import Key, Review
from kamermijn.store.text_rows import Page, Text
from kamermijn.store.version import Version
from kamermijn.store.views import VIEWS, View

Values = Mapping[str, Any]
"""A row as plain data: names of columns with what JSON would hold."""


@dataclass(frozen=True)
class Table:
    """A table: the class of its rows says its name, columns, key, references and what each means.

    ``of_letter`` gives the rows that the document of one letter holds; a table without it is filled by whoever adds it. A
    table that is not ``flat`` holds what does not fit a spreadsheet: it stands in SQLite and Parquet only.
    """

    rows: type[Row]
    of_letter: Callable[[Values], Iterable[Values]] | None = None
    flat: bool = True

    @property
    def name(self) -> str:
        """Name of the table."""
        return table_name(self.rows)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in their order."""
        return columns(self.rows)

    @property
    def description(self) -> str:
        """What a row is, in a sentence."""
        return " ".join((self.rows.__doc__ or "").split("\n\n")[0].split())

    @property
    def indexed(self) -> tuple[str, ...]:
        """Columns by which rows are looked up, apart from the key."""
        names = dict.fromkeys((*self.rows.references, *self.rows.facets))
        return tuple(name for name in names if name != self.rows.key)


@dataclass(frozen=True)
class Dataset:
    """All tables and views that are published together."""

    tables: tuple[Table, ...]
    views: tuple[View, ...] = ()

    def __add__(self, more: Dataset) -> Dataset:
        """Both together, for a layer that knows of more."""
        return Dataset(self.tables + more.tables, self.views + more.views)

    @property
    def flat(self) -> tuple[Table, ...]:
        """The tables that fit CSV files and spreadsheets."""
        return tuple(table for table in self.tables if table.flat)

    def of_letters(
        self, documents: Iterable[Values], said: Mapping[Key, Review] = MappingProxyType({})
    ) -> Iterator[tuple[str, list[Values]]]:
        """The rows of letters, table by table and letter by letter; ``said`` is what people said of records."""
        for data in documents:
            for table in self.tables:
                if table.of_letter:
                    rows = list(table.of_letter(data))
                    yield table.name, _reviewed(rows, said) if said and issubclass(table.rows, Record) else rows


def _reviewed(rows: list[Values], said: Mapping[Key, Review]) -> list[Values]:
    """The rows with what was said of each, as long as it says the words that were judged."""
    found = ((row, said.get((row["record_id"], row["quote"]))) for row in rows)
    return [{**row, REVIEW.name: str(review)} if review else row for row, review in found]


def _listed(cls: type[Record]) -> Callable[[Values], Iterable[Values]]:
    # Who says the same as another letter counts nowhere twice.
    return lambda data: () if data["letter"].get("duplicate_of") else data[cls.plural]


def _letter(data: Values) -> Iterable[Values]:
    return (data["letter"],)


def _text(data: Values) -> Iterable[Values]:
    return ({"letter_id": data["letter"]["letter_id"], "text": data["text"]},)


def _pages(data: Values) -> Iterable[Values]:
    return ({"letter_id": data["letter"]["letter_id"], **page} for page in data["pages"])


DATASET = Dataset(
    (
        Table(LetterFields, _letter),
        *(Table(kind, _listed(kind)) for kind in KINDS),
        Table(Version),
        Table(Problem),
        Table(Text, _text, flat=False),
        Table(Page, _pages, flat=False),
    ),
    VIEWS,
)
"""What single letters give."""

TABLES: dict[str, type[Row]] = {table.name: table.rows for table in DATASET.flat}
"""Every CSV table by name, with the class of its rows."""
