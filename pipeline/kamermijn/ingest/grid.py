"""Tables of marked-up sources (CALS in XML, rows and cells in HTML): each row one paragraph, its cells apart by tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from kamermijn.ingest.blocks import Blocks
from kamermijn.ingest.markup import DEEPEST, Element, attribute, children, name
from kamermijn.ingest.raw import Place
from kamermijn.ingest.spans import MOST_COLUMNS, MOST_ROWS, Span, number, places

_ROWS = frozenset(["row", "tr"])
_CELLS = frozenset(["entry", "td", "th"])
_HEADS = frozenset(["thead"])
_PROSE = 600
_LONG = 120
"""Characters: a cell as long as the first, or cells as long as the second on average, hold running text."""


def rows(element: Element, path: str, heads: bool = False, depth: int = 0) -> Iterator[tuple[Element, str, bool]]:
    """The rows of a table with their paths and whether they head its columns; rows of a table within a cell are not its own."""
    for child, where in children(element, path):
        called = name(child)
        if called in _ROWS:
            every = [cell for cell in child if name(cell) in _CELLS]
            yield child, where, heads or (bool(every) and all(name(cell) == "th" for cell in every))
        elif called not in _CELLS and depth < DEEPEST:
            yield from rows(child, where, heads or called in _HEADS, depth + 1)


def _named_columns(table: Element) -> dict[str, int]:
    """The columns of a CALS table by their names."""
    named = [attribute(element, "colname") for element in table.iter() if name(element) == "colspec"]
    return {called: column for column, called in enumerate(named[:MOST_COLUMNS]) if called}


def _span(cell: Element, named: dict[str, int]) -> Span:
    """What a cell takes: by the attributes of HTML (``colspan``), or of CALS (``namest`` to ``nameend``, ``morerows``)."""
    if name(cell) != "entry":
        return Span(number(attribute(cell, "colspan"), MOST_COLUMNS), number(attribute(cell, "rowspan"), MOST_ROWS))
    first, last = attribute(cell, "namest") or attribute(cell, "colname"), attribute(cell, "nameend")
    column = named.get(first or "")
    columns = max(1, named.get(last or "", 0) - column + 1) if column is not None else 1
    return Span(columns, number(attribute(cell, "morerows"), MOST_ROWS, 0) + 1, column)


def holds_data(rows: list[list[str]]) -> bool:
    """Whether the cells of a table hold data: most rows have two or more that are filled, and none holds prose.

    Other tables only put paragraphs in their places: a letterhead, questions with their answers beside them.
    """
    several = sum(sum(bool(text) for text in row) > 1 for row in rows)
    filled = [len(text) for row in rows for text in row if text]
    return len(rows) > 1 and several * 2 > len(rows) and max(filled) < _PROSE and sum(filled) < _LONG * len(filled)


class Grid:
    """Writes tables; ``inline`` puts the text of a cell's element into the open paragraph.

    ``struck`` tells whether the text of a cell, or of what holds it within the table, is struck out.
    """

    def __init__(self, blocks: Blocks, inline: Callable[[Element, str], None], struck: Callable[[Element], bool]) -> None:
        self.blocks = blocks
        self.inline = inline
        self.struck = struck
        self.count = 0

    def write(self, table: Element, path: str) -> None:
        """Write a table: what stands over it first, then row by row."""
        self.count += 1
        for child, where in children(table, path):
            if name(child) in ("caption", "title", "titel", "kop"):
                self.blocks.begin(where)
                self.inline(child, where)
                self.blocks.end()
        found = [
            (where, heads, [(cell, within) for cell, within in children(row, where) if name(cell) in _CELLS])
            for row, where, heads in rows(table, path)
        ]
        named = _named_columns(table)
        spans = [[_span(cell, named) for cell, _ in cells] for _, _, cells in found]
        for (where, heads, cells), row_places in zip(found, places(spans, self.count, [h for _, h, _ in found]), strict=True):
            if not cells:
                continue
            self.blocks.begin(where, "table_row", place=Place(self.count, row_places[0].row, 0, heads))
            for (cell, within), place in zip(cells, row_places, strict=True):
                self.blocks.cell(replace(place, heads=place.heads or (name(cell) == "th" and place.row == 0)))
                self._cell(cell, within, table)
            self.blocks.end()

    def _cell(self, cell: Element, path: str, table: Element) -> None:
        holders = takewhile(lambda holder: holder is not table, cell.iterancestors())
        if self.struck(cell) or any(map(self.struck, holders)):
            self.blocks.strike("".join(map(str, cell.itertext())))
            return
        self.blocks.add(cell.text)
        for child, where in children(cell, path):
            self.blocks.space()
            self.inline(child, where)
            self.blocks.add(child.tail)
