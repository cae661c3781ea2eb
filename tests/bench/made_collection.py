"""A made collection: letters as documents, with promises that later letters of their dossier follow up; the same for the same seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

ACTS = ["bouwen", "openen", "onderzoeken", "aanstellen", "opleiden", "plaatsen", "vernieuwen", "subsidiëren", "inrichten", "controleren"]
HEADS = ["station", "register", "meldpunt", "campagne", "school", "centrum", "fonds", "keten", "norm", "loket", "haven", "brug", "kliniek"]
SYLLABLES = ["ba", "der", "fil", "gor", "hem", "jol", "kar", "lim", "mos", "nar", "pel", "rus", "sti", "tam", "vro", "wel", "zun"]
OFFICES = [
    "Minister van Brug en Sluis",
    "Minister van Zorg",
    "Staatssecretaris van Natuur",
    "Minister van Onderwijs",
    "Minister van Defensie",
]
FIRST = datetime.date(2020, 1, 1)


def _names(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(count)]


def documents(letters: int, measures: int = 30, dossier_size: int = 20, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Documents as ``letters/*.json`` holds them: of each dossier one after the other, a third of the measures about earlier ones."""
    chance = random.Random(seed)
    # Objects of a collection repeat as in life: a few everywhere, most in one dossier only.
    everywhere = _names(chance, 400)
    for number in range(letters):
        dossier, nth = divmod(number, dossier_size)
        own = random.Random(f"{seed} {dossier}")
        names = _names(own, 60)
        yield _document(chance, f"{40000 + dossier}", nth, names, everywhere, measures, OFFICES[dossier % len(OFFICES)])


def _document(
    chance: random.Random, dossier: str, nth: int, names: list[str], everywhere: list[str], measures: int, office: str
) -> dict[str, Any]:
    letter_id = f"kst-{dossier}-{nth + 1}"
    date = FIRST + datetime.timedelta(days=97 * nth + int(dossier) % 90)
    text, lists = (
        "",
        {kind: [] for kind in ("figures", "dates", "citations", "motions", "organisations", "measures", "rejected", "numerals")},
    )
    for position in range(measures):
        name = chance.choice(names if chance.random() < 0.8 else everywhere)
        act, head, place = chance.choice(ACTS), chance.choice(HEADS), chance.choice(everywhere)
        amount = chance.randint(1, 90)
        sentence = f"In {date.year + 1} laat ik {amount} miljoen euro vrijmaken om het {name}{head} in {place.title()} te {act}."
        start = len(text)
        text += sentence + ("\n\n" if position % 5 == 4 else " ")
        shared = {
            "letter_id": letter_id,
            "page": 1,
            "boxes": [],
            "element": None,
            "speaker": "sender",
            "sentence": sentence,
            "section": None,
            "rule": "made.rule",
            "rule_revision": 1,
            "inferred": [],
            "fictional": True,
        }
        figure_id, record_id = f"figure-{letter_id}-{position}", f"measure-{letter_id}-{position}"
        quote = f"{amount} miljoen euro"
        lists["figures"].append(
            {
                **shared,
                "record_id": figure_id,
                "quote": quote,
                "start": start + sentence.index(quote),
                "end": start + sentence.index(quote) + len(quote),
                "value": amount * 1e6,
                "value_high": None,
                "unit": "EUR",
                "per": None,
                "nature": None,
                "qualifier": None,
                "subject": f"{name}{head}",
                "change": None,
                "baseline_start": None,
                "baseline_end": None,
                "period_start": f"{date.year + 1}-01-01",
                "period_end": f"{date.year + 1}-12-31",
                "organisation": None,
                "in_table": False,
            }
        )
        lists["measures"].append(
            {
                **shared,
                "record_id": record_id,
                "quote": sentence,
                "start": start,
                "end": start + len(sentence),
                "type": "funding",
                "actor": office,
                "action": act,
                "actions": [act],
                "status": chance.choice(["announced", "started", "completed"]),
                "deadline_start": f"{date.year + 1}-01-01",
                "deadline_end": f"{date.year + 1}-12-31",
                "amount": amount * 1e6,
                "amount_unit": "EUR",
                "figures": [figure_id],
                "dates": [],
                "motion": None,
                "beneficiary": None,
                "promise_topic": None,
            }
        )
    fields = {
        "letter_id": letter_id,
        "kind": "kamerbrief",
        "date": date.isoformat(),
        "date_inferred": None,
        "dossiers": [dossier],
        "number": str(nth + 1),
        "session_year": None,
        "chamber": "TK",
        "subject": None,
        "sender": None,
        "sender_role": office,
        "addressee": None,
        "place": None,
        "reference": None,
        "source": f"{letter_id}.txt",
        "sha256": "",
        "format": "text",
        "pages": None,
        "fictional": True,
        "warnings": [],
    }
    return {"schema_version": 1, "letter": fields, "text": text.strip(), "pages": [], **lists, "coverage": {}}
