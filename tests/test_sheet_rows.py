"""Rows of a sheet come out to the byte as openpyxl writes them cell by cell."""

import datetime

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kamermijn.store.forms.sheet_rows import SheetRows, boolean_cell, date_cell, number_cell, text_cell

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\r\n\t &<>\"'€é🦄")
# What openpyxl takes for a formula or an error is written another way, and never gets here.
TEXTS = st.text(LETTERS, min_size=1).filter(lambda text: text[0] not in "=#")
CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(datetime.date(1900, 3, 1))
    | TEXTS
)


def by_openpyxl(rows):
    sheet = Workbook(write_only=True).create_sheet("figures")
    for row in rows:
        sheet.append(row)
    sheet.close()
    try:
        with open(sheet._writer.out, "rb") as file:
            return file.read()
    finally:
        sheet._writer.cleanup()


def by_ourselves(rows, width):
    sheet = Workbook(write_only=True).create_sheet("figures")
    day = WriteOnlyCell(sheet, datetime.date(2030, 1, 1)).style_id
    written = SheetRows(sheet, width)
    for row in rows:
        written.append(_cell(value, day) for value in row)
    sheet.close()
    written.finish()
    try:
        with open(sheet._writer.out, "rb") as file:
            return file.read()
    finally:
        sheet._writer.cleanup()


def _cell(value, day):
    if value is None:
        return None
    if isinstance(value, bool):
        return boolean_cell(value)
    if isinstance(value, int | float):
        return number_cell(value)
    return date_cell(value, day) if isinstance(value, datetime.date) else text_cell(value)


@given(st.lists(st.lists(CELLS, min_size=30, max_size=30), min_size=1, max_size=3))
def test_a_row_is_written_as_openpyxl_writes_it(rows):
    assert by_ourselves(rows, 30) == by_openpyxl(rows)


def test_a_cell_can_have_a_style_and_an_empty_one_takes_no_place():
    rows = by_ourselves([["a", None, "b"]], 3)
    assert b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="C1" t="inlineStr">' in rows
    assert text_cell("a", 2) == '" s="2" t="inlineStr"><is><t>a</t></is></c>'
