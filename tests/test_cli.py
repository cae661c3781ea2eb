"""The command: what it prints, where, and how it ends."""

import importlib
import json
import os
import subprocess
import sys

import pytest
import typer
from made_letters import mine_made_up
from typer.testing import CliRunner

import kamermijn
from kamermijn import __main__, ahead, fork_server
from kamermijn.batch import Outcome
from kamermijn.cli import app
from kamermijn.cli.progress import Pace, duration
from kamermijn.rules import load


@pytest.fixture(autouse=True)
def _mine_made_up(monkeypatch, tmp_path):
    monkeypatch.setattr(kamermijn, "mine", mine_made_up)
    monkeypatch.setattr(
        importlib.import_module("kamermijn.cli.run"), "cores", lambda: 0
    )  # what stands in for mining stands in this process only
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def letters(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("a 12 34")
    (folder / "b.txt").write_text("b 5")
    return folder


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_run_without_paths_reads_corpus_and_writes_output(letters, tmp_path):
    result = call("run")
    assert result.exit_code == 0, result.output
    assert "2 letters mined" in result.stdout
    assert "3  figures" in result.stdout
    assert "The tables are in output/" in result.stdout
    assert (tmp_path / "output/figures.csv").is_file()


def test_in_a_pipe_each_letter_is_a_plain_line_on_stderr(letters):
    result = call("run")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("1/2 corpus/a.txt: 2 figures, 0 dates, 0 citations")
    assert len(lines) == 2
    assert "\x1b" not in result.output


def test_a_letter_that_fails_is_named_with_its_reason_and_makes_exit_code_1(letters, tmp_path):
    (letters / "c [x].txt").write_text("encrypted")
    result = call("run")
    assert result.exit_code == 1
    assert "error corpus/c [x].txt: encrypted: is encrypted: save it without a password" in result.stderr
    assert "1 failed" in result.stdout
    assert "output/errors.csv" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "gone.pdf"], "gone.pdf: there is no such file"),
        (["run"], "there is no folder corpus/ here"),
        (["run", "empty", "--out", ""], "--out has no name; name the folder for the tables"),
        (["run", "empty"], "no letters in empty"),
        (["run", "empty", "--rules", "gone"], "there is no such rules folder"),
        (["run", "--what"], "No such option"),
        (["show", "gone.pdf", "--kind", "fruit"], "no kind of record is called fruit; there are: figures, dates"),
        (["rules", "check", "--rules", "gone"], "there is no such rules folder"),
        (["rules", "list", "--kind", "fruit"], "no rules of the kind 'fruit'"),
        (["what"], "No such command"),
    ],
)
def test_wrong_usage_is_told_in_a_line_and_makes_exit_code_2(arguments, told, tmp_path):
    (tmp_path / "empty").mkdir()
    result = call(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_a_wrong_rule_stops_the_run_before_the_first_letter(letters, tmp_path):
    (tmp_path / "rules/figure").mkdir(parents=True)
    (tmp_path / "rules/figure/x.toml").write_text('[[rule]]\nid = "figure.x"\npatern = "x"\nexamples = []\n')
    result = call("run", "--rules", "rules")
    assert result.exit_code == 2
    assert "x.toml" in result.stderr
    assert not (tmp_path / "output").exists()


def test_a_second_run_says_what_was_mined_before(letters):
    assert "before" not in call("run").stdout
    again = call("run")
    assert "2 letters mined" in again.stdout
    assert "2 of them before" in again.stdout
    assert again.stderr == ""


def test_a_dry_run_says_what_would_be_done_and_does_nothing(letters, tmp_path):
    first = call("run", "--dry-run")
    assert first.stdout.splitlines() == [
        "new: corpus/a.txt",
        "new: corpus/b.txt",
        "2 new, 0 changed, 0 mined by other rules or code, 0 gone, 0 unchanged, 0 duplicate; nothing was done (--dry-run)",
    ]
    assert not (tmp_path / "output").exists()
    call("run")
    (letters / "a.txt").write_text("a 99")
    (letters / "b.txt").unlink()
    (letters / "c.txt").write_text("c 1")
    before = {path: path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file()}
    assert call("run", "--dry-run").stdout.splitlines()[:3] == ["new: corpus/c.txt", "changed: corpus/a.txt", "gone: corpus/b.txt"]
    assert {path: path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file()} == before


def test_progress_can_be_told_as_json(letters):
    (letters / "c.txt").write_text("encrypted")
    lines = [json.loads(line) for line in call("run", "--log", "json").stderr.splitlines()]
    assert [(line["path"], line["state"], line["done"], line["total"], line["failed"]) for line in lines] == [
        ("corpus/a.txt", "mined", 1, 3, 0),
        ("corpus/b.txt", "mined", 2, 3, 0),
        ("corpus/c.txt", "failed", 3, 3, 1),
    ]
    assert lines[0]["counts"]["figures"] == 2
    assert lines[0]["rate"] > 0
    assert lines[2]["left"] == 0
    assert lines[2]["problems"][0]["reason"] == "encrypted"


@pytest.mark.parametrize(
    ("closed", "form", "empty", "code"),
    [("stdout", "text", 0, 0), ("both", "text", 1, 1), ("stderr", "json", 0, 0)],
)
def test_a_run_to_which_nobody_listens_any_more_goes_on_and_ends_as_it_would(tmp_path, closed, form, empty, code):
    (tmp_path / "corpus").mkdir()
    for number in range(3):
        letter = f"Den Haag, 3 maart 2031\n\nGeachte voorzitter,\n\nEr zijn {number + 12} bruggen.\n"
        (tmp_path / f"corpus/{number}.txt").write_text("" if number < empty else letter)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "kamermijn", "run", "--workers", "0", "--model", "none", "--log", form]
    pipes = {stream: writing if closed in (stream, "both") else subprocess.PIPE for stream in ("stdout", "stderr")}
    ended = subprocess.run(command, cwd=tmp_path, **pipes, text=True, check=False)
    os.close(writing)
    assert ended.returncode == code
    assert (tmp_path / "output/figures.csv").is_file()
    assert ended.stdout is None or "The tables are in output/" in ended.stdout
    assert ended.stderr is None or "3/3 corpus/2.txt" in ended.stderr
    assert "Traceback" not in (ended.stderr or "")


def test_the_pace_counts_only_what_this_run_mined():
    now = [0.0]
    pace = Pace(10, clock=lambda: now[0])
    now[0] = 2.0
    for outcome in (Outcome("a", "mined", before=True), Outcome("b", "mined"), Outcome("c", "duplicate"), Outcome("d", "failed")):
        pace.count(outcome)
    assert (pace.rate, pace.left) == (1.0, 6.0)
    assert str(pace) == "1.0 letters/s, 6s left, 1 failed"


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0s"), (59.4, "59s"), (200, "3m20s"), (18240, "5h04m")])
def test_a_duration_is_short(seconds, said):
    assert duration(seconds) == said


def test_fictional_letters_are_told(letters):
    (letters / "v.txt").write_text("voorbeeld 1")
    assert "1 letter of these is a fictional sample" in call("run").stdout


def test_samples_that_were_left_aside_are_told(letters):
    (letters / "voorbeelden").mkdir()
    (letters / "voorbeelden/FICTIEF.md").write_text("")
    (letters / "voorbeelden/v.txt").write_text("voorbeeld 1")
    assert "--samples takes them along" in call("run").stdout
    assert "3 letters mined" in call("run", "--samples").stdout


def test_show_marks_the_records_in_a_pipe_with_the_mark_up_of_the_rules(letters):
    result = call("show", letters / "a.txt")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("a <figure>12</figure> <figure>34</figure>\n")
    assert "value=12  unit=count" in result.stdout


def test_show_prints_the_records_as_json(letters):
    data = json.loads(call("show", letters / "a.txt", "--json").stdout)
    assert [figure["value"] for figure in data["figures"]] == [12, 34]
    assert {"letter", "text", "dates", "coverage"} <= data.keys()
    only = json.loads(call("show", letters / "a.txt", "--json", "--kind", "dates").stdout)
    assert only["dates"] == []
    assert "figures" not in only


def test_show_of_a_letter_that_cannot_be_mined_says_why(tmp_path):
    (tmp_path / "c.txt").write_text("encrypted")
    result = call("show", "c.txt")
    assert result.exit_code == 1
    assert "c.txt: is encrypted" in result.stderr


def test_the_examples_of_a_rules_folder_are_checked(tmp_path):
    (tmp_path / "rules/language").mkdir(parents=True)
    (tmp_path / "rules/language/abbreviations.toml").write_text('[lexicon.abbreviation]\nx = ["nr."]\n')
    (tmp_path / "rules/date").mkdir()
    rule = '[[rule]]\nid = "date.never"\npattern = "zelden"\noutcome = "ignore"\nreason = "test"\nexamples = ["{}"]\n'
    (tmp_path / "rules/date/x.toml").write_text(rule.format("Zelden of nooit."))
    good = call("rules", "check", "--rules", "rules")
    assert (good.exit_code, good.stdout.startswith("1 rules, 1 examples")) == (0, True)
    (tmp_path / "more/language").mkdir(parents=True)
    (tmp_path / "more/language/abbreviations.toml").write_text('[lexicon.abbreviation]\nx = ["nr."]\n')
    (tmp_path / "more/date").mkdir()
    (tmp_path / "more/date/x.toml").write_text(rule.format("Op <date>gisteren</date>."))
    bad = call("rules", "check", "--rules", "more")
    assert bad.exit_code == 1
    assert "expected: Op <date>gisteren</date>." in bad.stdout


def test_rules_are_listed_one_a_line_in_a_pipe():
    lines = call("rules", "list").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [rule.id for rule in load().rules]
    assert all(line.count("\t") == 4 for line in lines)


def test_the_version_is_shown():
    assert call("--version").stdout == f"kamermijn {kamermijn.__version__}\n"


@pytest.mark.parametrize("command", [[], ["run"], ["show"], ["rules"], ["rules", "check"], ["rules", "list"]], ids=" ".join)
def test_every_command_explains_itself(command):
    result = call(*command, "--help")
    assert result.exit_code == 0
    assert "Usage: kamermijn" in result.stdout


def test_help_loads_nothing_heavy():
    code = "import sys, kamermijn.cli; sys.exit(bool({'spacy', 'pandas', 'numpy', 'pydantic', 'regex', 'rich'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "rules", "model"),
    [
        ("run", None, None),
        ("run corpus --out new --workers 2 --force", None, None),
        ("run --rules mine corpus --model none", "mine", "none"),
    ],
)
def test_a_first_run_has_its_workers_loaded_before_its_options_are_looked_into(monkeypatch, tmp_path, arguments, rules, model):
    assert started(monkeypatch, arguments) == [(rules and str(tmp_path / rules), model)]


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))
@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_every_command_tells_how_it_is_used(command, asked):
    told = CliRunner().invoke(app, [command, asked])
    assert told.exit_code == 0, told.output
    assert "-h" in told.output


@pytest.mark.parametrize(
    "arguments",
    [
        "run -h",
        "run --out old",
        "run --workers 0",
        "run --dry-run",
        "run --cluster tcp://scheduler:8786",
        "run --help",
        "run --nonsense",
        "show x.txt",
    ],
)
def test_workers_are_not_loaded_where_they_may_not_be_needed(monkeypatch, tmp_path, arguments):
    (tmp_path / "old").mkdir()
    (tmp_path / "old/ledger.sqlite").touch()
    assert started(monkeypatch, arguments) == []


def started(monkeypatch, arguments):
    """What the process that workers are forked from is started with for a command, before anything else is done for it."""
    told = []
    monkeypatch.setattr(fork_server, "start", lambda *given: told.append(given))
    ahead.load_workers(arguments.split())
    return told


def test_a_command_that_is_stopped_before_it_began_says_so_without_a_traceback(monkeypatch, capsys):
    def stopped(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(ahead, "load_workers", stopped)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "kamermijn: stopped\n"


def test_the_options_of_a_run_are_known_before_the_command_line_is_loaded():
    options = [option for option in typer.main.get_command(app).commands["run"].params if option.param_type_name == "option"]
    assert {name for option in options if not option.is_flag for name in option.opts} == set(ahead.VALUED)
    assert {name for option in options if option.is_flag for name in option.opts} | {"-h", "--help"} == set(ahead.PLAIN)
