"""The account of numbers: every numeral of the letter, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from pydantic import Field

from kamermijn.dutch import numbers
from kamermijn.language.anchors import Anchors
from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction
from kamermijn.rules import Example, Rule


class Numeral(Record):
    """A number in the text, in digits or words, with the record it ended in or the reason it was left out."""

    singular: ClassVar[str] = "numeral"
    plural: ClassVar[str] = "numerals"
    facets: ClassVar[tuple[str, ...]] = ("outcome", "reason")
    searched: ClassVar[tuple[str, ...]] = ()
    table: ClassVar[str | None] = "coverage"

    outcome: str = Field(
        description="Kind of record that holds it (figure, date, citation, ...), rejected, or left out.", examples=["left out"]
    )
    reason: str | None = Field(None, description="Why it was left out.", examples=["number of a question or answer"])


# What sees a numeral is code, not a rule that can be edited; the record names it all the same.
_RULE: Final = Rule(id="numeral.seen", revision=1, pattern=r"\d+", examples=(Example(text="Er zijn 3 zaken."),), priority=0, kind="regex")
# Whole digit strings with the letters, points and dashes in them: `MH17` and `28 638` are one thing seen.
_DIGITS = r"(?<![\p{L}\p{N}])[\p{L}_]*\d+(?:[.,:/]\d+)*[\p{L}\d_]*(?:(?<=(?<!\d)\d{2})[ \u00a0]\d{3}(?![\d.,]))?"
_KINDS = ("citations", "dates", "figures", "rejected", "motions", "organisations")
_GENERIC = "no rule reads it as a figure"


def extract(extraction: Extraction) -> Iterator[Numeral | Rejected]:
    """List every numeral with what became of it; after all other kinds."""
    holders = [
        (record.start, record.end, "rejected" if isinstance(record, Rejected) else record.singular, None)
        for plural in _KINDS
        for record in extraction.found.get(plural, ())
    ]
    left_out = [(start, end, "left out", reason) for start, end, reason in extraction.ignored]
    digits = {match.span() for match in extraction.annotated.anchors.finditer_of(_DIGITS)}
    seen = sorted(digits | _words(extraction.text, extraction.annotated.anchors))
    ranked = _Covering([*holders, *left_out])
    position = -1
    for start, end in seen:
        if start < position:
            continue
        position = end
        outcome, reason = ranked.at(start, end) or ("left out", _plain_reason(extraction, start))
        yield extraction.make(Numeral, start, end, _RULE, outcome=outcome, reason=reason)


def _words(text: str, anchors: Anchors) -> set[tuple[int, int]]:
    """The numbers in words; those in digits are taken as they stand in the text."""
    seen = (match for match in anchors.finditer_of("{number}") if not match[0][0].isdigit() and match[0][0] != ",")
    return {(number.start, number.end) for number in numbers.find(text, seen)}


def _plain_reason(extraction: Extraction, start: int) -> str:
    paragraph = extraction.annotated.letter.paragraph(start)
    kinds = {"masthead": "in the head of the letter", "label": "number of a question or answer", "signature": "in the signature",
             "footnote": "in a footnote, where no rule reads it as a figure"}  # fmt: skip
    return kinds.get(paragraph.kind, _GENERIC) if paragraph else _GENERIC


class _Covering:
    """Spans with an outcome, asked in reading order for the first by rank that shares a character with a numeral."""

    def __init__(self, spans: Sequence[tuple[int, int, str, str | None]]) -> None:
        # Stable: at one place, records come before the spans that were left out.
        self._spans = sorted(spans, key=lambda span: span[0])
        self._next = 0
        self._open: list[tuple[int, int, str, str | None]] = []

    def at(self, start: int, end: int) -> tuple[str, str | None] | None:
        while self._next < len(self._spans) and self._spans[self._next][0] < end:
            self._open.append(self._spans[self._next])
            self._next += 1
        self._open = [span for span in self._open if span[1] > start]
        found = min((span for span in self._open if span[0] < end), key=lambda span: span[2] == "left out", default=None)
        return (found[2], found[3]) if found else None
