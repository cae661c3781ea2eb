"""The account of numbers: every numeral is seen, and what became of it is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def account(text):
    return [(n.quote, n.outcome, n.reason) for n in mine_example(text, RULES).numerals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er zijn 12 zaken.", [("12", "figure", None)]),
        ("Er zijn drie zaken.", [("drie", "figure", None)]),
        ("Dat was in 2015.", [("2015", "date", None)]),
        ("Er waren 1.321.5 zaken.", [("1.321.5", "rejected", None)]),
        ("Het toestel MH17.", [("MH17", "left out", "digits in a name")]),
        ("De 4e termijn.", [("4e", "left out", "ordinal number")]),
        ("Er is een zaak.", []),
    ],
)
def test_every_numeral_has_an_outcome(text, expected):
    assert account(text) == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["12", "drie", "€ 5", "art. 3", "MH17", "2015", "1.2.3", "10%", "de", "een", "zaken", ",", "en", "nr. 7"]),
        max_size=8,
    )
)
def test_no_digit_goes_unaccounted_for(words):
    text = " ".join(words)
    spans = [(n.start, n.end) for n in mine_example(text, RULES).numerals]
    for offset, character in enumerate(text):
        assert not character.isdigit() or any(start <= offset < end for start, end in spans)
