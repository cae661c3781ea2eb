"""The dataset as Parquet, a file a table: real dates, numbers, lists and structs, as DuckDB, polars and pandas read them."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from kamermijn.store.columns import Column
from kamermijn.store.dataset import Dataset, Table, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms.form import Add, Report
from kamermijn.store.forms.legible import whole

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "parquet"
LIBRARIES = ("pyarrow.parquet", "pandas")

_BATCH, _GROUP = 200, 10_000  # rows that are converted together, and that stand together in the file
_HEAVY = 2_000_000  # characters of text that are not kept waiting for others
_LARGE = 4_000_000  # bytes of a group after which it is written, however few its rows are


def files(dataset: Dataset) -> list[str]:
    """A file a table."""
    return [f"{FOLDER}/{table.name}.parquet" for table in dataset.tables]


@contextmanager
def write(folder: OutputFolder, dataset: Dataset, report: Report) -> Iterator[Add]:
    """Take in rows; what waits to be written never is more than a group of rows a table, on disk."""
    with ExitStack() as stack:
        writers = {}
        for table in dataset.tables:
            writer = _Writer(stack.enter_context(folder.make(f"{FOLDER}/{table.name}.parquet")), table)
            stack.callback(writer.close)
            writers[table.name] = writer
        yield lambda name, rows: writers[name].add(rows)
        for writer in writers.values():
            writer.finish()


class _Writer:
    """One file: rows to batches of columns, batches to groups of rows; those of a group wait on disk, since every table has one."""

    def __init__(self, path: Path, table: Table) -> None:
        import pyarrow.parquet

        self._columns, self._schema = table.columns, schema(table)
        self._file = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Values] = []
        self._batches: pa.ipc.RecordBatchStreamWriter | None = None
        self._beside = path.with_name(f"{path.name}.waiting")
        self._waiting = self._bytes = self._heavy = 0

    def add(self, rows: Sequence[Values]) -> None:
        self._rows += rows
        if "text" in self._schema.names:
            self._heavy += sum(len(row["text"]) for row in rows)
        if len(self._rows) >= _BATCH or self._heavy >= _HEAVY:
            self._convert()

    def finish(self) -> None:
        self._convert()
        self._flush()

    def close(self) -> None:
        if self._batches:
            self._batches.close()
        self._file.close()

    def _convert(self) -> None:
        import pyarrow as pa

        if self._rows:
            arrays = [array([row.get(column.name) for row in self._rows], column) for column in self._columns]
            if self._batches is None:
                self._batches = pa.ipc.new_stream(self._beside, self._schema)
            batch = pa.RecordBatch.from_arrays(arrays, schema=self._schema)
            self._batches.write_batch(batch)
            self._waiting, self._bytes = self._waiting + len(self._rows), self._bytes + batch.nbytes
            self._rows = []
        if self._waiting >= _GROUP or self._bytes >= _LARGE or self._heavy >= _HEAVY:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._batches:
            self._batches.close()
            with pa.memory_map(str(self._beside)) as waiting, pa.ipc.open_stream(waiting) as batches:
                self._file.write_table(batches.read_all(), row_group_size=_GROUP)
            self._beside.unlink()
        self._batches, self._waiting, self._bytes, self._heavy = None, 0, 0, 0


def schema(table: Table) -> pa.Schema:
    """The columns of a table as Arrow has them, each with what it means; lists are never null."""
    import pyarrow as pa

    return pa.schema([pa.field(column.name, _type(column), nullable=column.optional, metadata={"description": column.description})
                      for column in table.columns], metadata={"description": table.description})  # fmt: skip


def array(values: Sequence[Any], column: Column) -> pa.Array:
    """Plain data as an array of the column's type."""
    import pyarrow as pa

    wanted = _type(column)
    if column.kind == "date":
        return pa.array(values, pa.string()).cast(wanted)
    if column.kind == "number":
        return pa.array([None if value is None else float(value) for value in values], wanted)
    try:
        return pa.array(values, wanted)
    except UnicodeEncodeError:
        return pa.array(_cleaned(values), wanted)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return {key: _cleaned(item) for key, item in value.items()} if isinstance(value, dict) else value


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    simple = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
              "list": pa.list_(pa.string())}  # fmt: skip
    return simple[column.kind] if column.kind != "records" else pa.list_(_struct(column.item))


def _struct(item: type | None) -> pa.DataType:
    """The fields of the objects in a list, from their class."""
    import pyarrow as pa

    assert item is not None
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime.date: pa.string()}
    if issubclass(item, BaseModel):
        hints: dict[str, Any] = {name: field.annotation for name, field in item.model_fields.items()}
    else:
        hints = get_type_hints(item)
    parts = []
    for name, hint in hints.items():
        inner = [part for part in get_args(hint) if part is not type(None)] if get_origin(hint) in (Union, types.UnionType) else [hint]
        kind = {Literal: pa.string(), tuple: pa.list_(pa.string())}.get(get_origin(inner[0]))
        parts.append(pa.field(name, kind or simple[inner[0]]))
    return pa.struct(parts)
