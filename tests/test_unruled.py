"""Tables that a page prints without lines: their numbers are what the headings make of them, or are rejected, and never bare digits."""

import pytest
from made_pages import BODY, Sheets

import kamermijn

TITLE = "Tabel 1: Uitgaven aan bruggen (x 1.000 euro)"
EDGES = (79, 204, 329)


def page(rows, title=TITLE):
    """A letter's page with rows of cells under a title; an empty cell is left white."""
    pdf = Sheets()
    pdf.add_page()
    y = pdf.wrap(79, 455, 120, BODY[0]) + 12
    pdf.put(79, y, title)
    for row in rows:
        y += 16
        for x, cell in zip(EDGES, row, strict=False):
            if cell:
                pdf.put(x, y, cell)
    pdf.wrap(79, 455, y + 30, BODY[1])
    return pdf.bytes()


def mined(tmp_path, data):
    (tmp_path / "brief.pdf").write_bytes(data)
    letter = kamermijn.mine(tmp_path / "brief.pdf", model="none")
    figures = [(f.value, f.unit, f.subject, f.period_start and f.period_start.year) for f in letter.figures]
    return figures, [r.quote for r in letter.rejected if r.attempted == "figure"]


HEADS = ("Uitgaven", "2031", "2032")


def test_the_cells_have_the_scale_the_sign_and_the_years_of_their_headings(tmp_path):
    figures, rejected = mined(tmp_path, page([HEADS, ("Bruggen", "1.250", "17"), ("Oevers", "1.275", "-19")]))
    assert figures == [
        (1_250_000, "EUR", "Bruggen", 2031), (17_000, "EUR", "Bruggen", 2032),
        (1_275_000, "EUR", "Oevers", 2031), (-19_000, "EUR", "Oevers", 2032),
    ]  # fmt: skip
    assert not rejected


@pytest.mark.parametrize("short", [("Sluizen", "88"), ("Sluizen", "", "88")])
def test_a_number_in_a_row_with_fewer_cells_is_rejected(tmp_path, short):
    figures, rejected = mined(tmp_path, page([HEADS, ("Bruggen", "1.250", "17"), ("Oevers", "1.275", "19"), short]))
    assert [value for value, *_ in figures] == [1_250_000, 17_000, 1_275_000, 19_000]
    assert rejected == ["88"]


def test_heads_that_leave_the_first_column_open_do_not_hide_the_scale_in_the_title(tmp_path):
    figures, rejected = mined(tmp_path, page([("", "2031", "2032"), ("Bruggen", "1.250", "17"), ("Oevers", "1.275", "19")]))
    assert [(value, unit) for value, unit, *_ in figures] == [(v, "EUR") for v in (1_250_000, 17_000, 1_275_000, 19_000)]
    assert not rejected


def test_a_line_that_heads_a_part_of_the_rows_does_not_part_the_table(tmp_path):
    rows = [HEADS, ("Bruggen", "1.250", "17"), ("In het noorden",), ("Oevers", "1.275", "19")]
    figures, rejected = mined(tmp_path, page(rows))
    assert [value for value, *_ in figures] == [1_250_000, 17_000, 1_275_000, 19_000]
    assert not rejected


def test_a_raised_digit_behind_a_printed_number_is_no_part_of_it(tmp_path):
    pdf = Sheets()
    pdf.add_page()
    y = pdf.wrap(79, 455, 120, BODY[0])
    pdf.raised(79, y + 12, "Er is 10", "6", " liter water en 24 bruggen in de provincie.")
    pdf.raised(79, y + 24, "In 2031 zijn er 24", "3", " bruggen hersteld en 15 m")
    pdf.raised(79, y + 36, "Het veld is 12 m", "2", " groot, zo is nu gemeten.")
    pdf.wrap(79, 455, y + 60, BODY[1])
    figures, rejected = mined(tmp_path, pdf.bytes())
    assert [value for value, *_ in figures] == [24, 15, 12]
    assert rejected == ["106 liter", "243"]
