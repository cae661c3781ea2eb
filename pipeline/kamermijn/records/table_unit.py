"""In what the numbers of a table are, by the words of its headings: the unit, and what each number is multiplied by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache

import regex

from kamermijn.records.figure_amount import Amount, Refusal, shown, unit_words
from kamermijn.records.figure_context import entry_of, words_pattern
from kamermijn.rules import Rules

_NO_UNIT = "the table does not say in what its amounts of money are"
_SCALE_UNCLEAR = "the headings do not agree on what the number is multiplied by"
_UNIT_UNCLEAR = "the headings do not agree on the unit"
_LARGE = 10**6
"""An amount of money of this size that is still to be multiplied may be written out already."""


@dataclass(frozen=True)
class Said:
    """What headings say: a unit (None where they name none) with what one of it is worth, and a multiplier.

    ``counts`` that they count things, ``money`` that they speak of money, ``bare`` that a heading is only the currency's sign.
    """

    unit: str | None = None
    worth: Fraction = Fraction(1)
    scale: int = 1
    counts: bool = False
    money: bool = False
    bare: bool = False
    clash: str | None = None

    @property
    def in_money(self) -> bool:
        """Whether the unit is a currency."""
        return _is_money(self.unit)


def _is_money(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isupper()


@cache
def _patterns(rules: Rules) -> dict[str, regex.Pattern[str]]:
    scale = words_pattern(rules, "figure_table_scale")
    units = "|".join(words_pattern(rules, name) for name in ("figure_unit", "figure_currency_word", "figure_currency_sign"))
    unit = rf"(?P<unit>{units}|percentages?|procenten|euros)"
    ends = r"(?=\s?(?:[)\],;/*]|$|per\s))"
    currency = "{figure_table_currency}"
    source = {
        "scale": rf"(?i){{figure_table_times}}|{{figure_table_in}}"
        rf"|(?:^|[(,\[])\s?(?:{currency}\s?)?(?:{scale})(?:\s{currency})?(?=\s?(?:[)\],]|$))",
        "factor": rf"(?i)(?:(?<=[x×])|(?<![\p{{L}}\d.,]))(?P<scale>{scale})(?![\p{{L}}\d])",
        "currency": rf"(?i)(?<!\p{{L}})(?P<unit>{currency})(?!\p{{L}})",
        "unit": rf"(?:(?<!\p{{L}})(?i:in)\s(?i:(?:hele|gehele)\s)?|[(\[,]\s*|(?<!\p{{L}})(?i:aantal)\s|\s(?=[%€‰]))(?i:{unit}){ends}",
        "whole": rf"\s*(?i:{unit})\s*",
        "percentage": r"(?i)\s*(?:percentages?|perc\.)(?!\p{L})",
        "count": rf"(?i)(?<!\p{{L}})(?:{words_pattern(rules, 'figure_table_count')})(?!\p{{L}})",
        "money": rf"(?i)(?<!\p{{L}})(?:{words_pattern(rules, 'figure_money_context')})(?!\p{{L}})",
    }  # fmt: skip
    return {name: rules.compile(pattern) for name, pattern in source.items()}


# Alone in a heading these say when, who or how much, not in what: `Jaar`, `m` (beside `v`), `Min.` (beside `Max.`).
_NO_HEADING = frozenset({"jaar", "maand", "week", "dag", "uur", "min.", "minuut", "m", "v", "g", "l", "t", "a", "w", "k", "voet", "graad"})


@lru_cache(maxsize=10_000)
def said(text: str, rules: Rules) -> Said:
    """What one heading says."""
    patterns = _patterns(rules)
    scales: set[int] = set()
    units: set[tuple[str, Fraction]] = set()
    rest = text
    for match in patterns["scale"].finditer(text):
        factors = [int(entry_of(rules, "figure_table_scale", m["scale"])) for m in patterns["factor"].finditer(match[0])]
        scales.update(factors)
        units.update(_unit(m["unit"], rules) for m in patterns["currency"].finditer(match[0]))
        rest = rest.replace(match[0], match[0][:1] if match[0][:1] in "([," else " ", 1)
    if not units:
        whole = patterns["whole"].fullmatch(rest)
        if whole and whole["unit"].casefold() not in _NO_HEADING:
            units.add(_unit(whole["unit"], rules))
        elif not whole:
            units.update(_unit(match["unit"], rules) for match in patterns["unit"].finditer(rest))
        if not units and patterns["percentage"].match(rest):
            units.add(("percent", Fraction(1)))
    clash = _SCALE_UNCLEAR if len(scales) > 1 else _UNIT_UNCLEAR if len(units) > 1 else None
    unit, worth = next(iter(sorted(units))) if units else (None, Fraction(1))
    bare = _is_money(unit) and not scales and patterns["whole"].fullmatch(text) is not None
    return Said(
        unit, worth, max(scales, default=1), bool(patterns["count"].search(text)), bool(patterns["money"].search(text)), bare, clash
    )


def _unit(word: str, rules: Rules) -> tuple[str, Fraction]:
    word = " ".join(word.split())
    folded = word.casefold()
    if folded in ("percentage", "percentages", "procenten"):
        return "percent", Fraction(1)
    if folded == "euros":
        return "EUR", Fraction(1)
    known = unit_words(rules, "figure_unit") | unit_words(rules, "figure_currency_word") | unit_words(rules, "figure_currency_sign")
    if word in known:
        return known[word]
    return next(value for name, value in known.items() if name.casefold() == folded)


def together(texts: Iterable[str], rules: Rules) -> Said:
    """What several headings of one number say with each other."""
    found = [said(text, rules) for text in texts]
    scales = {one.scale for one in found if one.scale > 1}
    units = {(one.unit, one.worth) for one in found if one.unit}
    clash = next((one.clash for one in found if one.clash), None)
    clash = clash or (_SCALE_UNCLEAR if len(scales) > 1 else _UNIT_UNCLEAR if len(units) > 1 else None)
    unit, worth = min(units, key=str) if units else (None, Fraction(1))
    return Said(unit, worth, max(scales, default=1), any(one.counts for one in found), any(one.money for one in found),
                all(one.bare for one in found if one.unit), clash)  # fmt: skip


def measured(
    amount: Amount, column: Sequence[str], row: Sequence[str], around: Sequence[str], rules: Rules
) -> tuple[Amount, tuple[str, ...]] | Refusal:
    """The amount in its unit and multiplied as the headings of its column and row and what stands around the table say.

    The names of the fields that the table only implies come with it; a Refusal where it does not decide.
    """
    own = together([*column, *row], rules)
    table = together(around, rules)
    if amount.unit != "count":
        return _with_own_unit(amount, own, table)
    if own.clash:
        return _refused(amount, own.clash, own.scale)
    if own.unit:
        if own.in_money and own.scale == 1 and table.scale > 1 and table.unit in (None, own.unit):
            if not own.bare:
                return _refused(amount, _SCALE_UNCLEAR, table.scale)
            return _times(amount, own.unit, own.worth * table.scale), ()
        return _times(amount, own.unit, own.worth * own.scale), ()
    if own.scale > 1:
        unit = table.unit or ("EUR" if own.money or (table.money and not own.counts) else "count")
        return _times(amount, unit, Fraction(own.scale)), () if table.unit or unit == "count" else ("unit",)
    if own.counts:
        return _times(amount, "count", Fraction(table.scale if table.unit is None else 1)), ()
    if table.clash:
        return _refused(amount, table.clash, table.scale)
    if table.unit:
        return _times(amount, table.unit, table.worth * table.scale), ()
    if table.scale > 1:
        unit = "EUR" if own.money or (table.money and not table.counts) else "count"
        return _times(amount, unit, Fraction(table.scale)), ("unit",) if unit == "EUR" else ()
    if own.money or (table.money and not table.counts):
        return _refused(amount, _NO_UNIT, 1)
    return amount, ()


def _with_own_unit(amount: Amount, own: Said, table: Said) -> tuple[Amount, tuple[str, ...]] | Refusal:
    """An amount whose cell says its unit: only money without a scale word may be meant in thousands."""
    scales = [one.scale for one in (own, table) if one.scale > 1 and one.unit in (None, amount.unit)]
    if not _is_money(amount.unit) or amount.scale > 1 or not scales:
        return amount, ()
    if own.clash or abs(amount.value) >= _LARGE:
        return _refused(amount, own.clash or _SCALE_UNCLEAR, scales[0])
    return _times(amount, amount.unit, Fraction(scales[0])), ()


def _times(amount: Amount, unit: str, factor: Fraction) -> Amount:
    """The amount in a unit; one with a scale word of its own (`5 mln.`) is multiplied already."""
    factor = Fraction(1) if amount.scale > 1 else factor
    return replace(amount, unit=unit, value=amount.value * factor, high=None if amount.high is None else amount.high * factor)


def _refused(amount: Amount, reason: str, scale: int) -> Refusal:
    values = (amount.value, amount.value * scale) if scale > 1 else (amount.value,)
    return Refusal(amount.start, amount.end, reason, tuple(shown(value) for value in values))
