"""All forms of the dataset in one pass over its rows, so that memory does not grow with the letters."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path

from kamermijn.store.dataset import Dataset, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms import FORMS, Report

PUBLISHED = tuple(name for name in FORMS if name != "jsonl")
"""The forms that a run makes."""

Rows = Iterable[tuple[str, Sequence[Values]]]
"""Rows as they come: the name of a table with some of its rows."""


def files_of(dataset: Dataset, forms: Collection[str] = PUBLISHED) -> list[str]:
    """The names of all files of these forms, relative to the output folder."""
    return [name for form in FORMS.values() if form.name in forms for name in form.files(dataset)]


def write_dataset(folder: OutputFolder, dataset: Dataset, rows: Rows, forms: Collection[str] = PUBLISHED) -> Report:
    """Write the rows in these forms; returns what a form could not hold as it is."""
    report, chosen = Report(), [form for form in FORMS.values() if form.name in forms]
    with ExitStack() as stack:
        takers = [stack.enter_context(form.write(folder, dataset, report)) for form in chosen if form.write]
        for name, some in rows:
            for add in takers:
                add(name, some)
    for form in chosen:
        if form.describe:
            form.describe(folder, dataset)
    return report


def prepare_forms(dataset: Dataset, forms: Collection[str] = PUBLISHED) -> None:
    """Import what these forms are written with and make what rests on no row, which takes a second and a half, before there are rows."""
    for form in FORMS.values():
        if form.name in forms:
            # Where a library is missing, who writes with it says so.
            with suppress(ImportError):
                for library in form.libraries:
                    import_module(library)
                if form.prepare:
                    form.prepare(dataset)


def form_digest(dataset: Dataset) -> str:
    """A digest of how the dataset is written: when it changes, what an earlier version wrote is no longer up to date."""
    tables = [(table.name, table.columns, table.indexed, table.rows.sorted_by, table.rows.searched, table.flat) for table in dataset.tables]
    return hashlib.sha256(f"{_code()}{tables!r}{dataset.views!r}".encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
