"""In which column each cell of a table stands, when cells may reach over several columns and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kamermijn.ingest.raw import Place

MOST_COLUMNS = 200
MOST_ROWS = 10_000
"""What one cell may reach over at most: a file may claim anything."""


@dataclass(frozen=True, slots=True)
class Span:
    """How many columns and rows a cell takes, and its column where the source says it."""

    columns: int = 1
    rows: int = 1
    column: int | None = None


def number(text: str | None, most: int, otherwise: int = 1) -> int:
    """A number of columns or rows that a file states; none is less than what counts where it states none."""
    return min(max(int(text), otherwise), most) if text and len(text) < 9 and text.isdecimal() else otherwise


def places(rows: Sequence[Sequence[Span]], table: int, heads: Sequence[bool]) -> list[list[Place]]:
    """The place of each cell: row by row, left to right, past the columns into which a cell of a row above reaches."""
    found: list[list[Place]] = []
    taken: dict[int, int] = {}
    for row, spans in enumerate(rows):
        column, here = 0, []
        for span in spans:
            column = max(column, span.column) if span.column is not None else column
            while column < MOST_ROWS and taken.get(column, 0) > row:
                column += 1
            here.append(Place(table, row, column, heads[row], span.rows, span.columns))
            if span.rows > 1:
                taken.update((c, max(taken.get(c, 0), row + span.rows)) for c in range(column, column + span.columns))
            column += span.columns
        found.append(here)
    # No cell reaches further down than the table does.
    return [[replace(place, rows=min(place.rows, len(rows) - place.row)) for place in here] for here in found]
