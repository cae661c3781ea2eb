"""What is remembered between runs: a card for each letter, and what was made of each group, so that only what changed is made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from kamermijn.model import KamermijnError

STATE = "across.sqlite"
"""Its file in the output folder: no table of results, safe to delete."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
-- A letter as the others see it; `stamp` says from which content and by which code.
CREATE TABLE IF NOT EXISTS card (letter_id TEXT PRIMARY KEY, stamp TEXT NOT NULL, date TEXT, dated INTEGER NOT NULL, filed INTEGER NOT NULL,
  role TEXT, fictional INTEGER NOT NULL, blocks TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS card_date ON card (date);
CREATE TABLE IF NOT EXISTS member (block TEXT NOT NULL, letter_id TEXT NOT NULL, PRIMARY KEY (block, letter_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_letter ON member (letter_id);
CREATE TABLE IF NOT EXISTS reference (letter_id TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (letter_id, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spoken (letter_id TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (letter_id, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS point (series TEXT NOT NULL, letter_id TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (series, letter_id, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS point_letter ON point (letter_id);
-- Promises of a letter with what later letters of a block say of them.
CREATE TABLE IF NOT EXISTS match (letter_id TEXT NOT NULL, block TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (letter_id, block, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS match_block ON match (block);
-- Rows of tables that are made group by group: `scope` is the series, letter or letter with versions that they rest on.
CREATE TABLE IF NOT EXISTS made (kind TEXT NOT NULL, scope TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (kind, scope, position)) WITHOUT ROWID;
-- What the watch has told, and when first.
CREATE TABLE IF NOT EXISTS news (id TEXT PRIMARY KEY, since TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS news_since ON news (since);
"""
_VERSION = 2
"""Of the schema: what another version remembers is made anew; what was told stays told."""
_OF_LETTER = ("card", "member", "reference", "spoken", "point", "match")


class State:
    """The SQLite file of an output folder; what is written in one run is kept together or not at all."""

    def __init__(self, path: Path | str) -> None:
        try:
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            if int(self.value("PRAGMA user_version") or 0) != _VERSION:
                self._base.executescript("".join(f"DROP TABLE IF EXISTS {table};" for table in ("note", "made", *_OF_LETTER)))
            self._base.executescript(f"{_SCHEMA}PRAGMA user_version={_VERSION};")
        except sqlite3.DatabaseError as error:
            raise KamermijnError(f"{path}: cannot be used ({error}); remove it: it is made anew") from error

    def __enter__(self) -> State:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All or nothing."""
        self._base.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def forget_all_unless(self, producer: str) -> None:
        """Keep what is there only when it was made by this code and these rules."""
        if self.value("SELECT value FROM note WHERE name = 'producer'") == producer:
            return
        for table in (*_OF_LETTER, "made"):
            self._base.execute(f"DELETE FROM {table}")
        self._base.execute("INSERT OR REPLACE INTO note VALUES ('producer', ?)", (producer,))

    def forget_letter(self, letter_id: str) -> None:
        """Forget all that rests on a letter alone."""
        for table in _OF_LETTER:
            self._base.execute(f"DELETE FROM {table} WHERE letter_id = ?", (letter_id,))
        self.replace_made("checks", f"letter {letter_id}", ())

    def replace_made(self, kind: str, scope: str, rows: Iterable[str]) -> None:
        """Put these rows in the place of those that were made of the same group before."""
        self._base.execute("DELETE FROM made WHERE kind = ? AND scope = ?", (kind, scope))
        made = ((kind, scope, position, row) for position, row in enumerate(rows))
        self._base.executemany("INSERT INTO made VALUES (?, ?, ?, ?)", made)

    # -- which letters are still there ----------------------------------------------------------------------------------

    def begin_to_see(self) -> None:
        """No letter is seen yet."""
        self._base.execute("CREATE TEMP TABLE IF NOT EXISTS seen (letter_id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._base.execute("DELETE FROM seen")

    def see(self, letter_id: str) -> str | None:
        """Note that a letter is there; returns its stamp, or None when it is not known."""
        self._base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (letter_id,))
        return self.value("SELECT stamp FROM card WHERE letter_id = ?", letter_id)

    def unseen(self) -> list[str]:
        """The letters that are known and were not seen."""
        return [letter_id for (letter_id,) in self.rows("SELECT letter_id FROM card WHERE letter_id NOT IN (SELECT letter_id FROM seen)")]

    def rows(self, query: str, *values: object) -> Iterator[tuple[str, ...]]:
        """The rows of a question, one at a time."""
        yield from self._base.execute(query, values)

    def value(self, query: str, *values: object) -> str | None:
        """The first value of the first row, or None."""
        row = self._base.execute(query, values).fetchone()
        return row[0] if row else None

    def write(self, statement: str, *values: object) -> None:
        """Change one thing."""
        self._base.execute(statement, values)

    def write_all(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Change many things of one kind."""
        self._base.executemany(statement, rows)
