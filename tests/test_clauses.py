"""The finite verb of the main clause is found, whatever subordinate clauses stand around it."""

import pytest

from kamermijn.language.clauses import clauses
from kamermijn.rules import load

RULES = load()


def finite(sentence, level="main"):
    return [sentence[w.start : w.end] for w in clauses(sentence, 0, len(sentence), RULES) if w.finite and w.level == level]


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("De kennis die is opgedaan wordt geborgd.", ["wordt"]),
        ("Om de haven te redden wordt de vaargeul verdiept.", ["wordt"]),
        ("Zodra het advies er is, informeer ik de vissers.", ["informeer"]),
        ("Hoewel de vangst daalt, zet de kustwacht de vluchten voort.", ["zet"]),
        ("De werkgroep, waarin vissers zitting hebben, wordt opgeheven.", ["wordt"]),
        ("Als eerste stap heeft het kabinet de vangst beperkt.", ["heeft"]),
        ("Wij onderzoeken of het nodig is om de haven te verdiepen.", ["onderzoeken"]),
        ("Ik onderzoek dit en informeer de vissers.", ["onderzoek", "informeer"]),
        ("Dit besluit vervangt dat oude hoofdstuk.", ["vervangt"]),
        ("De loodsen zullen begeleid en getraind worden.", ["zullen"]),
        ("Deze inzet bundelen we in één plan.", ["bundelen"]),
        ("Ik richt een meldpunt in dat dit onderzoekt.", ["richt"]),
        ("Ik stel voor de vissers een raad in die dit onderzoekt.", ["stel"]),
        ("Ik stel in die regio een visraad in.", ["stel"]),
        ("Dat er minder vis is, verklaart de prijs.", []),
        ("Ook als een regel wordt ingetrokken, blijft de boete staan.", ["blijft"]),
        ("De Minister voor Milieu en Wonen werkt aan een regeling.", ["werkt"]),
    ],
)
def test_the_verb_of_the_main_clause_is_told_from_the_others(sentence, verbs):
    assert finite(sentence) == verbs


def test_a_clause_behind_a_verb_of_saying_tells_what_is_done():
    assert finite("Het kabinet heeft besloten dat de sluis wordt vernieuwd.", "reported") == ["wordt"]
    assert finite("Zij vrezen dat de sluis wordt gesloopt.", "reported") == []


def test_what_stands_in_brackets_or_quotes_is_no_main_clause():
    assert finite("De sluis (die in 1890 is gebouwd) wordt vernieuwd.") == ["wordt"]
