"""The annotated letters across which promises, motions, series and checks are told: mined once, and what was annotated of them."""

import functools
from pathlib import Path

import yaml

import kamermijn
from kamermijn.dossier import Linking, Source, State
from kamermijn.records.document import document
from kamermijn.rules import load

FOLDER = Path(__file__).parent / "dossier"
SHARED = Path(__file__).parents[2] / "shared" / "letters"
REAL = ("brief-2016-11-29-terugloop-mensenhandelzaken", "kst-28638-158")
GOLD = yaml.safe_load((FOLDER / "gold.yaml").read_text(encoding="utf-8"))
UNSEEN = yaml.safe_load((FOLDER / "unseen" / "gold.yaml").read_text(encoding="utf-8"))
KINDS = ("measures", "figures", "motions", "citations", "dates", "organisations")


def fictional():
    """The five fictional letters that the matcher was written with, mined."""
    return _mined(FOLDER / "letters")


def unseen():
    """The second five, on other subjects, mined: annotated before the matcher read them, and used to mend it since."""
    return _mined(FOLDER / "unseen" / "letters")


@functools.cache
def _mined(folder):
    documents = [document(kamermijn.mine(path)) for path in sorted(folder.glob("*.txt"))]
    return {made["letter"]["letter_id"]: made for made in documents}


@functools.cache
def real():
    """The two real letters, mined."""
    return {name: document(kamermijn.mine(SHARED / f"{name}.txt")) for name in REAL}


def linked(documents, state=None):
    """All rows across letters, by table."""
    with state or State(":memory:") as kept:
        linking = Linking(kept, load())
        linking.update(sources(documents))
        return rows(linking)


def sources(documents, stamp="1"):
    return [Source(letter_id, stamp, functools.partial(dict, made)) for letter_id, made in documents.items()]


def rows(linking):
    tables = {name: [] for name in ("links", "motion_history", "promises", "series", "checks")}
    for table, some in linking.rows():
        tables[table] += some
    return tables


def found_of(promises, letter_id, beginning):
    rows = [row for (letter, quote), row in promises.items() if letter == letter_id and quote.startswith(beginning)]
    return [(f["letter_id"], f["sentence"]) for row in rows for f in row["followed_up_in"]]


def named(place, wanted):
    """Whether a follow-up is one of the sentences that an entry of the gold names by its first words."""
    letter, *beginnings = wanted
    return place[0] == letter and any(place[1].startswith(beginning) for beginning in beginnings)


def counts(promises, gold):
    """Of the promises as they were annotated: links that are right, wrong ones, follow-ups asked for, and those of them that were found."""
    right = wrong = asked = found = 0
    annotated = {}
    for entry in gold["promises"]:
        places = found_of(promises, entry["letter"], entry["promise"])
        annotated[entry["letter"], entry["promise"]] = places
        fine = [p for p in places if any(named(p, w) for w in (*entry["followed"], *entry.get("may", [])))]
        right, wrong = right + len(fine), wrong + len(places) - len(fine)
        asked += len(entry["followed"])
        found += sum(any(named(p, wanted) for p in places) for wanted in entry["followed"])
    others = [f for (letter, quote), row in promises.items() for f in row["followed_up_in"]
              if not any(letter == one and quote.startswith(beginning) for one, beginning in annotated)]  # fmt: skip
    return right, wrong + len(others), asked, found
