"""Questions to the dataset: in SQL and as commands, answered from the Parquet files and from nothing else."""

import csv
import io
import json
import shutil

import pytest
from made_letters import rich_letter
from typer.testing import CliRunner

from kamermijn import batch
from kamermijn.cli import app
from kamermijn.cli.answer import plain
from kamermijn.cli.questions import first_day, last_day
from kamermijn.dossier import Promise
from kamermijn.model import KamermijnError
from kamermijn.records.document import document
from kamermijn.store import DATASET, OutputFolder, write_dataset
from kamermijn.store.query import QueryError, opened

LETTER = json.loads(json.dumps(document(rich_letter())))
FIGURE, MEASURE = LETTER["figures"][0], LETTER["measures"][0]


def figure(number, **values):
    return FIGURE | {"record_id": f"figure-{number}", "subject": "bruggen", "period_start": None} | values


def measure(number, **values):
    return (
        MEASURE
        | {"record_id": f"measure-{number}", "type": "information", "actor": "Minister van Bruggen", "quote": f"belofte {number}"}
        | values
    )


MADE = LETTER | {
    "letter": LETTER["letter"] | {"date": "2031-03-12"},
    "figures": [
        figure("2030", value=8, unit="percent", period_start="2030-01-01", period_end="2030-12-31", organisation="Rijkswaterstaat"),
        figure("2029", value=9, unit="percent", period_start="2029-01-01", period_end="2029-12-31"),
        figure("now", value=2_500_000, unit="EUR", subject="onderhoud van BRÜGGEN"),
    ],
    "measures": [
        measure(1, status="announced", deadline_end="2031-09-01"),
        measure(2, status="announced", deadline_end="2032-01-01"),
        measure(3, status="completed", deadline_end="2031-08-01"),
        measure(4, status="announced", actor="Minister van Wegen", deadline_end=None),
        measure(5, status="announced", type="funding", deadline_end="2031-05-01"),
        measure(6, status="announced", speaker="quoted", deadline_end="2031-05-01"),
    ],
}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    path = tmp_path_factory.mktemp("asked") / "out 'put'"
    with OutputFolder(path) as folder:
        write_dataset(folder, DATASET, DATASET.of_letters([MADE]), ["parquet"])
        folder.publish()
    return path


def call(output, *arguments):
    return CliRunner().invoke(app, [*map(str, arguments), "--output", str(output)])


def answered(output, *arguments):
    result = call(output, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def ids(rows):
    return [row["record_id"].split("-", 1)[1] for row in rows]


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ([], ["2029", "2030", "now"]),
        (["--subject", "BRUGGEN"], ["2029", "2030", "now"]),
        (["--subject", "onderhoud"], ["now"]),
        (["--since", "2030"], ["2030", "now"]),
        (["--since", "2031"], ["now"]),
        (["--until", "2030"], ["2029", "2030"]),
        (["--since", "2029-06", "--until", "2029-12-31"], ["2029"]),
        (["--unit", "eur"], ["now"]),
        (["--organisation", "waterstaat"], ["2030"]),
        (["--kind", "kamerbrief"], ["2029", "2030", "now"]),
        (["--kind", "motie"], []),
        (["--letter", "kst-99001-3"], ["2029", "2030", "now"]),
        (["--subject", "'; DROP TABLE figures; --"], []),
    ],
)
def test_figures_are_picked_by_what_is_wished_for(output, wishes, found):
    assert ids(answered(output, "figures", *wishes)) == found


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ([], ["3", "1", "2", "4"]),
        (["--open"], ["1", "2", "4"]),
        (["--open", "--actor", "minister van bruggen"], ["1", "2"]),
        (["--open", "--before", "2032"], ["1"]),
        (["--type", "funding"], ["5"]),
        (["--type", "all"], ["5", "3", "1", "2", "4"]),
        (["--since", "2031-03-13"], []),
    ],
)
def test_promises_are_picked_by_what_is_wished_for(output, wishes, found):
    assert ids(answered(output, "promises", *wishes)) == found


def test_open_is_said_with_care(output):
    assert "later letters were not compared. Whether it was kept, the letters do not say." in call(output, "promises", "--open").stderr


def test_what_a_later_letter_follows_up_is_not_open(tmp_path):
    def told(number, status):
        promise = Promise(promise_id=f"measure-{number}", letter_id="kst-99001-3", type="information", act="meld", told_as="announced",
                          status=status, quote="belofte")  # fmt: skip
        return promise.model_dump(mode="json")

    with OutputFolder(tmp_path) as folder:
        rows = [*batch.DATASET.of_letters([MADE]),
                ("promises", [told(1, "follow-up found"), told(2, "none found in this collection")])]  # fmt: skip
        write_dataset(folder, batch.DATASET, rows, ["parquet"])
        folder.publish()
    assert ids(answered(tmp_path, "promises", "--open")) == ["2", "4"]
    followed = {row["record_id"]: row["followed"] for row in answered(tmp_path, "promises")}
    assert (followed["measure-1"], followed["measure-2"], followed["measure-4"]) == (
        "follow-up found",
        "none found in this collection",
        None,
    )
    assert "no follow-up was found in this collection" in call(tmp_path, "promises", "--open").stderr


def test_where_nothing_is_found_the_choices_are_told(output):
    result = call(output, "figures", "--unit", "furlong")
    assert result.exit_code == 0
    assert "nothing found" in result.stderr
    assert "unit is, most often: percent, EUR" in result.stderr


def test_a_query_is_answered_as_table_csv_or_json(output):
    sql = "SELECT value, subject, period_start, in_table, inferred FROM figures ORDER BY record_id"
    table = call(output, "query", sql)
    assert "2030-01-01" in table.stdout
    assert "3 rows" in table.stderr
    rows = list(csv.DictReader(io.StringIO(call(output, "query", sql, "--format", "csv").stdout)))
    assert rows[1] == {"value": "8", "subject": "bruggen", "period_start": "2030-01-01", "in_table": "false", "inferred": ""}
    assert answered(output, "query", sql)[2]["value"] == 2_500_000


def test_views_can_be_asked_like_tables(output):
    assert answered(output, "query", "SELECT record_id FROM open_promises ORDER BY 1") == [{"record_id": f"measure-{n}"} for n in (1, 2, 4)]
    for view in DATASET.views:
        answered(output, "query", f"SELECT count(*) FROM {view.name}")


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT nope FROM figures", 'Referenced column "nope" not found'),
        ("SELECT * FROM figurs", "There are: citations,"),
        ("SELEC 1", "syntax error"),
        ("", "a query is one SELECT"),
        ("SELECT 1; SELECT 2", "a query is one SELECT"),
        ("CREATE TABLE x AS SELECT 1", "a query is one SELECT"),
        ("EXPLAIN ANALYZE SELECT 1", "a query is one SELECT"),
        ("SET enable_external_access = true", "a query is one SELECT"),
        ("SELECT CAST(rule AS INTEGER) FROM figures", "Could not convert"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_plainly(output, sql, told):
    result = call(output, "query", sql)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "sql",
    ["SELECT * FROM read_text('{}')", "SELECT * FROM read_csv('{}')", "SELECT * FROM '{}'", "SELECT * FROM glob('{}')",
     "SELECT * FROM sniff_csv('{}')", "SELECT * FROM read_blob('{}')", "COPY (SELECT 1) TO '{}'", "ATTACH '{}' AS x", "INSTALL httpfs",
     "LOAD '{}'", "SELECT * FROM read_parquet('https://example.org/x.parquet')"],
)  # fmt: skip
def test_no_other_file_is_reached(output, tmp_path, sql):
    secret = tmp_path / "secret.csv"
    secret.write_text("geheim\n1\n")
    result = call(output, "query", sql.format(secret))
    assert result.exit_code == 2
    assert "geheim" not in result.stdout
    assert secret.read_text() == "geheim\n1\n"


def test_the_tables_themselves_cannot_be_overwritten(output):
    path = next((output / "parquet").glob("figures.parquet"))
    before = path.read_bytes()
    with opened(output, DATASET) as tables, pytest.raises(QueryError):
        tables.ask(f"COPY (SELECT 1) TO '{path.as_posix()}'")
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [["query", "SELECT 1"], ["figures"], ["promises"]], ids=str)
def test_without_a_run_one_is_told_how_to_make_it(tmp_path, command):
    result = call(tmp_path, *command)
    assert result.exit_code == 2
    assert "kamermijn run" in result.stderr


def test_a_broken_table_is_told_plainly(output, tmp_path):
    shutil.copytree(output, tmp_path / "out")
    (tmp_path / "out/parquet/figures.parquet").write_bytes(b"no parquet")
    result = call(tmp_path / "out", "figures")
    assert result.exit_code == 2
    assert "make it anew with: kamermijn run" in result.stderr


def test_what_would_steer_a_terminal_is_shown_as_a_sign(tmp_path):
    with OutputFolder(tmp_path) as folder:
        evil = MADE | {"figures": [figure("x", subject="\x1b[31mrood\x07")]}
        write_dataset(folder, DATASET, DATASET.of_letters([evil]), ["parquet"])
        folder.publish()
    assert "\x1b" not in call(tmp_path, "figures").stdout
    assert "rood" in call(tmp_path, "figures").stdout


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2014", "2014-01-01", "2014-12-31"), ("2016-02", "2016-02-01", "2016-02-29"), (" 2014-06-30 ", "2014-06-30", "2014-06-30")],
)
def test_a_time_is_a_year_a_month_or_a_day(text, first, last):
    assert (str(first_day(text)), str(last_day(text))) == (first, last)


@pytest.mark.parametrize("text", ["", "14", "2014-13", "2014-02-30", "30-06-2014", "gisteren", "0000", "2014-6"])
def test_another_time_is_refused(text):
    with pytest.raises(KamermijnError, match="write a year, a month or a day"):
        first_day(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (8.0, "8"), (1e16, "10000000000000000"), (["a|b", "c"], "a\\|b|c"), ([{"x": 1}], '[{"x": 1}]'),
     ("=1", "=1"), (float("nan"), "nan"), ([], "")],
)  # fmt: skip
def test_a_value_is_written_as_in_the_tables(value, text):
    assert plain(value) == text
