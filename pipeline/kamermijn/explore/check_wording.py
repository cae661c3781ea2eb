"""How a check is told in Dutch: its sum, what it may differ, and its note; ``checks.csv`` writes numbers and notes the English way."""

from __future__ import annotations

import re
from typing import Any, Final

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
NOTES: Final = {
    "a change from nothing has no percentage": "een verandering vanaf nul heeft geen percentage",
    "one of the numbers is not stated exactly": "een van de getallen is niet precies genoemd",
    "the two statements differ; the letter may mean other numbers than those set side by side here":
        "de twee uitspraken verschillen; de brief kan andere getallen bedoelen dan die hier naast elkaar staan",
    "a decrease of all there was, or more": "een daling van alles wat er was, of meer",
    "implied number of the time before; the letter states none to set beside it":
        "het getal van eerder dat hieruit volgt; de brief noemt er geen om ernaast te zetten",
    "the letter does not say that the parts are all there are": "de brief zegt niet dat dit alle delen zijn",
    "the parts may overlap": "de delen kunnen elkaar overlappen",
    "the later letter says that it corrects": "de latere brief zegt dat hij verbetert",
    "two statements that differ; neither letter says why": "twee uitspraken die verschillen; geen van beide brieven zegt waarom",
    "one of the letters gives several numbers, or none exactly": "een van de brieven geeft meer getallen, of geen precies getal",
    "the newer version has another number at this place": "de nieuwere versie heeft hier een ander getal",
    "the newer version has a number that the one before has not": "de nieuwere versie heeft een getal dat de vorige niet heeft",
    "all of one letter": "alle uit één brief",
    "a letter gives several numbers for one of them": "een brief geeft voor een ervan meer getallen",
    "the statements differ; a part may be counted in another way, or be missing from the list of parts":
        "de uitspraken verschillen; een onderdeel kan anders zijn geteld, of in de lijst van onderdelen ontbreken",
}  # fmt: skip
"""The notes that are always worded in one way."""
_WORDED: Final = (
    (re.compile(r"(version \d+) has a number that the newer one has not"), r"\1 heeft een getal dat de nieuwere niet heeft"),
    (re.compile(r"\bparts of (?=\S)"), "onderdelen uit "),
    (re.compile(r"\bcounted by "), "geteld door "),
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
        "note": note_in_dutch(row["note"] or ""),
    }


def note_in_dutch(note: str) -> str:
    """A note of a check in Dutch."""
    for english, dutch in NOTES.items():
        note = note.replace(english, dutch)
    return _worded(note)


def _worded(text: str) -> str:
    for pattern, dutch in _WORDED:
        text = pattern.sub(dutch, text)
    return text


def _dutch_numbers(text: str) -> str:
    return _NUMBER.sub(lambda number: number[0].translate(_SWAPPED), text)
