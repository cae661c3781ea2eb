"""The data dictionary ``DATA.md``: every table, every column, with meaning, unit and example, from the classes themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kamermijn.store.columns import Column, ColumnKind, cell
from kamermijn.store.dataset import Dataset, Table
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms import origin

NAME = "DATA.md"

_HEAD = f"""# The data

{origin.DESCRIPTION}

Source: {origin.SOURCE}, <{origin.SOURCE_ADDRESS}>. Licence: {origin.LICENCE}, <{origin.LICENCE_ADDRESS}>.

The same tables stand in several forms. Empty, or null, means: the letter does not say. How each type is written:

| type | CSV and spreadsheet | SQLite | Parquet |
|---|---|---|---|
| text | as the letter has it | TEXT | string |
| whole number | digits | INTEGER | int64 |
| number | digits with a decimal point, no exponent | REAL | double |
| yes or no | `true`, `false` | INTEGER, 1 or 0 | bool |
| date | `2030-12-31`; in the spreadsheet a date | TEXT, `2030-12-31` | date32 |
| list of texts | joined by `\\|`; a bar in a text is written `\\\\|` | TEXT, a JSON array | list of strings |
| list of objects | a JSON array, or empty | TEXT, a JSON array | list of structs |
"""
_TYPES: dict[ColumnKind, str] = {
    "text": "text", "integer": "whole number", "number": "number", "boolean": "yes or no", "date": "date", "list": "list of texts",
    "records": "list of objects",
}  # fmt: skip


def files(dataset: Dataset) -> list[str]:
    """The one file."""
    return [NAME]


def describe(folder: OutputFolder, dataset: Dataset) -> None:
    """Write it."""
    with folder.create(NAME) as file:
        file.write("\n".join((_HEAD, *(line for table in dataset.tables for line in _table(table)), *_views(dataset))) + "\n")


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"A row is: {table.description[:1].lower()}{table.description[1:]}" + ("" if table.flat else " Only in SQLite and Parquet.")
    if table.rows.key:
        yield f"Key: `{table.rows.key}`." + "".join(f" `{name}` is a key of `{other}`." for name, other in table.rows.references.items())
    yield "\n| column | type | meaning | unit | example |\n|---|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {_escaped(_meaning(column))} | {column.unit or ''} | {_example(column)} |"
    yield ""


def _type(column: Column) -> str:
    return _TYPES[column.kind] + (", or empty" if column.optional else "")


def _meaning(column: Column) -> str:
    return column.description + (f" One of: {', '.join(f'`{choice}`' for choice in column.choices)}." if column.choices else "")


def example_of(column: Column) -> object:
    """An example of the column as JSON has it."""
    if column.example is not None:
        return column.example
    return column.choices[0] if column.choices else True if column.kind == "boolean" else None


def _example(column: Column) -> str:
    example = example_of(column)
    if example is None:
        return ""
    text = json.dumps(example) if isinstance(example, str) and "\n" in example else cell(example, column.kind)
    return f"`{_escaped(text)}`"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _views(dataset: Dataset) -> Iterator[str]:
    yield "## Views\n\nIn SQLite, and in `kamermijn query`.\n\n| view | what it shows |\n|---|---|"
    for view in dataset.views:
        yield f"| `{view.name}` | {view.description} |"
