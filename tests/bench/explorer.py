"""Measure how long the explorer's server takes for each page over a made dataset, and for a letter of 50 pages.

Usage: python tests/bench/explorer.py [LETTERS]   (default: 10,000)
The letters are the samples with other ids, dates, words, numbers and bodies; nothing of it is kept.
"""

from __future__ import annotations

import asyncio
import copy
import hashlib
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from report import result

from kamermijn import batch
from kamermijn.records import KINDS
from kamermijn.rules import load
from kamermijn.store import DATASET, LEDGER, OutputFolder, write_dataset
from kamermijn.store.letters import letter_places

SAMPLES = Path(__file__).parents[2] / "corpus" / "voorbeelden"
LONG, PAGES, ASKED, LIMIT, LIMIT_LONG = "kst-39999-50", 50, 25, 0.3, 1.0
Document = dict[str, Any]
chance = random.Random(5)
WORDS = [
    "".join(chance.choices("bcdfghklmnprstvw", k=1)[0] + chance.choices("aeiou", k=1)[0] for _ in range(chance.randint(2, 4)))
    for _ in range(8000)
]


def renamed(base: Document, number: int) -> Document:
    """A letter like another one, about something else."""
    letter_id = f"kst-{30000 + number // 40}-{1 + number % 40}"
    made: Document = {
        "letter": dict(base["letter"]),
        "pages": base["pages"],
        "text": f"{base['text']}\n\n{' '.join(chance.choices(WORDS, k=400))}",
    }
    date = f"{chance.randint(2005, 2031)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    made["letter"] |= {"letter_id": letter_id, "date": date, "dossiers": [letter_id.split("-")[1]], "number": letter_id.split("-")[2],
                       "subject": " ".join(chance.choices(WORDS, k=4)), "sender_role": f"Minister van {WORDS[number % 30]}"}  # fmt: skip
    for kind in KINDS:
        made[kind.plural] = [
            changed(record, kind.plural, letter_id, f"{kind.singular}-{number}-{i}") for i, record in enumerate(base[kind.plural])
        ]
    return made


def changed(record: Document, kind: str, letter_id: str, record_id: str) -> Document:
    """A record of such a letter."""
    more: Document = {
        "letter_id": letter_id,
        "record_id": record_id,
        "sentence": f"{record['sentence']} {' '.join(chance.choices(WORDS, k=6))}",
    }
    if kind == "figures":
        year = chance.randint(2000, 2030)
        more |= {"value": record["value"] * chance.random(), "subject": WORDS[min(int(chance.expovariate(0.002)), len(WORDS) - 1)],
                 "period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "organisation": WORDS[chance.randint(0, 300)]}  # fmt: skip
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
    """An output folder with so many letters; only some of them have their file beside the database."""
    output = folder / "output"
    batch.run(tuple(sorted(p for p in SAMPLES.iterdir() if p.suffix in (".pdf", ".txt"))), output, load())
    bases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((output / "letters").glob("*.json"))]
    base = next(each for each in bases if each["letter"]["letter_id"] == "kst-39902-7")
    kept = [long_letter(base, SAMPLES / "kst-39902-7.pdf", output)]

    def documents() -> Iterator[Document]:
        yield from kept[:1]
        for number in range(count):
            document = renamed(bases[number % len(bases)], number)
            if number % max(1, count // 40) == 0:
                kept.append(document)
            yield document

    with OutputFolder(output) as place:
        write_dataset(place, DATASET, DATASET.of_letters(documents()), ("sqlite",))
        place.publish([name for name in place.own() if name != "kamermijn.sqlite"])
    for document in kept:
        document.setdefault("coverage", {})
        (output / letter_places(document["letter"]["letter_id"])[0]).write_text(json.dumps(document), encoding="utf-8")
    return output, kept


def questions(kept: list[Document]) -> dict[str, Iterator[str]]:
    """Of each page the addresses that are asked for, none twice."""
    letters = [document["letter"]["letter_id"] for document in kept[1:]]
    word = lambda: chance.choice(WORDS[:2000])  # noqa: E731
    made: dict[str, Any] = {
        "start": lambda: f"/?blz={chance.randint(1, 400)}",
        "search, a rare word": lambda: f"/?q={word()}",
        "search, two words": lambda: f"/?q={word()}+{chance.choice(WORDS[:50])}*",
        "search, a word of all": lambda: f"/?q=kabinet&blz={chance.randint(1, 50)}",
        "search in a dossier": lambda: f"/?q=kabinet&dossier={chance.randint(30000, 30240)}",
        "search, a number": lambda: f"/?q={chance.randint(30000, 30240)}",
        "letter": lambda: f"/brief/{chance.choice(letters)}",
        "record": lambda: (
            f"/brief/{(found := chance.choice(kept[1:]))['letter']['letter_id']}/{chance.choice(found['figures'])['record_id']}"
        ),
        "figures, choice": lambda: "/cijfers",
        "figures of a subject": lambda: f"/cijfers?onderwerp={WORDS[chance.randint(0, 1500)]}",
        "figures of a body": lambda: f"/cijfers?organisatie={WORDS[chance.randint(0, 300)]}",
        "promises": lambda: f"/toezeggingen?blz={chance.randint(1, 20)}",
        "promises past their term": lambda: f"/toezeggingen?soort=alle&termijn=verstreken&op=20{chance.randint(32, 60)}-01-01",
        "promises of an actor": lambda: f"/toezeggingen?stand=alle&soort=alle&wie=Minister+van+{WORDS[chance.randint(0, 60)]}",
        "motions": lambda: f"/moties?blz={chance.randint(1, 100)}",
        "motions, most named": lambda: f"/moties?volgorde=meeste&blz={chance.randint(1, 20)}",
        "coverage": lambda: f"/dekking?blz={chance.randint(1, 100)}",
        "coverage of a letter": lambda: f"/dekking?brief={chance.choice(letters)}",
        "table": lambda: f"/kamermijn/figures?unit=count&_size=20&_next={chance.randint(0, 9)}",
        "table, searched": lambda: f"/kamermijn/measures?_search={word()}&_size=20",
    }
    return {name: iter([ask() for _ in range(ASKED)]) for name, ask in made.items()}


async def measured(output: Path, kept: list[Document]) -> bool:
    """Ask for every page and tell how long each took; whether all were quick enough."""
    from kamermijn.explore.chart import warm
    from kamermijn.explore.explorer import present
    from kamermijn.explore.server import built

    datasette = built(output)
    began = time.perf_counter()
    await datasette.client.get("/")
    warm()
    print(f"{time.perf_counter() - began:8.2f} s  ready (lists and counts, once at the start)")
    slowest: dict[str, float] = {}

    async def timed(path: str) -> tuple[float, float]:
        start, worked = time.perf_counter(), time.process_time()
        answer = await datasette.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return time.perf_counter() - start, time.process_time() - worked

    print("    p50      p95    p95 of processor time (the clock also counts what else the machine does)")
    for name, paths in questions(kept).items():
        seconds = [await timed(path) for path in paths]
        clock, worked = ([each[i] for each in seconds] for i in (0, 1))
        p95, p95_worked = (statistics.quantiles(each, n=20)[-1] for each in (clock, worked))
        slowest[name] = p95
        print(f"{1000 * statistics.median(clock):4.0f} ms {1000 * p95:5.0f} ms {1000 * p95_worked:5.0f} ms  {name}", flush=True)
    present(datasette).images.sizes(kept[0])
    (page, worked_page), (image, _) = await timed(f"/brief/{LONG}"), await timed(f"/brief/{LONG}/bladzijde/{PAGES}")
    told = f"letter of {PAGES} pages; {1000 * image:.0f} ms for an image of a page"
    print(f"{1000 * page:4.0f} ms          {1000 * worked_page:5.0f} ms  {told}")
    present(datasette).images.close()
    name, p95 = max(slowest.items(), key=lambda each: each[1])
    result(f"slowest page of the explorer ({name}), p95", 1000 * p95, "ms", limit="< 300 ms", good=p95 < LIMIT)
    result(f"page of a letter of {PAGES} pages", 1000 * page, "ms", limit="< 1,000 ms", good=page < LIMIT_LONG)
    return p95 < LIMIT and page < LIMIT_LONG


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        output, kept = made_output(Path(folder), count)
        size = (output / "kamermijn.sqlite").stat().st_size / 1e6
        print(f"{count:,} made letters in {time.perf_counter() - began:.0f} s, {size:,.0f} MB")
        return 0 if asyncio.run(measured(output, kept)) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
