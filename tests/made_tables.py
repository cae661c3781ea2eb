"""One letter with a table, written in every form in which letters come; all words and numbers in it are made up.

A table is a list of rows. A cell is a text, or (text, columns, rows) where it reaches over several.
"""

from made_documents import open_document, paragraph, run, word
from made_pages import Sheets

OPENING = "Geachte voorzitter, hieronder vindt u wat de bruggen en sluizen van de provincie hebben gekost en gebracht."
CLOSING = "Over het vervolg wordt uw Kamer in het voorjaar van 2033 nader bericht, zoals eerder is toegezegd."

COSTS = ("Tabel 1: Uitgaven aan oevers (bedragen x 1.000 euro)", [
    [("Post", 1, 2), ("Realisatie", 2, 1), ("Raming", 2, 1)],
    ["2030", "2031", "2032", "2033"],
    [("Onderhoud", 5, 1)],
    ["Bruggen", "1.250", "1.310", "1.400", "-"],
    ["Sluizen (noord)", "80", "(45)", "2.045", "p.m."],
    ["Totaal", "1.330", "1.265", "3.445", "n.v.t."],
])  # fmt: skip
COUNTS = ("Tabel 2: Vaart op de rivier per peiljaar", [
    ["Nr.", "Sluis", "Jaar", "Aantal schepen", "Aandeel (%)", "Wachttijd (uren)"],
    ["1", ("Noord", 1, 2), "2030", "12 500", "8,5", "ca. 3"],
    ["2", "2031", "13 100*", "-2", "<1"],
    ["3", "Zuid", "2031", "1.200", "+0,5", "2,25"],
])  # fmt: skip
MONTHS = ("Tabel 3: Meldingen van storingen", [
    ["", "2031", "2032"],
    ["januari", "17", "19"],
    ["februari", "7", "onbekend"],
])  # fmt: skip


def spread(rows):
    """Per row, (text, column, columns, rows) of each cell."""
    taken, found = {}, []
    for number, row in enumerate(rows):
        column, here = 0, []
        for cell in row:
            text, wide, high = cell if isinstance(cell, tuple) else (cell, 1, 1)
            while taken.get(column, 0) > number:
                column += 1
            here.append((text, column, wide, high))
            for c in range(column, column + wide):
                taken[c] = number + high
            column += wide
        found.append(here)
    return found


def width(rows):
    return max(column + wide for row in spread(rows) for _, column, wide, _ in row)


def docx(*tables):
    body = [paragraph(OPENING)]
    for caption, rows in tables:
        body += [paragraph(run(caption, "<w:b/>")), _word_table(rows)]
    return word(*body, paragraph(CLOSING))


def _word_table(rows):
    grid, out = spread(rows), ""
    for number in range(len(grid)):
        cells = [(column, text, wide, "restart" if high > 1 else "") for text, column, wide, high in grid[number]]
        cells += [
            (column, "", wide, "continue") for above in range(number) for _, column, wide, high in grid[above] if above + high > number
        ]
        out += "<w:tr>"
        for _, text, wide, merge in sorted(cells):
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
            out += f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{paragraph(run(_safe(text))) if text else paragraph()}</w:tc>"
        out += "</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def odt(*tables):
    body = f"<text:p>{OPENING}</text:p>"
    for caption, rows in tables:
        body += f"<text:p>{caption}</text:p><table:table>"
        for row in spread(rows):
            body += "<table:table-row>"
            for text, _, wide, high in row:
                body += f'<table:table-cell table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}">'
                body += f"<text:p>{_safe(text)}</text:p></table:table-cell>" + "<table:covered-table-cell/>" * (wide - 1)
            body += "</table:table-row>"
        body += "</table:table>"
    return open_document(f"{body}<text:p>{CLOSING}</text:p>")


def xml(*tables):
    body = f"<al>{OPENING}</al>"
    for caption, rows in tables:
        names = "".join(f'<colspec colname="kol{n}" colnum="{n + 1}"/>' for n in range(width(rows)))
        body += f'<table><title>{caption}</title><tgroup cols="{width(rows)}">{names}<tbody>'
        for row in spread(rows):
            body += "<row>"
            for text, column, wide, high in row:
                ends = f'namest="kol{column}" nameend="kol{column + wide - 1}"' if wide > 1 else f'colname="kol{column}"'
                body += f'<entry {ends} morerows="{high - 1}"><al>{_safe(text)}</al></entry>'
            body += "</row>"
        body += "</tbody></tgroup></table>"
    return f"<?xml version='1.0'?><officiele-publicatie><tekst>{body}<al>{CLOSING}</al></tekst></officiele-publicatie>".encode()


def html(*tables):
    body = f"<p>{OPENING}</p>"
    for caption, rows in tables:
        body += f"<table><caption>{caption}</caption>"
        for row in spread(rows):
            cells = (f'<td colspan="{wide}" rowspan="{high}">{_safe(text)}</td>' for text, _, wide, high in row)
            body += f"<tr>{''.join(cells)}</tr>"
        body += "</table>"
    return f"<!DOCTYPE html><html lang='nl'><body>{body}<p>{CLOSING}</p></body></html>".encode()


def pdf(*tables, break_at=None):
    """A page with ruled tables; ``break_at`` is the row from which on the last table goes on on a second page."""
    sheets = Sheets()
    sheets.add_page()
    y = sheets.wrap(79, 500, 100, OPENING)
    for number, (caption, rows) in enumerate(tables):
        y = sheets.wrap(79, 500, y + 14, caption, style="B")
        grid, last = spread(rows), number == len(tables) - 1
        cut = break_at if last and break_at else len(grid)
        y = _ruled(sheets, grid, 0, cut, y, width(rows))
        if cut < len(grid):
            sheets.add_page()
            y = _ruled(sheets, grid, cut, len(grid), 60, width(rows))
    sheets.wrap(79, 500, y + 24, CLOSING)
    return sheets.bytes()


def _ruled(sheets, grid, first, last, top, columns):
    left, step, pitch = 79, 420 / columns, 16
    sheets.set_line_width(0.5)
    for row in range(first, last):
        for text, column, wide, high in grid[row]:
            x, y, tall = left + step * column, top + pitch * (row - first), pitch * min(high, last - row)
            sheets.rect(x, y, step * wide, tall)
            if text:
                sheets.put(x + 3, y + 11, text, 8)
    return top + pitch * (last - first)


def _safe(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


FORMS = {"docx": docx, "odt": odt, "xml": xml, "html": html, "pdf": pdf}
