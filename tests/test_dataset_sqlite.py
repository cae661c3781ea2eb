"""The SQLite file of a run: typed, linked, searchable, and the same for the same letters."""

import json
import sqlite3
from contextlib import closing

import pytest
from made_letters import TEXT, rich_letter

from kamermijn.records.document import document
from kamermijn.records.identity import renamed
from kamermijn.store import DATASET, OutputFolder, Problem, Version, write_dataset

PROBLEM = Problem(source="a.pdf", path="x/a.pdf", level="error", reason="encrypted", message='zonder "wachtwoord", graag')
VERSION = Version(letter_id="kst-99001-3", sha256="00", form="text", file="x/brief.txt", version=1, current=True,
                  why="the only file of this letter", json_file="letters/kst-99001-3.json")  # fmt: skip
GIVEN = {"errors": [PROBLEM.model_dump(mode="json")], "versions": [VERSION.model_dump(mode="json")]}
DOCUMENT = json.loads(json.dumps(document(rich_letter())))


def write(path, documents, dataset=DATASET, more=()):
    with OutputFolder(path) as folder:
        rows = [*dataset.of_letters(documents), *GIVEN.items(), *more]
        write_dataset(folder, dataset, rows, ["sqlite"])
        folder.publish()
    return path / "kamermijn.sqlite"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write(tmp_path_factory.mktemp("sqlite"), [DOCUMENT])


@pytest.fixture
def base(path):
    with closing(sqlite3.connect(path)) as base:
        base.row_factory = sqlite3.Row
        yield base


def test_there_is_a_strict_table_for_each_kind_with_the_columns_of_its_class(base):
    for table in DATASET.tables:
        told = base.execute(f"PRAGMA table_info({table.name})").fetchall()
        assert [row["name"] for row in told] == [column.name for column in table.columns]
        assert [row["name"] for row in told if row["pk"]] == [name for name in [table.rows.key] if name]
    kinds = {row["name"]: row["type"] for row in base.execute("PRAGMA table_info(figures)")}
    assert (kinds["value"], kinds["page"], kinds["in_table"], kinds["quote"]) == ("REAL", "INTEGER", "INTEGER", "TEXT")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("UPDATE figures SET value = 'veel'")


def test_every_value_is_that_of_the_json(base):
    for table in DATASET.tables:
        expected = list(table.of_letter(DOCUMENT)) if table.of_letter else GIVEN[table.name]
        rows = [dict(row) for row in base.execute(f"SELECT * FROM {table.name}")]
        for column in table.columns:
            if column.kind in ("list", "records"):
                for row in rows:
                    row[column.name] = json.loads(row[column.name])
            if column.kind == "boolean":
                for row in rows:
                    row[column.name] = bool(row[column.name])
        assert rows == [{column.name: row.get(column.name) for column in table.columns} for row in expected]


def test_rows_point_to_letters_that_are_there(path, base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    told = base.execute("PRAGMA foreign_key_list(figures)").fetchall()
    assert [(row["from"], row["table"], row["to"]) for row in told] == [("letter_id", "letters", "letter_id")]


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [("texts", "bruggen", 1), ("figures", "telde", 2), ("measures", "blijft", 1), ("texts", '"=SOM(A1)"', 1), ("texts", "afwezig", 0)],
)
def test_texts_and_quotes_can_be_searched(base, table, words, found):
    assert len(base.execute(f"SELECT * FROM {table}_fts WHERE {table}_fts MATCH ?", (words,)).fetchall()) == found


def test_a_search_shows_where_in_the_text_the_words_stand(base):
    query = "SELECT snippet(texts_fts, 0, '[', ']', '…', 4) FROM texts_fts WHERE texts_fts MATCH 'bruggen'"
    assert "[bruggen]" in base.execute(query).fetchone()[0]


def test_figures_stand_beside_their_letter(base):
    row = base.execute("SELECT * FROM figures_with_letter WHERE quote = '1.250'").fetchone()
    assert (row["value"], row["letter_date"], row["letter_kind"]) == (1250, "1602-03-20", "kamerbrief")


def test_every_view_can_be_asked(base):
    for view in DATASET.views:
        base.execute(f"SELECT * FROM {view.name}").fetchall()
    assert base.execute("SELECT seen, in_records, rejected, left_out FROM coverage_by_letter").fetchone()[:] == (3, 1, 0, 2)
    ids = {row["record_id"] for row in base.execute("SELECT * FROM records")}
    kinds = ("figures", "dates", "citations", "motions", "organisations", "measures", "rejected")
    assert ids == {record["record_id"] for kind in kinds for record in DOCUMENT[kind]}


def test_an_open_promise_is_one_to_inform_parliament_that_is_only_announced(tmp_path):
    measures = [dict(DOCUMENT["measures"][0], record_id=f"measure-{kind}-{status}", type=kind, status=status)
                for kind in ("information", "funding") for status in ("announced", "completed")]  # fmt: skip
    with closing(sqlite3.connect(write(tmp_path, [DOCUMENT | {"measures": measures}]))) as base:
        assert base.execute("SELECT record_id FROM open_promises").fetchall() == [("measure-information-announced",)]


def test_the_same_letters_give_the_same_bytes(path, tmp_path):
    assert write(tmp_path, [DOCUMENT]).read_bytes() == path.read_bytes()


def test_many_letters_are_all_there(tmp_path):
    letters = [renamed(json.loads(json.dumps(document(rich_letter()))), f"kst-{number}") for number in range(700)]
    with closing(sqlite3.connect(write(tmp_path, letters))) as base:
        assert base.execute("SELECT count(*) FROM figures").fetchone() == (1400,)
        assert base.execute("SELECT count(DISTINCT letter_id) FROM texts WHERE text = ?", (TEXT,)).fetchone() == (700,)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
