"""The tables of a run as pandas frames, typed from the record classes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kamermijn.model import KamermijnError, Row
from kamermijn.store.columns import Column, ColumnKind, columns, split_list
from kamermijn.store.dataset import TABLES

if TYPE_CHECKING:
    import pandas as pd


def load(folder: str | Path = "output", tables: Mapping[str, type[Row]] = TABLES) -> dict[str, pd.DataFrame]:
    """Every table of an output folder by name: dates as datetime64, whole numbers as Int64, lists as lists.

    An empty cell is a missing value. Raises KamermijnError when a table is not there or has other columns than this
    version writes.
    """
    return {name: _frame(Path(folder) / f"{name}.csv", cls) for name, cls in tables.items()}


def _frame(path: Path, cls: type[Row]) -> pd.DataFrame:
    import pandas as pd

    expected = columns(cls)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            # A sentence may be longer than the 131,072 characters that the csv module allows by default.
            csv.field_size_limit(2**31 - 1)
            header, *rows = csv.reader(file, strict=True)
    except FileNotFoundError:
        raise KamermijnError(f"{path}: no such table; make it with: kamermijn run --out {path.parent}") from None
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise KamermijnError(f"{path}: cannot be read: {error}; make it anew with: kamermijn run --out {path.parent}") from error
    if header != [column.name for column in expected] or any(len(cells) != len(header) for cells in rows):
        raise KamermijnError(f"{path}: made by another version of kamermijn or changed; make it anew with: kamermijn run")
    data = {column.name: _series([cells[i] for cells in rows], column) for i, column in enumerate(expected)}
    return pd.DataFrame(data)


def _series(cells: list[str], column: Column) -> pd.Series[Any]:
    import pandas as pd

    if column.kind == "date":
        return pd.Series(np.array([cell or "NaT" for cell in cells], dtype="datetime64[s]"))
    parse, dtype = _READ[column.kind]
    keeps_empty = column.kind in ("list", "records") or (column.kind == "text" and not column.optional)
    values = [parse(cell) if cell or keeps_empty else None for cell in cells]
    return pd.Series(values, dtype=dtype)


_READ: dict[ColumnKind, tuple[Callable[[str], Any], str]] = {
    "text": (str, "string"),
    "integer": (int, "Int64"),
    "number": (float, "float64"),
    "boolean": (lambda cell: cell == "true", "boolean"),
    "list": (split_list, "object"),
    "records": (lambda cell: json.loads(cell) if cell else [], "object"),
}
