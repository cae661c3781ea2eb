"""The sample letters: fixed to the byte, marked as fictional, and mined as their gold says."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
import yaml

import kamermijn
from kamermijn.records import KINDS
from kamermijn.records.document import document

FOLDER = Path(__file__).parents[1] / "corpus" / "voorbeelden"
SHARED = FOLDER.parents[2] / "shared"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".pdf"))
GOLD = sorted((FOLDER / "gold").glob("*.yaml"))

# Which fields of a record must be as the gold has them, for the record to be the one that the gold means.
DECISIVE = {
    "figures": ("value", "value_high", "unit"), "dates": ("date_start", "date_end"), "citations": ("target",), "motions": ("target",),
    "organisations": ("name",), "measures": (),
}  # fmt: skip
# The least share of the gold that must be found, and of what is found that must be in the gold.
FOUND = {"figures": 0.9, "dates": 0.9, "citations": 1.0, "motions": 0.7, "organisations": 0.9, "measures": 0.6}


@pytest.fixture(scope="module")
def mined():
    return {path.stem: document(kamermijn.mine(path)) for path in SAMPLES}


def gold_of(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def span(text, wanted):
    """Where the quote of a gold record stands: the first time, or as often as ``occurrence`` says."""
    start = -1
    for _ in range(wanted.get("occurrence", 1)):
        start = text.index(wanted["quote"], start + 1)
    return start, start + len(wanted["quote"])


def agrees(value, wanted):
    """Whether a value is the gold's, or one of several that it accepts; numbers need not agree in their last digits."""
    accepted = wanted if isinstance(wanted, list) else [wanted]
    if isinstance(value, float):
        return any(isinstance(one, int | float) and value == pytest.approx(one) for one in accepted)
    return value in accepted


def right(kind, text, record, wanted):
    start, end = span(text, wanted)
    overlaps = record["start"] < end and record["end"] > start
    return overlaps and all(agrees(record[field], wanted.get(field)) for field in DECISIVE[kind])


def test_there_are_two_letters_of_each_form():
    assert sorted(path.suffix for path in SAMPLES) == [".pdf", ".pdf", ".txt", ".txt"]
    assert [path.stem for path in SAMPLES] == [path.stem for path in GOLD]


def test_the_files_are_what_the_script_draws(tmp_path):
    spec = importlib.util.spec_from_file_location("make", FOLDER / "make.py")
    make = sys.modules["make"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.drawn() == {path.name: path.read_bytes() for path in SAMPLES}


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_every_record_of_a_sample_is_marked_as_fictional(mined, name):
    assert mined[name]["letter"]["fictional"] is True
    assert all(record["fictional"] is True for cls in KINDS for record in mined[name][cls.plural])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_stays_fictional_when_it_is_copied_among_real_letters(path, tmp_path):
    copied = shutil.copy(path, tmp_path / f"real{path.suffix}")
    assert kamermijn.mine(copied).fields.fictional


def test_a_letter_that_only_speaks_of_examples_is_not_fictional():
    assert not kamermijn.mine_text("Deze brief bevat een fictief voorbeeld van een rekening.").fields.fictional


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_the_text_is_the_clean_text(mined, name):
    assert mined[name]["text"] == (FOLDER / "gold" / f"{name}.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_letter_is_known_for_what_it_is(mined, path):
    letter, gold = mined[path.stem]["letter"], gold_of(path)["letter"]
    assert letter["dossiers"] == gold.pop("dossiers")
    assert {field: letter[field] for field, wanted in gold.items() if not agrees(letter[field], wanted)} == {}


@pytest.mark.parametrize("kind", FOUND)
def test_the_records_are_those_of_the_gold(mined, kind):
    missed, found, extra = [], 0, []
    for path in GOLD:
        text, records, gold = mined[path.stem]["text"], list(mined[path.stem][kind]), gold_of(path)[kind]
        for wanted in gold:
            match = next((record for record in records if right(kind, text, record, wanted)), None)
            if match is None:
                missed.append((path.stem, wanted["quote"]))
            else:
                records.remove(match)
                found += 1
        extra += [(path.stem, record["quote"]) for record in records]
    assert found / (found + len(missed)) >= FOUND[kind], missed
    assert found / (found + len(extra)) >= FOUND[kind], extra


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real letters are not here (../shared)")
def test_the_samples_share_no_run_of_words_with_the_real_letters():
    def runs(text, length=12):
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}

    real = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (SHARED / "gold").glob("*.txt")))
    ours = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (FOLDER / "gold").glob("*.txt")))
    assert ours & real == set()
