"""Views: questions that many ask, answered beforehand. Their SQL is understood by SQLite and DuckDB alike."""

from __future__ import annotations

from dataclasses import dataclass

from kamermijn.model import Record
from kamermijn.records import KINDS, Numeral
from kamermijn.store.columns import columns, table_name

# What one wants to know of the letter beside each of its records.
_OF_LETTER = (
    "date",
    "date_inferred",
    "kind",
    "session_year",
    "chamber",
    "dossiers",
    "number",
    "subject",
    "sender",
    "sender_role",
    "source",
)


@dataclass(frozen=True)
class View:
    """A view and the SELECT that it stands for, of these tables and views before it."""

    name: str
    description: str
    sql: str
    tables: tuple[str, ...]


def _with_letter(kind: type[Record]) -> View:
    """The records of a kind, each with what one wants to know of its letter."""
    own = ", ".join(f'r."{column.name}"' for column in columns(kind))
    letter = ", ".join(f'l."{name}" AS letter_{name}' for name in _OF_LETTER)
    sql = f'SELECT {own}, {letter} FROM "{table_name(kind)}" r JOIN letters l ON l.letter_id = r.letter_id'
    told = f"{kind.plural.capitalize()}, each with the date, sender and dossiers of its letter."
    return View(f"{table_name(kind)}_with_letter", told, sql, ("letters", table_name(kind)))


def _records() -> View:
    """All records in one list, so that an id alone is enough to find one."""
    shared = ", ".join(f'"{name}"' for name in ("record_id", "letter_id", "quote", "start", "end", "page", "section", "rule", "fictional"))
    kinds = [kind for kind in KINDS if kind is not Numeral]
    parts = (f"SELECT '{kind.singular}' AS kind, {shared} FROM \"{table_name(kind)}\"" for kind in kinds)
    return View("records", "Every record of every kind, with the letter and page it stands on.", " UNION ALL ".join(parts),
                tuple(map(table_name, kinds)))  # fmt: skip


VIEWS = (
    _records(),
    *(_with_letter(kind) for kind in KINDS if kind is not Numeral),
    View("promises_to_inform", "Measures of the sender that promise to inform Parliament (toezeggingen), with their letter.",
         "SELECT * FROM measures_with_letter WHERE type = 'information' AND speaker = 'sender'",
         ("measures_with_letter",)),
    View("open_promises",
         "Promises to inform Parliament that their letter only announces; whether one was kept later, this view does not know.",
         "SELECT * FROM promises_to_inform WHERE status = 'announced'", ("promises_to_inform",)),
    View("coverage_by_letter", "How many numbers a letter holds, and how many of them ended in a record, were rejected or were left out.",
         "SELECT letter_id, count(*) AS seen, "
         "sum(CASE WHEN outcome NOT IN ('left out', 'rejected') THEN 1 ELSE 0 END) AS in_records, "
         "sum(CASE WHEN outcome = 'rejected' THEN 1 ELSE 0 END) AS rejected, "
         "sum(CASE WHEN outcome = 'left out' THEN 1 ELSE 0 END) AS left_out FROM coverage GROUP BY letter_id",
         ("coverage",)),
)  # fmt: skip
"""Views on what single letters give."""
