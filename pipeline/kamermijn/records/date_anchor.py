"""The day from which a letter without a date counts: the latest full date that it refers to as past."""

from __future__ import annotations

import datetime
import re

from kamermijn.dutch import calendar
from kamermijn.dutch.calendar import Period
from kamermijn.dutch.recurring import Yearly
from kamermijn.records.date_context import Context
from kamermijn.records.date_matches import find_matches, read_match
from kamermijn.records.date_meaning import Reading
from kamermijn.records.extraction import Extraction

_DAYS = ("day", "day_list")


def infer_anchor(extraction: Extraction) -> datetime.date | None:
    """The latest full date that a letter without a date refers to as past (RECORDS.md, Letter: ``date_inferred``).

    A day without a year is placed by the letter's session year; full dates inside citations do not count, nor do
    terms (`vanaf`, `uiterlijk`) and days that a verb puts ahead.
    """
    matches, words = find_matches(extraction)
    context = Context(extraction)
    session = _session(extraction.fields.session_year)
    days: list[datetime.date] = []
    for match in matches:
        if match.rule.outcome != "record" or match.rule.reading not in _DAYS:
            continue
        for phrase in read_match(extraction, match):
            if words.ahead_of("shape", phrase.start):
                continue
            tense = "past" if phrase.reading.past else context.tense(phrase.start, phrase.end)
            found = _day_in(phrase.reading, session, past=tense == "past")
            if found and tense != "ahead":
                days.append(found)
    return max(days, default=None)


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
