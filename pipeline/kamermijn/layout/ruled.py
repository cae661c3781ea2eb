"""Ruled tables of printed pages: which cell of the grid each box is, and tables that go on on the next page."""

from __future__ import annotations

from dataclasses import replace

from kamermijn.ingest import Place, RawPage, RawTable
from kamermijn.layout.fragment import ROW, Fragment, joined

_SAME = 3.0
"""Points within which two edges are one."""


def _steps(values: set[float]) -> list[float]:
    """The distinct edges, from the first on."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


class Ruled:
    """The ruled tables of a document, numbered as they come; ``place`` tells which cell of which table a fragment stands in."""

    def __init__(self) -> None:
        self.count = 0
        self.places: dict[tuple[int, int], Place] = {}
        self.edges: dict[int, list[float]] = {}
        self.height: dict[int, int] = {}
        self.moved: dict[int, tuple[int, int]] = {}

    def add(self, page: RawPage) -> None:
        """Take up the tables of a page; the rows of all of them are counted through, as those of the fragments are."""
        row = 0
        for table in page.tables:
            self.count += 1
            self._add(page.number, row, table)
            row += len(table.rows)

    def _add(self, page: int, first: int, table: RawTable) -> None:
        boxes = [box for row in table.rows for box in row]
        lefts = _steps({box[0] for box in boxes})
        tops = [min(box[1] for box in row) if row else 0.0 for row in table.rows]
        self.edges[self.count] = [*lefts, max(box[2] for box in boxes)]
        self.height[self.count] = len(table.rows)
        for number, row in enumerate(table.rows):
            for position, (x0, _, x1, y1) in enumerate(row):
                columns = sum(x0 - _SAME < left < x1 - _SAME for left in lefts)
                rows = sum(top < y1 - _SAME for top in tops[number:])
                place = Place(self.count, number, _index(lefts, x0), False, max(rows, 1), max(columns, 1))
                self.places[page, (first + number) * ROW + position] = place

    def row(self, found: list[Fragment]) -> Fragment:
        """A row as one line: the lines of each cell behind each other, the cells apart by a tab, empty ones too."""
        page, row = found[0].page, found[0].cell // ROW
        parts: list[Fragment] = []
        position = row * ROW
        while (place := self.places.get((page, position))) is not None:
            own = [f for f in found if f.cell == position] or [Fragment(page, "", [], cell=position, size=found[0].size)]
            for fragment in own:
                fragment.place = place
            parts += own
            position += 1
        whole = joined([part for part in parts if part.text], "\t")
        whole.parts = parts
        return whole

    def carry_on(self, above: Place | None, parts: list[Fragment]) -> None:
        """Number on the rows of a table that goes on from the page before, right behind its row ``above``, in the same columns."""
        for part in parts:
            assert part.place
            table = part.place.table
            if table not in self.moved:
                if above and above.table != table and self._same_columns(above.table, table):
                    self.moved[table] = (above.table, self.height[above.table])
                    self.height[above.table] += self.height[table]
                else:
                    self.moved[table] = (table, 0)
            number, rows = self.moved[table]
            part.place = replace(part.place, table=number, row=part.place.row + rows)

    def _same_columns(self, one: int, other: int) -> bool:
        left, right = self.edges[one], self.edges[other]
        return len(left) == len(right) and all(abs(a - b) <= _SAME for a, b in zip(left, right, strict=True))
