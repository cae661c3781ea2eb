"""Tables of a letter: which stretches of its text are cells, and where each stands in the grid of rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``text[start:end]`` (empty where the cell is) at a row and column (0-based), over so many rows and columns.

    ``heads`` says that the source itself marks it as the head of columns.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table from its first to its last row; its cells in reading order. What a row holds besides is between its cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]


_LONGEST_HEAD = 60


def _may_head(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_HEAD and not line.endswith((".", ";", ",", ":", "?", "!"))


def tabbed(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Table, ...]:
    """The tables of a text that has no other structure than tabs: rows right behind each other with equally many cells.

    Between two rows may stand a short line of its own, which heads the rows under it.
    """
    found: list[list[list[Cell]]] = []
    last: tuple[int, int] | None = None
    for position, (start, end) in enumerate(paragraphs):
        if "\t" not in text[start:end]:
            continue
        width, between = text.count("\t", start, end) + 1, paragraphs[position - 1]
        if last == (position - 2, width) and len(found[-1]) > 1 and _may_head(text[slice(*between)]):
            found[-1].append([Cell(*between, 0, 0, 1, width)])
            last = (position - 1, width)
        cells: list[Cell] = []
        for column, words in enumerate(text[start:end].split("\t")):
            cells.append(Cell(start, start + len(words), 0, column))
            start += len(words) + 1
        if last == (position - 1, len(cells)):
            found[-1].append(cells)
        else:
            found.append([cells])
        last = (position, len(cells))
    return tuple(
        Table(rows[0][0].start, rows[-1][-1].end, tuple(replace(cell, row=row) for row, cells in enumerate(rows) for cell in cells))
        for rows in found
        if len(rows) > 1
    )
