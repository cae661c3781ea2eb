"""``metadata.yaml``: what Datasette shows beside the SQLite file: source, licence, meanings, filters and ready queries."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from kamermijn.store.dataset import Dataset, Table
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms import origin, sqlite
from kamermijn.store.questions import QUESTIONS

NAME = "metadata.yaml"


def files(dataset: Dataset) -> list[str]:
    """The one file."""
    return [NAME]


def describe(folder: OutputFolder, dataset: Dataset) -> None:
    """Write it."""
    import yaml

    with folder.create(NAME) as file:
        yaml.safe_dump(metadata(dataset), file, allow_unicode=True, sort_keys=False, width=120)


def metadata(dataset: Dataset) -> dict[str, Any]:
    """All that Datasette is told."""
    views: dict[str, Any] = {view.name: {"description": view.description} for view in dataset.views}
    queries = {each.name: {"title": each.title, "description": each.description, "sql": each.sql} for each in QUESTIONS}
    return {
        "title": origin.TITLE,
        "description": origin.DESCRIPTION,
        "source": origin.SOURCE,
        "source_url": origin.SOURCE_ADDRESS,
        "license": origin.LICENCE,
        "license_url": origin.LICENCE_ADDRESS,
        "databases": {
            PurePath(sqlite.NAME).stem: {
                "description": origin.DESCRIPTION,
                "tables": {table.name: _table(table) for table in dataset.tables} | views,
                "queries": queries,
            }
        },
    }


def _table(table: Table) -> dict[str, Any]:
    told: dict[str, Any] = {"description": table.description, "columns": {column.name: column.description for column in table.columns}}
    if table.rows.facets:
        told["facets"] = list(table.rows.facets)
    if "quote" in told["columns"]:
        told["label_column"] = "quote"
    return told
