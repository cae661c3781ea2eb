"""Measures: sentences in which somebody in government commits to act, acts, or has set something in motion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction

MeasureType = Literal["funding", "staffing", "training", "organisation", "legislation", "research", "enforcement",
                      "cooperation", "information", "technology", "other"]  # fmt: skip


class Measure(Record):
    """A commitment: who does what, by when, with what money."""

    singular: ClassVar[str] = "measure"
    plural: ClassVar[str] = "measures"

    type: MeasureType = Field(description="Sort of act; `information` is a promise to inform Parliament (a toezegging).")
    actor: str | None = Field(None, description="Canonical name of who acts; empty where the sentence names none.")
    action: str = Field(description="The act, as the letter words it, short.")
    status: Literal["announced", "started", "completed", "considered"] = Field(description="How far it is.")
    deadline_start: datetime.date | None = Field(None, description="First day of the time named for the act.")
    deadline_end: datetime.date | None = Field(None, description="Last day of the time named for the act.")
    amount: float | None = Field(None, description="First money or quantity named for it.")
    amount_unit: str | None = Field(None, description="Unit of the amount.")
    figures: tuple[str, ...] = Field((), description="Ids of the figures that stand in it.")
    dates: tuple[str, ...] = Field((), description="Ids of the dates that stand in it.")
    motion: str | None = Field(None, description="Kamerstuk of the motion that it carries out.")


def extract(extraction: Extraction) -> Iterator[Measure | Rejected]:
    """Find the measures; the last kind, which reads all the others."""
    yield from ()
