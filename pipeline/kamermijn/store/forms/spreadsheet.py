"""The dataset as a workbook (XLSX), a sheet a kind: what a letter says stays text, whatever it looks like."""

from __future__ import annotations

import datetime
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import regex

from kamermijn.store.columns import Column, ColumnKind, cell
from kamermijn.store.dataset import Dataset, Table, Values
from kamermijn.store.folder import OutputFolder
from kamermijn.store.forms.form import Add, Report
from kamermijn.store.forms.sheet_rows import SheetRows, boolean_cell, date_cell, number_cell, text_cell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

NAME = "kamermijn.xlsx"
LIBRARIES = ("openpyxl.writer.excel",)

MOST_ROWS = 1_048_576
"""Rows that a sheet can have, its header included."""
MOST_CHARACTERS = 32_767
"""Characters that a cell can have, as UTF-16 counts them."""

_ABOUT = "about"
# What XML 1.0 cannot hold.
_ILLEGAL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets read this as a code for a character.
_ESCAPE = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@", "#", "\t", "\r")
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it, spreadsheets disagree on the days
_WIDTHS: dict[ColumnKind, int] = {"text": 24, "date": 12, "integer": 10, "number": 12, "boolean": 10, "list": 20, "records": 20}
_WIDE = {"quote": 40, "sentence": 60, "message": 60}
_MADE = datetime.datetime(2000, 1, 1)  # the same letters give the same bytes


def files(dataset: Dataset) -> list[str]:
    """The one file."""
    return [NAME]


@contextmanager
def write(folder: OutputFolder, dataset: Dataset, report: Report) -> Iterator[Add]:
    """Take in rows; what a sheet cannot hold is counted, told in the report and on the sheet ``about``."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    book.properties.creator = "kamermijn"
    book.properties.created = book.properties.modified = _MADE
    about = book.create_sheet(_ABOUT)
    sheets = {table.name: _Sheet(book, table) for table in dataset.flat}
    try:
        yield lambda name, rows: sheets[name].add(rows) if name in sheets else None
    except BaseException:
        for sheet in sheets.values():
            sheet.discard()
        raise
    _tell(about, sheets.values(), report)
    for sheet in sheets.values():
        sheet.finish()
    with folder.make(NAME) as path:
        ExcelWriter(book, _Archive(path, "w", ZIP_DEFLATED)).save()


class _Sheet:
    """One sheet: a frozen header with a filter, and a row a record."""

    def __init__(self, book: Workbook, table: Table) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self.table, self.left_out, self.changed = table, 0, Counter[str]()
        self._sheet: WriteOnlyWorksheet = book.create_sheet(table.name)
        self._sheet.freeze_panes = "B2"
        for number, column in enumerate(table.columns, start=1):
            width = _WIDE.get(column.name, _WIDTHS[column.kind])
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        title, day, literal = (WriteOnlyCell(self._sheet) for _ in range(3))
        title.font, day.value, literal.quotePrefix = Font(bold=True), _FIRST_DAY, True
        # The numbers under which the workbook keeps these styles; what is literal stays text, also when somebody edits it.
        self._day, self._literal = day.style_id, literal.style_id
        self._rows = SheetRows(self._sheet, len(table.columns))
        self._rows.append(text_cell(column.name, title.style_id) for column in table.columns)
        self._last = get_column_letter(len(table.columns))
        self._ways = [(column.name, self._way(column)) for column in table.columns]

    @property
    def rows(self) -> int:
        """Rows so far, without the header."""
        return self._rows.count - 1

    def add(self, rows: Sequence[Values]) -> None:
        for values in rows:
            if self.rows >= MOST_ROWS - 1:
                self.left_out += 1
                continue
            self._rows.append([None if (value := values.get(name)) is None else way(value) for name, way in self._ways])

    def finish(self) -> None:
        self._sheet.auto_filter.ref = f"A1:{self._last}{self.rows + 1}"
        self._sheet.close()
        self._rows.finish()

    def discard(self) -> None:
        """Remove what a run that is stopped has written beside the folder."""
        self._sheet.close()
        self._rows.finish()
        self._sheet._writer.cleanup()

    def _way(self, column: Column) -> Callable[[Any], str | None]:
        ways: dict[ColumnKind, Callable[[Any], str | None]] = {
            "integer": number_cell, "number": number_cell, "boolean": boolean_cell, "date": self._date, "text": self._text,
            "list": lambda value: self._text(cell(value, "list")),
            "records": lambda value: self._text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""),
        }  # fmt: skip
        return ways[column.kind]

    def _text(self, text: str) -> str | None:
        if not text:
            return None  # an empty cell, which costs nothing
        # What is printable throughout, as most cells are, holds nothing of the sort; asking that is far quicker than a search.
        if not text.isprintable() and _ILLEGAL.search(text):
            text = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
            self.changed["with signs that a sheet cannot hold, shown as \N{REPLACEMENT CHARACTER}"] += 1
        if "_x" in text:
            text = _ESCAPE.sub("_x005F_", text)
        if len(text) > MOST_CHARACTERS // 2 and len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            text = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
            self.changed[f"cut after {MOST_CHARACTERS} characters"] += 1
        return text_cell(text, self._literal if text.startswith(_FORMULA) else None)

    def _date(self, value: str) -> str | None:
        day = datetime.date.fromisoformat(value)
        return date_cell(day, self._day) if day >= _FIRST_DAY else self._text(value)


def _tell(about: WriteOnlyWorksheet, sheets: Sequence[_Sheet] | Any, report: Report) -> None:
    """Say on the first sheet what the others hold, and what they could not."""
    about.column_dimensions["A"].width, about.column_dimensions["C"].width = 16, 80
    about.append(["sheet", "rows", "what a row is", "what the sheet does not hold as it is"])
    for sheet in sheets:
        notes = [f"{number} {'cell' if number == 1 else 'cells'} {what}" for what, number in sorted(sheet.changed.items())]
        if sheet.left_out:
            notes.insert(0, f"{sheet.left_out} more rows than the {MOST_ROWS} of a sheet")
        about.append([sheet.table.name, sheet.rows, sheet.table.description, "; ".join(notes) or None])
        report.notices += [f"{NAME}, sheet {sheet.table.name}: {note}; the other forms hold all of it" for note in notes]
    about.close()


class _Archive(ZipFile):
    """A ZIP file that does not tell the time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Write a member."""
        with self.open(_member(zinfo_or_arcname), "w", force_zip64=True) as target:
            target.write(data.encode() if isinstance(data, str) else data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write a file as a member."""
        with Path(filename).open("rb") as source, self.open(_member(arcname), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 20)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(str(name), _MADE.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    return info
