"""Numbers of gazettes and papers that have the form of a year, and years that have that of a number. The sentences are fictional."""

import pytest

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def targets(text):
    return {c.target for c in mine_example(text, RULES).citations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie Stb. 2011 nr. 444 en 2012 nr. 445.", {"stb-2011-444", "stb-2012-445"}),
        ("Zie Trb. 1951 131 en 1967 76.", {"trb-1951-131", "trb-1967-76"}),
        ("Zie Stb. 1992, nrs. 422 en 423, en 1995 nr. 131.", {"stb-1992-422", "stb-1992-423", "stb-1995-131"}),
        ("Zie Stcrt. 1998 nr. 88 en 1999 nr. 12.", {"stcrt-1998-88", "stcrt-1999-12"}),
        ("Zie Stcrt. 2011, 9842.", {"stcrt-2011-9842"}),
        ("Zie Stcrt. 2011, 1998.", {"stcrt-2011-1998"}),
        # Which is the year and which the number, nothing tells.
        ("Zie Stcrt. 2011, 1998, 2004 en 9842.", set()),
        ("Zie Stcrt. 2014, 1850 en 1851, 1852.", set()),
        ("Zie Stcrt. 2014, 1850 en 2015.", set()),
        ("In de Staatscourant 2011, 2012 en 2013 zijn 300 besluiten opgenomen.", set()),
        ("Zie Kamerstuk 21 501-02, nrs. 1989 en 1995–1997.", {f"kst-21501-02-{n}" for n in (1989, 1995, 1996, 1997)}),
        ("Zie Kamerstukken II 2012/13, 31 322, nr. 201 en 2013/14, nr. 220 en nr. 221.", {"kst-31322-201"}),
        ("Zie Aanhangsel van de Handelingen II 2012/13, nr. 5 en 2013/14, nrs. 12 en 13.", {"ah-tk-20122013-5"}),
    ],
)
def test_a_year_is_no_number_and_a_number_no_year(text, expected):
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Zie Kamerstukken II 2012/13, 31 322, nr. 201 en 2013/14, nr. 220 en nr. 221.", "2013/14, nr. 220 en nr. 221"),
        ("Zie Aanhangsel van de Handelingen II 2012/13, nr. 5 en 2013/14, nrs. 12 en 13.", "2013/14, nrs. 12 en 13"),
    ],
)
def test_numbers_of_another_session_year_are_told_of(text, quote):
    assert quote in [r.quote for r in mine_example(text, RULES).rejected]
