"""Dates: every expression that can be placed on the calendar, given the letter's date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.dutch import calendar, edtf
from kamermijn.dutch.calendar import Period
from kamermijn.model import Record, Rejected
from kamermijn.records.date_anchor import infer_anchor
from kamermijn.records.date_context import Context
from kamermijn.records.date_matches import find_matches, read_match
from kamermijn.records.date_meaning import Unclear
from kamermijn.records.date_phrases import Phrase, attach_joins, attach_parts, attach_shapes, chains
from kamermijn.records.date_shaping import decide_years, joined, means_before, shaped, unknown_end
from kamermijn.records.date_year_pairs import place_year_pairs
from kamermijn.records.extraction import Extraction

__all__ = ["Date", "extract", "infer_anchor"]


class Date(Record):
    """A point or stretch of time, as an interval of whole days and in EDTF."""

    singular: ClassVar[str] = "date"
    plural: ClassVar[str] = "dates"
    facets: ClassVar[tuple[str, ...]] = ("precision",)
    searched: ClassVar[tuple[str, ...]] = ("quote", "sentence")

    date_start: datetime.date | None = Field(
        None, description="First day of the interval; empty for an open start.", examples=["2017-01-01"]
    )
    date_end: datetime.date | None = Field(None, description="Last day of the interval; empty for an open end.", examples=["2017-04-30"])
    edtf: str = Field(description="The same in EDTF (ISO 8601-2).", examples=["2017-01/2017-04"])
    precision: Literal["day", "week", "month", "season", "quarter", "year", "period", "vague"] = Field(
        description="How exact the letter is."
    )


def _record(extraction: Extraction, context: Context, phrase: Phrase, end: int) -> Date | Rejected:
    """The record of a phrase, shaped; or its rejection with the readings that remain. ``end``: of its last neighbour."""
    start, rule, meaning = phrase.start, phrase.rule, phrase.reading.meaning
    if phrase.shape == "before_or_for":
        before = means_before(phrase, end, context)
        phrase.shape = "before" if before or before is None else None
        if before is None and isinstance(meaning, Period):
            readings = edtf.write(meaning), edtf.write(calendar.before(meaning))
            meaning = Unclear("`voor` can mean for and before here", readings)
    if unknown_end(phrase):
        meaning = Unclear("the rules do not know that end of this recess")
    if phrase.shape and phrase.shape_rule and phrase.shape not in ("between", "before_or_for"):
        start, rule = phrase.shape_start, phrase.shape_rule
        if isinstance(meaning, Period):
            meaning = shaped(meaning, phrase, extraction.anchor)
    if isinstance(meaning, Period) and phrase.reading.inferred and context.in_quoted_request(start):
        meaning = Unclear("it stands in a quoted request and counts from the day of that", (edtf.write(meaning),))
    if not isinstance(meaning, Period):
        unclear = meaning if isinstance(meaning, Unclear) else Unclear("its year cannot be found")
        return extraction.reject(Date.singular, start, phrase.end, rule, unclear.reason, unclear.candidates)
    context.named.append((phrase.start, phrase.end, meaning, not phrase.reading.inferred))
    ends = {"date_start": meaning.start, "date_end": meaning.end}
    counted = {"until_now": ("date_end",), "from_now": ("date_start",)}.get(phrase.shape or "", ())
    unsaid = ends if phrase.reading.inferred else counted
    inferred = tuple(name for name in unsaid if ends[name])
    return extraction.make(
        Date, start, phrase.end, rule, edtf=edtf.write(meaning), precision=meaning.precision, inferred=inferred, **ends
    )  # fmt: skip


def extract(extraction: Extraction) -> Iterator[Date | Rejected]:
    """Find the dates; reads the citations found before (a year inside a citation is no date)."""
    matches, words = find_matches(extraction)
    context = Context(extraction)
    phrases: list[Phrase] = []
    for match in matches:
        if match.rule.outcome == "ignore":
            extraction.ignored.append((match.start, match.end, match.rule.reason or ""))
        else:
            phrases += read_match(extraction, match)
    context.note_reported(
        (p.start, p.end, p.reading.meaning.start.year)
        for p in phrases
        if p.kind == "year" and isinstance(p.reading.meaning, Period) and p.reading.meaning.start
    )
    attach_parts(phrases, words)
    attach_joins(phrases, words)
    place_year_pairs(phrases, context)
    attach_shapes(phrases, words)
    for chain in chains(phrases):
        decide_years(chain, context)
        for phrase in joined(chain):
            yield _record(extraction, context, phrase, chain[-1].end)
