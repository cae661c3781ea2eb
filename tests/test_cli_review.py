"""The command that reviews a record, and the one that serves, where they cannot."""

import json
import shutil
import socket

import pytest
from explored import LETTER
from typer.testing import CliRunner

from kamermijn.cli import app
from kamermijn.store import history


@pytest.fixture
def output(explored, tmp_path):
    folder = tmp_path / "output"
    shutil.copytree(explored, folder)
    return folder


@pytest.fixture
def record(output):
    return json.loads((output / "letters" / f"{LETTER}.json").read_text(encoding="utf-8"))["figures"][0]


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_record_is_corrected_by_its_id_and_the_reviews_are_listed(output, record):
    done = call("review", output, record["record_id"], "correct", "--correction", "value = 1047", "--by", "Noor")
    assert done.exit_code == 0, done.output
    (review,) = history(output)
    assert (review.letter_id, review.quote, review.verdict, review.correction) == (LETTER, "1.046", "corrected", "value = 1047")
    assert "value = 1047" in call("review", output).stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["figure-0", "accept"], "no such record"),
        (["{id}", "praise"], "say one of accept, reject, correct"),
        (["{id}"], "say one of"),
        (["{id}", "correct"], "say what it should be"),
        (["{id}", "accept", "--correction", "value = 1"], "only then"),
        (["{id}", "accept", "--by", "x" * 101], "reviewer"),
    ],
)
def test_a_review_that_cannot_be_kept_is_told_in_a_line(output, record, given, told):
    done = call("review", output, *(each.format(id=record["record_id"]) for each in given))
    assert done.exit_code == 2
    assert told in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert history(output) == []


@pytest.mark.parametrize("command", [["review"], ["serve"]])
def test_a_folder_without_a_run_is_told(tmp_path, command):
    done = call(*command, tmp_path)
    assert done.exit_code == 2
    assert "no output of a run there" in done.output


def test_an_output_without_its_database_is_told_with_what_makes_it(output):
    (output / "kamermijn.sqlite").unlink()
    assert "kamermijn export" in call("serve", output).output
    assert "kamermijn export" in call("review", output, "figure-1", "accept").output


def test_a_port_that_is_taken_is_told(output):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = call("serve", output, "--port", other.getsockname()[1])
    assert done.exit_code == 2
    assert "choose another with --port" in done.output
