"""The Dutch calendar of parliamentary letters: days and stretches of time as intervals of whole days.

Everything here is pure arithmetic. The conventions (what `begin 2017` or `het najaar` means in days) are those of the
record contract: `begin` of a year is January to April, `medio` June and July, `eind` September to December; seasons
turn on the 21st of March, June, September and December. Where the contract is silent, a docstring says by what analogy.
"""

from __future__ import annotations

import calendar as _gregorian
import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

from kamermijn.dutch.feasts import budget_day

Precision = Literal["day", "week", "month", "season", "quarter", "year", "period", "vague"]
Unit = Literal["day", "month", "year", "decade", "century"]
Part = Literal["begin", "middle", "end"]

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
SEASONS = ("spring", "summer", "autumn", "winter")
_ABBREVIATED = {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
                "okt": 10, "nov": 11, "dec": 12}  # fmt: skip
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A point or stretch of time: first and last day (None for an open end), how exact it is, and in which unit it was said.

    ``unit`` is the unit in which the ends of an interval are written (`2011–2015` in years, `1 mei – 4 juni` in days).
    """

    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    unit: Unit = "day"
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")


def last_of_month(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, _gregorian.monthrange(year, month)[1])


def add_months(date: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last day of a shorter month."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return datetime.date(year, month + 1, min(date.day, _gregorian.monthrange(year, month + 1)[1]))


def day(date: datetime.date) -> Period:
    """One day."""
    return Period(date, date, "day")


def days(start: datetime.date, end: datetime.date) -> Period:
    """A stretch of days, both included."""
    return Period(start, end, "period")


def month(year: int, number: int) -> Period:
    """A calendar month, 1 to 12."""
    return Period(datetime.date(year, number, 1), last_of_month(year, number), "month", "month")


def months(year: int, first: int, last: int) -> Period:
    """Whole months of one year, both included."""
    return Period(datetime.date(year, first, 1), last_of_month(year, last), "period", "month")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(datetime.date(number, 1, 1), datetime.date(number, 12, 31), "year", "year")


def years(first: int, last: int) -> Period:
    """Whole years, both included: `2011–2015`."""
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31), "period", "year")


def decade(first: int) -> Period:
    """Ten years from one that ends in 0: `de jaren negentig` is 1990 to 1999."""
    return Period(datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31), "period", "decade")


def century(first: int) -> Period:
    """A hundred years from one that ends in 00, as EDTF counts (`19XX`): `de twintigste eeuw` is 1900 to 1999."""
    return Period(datetime.date(first, 1, 1), datetime.date(first + 99, 12, 31), "period", "century")


def quarter(year: int, number: int) -> Period:
    """A quarter of a year, 1 to 4."""
    return replace(months(year, 3 * number - 2, 3 * number), precision="quarter")


def half(year: int, number: int) -> Period:
    """Half a year: `eerste helft` is January to June."""
    return months(year, 6 * number - 5, 6 * number)


def season(year: int, name: str) -> Period:
    """A season (of ``SEASONS``) that starts in the year: `winter` runs from 21 December to 20 March of the next."""
    start = datetime.date(year, 3 * SEASONS.index(name) + 3, 21)
    return Period(start, add_months(start, 3) - _ONE_DAY, "season")


def week_of(date: datetime.date) -> Period:
    """The week, Monday to Sunday, that holds a day (ISO 8601)."""
    monday = date - datetime.timedelta(days=date.weekday())
    return Period(monday, monday + datetime.timedelta(days=6), "week")


def week(year: int, number: int) -> Period:
    """A week by its number in the year (ISO 8601, as Dutch diaries count); ValueError where the year has no week 53."""
    return week_of(datetime.date.fromisocalendar(year, number, 1))


def session_year(first: int) -> Period:
    """A vergaderjaar: from the third Tuesday of September to the day before the next."""
    return days(budget_day(first), budget_day(first + 1) - _ONE_DAY)


def school_year(first: int) -> Period:
    """A schooljaar: 1 August to 31 July (Wet op het primair onderwijs, artikel 1)."""
    return Period(datetime.date(first, 8, 1), datetime.date(first + 1, 7, 31), "period", "month")


def academic_year(first: int) -> Period:
    """A studiejaar: 1 September to 31 August (Wet op het hoger onderwijs en wetenschappelijk onderzoek, artikel 1.1)."""
    return Period(datetime.date(first, 9, 1), datetime.date(first + 1, 8, 31), "period", "month")


def part_of(whole: Period, part: Part) -> Period | None:
    """`begin`, `medio` or `eind` of a year or a month; None for what has no such parts.

    Of a year: January to April, June and July, September to December; of a month: day 1 to 10, 11 to 20, 21 to the end.
    Seasons, quarters and decades go by thirds in the same way, by analogy: `eind van de zomer` is 21 August to 20 September.
    The years of schools and of Parliament have their parts as a calendar year has; a week has Monday and Tuesday, Wednesday, the rest.
    """
    start, end = whole.start, whole.end
    if start is None or end is None:
        return None
    if whole.precision == "year":
        return months(start.year, *{"begin": (1, 4), "middle": (6, 7), "end": (9, 12)}[part])
    if whole.precision == "month":
        first = {"begin": 1, "middle": 11, "end": 21}[part]
        return days(start.replace(day=first), end if part == "end" else start.replace(day=first + 9))
    if whole.precision == "week":
        first, last = {"begin": (0, 1), "middle": (2, 2), "end": (3, 6)}[part]
        return days(start + first * _ONE_DAY, start + last * _ONE_DAY)
    if whole.precision == "quarter":
        only = start.month + {"begin": 0, "middle": 1, "end": 2}[part]
        return months(start.year, only, only)
    if whole.precision == "period" and whole.unit in ("day", "month") and 360 <= (end - start).days <= 380:
        skipped, count = {"begin": (0, 4), "middle": (5, 2), "end": (8, 4)}[part]
        last_day = end if part == "end" else add_months(start, skipped + count) - _ONE_DAY
        return replace(whole, start=add_months(start, skipped), end=last_day)
    if whole.precision == "season":
        skipped = {"begin": 0, "middle": 1, "end": 2}[part]
        return days(add_months(start, skipped), add_months(start, skipped + 1) - _ONE_DAY)
    if whole.unit == "decade":
        return years(start.year + {"begin": 0, "middle": 4, "end": 7}[part], start.year + {"begin": 3, "middle": 6, "end": 9}[part])
    return None


def _open_unit(period: Period) -> Unit:
    return "year" if period.unit in ("decade", "century") else period.unit


def onwards(period: Period) -> Period:
    """`vanaf`: from its first day, without an end."""
    return Period(period.start, None, "period", _open_unit(period), period.approximate)


def through(period: Period) -> Period:
    """`tot en met`, `uiterlijk`: up to and including its last day."""
    return Period(None, period.end, "period", _open_unit(period), period.approximate)


def before(period: Period) -> Period:
    """`tot`, `vóór`: up to the day before it starts (`tot september 2022` ends on 31 August)."""
    return Period(None, period.start and period.start - _ONE_DAY, "period", _open_unit(period), period.approximate)


def after(period: Period) -> Period:
    """`na`: from the day after it ends (`na de zomer` starts on 21 September)."""
    return Period(period.end and period.end + _ONE_DAY, None, "period", _open_unit(period), period.approximate)


def span(first: Period, last: Period, *, inclusive: bool = True) -> Period:
    """From the first day of one to the last day of the other (or, exclusive, to the day before it starts)."""
    unit: Unit = _open_unit(first) if _open_unit(first) == _open_unit(last) else "day"
    return Period(first.start, last.end if inclusive else before(last).end, "period", unit, first.approximate or last.approximate)


_FULL_DATE = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s+)?(\d{1,2})(?:\s+|-)([a-z]+)\.?(?:\s+|-)(\d{4})"
    r"|(\d{1,2})([-/.])(\d{1,2})\5(\d{4})|(\d{4})-(\d\d)-(\d\d)", re.IGNORECASE
)  # fmt: skip


def month_number(word: str) -> int | None:
    """1 to 12 for a Dutch month, in full or abbreviated (`sept.`)."""
    word = word.casefold().rstrip(".")
    return MONTHS.index(word) + 1 if word in MONTHS else _ABBREVIATED.get(word)


def parse_full_date(text: str) -> datetime.date | None:
    """Read a text that is a full date and nothing else (`29 november 2016`, `29-11-2016`, `2016-11-29`), else None."""
    found = _FULL_DATE.fullmatch(text.strip())
    if not found:
        return None
    number: int | str | None = month_number(found[2]) if found[2] else found[6] or found[9]
    parts = (found[3] or found[7] or found[8], number, found[1] or found[4] or found[10])
    try:
        return datetime.date(*(int(part) for part in parts if part is not None))
    except (TypeError, ValueError):
        return None


def format_date(date: datetime.date) -> str:
    """A day as Dutch letters write it: `29 november 2016`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
