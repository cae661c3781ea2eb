"""Measure how long the explorer's server takes for each page over a made dataset, and for a letter of 50 pages.

Usage: python tests/bench/explorer.py [LETTERS] [--keep FOLDER] [--only PAGE]   (default: 10,000, all pages)
The letters are the samples with other ids, dates, words, numbers and bodies. With --keep they are made once and are there the next time.
"""

from __future__ import annotations

import argparse
import asyncio
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

from made_explorer import LONG, PAGES, WORDS, Document, made_output
from report import result

ASKED, LIMIT, LIMIT_LONG = 25, 0.3, 1.0
TABLES = ("figures", "measures", "organisations", "dates", "promises", "series", "checks", "motion_history", "links", "letters")
chance = random.Random(5)


def questions(kept: list[Document], series: list[str]) -> dict[str, Iterator[str]]:
    """Of each page the addresses that are asked for."""
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
        "series": lambda: f"/reeksen?blz={chance.randint(1, 40)}",
        "series on a subject": lambda: f"/reeksen?q={WORDS[chance.randint(0, 1500)]}",
        "one series": lambda: f"/reeksen?reeks={chance.choice(series)}",
        "checks": lambda: f"/nagerekend?blz={chance.randint(1, 20)}",
        "checks of a sort": lambda: f"/nagerekend?soort={chance.choice(['change', 'share', 'two+letters'])}&uitkomst=does+not+hold",
        "promises followed up": lambda: f"/toezeggingen?soort=alle&stand=alle&vervolg=follow-up+found&blz={chance.randint(1, 40)}",
        "tables, all": lambda: "/kamermijn",
        "table": lambda: f"/kamermijn/{chance.choice(TABLES)}?_sort=letter_id&_facet_size={chance.randint(5, 30)}",
        "table, filtered": lambda: f"/kamermijn/figures?unit=count&_next={chance.randint(0, 9)}",
        "table of promises, filtered": lambda: f"/kamermijn/promises?status=follow-up+found&_next={chance.randint(0, 9)}",
        "table, searched": lambda: f"/kamermijn/measures?_search={word()}",
        "row of a table": lambda: f"/kamermijn/figures/{chance.choice(chance.choice(kept[1:])['figures'])['record_id']}",
        "question in SQL": lambda: f"/kamermijn?sql=select+unit,+count(*)+from+figures+where+value>{chance.randint(1, 999)}+group+by+1",
    }
    return {name: iter([ask() for _ in range(ASKED)]) for name, ask in made.items()}


async def measured(output: Path, kept: list[Document], only: str = "") -> bool:
    """Ask for every page and tell how long each took; whether all were quick enough."""
    from kamermijn.explore.chart import warm
    from kamermijn.explore.explorer import present
    from kamermijn.explore.server import built

    datasette = built(output)
    began = time.perf_counter()
    await datasette.client.get("/")
    warm()
    print(f"{time.perf_counter() - began:8.2f} s  ready (lists and counts, once at the start)")
    slowest: dict[str, tuple[float, float]] = {}

    async def timed(path: str) -> tuple[float, float]:
        start, worked = time.perf_counter(), time.process_time()
        answer = await datasette.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return time.perf_counter() - start, time.process_time() - worked

    print("    p50      p95    p95 of processor time (the clock also counts what else the machine does)")
    with sqlite3.connect(output / "kamermijn.sqlite") as database:
        series = [name for (name,) in database.execute("SELECT series FROM series GROUP BY series ORDER BY count(*) DESC LIMIT 200")]
    for name, paths in questions(kept, series).items():
        if only not in name:
            continue
        seconds = [await timed(path) for path in paths]
        clock, worked = ([each[i] for each in seconds] for i in (0, 1))
        p95, p95_worked = (statistics.quantiles(each, n=20)[-1] for each in (clock, worked))
        slowest[name] = (p95, p95_worked)
        print(f"{1000 * statistics.median(clock):4.0f} ms {1000 * p95:5.0f} ms {1000 * p95_worked:5.0f} ms  {name}", flush=True)
    present(datasette).images.sizes(kept[0])
    (page, worked_page), (image, _) = await timed(f"/brief/{LONG}"), await timed(f"/brief/{LONG}/bladzijde/{PAGES}")
    told = f"letter of {PAGES} pages; {1000 * image:.0f} ms for an image of a page"
    print(f"{1000 * page:4.0f} ms          {1000 * worked_page:5.0f} ms  {told}")
    present(datasette).images.close()
    if not slowest:
        return True
    for number, what in enumerate(("clock", "processor time")):
        name, p95 = max(((name, each[number]) for name, each in slowest.items()), key=lambda each: each[1])
        result(f"slowest page of the explorer ({name}), p95, {what}", 1000 * p95, "ms", limit="< 300 ms", good=p95 < LIMIT)
    result(f"page of a letter of {PAGES} pages", 1000 * page, "ms", limit="< 1,000 ms", good=page < LIMIT_LONG)
    return all(each < LIMIT for each, _ in slowest.values()) and page < LIMIT_LONG


def main(count: int, keep: Path | None = None, only: str = "") -> int:
    """Make the folder, or take the one that was kept, and measure."""
    with tempfile.TemporaryDirectory() as passing:
        folder = keep or Path(passing)
        if (folder / "kept.json").is_file():
            output, kept = folder / "output", json.loads((folder / "kept.json").read_text(encoding="utf-8"))
            with sqlite3.connect(output / "kamermijn.sqlite") as made:
                (letters,) = made.execute("SELECT count(*) FROM letters").fetchone()
            if letters < count:
                raise SystemExit(f"{folder} holds {letters:,} letters, not {count:,}: remove it, or name another folder")
        else:
            began = time.perf_counter()
            folder.mkdir(parents=True, exist_ok=True)
            output, kept = made_output(folder, count)
            print(f"{count:,} made letters in {time.perf_counter() - began:.0f} s")
        print(f"{(output / 'kamermijn.sqlite').stat().st_size / 1e6:,.0f} MB")
        return 0 if asyncio.run(measured(output, kept, only)) else 1


if __name__ == "__main__":
    reader = argparse.ArgumentParser()
    reader.add_argument("letters", nargs="?", type=int, default=10_000)
    reader.add_argument("--keep", type=Path)
    reader.add_argument("--only", default="")
    given = reader.parse_args()
    sys.exit(main(given.letters, given.keep, given.only))
