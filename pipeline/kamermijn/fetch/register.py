"""The Tweede Kamer's own register of promises made in debates, as a table beside ours: ``toezeggingen.csv``.

Its fields are left as they are. Before them stands what joins it to our tables: the letter that, as the register says, keeps the promise.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import regex

from kamermijn.dutch.identifiers import Kamerstuk, parse_dossier, parse_kamerstuk_id
from kamermijn.fetch.odata import entities
from kamermijn.fetch.web import Web
from kamermijn.fetch.writing import alone, write

TABLE = "toezeggingen.csv"
JOINED = ("dossier", "number", "letter_id", "in_collection")
_PAPER = regex.compile(
    r"(?P<dossier>\d{2}[\s.]?\d{3}(?:[\s-]\(?R\s?\d{3,4}\)?)?(?:[\s-](?:[IVX]{1,5}[A-E]?|\d{2}))?)\s*(?:[,;/-]|\s)\s*(?:nr\.?\s*)?(?P<number>\d{1,5}|[A-Z]{1,3})(?![\p{L}\d])"
)


def fetch_register(web: Web, output: Path, letters: Iterable[str], since: datetime.date | None = None) -> int:
    """Write the register into a folder and return how many promises are in it; ``letters`` are the ids of letters that were mined.

    FetchError where it cannot be had whole, or another fetch is writing in the folder.
    """
    parameters = {"$orderby": "Nummer"}
    if since:
        parameters["$filter"] = f"Aanmaakdatum ge {since.isoformat()}T00:00:00Z"
    rows = list(entities(web, "Toezegging", parameters))
    with alone(output):
        write(output / TABLE, table(rows, frozenset(letters)).encode())
    return len(rows)


def table(rows: list[dict[str, Any]], letters: frozenset[str]) -> str:
    """The register as CSV: the columns that join it, then every field that any of its rows has, in the order in which they come."""
    names = list(dict.fromkeys(name for row in rows for name in row if not name.startswith("@")))
    text = io.StringIO()
    lines = csv.writer(text)
    # A field of theirs may have the name of a column of ours; both are kept.
    lines.writerow([*JOINED, *(f"register_{name}" if name in JOINED else name for name in names)])
    for row in rows:
        paper = kept_by(row)
        letter = paper.identifier if paper else ""
        said = (paper.dossier.identifier, paper.number, letter, "true" if letter in letters else "false") if paper else ("", "", "", "")
        lines.writerow([*said, *(_cell(row.get(name)) for name in names)])
    return text.getvalue()


def kept_by(row: dict[str, Any]) -> Kamerstuk | None:
    """The Kamerstuk that the register says keeps a promise; None where it names none, or more than one."""
    said = next((str(value) for name, value in row.items() if name.casefold() == "kamerbriefnakoming" and value), "")
    if paper := parse_kamerstuk_id(said.strip()):
        return paper
    named = {Kamerstuk(dossier, match["number"]) for match in _PAPER.finditer(said) if (dossier := parse_dossier(match["dossier"]))}
    return named.pop() if len(named) == 1 else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
