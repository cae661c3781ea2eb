"""Write periods in EDTF (ISO 8601-2:2019) and read them back.

Used of the standard: dates of day, month and year, seasons 21 to 24 and quarters 33 to 36 in the month's place, decades
and centuries with unspecified digits (`199X`), intervals with open ends (`2018/..`) and the sign for approximate (`~`).
"""

from __future__ import annotations

import datetime
import re

from kamermijn.dutch.calendar import (
    SEASONS,
    Period,
    Unit,
    century,
    day,
    decade,
    last_of_month,
    month,
    quarter,
    season,
    year,
)  # fmt: skip

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|(\d{3})X|(\d\d)XX")


def _aligned(date: datetime.date, unit: Unit, *, first: bool) -> bool:
    if unit == "month":
        return date.day == (1 if first else last_of_month(date.year, date.month).day)
    if unit == "year":
        return (date.month, date.day) == ((1, 1) if first else (12, 31))
    return unit == "day"


def _end(date: datetime.date | None, unit: Unit) -> str:
    if date is None:
        return ".."
    return date.isoformat()[: {"day": 10, "month": 7, "year": 4}.get(unit, 10)]


def write(period: Period) -> str:
    """A period in EDTF: singles as such (`2017-23`), everything else as an interval whose ends are of one precision."""
    start, end, sign = period.start, period.end, "~" if period.approximate else ""
    if start and end:
        match period.precision:
            case "day" | "month" | "year" as single:
                return _end(start, single) + sign
            case "season":
                return f"{start.year:04}-{20 + start.month // 3}{sign}"
            case "quarter":
                return f"{start.year:04}-{33 + start.month // 3}{sign}"
        if period.unit in ("decade", "century"):
            return (f"{start.year:04}"[:3] + "X" if period.unit == "decade" else f"{start.year:04}"[:2] + "XX") + sign
    unit = period.unit
    if (start and not _aligned(start, unit, first=True)) or (end and not _aligned(end, unit, first=False)):
        unit = "day"
    return "/".join(_end(date, unit) + (sign if date else "") for date in (start, end))


def _read_single(text: str) -> Period:
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"not EDTF that is used here: {text!r}")
    number, middle, last, ten, hundred = found.groups()
    if ten or hundred:
        return decade(int(ten) * 10) if ten else century(int(hundred) * 100)
    if last:
        return day(datetime.date(int(number), int(middle), int(last)))
    if not middle:
        return year(int(number))
    code = int(middle)
    if 21 <= code <= 24:
        return season(int(number), SEASONS[code - 21])
    return quarter(int(number), code - 32) if 33 <= code <= 36 else month(int(number), code)


def read(text: str) -> Period:
    """The period that an EDTF text of this module's kind says; ValueError for anything else."""
    approximate = text.endswith("~") or "~/" in text
    text = text.replace("~", "")
    if "/" not in text:
        single = _read_single(text)
        return Period(single.start, single.end, single.precision, single.unit, approximate)
    first, last = (None if end == ".." else _read_single(end) for end in text.split("/", 1))
    unit: Unit = first.unit if first else last.unit if last else "day"
    return Period(first.start if first else None, last.end if last else None, "period", unit, approximate)
