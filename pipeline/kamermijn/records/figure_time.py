"""The time a figure is about, what a change is compared with, and the body it is counted by or about."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import regex

from kamermijn.language import Sentence
from kamermijn.model import Record
from kamermijn.records.date import Date
from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_context import words_pattern
from kamermijn.rules import Rules

Span = tuple[datetime.date | None, datetime.date | None]

# A day names a letter or a debate more often than the time of a figure.
_OF_FIGURES = frozenset({"month", "season", "quarter", "year", "period"})
_BOUNDARY = regex.compile(r"[;:]\s|,\s(?:en|maar|terwijl|waarbij|waarvan)\s")


class Places:
    """Records of one kind in reading order, to be asked for those in a span without walking over all."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self._starts = [record.start for record in records]

    def within(self, start: int, end: int) -> Sequence[Record]:
        """The records that start in ``[start, end)``."""
        return self.records[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, start: int, end: int, reach: int = 400) -> Record | None:
        """A record that shares a character with the span; none is longer than ``reach``."""
        return next((r for r in self.within(max(0, start - reach), end) if r.end > start), None)


@cache
def _than(rules: Rules) -> regex.Pattern[str]:
    words = words_pattern(rules, "figure_baseline")
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{words})\s(?:(?:in|de|het|jaar|begin|eind|het jaar|niveau van)\s)*$")


def period_and_baseline(
    amount: Amount, sentence: Sentence, text: str, dates: Places, others: Sequence[Amount], changes: bool, rules: Rules
) -> tuple[Span, Span]:
    """The dates of a figure, from those of its sentence: the one behind it before the next number, else the nearest before.

    A date behind `ten opzichte van` or `dan in` is what a change is compared with, never its period.
    """
    period: Span | None = None
    baseline: Span = (None, None)
    next_number = min((a.start for a in others if a.start >= amount.end), default=sentence.end)
    last_number = max((a.end for a in others if a.end <= amount.start), default=sentence.start)
    nearest_before: Date | None = None
    for record in dates.within(sentence.start, sentence.end):
        assert isinstance(record, Date)
        span = (record.date_start, record.date_end)
        compared = _than(rules).search(text, max(sentence.start, record.start - 60), record.start) is not None
        if compared:
            if record.start >= amount.end and changes and baseline == (None, None):
                baseline = span
            continue
        if record.precision not in _OF_FIGURES:
            continue
        if record.end <= amount.start:
            nearest_before = record
        elif period is None and record.start < next_number and not _BOUNDARY.search(text, amount.end, record.start):
            period = span
    if nearest_before is not None:
        close = nearest_before.start >= last_number and not _BOUNDARY.search(text, nearest_before.end, amount.start)
        if period is None or (close and amount.start - nearest_before.end < 12):
            period = (nearest_before.date_start, nearest_before.date_end)
    return period or (None, None), baseline


@cache
def _agent() -> regex.Pattern[str]:
    return regex.compile(r"(?<!\p{L})(?:bij|door|van)\s(?:de\s|het\s)?$", regex.IGNORECASE)


def organisation(amount: Amount, sentence: Sentence, text: str, bodies: Places, others: Sequence[Amount]) -> str | None:
    """Canonical name of the body that the figure is counted by or about: `bij X` behind it, else the last one before it."""
    next_number = min((a.start for a in others if a.start >= amount.end), default=sentence.end)
    before: Record | None = None
    for record in bodies.within(sentence.start, sentence.end):
        if getattr(record, "type", "") in ("parliament", "party"):
            continue
        if record.end <= amount.start:
            before = record
        elif record.start < next_number and _agent().search(text, max(amount.end, record.start - 12), record.start):
            return str(getattr(record, "name", record.quote))
    return str(getattr(before, "name", before.quote)) if before else None
