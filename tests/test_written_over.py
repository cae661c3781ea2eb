"""A file that is written over by the next version of its letter: the tables carry the newest, the JSON of both stays."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import uuid
import zipfile
from functools import partial
from pathlib import Path

import pytest
from killed_runs import killed
from made_letters import is_published, mine_as_called, mine_in_forms, mine_made_up
from made_versions import BRIDGE, OTHER, Place

from kamermijn import batch
from kamermijn.batch import Options
from kamermijn.batch.copies import Copy
from kamermijn.batch.likeness import compare
from kamermijn.batch.versions import decide
from kamermijn.rules import load
from kamermijn.store import Ledger
from kamermijn.store.folder import OutputFolder

FIRST, SECOND, THIRD = (BRIDGE.replace("12 bogen", f"{number} bogen") for number in (12, 14, 16))


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def written(place, *texts, name="brief.xml", **more):
    """A file that is written over by one text after another, with a run after each; what the last run did."""
    for text in texts:
        place.put(name, text, **more)
        summary = place.run()
    return summary


def versions(place):
    """Of each version: its number, the number of arches that it tells of, and whether it counts."""
    found = []
    for row in place.table("versions"):
        document = json.loads((place.out / row["json_file"]).read_text())
        letter = document["letter"]
        assert (letter["letter_id"], letter["version"], letter["sha256"]) == (row["letter_id"], int(row["version"]), row["sha256"])
        assert row["json_file"].startswith("letters/" if row["current"] == "true" else f"versions/{row['letter_id']}/")
        found.append((int(row["version"]), document["figures"][0]["quote"], row["current"] == "true"))
    return found


def told(place, reason):
    return [row["message"] for row in place.table("errors") if row["reason"] == reason]


def marked_gone(place):
    with Ledger(place.out) as ledger:
        return sorted(ledger.rows("SELECT letter_id, record_id FROM gone"))


def changed_rules():
    rules = load()
    first, *others = rules.rules
    return dataclasses.replace(rules, rules=(first.model_copy(update={"revision": 99}), *others), digest="other")


def run_with(place, **more):
    rules = more.pop("rules", None) or load()
    files = batch.collect([place.letters], place.out).files
    return batch.run(files, place.out, rules, options=Options(mine=mine_in_forms, **more))


def test_the_newest_is_in_the_tables_and_the_json_of_both_stays(place):
    place.put("brief.xml", FIRST, status="onopgemaakt")
    place.run()
    before = (place.out / "letters/kst-99001-7.json").read_bytes()
    place.put("brief.xml", SECOND, status="opgemaakt")
    assert place.run().states == {"mined": 1}
    (letter,) = place.table("letters")
    assert (letter["version"], letter["status"], letter["duplicate_of"]) == ("2", "opgemaakt", "")
    assert place.figures() == [("kst-99001-7", "14"), ("kst-99001-7", "3")]
    assert versions(place) == [(1, "12", False), (2, "14", True)]
    (older,) = (row for row in place.table("versions") if row["current"] == "false")
    assert (place.out / older["json_file"]).read_bytes() == before
    assert (older["status"], older["file"], older["why"]) == ("onopgemaakt", "brief.xml", "its file was written over by another version")
    (notice,) = told(place, "superseded")
    assert notice.startswith(f"what it held before ({older['sha256'][:8]}) is version 1 of kst-99001-7 and left out of the tables")
    assert [(row["stated"], row["computed"]) for row in place.table("checks")] == [("14", "12 in version 1")]


def test_a_run_after_it_changes_nothing(place):
    written(place, FIRST, SECOND)
    everything = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in place.out.rglob("*")
                  if is_published(p)}  # fmt: skip
    for _ in range(2):
        assert place.run().before == 1
        assert everything == {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in everything}
    account = json.loads((place.out / "run.json").read_text())
    assert [entry["state"] for entry in account["inputs"]] == ["mined"]
    assert account["counts"] | {"files": 1, "letters": 1, "superseded": 0, "gone": 0} == account["counts"]


def test_every_next_version_has_the_next_number(place):
    written(place, FIRST, SECOND, THIRD)
    assert versions(place) == [(1, "12", False), (2, "14", False), (3, "16", True)]
    assert [(row["stated"], row["computed"]) for row in place.table("checks")] == [("14", "12 in version 1"), ("16", "14 in version 2")]
    assert len(told(place, "superseded")) == 2


@pytest.mark.parametrize("status", ["", "opgemaakt"])
def test_what_is_put_back_counts_again_and_is_no_duplicate(place, status):
    place.put("brief.xml", FIRST)
    place.run()
    place.put("brief.xml", SECOND, status=status)
    place.run()
    written(place, FIRST)
    assert versions(place) == [(1, "14", False), (2, "12", True)]
    (letter,) = place.table("letters")
    assert (letter["duplicate_of"], letter["renditions"]) == ("", "")
    (current,) = (row["why"] for row in place.table("versions") if row["current"] == "true")
    said = "what its file holds now, though what it held before says that it is newer" if status else "the newest version"
    assert current == said
    written(place, SECOND)
    assert versions(place) == [(1, "12", False), (2, "14", True)]


def test_a_version_that_says_of_itself_that_it_is_older_still_is_what_the_file_holds(place):
    written(place, FIRST, date="2032-05-05")
    written(place, SECOND, date="2032-01-01")
    assert versions(place) == [(1, "12", False), (2, "14", True)]


def test_versions_in_other_files_and_what_was_written_over_are_in_one_order(place):
    place.put("oud.xml", FIRST, status="onopgemaakt")
    written(place, SECOND, name="nieuw.xml", status="opgemaakt")
    written(place, THIRD, name="nieuw.xml", status="herdruk")
    assert versions(place) == [(1, "12", False), (2, "14", False), (3, "16", True)]


def test_the_same_words_in_other_bytes_are_no_version_and_that_is_told_once(place):
    written(place, FIRST)
    written(place, f"{FIRST}\n")
    assert versions(place) == [(1, "12", True)]
    (notice,) = told(place, "replaced")
    assert "is not kept, as its words are the same" in notice
    place.run()
    assert told(place, "replaced") == []
    assert not (place.out / "versions").exists()


def test_the_same_words_in_a_later_stage_are_a_version(place):
    written(place, FIRST, status="onopgemaakt")
    written(place, FIRST, status="opgemaakt")
    assert versions(place) == [(1, "12", False), (2, "12", True)]


def test_another_letter_in_the_same_file_is_no_version(place):
    written(place, FIRST)
    written(place, OTHER, says="kst-99001-8")
    assert [row["letter_id"] for row in place.table("versions")] == ["kst-99001-8"]
    (notice,) = told(place, "replaced")
    assert "(kst-99001-7, " in notice
    assert "as another letter stands in its place" in notice
    written(place, FIRST, name="brief.pdf", says="brief")
    written(place, OTHER, name="brief.pdf", says="brief")
    assert {row["version"] for row in place.table("versions")} == {"1"}
    assert "another letter stands in its place" in told(place, "replaced")[0]


def test_a_letter_that_gets_another_id_is_told_to_have_another_id_and_not_to_be_another_letter(place):
    written(place, FIRST, says="brief")
    written(place, f"{FIRST} Einde.")
    assert [row["letter_id"] for row in place.table("versions")] == ["kst-99001-7"]
    (notice,) = told(place, "replaced")
    assert "as what stands in its place says much the same but has another id (kst-99001-7)" in notice


def test_of_an_official_id_even_a_text_without_a_word_in_common_is_a_version(place):
    written(place, FIRST)
    written(place, OTHER)
    assert versions(place) == [(1, "12", False), (2, "40", True)]


def test_a_letter_that_is_called_as_its_file_goes_on_where_the_file_goes_on(place):
    half = f"{FIRST[: len(FIRST) // 2]} Verder is er niets te melden, behalve dat het weer deze zomer zacht en nat was, en de wind zuid."
    written(place, FIRST, half, name="brief.pdf", says="brief")
    assert [row["version"] for row in place.table("versions")] == ["1", "2"]


def test_force_mines_what_is_there_and_leaves_what_was_written_over(place):
    written(place, FIRST, SECOND)
    before = place.files()
    run_with(place, force=True)
    assert place.files() == before


def test_a_change_of_rules_leaves_it_as_it_was_made_and_says_by_what(place):
    written(place, FIRST, SECOND)
    (older,) = (row for row in place.table("versions") if row["current"] == "false")
    made, by = (place.out / older["json_file"]).read_bytes(), json.loads((place.out / "run.json").read_text())["producer"]
    assert {row["made_by"] for row in place.table("versions")} == {""}
    run_with(place, rules=changed_rules())
    assert versions(place) == [(1, "12", False), (2, "14", True)]
    assert {row["current"]: row["made_by"] for row in place.table("versions")} == {"false": by, "true": ""}
    assert (place.out / older["json_file"]).read_bytes() == made
    assert place.table("checks") == [], "what other rules found is no change of the letter"
    assert "was read by other rules than what counts now" in told(place, "superseded")[0]
    rows = dict(batch.rows_across(place.out, sorted((place.out / "letters").rglob("*.json")), load()))
    assert list(rows.get("checks", ())) == []
    place.run()
    assert len(place.table("checks")) == 1


def test_with_what_counts_read_by_the_same_earlier_rules_it_is_compared_and_not_told_to_be_read_by_others(place):
    written(place, FIRST, SECOND)
    run_with(place, rules=changed_rules(), only_new=True)
    assert [(row["stated"], row["computed"]) for row in place.table("checks")] == [("14", "12 in version 1")]
    (notice,) = told(place, "superseded")
    assert notice.endswith("is version 1 of kst-99001-7 and left out of the tables")


def test_what_an_earlier_version_of_kamermijn_wrote_is_kept_as_it_is(place):
    written(place, FIRST, SECOND)
    (older,) = (row["json_file"] for row in place.table("versions") if row["current"] == "false")
    document = json.loads((place.out / older).read_text())
    del document["coverage"]
    document["letter"]["of_earlier_days"] = True
    document["letter"]["source"] = "brief.xm"
    size = (place.out / older).stat().st_size
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (place.out / older).write_text(text + " " * (size - len(text.encode()) - 1) + "\n")
    written(place, THIRD, status="herdruk")
    written(place, SECOND, status="opgemaakt")
    assert json.loads((place.out / older).read_text()) == document
    assert [row["version"] for row in place.table("versions")] == ["1", "2", "3"]


@pytest.mark.parametrize(("before", "after", "newer"), [("2032-03-03", "", False), ("2032-03-03", "2032-01-01", True)])
def test_only_where_both_have_a_date_does_what_a_file_held_before_say_that_it_is_newer(place, before, after, newer):
    letter = {"says": "kst-99001-7", "form": "xml"}
    old, new = (Copy(0, "b" * 64, date=before, heir="a" * 64, number=1, **letter), Copy(1, "a" * 64, date=after or None, **letter))
    found = {one.copy.sha256: one for one in decide([old, new], lambda *_: compare(FIRST, SECOND))}
    assert found[new.sha256].state == "mined"
    assert ("says that it is newer" in found[new.sha256].why) == newer


def test_when_the_file_goes_the_letter_is_told_gone_once_and_its_versions_go(place):
    written(place, FIRST, SECOND, THIRD)
    ids = {row["record_id"] for row in place.table("figures")}
    (place.letters / "brief.xml").unlink()
    place.put("ander.xml", OTHER, says="kst-99001-8")
    assert place.run().gone == 1
    (notice,) = told(place, "gone")
    assert notice.startswith("was mined by an earlier run and is no longer there: kst-99001-7")
    assert told(place, "superseded") == told(place, "replaced") == []
    assert [row["letter_id"] for row in place.table("versions")] == ["kst-99001-8"]
    assert not (place.out / "versions").exists()
    with Ledger(place.out) as ledger:
        assert {row[0] for row in ledger.rows("SELECT record_id FROM gone")} == ids
    written(place, FIRST)
    assert {row["version"] for row in place.table("versions")} == {"1"}
    # Of the version that went, what the one that came back does not say stays gone.
    (lacking,) = ids - {row["record_id"] for row in place.table("figures")}
    assert marked_gone(place) == [("kst-99001-7", lacking)]
    written(place, FIRST, SECOND, THIRD)
    assert marked_gone(place) == []


def test_versions_go_along_with_a_file_that_moves(place):
    written(place, FIRST, SECOND)
    before = {name: content for name, content in place.files().items() if name.startswith(("letters/", "versions/"))}
    (place.letters / "later").mkdir()
    (place.letters / "brief.xml").rename(place.letters / "later/brief.xml")
    assert place.run().gone == 0
    assert {name: content for name, content in place.files().items() if name.startswith(("letters/", "versions/"))} == before
    written(place, THIRD, name="later/brief.xml")
    assert versions(place) == [(1, "12", False), (2, "14", False), (3, "16", True)]


def test_what_is_in_another_file_too_is_not_kept_twice(place):
    place.put("kopie.xml", FIRST)
    written(place, FIRST, SECOND)
    assert versions(place) == [(1, "12", False), (2, "14", True)]
    assert len(list((place.out / "versions").rglob("*.json"))) == 1


def test_a_file_that_comes_to_hold_what_another_holds_is_the_next_version_all_the_same(place):
    place.put("a.xml", SECOND, status="opgemaakt")
    place.put("b.xml", FIRST, status="onopgemaakt")
    place.run()
    place.put("b.xml", SECOND, status="opgemaakt")
    place.run()
    assert versions(place) == [(1, "12", False), (2, "14", True)]


def test_while_a_file_cannot_be_read_what_it_held_is_kept_and_out_of_the_tables(place, monkeypatch):
    written(place, FIRST, SECOND)
    held = {p.read_bytes() for p in place.out.rglob("*/kst-99001-7*/*.json")} | {(place.out / "letters/kst-99001-7.json").read_bytes()}
    real = (place.letters / "brief.xml").read_bytes()
    monkeypatch.setattr("made_letters.mine_in_forms.__code__", mine_made_up.__code__)
    (place.letters / "brief.xml").write_text("kst-99001-7 encrypted")
    for _ in range(2):
        place.run()
        assert place.table("letters") == place.table("versions") == []
        assert {p.read_bytes() for p in (place.out / "versions").rglob("*.json")} == held
        (notice,) = told(place, "superseded")
        assert notice == "what an earlier run read in it (kst-99001-7) is out of the tables, and kept until the file can be read again"
    monkeypatch.undo()
    (place.letters / "brief.xml").write_bytes(real)
    assert place.run().before == 1
    assert versions(place) == [(1, "12", False), (2, "14", True)]


def test_while_what_took_its_place_fails_it_is_kept_too(place):
    written(place, FIRST, SECOND)

    def fails(path, **_):
        raise PermissionError(13, "Permission denied")

    files = batch.collect([place.letters], place.out).files
    assert batch.run(files, place.out, load(), options=Options(mine=fails, force=True)).states == {"failed": 1}
    assert place.table("versions") == []
    assert len(list((place.out / "versions").rglob("*.json"))) == 1
    place.run()
    assert versions(place) == [(1, "12", False), (2, "14", True)]


@pytest.mark.parametrize("reason", [MemoryError(), PermissionError(13, "Permission denied")], ids=["memory", "permission"])
def test_what_was_written_over_waits_while_the_first_of_two_files_with_its_next_version_cannot_be_read(place, reason):
    written(place, FIRST, SECOND)
    place.put("a_kopie.xml", SECOND)

    def fails(path, **_):
        raise reason

    files = batch.collect([place.letters], place.out).files
    batch.run(files, place.out, load(), options=Options(mine=fails, force=True))
    assert told(place, "replaced") == []
    assert [p.name[-13:] for p in (place.out / "versions").rglob("*.json")]
    place.run()
    assert versions(place) == [(1, "12", False), (2, "14", True)]


def test_what_needs_memory_for_a_while_is_again_the_second_version_when_there_is_enough(place):
    written(place, FIRST, SECOND)
    before = place.files()

    def fails(path, **_):
        raise MemoryError

    files = batch.collect([place.letters], place.out).files
    batch.run(files, place.out, load(), options=Options(mine=fails, force=True))
    place.run()
    assert place.files() == before


def test_what_took_its_place_is_looked_up_and_not_searched_for_among_all_files(place):
    written(place, FIRST, SECOND)
    with Ledger(place.out) as ledger:
        (plan, *_) = ledger.rows("EXPLAIN QUERY PLAN SELECT path FROM input WHERE sha256 = ? AND heir IS NULL", "")
    assert "USING INDEX input_sha256" in str(plan[-1])


def test_a_file_that_could_not_be_read_and_then_goes_is_told_gone(place, monkeypatch):
    written(place, FIRST)
    monkeypatch.setattr("made_letters.mine_in_forms.__code__", mine_made_up.__code__)
    (place.letters / "brief.xml").write_text("kst-99001-7 encrypted")
    place.run()
    (place.letters / "brief.xml").unlink()
    monkeypatch.undo()
    place.put("ander.xml", OTHER, says="kst-99001-8")
    assert place.run().gone == 1
    assert not (place.out / "versions").exists()


def test_what_somebody_removed_from_the_folder_is_told(place):
    written(place, FIRST, SECOND)
    (older,) = (row["json_file"] for row in place.table("versions") if row["current"] == "false")
    (place.out / older).unlink()
    place.run()
    assert versions(place) == [(1, "14", True)]
    assert "what was made of it is no longer there either" in told(place, "replaced")[0]
    place.run()
    assert told(place, "replaced") == []


def test_letters_of_an_archive_have_versions_too(place):
    for text in (FIRST, SECOND):
        with zipfile.ZipFile(place.letters / "dossier.zip", "w") as archive:
            archive.writestr("brief.xml", f"kst-99001-7 2032-03-03\n{text}")
        files = batch.collect([place.letters], place.out).files
        batch.run(files, place.out, load(), options=Options(mine=of_archive))
    assert versions(place) == [(1, "12", False), (2, "14", True)]


def of_archive(path, **_):
    from kamermijn import ingest

    place = Path(os.environ.get("TMPDIR", "/tmp")) / uuid.uuid4().hex / path.name
    place.parent.mkdir()
    place.write_bytes(ingest.content(path))
    return mine_in_forms(place)


def test_a_dry_run_counts_what_was_written_over_as_nothing(place):
    written(place, FIRST, SECOND)
    (place.letters / "brief.xml").unlink()
    place.put("ander.xml", OTHER, says="kst-99001-8")
    plan = batch.preview(batch.collect([place.letters], place.out).files, place.out, load(), Options())
    assert len(plan.gone) == 1


@pytest.mark.parametrize("limit", [1, 1000])
def test_workers_and_folders_of_folders_make_no_difference(place, tmp_path, monkeypatch, limit):
    monkeypatch.setattr("kamermijn.store.letters.FLAT", limit)
    alone = Place(tmp_path / "alleen")
    alone.letters = place.letters
    for text, times in ((FIRST, "40"), (SECOND, "41"), (THIRD, "42")):
        place.put("brief.xml", text)
        place.put("veer.pdf", OTHER.replace("40", times), says="kst-99001-8")
        place.run(workers=2)
        alone.run()
    assert place.files() == alone.files()
    assert len(place.table("versions")) == 6
    assert (place.out / "letters/kst-99001-7.json").exists() == (limit == 1000)


@pytest.mark.parametrize("where", [(os, "replace"), (Ledger, "commit"), (OutputFolder, "stage")], ids=lambda where: where[1])
def test_wherever_a_run_is_stopped_the_next_ends_with_the_same_bytes(place, tmp_path, where):
    undisturbed = Place(tmp_path / "ongestoord")
    undisturbed.letters = place.letters
    for one in (place, undisturbed):
        written(one, FIRST, SECOND)
        place.put("brief.xml", FIRST)
    written(undisturbed, THIRD)
    for times in range(200):
        if not killed(place.run, *where, after=times):
            break
    assert 0 < times < 199
    place.run()
    assert versions(place) == [(1, "12", False), (2, "14", False), (3, "16", True)]
    assert place.files() == undisturbed.files()


def test_what_a_run_tells_once_is_told_wherever_it_is_stopped(place, tmp_path):
    harbour = "In de haven staan nu 7 kranen op de kade; twee daarvan worden verkocht zodra het nieuwe spoor klaar is en er treinen rijden."
    school = "Voor de scholen komt er volgend jaar geld bij, zodat elke klas een eigen lokaal krijgt en 9 gymzalen kunnen worden opgeknapt."
    for name, text in (("brief.xml", FIRST), ("weg.xml", OTHER), ("stuk.pdf", harbour), ("oud/kst-1-3.xml", BRIDGE.replace("e", "a"))):
        place.put(name, text)
    place.run(mine=mine_as_called)
    for name in ("weg.xml", "oud/kst-1-3.xml"):
        (place.letters / name).unlink()
    place.put("nieuw/kst-1-3.xml", OTHER.replace("e", "o"))
    place.put("brief.xml", school)
    (place.letters / "stuk.pdf").rename(place.letters / "kst-1-2.pdf")
    undisturbed = Place(tmp_path / "ongestoord")
    undisturbed.letters = place.letters
    shutil.copytree(place.out, undisturbed.out)
    undisturbed.run(mine=mine_as_called)
    assert sorted(row["reason"] for row in undisturbed.table("errors")) == ["gone", "gone", "new_id", "replaced", "same_id"]
    assert {letter_id for letter_id, _ in marked_gone(undisturbed)} == {"weg", "brief", "stuk", "kst-1-3"}
    for times in (*range(3, 9), *range(9, 199, 12)):  # the letters are moved first, then come the tables
        stopped = Place(tmp_path / f"gestopt-{times}")
        stopped.letters = place.letters
        shutil.copytree(place.out, stopped.out)
        if not killed(partial(stopped.run, mine=mine_as_called), os, "replace", after=times):
            break
        assert stopped.run(mine=mine_as_called).gone == 2
        assert stopped.table("errors") == undisturbed.table("errors"), times
        assert marked_gone(stopped) == marked_gone(undisturbed), times
        stopped.run(mine=mine_as_called)
        assert [row["reason"] for row in stopped.table("errors")] == ["same_id"]
    assert 9 < times < 198


def test_what_is_put_back_after_a_run_was_stopped_is_not_told_to_be_gone(place):
    place.put("brief.xml", FIRST)
    place.put("weg.xml", OTHER, says="kst-99001-8")
    place.run()
    (place.letters / "weg.xml").unlink()
    place.put("brief.xml", OTHER.replace("40 keer", "50 keer"), says="kst-99001-9")
    assert killed(place.run, OutputFolder, "publish")
    place.put("brief.xml", FIRST)
    place.put("weg.xml", OTHER, says="kst-99001-8")
    assert place.run().gone == 0
    assert [message for message in told(place, "gone") + told(place, "replaced") if "kst-99001-9" not in message] == []


KILLED = """
import os, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from kamermijn import batch
from kamermijn.batch import Options
from kamermijn.rules import load
from made_letters import mine_in_forms

real, left = os.replace, [int(sys.argv[1])]

def replace(*args):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), 9)
    real(*args)

os.replace = replace
batch.run(batch.collect(["in"], "out").files, Path("out"), load("rules"), options=Options(mine=mine_in_forms, model="none"))
"""


@pytest.mark.parametrize("moment", [1, 3, 999])
def test_a_run_that_is_killed_while_it_moves_the_letters_is_gone_on_with(place, tmp_path, moment):
    (tmp_path / "rules").mkdir()
    (tmp_path / "killed.py").write_text(KILLED.format(tests=str(Path(__file__).parent)))

    def run(moment):
        return subprocess.run([sys.executable, "killed.py", str(moment)], cwd=tmp_path, check=False).returncode

    place.put("brief.xml", FIRST)
    assert run(999) == 0
    place.put("brief.xml", SECOND)
    assert run(moment) == (0 if moment == 999 else -9)
    assert run(999) == 0
    assert versions(place) == [(1, "12", False), (2, "14", True)]


@pytest.mark.parametrize("files", [[("xml", 1), ("xml", 2)], [("xml", 2), ("pdf", 1)]])
def test_what_was_written_over_never_counts_however_good_its_form_is(files):
    copies = [Copy(n, f"{number}{form}", "kst-1-2", form, heir="now", number=number) for n, (form, number) in enumerate(files)]
    now = Copy(9, "now", "kst-1-2", "ocr")
    same = batch.likeness.compare("a b c d e f", "a b c d e 7")
    found = {decision.copy: decision for decision in decide([*copies, now], lambda *_: same)}
    assert found[now].state == "mined"
    assert {found[copy].state for copy in copies} == {"superseded"}
    assert [found[copy].version for copy in sorted(found, key=lambda copy: copy.number or 9)] == [1, 2, 3]


def test_on_another_machine_what_was_written_over_comes_from_the_store(tmp_path, monkeypatch):
    import fsspec

    url = f"memory://{uuid.uuid4().hex}"
    files, base = fsspec.core.url_to_fs(url)
    for machine, text in enumerate((FIRST, SECOND, THIRD, THIRD)):
        files.pipe_file(f"{base}/in/brief.xml", f"kst-99001-7 2032-03-03\n{text}".encode())
        monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda machine=machine: tmp_path / str(machine))
        found = batch.collect([f"{url}/in"], f"{url}/out").files
        batch.run_into_store(found, f"{url}/out", load(), options=Options(mine=mine_in_forms))
        there = {name.removeprefix(f"{base}/out/") for name in files.find(f"{base}/out")}
        assert len([name for name in there if name.startswith("versions/kst-99001-7/")]) == min(machine, 2)
    rows = files.cat_file(f"{base}/out/versions.csv").decode()
    assert rows.count("its file was written over by another version") == 2
    assert "/in/brief.xml," in files.cat_file(f"{base}/out/errors.csv").decode()
    assert "memory://" in files.cat_file(f"{base}/out/errors.csv").decode()
