"""What an output folder says: which letters were mined, and which documents they cite, the most cited first."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.publication import is_identifier

_SERIES = ("kst-", "ah-", "h-", "kv-", "blg-")


def mined_letters(output: Path) -> frozenset[str]:
    """Ids of the letters in an output folder, whatever their version; FetchError when it holds no such table."""
    return frozenset(letter.partition("~")[0] for letter in _cells(output / "letters.csv", "letter_id"))


def cited_documents(output: Path, there: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of parliamentary papers that citations and motions point to, without the letters mined and those ``there``.

    Motions come first, as their text is what a citation of them is checked against. FetchError when ``output`` holds no tables.
    """
    had = mined_letters(output) | there
    motions, others = (Counter(_cells(output / name, "target")) for name in ("motions.csv", "citations.csv"))
    ranked = [*sorted(motions, key=lambda each: (-motions[each], each)), *sorted(others, key=lambda each: (-others[each], each))]
    return tuple(each for each in dict.fromkeys(ranked) if each.startswith(_SERIES) and is_identifier(each) and each not in had)


def _cells(path: Path, column: str) -> Iterator[str]:
    """The cells of one column, sample letters aside; FetchError names the table and the mend where it is not as a run writes it."""
    mend = f"mine letters first: kamermijn run --out {path.parent}"
    csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if column not in (rows.fieldnames or ()):
                raise FetchError("output", f"{path}: no column {column}: it was changed, or made by another version; {mend}")
            # What the sample letters cite was never published, or is something else.
            yield from (row[column] or "" for row in rows if row.get("fictional") != "true")
    except FileNotFoundError:
        raise FetchError("output", f"{path}: no such table; {mend}") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise FetchError("output", f"{path}: cannot be read ({error}); {mend}") from None
