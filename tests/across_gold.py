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
KINDS = ("measures", "figures", "motions", "citations", "dates", "organisations")


@functools.cache
def fictional():
    """The five fictional letters, mined."""
    return {
        made["letter"]["letter_id"]: made
        for path in sorted((FOLDER / "letters").glob("*.txt"))
        for made in [document(kamermijn.mine(path))]
    }


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
