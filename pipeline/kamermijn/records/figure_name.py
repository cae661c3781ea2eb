"""Bare digits that may name something instead of counting it: a year, a dossier, `project 5`, the mark of a note before its text."""

from __future__ import annotations

from functools import cache

import regex

from kamermijn.dutch.word_list import is_countable, is_singular_noun
from kamermijn.records.figure_amount import Amount, Refusal
from kamermijn.records.figure_context import Surroundings
from kamermijn.records.figure_phrase import ARTICLE
from kamermijn.rules import Rules

# Things in a row are numbered with one or two digits; more are a count, a year or an identifier.
_MOST_DIGITS = 2
_BEFORE = regex.compile(r"(?:(?P<lead>[\p{L}’']+)\s)?(?P<opened>[‘’“”\"'„]?)(?P<noun>\p{L}{3,})\s$")
_BEHIND = regex.compile(r"\s(?P<noun>\p{Lu}\p{Ll}{2,})(?=:|,\s)")
_COUNTED = regex.compile(r"(?<![\p{L}\d.,])\d+\s(?:\p{Ll}+e\s)?\p{Ll}{3,}(?:en|s)(?!\p{L})")
_EACH = {"per", "elk", "elke", "ieder", "iedere"}
_OF = regex.compile(r"\s(?:van|uit)\s")
THING = "may be the number of a thing in a row (project 5) or say how many"
NOTE = "may be the mark of the note whose text follows"


def reads_as_a_name(quote: str) -> str | None:
    """Why bare digits that no noun follows name something: a year, or a dossier (five digits without a point)."""
    if not quote.isdigit():
        return None
    if len(quote) == 4 and 1900 <= int(quote) <= 2100:
        return "reads as a year"
    return "reads as the number of a dossier" if len(quote) == 5 else None


def numbered(amount: Amount, quote: str, around: Surroundings, what: str | None, rules: Rules) -> Refusal | None:
    """Why a small bare number may be no count; ``what`` is what the words behind it say is counted, if they do.

    A count stands before a plural. Behind a noun in the singular that has a plural (`project 5`, not `na herstel 5`), or before one
    (`6 Kamerbrief:`), a small number is that of a thing in a row, unless the noun has numbers for its value (`score 7`), has an article or
    `per` (`bij de politie 12`), or stands in a row of counts.
    """
    if amount.unit != "count" or not quote.isdigit() or len(quote) > _MOST_DIGITS:
        return None
    behind = _BEHIND.match(around.behind)
    if behind and int(quote) > 1 and is_singular_noun(behind["noun"]):
        return Refusal(amount.start, amount.end, NOTE, (quote,))
    counts = what is not None and not _OF.match(around.behind)
    before = None if counts else _BEFORE.search(around.before)
    if not before or not is_countable(before["noun"]) or before["noun"].casefold() in _valued(rules):
        return None
    if before["noun"][0].isupper() and not before["opened"]:
        return None  # A heading in a row of counts: `Toezicht 12, Handhaving 8`.
    if _COUNTED.search(around.before):
        return None  # A row of counts: `80 zaken, in beroep 12`.
    if before["lead"] and before["lead"].casefold() in ARTICLE | _EACH:
        return None
    return Refusal(amount.start, amount.end, THING, (quote,))


@cache
def _valued(rules: Rules) -> frozenset[str]:
    return frozenset(rules.lexicon("figure_valued_noun")["noun"])
