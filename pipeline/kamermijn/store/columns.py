"""What a table's columns are, derived from the record classes: names, types, order and how a cell is written."""

from __future__ import annotations

import datetime
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kamermijn.model import Record, Row

ColumnKind = Literal["text", "integer", "number", "boolean", "date", "list", "records"]

_SIMPLE: dict[type, ColumnKind] = {bool: "boolean", int: "integer", float: "number", str: "text", datetime.date: "date"}
# What a reader of a table wants first; the rest of what every record has comes behind the kind's own columns.
_FIRST = ("record_id", "letter_id", "quote")


@dataclass(frozen=True)
class Column:
    """One column: ``list`` holds words, ``records`` objects of the class ``item``; ``choices`` are all that a text can be.

    ``unit`` and ``example`` are what the data dictionary says of it.
    """

    name: str
    kind: ColumnKind
    description: str
    optional: bool
    choices: tuple[str, ...] = ()
    item: type | None = None
    unit: str | None = None
    example: Any = None


REVIEW = Column(
    "review", "text", "What a reviewer said of the record, who and when (in reviews.jsonl, not in the letter's JSON).", optional=True,
    example="accepted by A. Jansen, 2031-05-01",
)  # fmt: skip
"""The column of every kind of record that holds what people said of it."""


def table_name(cls: type[Row]) -> str:
    """Name of the table that holds the rows of a class."""
    return cls.table or cls.plural


@cache
def columns(cls: type[Row]) -> tuple[Column, ...]:
    """The columns of a class of rows, in the order of its table."""
    found = {name: _column(name, field) for name, field in cls.model_fields.items()}
    if not issubclass(cls, Record):
        return tuple(found.values())
    own = [name for name in found if name not in Record.model_fields]
    shared = [name for name in Record.model_fields if name not in _FIRST]
    return (*(found[name] for name in (*_FIRST, *own, *shared)), REVIEW)


def _column(name: str, field: FieldInfo) -> Column:
    annotation: Any = field.annotation
    optional = False
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        optional = len(inner) < len(get_args(annotation))
        annotation = inner[0]
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    unit = extra.get("unit")
    told = Column(name, "text", field.description or "", optional, unit=str(unit) if unit else None,
                  example=next(iter(field.examples or ()), None))  # fmt: skip
    if get_origin(annotation) is Literal:
        return replace(told, choices=get_args(annotation))
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        return replace(told, kind="list") if item is str else replace(told, kind="records", item=item)
    return replace(told, kind=_SIMPLE[annotation])


def cell(value: object, kind: ColumnKind) -> str:
    """A value of a JSON document as its CSV cell says it."""
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "number":
        return number_text(value)
    if kind == "list":
        return "|".join(_escaped(word) for word in _items(value))
    if kind == "records":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""
    return str(value)


def number_text(value: object) -> str:
    """A number without exponent and without the ``.0`` of a whole one."""
    exact = Decimal(str(value))
    return str(int(exact)) if exact == exact.to_integral_value() else format(exact.normalize(), "f")


def _items(value: object) -> list[str]:
    assert isinstance(value, (list, tuple))
    return [str(item) for item in value]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("|", "\\|")


def split_list(text: str) -> list[str]:
    r"""The words of a ``list`` cell; ``\|`` is a bar within a word and ``\\`` a backslash."""
    if not text:
        return []
    words, word, characters = [], "", iter(text)
    for character in characters:
        if character == "\\":
            word += next(characters, "")
        elif character == "|":
            words.append(word)
            word = ""
        else:
            word += character
    return [*words, word]


def row(values: Mapping[str, Any], cls: type[Row]) -> list[str]:
    """The cells of one row, from the plain data of a record."""
    return [cell(values.get(column.name), column.kind) for column in columns(cls)]
