"""The unit of a bare number that the letter implies: money, a share, years of age."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_context import CLAUSE, Surroundings, words_pattern
from kamermijn.rules import Rules

# Nobody is older, in years.
_OLDEST = 120


@cache
def _infer(rules: Rules) -> dict[str, regex.Pattern[str]]:
    money, percent = words_pattern(rules, "figure_money_context"), words_pattern(rules, "figure_percent_context")
    people = words_pattern(rules, "figure_age_context")
    return {
        "age": rules.compile(
            rf"(?i)(?<!\p{{L}})(?:ouder|jonger)\sdan\s$|(?<!\p{{L}})(?:{people})\s(?:van|tot|vanaf|onder de|boven de|tussen)\s$"
        ),
        "ages": rules.compile(rf"(?i)(?<!\p{{L}})(?:{people})\s(?:in de leeftijd\s)?(?:van\s)?$"),
        "money": rules.compile(rf"(?i)(?<!\p{{L}})(?:{money})(?!\p{{L}})"),
        # `De belastinginkomsten vallen 2,4 miljard mee`; in `het aantal mensen met hoge zorgkosten is 2 miljoen` people are counted.
        "money_first": rules.compile(
            rf"^\s*(?:De|Het|Deze)\s\p{{L}}+(?:{words_pattern(rules, 'figure_money_compound')})\s"
            r"(?:(?!(?:en|of|maar|terwijl|die|dat|waar\p{L}*|voor|met|bij|van|in)\s)[^\s.;:,]+\s)*$"
        ),
        "percentage": rules.compile(rf"(?i)(?<!\p{{L}})(?:{percent})\s(?:onder|boven|van|op|naar|tot)\s(?:(?:de|het)\s)?$"),
        "percent": rules.compile(
            rf"(?i)(?<!\p{{L}})(?:{percent})\s[^.;]*?(?:onder|boven|van|op|naar|tot|tussen)\s(?:(?:de|het|ongeveer|circa)\s)?$"
        ),
    }


def infer_unit(amount: Amount, around: Surroundings, what: str | None, rules: Rules) -> tuple[Amount, tuple[str, ...]]:
    """The unit that the letter implies: euros of `twee miljoen structureel`, percent of `rentepercentages onder de 0`, years of age.

    Only where no noun follows that would be what is counted (``what``); returns the names of the inferred fields too.
    """
    if amount.unit != "count":
        return amount, ()
    patterns = _infer(rules)
    bare = what is None or patterns["money"].fullmatch(what.split()[0]) is not None
    money = patterns["money"].search(around.before[-CLAUSE:] + " " + around.behind[:CLAUSE]) or patterns["money_first"].match(around.before)
    if bare and amount.scale >= 10**6 and money:
        return replace(amount, unit="EUR"), ("unit",)
    before = around.before[-CLAUSE:]
    if what is None and _is_an_age(amount, before, patterns):
        return replace(amount, unit="year"), ("unit",)
    if (
        amount.scale == 1
        and amount.value <= 100
        and (patterns["percentage"].search(before) or (what is None and patterns["percent"].search(before)))
    ):
        return replace(amount, unit="percent"), ("unit",)
    return amount, ()


def _is_an_age(amount: Amount, before: str, patterns: dict[str, regex.Pattern[str]]) -> bool:
    """Whether a bare number says how old people are: `ouder dan 45`, `jongeren tussen de 12 en 18`."""
    if amount.scale > 1 or (amount.high or amount.value) > _OLDEST or amount.value.denominator > 1:
        return False
    return patterns["age"].search(before) is not None or (amount.high is not None and patterns["ages"].search(before) is not None)
