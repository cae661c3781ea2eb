"""What describes the dataset says what is so: schemas, data package, dictionary, metadata; and a field says what it means."""

import datetime
import json
import sqlite3
from contextlib import closing

import frictionless
import jsonschema
import pytest
import yaml
from made_letters import rich_letter
from test_dataset_forms import write

from kamermijn import batch
from kamermijn.records.document import document
from kamermijn.rules import load
from kamermijn.store import DATASET, OutputFolder, write_dataset
from kamermijn.store.columns import REVIEW
from kamermijn.store.forms.dictionary import example_of
from kamermijn.store.forms.json_schema import letter_schema, row_schema
from kamermijn.store.questions import QUESTIONS

DOCUMENT = json.loads(json.dumps(document(rich_letter())))
COLUMNS = [(table, column) for table in batch.DATASET.tables for column in table.columns]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("described")
    write(path, [DOCUMENT])
    return path


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """The sample letters, really mined and published by a run."""
    from test_readme import ROOT

    folder = tmp_path_factory.mktemp("samples")
    files = batch.collect([ROOT / "corpus/voorbeelden"], folder / "output", samples=True).files
    batch.run(files, folder / "output", load())
    return folder / "output"


def of_column(case):
    return f"{case[0].name}.{case[1].name}"


@pytest.mark.parametrize("case", COLUMNS, ids=of_column)
def test_every_column_says_what_it_means_with_an_example_of_its_type(case):
    table, column = case
    assert column.description.endswith(".") or column.description.endswith(")")
    example = example_of(column)
    assert example is not None
    if column is not REVIEW:
        part = row_schema(table.rows)
        jsonschema.validate(example, part["properties"][column.name] | {"$defs": part.get("$defs", {})})
    if column.kind == "date":
        datetime.date.fromisoformat(example)


@pytest.mark.parametrize("name", ["start", "end", "boxes", "value", "amount"])
def test_a_measure_of_something_says_its_unit(name):
    assert all(column.unit for _, column in COLUMNS if column.name == name)


def test_the_dictionary_has_a_row_for_every_column_and_view(samples):
    text = (samples / "DATA.md").read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in text.split("## ")[1:])
    assert list(parts) == [*(table.name for table in batch.DATASET.tables), "Views"]
    for table, column in COLUMNS:
        row = next(line for line in parts[table.name].splitlines() if line.startswith(f"| `{column.name}` |"))
        assert column.description.replace("|", "\\|") in row
        assert len(row.replace("\\|", "").split("|")) == 7
    assert all(f"| `{view.name}` |" in parts["Views"] for view in batch.DATASET.views)


def test_every_letter_of_the_samples_validates_against_the_schema(samples):
    schema = json.loads((samples / "schema/letter.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    letters = list((samples / "letters").glob("*.json"))
    assert len(letters) == 4
    for path in letters:
        jsonschema.validate(
            json.loads(path.read_text()), schema, jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker()
        )


def test_every_row_validates_against_the_schema_of_its_table(written):
    for table in DATASET.tables:
        schema = json.loads((written / f"schema/{table.name}.json").read_text())
        for line in (written / f"jsonl/{table.name}.jsonl").read_text().splitlines():
            jsonschema.validate({name: value for name, value in json.loads(line).items() if name != REVIEW.name}, schema)


@pytest.mark.parametrize("change", [{"schema_version": 2}, {"text": 1}, {"figures": [{}]}, {"more": 1}, {"coverage": {}}], ids=str)
def test_another_document_does_not_validate(change):
    jsonschema.validate(DOCUMENT, letter_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(DOCUMENT | change, letter_schema())


def test_the_data_package_of_a_run_is_valid(samples):
    report = frictionless.validate(str(samples / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert {task.name for task in report.tasks} == {table.name for table in batch.DATASET.flat}


def test_the_data_package_of_hard_values_is_valid_and_says_types_and_keys(written):
    assert frictionless.validate(str(written / "datapackage.json")).valid
    told = json.loads((written / "datapackage.json").read_text())
    figures = next(resource for resource in told["resources"] if resource["name"] == "figures")
    assert figures["schema"]["primaryKey"] == ["record_id"]
    assert figures["schema"]["foreignKeys"] == [{"fields": ["letter_id"], "reference": {"resource": "letters", "fields": ["letter_id"]}}]
    types = {field["name"]: field["type"] for field in figures["schema"]["fields"]}
    assert (types["value"], types["page"], types["period_start"], types["in_table"], types["boxes"]) == (
        "number", "integer", "date", "boolean", "array")  # fmt: skip
    assert told["licenses"]
    assert told["sources"]


@pytest.mark.parametrize(
    ("found", "put"), [(b"1250,", b"veel,"), (b"figure-", b"fugure-"), (b"kst-99001-3,", b"kst-0,")], ids=["type", "digest", "reference"]
)
def test_a_changed_table_makes_the_package_invalid(tmp_path, found, put):
    write(tmp_path, [DOCUMENT], ["csv", "datapackage"])
    path = tmp_path / "figures.csv"
    path.write_bytes(path.read_bytes().replace(found, put, 1))
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_datasette_is_told_of_every_table_and_column_with_source_and_licence(written):
    told = yaml.safe_load((written / "metadata.yaml").read_text(encoding="utf-8"))
    assert {"title", "source", "source_url", "license", "license_url"} <= told.keys()
    tables = told["databases"]["kamermijn"]["tables"]
    for table in DATASET.tables:
        assert list(tables[table.name]["columns"]) == [column.name for column in table.columns]
        assert set(tables[table.name].get("facets", [])) <= {column.name for column in table.columns}
    assert tables["measures"]["facets"] == ["type", "status", "actor"]
    assert set(told["databases"]["kamermijn"]["queries"]) == {question.name for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_ready_query_is_answered(samples, question):
    blanks = {"onderwerp": "storingen", "voor_datum": "2040-01-01", "minimum": "1", "woorden": "Kamer", "wie": "Minister"}
    with closing(sqlite3.connect(samples / "kamermijn.sqlite")) as base:
        assert base.execute(question.sql, blanks).fetchall()


def test_metadata_is_what_datasette_takes(written):
    datasette = pytest.importorskip("datasette.app")
    from datasette.utils import parse_metadata

    told = parse_metadata((written / "metadata.yaml").read_text(encoding="utf-8"))
    made = datasette.Datasette([], immutables=[str(written / "kamermijn.sqlite")], metadata=told)
    assert made.metadata("source") == told["source"]


def test_tables_that_a_layer_above_adds_are_in_every_form(tmp_path):
    from typing import ClassVar

    from pydantic import Field

    from kamermijn.model import Row
    from kamermijn.store import Dataset, Table, View

    class Link(Row):
        """A step from one letter to another."""

        singular: ClassVar[str] = "link"
        plural: ClassVar[str] = "links"
        references: ClassVar[dict[str, str]] = {"letter_id": "letters"}
        facets: ClassVar[tuple[str, ...]] = ("says",)

        letter_id: str = Field(description="From.", examples=["kst-1-2"])
        says: str = Field(description="What.", examples=["cites"])

    more = DATASET + Dataset((Table(Link),), (View("linked", "Letters with links.", "SELECT * FROM links", frozenset({"links"})),))
    with OutputFolder(tmp_path) as folder:
        write_dataset(folder, more, [*more.of_letters([DOCUMENT]), ("links", [{"letter_id": "kst-99001-3", "says": "=x"}])])
        folder.publish()
    assert (tmp_path / "links.csv").read_text() == "letter_id,says\nkst-99001-3,=x\n"
    assert (tmp_path / "parquet/links.parquet").is_file()
    assert "## links" in (tmp_path / "DATA.md").read_text()
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    with closing(sqlite3.connect(tmp_path / "kamermijn.sqlite")) as base:
        assert base.execute("SELECT says FROM linked").fetchall() == [("=x",)]
