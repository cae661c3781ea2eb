"""A small bare number behind a noun in the singular, or before one, may be no count: it is shown as rejected."""

import pytest

from kamermijn.dutch.word_list import is_countable, is_singular_noun
from kamermijn.records.figure_name import NOTE, THING
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Doe dit ook voor project 5.", "5", THING),
        ("In het ontwerp is ‘Project 4’ opgenomen.", "4", THING),
        ("Dat volgt uit de afspraken over waterstof in opdracht 12 van het akkoord.", "12", THING),
        ("De bronnen zijn: 6 Kamerbrief: voortgang van de afspraken.", "6", NOTE),
        ("De bronnen zijn: 7 Klimaatakkoord, 28 juni 2019.", "7", NOTE),
    ],
)
def test_a_number_that_may_name_a_thing_or_mark_a_note_is_no_figure(text, quote, reason):
    letter = mine_example(f"Fictieve brief. {text}", RULES)
    assert quote not in [figure.quote for figure in letter.figures]
    assert [(rejected.quote, rejected.reason) for rejected in letter.rejected] == [(quote, reason)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("De bewoners geven het cijfer 7.", "7"),
        ("Bij de politie 12 en bij de marechaussee 5.", "12"),
        ("Per klas zitten 25 leerlingen en per groep 12.", "12"),
        ("Er lopen 80 zaken, in beroep 12 en in cassatie 3.", "12"),
        ("Het aantal incidenten was vorig jaar 12 en dit jaar 15.", "12"),
        ("Er zijn 200 plaatsen: in opvang 80, in detentie 45 en in toezicht 75.", "80"),
        ("Het gaat om toezicht: in 2031 waren het er 8.", "8"),
        ("Op dit moment 32 elektrolysers in bedrijf.", "32"),
        ("Er zijn 3 Kamerleden en 4 gemeenten.", "3"),
        ("Er was 1 Kamerlid, en dat bleef.", "1"),
        ("Bij de keuring zakte van de klasgenoten 12.", "12"),
    ],
)
def test_a_number_that_says_how_many_stays_a_figure(text, quote):
    assert quote in [figure.quote for figure in mine_example(f"Fictieve brief. {text}", RULES).figures]


def test_the_nouns_with_a_value_are_nouns_in_the_singular():
    assert [noun for noun in RULES.lexicon("figure_valued_noun")["noun"] if not is_singular_noun(noun)] == []


@pytest.mark.parametrize(
    ("word", "singular"),
    [("project", True), ("Klimaatakkoord", True), ("projecten", False), ("loopt", False), ("de", False)],
)
def test_a_singular_noun_is_told_by_the_word_list(word, singular):
    assert is_singular_noun(word) is singular


@pytest.mark.parametrize(("word", "countable"), [("project", True), ("proefproject", True), ("projecten", False), ("herstel", False)])
def test_a_noun_that_can_be_counted_has_a_plural(word, countable):
    assert is_countable(word) is countable
