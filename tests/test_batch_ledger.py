"""Work is done once: the second run does nothing, a change redoes only what it must, what goes away is reported."""

import csv
import dataclasses
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from made_letters import is_published, mine_made_up

import kamermijn
from kamermijn import batch, store
from kamermijn.batch import Options
from kamermijn.batch.producer import producer
from kamermijn.model import KamermijnError
from kamermijn.rules import load
from kamermijn.store import OutputError

ABOUT_ERRORS = ("errors.csv", "datapackage.json", "kamermijn.sqlite", "kamermijn.xlsx", "errors.parquet")
"""What tells of files that are gone, and so differs from a run that never knew them."""


@pytest.fixture
def place(tmp_path):
    """A folder with three letters, and whoever mines there."""
    return Place(tmp_path)


class Place:
    def __init__(self, root):
        self.out, self.letters = root / "out", root / "in"
        self.letters.mkdir()
        self.put(a="a 1", b="b 2 3", c="c encrypted")

    def put(self, **letters):
        for name, text in letters.items():
            (self.letters / f"{name}.txt").write_text(text)

    def run(self, rules=None, **options):
        """Run and return the names of the letters that were really mined."""
        mined = []

        def mine(path, **_):
            mined.append(path.stem)
            return mine_made_up(path)

        files = batch.collect([self.letters], self.out).files
        self.summary = batch.run(files, self.out, rules or load(), options=Options(mine=mine, **options))
        return mined

    def files(self):
        """What stands in the folder for its readers; run.json tells the time and the ledger is no reader's."""
        return {p.relative_to(self.out).as_posix(): p.read_bytes() for p in self.out.rglob("*")
                if is_published(p)}  # fmt: skip

    def table(self, name):
        return list(csv.DictReader(io.StringIO((self.out / f"{name}.csv").read_text(encoding="utf-8"), newline="")))

    def account(self):
        return json.loads((self.out / "run.json").read_text())

    def ask(self, query):
        base = sqlite3.connect(self.out / store.LEDGER)
        try:
            return base.execute(query).fetchall()
        finally:
            base.close()


def changed(rules, **fields):
    """Rules with one rule changed; made anew so that they have another digest."""
    first, *others = rules.rules
    return dataclasses.replace(rules, rules=(first.model_copy(update=fields), *others), digest=f"other {fields}")


def test_a_second_run_mines_nothing_and_leaves_every_file_as_it_is(place):
    assert place.run() == ["a", "b", "c"]
    before, touched = place.files(), {p: p.stat().st_mtime_ns for p in place.out.rglob("*.csv")}
    assert place.run() == []
    assert place.files() == before
    assert {p: p.stat().st_mtime_ns for p in place.out.rglob("*.csv")} == touched
    assert place.account()["counts"] | {"letters": 2, "failed": 1, "unchanged": 2, "figures": 3} == place.account()["counts"]


def test_a_second_run_of_another_process_writes_no_table(tmp_path):
    (tmp_path / "brief.txt").write_text("Fictieve brief. In 2031 waren er 12 meldingen.\n")
    out = tmp_path / "out"
    touched = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "kamermijn", "run", "brief.txt", "--out", str(out), "--workers", "0"]
        ran = subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        touched.append({path: path.stat().st_mtime_ns for path in out.rglob("*") if is_published(path)})
    assert touched[0] == touched[1]
    assert out / "figures.csv" in touched[0]


def test_only_a_changed_letter_is_mined_again(place):
    place.run()
    place.put(b="b 2 3 4")
    assert place.run() == ["b"]
    assert [row["quote"] for row in place.table("figures")] == ["1", "2", "3", "4"]


def test_a_letter_that_moved_to_another_folder_is_not_mined_again(place):
    place.run()
    (place.letters / "sub").mkdir()
    (place.letters / "a.txt").rename(place.letters / "sub/a.txt")
    before = place.files()
    assert place.run() == []
    assert place.files() == before
    assert place.summary.gone == 0


def test_a_letter_under_another_name_is_another_letter(place):
    place.run()
    (place.letters / "a.txt").rename(place.letters / "z.txt")
    assert place.run() == ["z"]
    assert {row["source"] for row in place.table("letters")} == {"b.txt", "z.txt"}


def test_metadata_beside_a_publication_counts_as_part_of_it(place):
    (place.letters / "x.xml").write_text("x 5")
    (place.letters / "x.metadata.xml").write_text("<metadata/>")
    assert "x" in place.run()
    assert place.run() == []
    (place.letters / "x.metadata.xml").write_text("<metadata>other</metadata>")
    assert place.run() == ["x"]


def test_a_changed_rule_redoes_all_and_a_changed_example_nothing(place):
    place.run()
    rules = load()
    assert place.run(changed(rules, description="said better", examples=())) == []
    assert place.run(changed(rules, revision=99)) == ["a", "b", "c"]
    assert place.run(changed(rules, revision=99)) == []


def test_the_producer_is_told_apart_by_rules_and_model():
    rules = load()
    assert producer(rules) == producer(changed(rules, description="other"))
    assert producer(rules) != producer(changed(rules, priority=77))
    assert producer(rules) != producer(rules, "none")


def test_the_producer_is_told_apart_by_the_word_list_whichever_model_is_used(tmp_path, monkeypatch):
    told = "from kamermijn.batch.producer import producer; from kamermijn.rules import load; print(producer(load('rules'), 'none'))"
    (tmp_path / "rules").mkdir()
    package = tmp_path / "kamermijn"
    shutil.copytree(Path(kamermijn.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    words = package / "nl_kamer_sm" / "kamermijn_lemmas" / "NOUN.txt"

    def ask():
        environment = os.environ | {"PYTHONPATH": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-c", told], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    before = ask()
    words.write_text(words.read_text(encoding="utf-8").replace("\nproject\n", "\n"), encoding="utf-8")
    assert ask() != before


def test_every_process_tells_the_same_producer(tmp_path):
    told = "from kamermijn.batch.producer import producer; from kamermijn.rules import load; print(producer(load('rules')))"
    (tmp_path / "rules").mkdir()
    seen = {subprocess.run([sys.executable, "-c", told], cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True,
                           text=True, check=True).stdout for seed in ("1", "2")}  # fmt: skip
    assert seen == {f"{producer(load(tmp_path / 'rules'))}\n"}


def test_only_new_leaves_alone_what_other_rules_made(place):
    place.run()
    place.put(d="d 4")
    assert place.run(changed(load(), revision=99), only_new=True) == ["d"]
    assert [row["letter_id"] for row in place.table("letters")] == ["a", "b", "d"]
    assert place.run(changed(load(), revision=99)) == ["a", "b", "c"]


def test_force_mines_everything_again(place):
    place.run()
    before = place.files()
    assert place.run(force=True) == ["a", "b", "c"]
    assert place.files() == before


def test_a_removed_letter_is_reported_and_its_records_are_marked_gone(place):
    place.run()
    ids = {row["record_id"] for row in place.table("figures") if row["letter_id"] == "b"}
    (place.letters / "b.txt").unlink()
    assert place.run() == []
    assert [row["letter_id"] for row in place.table("figures")] == ["a"]
    assert not (place.out / "letters/b.json").exists()
    (notice,) = [row for row in place.table("errors") if row["reason"] == "gone"]
    assert (notice["source"], notice["level"]) == ("b.txt", "notice")
    assert place.account()["counts"]["gone"] == 1
    assert {row[0] for row in place.ask("SELECT record_id FROM gone WHERE letter_id = 'b'")} == ids


def test_a_letter_that_comes_back_is_not_gone_any_more(place):
    place.run()
    (place.letters / "b.txt").unlink()
    place.run()
    place.put(b="b 2 3")
    assert place.run() == ["b"]
    assert place.ask("SELECT * FROM gone") == []
    assert not [row for row in place.table("errors") if row["reason"] == "gone"]


def test_a_letter_file_or_table_that_was_removed_or_changed_is_made_again(place):
    place.run()
    before = place.files()
    (place.out / "letters/a.json").unlink()
    assert place.run() == ["a"]
    assert place.files() == before
    (place.out / "figures.csv").write_text("spoilt")
    (place.out / "dates.csv").unlink()
    assert place.run() == []
    assert place.files() == before


def test_when_the_first_of_two_letters_of_one_id_goes_the_second_keeps_its_own(place):
    place.put(x="kst-1-2 10 over de brug", y="kst-1-2 11 iets heel anders")
    place.run()
    plain = next(row["source"] for row in place.table("letters") if row["letter_id"] == "kst-1-2")
    (second,) = (row for row in place.table("letters") if row["letter_id"].startswith("kst-1-2-"))
    records = [row for row in place.table("figures") if row["letter_id"] == second["letter_id"]]
    (place.letters / plain).unlink()
    assert place.run() == []
    assert [row for row in place.table("letters") if row["letter_id"].startswith("kst-1-2")] == [second]
    assert [row for row in place.table("figures") if row["letter_id"].startswith("kst-1-2")] == records


def test_a_newcomer_of_the_same_id_leaves_each_record_with_its_own_letter(place):
    place.put(y="kst-1-2 11 iets heel anders")
    place.run()
    place.put(x="kst-1-2 10 over de brug")
    assert place.run() == ["x"]
    letters = {row["quote"]: row["letter_id"] for row in place.table("figures")}
    assert letters["11"] == "kst-1-2" != letters["10"]
    for quote in ("10", "11"):
        assert json.loads((place.out / f"letters/{letters[quote]}.json").read_text())["figures"][0]["quote"] == quote


@pytest.mark.parametrize("limit", [2, 3])
def test_many_letters_stand_in_folders_of_their_own_and_few_in_one(place, monkeypatch, limit):
    monkeypatch.setattr("kamermijn.store.letters.FLAT", limit)
    place.run()
    flat = place.files()
    assert {"letters/a.json", "letters/b.json"} <= flat.keys()
    place.put(d="d 4", e="e 5")
    assert place.run() == ["d", "e"]
    letters = {path.stem: path for path in (place.out / "letters").rglob("*.json")}
    assert set(letters) == {"a", "b", "d", "e"}
    assert all(path.parent.parent == place.out / "letters" for path in letters.values())
    for name in "de":
        (place.letters / f"{name}.txt").unlink()
    assert place.run() == []
    assert {name: content for name, content in place.files().items() if not name.endswith(ABOUT_ERRORS)} == {
        name: content for name, content in flat.items() if not name.endswith(ABOUT_ERRORS)}  # fmt: skip
    assert [path for path in (place.out / "letters").iterdir() if path.is_dir()] == []


def test_letters_of_a_version_without_a_ledger_are_taken_over(place):
    place.run()
    own = sorted(name for name in place.files() if name.startswith("letters/"))
    for path in place.out.glob("ledger.sqlite*"):
        path.unlink()
    with (place.out / ".kamermijn-files").open("a") as file:
        file.writelines(f"{name}\n" for name in own)
    (place.out / "letters/mine.json").write_text("mine")
    (place.letters / "a.txt").unlink()
    place.run()
    assert {p.name for p in (place.out / "letters").iterdir()} == {"b.json", "mine.json"}


def test_a_letter_file_of_somebody_else_is_refused_and_stays(place):
    place.out.mkdir()
    (place.out / "letters").mkdir()
    (place.out / "letters/a.json").write_text("mine")
    with pytest.raises(OutputError, match=r"letters/a\.json was not made by kamermijn"):
        place.run()
    assert (place.out / "letters/a.json").read_text() == "mine"
    assert not (place.out / "figures.csv").exists()


def test_a_ledger_that_is_none_is_told(place):
    place.out.mkdir()
    (place.out / store.LEDGER).write_text("this is no database, whatever it is called" * 100)
    with pytest.raises(KamermijnError, match="is no ledger of kamermijn"):
        place.run()


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), ImportError("cannot allocate memory in static TLS block"), MemoryError()]
)
def test_what_is_worth_trying_again_is_tried_again(place, error):
    real = mine_made_up

    def failing(path, **_):
        raise error

    files = batch.collect([place.letters], place.out).files
    assert batch.run(files, place.out, load(), options=Options(mine=failing)).states == {"failed": 3}
    assert batch.run(files, place.out, load(), options=Options(mine=real)).states == {"mined": 2, "failed": 1}


def test_the_twin_of_a_file_that_failed_fails_for_the_same_reason(place):
    place.put(d="c encrypted")
    place.run()
    failed = [row for row in place.table("errors") if row["level"] == "error"]
    assert [(row["source"], row["reason"]) for row in failed] == [("c.txt", "encrypted"), ("d.txt", "encrypted")]
    assert place.account()["counts"]["failed"] == 2
