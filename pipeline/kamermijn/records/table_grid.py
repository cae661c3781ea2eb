"""The grid of one table: which of its rows head the columns, which of its columns label the rows, and what stands in a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import regex

from kamermijn.model import Cell, Table
from kamermijn.records.figure_context import words_pattern
from kamermijn.records.table_unit import said
from kamermijn.rules import Rules

CELL_RULE = "figure.table_cell"
_MOST_HEADS = 5
YEAR = regex.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?\*?")
PLAIN_YEAR = regex.compile(r"(?:19|20)\d\d")
BLANK = regex.compile(r"(?i)[-–—−./*]+|n\.?\s?v\.?\s?t\.?|p\.?\s?m\.?|n\.?\s?b\.?|n/?a|x|nihil|onbekend|geen|idem|\"")
NUMBERS = regex.compile(r"(?!0\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$)(?=.*\d)[^\p{L}:@]{1,40}")
_QUARTER = regex.compile(r"(?:q|k|kw\.?|kwartaal\s)([1-4])|([1-4])(?:e|ste|de)?\s(?:kwartaal|kw)")


@dataclass
class Grid:
    """One table while it is read."""

    table: Table
    text: str
    rules: Rules
    rows: dict[int, list[Cell]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for cell in self.table.cells:
            self.rows[cell.row].append(cell)

    def words(self, cell: Cell) -> str:
        """The text of a cell."""
        return self.text[cell.start : cell.end].strip()

    def says_unit(self, cell: Cell) -> bool:
        """Whether a cell says in what others are."""
        one = said(self.words(cell), self.rules)
        return one.unit is not None or one.scale > 1

    def kind(self, cell: Cell) -> str:
        """What stands in a cell: ``empty``, ``blank`` (a dash, `n.v.t.`), ``year``, ``number``, ``numbers`` (`12 (5%)`) or ``words``."""
        words = self.words(cell)
        if not words:
            return "empty"
        if YEAR.fullmatch(words):
            return "year"
        if self.rules.compiled(CELL_RULE).fullmatch(f"\t{words}", 1):
            return "number"
        return "blank" if BLANK.fullmatch(words) else "numbers" if NUMBERS.fullmatch(words) else "words"


def head_rows(grid: Grid) -> int:
    """How many rows at the top head the columns: all that the source marks, and all before the first with a number in it."""
    count = 0
    for row, cells in grid.rows.items():
        beyond = [grid.kind(cell) for cell in cells if cell.column]
        numbers_columns = count > 0 and _counts_on([grid.words(cell) for cell in cells])
        numbered = "number" in beyond or (count > 0 and "numbers" in beyond)
        if count >= _MOST_HEADS or (numbered and not numbers_columns and not any(cell.heads for cell in cells)):
            break
        if count and not any(cell.heads for cell in cells) and _is_data(grid, cells):
            break
        count = row + 1
    return count


def _is_data(grid: Grid, cells: list[Cell]) -> bool:
    """Whether a row without numbers holds data all the same: it says that there are none, or its label stands alone or before years."""
    beyond = [grid.kind(cell) for cell in cells if cell.column]
    filled = [cell for cell in cells if grid.words(cell)]
    labelled = any(cell.column == 0 for cell in filled)
    headed = any(cell.column == 0 and cell.columns == 1 and grid.words(cell) for cell in grid.table.cells if cell.row < cells[0].row)
    of_years = set(beyond) <= {"year", "empty"} and "year" in beyond
    told = any(cell.column and grid.kind(cell) == "words" and regex.search(r"\d", grid.words(cell)) for cell in filled)
    told = told and not any(cell.column and grid.says_unit(cell) for cell in filled)
    return "blank" in beyond or (labelled and len(filled) == 1) or (labelled and headed and (of_years or told))


def _counts_on(words: Iterable[str]) -> bool:
    """Whether numbers count 1, 2, 3 (perhaps in brackets): they number the columns."""
    found = [regex.sub(r"[()\s.]", "", word) for word in words if word]
    return len(found) > 1 and found[0] in ("0", "1") and found == [str(int(found[0]) + n) for n in range(len(found))]


def label_columns(grid: Grid, heads: int) -> tuple[int, frozenset[int]]:
    """How many columns at the left label the rows, and which of these only number them."""
    body = [cell for row, cells in grid.rows.items() if row >= heads for cell in cells]
    width = max((cell.column + cell.columns for cell in grid.table.cells), default=0)
    numbering = set()
    for column in range(width):
        kinds = [grid.kind(cell) for cell in body if cell.column == column and cell.columns == 1]
        if "number" in kinds or "numbers" in kinds:
            words = [grid.words(cell) for cell in body if cell.column == column]
            if column == 0 and _numbers_rows(grid, heads, words):
                numbering.add(column)
                continue
            return column, frozenset(numbering)
    return width, frozenset(numbering)


@cache
def lexicon(rules: Rules, name: str) -> regex.Pattern[str]:
    """A pattern for a heading that is just one of the words of a list."""
    return rules.compile(rf"(?i)\s*(?:{words_pattern(rules, name)})\s*")


def _numbers_rows(grid: Grid, heads: int, words: list[str]) -> bool:
    """Whether the first column only numbers or names the rows: its head says so, or it counts on by one."""
    numbers = [word.rstrip(".") for word in words if word]
    if not numbers or not all(number.isdigit() for number in numbers):
        return False
    over = [grid.words(cell) for row, cells in grid.rows.items() if row < heads for cell in cells if cell.column == 0]
    if any(lexicon(grid.rules, "figure_table_numbering").fullmatch(word) for word in over):
        return True
    return len(numbers) > 1 and all(int(b) - int(a) == 1 for a, b in pairwise(numbers))


def part_of_year(words: str, rules: Rules) -> tuple[int, int] | None:
    """The first and last month of a label that names a month or a quarter and no year."""
    words = " ".join(words.split()).casefold().rstrip(".*")
    quarter = _QUARTER.fullmatch(words)
    if quarter:
        number = int(next(filter(None, quarter.groups())))
        return 3 * number - 2, 3 * number
    month = _months(rules).get(words)
    return (month, month) if month else None


@cache
def _months(rules: Rules) -> dict[str, int]:
    lists = (rules.lexicon("date_month"), rules.lexicon("date_month_short"))
    return {name.casefold().rstrip("."): int(month) for found in lists for month, names in found.items() for name in names}
