"""What is the same for every reader: counts and lists of choices, asked of the database once, as it does not change."""

from __future__ import annotations

import asyncio
import sqlite3
import weakref
from dataclasses import dataclass, field
from typing import Any

from datasette.app import Datasette

from kamermijn.explore.explorer import DATABASE

Counted = list[tuple[Any, ...]]

MOTIONS = """
SELECT h.motion, max(h.date) AS latest, count(DISTINCT h.letter_id) AS letters FROM motion_history h WHERE {where}
GROUP BY 1 ORDER BY {order} LIMIT :limit OFFSET :offset
"""
"""The motions, as told apart across letters."""
MOTION_ORDERS = {"nieuwste": "latest IS NULL, latest DESC, motion", "meeste": "letters DESC, latest DESC, motion"}
FIRST_MOTIONS = 3000

SERIES = """
SELECT series, min(name) AS name, unit, nature, count(*) AS points, count(DISTINCT letter_id) AS letters, min(period_start) AS first,
max(period_end) AS last, count(DISTINCT period_start) AS periods FROM series WHERE {where}
GROUP BY series ORDER BY periods DESC, points DESC, series LIMIT :limit OFFSET :offset
"""
"""The series, those of most periods first."""
FIRST_SERIES = 3000

_QUERIES = {
    "subjects": "SELECT min(subject), unit, count(*) AS points, count(DISTINCT letter_id) FROM figures WHERE subject IS NOT NULL AND "
    "period_start IS NOT NULL AND in_table = 0 GROUP BY lower(subject), unit HAVING count(DISTINCT period_start) > 1 "
    "ORDER BY count(DISTINCT period_start) DESC, points DESC, 1 LIMIT 60",
    "units": "SELECT unit, count(*) FROM figures GROUP BY unit ORDER BY 2 DESC LIMIT 60",
    "bodies": "SELECT organisation, count(*) FROM figures WHERE organisation IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200",
    "actors": "SELECT actor, count(*) FROM measures WHERE actor IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200",
    "dossiers": "SELECT value, count(*) FROM letters, json_each(letters.dossiers) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 60",
    "outcomes": "SELECT outcome, count(*) FROM coverage GROUP BY 1 ORDER BY 2 DESC",
    "reasons": "SELECT reason, count(*) FROM coverage WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 60",
    "rejected": "SELECT attempted, reason, count(*) FROM rejected GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 60",
    "checks": "SELECT verdict, count(*) FROM checks GROUP BY 1 ORDER BY 2 DESC",
    "series_units": "SELECT unit, count(DISTINCT series) FROM series GROUP BY 1 ORDER BY 2 DESC LIMIT 60",
    "rules": "SELECT rule, count(*) FROM (SELECT rule FROM figures UNION ALL SELECT rule FROM dates UNION ALL SELECT rule FROM citations "
    "UNION ALL SELECT rule FROM motions UNION ALL SELECT rule FROM organisations UNION ALL SELECT rule FROM measures) GROUP BY 1",
}


@dataclass
class Overview:
    """The lists by name, and how many rows each table has."""

    lists: dict[str, Counted] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    tables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    motions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    series: list[dict[str, Any]] = field(default_factory=list)

    def has(self, table: str, *columns: str) -> bool:
        """Whether there is such a table, or view, with these columns: what a later version adds is shown where it is."""
        return set(columns) <= set(self.tables.get(table, ())) and table in self.tables


_KNOWN: weakref.WeakKeyDictionary[Datasette, Overview] = weakref.WeakKeyDictionary()
_LOCKS: weakref.WeakKeyDictionary[Datasette, asyncio.Lock] = weakref.WeakKeyDictionary()


async def overview(datasette: Datasette) -> Overview:
    """The overview of a run's database; the first to ask waits for it."""
    if datasette not in _KNOWN:
        async with _LOCKS.setdefault(datasette, asyncio.Lock()):
            if datasette not in _KNOWN:
                _KNOWN[datasette] = await datasette.databases[DATABASE].execute_fn(_asked)
    return _KNOWN[datasette]


def _asked(connection: sqlite3.Connection) -> Overview:
    names = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB '*_fts*'")
    ]
    tables = {name: tuple(row[1] for row in connection.execute("SELECT * FROM pragma_table_info(?)", (name,))) for name in names}
    counts = {}
    for name in ("letters", "figures", "dates", "citations", "motions", "organisations", "measures", "rejected", "coverage"):
        if name in tables:
            (counts[name],) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    lists = {name: [tuple(row) for row in connection.execute(query)] for name, query in _QUERIES.items()}
    part = {"limit": FIRST_MOTIONS, "offset": 0}
    motions = {name: _named(connection, MOTIONS.format(where="1", order=order), part) for name, order in MOTION_ORDERS.items()}
    return Overview(lists, counts, tables, motions, _named(connection, SERIES.format(where="1"), {"limit": FIRST_SERIES, "offset": 0}))


def _named(connection: sqlite3.Connection, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    found = connection.execute(query, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
