"""Citations: references to numbered parliamentary and official documents, resolved to the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction

CitationType = Literal["kamerstuk", "handelingen", "aanhangsel", "bijlage", "staatsblad", "staatscourant", "tractatenblad",
                       "com", "eu_law", "ecli", "zaak", "document", "other"]  # fmt: skip


class Citation(Record):
    """A reference to one official document."""

    singular: ClassVar[str] = "citation"
    plural: ClassVar[str] = "citations"
    identity: ClassVar[str | None] = "target"

    target: str | None = Field(
        None, description="Official id of the document: kst-28638-144, stb-2013-444, ECLI:...; empty where it cannot be resolved."
    )
    type: CitationType = Field(description="Series in which the document stands.")
    dossiers: tuple[str, ...] = Field((), description="Dossiers under which the document is filed.")
    number: str | None = Field(None, description="Number of the document in its series.")
    chamber: Literal["TK", "EK"] | None = Field(None, description="Tweede Kamer (TK) or Eerste Kamer (EK).")
    session_year: str | None = Field(None, description="Parliamentary year, such as 2016-2017.")
    url: str | None = Field(None, description="Address of the official publication.")
    in_footnote: bool = Field(False, description="True where the reference stands in a footnote.")


def extract(extraction: Extraction) -> Iterator[Citation | Rejected]:
    """Find the citations; the first kind to be extracted, since no other may read their numbers."""
    yield from ()
