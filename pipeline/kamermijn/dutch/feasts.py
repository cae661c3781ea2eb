"""Days that the calendar moves: the fixed days of the parliamentary year and the feasts that letters name as a term."""

from __future__ import annotations

import datetime


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth Monday (0) to Sunday (6) of a month."""
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def budget_day(year: int) -> datetime.date:
    """Prinsjesdag: the third Tuesday of September (Grondwet, artikel 65)."""
    return nth_weekday(year, 9, 1, 3)


def accountability_day(year: int) -> datetime.date:
    """Verantwoordingsdag: the third Wednesday of May (Comptabiliteitswet 2016, artikel 2.32 and its practice)."""
    return nth_weekday(year, 5, 2, 3)


def easter(year: int) -> datetime.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month_number, day_number = divmod(h + n - 7 * m + 114, 31)
    return datetime.date(year, month_number, day_number + 1)


def feast(name: str, year: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a feast by its key in the rules (``budget_day``, ``christmas``); KeyError for an unknown one.

    The turn of the year belongs to the year that ends; King's Day moves to the 26th when the 27th of April is a Sunday.
    """
    one_day, sunday = datetime.timedelta(days=1), easter(year)
    kings_day = datetime.date(year, 4, 27)
    first, length = {
        "budget_day": (budget_day(year), 1),
        "accountability_day": (accountability_day(year), 1),
        "christmas": (datetime.date(year, 12, 25), 2),
        "turn_of_year": (datetime.date(year, 12, 31), 2),
        "easter": (sunday, 2),
        "ascension": (sunday + 39 * one_day, 1),
        "pentecost": (sunday + 49 * one_day, 2),
        "kings_day": (kings_day - one_day if kings_day.weekday() == 6 else kings_day, 1),
        "liberation_day": (datetime.date(year, 5, 5), 1),
    }[name]
    return first, first + (length - 1) * one_day
