"""What a reader hands on: pages of characters with their places, or pages of plain text."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kamermijn.model import ParagraphKind

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Glyphs:
    """The printed characters of one page, one array entry each, in the order in which the file draws them.

    Places are PDF points from the top left of the page as it is shown. ``top`` and ``bottom`` span the font's line
    height, not the ink. ``spaced`` is true where the file itself has white space in front of the character, ``guessed``
    where the reader made one up because the letters stand apart.
    """

    left: Floats
    top: Floats
    right: Floats
    bottom: Floats
    baseline: Floats
    size: Floats
    bold: Flags
    italic: Flags
    spaced: Flags
    guessed: Flags


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line drawn on a page (a separator, an edge of a table), in points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class RawTable:
    """A ruled table: per row the boxes (x0, y0, x1, y1) of its cells, left to right."""

    rows: tuple[tuple[tuple[float, float, float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a table: the table's number in the file, the row and the column (0-based).

    ``heads`` says that the source marks it as the head of columns; a cell may reach over several ``rows`` and ``columns``.
    """

    table: int
    row: int
    column: int
    heads: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A paragraph that the source marks as one: ``start`` to ``end`` of the page's text, with the path of its element.

    ``kind`` is what the source says that it is, None where it does not say. ``marks`` are (offset, number) of footnote
    marks that were taken off, as offsets into the page's text; ``apart`` tells that an empty paragraph stands above it,
    ``broken`` that it is the next line of the paragraph above, behind a forced line break. ``cells`` of a row of a table are
    (offset, place): where the text of each cell starts, one tab behind the one before.
    """

    start: int
    end: int
    path: str
    kind: ParagraphKind | None = None
    note: str | None = None
    marks: tuple[tuple[int, str], ...] = ()
    bold: bool = False
    italic: bool = False
    apart: bool = False
    broken: bool = False
    place: Place | None = None
    cells: tuple[tuple[int, Place], ...] = ()


@dataclass(frozen=True)
class RawPage:
    """One page: its characters and, where the form has positions, the glyphs that belong to them one to one.

    A form that marks its paragraphs itself (XML, HTML, a word processor's file) is one page of ``blocks``. ``scanned`` tells that
    the page was read by OCR; ``unsure`` then tells of which characters of numbers that is in doubt, and ``skew`` (radians,
    clockwise) by how much the print lies askew: places are those of the page laid straight.
    """

    number: int
    text: str
    glyphs: Glyphs | None = None
    width: float = 0.0
    height: float = 0.0
    rulings: tuple[Ruling, ...] = ()
    tables: tuple[RawTable, ...] = ()
    blocks: tuple[RawBlock, ...] = ()
    scanned: bool = False
    unsure: Flags | None = None
    skew: float = 0.0

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle of the page laid straight as it lies on the page that is shown."""
        if not self.skew:
            return x0, y0, x1, y1
        cos, sin = math.cos(self.skew), math.sin(self.skew)
        middle_x, middle_y = self.width / 2, self.height / 2
        corners = [
            (middle_x + (x - middle_x) * cos - (y - middle_y) * sin, middle_y + (x - middle_x) * sin + (y - middle_y) * cos)
            for x in (x0, x1)
            for y in (y0, y1)
        ]
        return min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)


@dataclass(frozen=True)
class Raw:
    """A file as it was read, before any layout: ``paged`` is false for text without page marks.

    ``furniture`` is what the source itself sets apart from the text: running heads, a colophon, the band over a Kamerstuk.
    """

    source: str
    sha256: str
    format: str
    pages: tuple[RawPage, ...]
    warnings: tuple[str, ...] = ()
    paged: bool = True
    metadata: dict[str, str] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
