"""Figures: every quantity in running text that counts or measures something."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction


class Figure(Record):
    """A quantity with its unit, what is counted, its period and how it changes."""

    singular: ClassVar[str] = "figure"
    plural: ClassVar[str] = "figures"

    value: float = Field(description="The number; money in whole units of its currency; the lower end of a range.")
    value_high: float | None = Field(None, description="Upper end of a range (10 tot 15%), else empty.")
    unit: str = Field(
        description="count, percent, percentage_point, EUR (ISO 4217), day, week, month, year, hour, minute, fte, Mt, ha, ratio, or SI."
    )
    per: str | None = Field(None, description="What it is per: year for `per jaar` and `structureel`, ton, ...")
    nature: Literal["reported", "target", "estimate", "norm"] | None = Field(
        None, description="Whether it is reported, a target, an estimate or a norm."
    )
    qualifier: Literal["approx", "over", "under", "at_least", "at_most", "average"] | None = Field(
        None, description="How exact the letter says it is."
    )
    subject: str | None = Field(None, description="What is counted or measured, as the letter words it; of money what it is for.")
    change: Literal["increase", "decrease", "none"] | None = Field(None, description="Set where the figure is the amount of a change.")
    baseline_start: datetime.date | None = Field(None, description="First day of what a change is compared with.")
    baseline_end: datetime.date | None = Field(None, description="Last day of what a change is compared with.")
    period_start: datetime.date | None = Field(None, description="First day of the time the figure is about.")
    period_end: datetime.date | None = Field(None, description="Last day of the time the figure is about.")
    organisation: str | None = Field(None, description="Canonical name of the body that the figure is counted by or about.")
    in_table: bool = Field(False, description="True for a number in a cell of a table.")


def extract(extraction: Extraction) -> Iterator[Figure | Rejected]:
    """Find the figures; reads the citations, dates and organisations found before."""
    yield from ()
