"""The CSV tables as a Frictionless data package: types, keys, meanings, source, licence, and a digest of each file."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import kamermijn
from kamermijn.store.columns import Column, ColumnKind
from kamermijn.store.dataset import Dataset, Table
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms import origin

NAME = "datapackage.json"

_TYPES: dict[ColumnKind, str] = {
    "text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date", "list": "string", "records": "array",
}  # fmt: skip


def files(dataset: Dataset) -> list[str]:
    """The one file."""
    return [NAME]


def describe(folder: OutputFolder, dataset: Dataset) -> None:
    """Write it; sizes and digests are told of the CSV files that are there."""
    with folder.create(NAME) as file:
        file.write(json.dumps(package(folder, dataset), ensure_ascii=False, indent=1) + "\n")


def prepare(dataset: Dataset) -> None:
    """Make all that does not depend on the rows, which takes half a second."""
    _checked(dataset)


def package(folder: OutputFolder, dataset: Dataset) -> dict[str, Any]:
    """The descriptor, as frictionless has it."""
    told = deepcopy(_checked(dataset))
    for resource in told["resources"]:
        if path := folder.at_hand(resource["path"]):
            resource |= {"bytes": path.stat().st_size, "hash": f"sha256:{_digest(path)}"}
        else:
            del resource["bytes"], resource["hash"]
    return told


@cache
def _checked(dataset: Dataset) -> dict[str, Any]:
    """The descriptor of the tables, of which nobody knows the files yet."""
    from frictionless import Package

    descriptor = {
        "name": "kamermijn",
        "title": origin.TITLE,
        "description": origin.DESCRIPTION,
        "version": kamermijn.__version__,
        "keywords": ["Kamerbrief", "Kamerstuk", "Tweede Kamer", "Eerste Kamer"],
        "licenses": [{"name": origin.LICENCE_NAME, "title": origin.LICENCE, "path": origin.LICENCE_ADDRESS}],
        "sources": [{"title": origin.SOURCE, "path": origin.SOURCE_ADDRESS}],
        "resources": [_resource(table, dataset) for table in dataset.flat],
    }
    checked: dict[str, Any] = Package.from_descriptor(descriptor).to_descriptor()
    return checked


def _resource(table: Table, dataset: Dataset) -> dict[str, Any]:
    keys = {other.name: other.rows.key for other in dataset.tables}
    schema: dict[str, Any] = {"fields": [_field(column, table) for column in table.columns], "missingValues": [""]}
    if table.rows.key:
        schema["primaryKey"] = [table.rows.key]
    if table.rows.references:
        schema["foreignKeys"] = [{"fields": [name], "reference": {"resource": other, "fields": [keys[other]]}}
                                 for name, other in table.rows.references.items()]  # fmt: skip
    return {
        "name": table.name, "type": "table", "path": f"{table.name}.csv", "scheme": "file", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "description": table.description,
        "bytes": 1, "hash": f"sha256:{hashlib.sha256().hexdigest()}", "schema": schema,
    }  # fmt: skip


def _field(column: Column, table: Table) -> dict[str, Any]:
    told = column.description
    if column.kind == "list":
        told += r" Words joined by |; a bar in a word is written \| and a backslash \\."
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": told}
    if column.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if column.name == table.rows.key or (not column.optional and column.kind in ("integer", "number", "boolean", "date")):
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return field | ({"constraints": constraints} if constraints else {})


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
