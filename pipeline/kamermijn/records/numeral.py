"""The account of numbers: every numeral of the letter, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction


class Numeral(Record):
    """A number in the text, in digits or words, with the record it ended in or the reason it was left out."""

    singular: ClassVar[str] = "numeral"
    plural: ClassVar[str] = "numerals"
    table: ClassVar[str | None] = "coverage"

    outcome: str = Field(description="Kind of record that holds it (figure, date, citation, ...), rejected, or left out.")
    reason: str | None = Field(None, description="Why it was left out.")


def extract(extraction: Extraction) -> Iterator[Numeral | Rejected]:
    """List every numeral with what became of it; after all other kinds."""
    yield from ()
