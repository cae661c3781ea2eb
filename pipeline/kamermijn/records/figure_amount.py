"""From a match of a figure rule to amounts: exact values with their unit, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import regex

from kamermijn.dutch.numbers import MALFORMED, SCALE_SIGNS, Reading, read
from kamermijn.language import Match
from kamermijn.records.figure_levels import levels
from kamermijn.records.figure_outcome import Amount, Outcome, Refusal, Skip, shown
from kamermijn.records.figure_unit import unit_words
from kamermijn.rules import Rules

DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute"})
"""The units of a stretch of time."""
_DOUBTS: Mapping[str, str] = {
    "point": "a point before one or two digits may start decimals or number a section",
    "comma": "a comma before three digits may start decimals or group thousands",
    "spaced": "digits grouped by a space may be a dossier number",
    "two": "may be one number or two",
    "large": "a point before `miljard` may group thousands or start decimals",
    "malformed": "digits and signs that have no certain value as a number",
}


def amounts(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    """Read a match by the function that its rule names under ``reading``."""
    for outcome in _READINGS[match.rule.reading or "count"](match, text, rules):
        yield from levels(outcome, match, text, rules) if isinstance(outcome, Amount) and outcome.high is not None else (outcome,)


def _group(match: Match, text: str, name: str) -> str | None:
    span = match.groups.get(name)
    return text[span[0] : span[1]] if span else None


def _word(text: str) -> str:
    return " ".join(text.split())


def _span(match: Match, text: str, unit: str, factor: Fraction = Fraction(1)) -> Iterator[Outcome]:
    """One number or a range, each end read and checked against what the unit allows."""
    low_text, high_text = _group(match, text, "low") or "", _group(match, text, "high")
    low, high = _number(low_text), _number(high_text) if high_text else None
    for reading in (low, high):
        if reading is not None and (doubt := _doubt(reading, unit)):
            if doubt == "zero":
                yield Skip(match.start, match.end, "digits with a leading zero are a code")
            else:
                yield Refusal(match.start, match.end, _DOUBTS[doubt], tuple(shown(c * factor) for c in reading.candidates))
            return
    assert low.value is not None
    sign = _group(match, text, "sign")
    if high is None or high.value is None:
        yield Amount(match.start, match.end, low.value * factor, unit, sign=sign, scale=low.scale)
        return
    yield from _range(match, text, (low, high), unit, factor)


def _range(match: Match, text: str, ends: tuple[Reading, Reading], unit: str, factor: Fraction) -> Iterator[Outcome]:
    low, high = ends
    assert low.value is not None
    assert high.value is not None
    first = low.value
    # `10 tot 15 miljoen`: the scale behind the second counts for the first, unless that says its own.
    if low.scale == 1 and first < 1000 and _scale_apart(high, _group(match, text, "high") or ""):
        first *= high.scale
        if first > high.value:
            yield Refusal(match.start, match.end, "the scale word may belong to both ends of the range or to the last only",
                          (shown(low.value), shown(first)))  # fmt: skip
            return
    if _thousands_left_out(low, high):
        yield Refusal(match.start, match.end, "the thousands of the second number may belong to the first too",
                      (shown(low.value * factor), shown(low.value * 1000 * factor)))  # fmt: skip
        return
    link = (_group(match, text, "link") or "en").strip()
    consecutive = high.value - low.value == 1
    if first < high.value and (link != "of" or consecutive):
        yield Amount(match.start, match.end, first * factor, unit, high.value * factor, scale=max(low.scale, high.scale))
    elif link[:1] in "-–—−":
        yield Refusal(match.start, match.end, "a dash between numbers that do not rise: no range", (shown(low.value), shown(high.value)))
    else:
        low_span, high_span = match.groups["low"], match.groups["high"]
        yield Amount(match.start, low_span[1], low.value * factor, unit, scale=low.scale)
        yield Amount(high_span[0], match.end, high.value * factor, unit, scale=high.scale)


def _thousands_left_out(low: Reading, high: Reading) -> bool:
    """Whether `40 à 50.000` may mean forty thousand to fifty thousand."""
    assert low.value is not None
    assert high.value is not None
    if low.scale > 1 or high.scale > 1 or not 0 < low.value < 1000 or high.value < 1000:
        return False
    return high.value % 1000 == 0 and low.value * 1000 < high.value


def _scale_apart(reading: Reading, text: str) -> bool:
    return reading.scale >= 10**6 or (reading.scale > 1 and not reading.in_words and " " in text.strip())


def _number(text: str) -> Reading:
    return read(_word(text).removesuffix(","))


def _doubt(reading: Reading, unit: str) -> str | None:
    """The doubt about a number that its unit does not settle."""
    if reading.value is None:
        return reading.doubt or "malformed"
    bare, money = unit == "count", len(unit) == 3 and unit.isupper()
    if reading.doubt in ("point", "spaced", "zero") and not bare:
        return None
    if reading.doubt == "comma" and not bare and not money:
        return None
    return reading.doubt


def _money(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    sign = _word(_group(match, text, "currency") or "")
    words: dict[str, tuple[str, Fraction]] = {}
    for lexicon in ("figure_currency_word", "figure_currency_sign", "figure_currency_scaled", "figure_guilder_sign"):
        words |= unit_words(rules, lexicon)
    unit, factor = words[sign]
    if letter := (_group(match, text, "letter") or "").strip():
        last = _number(_group(match, text, "high") or _group(match, text, "low") or "")
        if last.scale > 1:
            match = replace(match, end=_end_without(match, text))  # `€ 2 miljoen ton`: scaled already.
        elif letter == "ton" and last.value is not None and last.value >= _MANY_TONS:
            yield Refusal(match.start, match.end, "`ton` may be a weight or a hundred thousand euros")
            return
        else:
            factor *= _LETTERS[letter]
    for outcome in _span(match, text, unit, factor):
        cents = _group(match, text, "cents")
        if cents and isinstance(outcome, Amount):
            extra = _number(cents).value
            if extra is None or extra >= 100 or outcome.high is not None:
                yield Refusal(match.start, match.end, _DOUBTS["malformed"])
                return
            outcome = replace(outcome, value=outcome.value + extra / 100)
        yield outcome


# `€ 40M`, `€ 1,2 bn`, `€ 3 ton`.
_LETTERS: Mapping[str, int] = {"M": 10**6, "m": 10**6, "bn": 10**9, "ton": 10**5}
# So many times a hundred thousand is said in millions.
_MANY_TONS = 1000
# Kilograms of as many pounds as would be a sum of money.
_HEAVY = 250
# `min 3 graden`.
_MINUS = regex.compile(r"(?i)(?<!\p{L})(?<!\d\s)min(?:us)?\s$")


def _end_without(match: Match, text: str) -> int:
    """Where a match ends whose scale letter does not belong to it."""
    return match.start + len(text[match.start : match.groups["letter"][0]].rstrip())


def _quantity(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    word = _word(_group(match, text, "unit") or "")
    words = unit_words(rules, "figure_unit")
    unit, factor = words[word]
    low_unit = _group(match, text, "low_unit")
    if low_unit and words[_word(low_unit)] != (unit, factor):
        yield Refusal(match.start, match.end, "the two ends of the range have different units")
        return
    for outcome in _span(match, text, unit, factor):
        if word == "pond" and isinstance(outcome, Amount) and outcome.value >= _HEAVY:
            yield Refusal(match.start, match.end, "`pond` may be a weight or money")
        elif (
            unit == "°C"
            and isinstance(outcome, Amount)
            and (outcome.sign in ("-", "−", "–") or _MINUS.search(text, max(0, match.start - 8), match.start))
        ):
            yield replace(outcome, value=-outcome.value, sign=None)
        else:
            yield outcome


def _half(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    unit, factor = unit_words(rules, "figure_unit")[_word(_group(match, text, "unit") or "")]
    yield Amount(match.start, match.end, Fraction(1, 2) * factor, unit)


_QUARTERS: Mapping[str, int] = {"kwart": 1, "driekwart": 3}


def _quarter(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    """`een kwart procent`, `een kwart miljoen euro`: quarters of a unit or of a scale word, and no part of a whole."""
    part = Fraction(_QUARTERS[_word(_group(match, text, "part") or "").lower().replace(" ", "")], 4)
    scale = SCALE_SIGNS[(_group(match, text, "scale") or "").lower()] if "scale" in match.groups else 1
    currency, unit = _group(match, text, "currency"), _group(match, text, "unit")
    name, factor = ("count", Fraction(1))
    if currency or unit:
        name, factor = unit_words(rules, "figure_currency_word" if currency else "figure_unit")[_word(currency or unit or "")]
    yield Amount(match.start, match.end, part * scale * factor, name, scale=scale)


def _ratio(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    low, high = _number(_group(match, text, "low") or ""), _number(_group(match, text, "high") or "")
    if low.value is None or high.value is None or low.doubt or high.doubt:
        yield Refusal(match.start, match.end, _DOUBTS["malformed"])
    elif low.value >= high.value:
        yield Skip(match.start, match.end, "no share of a whole")
    else:
        yield Amount(match.start, match.end, low.value / high.value, "ratio")


def _fraction(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    if _group(match, text, "half"):
        yield Amount(match.start, match.end, Fraction(1, 2), "ratio")
        return
    if _group(match, text, "part"):
        yield Amount(match.start, match.end, Fraction(1, 4), "ratio")
        return
    below = {w: int(n) for n, words in rules.lexicon("figure_denominator").items() for w in words}
    above = _number((_group(match, text, "numerator") or "").lower()).value
    if above is None or (denominator := below.get(_group(match, text, "denominator") or "")) is None or above >= denominator:
        yield Refusal(match.start, match.end, "no part of a whole")
    else:
        yield Amount(match.start, match.end, above / denominator, "ratio")


def _slash(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    unit_word = _group(match, text, "unit")
    unit, factor = unit_words(rules, "figure_unit")[_word(unit_word)] if unit_word else ("ratio", Fraction(1))
    reading = read("".join(c for c in match_text(match, text).removesuffix(unit_word or "") if c.isdigit() or c == "/"))
    if reading.value is None:
        yield Refusal(match.start, match.end, _DOUBTS["malformed"])
    else:
        yield Amount(match.start, match.end, reading.value * factor, unit)


def _times(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    stem = _group(match, text, "low") or ""
    if _number(stem).value is None or (stem.lower() == "een" and match_text(match, text).lower() == "eenmaal"):
        yield Skip(match.start, match.end, "a word that only looks like a number")
    else:
        yield from _span(match, text, "ratio")


def _compound(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    units = {w: unit for unit, words in rules.lexicon("figure_compound_unit").items() for w in words}
    reading, first = _number(_group(match, text, "low") or ""), _group(match, text, "from")
    low = _number(first) if first else None
    if reading.value is None or (low is not None and low.value is None):
        yield Skip(match.start, match.end, "a word that only looks like a number")
        return
    unit = units[_group(match, text, "unit") or ""]
    if low is None or low.value is None:
        yield Amount(match.start, match.end, reading.value, unit)
    elif low.value < reading.value:
        yield Amount(match.start, match.end, low.value, unit, reading.value)
    else:
        yield Refusal(match.start, match.end, "numbers that do not rise: no range")


def _collective(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    reading = _number(_group(match, text, "low") or "")
    if reading.value is None or reading.value <= 1:
        yield Skip(match.start, match.end, "a word that only looks like a number")
    else:
        yield Amount(match.start, match.end, reading.value, "count", approximate=reading.value % 10 == 0)


def _suspended(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    low, high = _number(_group(match, text, "low") or ""), _number(_group(match, text, "high") or "")
    if high.scale == 1 and high.value is not None and not high.doubt and high.value % 1000 == 0:
        high = replace(high, scale=1000)  # `20- à 30.000`
    if low.value is None or high.value is None or high.scale == 1 or low.value * high.scale >= high.value:
        yield Refusal(match.start, match.end, "the part that the two numbers share is not clear")
    else:
        yield Amount(match.start, match.end, low.value * high.scale, "count", high.value, scale=high.scale)


def _count(match: Match, text: str, rules: Rules) -> Iterator[Outcome]:
    for outcome in _span(match, text, "count"):
        if isinstance(outcome, Amount) and outcome.high is not None and _year(outcome.value) and _year(outcome.high):
            yield Skip(match.start, match.end, "reads as years")
        else:
            yield outcome


def _year(value: Fraction) -> bool:
    return value.denominator == 1 and 1900 <= value <= 2100


def match_text(match: Match, text: str) -> str:
    """The words of the letter that a match covers."""
    return text[match.start : match.end]


_READINGS = {
    "money": _money, "quantity": _quantity, "half": _half, "quarter": _quarter, "ratio": _ratio, "fraction": _fraction, "slash": _slash,
    "times": _times, "compound": _compound, "collective": _collective, "suspended": _suspended, "count": _count,
}  # fmt: skip
__all__ = ["DURATIONS", "MALFORMED", "Amount", "Outcome", "Refusal", "Skip", "amounts", "match_text", "shown", "unit_words"]
