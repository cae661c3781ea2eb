"""Which letters a run reads, and that nothing stops it, gets lost or is counted twice."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from made_letters import is_published, mine_made_up

import kamermijn
from kamermijn import batch
from kamermijn.batch import SAMPLE_MARKER, InputError
from kamermijn.model import RuleError
from kamermijn.rules import load


@pytest.fixture(autouse=True)
def _mine_made_up(monkeypatch):
    monkeypatch.setattr(kamermijn, "mine", mine_made_up)


def put(root, **files):
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def names(inputs):
    return [path.name for path in inputs.files]


def mined(root, out):
    return batch.run(batch.collect([root], out).files, out, load())


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_a_folder_is_read_with_all_that_is_in_it_but_what_is_no_letter(tmp_path):
    put(tmp_path, b_txt="", sub__a_pdf="", README_md="", sub__readme_txt="", sub__Thumbs_db="")
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "~$brief.docx").write_text("")
    put(tmp_path / ".git", config_txt="")
    put(tmp_path / "out", figures_csv="")
    assert names(batch.collect([tmp_path], tmp_path / "out")) == ["b.txt", "a.pdf"]


def test_a_file_named_twice_is_read_once(tmp_path):
    put(tmp_path, a_txt="x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert len(batch.collect([tmp_path, tmp_path / "a.txt", tmp_path / "link.txt"], tmp_path / "out").files) == 1


def test_a_link_that_leads_up_is_not_followed(tmp_path):
    (tmp_path / "named").mkdir()
    (tmp_path / "named/a.txt").write_text("a")
    (tmp_path / "not named.txt").write_text("b")
    (tmp_path / "named/up").symlink_to(tmp_path, target_is_directory=True)
    assert [file.name for file in batch.collect([tmp_path / "named"], tmp_path / "out").files] == ["a.txt"]


def test_a_folder_that_links_to_itself_is_entered_once(tmp_path):
    put(tmp_path, sub__a_txt="x")
    (tmp_path / "sub/again").symlink_to(tmp_path, target_is_directory=True)
    assert names(batch.collect([tmp_path], tmp_path / "out")) == ["a.txt"]


def test_a_pattern_is_expanded(tmp_path):
    put(tmp_path, sub__a_txt="x", sub__b_pdf="y")
    assert names(batch.collect([tmp_path / "**" / "*.pdf"], tmp_path / "out")) == ["b.pdf"]


def test_a_name_with_signs_of_a_pattern_is_a_name_when_it_is_there(tmp_path):
    (tmp_path / "brief [1].txt").write_text("x")
    assert names(batch.collect([tmp_path / "brief [1].txt"], tmp_path / "out")) == ["brief [1].txt"]


@pytest.mark.parametrize(("name", "told"), [("gone.pdf", "no such file"), ("*.pdf", "no file matches")])
def test_what_is_not_there_is_wrong_usage(tmp_path, name, told):
    with pytest.raises(InputError, match=told):
        batch.collect([tmp_path / name], tmp_path / "out")


def test_the_letters_folder_cannot_be_the_output_folder(tmp_path):
    with pytest.raises(InputError, match="--out"):
        batch.collect([tmp_path], tmp_path)


@pytest.fixture
def corpus(tmp_path):
    put(tmp_path / "corpus", voorbeelden__s_txt="voorbeeld 1", voorbeelden__make_py="", voorbeelden__gold__s_txt="voorbeeld 1")
    (tmp_path / "corpus/voorbeelden" / SAMPLE_MARKER).write_text("")
    return tmp_path / "corpus"


def test_samples_are_read_while_there_is_nothing_else(corpus):
    assert names(batch.collect([corpus], corpus / "out")) == ["s.txt"]


def test_samples_give_way_to_the_first_real_letter(corpus):
    put(corpus, a_txt="real 1")
    inputs = batch.collect([corpus], corpus / "out")
    assert (names(inputs), inputs.samples_left_out) == (["a.txt"], 1)


@pytest.mark.parametrize("how", ["samples", "folder", "file"])
def test_samples_are_read_when_they_are_asked_for(corpus, how):
    put(corpus, a_txt="real 1")
    named = {"samples": [corpus], "folder": [corpus, corpus / "voorbeelden"], "file": [corpus, corpus / "voorbeelden/s.txt"]}[how]
    assert names(batch.collect(named, corpus / "out", samples=how == "samples")) == ["a.txt", "s.txt"]


def test_what_fails_is_a_row_and_stops_nothing(tmp_path):
    put(tmp_path / "in", a_txt="encrypted 1", b_txt="crash 2", c_txt="fine 3")
    summary = mined(tmp_path / "in", tmp_path / "out")
    assert summary.states == {"failed": 2, "mined": 1}
    errors = table(tmp_path / "out/errors.csv")
    assert [(row["source"], row["level"], row["reason"]) for row in errors] == [
        ("a.txt", "error", "encrypted"),
        ("b.txt", "error", "unexpected"),
    ]
    assert errors[0]["message"] == "is encrypted: save it without a password"
    assert "ZeroDivisionError: no one thought of this" in errors[1]["message"]
    assert [row["letter_id"] for row in table(tmp_path / "out/letters.csv")] == ["fine"]


def test_a_file_that_may_not_be_read_is_a_row(tmp_path, monkeypatch):
    put(tmp_path / "in", a_txt="x 1")

    read = Path.read_bytes

    def refuse(path):
        if path.parent == tmp_path / "in":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    mined(tmp_path / "in", tmp_path / "out")
    assert [row["reason"] for row in table(tmp_path / "out/errors.csv")] == ["unreadable"]


def test_the_same_content_twice_is_mined_once_and_reported(tmp_path):
    put(tmp_path / "in", a_txt="brief 12", b_txt="brief 12")
    summary = mined(tmp_path / "in", tmp_path / "out")
    assert summary.states == {"mined": 1, "duplicate": 1}
    assert len(table(tmp_path / "out/figures.csv")) == 1
    notice = table(tmp_path / "out/errors.csv")[0]
    assert (notice["source"], notice["level"], notice["reason"]) == ("b.txt", "notice", "duplicate")
    assert "a.txt" in notice["message"]


def test_two_letters_of_one_id_are_both_kept_and_told_apart(tmp_path):
    put(tmp_path / "in", a_txt="kst-1-2 10 over de brug", b_txt="KST-1-2 11 iets heel anders")
    mined(tmp_path / "in", tmp_path / "out")
    first, second = sorted(table(tmp_path / "out/figures.csv"), key=lambda row: len(row["letter_id"]))
    assert first["letter_id"].casefold() == "kst-1-2"
    assert second["letter_id"].startswith(f"{first['letter_id']}-")
    assert first["record_id"] != second["record_id"]
    assert len(list((tmp_path / "out/letters").iterdir())) == 2
    assert [row["reason"] for row in table(tmp_path / "out/errors.csv")] == ["same_id"]


def test_what_a_reader_should_know_of_a_letter_is_a_notice(tmp_path):
    put(tmp_path / "in", a_txt="a warn 1")
    summary = mined(tmp_path / "in", tmp_path / "out")
    assert [(problem.level, problem.message) for problem in summary.problems] == [("notice", "read as cp1252")]


def test_two_runs_on_the_same_letters_give_the_same_bytes(tmp_path):
    put(tmp_path / "in", b_txt="b 1 2", a_txt="a 3", c_txt="encrypted", d_txt="a 4")
    for out in ("one", "two", "one"):
        mined(tmp_path / "in", tmp_path / out)
    first, second = ({p.relative_to(tmp_path / out): p.read_bytes() for p in (tmp_path / out).rglob("*")
                      if is_published(p)} for out in ("one", "two"))  # fmt: skip
    assert first == second


def test_the_rows_of_samples_are_marked(corpus):
    put(corpus, a_txt="real 1")
    out = corpus.parent / "out"
    batch.run(batch.collect([corpus], out, samples=True).files, out, load())
    assert {(row["letter_id"], row["fictional"]) for row in table(out / "figures.csv")} == {("real", "false"), ("voorbeeld", "true")}


def test_a_run_says_what_it_read_with_which_rules_and_what_came_of_it(tmp_path):
    put(tmp_path / "in", a_txt="a 1 2", b_txt="crash")
    mined(tmp_path / "in", tmp_path / "out")
    account = json.loads((tmp_path / "out/run.json").read_text())
    assert account["version"] == kamermijn.__version__
    assert account["rules"]["digest"] == load().digest
    assert account["model"]["name"] == "nl_kamer_sm"
    assert account["counts"] | {"files": 2, "letters": 1, "failed": 1, "figures": 2} == account["counts"]
    assert account["seconds"] >= 0
    assert [(entry["path"].rsplit("/")[-1], entry["state"]) for entry in account["inputs"]] == [("a.txt", "mined"), ("b.txt", "failed")]
    assert all(len(entry["sha256"]) == 64 for entry in account["inputs"])


def test_a_name_that_is_not_unicode_is_told_and_not_stumbled_over(tmp_path):
    (tmp_path / "in").mkdir()
    with open(os.fsencode(tmp_path / "in") + b"/caf\xe9.txt", "w") as file:
        file.write("crash")
    mined(tmp_path / "in", tmp_path / "out")
    assert table(tmp_path / "out/errors.csv")[0]["source"] == "caf\N{REPLACEMENT CHARACTER}.txt"


def test_a_wrong_rule_stops_the_run_and_leaves_the_tables_as_they_were(tmp_path, monkeypatch):
    put(tmp_path / "in", a_txt="a 1")
    mined(tmp_path / "in", tmp_path / "out")
    before = (tmp_path / "out/figures.csv").read_bytes()

    def wrong(*_, **__):
        raise RuleError("rules/x.toml: wrong")

    monkeypatch.setattr(kamermijn, "mine", wrong)
    put(tmp_path / "in", b_txt="b 2")
    with pytest.raises(RuleError):
        mined(tmp_path / "in", tmp_path / "out")
    assert (tmp_path / "out/figures.csv").read_bytes() == before
