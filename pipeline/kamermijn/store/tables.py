"""One letter as a JSON file, all letters as CSV tables (RFC 4180: comma, CRLF, doubled quotes; UTF-8)."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

import regex

from kamermijn.model import Row
from kamermijn.records import KINDS, Letter, LetterFields
from kamermijn.records.document import document
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


def write_letter(folder: OutputFolder, letter: Letter) -> None:
    """Write a letter's JSON file."""
    # Made before the file is opened: what cannot be written leaves no file behind.
    text = json.dumps(document(letter), ensure_ascii=False, indent=1)
    with folder.create(f"letters/{file_name(letter.fields.letter_id)}") as file:
        file.write(text + "\n")


def write_tables(folder: OutputFolder, problems: Iterable[Problem]) -> None:
    """Write the CSV tables from the JSON files of this run: letters by id, records by place, problems by path."""
    with ExitStack() as stack:
        writers = {}
        for name, cls in TABLES.items():
            writer = csv.writer(stack.enter_context(folder.create(f"{name}.csv")))
            writer.writerow([column.name for column in columns(cls)])
            writers[cls] = writer
        for path in folder.staged("letters"):
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            writers[LetterFields].writerow(row(data["letter"], LetterFields))
            for kind in KINDS:
                writers[kind].writerows(row(record, kind) for record in data[kind.plural])
        for problem in sorted(problems, key=lambda p: (p.path, p.reason)):
            writers[Problem].writerow(row(problem.model_dump(mode="json"), Problem))
