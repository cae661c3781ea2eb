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
from kamermijn.records.letter_official import joined, read_official, unsaid
from kamermijn.records.letter_paper import Chamber, LetterKind, read_paper, slug
from kamermijn.records.letter_parties import read_addressee, read_sender
from kamermijn.records.letter_subject import read_date, read_place, read_subject


class LetterFields(Row):
    """One letter: its official identity, its date, its sender and where it came from."""

    singular: ClassVar[str] = "letter"
    plural: ClassVar[str] = "letters"
    key: ClassVar[str | None] = "letter_id"
    facets: ClassVar[tuple[str, ...]] = ("kind", "session_year", "chamber", "sender_role")
    searched: ClassVar[tuple[str, ...]] = ("subject", "sender")

    letter_id: str = Field(description="Official id where the letter says it, else a slug of the file name.")
    kind: LetterKind = Field("other", description="What sort of parliamentary paper it is.")
    date: datetime.date | None = Field(None, description="Date of the letter.")
    date_inferred: datetime.date | None = Field(
        None, description="Anchor for relative dates when the letter has no date: the latest full past date it names."
    )
    dossiers: tuple[str, ...] = Field((), description="Dossier numbers, such as 28638 or 34300-VI.")
    number: str | None = Field(None, description="Number within the dossier, or of the Aanhangsel.")
    session_year: str | None = Field(None, description="Parliamentary year, such as 2016-2017.")
    chamber: Chamber | None = Field(None, description="Tweede Kamer (TK) or Eerste Kamer (EK).")
    subject: str | None = Field(None, description="What the letter says it is about (Betreft).")
    sender: str | None = Field(None, description="Name of who signed.")
    sender_role: str | None = Field(None, description="Office of who signed, such as Minister van Financiën.")
    addressee: str | None = Field(None, description="To whom the letter is addressed.")
    place: str | None = Field(None, description="Place of writing.")
    reference: str | None = Field(None, description="The sender's own reference (Ons kenmerk).")
    source: str = Field(description="Name of the file that was read.")
    sha256: str = Field(description="SHA-256 of the file's bytes.")
    format: str = Field(description="Form in which the letter came: text, pdf, ...")
    pages: int | None = Field(None, description="Number of pages; empty for input without pages.")
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")
    from_metadata: tuple[str, ...] = Field((), description="Fields that only the publication's metadata says, not the letter itself.")
    warnings: tuple[str, ...] = Field((), description="What a reader should know about how the file was read.")


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
    date, subject = read_date(head), read_subject(head)
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
        warnings=warnings,
    )
