"""The quantities that Duckling tests with, and the money of num2words, read from ../shared as figures of a letter."""

import json
from pathlib import Path

import pytest

from kamermijn.dutch.numbers import read
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

CASES = Path(__file__).parents[2] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="../shared with other projects' cases is not there")
RULES = load()
# What the contract leaves out: the article and words of absence, ordinals, cups, and two notations that are not Dutch.
EXCLUDED = {"een", "geen", "niks", "3 en 30", "3k"}
NAMES = {"Kilometre": "km", "Metre": "m", "Centimetre": "cm", "Mile": "mi"}
GRAMS = {"mg": 0.001, "g": 1.0, "kg": 1000.0}


def quantities():
    path = CASES / "quantities_duckling.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"] if path.exists() else []
    return [c for c in cases if c["input"] not in EXCLUDED and c["dim"] != "ordinal" and c["expected"].get("unit") != "Cup"]


def passes(case):
    text, expected = case["input"], case["expected"]
    if case["dim"] == "numeral":
        value = read(text).value
        return value is not None and abs(float(value) - expected["value"]) < 1e-9
    found = mine_example(text, RULES).figures
    if len(found) != 1:
        return False
    unit = found[0].unit
    factor = GRAMS.get(unit, 0.0) if expected["unit"] == "Gram" else float(NAMES.get(expected["unit"]) == unit)
    wanted = [expected["low"], expected["high"]] if expected.get("kind") == "between" else [expected["value"]]
    values = [v for v in (found[0].value, found[0].value_high) if v is not None]
    return len(values) == len(wanted) and all(abs(v * factor - w) < 1e-9 for v, w in zip(values, wanted, strict=True))


@pytest.mark.parametrize("case", quantities(), ids=lambda case: f"{case['dim']}: {case['input']}")
def test_a_quantity_of_duckling_is_read_as_it_expects(case):
    assert passes(case)


def money():
    path = CASES / "number_words.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"] if path.exists() else []
    return [c for c in cases if "to='currency'" in c.get("opts", "")]


@pytest.mark.parametrize("case", money(), ids=lambda case: case["input"])
def test_an_amount_of_money_in_words_is_read(case):
    (figure,) = mine_example(case["input"], RULES).figures
    currency = "EUR" if "currency='EUR'" in case["opts"] else "USD"
    assert (figure.value, figure.unit) == (pytest.approx(float(case["expected"].strip("'"))), currency)
