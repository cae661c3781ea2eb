"""The documents that mined letters cite and that are not there themselves, the most cited first."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.publication import is_identifier

_SERIES = ("kst-", "ah-", "h-", "kv-", "blg-")


def cited_documents(output: Path, there: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of parliamentary papers that citations and motions point to, without the letters mined and those ``there``.

    Motions come first, as their text is what a citation of them is checked against. FetchError when ``output`` holds no tables.
    """
    had = {row["letter_id"] for row in _rows(output / "letters.csv")} | there
    motions, others = (Counter(row["target"] for row in _rows(output / name)) for name in ("motions.csv", "citations.csv"))
    ranked = [*sorted(motions, key=lambda each: (-motions[each], each)), *sorted(others, key=lambda each: (-others[each], each))]
    return tuple(each for each in dict.fromkeys(ranked) if each.startswith(_SERIES) and is_identifier(each) and each not in had)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except FileNotFoundError:
        raise FetchError("output", f"{path}: no such table; mine letters first: kamermijn run --out {path.parent}") from None
