"""What a run knows of earlier ones: which content was mined by what, which letters stand in the folder, which are gone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from kamermijn.store.folder import OutputError
from kamermijn.store.ledger_tables import ADDED, SCHEMA
from kamermijn.store.problem import Problem

LEDGER = "ledger.sqlite"
_VERSION = 1
_PROBLEM = ("source", "path", "level", "reason", "message")


@dataclass(frozen=True)
class Known:
    """What the ledger says of a content: made by which producer, and either a letter of ``size`` bytes or problems."""

    key: str
    producer: str
    sha256: str | None
    letter_id: str | None = None
    size: int = 0
    fictional: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    problems: tuple[tuple[str, str, str], ...] = ()
    """(level, reason, message) each."""
    traits: Mapping[str, Any] = field(default_factory=dict)
    """What decides between this letter and others of its id or words."""


@dataclass(frozen=True)
class Standing:
    """A letter's file in the folder: its name there, and whose content it holds under which id."""

    name: str
    key: str | None
    producer: str | None
    letter_id: str | None
    size: int | None
    path: str | None
    sha256: str | None
    says: str = "{}"
    """JSON of the fields of the letter that the other letters of the run decide on."""
    heir: str | None = None
    """Of what a file held before it was written over: the digest of what it holds now, empty while that cannot be read."""
    number: int = 0
    """How late it was written over: of two, the later has the higher number."""


class Ledger:
    """The SQLite file ``ledger.sqlite`` of an output folder, in WAL mode: a killed run leaves it whole."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LEDGER
        with self._told():
            self._base = sqlite3.connect(self.path, isolation_level=None)
            try:
                self._base.execute("PRAGMA journal_mode=WAL")
                # Not safe from a power cut without a full sync: a letter that is not whole then is seen by its size, and mined again.
                self._base.execute("PRAGMA synchronous=NORMAL")
                self._base.executescript(SCHEMA)
                self._add_columns()
                if (self.note("version") or str(_VERSION)) != str(_VERSION):
                    raise OutputError(f"{self.path}: made by another version of kamermijn; remove it to mine everything anew")
                self.set_note("version", str(_VERSION))
                if not self._base.execute("SELECT 1 FROM given").fetchone():  # a ledger of an earlier day does not say it
                    self.give_ids("published")
            except BaseException:
                self._base.close()
                raise

    def _add_columns(self) -> None:
        for table, wanted in ADDED.items():
            there = {row[1] for row in self._base.execute(f"PRAGMA table_info({table})")}
            for column in [name for name in wanted if name not in there]:
                self._base.execute(f"ALTER TABLE {table} ADD COLUMN {column} {wanted[column]}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OutputError(f"{self.path}: {error}; what is done is kept: mend it and run again") from error
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{self.path}: is no ledger of kamermijn ({error}); remove it to mine everything anew") from error

    @contextmanager
    def together(self) -> Iterator[None]:
        """All or nothing; what is written one by one outside is safe one by one, and slower."""
        with self._told():
            self._base.execute("BEGIN")
            try:
                yield
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def commit(self) -> None:
        """Within :meth:`together`: make what was written so far last, and go on."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def note(self, name: str) -> str | None:
        """A remark kept under a name."""
        row = self._base.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_note(self, name: str, value: str | None) -> None:
        """Keep a remark, or with None forget it."""
        if value is None:
            self._base.execute("DELETE FROM note WHERE name = ?", (name,))
        else:
            self._base.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    # -- what was mined ------------------------------------------------------------------------------------------

    def known(self, key: str) -> Known | None:
        """What came of a content, if it was mined before."""
        row = self._base.execute("SELECT * FROM result WHERE key = ?", (key,)).fetchone()
        return _known(row) if row else None

    def failed(self, sha256: str) -> Known | None:
        """How a file with these bytes failed, whatever its name."""
        row = self._base.execute("SELECT * FROM result WHERE sha256 = ? AND letter_id IS NULL", (sha256,)).fetchone()
        return _known(row) if row else None

    def learn(self, known: Known) -> None:
        """Note down what came of a content."""
        self._base.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            known.key, known.producer, known.sha256, known.letter_id, known.size, known.fictional,
            json.dumps(dict(known.counts)), json.dumps(known.problems, ensure_ascii=True), json.dumps(dict(known.traits))))  # fmt: skip

    # -- letters in a store --------------------------------------------------------------------------------------

    def seen(self, url: str, stamp: str | None) -> tuple[str, str] | None:
        """Digest and key of a letter in a store, if the store says of it what it said when it was last read."""
        row = self._base.execute("SELECT sha256, key FROM seen WHERE url = ? AND stamp = ?", (url, stamp)).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def see(self, url: str, stamp: str | None, sha256: str, key: str) -> None:
        """Note down what a letter in a store was when it was read."""
        self._base.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", (url, stamp, sha256, key))

    def made_by(self, url: str) -> str | None:
        """The producer of what came of a letter in a store when it was last read."""
        row = self._base.execute("SELECT producer FROM seen JOIN result USING (key) WHERE url = ?", (url,)).fetchone()
        return str(row[0]) if row else None

    # -- the files of this run -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Forget the files of the run before; the letters that stand in the folder are kept apart."""
        for table in ("input", "problem", "planned"):
            self._base.execute(f"DELETE FROM {table}")

    def claim(self, what: str, value: str, path: str) -> str | None:
        """Claim a ``content`` for a file; returns the file that had it before, if another had.

        ``awaited`` is a content that a file had when it was last seen; whether it has it still, the run finds out.
        """
        table = {"content": "content", "awaited": "awaited"}[what]
        row = self._base.execute(f"SELECT path FROM {table} WHERE sha256 = ?", (value,)).fetchone()
        if row is None:
            self._base.execute(f"INSERT INTO {table} VALUES (?, ?)", (value, path))
            return None
        return str(row[0]) if row[0] != path else None

    def add_input(self, position: int, path: str, sha256: str | None, key: str | None, state: str, letter_id: str | None) -> None:
        """Note down what became of one file of the run; of a letter, :meth:`settle` says the rest."""
        self._base.execute(
            "INSERT INTO input (position, path, sha256, key, state, letter_id) VALUES (?, ?, ?, ?, ?, ?)",
            (position, path, sha256, key, state, letter_id),
        )

    def add_former(self, position: int, standing: Standing, heir: str, number: int) -> None:
        """Note down what a file of the run held before it was written over; its letter stands in the folder."""
        self._base.execute(
            "INSERT INTO input (position, path, sha256, key, state, letter_id, heir, number) VALUES (?, ?, ?, ?, 'former', ?, ?, ?)",
            (position, standing.path, standing.sha256, standing.key, standing.letter_id, heir, number),
        )

    def settle(self, position: int, state: str, letter_id: str, name: str, says: str, version: int, why: str) -> None:
        """Note down what the letter of a file is among the others of the run; ``name`` is that of its own file."""
        self._base.execute("UPDATE input SET state = ?, letter_id = ?, name = ?, says = ?, version = ?, why = ? WHERE position = ?",
                           (state, letter_id, name, says, version, why, position))  # fmt: skip

    def add_problem(self, problem: Problem) -> None:
        """Note down what is the matter with a file."""
        values = tuple(getattr(problem, name) for name in _PROBLEM)
        self._base.execute("INSERT INTO problem VALUES (?, ?, ?, ?, ?)", values)

    def problems(self) -> Iterator[Problem]:
        """What is the matter with the files of the run, by path."""
        for row in self._base.execute(f"SELECT {', '.join(_PROBLEM)} FROM problem ORDER BY path, reason, message"):
            yield Problem.model_validate(dict(zip(_PROBLEM, row, strict=True)))

    def keep_untold(self) -> None:
        """Keep the notices that only this run can give until :meth:`tables_published`."""
        self._base.execute(f"INSERT OR IGNORE INTO untold SELECT {', '.join(f'problem.{name}' for name in _PROBLEM)}, input.sha256 "
                           "FROM problem JOIN input ON input.path = problem.path AND input.heir IS NULL "
                           "WHERE reason IN ('replaced', 'new_id')")  # fmt: skip

    def untold(self) -> list[Problem]:
        """What a run had to tell that was stopped before its tables were published, as far as it is still so."""
        query = (f"SELECT {', '.join(f'untold.{name}' for name in _PROBLEM)} FROM untold "
                 "JOIN input ON input.path = untold.path AND input.heir IS NULL WHERE input.sha256 IS untold.sha256 "
                 # What a file held before it holds again: the notice names it by the first eight digits of its digest.
                 "OR (reason = 'replaced' AND instr(message, substr(coalesce(input.sha256, '-'), 1, 8)) = 0)")  # fmt: skip
        return [Problem.model_validate(dict(zip(_PROBLEM, row, strict=True))) for row in self._base.execute(query)]

    def tables_published(self, fingerprint: str, tables: str) -> None:
        """Note down what the tables are that stand in the folder now, in which all is told."""
        self.set_note("fingerprint", fingerprint)
        self.set_note("tables", tables)
        for table in ("parted", "akin", "untold"):
            self._base.execute(f"DELETE FROM {table}")

    def forget_results(self) -> None:
        """Forget what came of contents that are not among the files of the run."""
        self._base.execute("DELETE FROM result WHERE key NOT IN (SELECT key FROM input WHERE key IS NOT NULL)")
        self._base.execute("DELETE FROM likeness WHERE one NOT IN (SELECT key || '-' || producer FROM result) "
                           "OR other NOT IN (SELECT key || '-' || producer FROM result)")  # fmt: skip

    def rows(self, query: str, *values: object) -> Iterator[tuple[object, ...]]:
        """The rows of a question that only reads, one at a time."""
        yield from self._base.execute(query, values)

    def change(self, statement: str, *values: object) -> None:
        """Change something that has no method of its own."""
        self._base.execute(statement, values)

    # -- the letters in the folder -------------------------------------------------------------------------------

    def give_ids(self, table: str) -> None:
        """Remember for good under which ids the letters in ``published`` or ``planned`` are published."""
        query = f"SELECT sha256, letter_id FROM {table} WHERE sha256 IS NOT NULL AND letter_id IS NOT NULL"
        rows = [(sha256, letter_id, letter_id.casefold()) for sha256, letter_id in self._base.execute(query)]
        self._base.executemany("INSERT OR REPLACE INTO given VALUES (?, ?, ?)", rows)

    def ids_of(self, sha256: str) -> tuple[str, ...]:
        """The ids that a content was published under, the last one first."""
        rows = self._base.execute("SELECT letter_id FROM given WHERE sha256 = ? ORDER BY rowid DESC", (sha256,))
        return tuple(str(letter_id) for (letter_id,) in rows)

    def is_given(self, letter_id: str) -> bool:
        """Whether a letter was ever published under this id, whatever its capitals."""
        return self._base.execute("SELECT 1 FROM given WHERE name = ?", (letter_id.casefold(),)).fetchone() is not None

    def standing(self, key: str, producer: str) -> Standing | None:
        """Where the letter of a content, as this producer makes it, stands in the folder."""
        row = self._base.execute("SELECT * FROM published WHERE key = ? AND producer = ? LIMIT 1", (key, producer)).fetchone()
        return Standing(*row) if row else None

    def plan(self, standing: Standing) -> None:
        """Plan a letter's file to stand in the folder when the run is published."""
        self._base.execute("INSERT INTO planned VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", tuple(standing.__dict__.values()))


def _known(row: tuple[str, ...]) -> Known:
    key, producer, sha256, letter_id, size, fictional, counts, problems, traits = row
    return Known(key, producer, sha256, letter_id, int(size or 0), bool(fictional), tuple(json.loads(counts).items()),
                 tuple((level, reason, message) for level, reason, message in json.loads(problems)), json.loads(traits))  # fmt: skip
