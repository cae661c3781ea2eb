"""One letter in several files: the best form counts once, a new version takes over, and nothing is overwritten or counted twice."""

import dataclasses
import itertools
import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_versions import BRIDGE, CHANGED, OTHER, Place
from typer.testing import CliRunner

from kamermijn import batch
from kamermijn.batch import DATASET
from kamermijn.batch.across import earlier_versions
from kamermijn.batch.copies import Copy
from kamermijn.batch.likeness import compare
from kamermijn.batch.versions import decide
from kamermijn.cli import app
from kamermijn.rules import load
from kamermijn.store import PUBLISHED, files_of
from kamermijn.store.letters import Superseded


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_of_several_forms_the_best_counts_and_the_others_are_kept_apart(place):
    for form in ("pdf", "html", "xml", "docx", "txt"):
        place.put(f"brief.{form}", f"{BRIDGE} ({form})")
    summary = place.run()
    assert place.figures() == [("kst-99001-7", "12"), ("kst-99001-7", "3")]
    assert (summary.states, summary.records["figures"]) == ({"mined": 1, "rendition": 4}, 2)
    (letter,) = place.table("letters")
    assert (letter["format"], letter["source"], len(letter["renditions"].split("|"))) == ("xml", "brief.xml", 4)
    versions = place.table("versions")
    assert {(row["form"], row["current"], row["version"]) for row in versions} == {
        ("xml", "true", "1"), *((form, "false", "1") for form in ("pdf", "html", "docx", "text"))
    }  # fmt: skip
    for row in versions:
        document = json.loads((place.out / row["json_file"]).read_text())
        assert (document["letter"]["letter_id"], document["letter"]["sha256"]) == ("kst-99001-7", row["sha256"])
        assert row["json_file"].startswith("letters/" if row["current"] == "true" else f"versions/kst-99001-7/{row['sha256'][:8]}")
    assert not (place.out / "errors.csv").read_text().count("brief")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((BRIDGE, "2032-03-03", "onopgemaakt"), (BRIDGE, "2032-03-03", "opgemaakt")),
        ((BRIDGE, "2032-03-03", "opgemaakt"), (CHANGED, "2032-03-03", "herdruk")),
        ((CHANGED, "2032-03-03", ""), (BRIDGE, "2032-04-01", "")),
    ],
)
def test_a_new_version_takes_the_place_of_the_old_one_which_is_kept(place, old, new):
    place.put("z_oud.xml", old[0], date=old[1], status=old[2])
    place.put("a_nieuw.xml", new[0] + " Einde.", date=new[1], status=new[2])
    summary = place.run()
    assert summary.states == {"mined": 1, "superseded": 1}
    (letter,) = place.table("letters")
    assert (letter["source"], letter["version"], letter["letter_id"]) == ("a_nieuw.xml", "2", "kst-99001-7")
    assert sorted(quote for _, quote in place.figures()) == sorted(["12" if "12 bogen" in new[0] else "14", "3"])
    (older,) = (row for row in place.table("versions") if row["current"] == "false")
    assert (older["file"].endswith("z_oud.xml"), older["version"]) == (True, "1")
    assert json.loads((place.out / older["json_file"]).read_text())["figures"]
    assert any(row["reason"] == "superseded" for row in place.table("errors"))


def test_a_changed_number_makes_a_version_and_no_rendition_whatever_the_form(place):
    place.put("brief.pdf", BRIDGE)
    place.put("brief.xml", CHANGED, date="2032-04-04")
    assert place.run().states == {"mined": 1, "superseded": 1}
    assert place.figures() == [("kst-99001-7", "14"), ("kst-99001-7", "3")]


def test_a_form_that_leaves_out_a_line_is_a_rendition_all_the_same(place):
    place.put("brief.pdf", f"{BRIDGE} Nr. 7 {OTHER}")
    place.put("brief.html", f"{BRIDGE} {OTHER}")
    assert place.run().states == {"mined": 1, "rendition": 1}


def test_a_reprint_with_an_id_of_its_own_is_a_version_of_what_it_reprints(place):
    place.put("a.xml", BRIDGE, says="kst-99001-7")
    place.put("b.xml", CHANGED, says="kst-99001-7-h1")
    place.run()
    (letter,) = place.table("letters")
    assert (letter["letter_id"], letter["version"], letter["source"]) == ("kst-99001-7", "2", "b.xml")


@pytest.mark.parametrize("more", ["", " Zo ook hier.", " Dit is al."])
def test_of_two_reprints_of_one_day_the_one_of_the_higher_number_counts_whatever_their_digests(place, more):
    place.put("a.xml", CHANGED + more, says="kst-99001-7-h2")
    place.put("b.xml", BRIDGE, says="kst-99001-7-h1")
    place.put("c.xml", BRIDGE.replace("12 bogen", "9 bogen"), says="kst-99001-7")
    place.run()
    numbers = {row["file"]: row["version"] for row in place.table("versions")}
    assert numbers == {"a.xml": "3", "b.xml": "2", "c.xml": "1"}
    assert [row["why"] for row in place.table("versions") if row["current"] == "true"] == ["the newest version"]


@pytest.mark.parametrize("number", ["h1", "h2"])
def test_a_reprint_that_says_no_number_may_be_a_rendition_of_any(place, number):
    place.put("a.xml", BRIDGE, says=f"kst-99001-7-{number}")
    place.put("b.pdf", BRIDGE, status="herdruk")
    place.put("c.html", f"{BRIDGE} ", status="opgemaakt")
    assert place.run().states == {"mined": 1, "rendition": 1, "superseded": 1}


def test_different_letters_of_one_name_are_both_kept_the_later_with_a_piece_of_its_digest(place):
    place.put("een/brief.pdf", OTHER, says="brief", date="2032-05-05")
    place.put("twee/brief.pdf", BRIDGE, says="brief", date="2031-01-01")
    place.run()
    letters = {row["date"]: row for row in place.table("letters")}
    assert letters["2031-01-01"]["letter_id"] == "brief"
    assert letters["2032-05-05"]["letter_id"] == f"brief-{letters['2032-05-05']['sha256'][:8]}"
    assert len(place.figures()) == 3
    (told,) = (row for row in place.table("errors") if row["reason"] == "same_id")
    assert told["path"].endswith("een/brief.pdf")


def test_the_same_text_under_two_ids_counts_once_under_the_official_one(place):
    place.put("a_brief.pdf", BRIDGE, says="mijn-brief")
    place.put("kst.pdf", f"Kamerstuk 99001. {BRIDGE}")
    summary = place.run()
    letters = {row["letter_id"]: row["duplicate_of"] for row in place.table("letters")}
    assert letters == {"kst-99001-7": "", "mijn-brief": "kst-99001-7"}
    assert {letter_id for letter_id, _ in place.figures()} == {"kst-99001-7"}
    assert summary.records["figures"] == len(place.figures())
    assert json.loads((place.out / "letters/mijn-brief.json").read_text())["figures"]


def test_letters_that_only_share_phrases_are_no_duplicates(place):
    place.put("a.pdf", BRIDGE, says="kst-99001-7")
    place.put("b.pdf", BRIDGE.replace("12 bogen", "14 bogen"), says="kst-99001-8")
    place.put("c.pdf", OTHER, says="kst-99001-9")
    assert place.run().states == {"mined": 3}
    assert [row["duplicate_of"] for row in place.table("letters")] == ["", "", ""]


FILES = [
    ("a.pdf", BRIDGE, "kst-99001-7", "2032-03-03", "onopgemaakt"), ("b.xml", BRIDGE, "kst-99001-7", "2032-03-03", "opgemaakt"),
    ("c.html", f"{BRIDGE} ", "kst-99001-7", "2032-03-03", ""), ("d.pdf", BRIDGE, "brief", "2032-03-03", ""),
    ("e.pdf", OTHER, "brief-veer", "2032-01-03", ""), ("f.xml", CHANGED, "kst-99001-7", "2032-03-03", "herdruk"),
]  # fmt: skip
ONE_NAME = [
    ("een/veer.pdf", OTHER, "brief", "2032-01-03", ""),
    ("twee/veer.pdf", OTHER.replace("zomer", "haast")[::-1], "brief", "2032-01-03", ""),
]


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 5, 0, 4, 2, 1]])
def test_letters_that_come_in_one_by_one_end_as_if_all_had_come_at_once(place, tmp_path, order):
    for number in order:
        place.put(*FILES[number])
        place.run()
    fresh = Place(tmp_path / "anders")
    fresh.letters = place.letters
    fresh.run()
    assert place.files() == fresh.files()
    assert {name.split("/")[0] for name in place.files()} >= {"letters", "versions", "versions.csv"}
    before = place.files()
    for number in order[:3]:
        (place.letters / FILES[number][0]).unlink()
    place.run()
    fresh = Place(tmp_path / "opnieuw")
    fresh.letters = place.letters
    fresh.run()
    assert place.files() == fresh.files() != before


def test_workers_make_no_difference(place, tmp_path):
    for file in FILES + ONE_NAME:
        place.put(*file)
    place.run(workers=2)
    alone = Place(tmp_path / "alleen")
    alone.letters = place.letters
    alone.run()
    assert place.files() == alone.files()


TEXTS = [BRIDGE, CHANGED, OTHER, f"{BRIDGE} Slot.", BRIDGE.replace("water", "Water")]


def copy(text, says, form, date, status, salt, published, stands):
    return text, Copy(0, f"{hash((text, salt)) & 0xFFFFFFFF:08x}", says, form, date, status, bytes(32), published=published, stands=stands)


COPIES = st.builds(
    copy, st.sampled_from(TEXTS), st.sampled_from(["kst-1-2", "KST-1-2", "kst-1-2-h1", "brief", "kst-3-4"]),
    st.sampled_from(["xml", "pdf", "docx"]), st.sampled_from(["2032-03-03", None]), st.sampled_from([None, "onopgemaakt", "opgemaakt"]),
    st.integers(0, 3), st.lists(st.sampled_from(["kst-1-2", "KST-1-2-0a0a0a0a", "brief", "brief-0a0a0a0a", "nota"]), max_size=2).map(tuple),
    st.booleans(),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(COPIES, max_size=6, unique_by=lambda pair: pair[1].sha256), st.randoms())
def test_no_order_of_files_makes_a_difference(pairs, random):
    def decided(some):
        copies = [dataclasses.replace(c, position=n) for n, (_, c) in enumerate(some)]
        words = {c.sha256: text for text, c in some}
        found = decide(copies, lambda a, b: compare(words[a.sha256], words[b.sha256]), {"brief"})
        return {d.copy.sha256: (d.letter_id, d.version, d.state, d.why, d.renditions, d.duplicate_of) for d in found}

    shuffled = list(pairs)
    random.shuffle(shuffled)
    result = decided(pairs)
    assert decided(shuffled) == result
    current = [values[0].casefold() for values in result.values() if values[2] == "mined"]
    assert len(current) == len(set(current))
    assert {values[0].casefold() for values in result.values()} == set(current)
    for values in result.values():
        assert values[5] is None or values[5].casefold() in current
    for _, one in pairs:
        # What stands under another id that it had in between holds none: its own may have gone to another letter since.
        assert not one.holds_its_id or result[one.sha256][0].casefold() == one.kept.casefold()


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations([BRIDGE, CHANGED, OTHER, "", "kort"], 2)))
def test_likeness_is_the_same_from_both_sides(one, other):
    assert compare(one, other).turned() == compare(other, one)


FORMER = [(table, column) for table in ("input", "published", "planned") for column in ("heir", "number")]
VERSIONS = [("result", "traits"), ("published", "says"), ("planned", "says"), ("input", "why"), ("input", "version"), ("input", "says")]


@pytest.mark.parametrize("lacking", [FORMER, FORMER + VERSIONS], ids=["of yesterday", "before versions"])
def test_a_ledger_from_before_there_were_versions_goes_on(place, lacking):
    place.put("brief.xml", BRIDGE)
    place.run()
    before = place.files()
    with closing(sqlite3.connect(place.out / "ledger.sqlite")) as ledger:
        for table, column in lacking:
            ledger.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        ledger.execute("UPDATE result SET producer = 'another'")
        ledger.commit()
    place.put("brief.pdf", f"{BRIDGE} ")
    assert place.run().states == {"mined": 1, "rendition": 1}
    (place.letters / "brief.pdf").unlink()
    place.run()
    assert place.files() == before


def test_the_figures_that_a_newer_version_changed_are_among_the_checks(place):
    place.put("oud.pdf", BRIDGE)
    place.put("oud.xml", f"{BRIDGE} (xml)")
    place.put("nieuw.xml", CHANGED, date="2032-04-04")
    place.run()
    told = [(row["kind"], row["stated"], row["computed"], row["letter_id"]) for row in place.table("checks")]
    assert told == [("two versions", "14", "12 in version 1", "kst-99001-7")]
    (place.letters / "nieuw.xml").unlink()
    place.run()
    assert place.table("checks") == []


def test_an_older_version_that_comes_in_later_is_compared_all_the_same(place):
    place.put("nieuw.xml", CHANGED, date="2032-04-04")
    place.run()
    assert place.table("checks") == []
    place.put("oud.pdf", BRIDGE)
    place.run()
    assert [(row["stated"], row["computed"]) for row in place.table("checks")] == [("14", "12 in version 1")]


@given(st.permutations([("xml", "b"), ("xml", "a"), ("pdf", "0"), ("docx", "0")]), st.permutations([3, 1, 2]))
def test_of_each_earlier_version_the_best_form_and_then_the_first_digest_is_compared(files, versions):
    held = [Superseded("brief", version, form, digest, "", "", dict) for form, digest in files for version in versions]
    best = earlier_versions(held)["brief"]
    assert [(one.version, one.form, one.sha256) for one in best] == [(version, "xml", "a") for version in (1, 2, 3)]


def test_an_earlier_version_whose_best_file_is_gone_is_told_by_the_next_best(place, tmp_path):
    place.put("oud.pdf", BRIDGE)
    place.put("oud.xml", f"{BRIDGE} (xml)")
    place.put("nieuw.xml", CHANGED, date="2032-04-04")
    place.run()
    (best,) = (row["json_file"] for row in place.table("versions") if row["form"] == "xml" and row["version"] == "1")
    (place.out / best).unlink()
    rows = dict(batch.rows_across(place.out, sorted((place.out / "letters").rglob("*.json")), load()))
    assert [row["computed"] for row in rows["checks"]] == ["12 in version 1"]


@pytest.mark.parametrize("form", PUBLISHED)
def test_an_export_of_letters_with_older_versions_and_duplicates_is_what_the_run_made(place, tmp_path, form):
    place.put("oud.pdf", BRIDGE)
    place.put("oud.xml", f"{BRIDGE} (xml)")
    place.put("nieuw.xml", CHANGED, date="2032-04-04")
    place.put("veer.xml", OTHER, says="kst-99001-8")
    place.put("veer.pdf", OTHER, says="brief-veer")
    assert place.run().states == {"mined": 3, "superseded": 2}
    again = tmp_path / "again"
    result = CliRunner().invoke(app, ["export", str(place.out), "--format", form, "--to", str(again)])
    assert result.exit_code == 0, result.output
    names = files_of(DATASET, [form])
    assert names
    for name in names:
        assert (again / name).read_bytes() == (place.out / name).read_bytes(), name
