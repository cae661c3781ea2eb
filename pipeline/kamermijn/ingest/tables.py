"""Ruled tables, found by pdfplumber on the pages where lines cross: it knows which cells belong together."""

from __future__ import annotations

import io
import logging
from contextlib import suppress
from dataclasses import replace
from typing import Any

from kamermijn.ingest.raw import RawPage, RawTable

MOST_TABLE_PAGES = 60
"""pdfplumber takes up to a second a page; beyond this many the rest is read without their tables."""
_LEAST_LINES = 3
# What is odd about a file is no news for who reads a letter: what matters is in the result.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def _may_hold_table(page: RawPage) -> bool:
    """Whether at least three lines run across and two down: fewer make a box or a separator, not a table."""
    across = sum(r.x1 - r.x0 > 3 * (r.y1 - r.y0) and r.x1 - r.x0 > 20 for r in page.rulings)
    down = {round(r.x0) for r in page.rulings if r.y1 - r.y0 > 3 * (r.x1 - r.x0)}
    return across >= _LEAST_LINES and len(down) >= _LEAST_LINES


def ruled_tables(data: bytes, pages: tuple[RawPage, ...]) -> tuple[tuple[RawPage, ...], tuple[int, ...]]:
    """The pages with their ruled tables added, and the numbers of those whose tables cannot be read.

    Tables of one column are boxes around text and left out.
    """
    wanted = [page.number for page in pages if page.text and not page.scanned and _may_hold_table(page)][:MOST_TABLE_PAGES]
    if not wanted:
        return pages, ()
    # Most letters have no ruled table, and the first of a run need not wait for this.
    import pdfplumber

    found: dict[int, tuple[RawTable, ...]] = {}
    # PDFium mends many a broken file; what reads tables need not get through those, and says so in errors of many kinds.
    with suppress(Exception), pdfplumber.open(io.BytesIO(data), pages=wanted) as document:
        for page in document.pages:
            with suppress(Exception):
                found[page.page_number] = _tables(page)
    failed = tuple(number for number in wanted if number not in found)
    return tuple(replace(page, tables=found.get(page.number, ())) for page in pages), failed


def _tables(page: Any) -> tuple[RawTable, ...]:
    left, top = page.bbox[0], page.bbox[1]
    tables = []
    for table in page.find_tables():
        rows = tuple(
            tuple((x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in sorted(filter(None, row.cells))) for row in table.rows
        )
        if len(rows) > 1 and sum(len(row) > 1 for row in rows) > len(rows) // 2:
            tables.append(RawTable(rows))
    return tuple(tables)
