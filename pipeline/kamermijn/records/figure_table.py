"""Figures in tables: what a number counts and when is read from the heads over it and the labels beside it, its unit from the headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from kamermijn.language import Match
from kamermijn.model import Cell
from kamermijn.records.extraction import Extraction
from kamermijn.records.figure_amount import Amount, Refusal, Skip, amounts, shown
from kamermijn.records.figure_cell import as_negative, cell_amount
from kamermijn.records.figure_context import Surroundings, entry_of, nature, per, words_pattern
from kamermijn.records.figure_time import Places
from kamermijn.records.table import Placed
from kamermijn.records.table_grid import CELL_RULE, part_of_year
from kamermijn.records.table_time import period
from kamermijn.records.table_unit import measured, said
from kamermijn.rules import Rules

_SEVERAL = "it shares its cell of a table with another number"
_BRACKETS = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = regex.compile(r"\*+|[¹²³⁴⁵⁶⁷⁸⁹]+")
_NUMBERED = regex.compile(r"\s*[A-Z]?\d{0,3}[a-z]?(?:\.\d+)*[.:)]?\s*[-–:]?\s*")
_LOOSE = regex.compile(r"(?i)^(?:(?:in|per|op|t/m|tot|van|voor|over|stand|peildatum|jaar|[-–:,;/.])\s*)+$")


def outcomes(match: Match, cell: Placed | None, text: str, rules: Rules) -> Iterator[Amount | Refusal | Skip]:
    """What a match amounts to, headings left aside; ``cell`` is that of the table in which it stands, if its place there is known."""
    if cell and cell.reason:
        yield Skip(match.start, match.end, cell.reason)
    elif cell and cell.doubt:
        yield Refusal(match.start, match.end, cell.doubt)
    elif match.rule.outcome == "reject":
        yield Refusal(match.start, match.end, match.rule.reason or "")
    elif match.rule.id == CELL_RULE:
        found = cell_amount(match, text, rules, decimal_comma=cell is not None and cell.decimal_comma)
        yield found if cell or not isinstance(found, Amount) or found.sign != "(" else as_negative(found, money=_is_money(found.unit))
    else:
        yield from amounts(match, text, rules)


def says_more(cell: Placed, matches: Sequence[Match], text: str) -> bool:
    """Whether a cell has words of its own around its numbers (`12 zaken in Utrecht`): these say more than the headings."""
    left, position = "", cell.cell.start
    for match in sorted(matches, key=lambda one: one.start):
        end = match.groups["lead"][0] if "lead" in match.groups else match.start
        left += text[position:end]
        position = max(position, match.end)
    return not cell.whole and regex.search(r"\p{L}{2,}", left + text[position : cell.cell.end]) is not None


def in_words(outcome: Amount | Refusal, cell: Placed, text: str, rules: Rules) -> Amount | Refusal:
    """The outcome in a cell with words: money there may or may not be meant to be multiplied as the headings say."""
    if isinstance(outcome, Refusal) or not _is_money(outcome.unit) or outcome.scale > 1:
        return outcome
    headings = [*_words(text, cell.columns), *_words(text, cell.rows), *(text[start:end] for start, end in cell.around)]
    scale = max(said(words, rules).scale for words in headings) if headings else 1
    values = shown(outcome.value), shown(outcome.value * scale)
    return outcome if scale == 1 else Refusal(outcome.start, outcome.end, "it may have to be multiplied as the headings say", values)


def values(extraction: Extraction, match: Match, amount: Amount, cell: Placed, several: bool,
           others: dict[str, Places]) -> dict[str, Any] | Refusal:  # fmt: skip
    """The fields of the figure of an amount in a cell; a Refusal where its table does not decide on them."""
    text, rules = extraction.text, extraction.annotated.rules
    columns, rows = _words(text, cell.columns), _words(text, cell.rows)
    around = [text[start:end] for start, end in cell.around]
    found = measured(amount, columns, rows, around, rules)
    if isinstance(found, Refusal):
        return found
    if several and amount.unit == "count":
        return Refusal(amount.start, amount.end, _SEVERAL)
    in_unit, inferred = found
    change = _change(in_unit, [*columns, *rows], rules)
    signed = replace(in_unit, sign=None) if change else as_negative(in_unit, money=_is_money(in_unit.unit))
    if isinstance(signed, Refusal):
        return signed
    headings = " ".join([*rows, *columns])
    when = period(cell, text, others, rules)
    return {
        "value": float(signed.value), "value_high": None if signed.high is None else float(signed.high), "unit": signed.unit,
        "per": _per(columns, signed, rules), "nature": nature(Surroundings(headings, ""), rules),
        "qualifier": _qualifier(match, text, headings, rules), "subject": _subject(cell, text, others, rules), "change": change,
        "period_start": when[0], "period_end": when[1], "organisation": _organisation(cell, others), "in_table": True,
        "inferred": inferred,
    }  # fmt: skip


def _words(text: str, cells: Sequence[Cell]) -> list[str]:
    return [text[cell.start : cell.end] for cell in cells]


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


@cache
def _pattern(rules: Rules, lexicon: str) -> regex.Pattern[str]:
    return rules.compile(rf"(?i)(?<!\p{{L}})(?:{words_pattern(rules, lexicon)})(?!\p{{L}})")


def _change(amount: Amount, headings: list[str], rules: Rules) -> str | None:
    """The direction of a change: of a signed percentage, and of a signed number under a heading that speaks of change."""
    if amount.sign not in ("+", "-"):
        return None
    changes = any(
        _pattern(rules, "figure_table_change").search(words) or _pattern(rules, "figure_change_noun").search(words) for words in headings
    )
    if amount.sign == "+" or changes or amount.unit in ("percent", "percentage_point"):
        return "increase" if amount.sign == "+" else "decrease"
    return None


def _per(columns: list[str], amount: Amount, rules: Rules) -> str | None:
    """What it is per, by the heads of the column: a time or a measure, of money anything."""
    known = rules.lexicon("figure_per")
    found = [per(Surroundings("", " " + regex.sub(r"[()\[\],€%]", " ", words).strip()), rules) for words in columns]
    return next((what for what in found if what and (_is_money(amount.unit) or all(p in known for p in what.split("/")))), None)


def _qualifier(match: Match, text: str, headings: str, rules: Rules) -> str | None:
    lead = match.groups.get("lead")
    if lead:
        return entry_of(rules, "figure_qualifier", text[lead[0] : lead[1]])
    averages = "|".join(regex.escape(word) for word in rules.lexicon("figure_qualifier")["average"])
    return "average" if regex.search(rf"(?i)(?<!\p{{L}})(?:{averages}|gemiddelde)(?!\p{{L}})", headings) else None


# -- what is counted ----------------------------------------------------------------------------------------------------


def _subject(cell: Placed, text: str, others: dict[str, Places], rules: Rules) -> str | None:
    """The labels and heads of a number, without units and times; where these say nothing, the title of the table too."""
    parts = [_named(text, part.start, part.end, others, rules) for part in (*cell.rows, *cell.columns)]
    parts = list(dict.fromkeys(part for part in parts if part))
    generic = _pattern(rules, "figure_table_generic")
    if all(generic.fullmatch(part) for part in parts):
        title = cell.caption or next(iter(cell.around), None)
        named = _title(_named(text, *title, others, rules), rules) if title else ""
        if named and named not in parts:
            parts.append(named)
    return ", ".join(parts) or None


def _named(text: str, start: int, end: int, others: dict[str, Places], rules: Rules) -> str:
    """What a heading names, left of its units, its times and the marks of its notes."""
    if part_of_year(text[start:end], rules):
        return ""
    pieces, position = [], start
    for date in others["dates"].within(start, end):
        pieces.append(text[position : date.start])
        position = date.end
    left = "".join([*pieces, text[position:end]])
    left = _BRACKETS.sub(lambda found: found[0] if _is_name(found[0][1:-1], rules) else "", left)
    left = rules.compile("(?i){figure_table_times}|{figure_table_in}").sub("", left)
    left = regex.sub(r"(?:,\s*|\sin\s|\s)?(?:[%€]|(?i:in\s(?:procenten|euro['’]?s?)))\s*$", "", left)
    left = " ".join(_MARKS.sub("", left).split()).strip(" ,;:-–/")
    return "" if _LOOSE.fullmatch(left) else left


def _is_name(inside: str, rules: Rules) -> bool:
    """Whether brackets hold something other than a unit or a scale: an abbreviation, a remark."""
    unit = rules.compile(
        r"(?i)(?:in\s)?(?:bedragen\s)?(?:in\s)?(?:{figure_unit}|{figure_table_currency}|{figure_table_times}|{figure_table_in}"
        r"|(?:{figure_table_currency}\s?)?(?:{figure_table_scale})(?:\s{figure_table_currency})?|procenten)(?:\W.*)?"
    )
    return bool(inside.strip()) and unit.fullmatch(inside.strip()) is None


def _title(words: str, rules: Rules) -> str:
    """The title of a table without its number."""
    match = regex.match(rf"(?i)(?:{words_pattern(rules, 'figure_table_title')})(?!\p{{L}})", words)
    return words[_NUMBERED.match(words, match.end()).end() :] if match else words  # type: ignore[union-attr]


def _organisation(cell: Placed, others: dict[str, Places]) -> str | None:
    """The body that a label or head consists of."""
    for part in (*reversed(cell.rows), *reversed(cell.columns)):
        for body in others["organisations"].within(part.start, part.end):
            if body.start <= part.start and part.end <= body.end:
                name: str | None = getattr(body, "name", None)
                return name
    return None
