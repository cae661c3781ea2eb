"""The names of letters as files, and all letters as CSV tables (RFC 4180: comma, CRLF, doubled quotes; UTF-8)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from typing import Any

import regex

from kamermijn.model import Row
from kamermijn.records import KINDS, LetterFields
from kamermijn.store.columns import columns, row, table_name
from kamermijn.store.folder import OutputFolder
from kamermijn.store.problem import Problem

_ROWS: tuple[type[Row], ...] = (LetterFields, *KINDS, Problem)
TABLES: dict[str, type[Row]] = {table_name(cls): cls for cls in _ROWS}
"""Every table by name, with the class of its rows."""

_UNSAFE = regex.compile(r"[^\p{L}\p{N}._~()-]|^\.")


def file_name(letter_id: str) -> str:
    """A letter's file in ``letters/``: its id, or where that is no safe name on every file system, something like it."""
    # File systems count bytes (255), and a letter may take four.
    safe = _UNSAFE.sub("_", letter_id).encode()[:120].decode(errors="ignore")
    if safe != letter_id:
        safe += "-" + hashlib.sha256(letter_id.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{safe}.json"


def write_tables(folder: OutputFolder, letters: Iterable[Mapping[str, Any]], problems: Iterable[Problem]) -> None:
    """Write the CSV tables from the documents of letters and the problems, one at a time, in the order in which they come."""
    with ExitStack() as stack:
        writers = {}
        for name, cls in TABLES.items():
            writer = csv.writer(stack.enter_context(folder.create(f"{name}.csv")))
            writer.writerow([column.name for column in columns(cls)])
            writers[cls] = writer
        for data in letters:
            writers[LetterFields].writerow(row(data["letter"], LetterFields))
            for kind in KINDS:
                writers[kind].writerows(row(record, kind) for record in data[kind.plural])
        for problem in problems:
            writers[Problem].writerow(row(problem.model_dump(mode="json"), Problem))
