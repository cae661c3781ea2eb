"""Dates: every expression that can be placed on the calendar, given the letter's date."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.dutch import calendar, edtf
from kamermijn.dutch.calendar import Period
from kamermijn.dutch.recurring import Yearly
from kamermijn.language import Match, settle
from kamermijn.model import Record, Rejected
from kamermijn.records import date_readings, date_relative
from kamermijn.records.date_context import Context
from kamermijn.records.date_meaning import Found, Reading, Unclear
from kamermijn.records.date_phrases import Connectives, Phrase, attach_joins, attach_parts, attach_shapes, chains
from kamermijn.records.extraction import Extraction

_READERS = {**date_readings.READERS, **date_relative.READERS}
_CONNECTIVES = ("part", "shape", "join", "suffix")
_DAYS = ("day", "day_list")


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


class _Spans:
    """Stretches of text that nothing may be found in, asked in the time of a bisection."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for record in sorted(records, key=lambda r: r.start):
            if self._ends and record.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], record.end)
            else:
                self._starts.append(record.start)
                self._ends.append(record.end)

    def touch(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[index] > start


def _matches(extraction: Extraction) -> tuple[list[Match], Connectives]:
    """The times that stand outside citations, overlaps settled, and the words that may shape or join them."""
    cited = _Spans(extraction.found.get("citations", ()))
    words, times = Connectives(extraction.text), []
    for match in extraction.annotated.all_matches("date"):
        if match.rule.reading in _CONNECTIVES:
            words.add(match)
        elif not cited.touch(match.start, match.end):
            times.append(match)
    return list(settle(times)), words


def _read(extraction: Extraction, match: Match) -> Iterator[Phrase]:
    """The phrases of one match: one, none, or one for each day of a list."""
    found = Found(match, extraction.text, extraction.annotated.rules, extraction.anchor)
    kind = match.rule.reading or ""
    if kind != "day_list":
        reading = _READERS[kind](found)
        if reading:
            yield Phrase(match.start, match.end, match.rule, reading, kind)
        return
    month, (first, last) = date_readings.month_of(found), match.groups["first"]
    for number in re.finditer(r"\d+", extraction.text[first:last]):
        one = Reading(Yearly(date_readings.on_day(int(number[0]), month)), inferred=True)
        yield Phrase(first + number.start(), first + number.end(), match.rule, one, "day", link="and")
    reading = date_readings.day(found)
    if reading:
        yield Phrase(match.groups["day"][0], match.end, match.rule, reading, "day")


def _means_before(phrase: Phrase, context: Context) -> bool | None:
    """Whether `voor` in front of a phrase is *before* (True) or *for* (False); None where nobody can tell."""
    if phrase.kind in ("year_range", "session_year", "decade", "century", "counted", "vague", "relative", "years_beside", "same_year"):
        return phrase.part is not None
    term = phrase.kind in ("day", "day_range", "month", "feast", "recess", "current", "year_end", "week_of_day") or phrase.part is not None
    summer = phrase.kind == "season" and isinstance(phrase.reading.meaning, Yearly) and _starts_in_june(phrase.reading.meaning)
    if term or summer:
        return not context.is_planned(phrase.shape_start, phrase.end)
    is_for = context.is_for(phrase.shape_start, phrase.end)
    return None if is_for is None else not is_for


def _starts_in_june(meaning: Yearly) -> bool:
    probe = meaning.place(2001)
    return probe is not None and probe.start is not None and probe.start.month == 6


def _shaped(period: Period, phrase: Phrase, anchor: datetime.date | None) -> Period | Unclear:
    """The period under the word that shapes it; `tot eind 2024` runs to the end of 2024."""
    match phrase.shape:
        case "from":
            return calendar.onwards(period) if period.start else period
        case "through" | "before" if phrase.part == "end" or phrase.kind == "year_end":
            return replace(calendar.through(period), unit="day")
        case "through":
            return calendar.through(period) if period.end else period
        case "before":
            return calendar.before(period) if period.start else period
        case "after":
            return calendar.after(period) if period.end else period
        case "around":
            return replace(period, approximate=True)
        case "until_now":
            return (
                calendar.days(period.start, anchor)
                if anchor and period.start and period.start <= anchor
                else Unclear("it starts after the letter")
            )
    return period


def _same_year(meaning: Yearly, beside: Period, *, later: bool) -> Period | None:
    """A time of the year in the year of the time beside it, so that the two stand in order."""
    if beside.start is None:
        return None
    placed = meaning.place(beside.start.year)
    if placed and placed.start and later and placed.start < beside.start:
        return meaning.place(beside.start.year + 1)
    if placed and placed.start and not later and placed.start > beside.start:
        return meaning.place(beside.start.year - 1)
    return placed


def _decide(chain: list[Phrase], context: Context) -> None:
    """Give every phrase of a chain its period: a year said once serves all, else the context decides for the last."""
    shape = chain[0].shape
    for phrase in chain:
        if not isinstance(phrase.reading.meaning, Yearly) or phrase.reading.past or phrase.reading.ahead or len(chain) == 1:
            decided = context.decide(phrase.reading, phrase.start, phrase.end, shape)
            phrase.reading = replace(phrase.reading, meaning=decided)
    if isinstance(chain[-1].reading.meaning, Yearly) and not any(_dated(phrase) for phrase in chain):
        decided = context.decide(chain[-1].reading, chain[-1].start, chain[-1].end, shape)
        chain[-1].reading = replace(chain[-1].reading, meaning=decided)
    for later, order in ((False, list(zip(chain[-2::-1], chain[:0:-1], strict=True))), (True, list(zip(chain[1:], chain, strict=False)))):
        for phrase, beside in order:
            if isinstance(phrase.reading.meaning, Yearly) and not isinstance(beside.reading.meaning, Yearly):
                meaning = beside.reading.meaning
                placed = _same_year(phrase.reading.meaning, meaning, later=later) if isinstance(meaning, Period) else meaning
                phrase.reading = replace(
                    phrase.reading, meaning=placed or Unclear("there is no such day"), inferred=beside.reading.inferred
                )
                rule = (beside if later else phrase).link_rule
                phrase.rule = rule or phrase.rule


def _dated(phrase: Phrase) -> bool:
    return isinstance(phrase.reading.meaning, Period) and phrase.reading.meaning.precision != "year"


def _joined(chain: list[Phrase]) -> Iterator[Phrase]:
    """Make one phrase of those that a stretch joins."""
    current = chain[0]
    for following in chain[1:]:
        if current.link not in ("through", "until"):
            yield current
            current = following
            continue
        first, last = current.reading.meaning, following.reading.meaning
        meaning: Period | Unclear
        if isinstance(first, Period) and isinstance(last, Period) and first.start and last.end and first.start <= last.end:
            inclusive = current.link == "through" or following.part == "end"
            meaning = calendar.span(first, last, inclusive=inclusive or last.start == first.start)
        else:
            meaning = (
                first if isinstance(first, Unclear) else last if isinstance(last, Unclear) else Unclear("the stretch ends before it starts")
            )
        current = replace(
            current,
            end=following.end,
            rule=current.link_rule or current.rule,
            reading=Reading(meaning, inferred=current.reading.inferred or following.reading.inferred),
            kind="year_range",
            part=None,
            shape=current.shape if current.shape in ("before_or_for", "around", "between") else None,
            shape_start=current.shape_start,
            link=following.link,
            link_rule=following.link_rule,
        )
        if chain[0].shape in ("from", "between"):
            current.start, current.rule = chain[0].shape_start or current.start, chain[0].shape_rule or current.rule
    yield current


def _record(extraction: Extraction, context: Context, phrase: Phrase) -> Date | Rejected:
    """The record of a phrase, shaped; or its rejection with the readings that remain."""
    start, rule, meaning = phrase.start, phrase.rule, phrase.reading.meaning
    if phrase.shape == "before_or_for":
        before = _means_before(phrase, context)
        phrase.shape = "before" if before or before is None else None
        if before is None and isinstance(meaning, Period):
            readings = edtf.write(meaning), edtf.write(calendar.before(meaning))
            meaning = Unclear("`voor` can mean for and before here", readings)
    if phrase.shape and phrase.shape_rule and phrase.shape not in ("between", "before_or_for"):
        start, rule = phrase.shape_start, phrase.shape_rule
        if isinstance(meaning, Period):
            meaning = _shaped(meaning, phrase, extraction.anchor)
    if not isinstance(meaning, Period):
        unclear = meaning if isinstance(meaning, Unclear) else Unclear("its year cannot be found")
        return extraction.reject(Date.singular, start, phrase.end, rule, unclear.reason, unclear.candidates)
    context.named.append((phrase.start, phrase.end, meaning, not phrase.reading.inferred))
    ends = {"date_start": meaning.start, "date_end": meaning.end}
    unsaid = ends if phrase.reading.inferred else ("date_end",) if phrase.shape == "until_now" else ()
    inferred = tuple(name for name in unsaid if ends[name])
    return extraction.make(
        Date, start, phrase.end, rule, edtf=edtf.write(meaning), precision=meaning.precision, inferred=inferred, **ends
    )  # fmt: skip


def extract(extraction: Extraction) -> Iterator[Date | Rejected]:
    """Find the dates; reads the citations found before (a year inside a citation is no date)."""
    matches, words = _matches(extraction)
    context = Context(extraction)
    phrases: list[Phrase] = []
    for match in matches:
        if match.rule.outcome == "ignore":
            extraction.ignored.append((match.start, match.end, match.rule.reason or ""))
        else:
            phrases += _read(extraction, match)
    context.note_reported(
        (p.start, p.end, p.reading.meaning.start.year)
        for p in phrases
        if p.kind == "year" and isinstance(p.reading.meaning, Period) and p.reading.meaning.start
    )
    attach_parts(phrases, words)
    attach_joins(phrases, words)
    attach_shapes(phrases, words)
    for chain in chains(phrases):
        _decide(chain, context)
        for phrase in _joined(chain):
            yield _record(extraction, context, phrase)


def infer_anchor(extraction: Extraction) -> datetime.date | None:
    """The latest full date that a letter without a date refers to as past (RECORDS.md, Letter: ``date_inferred``).

    A day without a year is placed by the letter's session year; full dates inside citations do not count, nor do
    terms (`vanaf`, `uiterlijk`) and days that a verb puts ahead.
    """
    matches, words = _matches(extraction)
    context = Context(extraction)
    session = _session(extraction.fields.session_year)
    days: list[datetime.date] = []
    for match in matches:
        if match.rule.outcome != "record" or match.rule.reading not in _DAYS:
            continue
        for phrase in _read(extraction, match):
            if words.ahead_of("shape", phrase.start):
                continue
            past = phrase.reading.past or context.tense(phrase.start, phrase.end) == "past"
            if (found := _day_in(phrase.reading, session, past=past)) and (past or _names_day(context, phrase)):
                days.append(found)
    return max(days, default=None)


def _names_day(context: Context, phrase: Phrase) -> bool:
    """Whether a day with its year says of itself that it is over: it is the date of a paper or a meeting."""
    head, _ = context.around(phrase.start, phrase.end)
    return context.says("date_from_document", head) or context.says("date_from_meeting", head)


def _session(said: str | None) -> Period | None:
    years = re.fullmatch(r"(\d{4})-(\d{4})", said or "")
    return calendar.session_year(int(years[1])) if years else None


def _day_in(reading: Reading, session: Period | None, *, past: bool) -> datetime.date | None:
    """The day that a reading means within the session; a day that is said in full only has to be over by its end."""
    if isinstance(reading.meaning, Period):
        day = reading.meaning.start
        return day if day and (session is None or session.end is None or day <= session.end) else None
    if not isinstance(reading.meaning, Yearly) or session is None or not past:
        return None
    assert session.start
    placed = (reading.meaning.place(session.start.year + step) for step in (0, 1))
    return next((p.start for p in placed if p and p.start and session.end and session.start <= p.start <= session.end), None)
