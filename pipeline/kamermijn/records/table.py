"""What the cells of a letter's tables are, and which heads and labels each number stands under."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from kamermijn.language import Annotated
from kamermijn.model import Cell, LetterText, Table
from kamermijn.records.figure_context import entry_of, words_pattern
from kamermijn.records.table_grid import BLANK, CELL_RULE, NUMBERS, PLAIN_YEAR, YEAR, Grid, head_rows, label_columns, lexicon, part_of_year
from kamermijn.records.table_unit import said

LONGEST = 80
"""Characters; what is longer in a cell is a sentence."""
_LONGEST_CAPTION = 250
_GROUPED = regex.compile(r"\d[. ]\d{3}(?!\d)")
_DECIMAL = regex.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|0,\d+|\d{1,3}\.\d{3}(?:,\d+)?)(?![\d.,])")
_RAGGED = "its row has another number of cells than the table: under which heads it stands is not known"
_AFTER = regex.compile(r"(?i)[(*]*\s?(?:bedragen|alle bedragen|in\s|x\s|×|cijfers|getallen|prijzen)")


@dataclass(frozen=True)
class Placed:
    """A cell that holds data, with the heads over it and the labels beside it, outermost first; ``reason`` says why it is no figure."""

    cell: Cell
    columns: tuple[Cell, ...]
    rows: tuple[Cell, ...]
    times: tuple[Cell, ...]
    """Those of the labels that may say when."""
    around: tuple[tuple[int, int], ...]
    caption: tuple[int, int] | None
    whole: bool
    """Whether the cell is a number and nothing else."""
    reason: str | None = None
    doubt: str | None = None
    decimal_comma: bool = False


class Tables:
    """The tables of a letter, asked for the cell at an offset."""

    def __init__(self, annotated: Annotated) -> None:
        self.letter: LetterText = annotated.letter
        self.rules = annotated.rules
        self._paragraphs = [paragraph.start for paragraph in self.letter.paragraphs]
        self._names: list[int] = []
        self._name_ends: list[int] = []
        # Rules of one's own may leave tables out.
        known = any(rule.id == CELL_RULE for rule in self.rules.of("figure"))
        self._cells = [cell for table in self.letter.tables if known for cell in table.cells if cell.end > cell.start]
        self._cell_starts = [cell.start for cell in self._cells]
        placed = [cell for table in self.letter.tables if known for cell in self._read(table)]
        self._placed = sorted([*placed, *(self._ragged() if placed else ())], key=lambda one: one.cell.start)
        self._starts = [one.cell.start for one in self._placed]
        for cell in self._cells:
            if self.at(cell.start) is None and NUMBERS.fullmatch(self.letter.text[cell.start : cell.end].strip()):
                self._names.append(cell.start)
                self._name_ends.append(cell.end)

    def at(self, offset: int) -> Placed | None:
        """The cell with data that holds an offset; None for heads, labels, sentences, and outside tables."""
        index = bisect_right(self._starts, offset) - 1
        return self._placed[index] if index >= 0 and offset < self._placed[index].cell.end else None

    def is_number(self, offset: int) -> bool:
        """Whether an offset stands in a cell whose digits are a number, or may be one, and no time."""
        cell = self.at(offset)
        return cell is not None and cell.whole and cell.reason is None

    def is_part_of_year(self, start: int, end: int) -> bool:
        """Whether a head or label is only a month or quarter: of which year, other headings say."""
        index = bisect_right(self._cell_starts, start) - 1
        if index < 0 or not end <= self._cells[index].end:
            return False
        cell = self._cells[index]
        return self.at(start) is None and part_of_year(self.letter.text[cell.start : cell.end], self.rules) is not None

    def only_names(self, offset: int) -> bool:
        """Whether an offset stands in a head or label that is a number, such as an age, and counts nothing."""
        index = bisect_right(self._names, offset) - 1
        return index >= 0 and offset < self._name_ends[index]

    def _read(self, table: Table) -> Iterable[Placed]:
        grid = Grid(table, self.letter.text, self.rules)
        heads = head_rows(grid)
        labels, numbering = label_columns(grid, heads)
        caption, around = self._around(table)
        over = {row: cells for row, cells in grid.rows.items() if row < heads}
        corner = [cell for cells in over.values() for cell in cells if cell.column + cell.columns <= labels and grid.words(cell)]
        decimal = any(_DECIMAL.search(grid.words(cell)) for cell in table.cells)
        around += [(cell.start, cell.end) for cell in corner]
        section: Cell | None = None
        sections = 0
        spanning: dict[int, list[Cell]] = defaultdict(list)
        for row, cells in grid.rows.items():
            for cell in cells:
                if cell.column < labels:
                    for below in range(row, row + cell.rows):
                        spanning[below].append(cell)
            if row < heads:
                continue
            filled = [cell for cell in cells if grid.words(cell)]
            if len(filled) == 1 and grid.kind(filled[0]) == "words" and (filled[0].column == 0 or filled[0].columns > 1):
                section = filled[0]
                sections += 1
                continue
            if self._heads_anew(grid, filled):
                over = {row: cells}
                continue
            beyond = [cell for cell in filled if cell.column >= labels]
            if beyond and all(grid.kind(cell) == "words" and grid.says_unit(cell) for cell in beyond):
                over = {**over, row: cells}
                continue
            own = [cell for cell in spanning[row] if cell.column not in numbering and grid.words(cell)]
            # The total at the end of a table with several parts may be that of the last or of all.
            of_all = sections > 1 and any(lexicon(self.rules, "figure_table_total").fullmatch(grid.words(cell)) for cell in own)
            beside = ([section] if section and not of_all else []) + own
            for cell in filled:
                if cell.column >= labels or cell.column in numbering:
                    yield self._placed_cell(grid, cell, over, beside, (caption, around), heads, labels, cell.column in numbering, decimal)

    def _ragged(self) -> Iterable[Placed]:
        """The numbers in rows right by a table that have another number of cells than its own: under which heads is not known."""
        text, held = self.letter.text, {bisect_right(self._paragraphs, cell.start) - 1 for cell in self._cells}
        rows = [number for number, p in enumerate(self.letter.paragraphs) if number not in held and "\t" in text[p.start : p.end]]
        by_table = set(held)
        for number in (*rows, *reversed(rows)):
            if number - 1 in by_table or number + 1 in by_table:
                by_table.add(number)
        for number in sorted(by_table - held):
            start = self.letter.paragraphs[number].start
            for column, words in enumerate(text[start : self.letter.paragraphs[number].end].split("\t")):
                if NUMBERS.fullmatch(words.strip()) and not PLAIN_YEAR.fullmatch(words.strip()):
                    yield Placed(Cell(start, start + len(words), 0, column), (), (), (), (), None, True, None, _RAGGED)
                start += len(words) + 1

    def _heads_anew(self, grid: Grid, filled: list[Cell]) -> bool:
        """Whether a row further down heads the columns anew: the source says so, or it has years only."""
        beyond = [cell for cell in filled if cell.column]
        marked = bool(filled) and all(cell.heads for cell in filled)
        return marked or (len(beyond) > 1 and all(grid.kind(cell) == "year" for cell in beyond) and grid.kind(filled[0]) != "year"
                          and not any(self._of_time(grid.words(c)) for c in grid.rows[0]))  # fmt: skip

    def _placed_cell(self, grid: Grid, cell: Cell, over: dict[int, list[Cell]], beside: list[Cell],
                     title: tuple[tuple[int, int] | None, list[tuple[int, int]]], heads: int, labels: int, numbers: bool,
                     decimal: bool) -> Placed:  # fmt: skip
        caption, around = title
        above = [head for cells in over.values() for head in cells if _overlap(head, cell) and grid.words(head)]
        width = max(c.column + c.columns for c in grid.table.cells)
        wide = [head for head in above if head.column <= labels and head.column + head.columns >= width and width - labels > 1]
        above = [head for head in above if head not in wide]
        around = [*around, *((head.start, head.end) for head in wide)]
        kind, words = grid.kind(cell), grid.words(cell)
        reason, doubt = None, None
        if numbers:
            reason = "number that names or numbers a row of a table"
        elif kind == "year" and PLAIN_YEAR.fullmatch(words):
            reason, doubt = self._year(grid, cell, above, heads)
        elif kind == "year":
            reason = "reads as years"
        times = tuple(label for label in beside if self._says_when(grid, label, over))
        return Placed(cell, tuple(above), tuple(beside), times, tuple(around), caption, kind in ("number", "year"), reason, doubt, decimal)

    def _of_time(self, words: str) -> bool:
        return lexicon(self.rules, "figure_table_time").fullmatch(words) is not None

    def _says_when(self, grid: Grid, label: Cell, over: dict[int, list[Cell]]) -> bool:
        """Whether a time in a label is when the numbers beside it were counted: not when a bridge was built."""
        heads = [grid.words(head) for cells in over.values() for head in cells if _overlap(head, label) and grid.words(head)]
        entries = {entry_of(self.rules, "figure_table_time", head) for head in heads if self._of_time(head)}
        return "event" not in entries and (label.column == 0 or "time" in entries)

    def _year(self, grid: Grid, cell: Cell, above: list[Cell], heads: int) -> tuple[str | None, str | None]:
        """Whether four digits are a year, as (why it is no figure, why that is in doubt)."""
        column = [grid.words(c) for row, cells in grid.rows.items() if row >= heads for c in cells if c.column == cell.column]
        column = [words for words in column if words and not BLANK.fullmatch(words)]
        under_time = any(YEAR.search(grid.words(head)) for head in above)
        every = [grid.words(c) for row, cells in grid.rows.items() if row >= heads for c in cells if c.column]
        grouped = any(_GROUPED.search(words) for words in every)
        plain = any(regex.fullmatch(r"\d{4,}", words) and not PLAIN_YEAR.fullmatch(words) for words in every)
        if any(self._of_time(grid.words(head)) for head in above):
            return "reads as a year", None
        only_years = all(map(YEAR.fullmatch, column))
        if only_years and grouped and not under_time:
            return "reads as a year", None
        if grouped:
            return None, "may be a year or a number"
        if plain or under_time or any(said(grid.words(head), self.rules) != said("", self.rules) for head in above):
            return None, None
        if only_years:
            return "reads as a year", None
        return None, "may be a year or a number"

    def _around(self, table: Table) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
        """The title over a table, and all that stands over or under it and says in what its numbers are."""
        letter, starts = self.letter, self._paragraphs
        first = bisect_right(starts, table.start) - 1
        caption: tuple[int, int] | None = None
        around: list[tuple[int, int]] = []
        position = first - 1
        while position >= 0 and position >= first - 3:
            paragraph = letter.paragraphs[position]
            words = letter.text[paragraph.start : paragraph.end]
            if paragraph.kind == "footnote" or (position == first - 1 and "\t" in words):
                first -= paragraph.kind != "footnote"
                position -= 1
                continue
            titled = self._title(words)
            scaled = said(words, self.rules).scale > 1 or said(words, self.rules).unit is not None
            opens = titled or paragraph.kind == "heading" or scaled or not words.endswith((".", ";", ","))
            if len(words) > _LONGEST_CAPTION or not opens:
                break
            around.append((paragraph.start, paragraph.end))
            if not (scaled and len(words) < 60 and not titled):
                if titled or paragraph.kind == "heading" or not words.endswith(":"):
                    caption = (paragraph.start, paragraph.end)
                break
            position -= 1
        last = bisect_right(starts, table.end - 1)
        if last < len(letter.paragraphs):
            below = letter.paragraphs[last]
            words = letter.text[below.start : below.end]
            if len(words) <= _LONGEST_CAPTION and _AFTER.match(words):
                around.append((below.start, below.end))
        return caption, around

    def _title(self, words: str) -> bool:
        return regex.match(rf"(?i)(?:{words_pattern(self.rules, 'figure_table_title')})(?!\p{{L}})", words) is not None


def _overlap(head: Cell, cell: Cell) -> bool:
    return head.column < cell.column + cell.columns and cell.column < head.column + head.columns
