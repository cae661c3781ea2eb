"""How a check is told in Dutch: its sum, what it may differ, and its notes; ``checks.csv`` writes numbers and notes the English way."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from kamermijn.dossier.check_notes import in_words

VERDICTS: Final = {"does not hold": "verschilt", "cannot tell": "niet zeker", "holds": "klopt"}
"""How a check comes out, in careful words: it finds two statements that differ, and accuses nobody."""
SORTS: Final = {
    "change": "verandering: percentage naast twee getallen",
    "share": "aandeel: percentage naast deel en geheel",
    "total": "totaal naast zijn delen, in een zin",
    "implied base": "wat een percentage over eerder zegt",
    "two letters": "twee brieven over hetzelfde cijfer",
    "parts": "totaal naast onderdelen, over brieven heen",
    "two versions": "twee versies van een brief",
}
_WORDED: Final = (
    (re.compile(r"\bnot in version\b"), "niet in versie"),
    (re.compile(r"\bversion(?= \d)"), "versie"),
    (re.compile(r"\bpercentage points?\b"), "procentpunt"),
    (re.compile(r"(?<=\d) to (?=\d)"), " tot "),
    (re.compile(r"^none$"), "niets"),
    (re.compile(r"^from (?=\d)"), "van "),
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# What is computed from numbers is written by us; what stands beside a statement is quoted from a letter.
_SUMS = frozenset({"change", "share", "total", "implied base", "parts"})
_SWAPPED = str.maketrans(",.", ".,")


def told_check(row: dict[str, Any]) -> dict[str, Any]:
    """A row of ``checks`` with its words in Dutch, and its sums as Dutch readers write numbers."""
    computed = _dutch_numbers(row["computed"]) if row["kind"] in _SUMS else row["computed"]
    return {
        **row,
        "told": VERDICTS.get(row["verdict"], row["verdict"]),
        "sort": SORTS.get(row["kind"], row["kind"]),
        "computed": _worded(computed),
        "tolerance": _worded(_dutch_numbers(row["tolerance"])),
        # An output of before has no codes: its notes stand there as its table words them.
        "note": in_words(json.loads(row["notes"]), dutch=True) if row.get("notes") else row["note"] or "",
    }


def _worded(text: str) -> str:
    for pattern, dutch in _WORDED:
        text = pattern.sub(dutch, text)
    return text


def _dutch_numbers(text: str) -> str:
    return _NUMBER.sub(lambda number: number[0].translate(_SWAPPED), text)
