"""The one coordinate system: a letter's cleaned text with the map back to its pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kamermijn.model.table import Table

Speaker = Literal["sender", "questioner", "quoted"]
ParagraphKind = Literal["body", "heading", "list_item", "footnote", "label", "masthead", "signature", "table_row"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, origin at the top left, y growing downwards."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Where a page (1-based) starts and ends in the text; pages that share a paragraph touch."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text (``start`` inclusive, ``end`` exclusive, code points) and who speaks in it."""

    start: int
    end: int
    kind: ParagraphKind = "body"
    speaker: Speaker = "sender"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: ``mark`` is the offset just behind the word that carries it (None if it was not found)."""

    number: str
    mark: int | None
    start: int
    end: int


@dataclass(frozen=True)
class LetterText:
    """The cleaned text that every span points into, immutable, with its structure and its map to the pages.

    ``letterhead`` holds what a ministry letter prints outside the text, as (label, value) pairs such as
    ``("Datum", "3 februari 2023")``; ``furniture`` the running heads, footers and colophon lines that were taken out,
    each once, in reading order. ``elements`` are the offsets at which the text of another
    element of a marked-up source begins, with that element's path. ``tables`` are those whose
    rows and cells are known.
    ``scanned`` are the (start, end) stretches that were read
    by OCR, ``doubtful`` those numbers in them of which OCR is not sure. ``locate`` gives the boxes of a span and is supplied by
    the layout (PDF only).
    """

    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    pages: tuple[PageSpan, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    letterhead: tuple[tuple[str, str], ...] = ()
    furniture: tuple[str, ...] = ()
    elements: tuple[tuple[int, str], ...] = ()
    tables: tuple[Table, ...] = ()
    scanned: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    locate: Callable[[int, int], tuple[Box, ...]] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _headings(self) -> list[Paragraph]:
        return [paragraph for paragraph in self.paragraphs if paragraph.kind == "heading"]

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self._headings]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    def page(self, offset: int) -> int | None:
        """The 1-based page on which the character at ``offset`` stands; None for input without pages."""
        if not self.pages:
            return None
        return self.pages[max(0, bisect_right(self._page_starts, offset) - 1)].number

    @cached_property
    def _element_starts(self) -> list[int]:
        return [start for start, _ in self.elements]

    def element(self, offset: int) -> str | None:
        """The path of the element of the source in which the character at ``offset`` stands; None for other input."""
        index = bisect_right(self._element_starts, offset) - 1
        return self.elements[index][1] if index >= 0 else None

    def is_scanned(self, offset: int) -> bool:
        """Whether the character at ``offset`` was read by OCR."""
        return _holder(self.scanned, offset, offset + 1) is not None

    def doubt(self, start: int, end: int) -> tuple[int, int] | None:
        """The first doubtful number that shares a character with the span."""
        return _holder(self.doubtful, start, end)

    @cached_property
    def masked(self) -> str:
        """The text with a replacement character for each character of a doubtful number: to read fields from that nothing may guess."""
        parts, last = [], 0
        for start, end in self.doubtful:
            parts += [self.text[last:start], "\ufffd" * (end - start)]
            last = end
        return "".join([*parts, self.text[last:]])

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box per printed line of the span; empty for input that has no positions."""
        return self.locate(start, end) if self.locate else ()

    def paragraph(self, offset: int) -> Paragraph | None:
        """The paragraph that holds ``offset``, or None between paragraphs and in an empty text."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        if index < 0:
            return None
        found = self.paragraphs[index]
        return found if offset < found.end else None

    def section(self, offset: int) -> str | None:
        """The nearest heading above ``offset`` (a heading is not its own section)."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        own = self._paragraph_starts[index] if index >= 0 else 0
        above = bisect_left(self._heading_starts, own) - 1
        if above < 0:
            return None
        heading = self._headings[above]
        return self.text[heading.start : heading.end]

    def footnote_at(self, offset: int) -> Footnote | None:
        """The footnote whose body holds ``offset``."""
        return next((note for note in self.footnotes if note.start <= offset < note.end), None)

    def footnotes_marked(self, start: int, end: int) -> tuple[Footnote, ...]:
        """The footnotes whose mark stands within or directly behind the span."""
        return tuple(note for note in self.footnotes if note.mark is not None and start < note.mark <= end)


def _holder(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int] | None:
    """The first of ordered, disjoint spans that shares a character with a stretch."""
    index = bisect_right(spans, start, key=lambda span: span[1])
    return spans[index] if index < len(spans) and spans[index][0] < end else None
