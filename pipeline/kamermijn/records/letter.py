"""The letter itself: what it is, when, from whom, to whom, and under which numbers it is filed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from pydantic import Field

from kamermijn.language import Annotated
from kamermijn.model import Row
from kamermijn.records.letter_head import Head
from kamermijn.records.letter_official import joined, read_official, read_status, unsaid
from kamermijn.records.letter_paper import Chamber, LetterKind, read_day, read_paper, slug
from kamermijn.records.letter_parties import read_addressee, read_sender
from kamermijn.records.letter_subject import read_date, read_place, read_subject


class LetterFields(Row):
    """One letter: its official identity, its date, its sender and where it came from."""

    singular: ClassVar[str] = "letter"
    plural: ClassVar[str] = "letters"
    key: ClassVar[str | None] = "letter_id"
    facets: ClassVar[tuple[str, ...]] = ("kind", "session_year", "chamber", "sender_role")
    sorted_by: ClassVar[tuple[tuple[str, ...], ...]] = (("date", "letter_id"),)
    searched: ClassVar[tuple[str, ...]] = ("subject", "sender")

    letter_id: str = Field(
        description="Official id where the letter says it, else a slug of the name that its file had when it first came; with a piece of "
        "its digest where another letter had that id before it.",
        examples=["kst-39901-12"],
    )
    kind: LetterKind = Field("other", description="What sort of parliamentary paper it is.")
    date: datetime.date | None = Field(None, description="Date of the letter.", examples=["2031-03-12"])
    date_inferred: datetime.date | None = Field(
        None,
        description="Anchor for relative dates when the letter has no date: the latest full past date it names.",
        examples=["2031-02-28"],
    )
    dossiers: tuple[str, ...] = Field((), description="Dossier numbers, such as 28638 or 34300-VI.", examples=[["28638", "34300-VI"]])
    number: str | None = Field(None, description="Number within the dossier, or of the Aanhangsel.", examples=["158"])
    session_year: str | None = Field(None, description="Parliamentary year, such as 2016-2017.", examples=["2016-2017"])
    chamber: Chamber | None = Field(None, description="Tweede Kamer (TK) or Eerste Kamer (EK).")
    subject: str | None = Field(None, description="What the letter says it is about (Betreft).", examples=["Voortgang van het programma"])
    sender: str | None = Field(None, description="Name of who signed.", examples=["J. de Vries"])
    sender_role: str | None = Field(
        None, description="Office of who signed, such as Minister van Financiën.", examples=["Minister van Financiën"]
    )
    addressee: str | None = Field(
        None, description="To whom the letter is addressed.", examples=["de Voorzitter van de Tweede Kamer der Staten-Generaal"]
    )
    place: str | None = Field(None, description="Place of writing.", examples=["Den Haag"])
    reference: str | None = Field(None, description="The sender's own reference (Ons kenmerk).", examples=["2031-0000123456"])
    source: str = Field(description="Name of the file that was read.", examples=["kst-39901-12.pdf"])
    sha256: str = Field(
        description="SHA-256 of the file's bytes.", examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    format: str = Field(description="Form in which the letter came: text, pdf, ...", examples=["pdf"])
    pages: int | None = Field(
        None, description="Number of pages; empty for input without pages.", examples=[6], json_schema_extra={"unit": "pages"}
    )
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")
    from_metadata: tuple[str, ...] = Field(
        (), description="Fields that only the publication's metadata says, not the letter itself.", examples=[["date"]]
    )
    status: str | None = Field(
        None, description="What the publication says of its version: onopgemaakt, opgemaakt or herdruk.", examples=["opgemaakt"]
    )
    version: int = Field(1, description="Number of the version of this letter, the oldest known one being 1.", examples=[2])
    renditions: tuple[str, ...] = Field(
        (), description="Other files that hold this version: the form of each and how its digest begins.", examples=[["pdf 1a2b3c4d"]]
    )
    duplicate_of: str | None = Field(
        None,
        description="Letter that says the same under a better id; the records of this one are then not in the tables.",
        examples=["kst-39901-12"],
    )
    warnings: tuple[str, ...] = Field(
        (), description="What a reader should know about how the file was read.", examples=[["read as Windows-1252"]]
    )


def read_fields(annotated: Annotated, *, source: str, sha256: str = "", format: str = "text",
                warnings: tuple[str, ...] = (), metadata: Mapping[str, str] = MappingProxyType({})) -> LetterFields:  # fmt: skip
    """The letter's own fields, from its masthead, letterhead, running heads, signature and file name.

    ``metadata`` is what an official publication says about itself: it decides on the identity, and fills in what the
    text leaves open.
    """
    head = Head.of(annotated.letter, annotated.rules)
    paper = read_paper(head, source)
    sender, role = read_sender(head, paper.kind)
    if paper.kind == "other" and not paper.letter_id and (role or head.letterhead):
        paper = paper.as_letter()
    if paper.kind == "other" and not head.is_parliamentary:
        warnings += ("not recognised as a parliamentary paper: check that it is one",)
    if head.in_doubt:
        warnings += (f"in doubt in the letterhead and left out: {', '.join(head.in_doubt)}; look at the page",)
    date, subject = read_date(head), read_subject(head)
    if date is None and (paper.letter_id or "").startswith("h-"):
        date = read_day(head.furniture)
    official = read_official(metadata)
    silent: tuple[str, ...] = ()
    if official:
        silent = unsaid(paper, official, date, subject)
        paper = joined(paper, official)
    return LetterFields(
        letter_id=paper.letter_id or slug(source),
        kind=paper.kind,
        date=date or (official.date if official else None),
        dossiers=paper.dossiers,
        number=paper.number,
        session_year=paper.session_year,
        chamber=paper.chamber,
        subject=subject or (official.subject if official else None),
        sender=sender,
        sender_role=role,
        addressee=read_addressee(head),
        place=read_place(head),
        reference=head.labelled("ons kenmerk", "kenmerk", "onze referentie", "referentie", "ons nummer"),
        source=source,
        sha256=sha256,
        format=format,
        pages=len(annotated.letter.pages) or None,
        from_metadata=silent,
        status=read_status(head, metadata),
        warnings=warnings,
    )
