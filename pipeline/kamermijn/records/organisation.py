"""Organisations: every mention of a body that acts, resolved to one name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction

OrganisationType = Literal["ministry", "agency", "police", "judiciary", "prosecution", "parliament", "government",
                           "municipality", "ngo", "party", "international", "advisory", "taskforce", "other"]  # fmt: skip


class Organisation(Record):
    """A mention of a body, with its canonical name."""

    singular: ClassVar[str] = "organisation"
    plural: ClassVar[str] = "organisations"

    name: str = Field(description="Canonical name, from the gazetteer where it knows the body, else from the letter.")
    acronym: str | None = Field(None, description="Its usual abbreviation.")
    type: OrganisationType = Field(description="Sort of body.")
    identifier: str | None = Field(None, description="TOOI or Wikidata id from the gazetteer.")


def extract(extraction: Extraction) -> Iterator[Organisation | Rejected]:
    """Find the mentions of bodies, by gazetteer and by what the letter itself introduces."""
    yield from ()
