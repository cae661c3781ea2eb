"""What a record module works with: the annotated letter, its fields, and the records found before."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kamermijn.language import Annotated
from kamermijn.model import AnyRecord, Record, Rejected
from kamermijn.records.letter import LetterFields
from kamermijn.records.table import Tables
from kamermijn.rules import Rule


@dataclass
class Extraction:
    """The state of one letter's extraction: each kind is extracted once and may read the kinds before it.

    ``found`` maps the plural name of a kind to its records (ids assigned, in reading order); ``ignored`` holds the
    spans that an ``ignore`` rule claimed, as (start, end, reason), for the account of what was left out.
    """

    annotated: Annotated
    fields: LetterFields
    found: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)
    _cache: dict[str, tuple[tuple[Record, ...], list[int], int]] = field(default_factory=dict, repr=False)

    @cached_property
    def tables(self) -> Tables:
        """The tables of the letter, read once."""
        return Tables(self.annotated)

    @property
    def text(self) -> str:
        """The letter's text."""
        return self.annotated.text

    @property
    def anchor(self) -> datetime.date | None:
        """The date from which relative dates count: the letter's own, else the inferred one, else None."""
        return self.fields.date or self.fields.date_inferred

    def make(self, cls: type[AnyRecord], start: int, end: int, rule: Rule, **values: Any) -> AnyRecord:
        """A record of ``cls`` on ``text[start:end]`` with all that every record has; the id comes later."""
        letter = self.annotated.letter
        sentence = self.annotated.sentence_at(start)
        paragraph = letter.paragraph(start)
        boxes = letter.boxes(start, end)
        return cls(
            letter_id=self.fields.letter_id,
            quote=self.text[start:end],
            start=start,
            end=end,
            # A footnote may stand in the text behind a paragraph that already runs over onto the next page.
            page=boxes[0].page if boxes else letter.page(start),
            boxes=boxes,
            element=letter.element(start),
            source="ocr" if letter.is_scanned(start) else "text",
            speaker=paragraph.speaker if paragraph else "sender",
            sentence=self.text[sentence.start : sentence.end],
            section=letter.section(start),
            rule=rule.id,
            rule_revision=rule.revision,
            fictional=self.fields.fictional,
            **values,
        )

    def reject(self, attempted: str, start: int, end: int, rule: Rule, reason: str, candidates: tuple[str, ...] = ()) -> Rejected:
        """A match that has no certain value."""
        return self.make(Rejected, start, end, rule, attempted=attempted, reason=reason, candidates=candidates)

    def overlapping(self, plural: str, start: int, end: int) -> Iterator[Record]:
        """The records of a kind that share a character with the span."""
        records = self.found.get(plural, ())
        starts, longest = self._places(plural, records)
        nearby = records[bisect_left(starts, start - longest) : bisect_left(starts, end)]
        return (r for r in nearby if r.end > start)

    def _places(self, plural: str, records: tuple[Record, ...]) -> tuple[list[int], int]:
        """Where the records of a kind start, and how long the longest is; made once a kind."""
        if plural not in self._cache or self._cache[plural][0] is not records:
            self._cache[plural] = (records, [r.start for r in records], max((r.end - r.start for r in records), default=0))
        return self._cache[plural][1:]
