"""Every form of the dataset holds what the JSON holds, whatever the letters say, and the same bytes each time."""

import datetime
import json
import math
import sqlite3
import zipfile
from contextlib import closing

import duckdb
import openpyxl
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made_letters import rich_letter

import kamermijn
from kamermijn.records import Figure
from kamermijn.records.document import document
from kamermijn.records.identity import renamed
from kamermijn.store import DATASET, FORMS, OutputFolder, Problem, Version, files_of, write_dataset
from kamermijn.store.columns import cell
from kamermijn.store.forms import parquet, spreadsheet

PROBLEM = Problem(source="a.pdf", path="x/a.pdf", level="error", reason="encrypted", message='zonder "wachtwoord", graag')
VERSION = Version(letter_id="kst-99001-3", sha256="00", form="text", file="x/brief.txt", version=1, current=True,
                  why="the only file of this letter", json_file="letters/kst-99001-3.json")  # fmt: skip
GIVEN = {"errors": [PROBLEM.model_dump(mode="json")], "versions": [VERSION.model_dump(mode="json")]}
DOCUMENT = json.loads(json.dumps(document(rich_letter())))
TABLES = [table.name for table in DATASET.tables]


def write(path, documents, forms=tuple(FORMS)):
    """Write the documents in these forms; returns what was reported."""
    with OutputFolder(path) as folder:
        rows = [*DATASET.of_letters(documents), *GIVEN.items()]
        report = write_dataset(folder, DATASET, rows, forms)
        folder.publish()
    return report.notices


def saying(quote, **values):
    """A letter in which one figure says this."""
    figure = Figure(record_id="figure-1", letter_id="kst-99001-3", quote=quote, start=0, end=len(quote), sentence=quote, rule="test.rule",
                    **({"value": 1.0, "unit": "count"} | values))  # fmt: skip
    return DOCUMENT | {"figures": [figure.model_dump(mode="json")]}


def expected(name):
    table = next(table for table in DATASET.tables if table.name == name)
    rows = list(table.of_letter(DOCUMENT)) if table.of_letter else GIVEN[table.name]
    # What people say of records stands in no letter, and here nobody said anything.
    return table, [{column.name: row.get(column.name) for column in table.columns} for row in rows]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("forms")
    assert write(path, [DOCUMENT]) == []
    return path


def test_a_form_makes_the_files_that_it_names_and_no_others(written):
    made = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file() and not path.name.startswith(".")}
    assert made == set(files_of(DATASET, FORMS))


def as_date(value):
    return None if value is None else datetime.date.fromisoformat(value)


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_what_the_json_holds_in_real_types(written, name):
    table, rows = expected(name)
    read = pq.read_table(written / "parquet" / f"{name}.parquet").to_pylist()
    dated = [
        {column.name: as_date(row[column.name]) if column.kind == "date" else row[column.name] for column in table.columns} for row in rows
    ]
    assert read == dated


@pytest.mark.parametrize("name", TABLES)
def test_json_lines_hold_what_the_json_holds(written, name):
    _, rows = expected(name)
    assert [json.loads(line) for line in (written / "jsonl" / f"{name}.jsonl").read_text().splitlines()] == rows


def test_parquet_has_dates_lists_and_structs(written):
    told = pq.read_schema(written / "parquet/figures.parquet")
    assert told.field("period_start").type == pa.date32()
    assert told.field("inferred").type == pa.list_(pa.string())
    assert told.field("value").type == pa.float64()
    assert told.field("page").type == pa.int64()
    assert told.field("in_table").type == pa.bool_()
    assert pa.types.is_struct(told.field("boxes").type.value_type)
    assert told.field("value").metadata[b"description"].startswith(b"The number")


def test_duckdb_polars_and_pandas_read_parquet_as_it_is(written):
    path = str(written / "parquet/figures.parquet")
    assert duckdb.sql(f"SELECT sum(value), max(period_start) FROM '{path}'").fetchall() == [(3750.000001, datetime.date(2031, 1, 1))]
    assert polars.read_parquet(path)["period_start"].dtype == polars.Date
    assert polars.read_parquet(path)["value"].to_list() == [1250.0, 2500.000001]
    assert pd.read_parquet(path)["value"].tolist() == [1250.0, 2500.000001]


@pytest.mark.parametrize("name", [table.name for table in DATASET.flat])
def test_the_workbook_holds_what_the_json_holds(written, name):
    table, rows = expected(name)
    header, *read = openpyxl.load_workbook(written / "kamermijn.xlsx")[name].iter_rows(values_only=True)
    assert list(header) == [column.name for column in table.columns]
    assert len(read) == len(rows)
    for row, cells in zip(rows, read, strict=True):
        for column, said in zip(table.columns, cells, strict=True):
            value = row[column.name]
            if column.kind == "date" and value:
                # Spreadsheets know no days before 1900: those stand as text.
                assert said == (datetime.datetime.fromisoformat(value) if value >= "1900-03-01" else value)
            elif column.kind in ("list", "records", "text"):
                assert (said or "") == cell(value, column.kind)
            else:
                assert said == value


def test_the_workbook_has_a_frozen_header_with_a_filter_on_each_sheet(written):
    book = openpyxl.load_workbook(written / "kamermijn.xlsx")
    assert book.sheetnames == ["about", *(table.name for table in DATASET.flat)]
    sheet = book["figures"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    told = {row[0]: row[1] for row in book["about"].iter_rows(min_row=2, values_only=True)}
    assert told["figures"] == 2


HOSTILE = ["=HYPERLINK(\"http://x\";\"klik\")", "+1+1", "-2", "@SUM(A1)", "#N/A", "#REF!", "\t=1", "\r=1", "=1\n=2", "a|b", 'a"b',
           "a,b;c", "'=1",           " spaties  ", "_x000D_", "één ünïcode 🦄", "=cmd|' /C calc'!A0", "1e5", "TRUE",
           "2030-01-01", "<b>&amp;</b>", "]]>"]  # fmt: skip


@pytest.mark.parametrize("quote", HOSTILE, ids=repr)
def test_a_hostile_quote_is_text_in_every_form(tmp_path, quote):
    assert write(tmp_path, [saying(quote)], ["csv", "sqlite", "parquet", "xlsx", "jsonl"]) == []
    sheet = openpyxl.load_workbook(tmp_path / "kamermijn.xlsx")["figures"]
    found = sheet["C2"]
    assert found.data_type in ("s", "inlineStr")
    assert found.value == quote.replace("_x000D_", "_x005F_x000D_")
    with zipfile.ZipFile(tmp_path / "kamermijn.xlsx") as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())
    assert kamermijn_table(tmp_path)["quote"].tolist() == [quote]
    assert pq.read_table(tmp_path / "parquet/figures.parquet")["quote"].to_pylist() == [quote]


def kamermijn_table(path):
    return kamermijn.load(path)["figures"]


def test_an_edited_cell_does_not_become_a_formula_either(tmp_path):
    write(tmp_path, [saying("=1+1")], ["xlsx"])
    assert openpyxl.load_workbook(tmp_path / "kamermijn.xlsx")["figures"]["C2"].quotePrefix


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x08", "\ufffe", "\ud800"], ids=ascii)
def test_a_sign_that_a_sheet_cannot_hold_is_shown_and_reported(tmp_path, sign):
    notices = write(tmp_path, [saying(f"a{sign}b")], ["sqlite", "parquet", "xlsx", "csv", "jsonl"])
    assert openpyxl.load_workbook(tmp_path / "kamermijn.xlsx")["figures"]["C2"].value == "a\N{REPLACEMENT CHARACTER}b"
    # The quote, and the sentence in which it stands.
    assert len(notices) == 1
    assert "kamermijn.xlsx, sheet figures: 2 cells with signs" in notices[0]
    kept = "a?b" if sign == "\ud800" else f"a{sign}b"
    assert pq.read_table(tmp_path / "parquet/figures.parquet")["quote"].to_pylist() == [kept]


def test_a_text_too_long_for_a_cell_is_cut_and_reported(tmp_path):
    notices = write(tmp_path, [saying("🦄" * 20_000)], ["xlsx", "parquet"])
    assert "2 cells cut after 32767 characters; the other forms hold all of it" in notices[0]
    book = openpyxl.load_workbook(tmp_path / "kamermijn.xlsx")
    assert book["figures"]["C2"].value == "🦄" * 16_383 + "…"
    assert "cut after" in "".join(str(row[3]) for row in book["about"].iter_rows(values_only=True))
    assert pq.read_table(tmp_path / "parquet/figures.parquet")["quote"].to_pylist() == ["🦄" * 20_000]


def test_rows_that_a_sheet_cannot_hold_are_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    notices = write(tmp_path, [DOCUMENT], ["xlsx"])
    assert "kamermijn.xlsx, sheet figures: 1 more rows than the 2 of a sheet; the other forms hold all of it" in notices
    assert openpyxl.load_workbook(tmp_path / "kamermijn.xlsx")["figures"].max_row == 2


def test_a_list_with_a_lone_surrogate_is_written_all_the_same(tmp_path):
    letter = json.loads(json.dumps(DOCUMENT))
    letter["rejected"][0]["candidates"] = ["a\ud800", "b"]
    letter["motions"][0]["mentions"][0]["quote"] = "\udfff"
    write(tmp_path, [letter])
    assert pq.read_table(tmp_path / "parquet/rejected.parquet")["candidates"].to_pylist() == [["a?", "b"]]
    assert pq.read_table(tmp_path / "parquet/motions.parquet")["mentions"].to_pylist()[0][0]["quote"] == "?"


@settings(max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.floats(-1e300, 1e300), st.dates() | st.none(), st.text() | st.none())
def test_whatever_a_letter_says_is_read_back_as_it_was(tmp_path_factory, quote, value, day, subject):
    path = tmp_path_factory.mktemp("hypothesis")
    write(path, [saying(quote, value=value, period_start=day, subject=subject)], ["csv", "sqlite", "parquet", "xlsx", "jsonl"])
    table = pq.read_table(path / "parquet/figures.parquet").to_pylist()[0]
    assert (table["quote"], table["value"], table["period_start"], table["subject"]) == (quote, value, day, subject)
    frame = kamermijn.load(path)["figures"].iloc[0]
    assert (frame["quote"], frame["value"]) == (quote, value)
    with closing(sqlite3.connect(path / "kamermijn.sqlite")) as base:
        row = base.execute("SELECT quote, value, period_start, subject FROM figures").fetchone()
    assert row == (quote, value, day and day.isoformat(), subject)
    line = json.loads((path / "jsonl/figures.jsonl").read_text())
    assert (line["quote"], line["value"]) == (quote, value)
    cells = next(openpyxl.load_workbook(path / "kamermijn.xlsx")["figures"].iter_rows(min_row=2, values_only=True))
    assert math.isclose(cells[3], value, rel_tol=1e-15)


def test_the_same_letters_give_the_same_bytes(written, tmp_path):
    write(tmp_path, [DOCUMENT])
    for name in files_of(DATASET, FORMS):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes(), name


def test_groups_of_rows_are_written_as_they_come(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_BATCH", 2)
    monkeypatch.setattr(parquet, "_GROUP", 4)
    letters = [renamed(json.loads(json.dumps(document(rich_letter()))), f"kst-{number}") for number in range(9)]
    write(tmp_path, letters, ["parquet"])
    told = pq.ParquetFile(tmp_path / "parquet/figures.parquet")
    assert (told.metadata.num_rows, told.num_row_groups) == (18, 5)
    assert told.read()["letter_id"].to_pylist() == [f"kst-{number}" for number in range(9) for _ in range(2)]


def test_a_write_that_breaks_off_leaves_nothing(tmp_path):
    def broken():
        yield from DATASET.of_letters([DOCUMENT])
        raise KeyboardInterrupt

    def break_off():
        with OutputFolder(tmp_path) as folder:
            write_dataset(folder, DATASET, broken())
            folder.publish()

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert {path.name for path in tmp_path.iterdir()} <= {".kamermijn-lock"}
