"""Records to files and back: nothing is lost, nothing half-written, nothing touched that is not ours."""

import csv
import datetime
import io
import json
import threading

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_letters import TEXT, rich_letter

import kamermijn
from kamermijn.model import KamermijnError, Record
from kamermijn.records import KINDS, LetterFields
from kamermijn.records.document import document, read_document
from kamermijn.records.identity import renamed
from kamermijn.store import DATASET, TABLES, OutputError, OutputFolder, Problem, columns, file_name, load, write_dataset
from kamermijn.store.columns import cell, number_text, split_list

PROBLEM = Problem(source="a.pdf", path="x/a.pdf", level="error", reason="encrypted", message='zonder "wachtwoord", graag')


@pytest.fixture
def written(tmp_path):
    with OutputFolder(tmp_path / "out") as folder:
        data = json.loads(json.dumps(document(rich_letter())))
        rows = [*DATASET.of_letters([data]), ("errors", [PROBLEM.model_dump(mode="json")])]
        write_dataset(folder, DATASET, rows, ["csv"])
        folder.publish()
    return tmp_path / "out"


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_the_json_of_a_letter_holds_what_the_issue_lists():
    data = json.loads(json.dumps(document(rich_letter())))
    assert list(data) == ["schema_version", "letter", "text", "pages", "figures", "dates", "citations", "motions", "organisations",
                          "measures", "rejected", "numerals", "coverage"]  # fmt: skip
    assert {"source", "sha256", "pages"} <= data["letter"].keys()
    assert data["pages"] == [{"number": 1, "start": 0, "end": len(TEXT)}]
    assert data["figures"][0]["boxes"] == [{"page": 1, "x0": 10.0, "y0": 20.5, "x1": 30.25, "y1": 40.0}]
    assert data["coverage"] == {"seen": 3, "outcomes": {"date": 1, "left out": 2}, "reasons": {"dossier number": 2}}


def test_a_letter_comes_back_from_its_document_as_it_was():
    assert read_document(json.loads(json.dumps(document(rich_letter())))) == rich_letter()


def test_every_kind_has_a_table_with_the_columns_of_its_class(written):
    assert {path.name for path in written.glob("*.csv")} == {f"{name}.csv" for name in TABLES}
    kinds = {"figures", "dates", "citations", "motions", "organisations", "measures", "rejected", "coverage"}
    assert kinds | {"letters", "versions", "errors"} == set(TABLES)
    for name, cls in TABLES.items():
        header = (written / f"{name}.csv").read_bytes().split(b"\r\n")[0].decode()
        assert sorted(header.split(",")) == sorted({*cls.model_fields, *(["review"] if issubclass(cls, Record) else [])})


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.plural)
def test_a_table_starts_with_whose_words_the_record_stands_on(cls):
    names = [column.name for column in columns(cls)]
    assert names[:3] == ["record_id", "letter_id", "quote"]
    assert set(names[3:]) >= {"sentence", "page", "rule", "fictional"}
    assert all(column.description for column in columns(cls))


def test_cells_are_plain_values(written):
    figure = rows(written / "figures.csv")[0]
    assert (figure["value"], figure["period_start"], figure["period_end"], figure["in_table"]) == ("1250", "2031-01-01", "", "false")
    letter = rows(written / "letters.csv")[0]
    assert (letter["date"], letter["dossiers"], letter["warnings"]) == ("1602-03-20", "99001|99002-VI", "een \\| streep|terug\\\\slag")


def test_a_quote_that_looks_like_a_formula_stays_what_the_letter_says(written):
    measure = rows(written / "measures.csv")[0]
    assert (measure["quote"], measure["action"], measure["amount"]) == ("=SOM(A1) blijft zo staan", "+laat", "-0.5")


def test_tables_are_rfc_4180(written):
    raw = (written / "errors.csv").read_bytes()
    assert raw.endswith(b"\r\n")
    assert b'"zonder ""wachtwoord"", graag"' in raw
    assert not raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1321.0, "1321"), (0.095, "0.095"), (1e16, "10000000000000000"), (1e-7, "0.0000001"), (-8.0, "-8"), (2500.000001, "2500.000001"),
     (0.0, "0"), (100, "100")],
)  # fmt: skip
def test_a_number_is_written_without_exponent(value, text):
    assert number_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_as_it_was(value):
    assert float(number_text(value)) == value


@given(st.lists(st.text(min_size=1), max_size=5))
def test_a_list_of_words_is_read_back_as_it_was(words):
    assert split_list(cell(words, "list")) == words


def test_load_gives_typed_frames(written):
    frames = load(written)
    assert list(frames) == list(TABLES)
    figures = frames["figures"]
    assert figures["value"].tolist() == [1250.0, 2500.000001]
    assert figures["value_high"].isna().tolist() == [True, False]
    assert figures["period_start"][0] == pd.Timestamp("2031-01-01")
    assert figures["period_end"].isna().all()
    assert str(figures["page"].dtype) == "Int64"
    assert str(figures["in_table"].dtype) == "boolean"
    assert figures["in_table"].tolist() == [False, True]
    assert str(figures["quote"].dtype) == "string"
    assert pd.api.types.is_datetime64_dtype(figures["period_start"])
    assert pd.api.types.is_float_dtype(figures["value"])
    assert frames["letters"]["date"][0].date() == datetime.date(1602, 3, 20)
    assert frames["letters"]["warnings"][0] == ["een | streep", "terug\\slag"]
    assert frames["rejected"]["candidates"][0] == ["a|b", "c"]
    assert frames["motions"]["proposers"][0] == [{"name": "Van 't Hek", "party": "ABC"}, {"name": 'O"Dwyer', "party": None}]
    assert frames["measures"]["figures"][0] == figures["record_id"].tolist()
    assert frames["organisations"]["acronym"].isna().all()


def test_load_of_a_run_without_letters_gives_empty_frames_of_the_same_types(tmp_path):
    with OutputFolder(tmp_path) as folder:
        write_dataset(folder, DATASET, [], ["csv"])
        folder.publish()
    figures = load(tmp_path)["figures"]
    assert len(figures) == 0
    assert pd.api.types.is_datetime64_dtype(figures["period_start"])


def test_load_says_what_to_do_when_there_is_no_run(tmp_path):
    with pytest.raises(KamermijnError, match="kamermijn run"):
        kamermijn.load(tmp_path)


def test_load_refuses_a_table_with_other_columns(written):
    (written / "dates.csv").write_text("record_id,quote\r\n")
    with pytest.raises(KamermijnError, match=r"dates\.csv.*another version"):
        kamermijn.load(written)


def publish(path, names):
    with OutputFolder(path) as folder:
        for name in names:
            with folder.create(name) as file:
                file.write(f"new {name}")
        folder.publish()


def test_a_run_removes_what_an_earlier_run_made_and_nothing_else(tmp_path):
    publish(tmp_path, ["letters/a.json", "letters/b.json"])
    (tmp_path / "letters/mine.json").write_text("mine")
    publish(tmp_path, ["letters/b.json"])
    assert sorted(p.name for p in (tmp_path / "letters").iterdir()) == ["b.json", "mine.json"]


def test_a_file_that_is_not_our_own_is_refused_and_stays(tmp_path):
    (tmp_path / "figures.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"figures\.csv was not made by kamermijn"):
        publish(tmp_path, ["figures.csv", "dates.csv"])
    assert (tmp_path / "figures.csv").read_text() == "mine"
    assert not (tmp_path / "dates.csv").exists()


def test_a_run_that_breaks_off_changes_nothing(tmp_path):
    publish(tmp_path, ["figures.csv"])
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    def break_off():
        with OutputFolder(tmp_path) as folder, folder.create("figures.csv") as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_what_a_killed_run_left_behind_is_cleared(tmp_path):
    leaving = tmp_path / ".kamermijn-run" / "half"
    leaving.mkdir(parents=True)
    (leaving / "figures.csv").write_text("record_i")
    publish(tmp_path, ["figures.csv"])
    assert not (tmp_path / ".kamermijn-run").exists()


def test_a_second_run_at_the_same_time_is_refused(tmp_path):
    refused = []

    def second():
        try:
            publish(tmp_path, ["figures.csv"])
        except OutputError as error:
            refused.append(str(error))

    with OutputFolder(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert len(refused) == 1
    assert "another run" in refused[0]
    publish(tmp_path, ["figures.csv"])


def test_the_list_of_own_files_is_not_believed_about_other_folders(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("keep")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.kamermijn-files").write_text(f"../outside.txt\n{outside}\n")
    publish(tmp_path / "out", ["figures.csv"])
    assert outside.read_text() == "keep"


def test_an_output_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        publish(tmp_path / "out", [])


@pytest.mark.parametrize("letter_id", ["kst-34300-VI-49", "één", "kst-28638-158~1a2b3c4d"])
def test_a_letter_is_filed_under_its_id(letter_id):
    assert file_name(letter_id) == f"{letter_id}.json"


@given(st.text(min_size=1, max_size=300))
def test_whatever_the_id_the_file_name_is_one_name_in_one_folder(letter_id):
    name = file_name(letter_id)
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith(".")
    assert len(name.encode("utf-8", "replace")) <= 255


def test_two_ids_that_are_cut_alike_are_filed_apart():
    assert file_name("x" * 200) != file_name("x" * 201)
    assert file_name("a/b") != file_name("a:b")


def test_a_renamed_letter_keeps_its_links():
    letter = read_document(renamed(document(rich_letter()), "kst-99001-3~abc"))
    assert letter.fields.letter_id == "kst-99001-3~abc"
    ids = {record.record_id for cls in KINDS for record in letter.records(cls.plural)}
    assert ids.isdisjoint(record.record_id for cls in KINDS for record in rich_letter().records(cls.plural))
    assert letter.measures[0].figures == tuple(figure.record_id for figure in letter.figures)
    assert {record.letter_id for cls in KINDS for record in letter.records(cls.plural)} == {"kst-99001-3~abc"}


def test_a_letter_that_gets_its_own_id_back_is_what_it_was():
    before = json.loads(json.dumps(document(rich_letter())))
    there = renamed(before, "kst-99001-3~abc")
    assert there != before
    assert renamed(there, before["letter"]["letter_id"]) == before


def test_records_and_letters_share_no_table_name():
    assert len(TABLES) == len(KINDS) + 3
    assert TABLES["letters"] is LetterFields
    assert issubclass(TABLES["coverage"], Record)
