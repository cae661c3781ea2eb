"""Answers of queries on the screen and in pipes: a table to read, CSV or JSON for programs."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kamermijn.store.columns import cell, number_text
from kamermijn.store.query import Answer

MOST_SHOWN = 500
"""Rows of a table to read; the other forms give all."""
_LONGEST = 300
# What would steer the terminal is shown as a sign in its place.
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")


def print_table(answer: Answer) -> None:
    """A table of the first rows."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 200
    table = Table()
    for name in answer.columns:
        table.add_column(Text(name.translate(_CONTROL)), overflow="fold")
    shown = list(islice(answer.rows, MOST_SHOWN))
    for row in shown:
        table.add_row(*(Text(_shortened(plain(value)).translate(_CONTROL)) for value in row))
    console.print(table)
    more = next(answer.rows, None) is not None
    noun = "row" if len(shown) == 1 else "rows"
    told = f"the first {len(shown)} {noun}; --format csv gives all" if more else f"{len(shown)} {noun}"
    Console(stderr=True, highlight=False, markup=False).print(told)


def print_csv(answer: Answer) -> None:
    """All rows, as the CSV tables are written."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([plain(value) for value in row] for row in answer.rows)


def print_json(answer: Answer) -> None:
    """All rows, as a list of objects."""
    between = "[\n"
    for row in answer.rows:
        values = dict(zip(answer.columns, row, strict=True))
        sys.stdout.write(between + json.dumps(values, ensure_ascii=False, default=str))
        between = ",\n"
    sys.stdout.write("[]\n" if between == "[\n" else "\n]\n")


FORMS: dict[str, Callable[[Answer], None]] = {"table": print_table, "csv": print_csv, "json": print_json}
"""How an answer can be printed."""


def plain(value: Any) -> str:
    """A value as a cell: as in the CSV tables."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return cell(value, "boolean")
    if isinstance(value, float):
        return number_text(value) if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, datetime.date | datetime.datetime | int | str):
        return str(value)
    if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
        return cell(value, "list")
    return json.dumps(value, ensure_ascii=False, default=str)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
