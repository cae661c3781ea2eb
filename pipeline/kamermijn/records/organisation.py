"""Organisations: every mention of a body that acts, resolved to one name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.language import settle
from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction
from kamermijn.records.organisation_finding import Finding
from kamermijn.records.organisation_letter import LetterBodies
from kamermijn.records.organisation_reading import READINGS
from kamermijn.records.organisation_short import short_forms

OrganisationType = Literal["ministry", "agency", "police", "judiciary", "prosecution", "parliament", "government",
                           "municipality", "ngo", "party", "international", "advisory", "taskforce", "other"]  # fmt: skip


class Organisation(Record):
    """A mention of a body, with its canonical name."""

    singular: ClassVar[str] = "organisation"
    plural: ClassVar[str] = "organisations"
    facets: ClassVar[tuple[str, ...]] = ("type", "name")
    searched: ClassVar[tuple[str, ...]] = ("quote", "name")

    name: str = Field(
        description="Canonical name, from the gazetteer where it knows the body, else from the letter.",
        examples=["Coördinatiecentrum tegen Mensenhandel"],
    )
    acronym: str | None = Field(None, description="Its usual abbreviation.", examples=["CoMensha"])
    type: OrganisationType = Field(description="Sort of body.")
    identifier: str | None = Field(
        None, description="TOOI or Wikidata id from the gazetteer.", examples=["https://identifier.overheid.nl/tooi/id/ministerie/mnre1058"]
    )


def extract(extraction: Extraction) -> Iterator[Organisation | Rejected]:
    """Find the mentions of bodies, by gazetteer and by what the letter itself introduces.

    A mention inside a citation is none (the `Tweede Kamer` of a reference is no body that acts).
    """
    letter = LetterBodies(extraction)
    findings = settled(finding for match in letter.matches() for finding in READINGS[match.rule.reading or "fixed"](letter, match))
    findings = settled([*findings, *short_forms(letter, findings)])
    acronyms = letter.acronyms()
    for finding in findings:
        start, end = finding.match.start, finding.match.end
        if any(extraction.overlapping("citations", start, end)):
            continue
        if finding.match.rule.outcome == "ignore":
            extraction.ignored.append((start, end, finding.match.rule.reason or ""))
        elif finding.type is None:
            yield extraction.reject("organisation", start, end, finding.match.rule, finding.reason, finding.candidates)
        else:
            yield extraction.make(
                Organisation,
                start,
                end,
                finding.match.rule,
                name=finding.name,
                acronym=finding.acronym or acronyms.get(finding.name),
                type=finding.type,
                identifier=finding.identifier,
            )


def settled(findings: Iterator[Finding] | list[Finding]) -> list[Finding]:
    """The findings that are left when overlaps are settled, in reading order."""
    by_match = {id(finding.match): finding for finding in findings}
    return [by_match[id(match)] for match in settle(finding.match for finding in by_match.values())]
