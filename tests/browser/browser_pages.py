"""The pages that are looked at: by name, with their address in the explorer of the sample letters."""

import json
from pathlib import Path

SCREENSHOTS = Path(__file__).parent / "screenshots"
LETTER = "kst-39902-7"


def letter_of(output, letter_id):
    return json.loads((output / "letters" / f"{letter_id}.json").read_text(encoding="utf-8"))


def _record(output):
    return letter_of(output, LETTER)["figures"][0]["record_id"]


PAGES = {
    "start": lambda output: "/",
    "search": lambda output: "/?q=motie",
    "nothing": lambda output: "/?q=zwaartekrachtgolf",
    "letter": lambda output: f"/brief/{LETTER}",
    "letter-text": lambda output: "/brief/kst-39901-12",
    "permalink": lambda output: f"/brief/{LETTER}#{_record(output)}",
    "record": lambda output: f"/brief/{LETTER}/{_record(output)}",
    "figures-choice": lambda output: "/cijfers",
    "figures": lambda output: "/cijfers?onderwerp=wachttijd",
    "series-list": lambda output: "/reeksen",
    "series": lambda output: "/reeksen?reeks=series-672966798d5b",
    "checks": lambda output: "/nagerekend",
    "promises": lambda output: "/toezeggingen?soort=alle&stand=alle&op=2031-06-01",
    "motions": lambda output: "/moties",
    "coverage": lambda output: "/dekking",
    "coverage-letter": lambda output: f"/dekking?brief={LETTER}",
    "not-found": lambda output: "/brief/nergens",
}
