"""The rows of a sheet as XML (ECMA-376 part 1, 18.3.1): openpyxl makes the workbook around them, and is slow cell by cell."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


class SheetRows:
    """The rows of one sheet, written as they come; of each cell is given what stands behind its place, None for an empty one.

    The same to the byte as openpyxl writes them, but for what no cell here holds: formulas, links and remarks.
    """

    def __init__(self, sheet: WriteOnlyWorksheet, columns: int) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet._writer import WorksheetWriter, create_temporary_file

        self.count = 0
        self._begins = [f'<c r="{get_column_letter(number)}' for number in range(1, columns + 1)]
        path = create_temporary_file()
        self._file = open(path, "wb")  # noqa: SIM115 - for as long as rows come
        self._writer: Any = WorksheetWriter(sheet, self._file)
        # Where whoever makes the archive finds the sheet, and removes it.
        self._writer.out = path
        self._writer.write_top()
        self._around = self._writer.xf.send(True)
        self._around.flush()
        self._file.write(b"<sheetData>")
        # What the sheet itself asks to end its rows, before it writes what stands behind them.
        sheet._writer, sheet._rows = self._writer, self

    def append(self, cells: Iterable[str | None]) -> None:
        """Add a row."""
        self.count += 1
        row = "".join([f"{begin}{self.count}{cell}" for begin, cell in zip(self._begins, cells, strict=True) if cell is not None])
        self._file.write(f'<row r="{self.count}">{row}</row>'.encode("ascii", "xmlcharrefreplace"))

    def close(self) -> None:
        """End the rows; the sheet does so when it is closed."""
        self._file.write(b"</sheetData>")
        self._writer.xf.send(None)

    def finish(self) -> None:
        """Have all of a sheet that was closed in its file."""
        self._file.close()


def text_cell(text: str, style: int | None = None) -> str:
    """A cell that holds a text, which is not empty and of which every sign may stand in XML."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    told = escape(text, quote=False).replace("\r", "&#13;")
    return f'"{_styled(style)} t="inlineStr"><is><t{space}>{told}</t></is></c>'


def number_cell(number: float) -> str:
    """A cell that holds a number."""
    return f'" t="n"><v>{number:.16g}</v></c>'


def boolean_cell(truth: bool) -> str:
    """A cell that says yes or no."""
    return f'" t="b"><v>{truth:d}</v></c>'


def date_cell(day: datetime.date, style: int) -> str:
    """A cell that holds a date; the style says so."""
    from openpyxl.utils.datetime import to_excel

    return f'"{_styled(style)} t="n"><v>{to_excel(day):.16g}</v></c>'


def _styled(style: int | None) -> str:
    return "" if style is None else f' s="{style}"'
