"""Times that count from the letter's date, or from a year that the letter has just named: one reader each."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from kamermijn.dutch import calendar, edtf
from kamermijn.dutch.calendar import Period, add_months
from kamermijn.records.date_meaning import NO_ANCHOR, Found, FromYear, Reading, Unclear, UpToReported
from kamermijn.records.date_readings import Reader, year_kind

_DAY = datetime.timedelta(days=1)
_STEP = {"previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


def _moved(anchor: datetime.date, unit: str, count: float) -> datetime.date:
    """So many units from the anchor; half a year is six months, half a week four days."""
    if unit == "day":
        return anchor + round(count) * _DAY
    if unit == "week":
        return anchor + round(7 * count) * _DAY
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120, "century": 1200}[unit] * count
    return add_months(anchor, round(months))


def _stretch(anchor: datetime.date, unit: str, count: float) -> Period:
    """From the anchor so far ahead, or (with a negative count) from so far back up to the anchor."""
    other = _moved(anchor, unit, count)
    return calendar.days(min(anchor, other), max(anchor, other))


def _whole(unit: str, anchor: datetime.date, step: int) -> Period | None:
    """The calendar unit that holds the anchor, or the one before or after it."""
    if unit == "year":
        return calendar.year(anchor.year + step)
    if unit == "month":
        there = add_months(anchor.replace(day=1), step)
        return calendar.month(there.year, there.month)
    if unit == "week":
        return calendar.week_of(anchor + 7 * step * _DAY)
    if unit == "quarter":
        there = add_months(anchor.replace(day=1), 3 * step)
        return calendar.quarter(there.year, (there.month + 2) // 3)
    if unit == "weekend":
        monday = calendar.week_of(anchor).start
        assert monday
        return calendar.days(monday + (7 * step + 5) * _DAY, monday + (7 * step + 6) * _DAY)
    if unit == "decade":
        return calendar.decade(anchor.year // 10 * 10 + 10 * step)
    if unit == "century":
        return calendar.century(anchor.year // 100 * 100 + 100 * step)
    if unit in ("session_year", "school_year", "academic_year"):
        place = year_kind(unit)
        first = place(anchor.year).start
        assert first
        return place(anchor.year - (anchor < first) + step)
    return None


def relative(found: Found) -> Reading | None:
    """`dit jaar`, `volgende week`, `later dit jaar`; `het komende jaar` is the twelve months from the letter's date."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    anchor, direction = found.anchor, found.key("date_direction", "direction") or "this"
    unit, early = found.key("date_unit", "unit") or "year", found.word("early")
    step = _STEP[direction]
    if direction in ("past", "coming") and unit in ("year", "half_year", "decade"):
        return Reading(_stretch(anchor, unit, step), inferred=True)
    if unit == "weekend" and direction == "past" and anchor.weekday() == 6:
        step = 0
    if unit == "weekend" and direction == "coming":
        step = 0 if anchor.weekday() < 5 else 1
    whole = _whole(unit, anchor, step)
    if whole is None or whole.start is None or whole.end is None:
        return None
    if early and not step:
        whole = calendar.days(whole.start, anchor) if early == "eerder" else calendar.days(anchor, whole.end)
    return Reading(whole, inferred=True)


def current(found: Found) -> Reading | None:
    """`het jaar` in `het einde van het jaar`."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    whole = _whole(found.key("date_unit", "unit") or "year", found.anchor, 0)
    return Reading(whole, inferred=True) if whole else None


def rest(found: Found) -> Reading | None:
    """`de rest van het jaar`: from the letter's date to the end of the year."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    if found.key("date_relative_year", "year") not in (None, "this"):
        return None
    return Reading(calendar.days(found.anchor, datetime.date(found.anchor.year, 12, 31)), inferred=True)


def year_end(found: Found) -> Reading | None:
    """`jaareinde 2018`, `jaareinde`: the last months of the year."""
    said = found.number("year")
    if said is None and found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    number = said or (found.anchor.year if found.anchor else 0)
    end = calendar.part_of(calendar.year(number), "end")
    return Reading(end, inferred=said is None) if end else None


def counted(found: Found) -> Reading | None:
    """`de afgelopen vijf jaar` (whole years, the newest reported on being the last), `de komende drie maanden`."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    anchor, unit, count, high = found.anchor, found.key("date_unit", "unit") or "year", found.count("count"), found.count("high")
    back = found.word("direction") in ("afgelopen", "voorbije", "laatste")
    if not count or unit not in ("day", "week", "month", "quarter", "half_year", "year", "decade"):
        return None
    if unit == "half_year":
        count = count if count >= 1 else 1
    sign = -1 if back else 1
    if high:
        readings = tuple(edtf.write(_stretch(anchor, unit, sign * number)) for number in (count, high))
        return Reading(Unclear("the letter gives the length as a range", readings))
    if back and unit == "year" and count == int(count):
        whole = int(count)
        return Reading(
            UpToReported(lambda _, newest: calendar.years(newest - whole + 1, newest) if whole > 1 else calendar.year(newest)),
            inferred=True,
        )
    return Reading(_stretch(anchor, unit, sign * count), inferred=True)


def vague(found: Found) -> Reading | None:
    """`de komende jaren`, `de afgelopen periode`: one end is the letter's date, the other open.

    `de afgelopen jaren` ends with the newest year that the letter reports on, where it reports on closed years.
    """
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    if found.word("direction") not in ("afgelopen", "voorbije", "laatste"):
        return Reading(Period(found.anchor, None, "vague"), inferred=True)
    if found.word("unit") != "jaren":
        return Reading(Period(None, found.anchor, "vague"), inferred=True)

    def place(anchor: datetime.date, newest: int) -> Period:
        closed = datetime.date(newest, 12, 31)
        return Period(None, closed, "vague", "year") if newest < anchor.year else Period(None, anchor, "vague")

    return Reading(UpToReported(place), inferred=True)


def years_beside(found: Found) -> Reading | None:
    """`de jaren daarna`, `het jaar daarvoor`, `de voorgaande jaren`: counted from the year named before."""
    later, one = found.word("after"), found.word("unit") == "jaar"
    otherwise: Period | Unclear = Unclear("no year was named before it")
    if one:
        return Reading(FromYear(lambda year: calendar.year(year + (1 if later else -1)), otherwise), inferred=True)
    if later:
        if later == "volgende" and found.anchor:
            otherwise = Period(found.anchor, None, "vague")
        return Reading(
            FromYear(lambda year: replace(calendar.onwards(calendar.year(year + 1)), precision="vague"), otherwise), inferred=True
        )
    if found.anchor:
        otherwise = Period(None, datetime.date(found.anchor.year - 1, 12, 31), "vague", "year")
    return Reading(FromYear(lambda year: replace(calendar.before(calendar.year(year)), precision="vague"), otherwise), inferred=True)


def years_apart(found: Found) -> Reading | None:
    """`een jaar eerder`, `twee jaar later`: so many whole years from the year named before."""
    count = 1.0 if (found.word("count") or "").casefold() in ("een", "één") else found.count("count")
    if not count or count != int(count):
        return None
    step = int(count) if found.word("after") else -int(count)
    return Reading(FromYear(lambda year: calendar.year(year + step), Unclear("no year was named before it"), alike=True), inferred=True)


def same_year(found: Found) -> Reading | None:
    """`datzelfde jaar`."""
    return Reading(FromYear(calendar.year, Unclear("no year was named before it")), inferred=True)


def within(found: Found) -> Reading | None:
    """`binnen zes maanden`: from the letter's date."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    count, unit = found.count("count"), found.key("date_unit", "unit") or "year"
    if not count or unit in ("weekend", "century", "session_year", "school_year", "academic_year"):
        return None
    return Reading(_stretch(found.anchor, unit, max(count, 1) if unit == "half_year" else count), inferred=True)


def _away(found: Found, sign: int) -> Reading | None:
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    count, unit = found.count("count"), found.key("date_unit", "unit") or "year"
    if not count:
        return None
    there = _moved(found.anchor, unit, sign * count)
    if unit == "year" and count != int(count):
        unit = "month"
    whole: dict[str, Callable[[], Period | None]] = {"day": lambda: calendar.day(there)}
    period = whole.get(unit, lambda: _whole(unit, there, 0))()
    return Reading(period, inferred=True) if period else None


def ahead(found: Found) -> Reading | None:
    """`over twee jaar`: the year that is so far ahead; it must stand with a verb that looks ahead (`over` is *about* too)."""
    reading = _away(found, 1)
    return replace(reading, ahead=True) if reading else None


def ago(found: Found) -> Reading | None:
    """`drie jaar geleden`: the year that is so far back."""
    return _away(found, -1)


def weekday(found: Found) -> Reading | None:
    """`afgelopen donderdag`, `vrijdag a.s.`: the nearest before or after the letter's date."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    back = found.word("direction") in ("afgelopen", "vorige", "jl.", "j.l.", "jongstleden")
    number = int(found.key("date_weekday", "weekday") or 0)
    away = (found.anchor.weekday() - number - 1) % 7 + 1 if back else (number - found.anchor.weekday() - 1) % 7 + 1
    return Reading(calendar.day(found.anchor + datetime.timedelta(days=-away if back else away)), inferred=True)


def near_day(found: Found) -> Reading | None:
    """`gisteren`, `vandaag`, `morgen`."""
    if found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    away = {"before_yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "after_tomorrow": 2}[
        found.key("date_near", "near") or "today"
    ]
    return Reading(calendar.day(found.anchor + datetime.timedelta(days=away)), inferred=True)


READERS: dict[str, Reader] = {
    "relative": relative,
    "current": current,
    "rest": rest,
    "year_end": year_end,
    "counted": counted,
    "vague": vague,
    "years_beside": years_beside,
    "years_apart": years_apart,
    "same_year": same_year,
    "within": within,
    "ahead": ahead,
    "ago": ago,
    "weekday": weekday,
    "near_day": near_day,
}
"""The readers by the name that the rules call them by; None as an answer means: no time after all."""
