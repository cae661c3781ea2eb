"""Numbers that may not be what their digits say, by OCR or by raised digits behind them: not published, but shown with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction
from kamermijn.rules import Example, Rule

REASON = "read by OCR, which is not sure of these digits: look at the page"
RAISED = "the raised digits behind it may be a power or the mark of a note: look at the page"
CURRENCY = "read by OCR, and the sign before it may be a misread euro sign: look at the page"
POWER = "read by OCR, and the unit behind it is not sure: look at the page"
# What sees the doubt is the reader, not a rule that can be edited; the record names it all the same.
_RULE: Final = Rule(id="scan.doubtful", revision=1, pattern=r"\d+", examples=(Example(text="Er zijn 3 zaken."),), priority=0, kind="regex")
_DIGIT = regex.compile(r"\d")
# A number, also with a letter taken for its first digits, and no name that ends in one (`CO2`, `D66`).
_NUMBER = regex.compile(r"(?<![\p{L}\d])[lIOo|SB]{0,2}\d")
_HOLDERS = ("rejected", "citations", "dates", "figures")
_UNIT_BEHIND = regex.compile(r"\s?")
# Signs and letters that stand where a euro sign is expected: before an amount that is scaled, has points, or cents.
_CURRENCY = regex.compile(
    r"(?<![\p{L}\p{N}.,])(?:[eECcG£¢&]|[46](?=\s))\s?(?P<amount>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?=\s?(?:mln|mld|miljoen|miljard))|\d+,(?:\d\d|-))(?![\p{L}\p{N}])"
)


def settled(extraction: Extraction, records: Iterable[Record]) -> Iterator[Record]:
    """The records of one kind, those that rest on a number in doubt turned into ``Rejected``."""
    letter = extraction.annotated.letter
    misread = [m.span() for m in _CURRENCY.finditer(extraction.text) if letter.is_scanned(m.start())] if letter.scanned else []
    for record in records:
        plain = isinstance(record, Rejected) or not (letter.doubtful or record.source == "ocr")
        reason = None if plain else _reason(extraction, record, misread)
        if reason is None:
            yield record
        else:
            yield extraction.reject(record.singular, record.start, record.end, _RULE, reason, (record.quote,))


def _reason(extraction: Extraction, record: Record, misread: list[tuple[int, int]]) -> str | None:
    letter = extraction.annotated.letter
    if letter.doubt(record.start, record.end):
        return REASON if record.source == "ocr" else RAISED
    if record.source != "ocr":
        return None
    if record.singular != "figure":
        return None
    if any(start <= record.start < end or record.start <= start < record.end for start, end in misread):
        return CURRENCY
    behind = _UNIT_BEHIND.match(extraction.text, record.end)
    at = behind.end() if behind else record.end
    unit = letter.doubt(at, at + 1)
    return POWER if unit and not _DIGIT.search(extraction.text, *unit) else None


def rest(extraction: Extraction) -> Iterator[Rejected]:
    """The numbers in doubt that no record claimed: none of them goes unseen."""
    for start, end in extraction.annotated.letter.doubtful:
        held = any(True for plural in _HOLDERS for _ in extraction.overlapping(plural, start, end))
        if not held and _NUMBER.search(extraction.text, start, end):
            reason = REASON if extraction.annotated.letter.is_scanned(start) else RAISED
            yield extraction.reject("figure", start, end, _RULE, reason, (extraction.text[start:end],))
