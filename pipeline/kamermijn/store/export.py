"""Any form of the dataset from the letters' JSON, without a letter being mined."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from kamermijn.model import KamermijnError, Row
from kamermijn.records import KINDS, LetterFields
from kamermijn.records.document import SCHEMA_VERSION
from kamermijn.store.columns import columns, table_name
from kamermijn.store.dataset import Dataset, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms import FORMS, Report
from kamermijn.store.problem import Problem
from kamermijn.store.publish import Rows, files_of, write_dataset
from kamermijn.store.reviews import reviews
from kamermijn.store.version import Version


def export(output: Path, to: Path, dataset: Dataset, forms: Collection[str], more: Rows = ()) -> tuple[list[str], Report]:
    """Write these forms of the letters of ``output`` into ``to``; returns the names of the files, and what did not fit.

    ``more`` are rows that letters alone do not give. Raises KamermijnError where there are no letters, or of another version.
    """
    if unknown := [name for name in forms if name not in FORMS]:
        raise KamermijnError(f"no form is called {', '.join(unknown)}; there are: {', '.join(FORMS)}")
    letters = sorted((output / "letters").rglob("*.json"), key=lambda path: path.name)
    if not letters:
        raise KamermijnError(f"{output}: no letters there; make them with: kamermijn run --out {output}")
    with OutputFolder(to) as folder:
        chosen = {name for name in FORMS if name in forms}
        if "datapackage" in chosen and not all(folder.at_hand(name) for name in FORMS["csv"].files(dataset)):
            chosen.add("csv")  # what it describes
        names = files_of(dataset, chosen)
        folder.refuse_foreign(set(names))
        report = write_dataset(folder, dataset, _rows(output, letters, dataset, more), chosen)
        folder.publish(folder.own())
    return names, report


def _rows(output: Path, letters: Sequence[Path], dataset: Dataset, more: Rows) -> Iterator[tuple[str, Sequence[Values]]]:
    yield from dataset.of_letters(map(_document, letters), reviews(output))
    for cls in (Version, Problem):
        yield table_name(cls), list(_told(output / f"{table_name(cls)}.csv", cls))
    yield from more


def _document(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
        if data["schema_version"] != SCHEMA_VERSION or LetterFields.model_fields.keys() != data["letter"].keys():
            raise KeyError("schema_version")
        for kind in KINDS:
            if any(kind.model_fields.keys() != record.keys() for record in data[kind.plural][:1]):
                raise KeyError(kind.plural)
    except (OSError, ValueError) as error:
        raise KamermijnError(f"{path}: cannot be read: {error}; make it anew with: kamermijn run") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise KamermijnError(f"{path}: made by another version of kamermijn or changed; make it anew with: kamermijn run") from error
    return dict(data)


def _told(path: Path, cls: type[Row]) -> Iterator[Values]:
    """What the run had to say of files, which no letter's JSON holds, from its table."""
    if path.is_file():
        empty = {column.name: None if column.optional else "" for column in columns(cls)}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield cls.model_validate({name: value or empty.get(name) for name, value in row.items()}).model_dump(mode="json")
