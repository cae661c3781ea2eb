"""Decide the year of phrases that hang together, join them to stretches, and apply the words that shape them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from kamermijn.dutch import calendar
from kamermijn.dutch.calendar import Period
from kamermijn.dutch.recurring import Yearly
from kamermijn.records.date_context import Context
from kamermijn.records.date_meaning import Reading, Unclear
from kamermijn.records.date_phrases import Phrase

# What one does things *for*, as a whole; `voor` is *before* only at its beginning or end (`voor het einde van volgend jaar`).
_WHOLES = ("year_range", "session_year", "decade", "century", "counted", "vague", "relative", "years_beside", "same_year")
# What is a term: `voor` is *before* unless something was planned for it.
_TERMS = ("day", "day_range", "month", "feast", "recess", "current", "year_end", "week", "week_of_day", "week_of_month")


def means_before(phrase: Phrase, end: int, context: Context) -> bool | None:
    """Whether `voor` in front of a phrase is *before* (True) or *for* (False); None where nobody can tell.

    ``end`` is where the last of the times ends that hang on the same `voor` (`voor 2024 en 2025`).
    """
    if phrase.kind in _WHOLES:
        return phrase.part is not None
    if phrase.kind in _TERMS or phrase.part is not None or (phrase.kind == "season" and context.is_summer(phrase.start, phrase.end)):
        return not context.is_planned(phrase.shape_start, end)
    is_for = context.is_for(phrase.shape_start, end)
    return None if is_for is None else not is_for


def unknown_end(phrase: Phrase) -> bool:
    """Whether a recess is asked for an end that the rules do not know (they may know its last day and not its first)."""
    meaning = phrase.reading.meaning
    if phrase.kind != "recess" or not isinstance(meaning, Period):
        return False
    needed = {"before": (meaning.start,), "from": (meaning.start,), "after": (meaning.end,), "through": (meaning.end,)}
    return None in needed.get(phrase.shape or "", (meaning.start, meaning.end))


def shaped(period: Period, phrase: Phrase, anchor: datetime.date | None) -> Period | Unclear:
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
        case "from_now":
            first = None if phrase.kind in ("season", "feast", "recess") else period.end
            last = first or calendar.before(period).end
            return calendar.days(anchor, last) if anchor and last and anchor <= last else Unclear("it ends before the letter")
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


def decide_years(chain: list[Phrase], context: Context) -> None:
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


def joined(chain: list[Phrase]) -> Iterator[Phrase]:
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
            current.start, current.rule = chain[0].shape_start, chain[0].shape_rule or current.rule
    yield current
