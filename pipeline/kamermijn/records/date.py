"""Dates: every expression that can be placed on the calendar, given the letter's date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction


class Date(Record):
    """A point or stretch of time, as an interval of whole days and in EDTF."""

    singular: ClassVar[str] = "date"
    plural: ClassVar[str] = "dates"

    date_start: datetime.date | None = Field(None, description="First day of the interval; empty for an open start.")
    date_end: datetime.date | None = Field(None, description="Last day of the interval; empty for an open end.")
    edtf: str = Field(description="The same in EDTF (ISO 8601-2).")
    precision: Literal["day", "week", "month", "season", "quarter", "year", "period", "vague"] = Field(
        description="How exact the letter is."
    )


def infer_anchor(extraction: Extraction) -> datetime.date | None:
    """The latest full date that a letter without a date refers to as past (RECORDS.md, Letter: ``date_inferred``)."""
    return None


def extract(extraction: Extraction) -> Iterator[Date | Rejected]:
    """Find the dates; reads the citations found before (a year inside a citation is no date)."""
    yield from ()
