"""The dataset as CSV tables (RFC 4180: comma, CRLF, doubled quotes; UTF-8)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from kamermijn.store.columns import row
from kamermijn.store.dataset import Dataset, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms.form import Add, Report


def files(dataset: Dataset) -> list[str]:
    """A file a table."""
    return [f"{table.name}.csv" for table in dataset.flat]


@contextmanager
def write(folder: OutputFolder, dataset: Dataset, report: Report) -> Iterator[Add]:
    """Write rows as they come; a quote stands as the letter has it, also where a spreadsheet would take it for a formula."""
    with ExitStack() as stack:
        writers, classes = {}, {}
        for table in dataset.flat:
            writers[table.name] = csv.writer(stack.enter_context(folder.create(f"{table.name}.csv")))
            writers[table.name].writerow([column.name for column in table.columns])
            classes[table.name] = table.rows

        def add(name: str, rows: Sequence[Values]) -> None:
            if name in writers:
                writers[name].writerows(row(values, classes[name]) for values in rows)

        yield add
