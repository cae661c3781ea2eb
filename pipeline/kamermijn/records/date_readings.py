"""Times that name their place on the calendar themselves: one reader for each `reading` of the rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from kamermijn.dutch import calendar, edtf, feasts
from kamermijn.dutch.calendar import Period
from kamermijn.records.date_meaning import NO_ANCHOR, Found, Reading, Unclear, yearly


def on_day(day: int, month: int) -> Callable[[int], Period | None]:
    """A day of the year; no period in a year that does not have it."""

    def place(year: int) -> Period | None:
        try:
            return calendar.day(datetime.date(year, month, day))
        except ValueError:
            return None

    return place


def month_of(found: Found, group: str = "month") -> int:
    """The number of a month in words or digits."""
    word = found.word(group) or ""
    return int(word) if word.isdigit() else int(found.key("date_month", group) or found.key("date_month_short", group) or 0)


def day(found: Found) -> Reading | None:
    """`4 juni 2012`, `7-2-2019`, `9 maart jl.`"""
    return yearly(found, on_day(found.number("day") or 0, month_of(found)), "there is no such day")


def week_of_day(found: Found) -> Reading | None:
    """`de week van 8 maart 2017`."""
    place = on_day(found.number("day") or 0, month_of(found))

    def week(year: int) -> Period | None:
        one = place(year)
        return calendar.week_of(one.start) if one and one.start else None

    return yearly(found, week)


def day_range(found: Found) -> Reading | None:
    """`2 tot en met 5 juli 2019`, `tussen 1 en 4 mei`; `tot` leaves out its day."""
    first, last = (on_day(found.number(end) or 0, month_of(found)) for end in ("first", "day"))
    inclusive = found.word("until") is None

    def place(year: int) -> Period | None:
        start, end = first(year), last(year)
        if not (start and end and start.start and end.start) or start.start >= end.start:
            return None
        return calendar.span(start, end, inclusive=inclusive)

    return yearly(found, place, "there is no such stretch of days")


def month(found: Found) -> Reading | None:
    """`februari 2014`, `november van dit jaar`, `afgelopen maart`."""
    number = month_of(found)
    return yearly(found, lambda year: calendar.month(year, number))


def season(found: Found) -> Reading | None:
    """`najaar van 2018`, `dit voorjaar`, `winter 2016/2017`; `deze winter` is the one that runs or is nearest ahead."""
    name = found.key("date_season", "season") or ""
    if found.key("date_direction", "direction") == "this" and found.year is None:
        if found.anchor is None:
            return Reading(Unclear(NO_ANCHOR))
        year = found.anchor.year - (name == "winter" and found.anchor < datetime.date(found.anchor.year, 3, 21))
        return Reading(calendar.season(year, name), inferred=True)
    return replace(yearly(found, lambda year: calendar.season(year, name)), general=True)


def quarter(found: Found) -> Reading | None:
    """`derde kwartaal van 2018`, `Q4 2018`."""
    ordinal = found.key("date_ordinal", "ordinal")
    number = found.number("number") or (4 if ordinal == "last" else int(ordinal or 0))
    return yearly(found, lambda year: calendar.quarter(year, number))


def half(found: Found) -> Reading | None:
    """`eerste helft van 2019`, `tweede helft van maart` (from the 16th)."""
    number = found.number("number") or int(found.key("date_ordinal", "ordinal") or 0)
    if found.word("month") is None:
        return yearly(found, lambda year: calendar.half(year, number))
    of_month = month_of(found)

    def place(year: int) -> Period:
        whole = calendar.month(year, of_month)
        assert whole.start
        assert whole.end
        middle = whole.start.replace(day=15)
        return calendar.days(whole.start, middle) if number == 1 else calendar.days(middle.replace(day=16), whole.end)

    return yearly(found, place)


def first_months(found: Found) -> Reading | None:
    """`eerste acht maanden van 2016`, `laatste twee kwartalen van vorig jaar`."""
    count = int((found.count("count") or 0) * (3 if found.word("unit") == "kwartalen" else 1))
    if not 1 <= count <= 12:
        return None
    first = 1 if found.word("ordinal") == "eerste" else 13 - count
    return yearly(found, lambda year: calendar.months(year, first, first + count - 1))


def in_week(number: int) -> Callable[[int], Period | None]:
    """A week of the year by its number (ISO 8601); no period in a year that does not have it."""

    def place(year: int) -> Period | None:
        try:
            return calendar.week(year, number)
        except ValueError:
            return None

    return place


def week(found: Found) -> Reading | None:
    """`week 12 van 2018`."""
    return yearly(found, in_week(found.number("number") or 0), "that year has no such week")


def week_of_month(found: Found) -> Reading | None:
    """`eerste week van mei`: seven days from the first; `laatste week`: the last seven."""
    ordinal, number = found.key("date_ordinal", "ordinal"), month_of(found)

    def place(year: int) -> Period:
        last = calendar.last_of_month(year, number)
        start = last.replace(day=last.day - 6) if ordinal == "last" else last.replace(day=7 * int(ordinal or 1) - 6)
        return Period(start, start + datetime.timedelta(days=6), "week")

    return yearly(found, place)


def nth_weekday(found: Found) -> Reading | None:
    """`derde dinsdag van september`, `laatste zaterdag in mei 2018`."""
    ordinal, number = found.key("date_ordinal", "ordinal") or "1", month_of(found)
    weekday = int(found.key("date_weekday", "weekday") or 0)

    def place(year: int) -> Period:
        if ordinal != "last":
            return calendar.day(feasts.nth_weekday(year, number, weekday, int(ordinal)))
        last = calendar.last_of_month(year, number)
        return calendar.day(last - datetime.timedelta(days=(last.weekday() - weekday) % 7))

    return replace(yearly(found, place), weekday=None)


def feast_day(found: Found) -> Reading | None:
    """`Prinsjesdag 2018`, `kerst`, `jaarwisseling 2018-2019` (by the year that ends)."""
    name = found.key("date_feast", "feast") or ""

    def place(year: int) -> Period:
        first, last = feasts.feast(name, year)
        return calendar.day(first) if first == last else calendar.days(first, last)

    return yearly(found, place)


# Where a recess lies in any year: enough to choose the year that is meant; its true days come from the rules.
_RECESS_AROUND = {"zomerreces": (7, 5, 9, 1), "kerstreces": (12, 21, 1, 12), "herfstreces": (10, 15, 10, 25),
                  "meireces": (4, 24, 5, 8), "voorjaarsreces": (2, 17, 2, 27)}  # fmt: skip


def recess(found: Found) -> Reading | None:
    """`zomerreces`: the year by context, the days by the table in the rules, which may know one end only."""
    name = (found.word("recess") or "").replace("krokusreces", "voorjaarsreces")
    table = found.rules.lexicon(f"date_recess_{name}")
    month_from, day_from, month_to, day_to = _RECESS_AROUND[name]

    def exact(year: int) -> Period | None:
        ends = [datetime.date.fromisoformat(end) if end else None for end in table.get(str(year), ())]
        return Period(ends[0], ends[1], "period") if ends else None

    def about(year: int) -> Period:
        return calendar.days(datetime.date(year, month_from, day_from), datetime.date(year + (month_to < month_from), month_to, day_to))

    if found.year is not None:
        return yearly(found, exact, "the rules do not know the days of this recess")
    return replace(yearly(found, about), exact=exact)


def year(found: Found) -> Reading | None:
    """`2015`, `’15`."""
    return Reading(calendar.year(found.year or 0))


def year_range(found: Found) -> Reading | None:
    """`2011–2014`, `2015/16`; two digits count only for the next year, or behind an apostrophe."""
    first, words = found.year or 0, found.word("last") or ""
    last = found.number("last") or 0
    if len(words.strip("’'‘")) == 2:
        last += first // 100 * 100
        if last < first:
            last += 100
        if last != first + 1 and not words.startswith(("’", "'", "‘")):
            return None
    return Reading(calendar.years(first, last)) if first < last else None


def year_kind(unit: str) -> Callable[[int], Period]:
    """How a parliamentary, school or academic year is placed, by its key in the rules."""
    return {"session_year": calendar.session_year, "school_year": calendar.school_year, "academic_year": calendar.academic_year}[unit]


def session_year(found: Found) -> Reading | None:
    """`vergaderjaar 2012–2013`, `schooljaar '19-'20`."""
    return Reading(year_kind(found.key("date_unit", "unit") or "session_year")(found.year or 0))


def decade(found: Found) -> Reading | None:
    """`jaren negentig`, `jaren 2000`; without its century that of `jaren 20` stays unread."""
    said = found.number("full")
    first = said or int(found.key("date_tens", "tens") or 0) or 1900 + (found.number("digits") or 0)
    if first < 1930 and not said and found.word("century") is None:
        return Reading(
            Unclear("two centuries have this decade", (edtf.write(calendar.decade(first)), edtf.write(calendar.decade(first + 100))))
        )
    return Reading(calendar.decade(first))


_CENTURIES = {"zeventiende": 17, "achttiende": 18, "negentiende": 19, "twintigste": 20, "vorige": 20, "eenentwintigste": 21,
              "deze": 21, "huidige": 21}  # fmt: skip


def century(found: Found) -> Reading | None:
    """`19e eeuw`, `vorige eeuw`."""
    number = found.number("number") or _CENTURIES[found.word("direction") or "deze"]
    return Reading(calendar.century(100 * (number - 1)))


def ultimo(found: Found) -> Reading | None:
    """`ultimo 2016`, `ultimo februari 2016`: its last day."""
    last = calendar.month(found.year or 0, month_of(found) or 12).end
    return Reading(calendar.day(last)) if last else None


Reader = Callable[[Found], Reading | None]

READERS: dict[str, Reader] = {
    "day": day,
    "day_range": day_range,
    "week_of_day": week_of_day,
    "month": month,
    "season": season,
    "quarter": quarter,
    "half": half,
    "first_months": first_months,
    "week": week,
    "week_of_month": week_of_month,
    "nth_weekday": nth_weekday,
    "feast": feast_day,
    "recess": recess,
    "year": year,
    "year_range": year_range,
    "session_year": session_year,
    "decade": decade,
    "century": century,
    "ultimo": ultimo,
}
"""The readers by the name that the rules call them by; None as an answer means: no time after all."""
