"""Names of bodies beside words that are none of them, and persons with the name of a body. The sentences are fictional."""

import pytest

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Volgens Universiteit Utrecht is dit zo.", ["Universiteit Utrecht"]),
        ("Naast Universiteit Leiden doet een bedrijf mee.", ["Universiteit Leiden"]),
        ("Vanuit Universiteit Maastricht komt dit.", ["Universiteit Maastricht"]),
        ("Zowel Universiteit Twente als een bedrijf doen mee.", ["Universiteit Twente"]),
        ("Rector Jansen Universiteit Utrecht spreekt.", ["Universiteit Utrecht"]),
        ("De Johan Cruijff Academy leidt op.", []),
        ("De familie Heineken woont daar.", []),
        ("Mevrouw Senter schreef een brief.", []),
        ("De heer J. Menzis schreef een brief.", []),
        ("Het Filmfonds betaalt.", []),
        ("De verzekeraar Menzis betaalt.", ["Menzis"]),
    ],
)
def test_a_name_takes_in_nothing_beside_it(text, names):
    assert [o.name for o in mine_example(text, RULES).organisations] == names
