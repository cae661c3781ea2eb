"""The time that a number in a table is about: in the heads over it, the labels beside it, or the title of the table."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Sequence

from kamermijn.records.date import Date
from kamermijn.records.figure_period_row import Span
from kamermijn.records.figure_time import Places
from kamermijn.records.table import Placed
from kamermijn.records.table_grid import part_of_year
from kamermijn.rules import Rules

_NONE: Span = (None, None)


def period(cell: Placed, text: str, others: dict[str, Places], rules: Rules) -> Span:
    """Heads and labels together, where one lies within the other or is a month or quarter without its year; else the title's time."""
    found: list[Date] = []
    parts: list[tuple[int, int]] = []
    for cells in (cell.columns, cell.times):
        named = [(part, part_of_year(text[part.start : part.end], rules)) for part in cells]
        parts += [months for _, months in named if months]
        dates = _dates([(part.start, part.end) for part, months in named if not months], others)
        if dates is None:
            return _NONE
        found += dates
    title = _dates([cell.caption] if cell.caption else list(cell.around[:1]), others) or []
    title = [date for date in title if not date.inferred]
    if parts:
        years = {_year(date) for date in found or title}
        return _months(parts[0], years.pop()) if len(parts) == 1 and len(years) == 1 else _NONE
    if not found:
        return (title[0].date_start, title[0].date_end) if len(title) == 1 else _NONE
    if any(date.inferred for date in found):
        return _NONE
    inner = [date for date in found if all(_within(date, other) for other in found)]
    return (inner[0].date_start, inner[0].date_end) if inner else _NONE


def _year(date: Date) -> int | None:
    """The year that a date is, None for any other stretch of time."""
    return date.date_start.year if date.precision == "year" and date.date_start else None


def _months(months: tuple[int, int], year: int | None) -> Span:
    if year is None:
        return _NONE
    first, last = months
    return datetime.date(year, first, 1), datetime.date(year, last, monthrange(year, last)[1])


def _dates(spans: Sequence[tuple[int, int]], others: dict[str, Places]) -> list[Date] | None:
    """The times in some headings; None where one of them cannot be placed, or a heading names two."""
    found: list[Date] = []
    for start, end in spans:
        if any(getattr(record, "attempted", "") == "date" for record in others["rejected"].within(start, end)):
            return None
        dates = [date for date in others["dates"].within(start, end) if isinstance(date, Date) and date.precision != "vague"]
        if len({(date.date_start, date.date_end) for date in dates}) > 1:
            return None
        found += dates[:1]
    return found


def _within(date: Date, other: Date) -> bool:
    low, high = datetime.date.min, datetime.date.max
    return (other.date_start or low) <= (date.date_start or low) and (date.date_end or high) <= (other.date_end or high)
