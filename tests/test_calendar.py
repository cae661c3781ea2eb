"""The calendar itself: every day comes back, intervals keep their order, EDTF is read as it was written."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn.dutch import calendar, edtf, feasts

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
YEARS = st.integers(1900, 2099)
WHOLE = st.one_of(
    DAYS.map(calendar.day),
    YEARS.map(calendar.year),
    st.builds(calendar.month, YEARS, st.integers(1, 12)),
    st.builds(calendar.quarter, YEARS, st.integers(1, 4)),
    st.builds(calendar.half, YEARS, st.integers(1, 2)),
    st.builds(calendar.season, YEARS, st.sampled_from(calendar.SEASONS)),
    DAYS.map(calendar.week_of),
    YEARS.map(calendar.session_year),
    YEARS.map(calendar.school_year),
    st.integers(180, 209).map(lambda tens: calendar.decade(10 * tens)),
    st.integers(15, 20).map(lambda hundreds: calendar.century(100 * hundreds)),
)
SHAPED = st.one_of(WHOLE, *(WHOLE.map(shape) for shape in (calendar.onwards, calendar.through, calendar.before, calendar.after)))


def test_every_day_from_1990_to_2060_reads_back_from_dutch():
    date = datetime.date(1990, 1, 1)
    while date.year <= 2060:
        assert calendar.parse_full_date(calendar.format_date(date)) == date
        assert calendar.parse_full_date(f"{date.day}-{date.month}-{date.year}") == date
        assert calendar.parse_full_date(date.isoformat()) == date
        date += datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["31 februari 2016", "31-02-2016", "29 november", "november 2016", "2016", "32 mei 2016", "op 1 mei 2016", ""]
)
def test_what_is_no_full_date_reads_as_nothing(text):
    assert calendar.parse_full_date(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1 sept. 2024", "2024-09-01"),
        ("Donderdag 8 Maart 2018", "2018-03-08"),
        ("8\u00a0mrt 2018", "2018-03-08"),
        ("08/03/2018", "2018-03-08"),
        ("8.3.2018", "2018-03-08"),
    ],
)
def test_a_full_date_is_read_in_every_dress(text, date):
    assert calendar.parse_full_date(text) == datetime.date.fromisoformat(date)


@given(SHAPED, st.booleans())
def test_edtf_reads_back_as_it_was_written(period, approximate):
    period = calendar.Period(period.start, period.end, period.precision, period.unit, approximate)
    written = edtf.write(period)
    back = edtf.read(written)
    assert (back.start, back.end, back.approximate) == (period.start, period.end, approximate)
    assert edtf.write(back) == written
    if period.precision in ("day", "month", "season", "quarter", "year"):
        assert back.precision == period.precision


@given(WHOLE)
def test_a_stretch_ends_after_it_starts_and_its_shapes_meet_at_its_ends(period):
    one_day = datetime.timedelta(days=1)
    assert period.start <= period.end
    assert calendar.before(period).end == period.start - one_day
    assert calendar.after(period).start == period.end + one_day
    assert calendar.onwards(period).start == period.start
    assert calendar.through(period).end == period.end


@given(WHOLE)
def test_the_parts_of_a_stretch_lie_inside_it_in_order(period):
    parts = [calendar.part_of(period, part) for part in ("begin", "middle", "end")]
    if parts[0] is None:
        assert all(part is None for part in parts)
        return
    assert period.start == parts[0].start
    assert parts[0].end < parts[1].start <= parts[1].end < parts[2].start
    assert parts[2].end == period.end


@given(st.integers(1900, 2098))
def test_years_of_sessions_schools_and_seasons_join_without_gap(number):
    for years in (calendar.session_year, calendar.school_year, calendar.academic_year):
        assert calendar.after(years(number)).start == years(number + 1).start
    seasons = [calendar.season(number, name) for name in calendar.SEASONS] + [calendar.season(number + 1, "spring")]
    for earlier, later in itertools.pairwise(seasons):
        assert calendar.after(earlier).start == later.start


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_that_month(date, count):
    moved = calendar.add_months(date, count)
    assert (moved.year * 12 + moved.month) - (date.year * 12 + date.month) == count
    assert moved.day == date.day or moved == calendar.last_of_month(moved.year, moved.month)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (calendar.season(2017, "autumn"), "2017-23"),
        (calendar.years(2011, 2015), "2011/2015"),
        (calendar.onwards(calendar.year(2018)), "2018/.."),
        (calendar.before(calendar.month(2022, 9)), "../2022-08"),
        (calendar.after(calendar.season(2017, "summer")), "2017-09-21/.."),
        (calendar.part_of(calendar.year(2031), "middle"), "2031-06/2031-07"),
        (calendar.part_of(calendar.month(2031, 3), "end"), "2031-03-21/2031-03-31"),
        (calendar.quarter(2024, 3), "2024-35"),
        (calendar.decade(1990), "199X"),
        (calendar.week(2024, 12), "2024-03-18/2024-03-24"),
        (calendar.span(calendar.month(2024, 3), calendar.day(datetime.date(2024, 5, 2))), "2024-03-01/2024-05-02"),
    ],
)
def test_edtf_says_what_the_standard_says(period, expected):
    assert edtf.write(period) == expected


@pytest.mark.parametrize("text", ["2017-13", "2017-02-30", "gisteren", "2017/2018/2019", "2017-37"])
def test_what_is_not_edtf_is_an_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the standard library raises its own too
        edtf.read(text)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        calendar.days(datetime.date(2017, 5, 2), datetime.date(2017, 5, 1))


# Both move every year; the days are those of the official calendars.
@pytest.mark.parametrize(
    ("year", "easter", "budget"), [(2016, "03-27", "09-20"), (2019, "04-21", "09-17"), (2024, "03-31", "09-17"), (2025, "04-20", "09-16")]
)
def test_movable_days_fall_where_the_calendar_has_them(year, easter, budget):
    assert feasts.easter(year).isoformat() == f"{year}-{easter}"
    assert feasts.budget_day(year).isoformat() == f"{year}-{budget}"
