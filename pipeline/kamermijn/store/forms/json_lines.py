"""The dataset as JSON Lines, a file a table: each row as the letter's JSON has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from kamermijn.store.dataset import Dataset, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms.form import Add, Report

FOLDER = "jsonl"


def files(dataset: Dataset) -> list[str]:
    """A file a table."""
    return [f"{FOLDER}/{table.name}.jsonl" for table in dataset.tables]


@contextmanager
def write(folder: OutputFolder, dataset: Dataset, report: Report) -> Iterator[Add]:
    """Write rows as they come."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    names = {table.name: [column.name for column in table.columns] for table in dataset.tables}
    with ExitStack() as stack:
        opened = {table: stack.enter_context(folder.create(f"{FOLDER}/{table}.jsonl")) for table in names}

        def add(table: str, rows: Sequence[Values]) -> None:
            opened[table].writelines(f"{encode({name: row.get(name) for name in names[table]})}\n" for row in rows)

        yield add
