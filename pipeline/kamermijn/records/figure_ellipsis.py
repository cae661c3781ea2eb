"""Units that only the words around a number or the letter's day tell: `waarvan zes voorwaardelijk`, tons of money, guilders."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache

import regex

from kamermijn.records.figure_amount import DURATIONS, Amount, Refusal, shown
from kamermijn.records.figure_context import Surroundings, words_pattern
from kamermijn.rules import Rules

# How far before the number a word of money still tells what it is.
_REACH = 120
_TON = 100_000
# The euro came on accounts on the first day, into purses on the second.
_EURO, _CASH = datetime.date(1999, 1, 1), datetime.date(2002, 1, 1)
_CODE_BEFORE = regex.compile(r"(?<![\p{L}\p{N}-])(?P<code>\p{Lu}{3})\s$")
_CODE_BEHIND = regex.compile(r"^\s(?P<code>\p{Lu}{3})(?![\p{L}\p{N}-])")
_PART = regex.compile(r"(?i)[^.;:\d]{0,60}(?<!\p{L})(?:waarvan|daarvan|hiervan)\s(?:\p{L}+\s){0,2}")
_CENTS = regex.compile(r"(?i)^(?!.*(?:euro|€)).*(?<!\p{L})cents?$")
_PLURAL = regex.compile(r"(?:\p{Ll}+e\s)*\p{L}+(?:en|s)(?!\p{L})")


@cache
def _money(rules: Rules) -> regex.Pattern[str]:
    words = f"{words_pattern(rules, 'figure_money_context')}|{words_pattern(rules, 'figure_ton_context')}"
    return rules.compile(rf"(?i)(?<!\p{{L}})(?:{words})(?!\p{{L}})")


def weight_or_money(amount: Amount, text: str, around: Surroundings, what: str | None, rules: Rules) -> Refusal | None:
    """Why so many `ton` have no certain unit: money is spoken of, and nothing that has a weight stands behind them."""
    if amount.unit != "t" or not regex.search(r"(?<!\p{L})ton$", text[amount.start : amount.end]):
        return None
    if what is not None and _money(rules).fullmatch(what.split()[0]) is None:
        return None
    if _money(rules).search(around.before[-_REACH:] + " " + around.behind[:40]) is None:
        return None
    values = f"{shown(amount.value)} t", f"{shown(amount.value * _TON)} EUR"
    return Refusal(amount.start, amount.end, "`ton` may be a weight or a hundred thousand euros", values)


def unread_unit(amount: Amount, text: str, around: Surroundings, what: str | None, rules: Rules) -> Refusal | None:
    """Why the unit of an amount is not certain, or None where it is."""
    return weight_or_money(amount, text, around, what, rules) or unread_currency(amount, around, rules)


@cache
def _unread(rules: Rules) -> frozenset[str]:
    return frozenset(code for codes in rules.lexicon("figure_currency_unread").values() for code in codes)


def unread_currency(amount: Amount, around: Surroundings, rules: Rules) -> Refusal | None:
    """Why a bare number beside the code of a currency that the rules cannot read (`PLN 5 miljoen`) has no certain unit."""
    if amount.unit != "count":
        return None
    for code in (_CODE_BEFORE.search(around.before), _CODE_BEHIND.match(around.behind)):
        if code and code["code"] in _unread(rules) and code["code"] not in around.bodies:
            return Refusal(amount.start, amount.end, "the letters beside it may be a currency that the rules do not know")
    return None


def only_cents(quote: str) -> bool:
    """Whether an amount says cents and not of what: of a guilder, before there were those of a euro."""
    return _CENTS.search(quote) is not None


def money_of_its_day(amount: Amount, around: Surroundings, day: datetime.date | None) -> Amount | Refusal:
    """Millions taken for euros, in the currency of the letter's day: guilders before 1999, and until 2002 either of them."""
    if day is None or day >= _CASH:
        return amount
    if day < _EURO:
        return replace(amount, unit="NLG")
    values = tuple(f"{shown(amount.value)} {unit}" for unit in ("NLG", "EUR"))
    return Refusal(amount.start, amount.end, "guilders and euros were both in use, and the letter does not say which", values)


def part_of_money(amount: Amount, between: str, unit_before: str, what: str | None) -> Amount:
    """`130 miljoen euro, waarvan 30 miljoen rijksgeld`: millions of money, unless a plural noun says what else is counted."""
    money = len(unit_before) == 3 and unit_before.isupper()
    if amount.unit == "count" and amount.scale >= 10**6 and money and _PART.fullmatch(between) and not _PLURAL.match(what or ""):
        return replace(amount, unit=unit_before)
    return amount


_MORE = regex.compile(
    r"(?i)(?:\s\p{L}+){0,2}(?:,|\s[–-])\s(?:(?:dat|dit|wat)\s(?:is|betekent)\s)?(?:(?:nog\seens|ruim|bijna|circa|ongeveer|zo['’]n)\s)*"
)
# No noun follows, which would be what there is more of.
_THAN = regex.compile(r"\s(?:meer|minder|hoger|lager|extra)(?:\sdan(?!\p{L}|\ser\s)|\s?(?:[.,;:)]|$))")


def more_money(amount: Amount, between: str, unit_before: str, behind: str) -> Amount:
    """`98 miljoen dollar, 12 miljoen meer dan vorig jaar`: millions of the money before it."""
    money = len(unit_before) == 3 and unit_before.isupper()
    if amount.unit == "count" and amount.scale >= 10**6 and money and _MORE.fullmatch(between) and _THAN.match(behind):
        return replace(amount, unit=unit_before)
    return amount


def part_of_time(amount: Amount, between: str, unit_before: str) -> Amount:
    """`18 maanden, waarvan zes voorwaardelijk`: a part without a noun of its own has the unit of its whole."""
    if amount.unit == "count" and unit_before in DURATIONS and _PART.fullmatch(between):
        return replace(amount, unit=unit_before)
    return amount
