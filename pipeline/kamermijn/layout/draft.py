"""Paragraphs in the making, and the text that is built from them together with its map to the pages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np

from kamermijn.ingest import Place, RawPage
from kamermijn.layout.fragment import Fragment
from kamermijn.layout.hyphens import Hyphens
from kamermijn.model import Box, ParagraphKind, Speaker

# A web address, or a slash between two words, that breaks off at a line end; and what can be the rest of an address.
_ADDRESS = re.compile(r"(?:://|www\.)\S*[^\s.,;)]$")
_REST = re.compile(r"\S*[\d/_=?&%#-]\S|\S+\.\w")
_SLASH = re.compile(r"\w/$")


def _runs_on(line: str, following: str) -> bool:
    """Whether the next line goes on in the middle of an address or behind a slash."""
    return bool(_SLASH.search(line)) or bool(_ADDRESS.search(line) and _REST.match(following))


@dataclass(slots=True)
class Draft:
    """A paragraph before it is text: its printed lines and what stands between each and the one before.

    ``settled`` says that the source itself names its kind.
    """

    lines: list[Fragment]
    between: list[str] = field(default_factory=list)
    kind: ParagraphKind = "body"
    speaker: Speaker = "sender"
    note: str | None = None
    note_on: int = 0
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    settled: bool = False

    def add(self, line: Fragment, between: str = " ") -> None:
        """Put one more line behind the others."""
        self.lines.append(line)
        self.between.append(between)

    def absorb(self, other: Draft) -> None:
        """Put another paragraph's lines behind these, one space between."""
        shift = len(self.lines)
        self.between += [" ", *other.between]
        self.lines += other.lines
        self.marks += [(line + shift, offset, number) for line, offset, number in other.marks]

    @property
    def text(self) -> str:
        """The words of the paragraph, hyphens at line ends not yet judged."""
        return self.lines[0].text + "".join(b + line.text for b, line in zip(self.between, self.lines[1:], strict=True))


@dataclass
class Built:
    """The text with, per character, the page and the index on it (-1: white space put in); the cells of tables in reading order."""

    text: str
    pages: np.ndarray[tuple[int], np.dtype[np.int32]]
    indices: np.ndarray[tuple[int], np.dtype[np.int32]]
    spans: list[tuple[int, int]]
    marks: dict[tuple[str, int], int]
    line_starts: list[int]
    cells: list[tuple[int, int, Place]]


class Builder:
    """Writes paragraphs one after the other into one text and carries the map along."""

    def __init__(self, hyphens: Hyphens) -> None:
        self.hyphens = hyphens
        self.parts: list[str] = []
        self.indices: list[int] = []
        self.pages: list[int] = []
        self.length = 0
        self.spans: list[tuple[int, int]] = []
        self.marks: list[tuple[str, int, int]] = []
        self.line_starts: list[int] = []
        self.cells: list[tuple[int, int, Place]] = []

    def _put(self, text: str, source: list[int], page: int) -> None:
        self.parts.append(text)
        self.indices += source
        self.pages += [page] * len(text)
        self.length += len(text)

    def _put_space(self, space: str, page: int) -> None:
        self._put(space, [-1] * len(space), page)

    def write(self, draft: Draft) -> None:
        """Write one paragraph, one blank line after the one before."""
        if self.parts:
            self._put_space("\n\n", draft.lines[0].page)
        start = self.length
        for position, line in enumerate(draft.lines):
            text, source = line.text, line.source
            following = draft.lines[position + 1].text if position + 1 < len(draft.lines) else None
            space = draft.between[position] if following is not None else ""
            if following is not None and space == " " and text.endswith("-"):
                fate = self.hyphens.between(text, following)
                if fate == "join":
                    text, source = text[:-1], source[:-1]
                space = " " if fate == "space" else ""
            elif following is not None and space == " " and _runs_on(text, following):
                space = ""
            if text:
                self.line_starts.append(self.length)
            if line.place is not None and draft.kind == "table_row":
                self._cell(line.place, self.length, len(text.rstrip("\t")))
            for at, offset, number in draft.marks:
                if at == position:
                    self.marks.append((number, line.page, self.length + min(offset, len(text))))
            self._put(text, source, line.page)
            self._put_space(space, line.page)
        self.spans.append((start, self.length))

    def _cell(self, place: Place, start: int, length: int) -> None:
        """Note down where the text of a cell stands; its lines follow each other."""
        if self.cells and self.cells[-1][2] == place:
            start = self.cells.pop()[0]
        self.cells.append((start, self.length + length, place))

    def built(self) -> Built:
        """The finished text."""
        return Built("".join(self.parts), np.array(self.pages, np.int32), np.array(self.indices, np.int32), self.spans,
                     {(number, page): offset for number, page, offset in reversed(self.marks)}, self.line_starts, self.cells)  # fmt: skip


def locator(built: Built, pages: tuple[RawPage, ...]) -> Callable[[int, int], tuple[Box, ...]]:
    """A function that gives one box per printed line of a span."""
    by_number = {page.number: page for page in pages}

    @cache
    def edges(number: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]] | None:
        """Left, top, right and bottom of every character of a page; the last two negated, so that of all the least is sought."""
        glyphs = by_number[number].glyphs
        return None if glyphs is None else np.stack((glyphs.left, glyphs.top, -glyphs.right, -glyphs.bottom))

    def locate(start: int, end: int) -> tuple[Box, ...]:
        boxes = []
        first = max(0, bisect_right(built.line_starts, start) - 1)
        cuts = [*built.line_starts[first : bisect_left(built.line_starts, end)], len(built.text)]
        for a, b in pairwise(cuts):
            a, b = max(a, start), min(b, end)
            at = built.indices[a:b]
            at = at[at >= 0]
            page = by_number[int(built.pages[a])] if a < b else None
            printed = edges(page.number) if page else None
            if page is None or printed is None or not len(at):
                continue
            left, top, right, bottom = printed[:, at].min(axis=1).tolist()
            shown = page.shown(left, top, -right, -bottom)
            boxes.append(Box(page.number, *(round(edge, 2) for edge in shown)))
        return tuple(boxes)

    return locate
