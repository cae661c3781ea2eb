"""Times in a row: which of `2018, 2019 en 2020` is that of which of `350, 420 en 510`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

import regex

from kamermijn.model import Record
from kamermijn.records.date import Date
from kamermijn.records.figure_amount import Amount

Span = tuple[datetime.date | None, datetime.date | None]
"""First and last day of a time; None where it is open."""

ONE_BY_ONE = regex.compile(r"(?i)(?<!\p{L})resp(?:ectievelijk|\.)")
"""The word that tells that things of two rows belong together one by one."""
_Placed = TypeVar("_Placed", Date, Amount)

# Between two of a row.
_JOINED = regex.compile(r"(?:,|,?\s(?:en|respectievelijk|resp\.|dan wel))\s(?:in\s|de\s|het\s|[€$]\s?)?")


def shared_period(date: Date, amount: Amount, dates: Sequence[Record], amounts: Sequence[Amount], text: str) -> Span | None:
    """The time of an amount that ``date`` tells, with those that stand in one row with it.

    As many amounts in a row as times have them one by one. One amount of several times is about all of them, where they follow each
    other; otherwise the letter does not say which.
    """
    row = row_of([d for d in dates if isinstance(d, Date) and d.precision == date.precision], date, text)
    if len(row) == 1 or row[0].precision not in ("year", "month", "quarter"):
        return date.date_start, date.date_end
    numbers = row_of(amounts, amount, text)
    if len(numbers) == len(row):
        own = row[[number.start for number in numbers].index(amount.start)]
        return own.date_start, own.date_end
    if ONE_BY_ONE.search(text, min(row[0].start, amount.start), max(row[-1].end, amount.end)):
        return None  # `in 2021 en 2022 respectievelijk € 12 en € 300 miljoen`, of which the first has no certain value
    if len(numbers) == 1 and all(_next(one, other) for one, other in pairwise(row)):
        return row[0].date_start, row[-1].date_end
    return None


def row_of(things: Sequence[_Placed], one: _Placed, text: str) -> list[_Placed]:
    """The things that stand in one row with ``one``, itself included, in reading order."""
    index = next(i for i, thing in enumerate(things) if thing.start == one.start)
    first = last = index
    while first > 0 and _JOINED.fullmatch(text, things[first - 1].end, things[first].start):
        first -= 1
    while last + 1 < len(things) and _JOINED.fullmatch(text, things[last].end, things[last + 1].start):
        last += 1
    return list(things[first : last + 1])


def _next(one: Date, other: Date) -> bool:
    return one.date_end is not None and other.date_start is not None and other.date_start - one.date_end == datetime.timedelta(days=1)
