"""A rule is tried only where it can match; what it finds is what it would find when tried everywhere."""

import sys
import unicodedata
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import kamermijn
from kamermijn import rules
from kamermijn.language.anchors import Anchors
from kamermijn.records import numeral
from kamermijn.rules.beginnings import beginnings
from kamermijn.rules.drawing import drawn
from kamermijn.rules.frequencies import Frequencies
from kamermijn.rules.markup import parse

LOADED = rules.load()
REGEXES = [rule for rule in LOADED.rules if rule.kind == "regex"]
LETTERS = Path(__file__).parents[2] / "shared" / "letters"
EXAMPLES = sorted({parse(example.text)[0] for rule in REGEXES for example in rule.examples})
# What is looked for by its beginnings and is no rule.
PATTERNS = ("{number}", "{measure_office}", numeral._DIGITS)
# What drawing a text changes: letters of other alphabets and cases, white space and digits of many kinds.
ODD = "ſKİıßŉǅÅéÉ\u00a0\u2009\u3000\u0085٣１²Ω文\U0001d7d8'’-–^.,( \n\t"


class Common(Frequencies):
    """Every string stands everywhere, so that all of a beginning counts."""

    def of(self, strings):
        return 1.0


def everywhere(pattern, text):
    return [(found.span(), found.groups()) for found in pattern.finditer(text)]


def anchored(anchors, rule):
    return [(found.span(), found.groups()) for found in anchors.finditer(rule)]


def differing(text):
    anchors = Anchors(text, LOADED)
    others = [
        pattern
        for pattern in PATTERNS
        for start, end in ((0, len(text)), (len(text) // 3, len(text) // 2))
        if [m.span() for m in anchors.finditer_of(pattern, start, end)]
        != [m.span() for m in LOADED.compile(pattern).finditer(text, start, end)]
    ]
    return others + [rule.id for rule in REGEXES if anchored(anchors, rule) != everywhere(LOADED.compiled(rule.id), text)]


@pytest.mark.parametrize("kind", sorted({rule.id.split(".")[0] for rule in REGEXES}))
def test_every_rule_finds_in_its_examples_what_it_finds_everywhere(kind):
    text = "\n".join(EXAMPLES)
    for written in (text, text.upper()):
        anchors = Anchors(written, LOADED)
        for rule in REGEXES:
            if rule.id.startswith(kind + "."):
                assert anchored(anchors, rule) == everywhere(LOADED.compiled(rule.id), written), rule.id


@given(st.lists(st.one_of(st.sampled_from(EXAMPLES), st.text(ODD, max_size=6)), min_size=1, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_no_match_is_lost_in_shuffled_and_spoilt_sentences(pieces, chance):
    words = " ".join(pieces).split(" ")
    chance.shuffle(words)
    spoilt = [lambda word: word, str.upper, str.title, lambda word: word[1:], lambda word: word + chance.choice(ODD)]
    text = " ".join(chance.choices(spoilt, (10, 1, 1, 1, 1))[0](word) for word in words)
    assert differing(text) == []


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not there")
@pytest.mark.parametrize("name", ["kst-28638-158.txt", "aanhangsel-2023-2024.pdf"])
def test_no_match_is_lost_in_real_letters(name):
    assert differing(kamermijn.mine(LETTERS / name).text) == []


@given(st.text(ODD + "ab"))
def test_a_drawn_text_is_as_long_as_the_text(text):
    assert len(drawn(text)) == len(text)


def test_each_character_is_drawn_for_itself():
    signs = "".join(map(chr, (code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) != "Cs")))
    assert len(drawn(signs)) == len(signs)
    assert set(drawn("".join(regex.findall(r"\s", signs)))) == {" "}
    assert set(drawn(" ".join(regex.findall(r"\d", signs)))) == {"0", " "}


def test_of_a_string_of_digits_the_first_stands_apart():
    assert drawn("12 345,6") == "01 011,0"
    assert drawn("mh17") == "Mh01"


@pytest.mark.parametrize(("pattern", "found"), [
    (r"\bmotie", ("Motie",)),
    (r"(?<!\p{L})nr\.", ("Nr.",)),
    (r"(?i)NR", ("Nr", "nr")),
    (r"\b(?:de\s)?lid", ("De Lid", "Lid")),
    (r"(?<!\d)\d+ jaar", ("0 Jaar", "01")),
    (r"(?<![\d.])\d,", ("0,",)),
    (r"\b\d{3}x", ("011X",)),
    (r"\d{3}x", ("011X", "111X")),
    (r"(?<!\p{L})\d,", ("0,", "1,")),
    (r"(?P<a>xy)|(?&a)", ("Xy", "xy")),
    (r"[ab]c", ("Ac", "Bc", "ac", "bc")),
    (r"(?:ja|nee)(?!t)", ("Ja", "Nee", "ja", "nee")),
    (r"(?i)[k]", ("K", "k")),
])  # fmt: skip
def test_the_beginnings_of_a_pattern(pattern, found):
    assert beginnings(pattern, Common("")) == found


def test_a_beginning_is_known_as_far_as_it_is_common():
    sample = Frequencies("De boot is op de gracht en de sluis is dicht. " * 2 + "Daar is de dijk; er zijn dieren. " * 2)
    assert beginnings(r"\bd(?:e boot|e vuurtoren|uizend|waas)", sample) == ("De Boo", "De V", "Dui", "Dwa")


@pytest.mark.parametrize("unit", ["1", "1.000.", "12 ", "a1 ", "een honderd en "])
def test_the_places_that_are_tried_grow_with_the_text_and_no_faster(unit):
    def tried(size):
        anchors = Anchors((unit * size)[:size], LOADED)
        return sum(len(places) for kind in sorted({rule.id.split(".")[0] for rule in REGEXES}) for places in anchors.of(kind).values())

    assert tried(4000) <= 4.05 * tried(1000)
    assert tried(4000) <= 12 * 4000


@pytest.mark.parametrize(
    "pattern", [r"\S+@\S+", r"x?", r"(?:ab){e<=1}", r"\Gab", r"a\Kb", r"(?r)ab", r"(?=.*x)", r"(a)?\1", r"\p{L}+x", r"(?if:straße)"]
)
def test_what_is_not_understood_or_says_nothing_is_tried_everywhere(pattern):
    assert beginnings(pattern, Common("")) is None


@pytest.mark.parametrize(("pattern", "text"), [
    (r"b*?(?=\S*5)", "Er zijn bb35 boten."),
    (r"(?if:straße)x?", "in STRASSEx"),
    (r"(?:haven)?(?=\s\d{4})", "De haven 2031 en de haven 2032."),
])  # fmt: skip
def test_a_pattern_of_a_user_finds_what_it_finds_everywhere(pattern, text):
    assert [m.span() for m in Anchors(text, LOADED).finditer_of(pattern)] == [m.span() for m in regex.finditer(pattern, text)]
