"""Times that are told by another time, or by a verb that once was read wrongly. The sentences are fictional, of letters of 1 May 2017."""

import pytest

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


@pytest.mark.parametrize(
    "text",
    [
        "In het schooljaar 2016-2017 startte de proef in november van dat jaar.",
        "In het vergaderjaar 2016-2017 startte de proef in oktober van dat jaar.",
    ],
)
def test_a_month_of_a_year_over_two_years_has_no_certain_year(text):
    found = mine_example(text, RULES)
    assert [d.date_start.year for d in found.dates] == [2016]
    assert [r.attempted for r in found.rejected] == ["date"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("De gemeenten kregen uitstel tot 1 mei.", "2017-04-30"),
        ("Bedrijven hadden de tijd tot 1 april.", "2017-03-31"),
        ("Het paspoort was geldig tot 3 april.", "2017-04-02"),
        ("De ondernemers kregen de tijd tot 15 februari.", "2017-02-14"),
        ("De Raad heeft op 3 april verlenging gegeven tot 30 april.", "2017-04-29"),
    ],
)
def test_what_ended_is_not_pushed_a_year_ahead(text, end):
    assert [d.date_end.isoformat() for d in mine_example(text, RULES).dates][-1] == end


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("De brief is van 12 maart 2015. Ik kom in het najaar daarop terug.", ["2015-03-12", "2017-09-21"]),
        ("De wet is van 3 februari 2016. Ik zal in het voorjaar erop ingaan.", ["2016-02-03", "2017-03-21"]),
        ("Het onderzoek uit 2014 is bekend; de regeling geldt tot 1 mei daarna vervalt zij.", ["2014-01-01", None]),
    ],
)
def test_what_is_come_back_to_is_not_what_follows(text, starts):
    found = mine_example(text, RULES).dates
    assert [d.date_start and d.date_start.isoformat() for d in found] == starts
    assert all(d.date_end.year != 2015 for d in found[1:])
