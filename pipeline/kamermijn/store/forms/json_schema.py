"""JSON Schema of what is published: a row of each table, and the JSON file of a letter."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from kamermijn.model import PageSpan, Row
from kamermijn.records import KINDS, LetterFields
from kamermijn.records.document import SCHEMA_VERSION
from kamermijn.store.dataset import Dataset
from kamermijn.store.folder import OutputFolder

FOLDER = "schema"

_LETTER = "letter.json"


class Coverage(BaseModel):
    """The account of the numbers in a letter: how many were seen, in which kinds of record they ended, why the rest was left out."""

    model_config = ConfigDict(extra="forbid")

    seen: int
    outcomes: dict[str, int]
    reasons: dict[str, int]


def files(dataset: Dataset) -> list[str]:
    """A file a table, and one for the JSON of a letter."""
    return [f"{FOLDER}/{_LETTER}", *(f"{FOLDER}/{table.name}.json" for table in dataset.tables)]


def describe(folder: OutputFolder, dataset: Dataset) -> None:
    """Write them."""
    for name, schema in _schemas(dataset).items():
        with folder.create(f"{FOLDER}/{name}") as file:
            file.write(json.dumps(schema, ensure_ascii=False, indent=1) + "\n")


def prepare(dataset: Dataset) -> None:
    """Make them."""
    _schemas(dataset)


def _schemas(dataset: Dataset) -> dict[str, dict[str, Any]]:
    return {_LETTER: letter_schema(), **{f"{table.name}.json": row_schema(table.rows) for table in dataset.tables}}


@cache
def row_schema(rows: type[Row]) -> dict[str, Any]:
    """The schema of a row as the JSON of a letter has it."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **rows.model_json_schema(mode="serialization")}


@cache
def letter_schema() -> dict[str, Any]:
    """The schema of the JSON file of a letter."""
    fields: dict[str, Any] = {
        "schema_version": (int, Field(description=f"Version of this form: {SCHEMA_VERSION}.", ge=SCHEMA_VERSION, le=SCHEMA_VERSION)),
        "letter": (LetterFields, Field(description="The letter's own fields.")),
        "text": (str, Field(description="The clean text that all offsets count in, in Unicode code points.")),
        "pages": (list[PageSpan], Field(description="Where each page stands in the text.")),
        **{kind.plural: (list[kind], Field(description=" ".join((kind.__doc__ or "").split()))) for kind in KINDS},  # type: ignore[valid-type]
        "coverage": (Coverage, Field(description="The account of the numbers in the letter.")),
    }
    model = create_model("LetterDocument", __config__=ConfigDict(extra="forbid"), __doc__="A mined letter.", **fields)
    return {"$schema": GenerateJsonSchema.schema_dialect, **model.model_json_schema(mode="serialization")}
