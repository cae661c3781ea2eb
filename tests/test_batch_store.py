"""Letters and output in a store: the same tables as here, and nothing mined twice, whoever comes and goes."""

import json
import time
import uuid
from pathlib import Path

import fsspec
import pytest
from made_letters import mine_made_up

from kamermijn import batch
from kamermijn.batch import InputError, Options
from kamermijn.rules import load
from kamermijn.store import OutputError, StoreError

TEXTS = {"b.txt": "b 2 3", "a.txt": "a 1", "c.txt": "c encrypted", "d.txt": "a 1", "e.txt": "A 7", "sub/f.txt": "f 9",
         "README.md": "no letter"}  # fmt: skip
# The time, and a digest of `errors.csv`, which names the letters where they lie.
NOT_SAME = ("run.json", "datapackage.json")


class Place:
    """Letters in a store, an output in a store, and whoever mines there in this process."""

    def __init__(self, root, url):
        self.root, self.url = root, url
        self.files, self.base = fsspec.core.url_to_fs(url, **({"auto_mkdir": True} if url.startswith("file") else {}))
        self.here = root / "here"
        for name, text in TEXTS.items():
            self.put(name, text)

    def put(self, name, text):
        self.files.pipe_file(f"{self.base}/in/{name}", text.encode())
        (self.here / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (self.here / "in" / name).write_text(text)

    def remove(self, name):
        self.files.rm_file(f"{self.base}/in/{name}")
        (self.here / "in" / name).unlink()

    def run(self, **options):
        """Run and return the names of the letters that were really mined."""
        mined = []

        def mine(path, **_):
            mined.append(path.stem)
            return mine_made_up(path)

        found = batch.collect([f"{self.url}/in"], f"{self.url}/out").files
        self.summary = batch.run_into_store(found, f"{self.url}/out", load(), options=Options(mine=mine, **options))
        return mined

    def published(self):
        """What stands in the store for its readers, by name; in ``errors.csv`` the letters as they are named here."""
        found = {name.removeprefix(f"{self.base}/out/"): self.files.cat_file(name) for name in self.files.find(f"{self.base}/out")}
        named = {name: content for name, content in found.items() if name.endswith((".csv", ".json")) and name not in NOT_SAME}
        there, here = self.files.unstrip_protocol(f"{self.base}/in"), (self.here / "in").as_posix()
        return named | {"errors.csv": named["errors.csv"].replace(there.encode(), here.encode())}

    def as_here(self, out=None):
        """What a run on the same letters on this machine makes."""
        out = out or self.here / f"out-{uuid.uuid4().hex}"
        batch.run(batch.collect([self.here / "in"], out).files, out, load(), options=Options(mine=mine_made_up))
        return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*")
                if p.suffix in (".csv", ".json") and p.name not in NOT_SAME}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_copies(monkeypatch, tmp_path):
    monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda: tmp_path / "copies")


@pytest.fixture(params=["memory", "file"])
def place(request, tmp_path):
    url = f"memory://{uuid.uuid4().hex}" if request.param == "memory" else (tmp_path / "store").as_uri()
    return Place(tmp_path, url)


def test_letters_in_a_store_give_the_same_bytes_as_letters_here(place):
    assert sorted(place.run()) == ["a", "b", "c", "d", "e", "f"]
    assert place.published() == place.as_here()
    assert place.summary.states == {"mined": 4, "failed": 1, "duplicate": 1}


def test_a_second_run_mines_nothing_and_sends_nothing(place, monkeypatch):
    place.run()
    before = place.published()
    sent = []
    monkeypatch.setattr(type(place.files), "put", lambda self, here, there, **_: sent.extend(there))
    assert place.run() == []
    assert place.published() == before
    assert [name.rsplit("/")[-1] for name in sent] == ["run.json"]
    assert place.summary.before == 4


def test_another_machine_mines_nothing_either(place, monkeypatch, tmp_path):
    place.run()
    monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda: tmp_path / "another machine")
    place.put("g.txt", "g 5")
    assert place.run() == ["g"]
    assert place.published() == place.as_here()


def test_what_is_in_the_store_is_found_even_when_the_ledger_is_not(place, monkeypatch, tmp_path):
    place.run()
    monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda: tmp_path / "another machine")
    place.files.rm_file(f"{place.base}/out/ledger.sqlite")
    place.files.rm_file(f"{place.base}/out/.kamermijn-store")
    for name in place.files.find(f"{place.base}/out"):
        if "/results/" not in name:
            place.files.rm_file(name)
    place.files.pipe_file(f"{place.base}/out/.kamermijn-store", b"{}")
    assert place.run() == []
    assert place.published() == place.as_here()


def test_a_changed_letter_is_mined_again_and_one_that_went_away_is_reported(place):
    place.run()
    place.as_here(place.here / "out")
    place.put("b.txt", "b 2 3 4")
    place.remove("sub/f.txt")
    assert place.run() == ["b"]
    published = place.published()
    assert b",gone," in published["errors.csv"]
    assert [name for name in published if name.startswith("versions/b/")]
    assert published == place.as_here(place.here / "out")
    assert place.summary.gone == 1


def test_force_mines_again_what_the_store_holds(place):
    place.run()
    assert sorted(place.run(force=True)) == ["a", "b", "c", "e", "f"], "d is known to be the same as a"
    assert place.published() == place.as_here()


def test_a_run_that_was_stopped_while_it_sent_is_gone_on_with(place, monkeypatch):
    real, calls = type(place.files).put, []

    def put(self, here, there, **named):
        calls.append(there)
        real(self, here[:2], there[:2], **named)
        raise ConnectionError("the line is dead")

    monkeypatch.setattr(type(place.files), "put", put)
    with pytest.raises(StoreError, match=r"the line is dead.*run again"):
        place.run()
    monkeypatch.undo()
    assert calls
    monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda: place.root / "copies")
    assert place.run() == []
    assert place.published() == place.as_here()


def test_a_result_that_is_not_whole_is_made_again(place, monkeypatch, tmp_path):
    place.run()
    monkeypatch.setattr("kamermijn.batch.mirror._copies", lambda: tmp_path / "another machine")
    spoilt = [name for name in place.files.find(f"{place.base}/out/results") if b'"letter_id": "f"' in place.files.cat_file(name)]
    place.files.pipe_file(spoilt[0], place.files.cat_file(spoilt[0])[:-5])
    assert place.run() == ["f"]
    assert place.published() == place.as_here()


def test_two_runs_into_one_place_are_told_apart(place, monkeypatch, tmp_path):
    place.run()
    sign = json.loads(place.files.cat_file(f"{place.base}/out/.kamermijn-store"))
    assert sign["alive"] is None
    place.files.pipe_file(f"{place.base}/out/.kamermijn-store", json.dumps(sign | {"alive": time.time(), "by": "another"}).encode())
    with pytest.raises(OutputError, match="another run is writing there"):
        place.run()
    place.files.pipe_file(f"{place.base}/out/.kamermijn-store", json.dumps(sign | {"alive": time.time() - 3600, "by": "another"}).encode())
    assert place.run() == []


def test_a_place_with_files_of_somebody_else_is_left_alone(place):
    place.files.pipe_file(f"{place.base}/out/figures.csv", b"mine")
    with pytest.raises(OutputError, match="not made by kamermijn"):
        place.run()
    assert place.files.cat_file(f"{place.base}/out/figures.csv") == b"mine"


def test_the_metadata_beside_a_publication_comes_along(place):
    place.put("x.xml", "x 5")
    place.put("x.metadata.xml", "<metadata/>")
    found = {letter.name: letter for letter in batch.collect([f"{place.url}/in"], f"{place.url}/out").files}
    assert "x.metadata.xml" not in found
    assert [url.rsplit("/")[-1] for url in found["x.xml"].beside] == ["x.metadata.xml"]
    place.run()
    place.put("x.metadata.xml", "<metadata>other</metadata>")
    assert place.run() == ["x"]


@pytest.mark.parametrize(("named", "letters"), [("in/a.txt", ["a.txt"]), ("in/*.txt", ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]),
                                                ("in/**/f.txt", ["f.txt"])])  # fmt: skip
def test_a_letter_or_a_pattern_in_a_store_can_be_named(place, named, letters):
    assert [letter.name for letter in batch.collect([f"{place.url}/{named}"], "out").files] == letters


def test_an_output_within_the_letters_is_no_letter(place):
    place.run()
    assert all("/out/" not in letter.url for letter in batch.collect([place.url], f"{place.url}/out").files)


def test_a_letter_that_goes_while_the_run_is_on_is_a_row(place):
    found = batch.collect([f"{place.url}/in"], f"{place.url}/out").files
    place.files.rm_file(f"{place.base}/in/a.txt")
    summary = batch.run_into_store(found, f"{place.url}/out", load(), options=Options(mine=mine_made_up))
    assert [(problem.source, problem.reason) for problem in summary.problems if problem.level == "error"] == [
        ("a.txt", "missing"), ("c.txt", "encrypted")]  # fmt: skip


def test_a_dry_run_looks_into_the_store(place):
    place.run()
    place.put("b.txt", "b changed 8")
    place.put("new.txt", "new 8")
    found = batch.collect([f"{place.url}/in"], f"{place.url}/out").files
    plan = batch.preview(found, f"{place.url}/out", load(), Options())
    assert ([url.rsplit("/")[-1] for url in plan.changed], [url.rsplit("/")[-1] for url in plan.new]) == (["b.txt"], ["new.txt"])
    assert (plan.unchanged, plan.duplicates, plan.gone) == (4, 1, [])


def test_the_memory_of_a_process_is_no_place_for_workers():
    url = f"memory://{uuid.uuid4().hex}"
    fsspec.filesystem("memory").pipe_file(f"{url.removeprefix('memory:/')}/in/a.txt", b"a 1")
    found = batch.collect([f"{url}/in"], f"{url}/out").files
    with pytest.raises(InputError, match="--workers 0"):
        batch.run_into_store(found, f"{url}/out", load(), options=Options(workers=1))


def test_a_place_that_is_not_there_is_told():
    with pytest.raises(InputError, match="there are no letters"):
        batch.collect([f"memory://{uuid.uuid4().hex}"], "out")
    with pytest.raises(StoreError, match="nosuch"):
        batch.collect(["nosuch://bucket/letters"], "out")


@pytest.mark.parametrize("given", [str, Path])
def test_a_web_address_is_no_store_and_is_told_as_it_was_typed(given):
    with pytest.raises(InputError, match=r"^https://example\.org/brief\.pdf: a web address.*kamermijn fetch"):
        batch.collect([given("https://example.org/brief.pdf")], "out")
