"""The words of units in the rules, with the unit that each stands for and what one of it is worth."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from kamermijn.rules import Rules


@cache
def unit_words(rules: Rules, lexicon: str) -> dict[str, tuple[str, Fraction]]:
    """Every word of a list of units with its unit and what one of it is worth (`ons` is 100 g)."""
    out = {}
    for key, words in rules.lexicon(lexicon).items():
        factor, _, unit = key.rpartition(" ")
        for word in words:
            out[word] = (unit, Fraction(factor) if factor else Fraction(1))
    return out
