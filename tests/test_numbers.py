"""Dutch numbers in words and digits: exact values, spans in a text, and what is left open."""

import os
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn.dutch.numbers import find, read

ONES = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
        "vijftien", "zestien", "zeventien", "achttien", "negentien"]  # fmt: skip
TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def spell_apart(number: int) -> str:
    """A word of its own: a lone one takes its accents, or it would be an article."""
    return "één" if number == 1 else spell(number)


def spell(number: int) -> str:
    """Spell a number as the Woordenlijst does: a space behind `duizend`, `miljoen` and `miljard` apart."""
    if number == 0:
        return "nul"
    if number < 20:
        return ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        link = "ën" if ONES[one].endswith("e") else "en"
        return (ONES[one] + link if one else "") + TENS[ten]
    if number < 1000:
        hundred, rest = divmod(number, 100)
        return ("" if hundred == 1 else ONES[hundred]) + "honderd" + (spell(rest) if rest else "")
    if number < 10**6:
        thousand, rest = divmod(number, 1000)
        return ("" if thousand == 1 else spell(thousand)) + "duizend" + (" " + spell_apart(rest) if rest else "")
    for scale, word in ((10**12, "biljoen"), (10**9, "miljard"), (10**6, "miljoen")):
        if number >= scale:
            count, rest = divmod(number, scale)
            return f"{spell(count)} {word}" + (" " + spell_apart(rest) if rest else "")
    raise AssertionError(number)


@given(st.one_of(st.integers(0, 10**4), st.integers(0, 10**15 - 1)).filter(lambda n: n != 1))
def test_a_spelled_number_is_read_back_and_found_as_one_span(number):
    words = spell(number)
    assert read(words).value == number
    text = f"Er zijn {words} zaken."
    assert [(text[n.start : n.end], n.reading.value) for n in find(text)] == [(words, number)]


@pytest.mark.parametrize("number", [260_001_000_000, 1_001_001_001, 2_001_000_000_000, 1_001_001_000_000])
def test_one_million_behind_milliards_is_part_of_the_number(number):
    words = spell(number)
    assert [(n.reading.value, n.end - n.start) for n in find(f"Er zijn {words} zaken.")] == [(number, len(words))]


@given(st.integers(0, 10**12), st.integers(0, 9999), st.integers(0, 4))
def test_a_formatted_number_is_read_back(whole, fraction, places):
    grouped = f"{whole:,}".replace(",", ".")
    digits = f"{fraction % 10**places:0{places}d}" if places else ""
    text = grouped + ("," + digits if digits else "")
    expected = Fraction(whole) + (Fraction(int(digits), 10**places) if digits else 0)
    reading = read(text)
    if reading.doubt == "comma":
        assert places == 3
        assert len(str(whole)) <= 3
    else:
        assert reading.doubt is None
    assert reading.value == expected


@given(st.text(alphabet="0123456789.,/ eenvijftgdrmo-ë%€", max_size=25))
def test_no_text_breaks_the_reader_and_spans_lie_in_order(text):
    position = 0
    for number in find(text):
        assert position <= number.start < number.end <= len(text)
        position = number.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("eenentwintig", 21),
        ("Drieënzeventig", 73),
        ("honderdeneen", 101),
        ("honderdduizend", 100_000),
        ("anderhalf miljoen", 1_500_000),
        ("anderhalf", Fraction(3, 2)),
        ("tweeënhalf miljard", 2_500_000_000),
        ("drieëneenhalf", Fraction(7, 2)),
        ("twee en een half", Fraction(5, 2)),
        ("half miljoen", 500_000),
        ("een half miljard", 500_000_000),
        ("negentienhonderd negentig", 1990),
        ("één", 1),
        ("eén", 1),
        ("e\u0301e\u0301n", 1),
        ("tweee\u0308ndertig", 32),
        ("1.321", 1321),
        ("1,5", Fraction(3, 2)),
        ("2½", Fraction(5, 2)),
        ("2,5 mln.", 2_500_000),
        ("3 mld", 3_000_000_000),
        ("12 miljard", 12_000_000_000),
        ("1.5 miljoen", 1_500_000),
        ("1,321 miljoen", 1_321_000),
        ("1.250 miljoen", 1_250_000_000),
        ("100k", 100_000),
        ("3 honderd", 300),
        ("440\u00a0000", 440_000),
        ("1 000 000", 1_000_000),
        ("1,250,000", 1_250_000),
        ("0,75", Fraction(3, 4)),
        ("0.125", Fraction(1, 8)),
        ("2/3", Fraction(2, 3)),
        ("drie komma vijf", Fraction(7, 2)),
    ],
)
def test_a_number_has_its_exact_value(text, value):
    reading = read(text)
    assert (reading.value, reading.doubt) == (value, None)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1.5", "point"),  # or section 1.5
        ("2.10", "point"),
        ("1,321", "comma"),  # or thirteen hundred and twenty-one, written the English way
        ("28 638", "spaced"),  # or a dossier
        ("0033", "zero"),  # a code
        ("1.250 miljard", "large"),
        ("drie en dertig", "two"),
        ("1.321.5", "malformed"),
        ("12.34.56", "malformed"),
        ("3,4,5", "malformed"),
        ("12/34", "malformed"),
        ("0.1.2", "malformed"),
        ("vijftignuldrie", "malformed"),
        ("eentwintig", "malformed"),
        ("duizend duizend", "malformed"),
    ],
)
def test_a_number_with_a_second_reading_or_none_says_so(text, doubt):
    assert read(text).doubt == doubt


@pytest.mark.parametrize(
    "text",
    [
        "een maatregel, een plan en een brief",
        "Zoals een. Of een- en tweetal",
        "de één wil dit, de ander dat",
        "de achterstand en de vierde zevende",
        "de eenheid, het tiende deel en de drieling",
        "toestel MH17, CO2, COVID-19 en de A2",
        "artikel 1:253 en nummer 12/34",
    ],
)
def test_what_only_looks_like_a_number_is_not_found(text):
    assert [text[n.start : n.end] for n in find(text)] == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("van tien twee", ["tien", "twee"]),
        ("tussen honderd en tweehonderd", ["honderd", "tweehonderd"]),
        ("de één miljoen euro", ["één miljoen"]),
        ("Eén, twee, drie", ["Eén", "twee", "drie"]),
        ("in 2015 1.321 zaken", ["2015", "1.321"]),
        ("op 1.321.", ["1.321"]),
        ("€ 100.000,- per jaar", ["100.000"]),
        ("(12,5%)", ["12,5"]),
        ("in 1.321.5 gevallen", ["1.321.5"]),
    ],
)
def test_numbers_are_found_whole(text, spans):
    assert [text[n.start : n.end] for n in find(text)] == spans


def test_the_grammar_of_number_words_is_the_same_in_every_process():
    ask = "from kamermijn.dutch.numbers import NAMED_PATTERNS; print(sorted(NAMED_PATTERNS.items()))"
    told = {subprocess.run([sys.executable, "-c", ask], capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=True).stdout
            for seed in ("1", "2", "3")}  # fmt: skip
    assert len(told) == 1
