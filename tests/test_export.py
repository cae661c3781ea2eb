"""Any form again from the letters' JSON, the same as the run made it; and what people said of records in a column."""

import csv
import datetime
import json

import pytest
from made_letters import mine_made_up
from typer.testing import CliRunner

import kamermijn
from kamermijn import batch
from kamermijn.batch import Options
from kamermijn.cli import app
from kamermijn.cli.asking import Exported
from kamermijn.rules import load
from kamermijn.store import DATASET, FORMS, PUBLISHED, Review, add_review, files_of


@pytest.fixture
def output(tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in {"b": "kst-2 5", "a": "kst-10 12 34", "c": "encrypted"}.items():
        (tmp_path / f"in/{name}.txt").write_text(text)
    run(tmp_path)
    return tmp_path / "output"


def run(root):
    return batch.run(batch.collect([root / "in"], root / "output").files, root / "output", load(), options=Options(mine=mine_made_up))


def call(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_made_from_the_letters_as_the_run_makes_it(output, tmp_path, form):
    result = call(output, "--format", form, "--to", tmp_path / "again")
    assert result.exit_code == 0, result.output
    names = files_of(DATASET, [form])
    assert set(names) <= {path.removeprefix(f"{tmp_path.as_posix()}/again/") for path in result.stdout.splitlines()}
    for name in names:
        assert (tmp_path / "again" / name).is_file()
        if form in PUBLISHED:
            assert (tmp_path / "again" / name).read_bytes() == (output / name).read_bytes(), name


def test_every_form_can_be_asked_for():
    assert {form.value for form in Exported} == {*FORMS, "all"}


def test_an_export_into_the_output_folder_leaves_all_else_there(output):
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert call(output, "-f", "jsonl", "-f", "xlsx").exit_code == 0
    after = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before if path.name != ".kamermijn-files"} == {
        path: content for path, content in before.items() if path.name != ".kamermijn-files"
    }
    assert (output / "jsonl/figures.jsonl").read_text().count("\n") == 3


def test_the_next_run_takes_an_export_for_its_own(output, tmp_path):
    call(output, "-f", "all")
    assert run(tmp_path).before == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["-f", "xlsx"], "kamermijn run"), (["-f", "fruit"], "'fruit' is not one of"), ([], "--format")],
)  # fmt: skip
def test_wrong_usage_is_told_in_a_line(tmp_path, arguments, told):
    result = call(tmp_path, *arguments)
    assert result.exit_code == 2
    assert told in result.output.replace("\n", " ")


@pytest.mark.parametrize("content", ["{", "[]", '{"schema_version": 99}', '{"schema_version": 1, "letter": {}}'])
def test_a_letter_of_another_version_is_told_and_nothing_is_written(output, tmp_path, content):
    next((output / "letters").glob("*.json")).write_text(content)
    result = call(output, "-f", "sqlite", "--to", tmp_path / "again")
    assert result.exit_code == 2
    assert "make it anew with: kamermijn run" in result.stderr
    assert not (tmp_path / "again/kamermijn.sqlite").exists()


def test_a_file_that_is_not_ours_is_not_replaced(output, tmp_path):
    (tmp_path / "again").mkdir()
    (tmp_path / "again/kamermijn.xlsx").write_text("mine")
    assert "was not made by kamermijn" in call(output, "-f", "xlsx", "--to", tmp_path / "again").stderr
    assert (tmp_path / "again/kamermijn.xlsx").read_text() == "mine"


def test_what_people_said_of_a_record_is_a_column_of_every_form(output, tmp_path):
    figure = json.loads((output / "letters/kst-10.json").read_text())["figures"][0]
    said = Review(record_id=figure["record_id"], letter_id="kst-10", quote=figure["quote"], verdict="corrected", correction="value = 13",
                  reviewer="A. Jansen", time=datetime.datetime(2031, 5, 1, tzinfo=datetime.UTC))  # fmt: skip
    add_review(output, said)
    add_review(output, said.model_copy(update={"quote": "other words", "verdict": "rejected"}))
    assert run(tmp_path).before == 2
    with (output / "figures.csv").open(newline="") as file:
        reviewed = {row["quote"]: row["review"] for row in csv.DictReader(file)}
    assert reviewed == {"12": "corrected by A. Jansen, 2031-05-01: value = 13", "34": "", "5": ""}
    assert kamermijn.load(output)["figures"].set_index("quote")["review"]["12"] == reviewed["12"]
    call(output, "-f", "jsonl")
    line = json.loads((output / "jsonl/figures.jsonl").read_text().splitlines()[0])
    assert line["review"] == reviewed[line["quote"]]


def test_nothing_is_written_again_when_nothing_has_changed(output, tmp_path):
    names = files_of(DATASET, PUBLISHED)
    before = {name: (output / name).stat().st_mtime_ns for name in names}
    run(tmp_path)
    assert {name: (output / name).stat().st_mtime_ns for name in names} == before


@pytest.mark.parametrize("name", ["kamermijn.sqlite", "kamermijn.xlsx", "parquet/dates.parquet", "DATA.md", "schema/letter.json"])
def test_a_form_that_somebody_removed_is_made_again(output, tmp_path, name):
    content = (output / name).read_bytes()
    (output / name).unlink()
    run(tmp_path)
    assert (output / name).read_bytes() == content
