"""The number in a cell of a table, as an amount: signs, brackets, grouped digits and marks of notes belong to how cells are written."""

from __future__ import annotations

from fractions import Fraction

import regex

from kamermijn.dutch.numbers import read
from kamermijn.language import Match
from kamermijn.records.figure_amount import Amount, Refusal, Skip, shown, unit_words
from kamermijn.records.table import LONGEST
from kamermijn.rules import Rules

_GROUPS = regex.compile(r"[ \u00a0\u2009\u202f](?=\d{3})")
_BRACKETS = "brackets around a number may make it negative, or an aside"


def cell_amount(match: Match, text: str, rules: Rules, *, decimal_comma: bool = False) -> Amount | Refusal | Skip:
    """The amount of a match of the rule for cells; ``sign`` is ``-`` for a negative number and for one in brackets ``(``.

    ``decimal_comma`` says that other cells of the table show that a comma starts decimals there.
    """
    start, end = match.start, match.end
    group = {name: text[a:b] for name, (a, b) in match.groups.items()}
    reading = read(" ".join(_GROUPS.sub(".", group["low"]).split()))
    value = reading.value
    if value is None or reading.doubt in ("point", "large", "two") or (reading.doubt == "comma" and not decimal_comma):
        reason = {"point": "a point before one or two digits may start decimals or group thousands",
                  "comma": "a comma before three digits may start decimals or group thousands"}  # fmt: skip
        why = reason.get(reading.doubt or "", "digits and signs that have no certain value as a number")
        return Refusal(start, end, why, tuple(shown(candidate) for candidate in reading.candidates))
    if reading.doubt == "zero":
        return Skip(start, end, "digits with a leading zero are a code")
    unit, factor = "count", Fraction(1)
    word = " ".join(group.get("currency", group.get("unit", "")).split())
    if word:
        units = unit_words(rules, "figure_unit") | unit_words(rules, "figure_currency_word") | unit_words(rules, "figure_currency_sign")
        unit, factor = units[word]
    sign = group.get("sign")
    if ("open" in group) != ("close" in group):
        return Refusal(start, end, "only one bracket stands at the number")
    if "open" in group:
        sign = "("
    return Amount(start, end, value * factor, unit, sign="-" if sign in ("–", "−") else sign, scale=reading.scale)


def as_negative(amount: Amount, *, money: bool) -> Amount | Refusal:
    """The amount with its sign in its value: brackets make money negative, and leave anything else open."""
    if amount.sign == "(" and not money:
        return Refusal(amount.start, amount.end, _BRACKETS, (shown(amount.value), shown(-amount.value)))
    value = -amount.value if amount.sign in ("-", "(") else amount.value
    return Amount(amount.start, amount.end, value, amount.unit, amount.high, None, amount.scale, amount.approximate)


def is_in_cell(paragraph: str, offset: int, kind: str) -> bool:
    """Whether the number stands in a table's cell, and not in a sentence that a table holds."""
    if kind != "table_row" and "\t" not in paragraph:
        return False
    start, end = paragraph.rfind("\t", 0, offset) + 1, paragraph.find("\t", offset)
    return len(paragraph[start : end if end >= 0 else len(paragraph)]) <= LONGEST
