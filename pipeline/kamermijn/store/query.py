"""SQL over the Parquet tables of an output folder: DuckDB, read-only, with no way to any other file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamermijn.model import KamermijnError
from kamermijn.store.dataset import Dataset
from kamermijn.store.forms.parquet import FOLDER

if TYPE_CHECKING:
    import duckdb

_CHUNK = 1000


class QueryError(KamermijnError):
    """A question that cannot be answered as it is put; the message says what is wrong with it, and what there is."""


@dataclass(frozen=True)
class Answer:
    """The columns of an answer, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class Tables:
    """The tables and views that can be asked."""

    def __init__(self, base: duckdb.DuckDBPyConnection) -> None:
        self._base = base

    def ask(self, sql: str, values: Sequence[object] = ()) -> Answer:
        """Answer one SELECT; ``?`` in it stands for the values, in their order."""
        import duckdb

        try:
            statements = self._base.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise QueryError("a query is one SELECT: nothing can be changed here")
            answer = self._base.execute(sql, values)
            columns = tuple(column[0] for column in answer.description or ())
        except duckdb.Error as error:
            raise QueryError(f"{str(error).strip()}\n{self.told()}") from error
        return Answer(columns, self._fetched(answer))

    def _fetched(self, answer: Any) -> Iterator[tuple[Any, ...]]:
        import duckdb

        try:
            while rows := answer.fetchmany(_CHUNK):
                yield from rows
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error

    def has(self, name: str) -> bool:
        """Whether there is a table or view of that name."""
        return bool(self._base.execute("SELECT 1 FROM duckdb_views() WHERE NOT internal AND view_name = ?", [name]).fetchall())

    def told(self) -> str:
        """What there is to ask, in words."""
        query = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
        names = ", ".join(name for (name,) in self._base.execute(query).fetchall())
        return f'There are: {names}.\nWhat columns they have: kamermijn query "DESCRIBE figures", or DATA.md beside the tables.'


@contextmanager
def opened(output: Path, dataset: Dataset) -> Iterator[Tables]:
    """The tables of an output folder; KamermijnError where there are none."""
    import duckdb

    folder = output / FOLDER
    files = sorted(folder.resolve().glob("*.parquet"))
    if not files:
        raise KamermijnError(f"{output}: no tables to ask there; make them with: kamermijn run --out {output}")
    base = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    try:
        base.execute("SET threads = 2")
        for path in files:
            base.execute(f"CREATE VIEW {_name(path.stem)} AS SELECT * FROM read_parquet({_text(path.as_posix())})")
        known = {path.stem for path in files}
        for view in dataset.views:
            if known.issuperset(view.tables):
                base.execute(f"CREATE VIEW {_name(view.name)} AS {view.sql}")
                known.add(view.name)
        # From here on, nothing but these files can be read, and nothing can be allowed again.
        base.execute(f"SET allowed_paths = [{', '.join(_text(path.as_posix()) for path in files)}]")
        base.execute("SET enable_external_access = false")
        base.execute("SET lock_configuration = true")
        yield Tables(base)
    except duckdb.Error as error:
        raise KamermijnError(f"{folder}: cannot be read: {str(error).strip()}; make it anew with: kamermijn run --out {output}") from error
    finally:
        base.close()


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
