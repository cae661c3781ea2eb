"""A made output folder for the bench of the explorer: letters like the samples with other ids, dates, words, numbers and bodies.

Each letter is made from its number alone, so that the same number gives the same letter, and none has to be kept.
"""

from __future__ import annotations

import copy
import hashlib
import itertools
import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from kamermijn import batch
from kamermijn.batch.published import DATASET
from kamermijn.dossier import Linking, Source, State
from kamermijn.records import KINDS
from kamermijn.rules import load
from kamermijn.store import LEDGER, OutputFolder, write_dataset
from kamermijn.store.file_names import letter_places

SAMPLES = Path(__file__).parents[2] / "corpus" / "voorbeelden"
LONG, PAGES = "kst-39999-50", 50
Document = dict[str, Any]
_words = random.Random(5)
WORDS = [
    "".join(_words.choices("bcdfghklmnprstvw", k=1)[0] + _words.choices("aeiou", k=1)[0] for _ in range(_words.randint(2, 4)))
    for _ in range(8000)
]


def renamed(base: Document, number: int) -> Document:
    """A letter like another one, about something else."""
    chance = random.Random(f"5 {number}")
    letter_id = f"kst-{30000 + number // 40}-{1 + number % 40}"
    made: Document = {
        **base,
        "letter": dict(base["letter"]),
        "text": f"{base['text']}\n\n{' '.join(chance.choices(WORDS, k=400))}",
    }
    date = f"{chance.randint(2005, 2031)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    made["letter"] |= {"letter_id": letter_id, "date": date, "dossiers": [letter_id.split("-")[1]], "number": letter_id.split("-")[2],
                       "subject": " ".join(chance.choices(WORDS, k=4)), "sender_role": f"Minister van {WORDS[number % 30]}"}  # fmt: skip
    for kind in KINDS:
        made[kind.plural] = [
            changed(record, kind.plural, letter_id, f"{kind.singular}-{number}-{i}", chance) for i, record in enumerate(base[kind.plural])
        ]
    return made


def changed(record: Document, kind: str, letter_id: str, record_id: str, chance: random.Random) -> Document:
    """A record of such a letter."""
    more: Document = {
        "letter_id": letter_id,
        "record_id": record_id,
        "sentence": f"{record['sentence']} {' '.join(chance.choices(WORDS, k=6))}",
    }
    if kind == "figures":
        year, nth = chance.randint(2000, 2030), min(int(chance.expovariate(0.002)), len(WORDS) - 1)
        more |= {"value": record["value"] * chance.random(), "subject": f"{WORDS[nth]} {WORDS[-1 - nth]}",
                 "period_start": f"{year}-01-01", "period_end": f"{year}-12-31",
                 "organisation": WORDS[chance.randint(0, 300)] if chance.random() < 0.3 else None}  # fmt: skip
    elif kind == "measures":
        more |= {
            "actor": f"Minister van {WORDS[chance.randint(0, 60)]}",
            "motion": f"kst-{chance.randint(30000, 30250)}-{chance.randint(1, 40)}",
        }
    elif kind == "motions":
        more |= {"target": f"kst-{chance.randint(30000, 30250)}-{chance.randint(1, 40)}"}
    return {**record, **more}


def long_letter(base: Document, pdf: Path, output: Path) -> Document:
    """A letter of 50 pages: a short one again and again, with a PDF to match."""
    times = PAGES // len(base["pages"])
    with sqlite3.connect(output / LEDGER) as ledger:
        source, whole = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
        for _ in range(times):
            whole.import_pages(source)
        long_pdf = output.parent / "long.pdf"
        whole.save(long_pdf)
        digest = hashlib.sha256(long_pdf.read_bytes()).hexdigest()
        ledger.execute(
            "INSERT INTO published (name, letter_id, path, sha256) VALUES (?, ?, ?, ?)",
            (letter_places(LONG)[0], LONG, str(long_pdf), digest),
        )
    made: Document = {
        **base,
        "letter": {**base["letter"], "letter_id": LONG, "pages": PAGES, "sha256": digest},
        "text": "\n\n".join([base["text"]] * times),
    }
    step, pages = len(base["text"]) + 2, len(base["pages"])
    for kind in KINDS:
        made[kind.plural] = []
        for again in range(times):
            for record in copy.deepcopy(base[kind.plural]):
                record |= {"letter_id": LONG, "record_id": f"{record['record_id']}-{again}"}
                for place in (record, *(record.get("mentions") or ())):
                    place["start"] += again * step
                    place["end"] += again * step
                for box in record["boxes"]:
                    box["page"] += again * pages
                made[kind.plural].append(record)
    return made


def made_output(folder: Path, count: int) -> tuple[Path, list[Document]]:
    """An output folder with so many letters, linked; only some of them have their file beside the database."""
    output = folder / "output"
    batch.run(tuple(sorted(p for p in SAMPLES.iterdir() if p.suffix in (".pdf", ".txt"))), output, load())
    bases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((output / "letters").glob("*.json"))]
    base = next(each for each in bases if each["letter"]["letter_id"] == "kst-39902-7")
    long = long_letter(base, SAMPLES / "kst-39902-7.pdf", output)

    def letter(number: int) -> Document:
        return renamed(bases[number % len(bases)], number)

    def documents() -> Iterator[Document]:
        yield long
        yield from map(letter, range(count))

    with OutputFolder(output) as place, State(folder / "across.sqlite") as state:
        linking = Linking(state, load())
        linking.update(Source(made["letter"]["letter_id"], "1", lambda made=made: made) for made in documents())
        rows = itertools.chain(DATASET.of_letters(documents()), linking.rows())
        write_dataset(place, DATASET, rows, ("sqlite",))
        place.publish([name for name in place.own() if name != "kamermijn.sqlite"])
    kept = [long, *map(letter, range(0, count, max(1, count // 40)))]
    for document in kept:
        (output / letter_places(document["letter"]["letter_id"])[0]).write_text(json.dumps(document), encoding="utf-8")
    (folder / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    return output, kept
