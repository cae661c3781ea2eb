"""Where the cells of a Word table stand: merged cells are told by the grid columns they span and by those that go on below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamermijn.ingest.markup import DEEPEST, Element, attribute, children, name
from kamermijn.ingest.raw import Place
from kamermijn.ingest.spans import MOST_COLUMNS, number
from kamermijn.ingest.word_styles import child, switched, value

_AROUND_ROWS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])


def rows_of(table: Element, path: str, depth: int = 0) -> Iterator[tuple[Element, str]]:
    """The rows of a table with their paths, those in content controls and custom XML too; rows of a table in a cell are not its own."""
    for below, where in children(table, path):
        if name(below) == "tr":
            yield below, where
        elif name(below) in _AROUND_ROWS and depth < DEEPEST:
            yield from rows_of(below, where, depth + 1)


def word_places(rows: Sequence[Element], cells: Sequence[Sequence[Element]], table: int) -> list[list[Place | None]]:
    """The place of each cell, row by row; None for one that only goes on from the cell above it (``vMerge``)."""
    placed: list[list[tuple[int, int, bool]]] = []
    for row, here in zip(rows, cells, strict=True):
        column = number(value(child(row, "trPr"), "gridBefore"), MOST_COLUMNS, 0)
        found = []
        for cell in here:
            properties = child(cell, "tcPr")
            wide, merge = number(value(properties, "gridSpan"), MOST_COLUMNS), child(properties, "vMerge")
            found.append((column, wide, merge is not None and (attribute(merge, "val") or "continue") == "continue"))
            column += wide
        placed.append(found)
    going_on = [{column for column, _, goes_on in found if goes_on} for found in placed]
    out: list[list[Place | None]] = []
    for position, (row, found) in enumerate(zip(rows, placed, strict=True)):
        heads = bool(switched(child(row, "trPr"), "tblHeader"))
        here_placed: list[Place | None] = []
        for column, wide, goes_on in found:
            if goes_on and position:
                here_placed.append(None)
                continue
            high = 1
            while position + high < len(rows) and column in going_on[position + high]:
                high += 1
            here_placed.append(Place(table, position, column, heads, high, wide))
        out.append(here_placed)
    return out
