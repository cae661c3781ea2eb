"""What a match cannot do without is worked out from the pattern; where it stands nowhere near, the rule is not tried."""

from math import inf

import pytest

from kamermijn.language.anchors import Anchors
from kamermijn.rules import load
from kamermijn.rules.frequencies import Frequencies
from kamermijn.rules.landmarks import Width, landmark

LOADED = load()
SAMPLE = Frequencies("De boot is op de gracht en de sluis is dicht, is het niet? " * 3)


def found(pattern):
    known = landmark(pattern, SAMPLE)
    return known and (sorted(known.strings), known.reach)


@pytest.mark.parametrize(("pattern", "strings", "reach"), [
    (r"\bis\b.{0,9}\bbeschikbaar\b", ["Besch"], Width(11, 0, solid=False)),
    (r"\bis\b.*\bbeschikbaar\b", ["Besch"], Width(inf, 0, solid=False)),
    (r"\w\s+\w?zwaluw", ["Zwalu", "zwalu"], Width(2, 1, solid=False)),
    (r"\w\s{2,9}\w?zwaluw", ["Zwalu", "zwalu"], Width(11, 0, solid=False)),
    (r"\bis.(?:vol|leeg)\b", ["Leeg", "Vol", "leeg", "vol"], Width(3, 0, solid=False)),
    (r"\bis\b(?=.{2}vol)", ["Vol", "vol"], Width(4, 0, solid=False)),
    (r"\bis(?:\s+vol)?", ["Is"], Width(0, 0, solid=True)),
    (r"\bis\b(?!.*vol)", ["Is"], Width(0, 0, solid=True)),
    (r"(?<=vol )is\b", ["Is", "is"], Width(0, 0, solid=True)),
    (r"(?P<a>zwaluw)|is.(?&a)", ["Zwalu", "zwalu"], Width(3, 0, solid=False)),
    (r"(?i)is.(?:.\s+){0,2}zwaluw", ["Zwalu", "zwalu"], Width(5, 2, solid=False)),
    (r"\b\p{L}{2,60}zwaluw", ["Zwalu", "zwalu"], Width(60, 0, solid=True)),
    (r"\b\p{L}+zwaluw", ["Zwalu", "zwalu"], Width(inf, 0, solid=True)),
    (r"\b(?=[^\s\d]{0,60}zwaluw)\w", ["Zwalu", "zwalu"], Width(60, 0, solid=True)),
    (r"(?i)is.(?:\w+\s){0,2}zwaluw", ["Zwalu", "zwalu"], Width(inf, 0, solid=False)),
])  # fmt: skip
def test_the_landmark_of_a_pattern(pattern, strings, reach):
    assert found(pattern) == (strings, reach)


@pytest.mark.parametrize("pattern", [r"\w+", r"(?:vol)?\w", r"(?:vol|\w)", r"(?:vol){e<=1}", r"(?r)vol"])
def test_what_needs_nothing_or_is_not_understood_has_none(pattern):
    assert found(pattern) is None


def test_what_a_pattern_begins_with_is_no_landmark_where_that_is_known():
    assert landmark(r"\bis\b", SAMPLE, ["Is"]) is None
    assert landmark(r"(?:is|boot).vol\b", SAMPLE, ["Is", "is", "Boo", "boo"]).strings == {"Vol", "vol"}


def test_what_is_much_more_often_there_than_the_beginnings_is_left_out():
    assert landmark(r"\bzwaluw.is\b", SAMPLE, ["Zwa"]) is None
    assert landmark(r"\bboot.op\b", SAMPLE, ["Boo"]) is not None


def test_a_word_of_any_length_is_within_reach_of_a_landmark_inside_it():
    rule = next(rule for rule in LOADED.of("figure") if rule.id == "figure.name_with_digits")
    for word in ("PM2", "Zonneschijn-maanlicht-2", f"{'Zon' * 15}-7", f"{'zonne' * 60}7"):
        text = f"De proef heet {word}, en de boot is klein."
        anchors = Anchors(text, LOADED)
        assert [match[0] for match in anchors.finditer(rule)] == [match[0] for match in LOADED.compiled(rule.id).finditer(text)]
        assert all(" " not in text[place : text.index(word) + len(word)] for place in anchors.of("figure").get(rule.id, []))


def test_most_places_are_out_of_reach_of_a_landmark():
    text = "De boot is vol en de sluis is dicht. " * 40 + "Er is geld beschikbaar."
    rule = next(rule for rule in LOADED.of("measure") if rule.id == "measure.money_available")
    anchors = Anchors(text, LOADED)
    assert [match[0] for match in anchors.finditer(rule)] == [match[0] for match in LOADED.compiled(rule.id).finditer(text)] != []
    assert rule.id not in Anchors(text.replace("beschikbaar", "over"), LOADED).of("measure")


def test_white_space_of_any_length_does_not_put_a_landmark_out_of_reach():
    rule = next(rule for rule in LOADED.of("date") if rule.id == "date.ago")
    for text in ("Drie jaar geleden.", f"Drie{' ' * 900}jaar{chr(10) * 700}geleden."):
        assert len(list(Anchors(text, LOADED).finditer(rule))) == 1
