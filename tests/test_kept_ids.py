"""The id that a letter was published under is kept for as long as the letter is there, whatever comes, goes or is written over."""

import csv
import hashlib
import io
import json
import os
import random
import re
import sqlite3
import tempfile
import uuid
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from killed_runs import killed
from made_letters import mine_as_called, mine_in_forms
from made_versions import Place

from kamermijn import batch
from kamermijn.batch import Options
from kamermijn.batch.copies import Copy
from kamermijn.batch.likeness import compare
from kamermijn.batch.versions import decide
from kamermijn.model import LetterError
from kamermijn.rules import load
from kamermijn.store import Ledger, Letters, OutputError
from kamermijn.store.folder import OutputFolder

WORDS = [first + rest for first in "bdhlmz" for rest in ("aan", "oor", "uis", "eg")]


def text(letter, revision=0):
    """A letter of a few hundred words that has next to nothing in common with any other, and much with its own revisions."""
    words = random.Random(letter).choices(WORDS, k=200)
    return " ".join([*words[:100], f"telt {letter * 10 + revision} bogen", *words[100:]])


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def put(place, name, letter, revision=0, *, date="2032-03-03", says="brief"):
    place.put(name, text(letter, revision), says=says, date=date)


def ids(place):
    """By the number of the letter the ids that it goes by; a letter says its number ten times and its revision in its first figure."""
    return {int(row["quote"]) // 10: row["letter_id"] for row in place.table("figures")}


def told(place, reason):
    return [row["message"] for row in place.table("errors") if row["reason"] == reason]


def versions(place):
    """Of each version: its letter's id, its number, and the number of arches that it tells of."""
    found = []
    for row in place.table("versions"):
        document = json.loads((place.out / row["json_file"]).read_text())
        assert (document["letter"]["letter_id"], document["letter"]["sha256"]) == (row["letter_id"], row["sha256"])
        assert {figure["letter_id"] for figure in document["figures"]} == {row["letter_id"]}
        found.append((row["letter_id"], int(row["version"]), int(document["figures"][0]["quote"])))
    return sorted(found)


@pytest.fixture
def two(place):
    """Two letters of one id, published in one run: the older, 1, has the plain id."""
    put(place, "x/brief.pdf", 1, date="2032-01-01")
    put(place, "y/brief.pdf", 2, date="2032-02-02")
    place.run()
    first, second = ids(place)[1], ids(place)[2]
    assert first == "brief"
    assert second == f"brief-{next(row['sha256'] for row in place.table('letters') if row['letter_id'] != 'brief')[:8]}"
    return place, second


def test_the_second_letter_keeps_its_id_when_its_file_is_written_over_by_its_next_version(two):
    place, second = two
    for revision in (1, 2):
        put(place, "y/brief.pdf", 2, revision, date="2032-02-02")
        place.run()
    assert versions(place) == [("brief", 1, 10), (second, 1, 20), (second, 2, 21), (second, 3, 22)]
    (notice,) = told(place, "same_id")
    assert notice == f"says that it is brief, as another letter does; both are kept, this one as {second}"


def test_a_letter_that_comes_later_is_the_later_also_when_its_date_is_earlier(two):
    place, second = two
    put(place, "a/brief.pdf", 3, date="2031-01-01")
    place.run()
    found = ids(place)
    assert (found[1], found[2]) == ("brief", second)
    assert found[3].startswith("brief-")


def test_when_the_first_letter_goes_no_other_gets_its_id_and_put_back_it_has_it_again(two):
    place, second = two
    first = (place.letters / "x/brief.pdf").read_bytes()
    (place.letters / "x/brief.pdf").unlink()
    place.run()
    assert ids(place) == {2: second}
    assert told(place, "same_id") == [f"says that it is brief, as a letter of an earlier run did; this one is {second}"]
    put(place, "z/brief.pdf", 3)
    place.run()
    third = ids(place)[3]
    assert third not in ("brief", second)
    assert {row["why"] for row in place.table("versions")} == {"a letter of an earlier run had the id that it says it has"}
    (place.letters / "later").mkdir()
    (place.letters / "later/brief.pdf").write_bytes(first)
    place.run()
    assert ids(place) == {1: "brief", 2: second, 3: third}


def test_an_official_id_that_is_free_goes_to_who_says_it(place):
    for name, letter in (("x.xml", 1), ("y.xml", 2)):
        put(place, name, letter, says="kst-1-2")
        place.run()
    second = ids(place)[2]
    assert ids(place)[1] == "kst-1-2" != second
    gone = (place.letters / "x.xml").read_bytes()
    (place.letters / "x.xml").unlink()
    put(place, "z.xml", 3, says="kst-1-2")
    place.run()
    assert ids(place) == {2: second, 3: "kst-1-2"}
    (place.letters / "x.xml").write_bytes(gone)
    place.run()
    assert ids(place)[3] == "kst-1-2"
    assert ids(place)[2] == second
    assert len(set(ids(place).values())) == 3


def test_a_letter_whose_official_id_went_to_another_is_no_version_of_it_when_its_file_says_that_id_again(place):
    put(place, "kst-39901-7.txt", 1)
    place.run(mine=mine_as_called)
    (place.letters / "kst-39901-7.txt").rename(place.letters / "nota.txt")
    place.run(mine=mine_as_called)
    assert told(place, "new_id") == ["is nota from now on: it was kst-39901-7, which it no longer says that it is"]
    put(place, "b/kst-39901-7.txt", 2)
    place.run(mine=mine_as_called)
    assert ids(place) == {1: "nota", 2: "kst-39901-7"}
    (place.letters / "nota.txt").rename(place.letters / "kst-39901-7.txt")
    place.run(mine=mine_as_called)
    digest = hashlib.sha256((place.letters / "kst-39901-7.txt").read_bytes()).hexdigest()
    assert ids(place) == {1: f"kst-39901-7-{digest[:8]}", 2: "kst-39901-7"}
    assert told(place, "new_id") == [f"is kst-39901-7-{digest[:8]} from now on: it was nota, and says now that it is kst-39901-7, "
                                     "as another letter does"]  # fmt: skip
    assert {number for _, number, _ in versions(place)} == {1}


def test_another_letter_in_the_file_of_the_second_is_another_letter(two):
    place, second = two
    put(place, "y/brief.pdf", 3)
    place.run()
    assert ids(place)[1] == "brief"
    assert ids(place)[3] not in ("brief", second)
    (notice,) = told(place, "replaced")
    assert f"({second}, " in notice
    assert "another letter stands in its place" in notice


def test_another_letter_in_the_file_of_the_second_of_an_official_id_is_another_letter(place):
    for name, letter in (("x.xml", 1), ("y.xml", 2), ("y.xml", 3)):
        put(place, name, letter, says="kst-1-2")
        place.run()
    assert ids(place)[1] == "kst-1-2" != ids(place)[3]
    assert {number for _, number, _ in versions(place)} == {1}


def test_a_corrected_text_of_the_first_in_the_file_of_the_second_is_a_version_of_the_first(two):
    place, _ = two
    put(place, "y/brief.pdf", 1, 1, date="2032-01-01")
    place.run()
    assert {letter_id for letter_id, *_ in versions(place)} == {"brief"}
    assert "another letter stands in its place" in told(place, "replaced")[0]


@pytest.mark.parametrize("revision", [0, 1])
def test_files_that_swap_what_they_hold_leave_each_letter_its_id(two, revision):
    place, second = two
    put(place, "x/brief.pdf", 2, revision, date="2032-02-02")
    put(place, "y/brief.pdf", 1, revision, date="2032-01-01")
    place.run()
    assert ids(place) == {1: "brief", 2: second}
    assert len(versions(place)) == 2 + 2 * revision
    assert place.run().before == 2
    assert ids(place) == {1: "brief", 2: second}


@pytest.mark.parametrize("target", ["elsewhere/brief.pdf", "elsewhere/nota.pdf"])
def test_a_file_that_is_moved_or_renamed_and_later_written_over_keeps_the_id_of_its_letter(place, target):
    for name, letter in (("x/brief.pdf", 1), ("y/brief.pdf", 2)):
        put(place, name, letter)
        place.run(mine=mine_as_called)
    second = ids(place)[2]
    (place.letters / "elsewhere").mkdir()
    (place.letters / "y/brief.pdf").rename(place.letters / target)
    place.run(mine=mine_as_called)
    assert ids(place) == {1: "brief", 2: second}
    put(place, target, 2, 1)
    place.run(mine=mine_as_called)
    assert ids(place) == {1: "brief", 2: second}
    assert versions(place) == [("brief", 1, 10), (second, 1, 20), (second, 2, 21)]


def test_a_letter_whose_file_gets_another_name_keeps_its_id_and_that_is_told(place):
    put(place, "brief.pdf", 1)
    place.run(mine=mine_as_called)
    before = (place.out / "letters/brief.json").read_bytes()
    (place.letters / "brief.pdf").rename(place.letters / "nota.pdf")
    assert place.run(mine=mine_as_called).states == {"mined": 1}
    assert ids(place) == {1: "brief"}
    after = (place.out / "letters/brief.json").read_bytes()
    assert after == before.replace(b'"brief.pdf"', b'"nota.pdf"')
    assert told(place, "kept_id") == ["would be nota by its name; its letter keeps the id brief"]
    assert [row["why"] for row in place.table("versions")] == ["it keeps the id that it had under another file name"]
    put(place, "brief.pdf", 2)
    put(place, "map/nota.pdf", 3)
    place.run(mine=mine_as_called)
    assert (ids(place)[1], ids(place)[3]) == ("brief", "nota")
    assert ids(place)[2].startswith("brief-")
    place.put("nota.docx", text(1) + "\n")
    place.run(mine=mine_as_called)
    assert {(row["form"], row["current"]) for row in place.table("versions") if row["letter_id"] == "brief"} == {
        ("docx", "true"), ("pdf", "false")}  # fmt: skip


def test_what_is_only_renamed_is_not_gone_and_of_a_letter_in_more_files_only_one_is(place):
    place.put("kst.xml", text(1), says="kst-1-2")
    place.put("kst.pdf", text(1) + " ", says="kst-1-2")
    place.run()
    records = {row["record_id"] for row in place.table("figures")}
    (place.letters / "kst.xml").rename(place.letters / "motie.xml")
    files = batch.collect([place.letters], place.out).files
    assert batch.preview(files, place.out, load(), Options()).gone == []
    assert (place.run().gone, told(place, "gone")) == (0, [])
    (place.letters / "motie.xml").unlink()
    assert place.run().gone == 0
    assert told(place, "gone") == ["was mined by an earlier run and is no longer there: kst-1-2 is still there in another"]
    assert {row["record_id"] for row in place.table("figures")} == records
    with Ledger(place.out) as ledger:
        assert list(ledger.rows("SELECT * FROM gone")) == []


def test_a_letter_that_comes_to_say_its_official_id_has_that_and_no_other_gets_its_old_one(place):
    put(place, "brief.pdf", 1)
    place.run()
    put(place, "brief.pdf", 1, 1, says="kst-1-2")
    put(place, "map/brief.pdf", 2)
    place.run()
    assert ids(place)[1] == "kst-1-2"
    assert ids(place)[2].startswith("brief-")


def test_a_letter_whose_content_comes_to_say_its_official_id_is_told_to_have_it_once_and_its_records_are_gone(place):
    put(place, "brief.pdf", 1)
    place.run(mine=mine_as_called)
    (record,) = (row["record_id"] for row in place.table("figures"))
    (place.letters / "brief.pdf").rename(place.letters / "kst-1-2.pdf")
    place.run(mine=mine_as_called)
    assert ids(place) == {1: "kst-1-2"}
    assert told(place, "new_id") == ["is kst-1-2 from now on: it was brief, and says now which letter it is"]
    with Ledger(place.out) as ledger:
        assert list(ledger.rows("SELECT record_id, letter_id FROM gone")) == [(record, "brief")]
    place.run(mine=mine_as_called)
    assert told(place, "new_id") == told(place, "gone") == []
    put(place, "map/brief.pdf", 2)
    place.run(mine=mine_as_called)
    assert ids(place)[2].startswith("brief-")


def test_the_records_of_a_letter_that_was_replaced_by_another_are_gone(place):
    put(place, "brief.pdf", 1)
    place.run()
    put(place, "brief.pdf", 2)
    place.run()
    with Ledger(place.out) as ledger:
        assert [row[0] for row in ledger.rows("SELECT letter_id FROM gone")] == ["brief"]


def marked_gone(place):
    """The records that the ledger marks as gone, by their letter's id."""
    with Ledger(place.out) as ledger:
        return sorted((str(letter_id), str(record_id)) for letter_id, record_id in ledger.rows("SELECT letter_id, record_id FROM gone"))


def records(place):
    return {int(row["quote"]): row["record_id"] for row in place.table("figures")}


TAKEN = "was mined by an earlier run and is no longer there: its records are out of the tables, and another letter is kst-1-2 now"
STILL_THERE = "was mined by an earlier run and is no longer there: kst-1-2 is still there in another"


def test_the_records_of_a_letter_that_is_taken_away_when_another_gets_its_official_id_are_gone(place):
    put(place, "x.xml", 1, says="kst-1-2")
    place.run()
    (record,) = records(place).values()
    first = (place.letters / "x.xml").read_bytes()
    (place.letters / "x.xml").unlink()
    put(place, "z.xml", 3, says="kst-1-2")
    assert place.run().gone == 1
    assert ids(place) == {3: "kst-1-2"}
    assert told(place, "gone") == [TAKEN]
    assert marked_gone(place) == [("kst-1-2", record)]
    assert place.run().gone == 0
    assert marked_gone(place) == [("kst-1-2", record)]
    (place.letters / "z.xml").unlink()
    place.run()
    assert len(marked_gone(place)) == 2
    (place.letters / "x.xml").write_bytes(first)
    place.run()
    assert records(place) == {10: record}
    assert record not in dict(marked_gone(place)).values()
    assert len(marked_gone(place)) == 1


def test_the_records_of_a_letter_that_is_edited_away_when_another_gets_its_official_id_are_gone(place):
    put(place, "x.xml", 1, says="kst-1-2")
    place.run()
    (record,) = records(place).values()
    put(place, "x.xml", 2, says="kst-9-9")
    put(place, "z.xml", 3, says="kst-1-2")
    place.run()
    assert ids(place) == {2: "kst-9-9", 3: "kst-1-2"}
    assert "another letter stands in its place" in told(place, "replaced")[0]
    assert marked_gone(place) == [("kst-1-2", record)]


def test_the_records_of_a_letter_that_no_longer_says_its_official_id_when_another_does_are_gone_under_it(place):
    put(place, "kst-1-2.txt", 1)
    place.run(mine=mine_as_called)
    (record,) = records(place).values()
    (place.letters / "kst-1-2.txt").rename(place.letters / "nota.txt")
    put(place, "kst-1-2.txt", 3)
    place.run(mine=mine_as_called)
    assert ids(place) == {1: "nota", 3: "kst-1-2"}
    assert told(place, "gone") == []
    assert marked_gone(place) == [("kst-1-2", record)]


def test_a_record_of_the_same_words_in_the_letter_that_gets_the_id_is_not_gone(place):
    words = ["de brug telt 7 bogen", *text(1).split()]
    place.put("x.xml", " ".join(words), says="kst-1-2")
    place.run()
    both, own = (records(place)[number] for number in (7, 10))
    (place.letters / "x.xml").unlink()
    place.put("z.xml", " ".join([words[0], *text(3).split()]), says="kst-1-2")
    assert place.run().gone == 1
    assert told(place, "gone") == [TAKEN]
    assert records(place)[7] == both
    assert marked_gone(place) == [("kst-1-2", own)]


@pytest.fixture
def in_two_files(place):
    """One letter in two forms, of which the XML counts."""
    place.put("kst.xml", text(1), says="kst-1-2")
    place.put("kst.pdf", text(1) + " ", says="kst-1-2")
    place.run()
    return place


GOES_ON = pytest.mark.parametrize(("goes", "stays", "revision", "end"), [
    ("kst.xml", "kst.pdf", 0, " "), ("kst.pdf", "kst.xml", 0, ""), ("kst.pdf", "kst.xml", 0, "\n"), ("kst.pdf", "kst.xml", 1, ""),
], ids=["the lesser form as it was", "the better form as it was", "the same words in other bytes", "a new version"])  # fmt: skip


@GOES_ON
def test_a_letter_of_which_one_file_goes_is_still_there_in_the_other_however_that_goes_on(in_two_files, goes, stays, revision, end):
    (in_two_files.letters / goes).unlink()
    in_two_files.put(stays, text(1, revision) + end, says="kst-1-2")
    assert in_two_files.run().gone == 0
    assert told(in_two_files, "gone") == [STILL_THERE]
    assert marked_gone(in_two_files) == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_run_that_was_killed_when_a_letter_lost_its_id_to_another_is_gone_on_with_by_one_that_tells_it(place, times):
    put(place, "x.xml", 1, says="kst-1-2")
    place.run()
    (record,) = records(place).values()
    (place.letters / "x.xml").unlink()
    put(place, "z.xml", 3, says="kst-1-2")
    for _ in range(times):
        assert killed(place.run, OutputFolder, "publish")  # the letters are at their places, the tables are not
    assert place.run().gone == 1
    assert told(place, "gone") == [TAKEN]
    assert marked_gone(place) == [("kst-1-2", record)]
    place.run()
    assert told(place, "gone") == []


def test_each_letter_that_lost_its_id_in_a_killed_run_is_told_for_itself(place):
    for number, name in enumerate("xyz", start=1):
        put(place, f"{name}.xml", number, says="kst-1-2")
        assert killed(place.run, OutputFolder, "publish")  # the letters are at their places, the tables are not
        if name != "z":
            (place.letters / f"{name}.xml").unlink()
    assert place.run().gone == 2
    assert told(place, "gone") == [TAKEN] * 2
    assert len(marked_gone(place)) == 2
    assert ids(place) == {3: "kst-1-2"}


@GOES_ON
@pytest.mark.parametrize("later", ["as it was", "with the same words", "as a new version"])
def test_after_a_killed_run_a_letter_is_still_there_in_the_file_in_which_it_goes_on(
    in_two_files, goes, stays, revision, end, later
):  # fmt: skip
    (in_two_files.letters / goes).unlink()
    in_two_files.put(stays, text(1, revision) + end, says="kst-1-2")
    assert killed(in_two_files.run, OutputFolder, "publish")
    if later != "as it was":
        in_two_files.put(stays, text(1, revision + 5 * (later == "as a new version")) + f"{end}  ", says="kst-1-2")
    assert in_two_files.run().gone == 0
    assert told(in_two_files, "gone") == [STILL_THERE]
    assert marked_gone(in_two_files) == []


def test_a_letter_whose_other_file_goes_too_after_a_killed_run_is_gone(in_two_files):
    place = in_two_files
    (place.letters / "kst.xml").unlink()
    assert killed(place.run, OutputFolder, "publish")
    (place.letters / "kst.pdf").unlink()
    put(place, "z.xml", 3, says="kst-1-2")
    place.run()
    assert told(place, "gone") == [TAKEN] * 2
    assert len(marked_gone(place)) == 1


def test_a_file_that_is_called_as_an_id_with_a_digest_makes_no_two_letters_of_one_id(two):
    place, second = two
    put(place, "z.docx", 2, says=second, date="2032-02-02")
    put(place, "z.html", 4, says=second)
    place.run()
    assert ids(place)[2] == second
    fresh = Place(place.out.parent / "anders")
    fresh.letters = place.letters
    fresh.run()
    for one, count in ((place, 3), (fresh, 4)):
        assert len({row["letter_id"] for row in one.table("letters")}) == len(one.table("letters")) == count
    assert [row["duplicate_of"] for row in fresh.table("letters") if row["duplicate_of"]] != []


@pytest.mark.parametrize("revisions", [(0, 3), (3, 0), (5, 1), (1, 5)])  # each of the two may have the lower digest
def test_of_two_versions_that_are_there_the_one_that_was_written_over_stays_the_older(place, revisions):
    older, newer = revisions
    put(place, "a/brief.pdf", 1, older)
    place.run()
    put(place, "a/brief.pdf", 1, newer)
    place.run()
    put(place, "b/brief.pdf", 1, older)
    said = set()
    for _ in range(3):
        place.run()
        assert versions(place) == [("brief", 1, 10 + older), ("brief", 2, 10 + newer)]
        said.add(tuple(row["why"] for row in place.table("versions")))
    assert len(said) == 1


def test_of_two_versions_that_come_at_once_the_next_run_says_the_same(place):
    put(place, "a/brief.pdf", 1)
    put(place, "b/brief.pdf", 1, 1)
    place.run()
    before = place.files(), place.table("errors")
    assert [row["why"].rpartition(", ")[2] for row in place.table("versions") if row["current"] == "false"] == [
        "and was settled by their digests"]  # fmt: skip
    place.run()
    assert (place.files(), place.table("errors")) == before


@pytest.mark.parametrize("spaces", range(6))  # other bytes, so that each of the two may have the lower digest
def test_a_letter_that_counts_goes_on_counting_when_the_same_words_come_in_under_another_id(place, spaces):
    put(place, "een.pdf", 1, says="een")
    place.run()
    place.put("drie.pdf", text(1) + " " * spaces + "\n", says="drie", date="2032-03-03")
    for _ in range(3):
        place.run()
        assert {row["letter_id"]: row["duplicate_of"] for row in place.table("letters")} == {"een": "", "drie": "een"}
    (place.letters / "een.pdf").unlink()
    place.run()
    assert {row["letter_id"]: row["duplicate_of"] for row in place.table("letters")} == {"drie": ""}


@pytest.mark.parametrize("says", ["brief", "kst-1-2"])
def test_a_file_that_is_moved_and_written_over_between_two_runs_is_the_next_version(place, says):
    for revision in (0, 1):
        put(place, "x/brief.pdf", 1, revision, says=says)
        place.run()
    (place.letters / "x/brief.pdf").unlink()
    put(place, "y/brief.pdf", 1, 2, says=says)
    assert place.run().gone == 0
    assert versions(place) == [(says, 1, 10), (says, 2, 11), (says, 3, 12)]
    assert [row["path"].endswith("y/brief.pdf") for row in place.table("errors") if row["reason"] == "superseded"] == [True, True]
    before = place.files()
    assert place.run().before == 1
    assert place.files() == before
    put(place, "y/brief.pdf", 1, 3, says=says)
    place.run()
    assert [number for _, number, _ in versions(place)] == [1, 2, 3, 4]


def test_a_file_that_is_moved_and_saved_anew_with_the_same_words_is_not_gone(place):
    place.put("x/brief.pdf", text(1), says="brief")
    place.run()
    (place.letters / "x/brief.pdf").unlink()
    place.put("y/brief.pdf", text(1) + "\n", says="brief")
    assert place.run().gone == 0
    assert told(place, "gone") == []
    assert "its words are the same" in told(place, "replaced")[0]
    assert versions(place) == [("brief", 1, 10)]


def test_of_a_letter_that_went_when_another_came_nothing_is_kept(two):
    place, _ = two
    (place.letters / "x/brief.pdf").unlink()
    put(place, "z/brief.pdf", 3)
    assert place.run().gone == 1
    assert told(place, "replaced") == []
    assert {number for _, number, _ in versions(place)} == {1}
    with Ledger(place.out) as ledger:
        assert [row[0] for row in ledger.rows("SELECT DISTINCT letter_id FROM gone")] == ["brief"]


def test_of_two_new_texts_the_one_most_like_what_went_goes_on_with_it(place):
    put(place, "x/brief.pdf", 1)
    place.run()
    half = f"{text(1)[: len(text(1)) // 2]} {text(2)}"
    place.put("x/brief.pdf", half, says="brief")
    put(place, "y/brief.pdf", 1, 1)
    place.run()
    assert [found for found in versions(place) if found[0] == "brief"] == [("brief", 1, 10), ("brief", 2, 11)]
    assert len(place.table("letters")) == 2


def mine_unlocked(path, **_):
    if "encrypted" in path.read_text():
        raise LetterError("encrypted", "is encrypted: save it without a password")
    return mine_in_forms(path)


def test_while_a_file_cannot_be_read_no_other_letter_gets_the_id_of_its_letter(place):
    put(place, "x.xml", 1, says="kst-1-2")
    place.run(mine=mine_unlocked)
    readable = (place.letters / "x.xml").read_bytes()
    (place.letters / "x.xml").write_text("encrypted")
    put(place, "y.xml", 2, says="kst-1-2")
    place.run(mine=mine_unlocked)
    second = ids(place)[2]
    assert second.startswith("kst-1-2-")
    (place.letters / "x.xml").write_bytes(readable)
    place.run(mine=mine_unlocked)
    assert ids(place) == {1: "kst-1-2", 2: second}


def test_force_and_only_new_change_no_id_and_a_cleared_folder_begins_anew(two):
    place, _ = two
    put(place, "a/brief.pdf", 3, date="2031-01-01")
    place.run()
    before = place.files()
    for more in ({"force": True}, {"only_new": True}):
        files = batch.collect([place.letters], place.out).files
        batch.run(files, place.out, load(), options=Options(mine=mine_in_forms, **more))
        assert place.files() == before
    (place.out / "ledger.sqlite").unlink()
    place.run()
    assert ids(place)[3] == "brief" != ids(place)[1]


def test_a_ledger_of_an_earlier_day_tells_ids_by_what_stands_in_the_folder(two):
    place, second = two
    with closing(sqlite3.connect(place.out / "ledger.sqlite")) as ledger:
        ledger.execute("DROP TABLE given")
        ledger.commit()
    put(place, "a/brief.pdf", 3, date="2031-01-01")
    put(place, "y/brief.pdf", 2, 1)
    place.run()
    assert (ids(place)[1], ids(place)[2]) == ("brief", second)


def test_letters_of_an_archive_keep_their_ids(place):
    seen = []
    for revision in (0, 1):
        with zipfile.ZipFile(place.letters / "dossier.zip", "w") as archive:
            for folder, letter in (("x", 1), ("y", 2)):
                archive.writestr(f"{folder}/brief.xml", f"brief 2032-0{letter}-03\n{text(letter, revision)}")
        files = batch.collect([place.letters], place.out).files
        batch.run(files, place.out, load(), options=Options(mine=of_archive))
        seen.append(ids(place))
    assert seen[0] == seen[1]
    assert [number for _, number, _ in versions(place)] == [1, 2, 1, 2]


def of_archive(path, **_):
    from kamermijn import ingest

    place = Path(tempfile.mkdtemp()) / path.name
    place.write_bytes(ingest.content(path))
    return mine_in_forms(place)


def test_on_another_machine_letters_keep_their_ids(tmp_path, monkeypatch):
    import fsspec

    url = f"memory://{uuid.uuid4().hex}"
    files, base = fsspec.core.url_to_fs(url)
    seen = []
    for machine, (letter, date) in enumerate([(1, "2032-03-03"), (2, "2032-02-02"), (3, "2032-01-01")]):
        files.pipe_file(f"{base}/in/{letter}/brief.xml", f"brief {date}\n{text(letter)}".encode())
        if machine == 2:
            files.pipe_file(f"{base}/in/2/brief.xml", f"brief 2032-02-02\n{text(2, 1)}".encode())
        monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda machine=machine: tmp_path / str(machine))
        found = batch.collect([f"{url}/in"], f"{url}/out").files
        batch.run_into_store(found, f"{url}/out", load(), options=Options(mine=mine_in_forms))
        seen.append({name.removeprefix(f"{base}/out/") for name in files.find(f"{base}/out/letters")})
    assert seen[0] < seen[1] < seen[2]
    assert "letters/brief.json" in seen[0]
    (second,) = (Path(name).stem for name in seen[1] - seen[0])
    assert len(files.find(f"{base}/out/versions/{second}")) == 1


def test_what_another_machine_made_of_a_text_that_was_written_over_and_that_cannot_get_its_id_is_told(tmp_path, monkeypatch):
    import fsspec

    url = f"memory://{uuid.uuid4().hex}"
    files, base = fsspec.core.url_to_fs(url)
    for revision in (0, 1):
        for letter in (1, 2):
            files.pipe_file(f"{base}/in/{letter}/brief.xml", f"brief 2032-0{letter}-03\n{text(letter, letter == 2 and revision)}".encode())
        monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda revision=revision: tmp_path / str(revision))
        found = batch.collect([f"{url}/in"], f"{url}/out").files
        batch.run_into_store(found, f"{url}/out", load(), options=Options(mine=mine_in_forms))
        for place in files.find(f"{base}/out/results"):  # an earlier kamermijn made them
            about, _, made = files.cat_file(place).partition(b"\n")
            made = made.replace(b'"start"', b'"begin"') if b"2032-02-03" in made else made
            digest = hashlib.sha256(made).hexdigest()
            files.pipe_file(place, json.dumps({**json.loads(about), "digest": digest}).encode() + b"\n" + made)
    rows = csv.DictReader(io.StringIO(files.cat_file(f"{base}/out/errors.csv").decode()))
    (notice,) = (row["message"] for row in rows if row["reason"] == "replaced")
    assert re.search(r"\(brief-[0-9a-f]{8}, [0-9a-f]{8}\) is not kept, as what was made of it cannot get the id that it had", notice)
    assert {row["version"] for row in csv.DictReader(io.StringIO(files.cat_file(f"{base}/out/versions.csv").decode()))} == {"1"}


@pytest.mark.parametrize("where", [(os, "replace"), (Ledger, "commit")], ids=lambda where: where[1])
def test_a_first_run_that_is_stopped_anywhere_gives_the_same_ids_when_it_is_gone_on_with(place, tmp_path, where):
    for number, name in enumerate("xyz"):
        put(place, f"{name}/brief.pdf", number, date=f"2032-01-0{3 - number}")
    undisturbed = Place(tmp_path / "ongestoord")
    undisturbed.letters = place.letters
    undisturbed.run()
    for times in range(100):
        place.out = tmp_path / f"out-{times}"
        if not killed(place.run, *where, after=times):
            break
        place.run()
        assert place.files() == undisturbed.files()
    assert 0 < times < 99


def test_a_letter_that_an_earlier_kamermijn_made_and_that_cannot_get_its_id_is_named_with_the_way_out(place):
    put(place, "x/brief.pdf", 1, date="2032-01-01")
    put(place, "y/brief.pdf", 2, date="2032-02-02")
    assert killed(place.run, Letters, "plan")
    for path in (place.out / ".kamermijn-run").rglob("*.json"):
        document = json.loads(path.read_text())
        document["figures"][0].pop("start")
        content = json.dumps(document, indent=1)
        path.write_text(content + " " * (path.stat().st_size - len(content)))
    with pytest.raises(OutputError, match=r"cannot get the id brief-[0-9a-f]{8}: .*; mine it anew with --force"):
        place.run()
    files = batch.collect([place.letters], place.out).files
    batch.run(files, place.out, load(), options=Options(mine=mine_in_forms, force=True))
    assert ids(place)[1] == "brief"


def test_the_oldest_of_letters_that_come_together_has_the_plain_id_and_equal_dates_are_settled_by_digest():
    def decided(*copies):
        return {one.copy.sha256: one.letter_id for one in decide(copies, lambda *_: compare("a b c d", "e f g h"))}

    old, new, none = (
        Copy(0, "b" * 64, "brief", "pdf", "2031-01-01"),
        Copy(1, "a" * 64, "brief", "pdf", "2032-01-01"),
        Copy(2, "0" * 64, "brief", "pdf"),
    )
    assert list(decided(old, new, none).values()) == ["brief", "brief-aaaaaaaa", "brief-00000000"]
    assert decided(none, Copy(3, "1" * 64, "brief", "pdf")) == {"0" * 64: "brief", "1" * 64: "brief-11111111"}


def test_two_digests_that_begin_alike_make_two_ids():
    copies = [Copy(n, sha256, "brief", "pdf") for n, sha256 in enumerate(["0" * 64, "1" * 64, "1" * 10 + "2" * 54])]
    found = decide(copies, lambda *_: compare("a b c d", "e f g h"))
    assert len({one.letter_id for one in found}) == 3


# -- whatever happens between runs ------------------------------------------------------------------------------------------

PLACES = [f"{folder}/{name}" for folder in "abc" for name in ("brief.pdf", "brief.docx", "nota.pdf")]
WHAT = ["add", "add", "again", "remove", "overwrite", "move", "replace"]
STEPS = st.lists(
    st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 8), st.integers(0, 8)),
             min_size=1, max_size=3), min_size=2, max_size=4)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_no_letter_that_stays_changes_its_id_and_no_two_have_one_whatever_the_order_of_the_files(steps):
    with tempfile.TemporaryDirectory() as folder:
        place, other_way = Place(Path(folder)), Place(Path(folder) / "other")
        other_way.letters = place.letters
        # By path: the file's own number, which letter it holds, and in which revision.
        files: dict[str, tuple[int, int, int]] = {}
        had: dict[int, str] = {}
        newest = 0
        for step in steps:
            touched = set()
            for what, one, other in step:
                newest += 1
                there, free = sorted(files), [path for path in PLACES if path not in files]
                path = there[one % len(there)] if there else ""
                target = free[other % len(free)] if free else ""
                if what == "add" and free:
                    files[target] = (newest, newest, 0)
                    touched.add(newest)
                elif what == "again" and there and free and files[path][0] not in touched:
                    files[target] = (newest, *files[path][1:])
                    touched.add(newest)
                elif what == "remove" and there:
                    del files[path]
                elif there and files[path][0] not in touched:
                    number, letter, revision = files[path]
                    touched.add(number)
                    if what == "overwrite":
                        files[path] = (number, letter, newest)
                    elif what == "replace":
                        files[path] = (newest, newest, 0)
                    elif what == "move" and free:
                        del files[path]
                        files[target] = (number, letter, revision)
            for path in PLACES:
                (place.letters / path).unlink(missing_ok=True)
                if path in files:
                    number, letter, revision = files[path]
                    place.put(path, text(letter, revision) + " " * number)  # The same bytes in two files are one letter's, wherever.
            place.run(mine=mine_as_called)
            other_way.run(mine=mine_as_called, turned=True)
            assert place.files() == other_way.files()
            account = json.loads((place.out / "run.json").read_text())["inputs"]
            now = {entry["path"]: entry.get("letter_id") for entry in account}
            found = {number: now[(place.letters / path).as_posix()] for path, (number, *_) in files.items()}
            for number, letter_id in found.items():
                assert had.get(number, letter_id) == letter_id
            owners = {letter_id: {files[path][1] for path in files if found[files[path][0]] == letter_id} for letter_id in found.values()}
            assert all(len(letters) == 1 for letters in owners.values())
            had = found


def test_a_file_that_is_moved_in_one_run_and_written_over_in_the_next_is_the_next_version(place):
    put(place, "x.pdf", 1, says="kst-1-2")
    place.run()
    (place.letters / "map").mkdir()
    (place.letters / "x.pdf").rename(place.letters / "map/x.pdf")
    place.run()
    put(place, "map/x.pdf", 2, says="kst-1-2")
    place.run()
    assert versions(place) == [("kst-1-2", 1, 10), ("kst-1-2", 2, 20)]
