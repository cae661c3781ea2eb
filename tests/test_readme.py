"""What the README says is so: its commands, its examples, its files."""

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import typer.main
from explored import Asking

import kamermijn
from kamermijn import batch
from kamermijn.batch import DATASET
from kamermijn.cli import app
from kamermijn.explore.server import built
from kamermijn.records import KINDS, Numeral
from kamermijn.rules import load
from kamermijn.store import files_of

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [line for language, block in BLOCKS if language == "console" for line in block.splitlines()]
PYTHON = [block for language, block in BLOCKS if language == "python"]
SQL = [statement for language, block in BLOCKS if language == "sql" for statement in block.split(";") if statement.strip()]
ADDRESSES = re.findall(r"^http://127[.]0[.]0[.]1:8001(/\S+)$", PAGE, re.MULTILINE)
ASKING = ("kamermijn figures", "kamermijn promises", "kamermijn query", "kamermijn export")
MADE = re.compile(r"<!-- score: made by `make score ARGS=--readme` -->\n(.*?)<!-- /score -->", re.DOTALL)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder as after ``make run``: the samples mined into ``output``."""
    folder = tmp_path_factory.mktemp("workplace")
    samples = batch.collect([ROOT / "corpus"], folder / "output", samples=True)
    batch.run([path for path in samples.files if "voorbeelden" in path.parts], folder / "output", load())
    return folder


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("make ")])
def test_what_make_is_asked_to_do_it_can(command):
    assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("kamermijn ")])
def test_a_command_is_understood(line):
    command, words = typer.main.get_command(app), shlex.split(line)[1:]
    context = command.make_context("kamermijn", words, resilient_parsing=True)
    while isinstance(getattr(command, "commands", None), dict):
        name, command, words = command.resolve_command(context, words)
        assert command is not None
        context = command.make_context(name, list(words), parent=context)


def test_a_question_is_shown_in_each_way_to_ask_it():
    assert len(ADDRESSES) >= 5
    assert len(SQL) >= 2
    assert any("duckdb" in block for block in PYTHON)


def test_every_command_is_explained():
    names = ("run", "show", "serve", "review", "fetch", "figures", "promises", "query", "export", "diff", "rules list", "rules check")
    for name in names:
        assert f"`kamermijn {name}" in PAGE


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith(ASKING)])
def test_a_question_on_the_command_line_is_answered(line, workplace):
    ran = subprocess.run([sys.executable, "-m", *shlex.split(line)], cwd=workplace, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) > 1


@pytest.mark.parametrize("statement", SQL)
def test_a_question_to_sqlite_is_answered(statement, workplace):
    with closing(sqlite3.connect(workplace / "output/kamermijn.sqlite")) as base:
        assert base.execute(statement).fetchall()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_the_browser_is_answered(address, workplace):
    answer = Asking(built(workplace / "output")).get(address)
    assert answer.status_code == 200
    assert answer.text.splitlines()[1:] if ".csv" in address else re.search(r'href="(?:/brief/|/reeksen[?]reeks=)', answer.text)


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.splitlines()[-1][:40])
def test_a_python_example_runs(block, workplace):
    ran = subprocess.run([sys.executable, "-c", block], cwd=workplace, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


def test_the_example_of_a_record_is_what_comes_out():
    sys.path.insert(0, str(ROOT / "pipeline"))
    import readme

    assert readme.renewed(PAGE) == PAGE, "make readme writes it anew"


def test_every_file_of_a_run_is_explained(workplace):
    told = set(re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE))
    made = {re.sub(r"/[^/]+\.", "/*.", name) for name in files_of(DATASET)}
    assert made | {"letters/*.json", "run.json"} <= told
    for name in told:
        if name.endswith((".csv", ".json")):
            assert list((workplace / "output").glob(name)), name


def test_the_measure_has_a_row_for_every_kind():
    made = MADE.search(PAGE)
    assert made, "the block that make score fills"
    for cls in KINDS:
        if cls is not Numeral and cls.plural != "rejected":
            row = re.search(rf"^\| {cls.plural} \|(.*)\|$", made[1], re.MULTILINE)
            assert row, cls.plural
            numbers = [float(cell) for cell in row[1].split("|")[2:5]]
            assert all(0 <= number <= 1 for number in numbers)


def test_the_whole_check_runs_the_tests_as_the_readme_says():
    assert "make test" in COMMANDS
    assert re.search(r"^make test$", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_version_stands_in_the_changelog_and_the_project():
    version = kamermijn.__version__
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_pictures_are_there_and_small():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert len(pictures) == 2
    assert all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)
