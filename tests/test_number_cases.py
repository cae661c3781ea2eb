"""The number words that other projects test with (text2num, num2words), read from ../shared."""

import json
import re
from pathlib import Path

import pytest

from kamermijn.dutch.numbers import find, read

CASES = Path(__file__).parents[2] / "shared" / "cases" / "number_words.json"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="../shared with other projects' cases is not there")

# What RECORDS.md or Dutch itself reads otherwise, each with its reason; money is read by the figures (test_figure_cases.py).
EXCLUDED = {
    "a leading zero is the mark of a code": {
        "nul acht", "nul nul honderdvijfentwintig", "nul negen zestig nul zes twaalf eenentwintig",
        "nul één duizend negenhonderd negentig", "nul één negentienhonderd negentig", "nul één honderd",
        "dertien duizend nul negentig", "dertien duizend nul tachtig", "nul vijf",
    },
    "`de één` and `een` are pronoun and article (its second case, which leaves them, passes)": {
        "replace_all_numbers: We mogen een lidwoord of een voornaamwoord niet vervangen, de één zoals de ander.",
    },
    "an ordinal is no figure": {
        "Vijfde tweede eerste achtste eenentwintigste honderdste duizend tweehonderd dertigste.", "eerste tweede",
        "vijfhonderdeerste", "Mijn eerste komt vóór mijn tweede en mijn derde", "Een twaalfde poging", "Eerste, tweede, derde",
    },
    "decimals said digit by digit, which the case `drie komma vier acht zes` of num2words reads as we do": {
        "Twaalf komma negenennegentig, honderdtwintig komma nul vijf, één komma tweehonderdzesendertig, één komma twee drie zes.",
    },
}  # fmt: skip
# Known failures: one that starts to pass must leave this list.
KNOWN_FAILURES: set[tuple[str, str]] = {("replace_numbers", "Nul")}  # text2num leaves a lone zero as a word, its own second case does not


def cases():
    loaded = json.loads(CASES.read_text(encoding="utf-8"))["cases"] if CASES.exists() else []
    excluded = set().union(*EXCLUDED.values())
    money = re.compile(r"\b(?:euro|dollar|cent)\b")
    for case in loaded:
        ordinal = "ordinal=True" in case.get("opts", "") or re.fullmatch(r"\d+e", str(case["expected"]))
        names = {case["input"].strip(), f"{case['kind']}: {case['input'].strip()}"}
        if not ordinal and not names & excluded and not money.search(case["input"]):
            yield case


def passes(case):
    text, expected = case["input"], case["expected"]
    if case["kind"].startswith("replace"):
        out, position = [], 0
        for number in find(text):
            out += [text[position : number.start], dutch(number.reading.value)]
            position = number.end
        return "".join(out) + text[position:] == expected
    value = read(text).value
    return value is None if expected is None else value is not None and abs(float(value) - float(expected)) < 1e-9


def dutch(value):
    if value is None:
        return "?"
    return str(value.numerator) if value.denominator == 1 else str(float(value)).replace(".", ",")


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case['kind']}: {case['input'].strip()[:40]}")
def test_a_cardinal_number_of_other_projects_is_read_as_they_expect(case):
    assert passes(case) == ((case["kind"], case["input"]) not in KNOWN_FAILURES)
