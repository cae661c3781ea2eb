"""Motions: one record per motion that a letter speaks of, all its mentions joined."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction


class Mention(BaseModel):
    """Where a motion is spoken of."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    quote: str
    start: int
    end: int


class Proposer(BaseModel):
    """A member who proposed a motion."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    party: str | None = None


class Motion(Record):
    """A motion, with its proposers, its fate and the Kamerstuk that holds it."""

    singular: ClassVar[str] = "motion"
    plural: ClassVar[str] = "motions"

    mentions: tuple[Mention, ...] = Field((), description="Every place where the letter speaks of it.")
    proposers: tuple[Proposer, ...] = Field((), description="Proposers in the letter's order.")
    and_others: bool = Field(False, description="True for `c.s.`.")
    date: datetime.date | None = Field(None, description="When it was tabled, else the debate or vote that the letter names.")
    status: Literal["adopted", "rejected", "submitted", "withheld", "withdrawn", "lapsed"] | None = Field(
        None, description="Its fate, as the letter says."
    )
    target: str | None = Field(None, description="Kamerstuk that holds the motion.")
    asks: str | None = Field(None, description="What it asks for, as the letter says.")


def extract(extraction: Extraction) -> Iterator[Motion | Rejected]:
    """Find the motions and join their mentions; reads the citations and dates found before."""
    yield from ()
