"""What a check says beside its verdict: every note in one place, by its code, in the words of the tables and in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

NOTES: Final = {
    "no_base": ("a change from nothing has no percentage", "een verandering vanaf nul heeft geen percentage"),
    "inexact": ("one of the numbers is not stated exactly", "een van de getallen is niet precies genoemd"),
    "differs": ("the two statements differ; the letter may mean other numbers than those set side by side here",
                "de twee uitspraken verschillen; de brief kan andere getallen bedoelen dan die hier naast elkaar staan"),
    "more_than_all": ("a decrease of all there was, or more", "een daling van alles wat er was, of meer"),
    "implied": ("implied number of the time before; the letter states none to set beside it",
                "het getal van eerder dat hieruit volgt; de brief noemt er geen om ernaast te zetten"),
    "not_all_parts": ("the letter does not say that the parts are all there are", "de brief zegt niet dat dit alle delen zijn"),
    "overlap": ("the parts may overlap", "de delen kunnen elkaar overlappen"),
    "corrects": ("the later letter says that it corrects", "de latere brief zegt dat hij verbetert"),
    "unexplained": ("two statements that differ; neither letter says why",
                    "twee uitspraken die verschillen; geen van beide brieven zegt waarom"),
    "several_numbers": ("one of the letters gives several numbers, or none exactly",
                        "een van de brieven geeft meer getallen, of geen precies getal"),
    "other_number": ("the newer version has another number at this place", "de nieuwere versie heeft hier een ander getal"),
    "new_number": ("the newer version has a number that the one before has not",
                   "de nieuwere versie heeft een getal dat de vorige niet heeft"),
    "lost_number": ("version {} has a number that the newer one has not", "versie {} heeft een getal dat de nieuwere niet heeft"),
    "parts_of": ("parts of {}", "onderdelen uit {}"),
    "one_letter": ("all of one letter", "alle uit één brief"),
    "several_of_one": ("a letter gives several numbers for one of them", "een brief geeft voor een ervan meer getallen"),
    "counted_by": ("counted by {}", "geteld door {}"),
    "part_missing": ("the statements differ; a part may be counted in another way, or be missing from the list of parts",
                     "de uitspraken verschillen; een onderdeel kan anders zijn geteld, of in de lijst van onderdelen ontbreken"),
}  # fmt: skip
"""The wording of each note by its code, in English and in Dutch; ``{}`` is for its value."""


def note(code: str, value: str = "") -> str:
    """A note as the rows of checks hold it: its code, and its value behind ``=``; KeyError for a code that is none."""
    english, _ = NOTES[code]
    if ("{}" in english) != bool(value):
        raise KeyError(f"{code}={value}")
    return f"{code}={value}" if value else code


def noted(*notes: str) -> dict[str, object]:
    """The fields of a check that say its notes: in words, and as codes."""
    return {"note": in_words(notes), "notes": notes}


def in_words(notes: Iterable[str], *, dutch: bool = False) -> str:
    """Notes as a reader sees them, with ``;`` between them."""
    parts = (each.partition("=") for each in notes)
    return "; ".join(NOTES[code][dutch].format(value) for code, _, value in parts)
