"""Tables: the same table gives the same figures in every form; what a number counts, when and in what is read from its headings."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import open_document, paragraph, run, word
from made_documents import table as word_table
from made_pages import Sheets
from made_tables import CLOSING, COSTS, COUNTS, FORMS, MONTHS, OPENING, pdf

from kamermijn import ingest, layout, mine
from kamermijn.ingest.spans import Span, places
from kamermijn.model import LetterText, tabbed
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

FIELDS = ("quote", "value", "unit", "subject", "period_start", "period_end", "qualifier", "change", "nature", "in_table")


def said(letter):
    figures = [tuple(getattr(figure, name) for name in FIELDS) for figure in letter.figures]
    return figures, [(record.quote, record.reason) for record in letter.rejected]


@pytest.fixture(scope="module")
def mined(tmp_path_factory):
    letters = {}
    for form, make in FORMS.items():
        path = tmp_path_factory.mktemp("tabel") / f"brief.{form}"
        path.write_bytes(make(COSTS, COUNTS, MONTHS))
        letters[form] = mine(path)
    return letters


@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
def test_a_table_gives_the_same_figures_in_every_form(mined, form):
    assert said(mined[form]) == said(mined["html"])


@pytest.mark.parametrize("form", FORMS)
def test_the_cells_of_every_form_stand_in_the_same_places_with_the_same_words(mined, form):
    def grid(letter):
        text = letter.letter_text
        return [[(c.row, c.column, c.rows, c.columns, text.text[c.start : c.end]) for c in t.cells if c.start < c.end] for t in text.tables]

    assert grid(mined[form]) == grid(mined["html"])


def test_heads_over_several_columns_labels_over_several_rows_and_parts_of_a_table_count_for_all_their_cells(mined):
    found = {(f.quote, f.value, f.unit, f.subject, f.period_start and f.period_start.year) for f in mined["docx"].figures}
    assert {
        ("1.310", 1_310_000, "EUR", "Onderhoud, Bruggen, Realisatie", 2031),
        ("(45)", -45_000, "EUR", "Onderhoud, Sluizen (noord), Realisatie", 2031),
        ("3.445", 3_445_000, "EUR", "Onderhoud, Totaal, Raming", 2032),
        ("12 500", 12_500, "count", "Noord, Aantal schepen", 2030),
        ("13 100", 13_100, "count", "Noord, Aantal schepen", 2031),
        ("2,25", 2.25, "hour", "Zuid, Wachttijd", 2031),
    } <= found


def test_neither_dashes_nor_years_nor_numbers_of_rows_are_figures(mined):
    quotes = [figure.quote for figure in mined["html"].figures]
    assert not {"-", "p.m.", "n.v.t.", "onbekend", "2030", "2031", "2032", "2033"} & set(quotes)
    assert quotes.count("1") == 1  # that of `<1`, not the number of the row
    assert all(figure.in_table for figure in mined["html"].figures)


def test_a_month_beside_years_is_that_month_of_each_year(mined):
    found = [(f.value, f.subject, f.period_start, f.period_end) for f in mined["odt"].figures if f.value in (17, 19, 7)]
    day = datetime.date
    title = "Meldingen van storingen"
    assert found == [
        (17, title, day(2031, 1, 1), day(2031, 1, 31)), (19, title, day(2032, 1, 1), day(2032, 1, 31)),
        (7, title, day(2031, 2, 1), day(2031, 2, 28)),
    ]  # fmt: skip


def test_a_table_that_goes_on_on_the_next_page_is_one_table(tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf(COSTS, break_at=4))
    letter = mine(path)
    (table,) = letter.letter_text.tables
    assert {cell.row for cell in table.cells} == set(range(6))
    found = {(f.quote, f.value, f.subject, f.page) for f in letter.figures}
    assert {
        ("1.310", 1_310_000.0, "Onderhoud, Bruggen, Realisatie", 1),
        ("2.045", 2_045_000.0, "Onderhoud, Sluizen (noord), Raming", 2),
    } <= found


def test_every_figure_of_a_table_says_where_it_stands(mined):
    for form in ("docx", "odt", "xml", "html"):
        assert all(figure.element and ("tr[" in figure.element or "row[" in figure.element) for figure in mined[form].figures)
    for figure in mined["pdf"].figures:
        (box,) = figure.boxes
        assert (box.page, box.x0 < box.x1) == (1, True)


RAISED = {
    "html": lambda text, mark: (
        f"<table><tr><td>Sluis</td><td>Boten</td></tr><tr><td>Noord</td><td>{text}<sup>{mark}</sup></td></tr></table>"
    ),
    "xml": lambda text, mark: (
        "<table><tgroup><tbody><row><entry><al>Sluis</al></entry><entry><al>Boten</al></entry></row><row><entry><al>Noord</al></entry>"
        f"<entry><al>{text}<sup>{mark}</sup></al></entry></row></tbody></tgroup></table>"
    ),
    "docx": lambda text, mark: word_table(
        ["Sluis", "Boten"], ["Noord", paragraph(run(text), run(mark, '<w:vertAlign w:val="superscript"/>'))]
    ),
    "odt": lambda text, mark: (
        "<table:table><table:table-row><table:table-cell><text:p>Sluis</text:p></table:table-cell><table:table-cell><text:p>Boten</text:p>"
        "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Noord</text:p></table:table-cell><table:table-cell>"
        f'<text:p>{text}<text:span text:style-name="T1">{mark}</text:span></text:p></table:table-cell></table:table-row></table:table>'
    ),
}  # fmt: skip
AS_FILE = {
    "html": lambda body: f"<html lang='nl'><body><p>{OPENING}</p>{body}<p>{CLOSING}</p></body></html>".encode(),
    "xml": lambda body: (
        f"<?xml version='1.0'?><officiele-publicatie><tekst><al>{OPENING}</al>{body}</tekst></officiele-publicatie>".encode()
    ),
    "docx": lambda body: word(paragraph(OPENING), body, paragraph(CLOSING)),
    "odt": lambda body: open_document(
        f"<text:p>{OPENING}</text:p>{body}",
        '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>',
    ),
}  # fmt: skip


def raised_in_pdf(text, mark):
    sheets = Sheets()
    sheets.add_page()
    sheets.wrap(79, 500, 100, OPENING)
    for row, cells in enumerate((("Sluis", "Boten"), ("Noord", text))):
        for column, words in enumerate(cells):
            sheets.rect(79 + 150 * column, 150 + 16 * row, 150, 16)
            if row and column:
                sheets.raised(83 + 150 * column, 161 + 16 * row, words, mark)
            else:
                sheets.put(83 + 150 * column, 161 + 16 * row, words)
    return sheets.bytes()


@pytest.mark.parametrize("form", ["html", "xml", "docx", "odt", "pdf"])
def test_a_raised_mark_behind_a_number_is_never_one_more_digit(form, tmp_path):
    for text, mark, found in (("1.250", "1", [1250.0]), ("12", "2", [12.0]), ("10", "3", [])):
        data = raised_in_pdf(text, mark) if form == "pdf" else AS_FILE[form](RAISED[form](text, mark))
        path = tmp_path / f"brief.{form}"
        path.write_bytes(data)
        letter = mine(path)
        assert [figure.value for figure in letter.figures if figure.in_table] == found


# -- headings, in tables written with tabs ---------------------------------------------------------------------------------


def table(*rows, title=None, below=None):
    """Figures as (quote, value, unit, subject) and rejections as (quote, reason) of a table; a bar stands between its cells."""
    lines = [*([title] if title else []), *(row.replace(" | ", "\t") for row in rows), *([below] if below else [])]
    letter = mine_example("\n\n".join(lines), load(), datetime.date(2033, 5, 1))
    return [(f.quote, f.value, f.unit) for f in letter.figures], [(r.quote, r.reason) for r in letter.rejected]


@pytest.mark.parametrize(
    ("heading", "value", "unit"),
    [
        ("bedragen x € 1.000", 2_500, "EUR"), ("x 1.000 euro", 2_500, "EUR"), ("in duizenden euro's", 2_500, "EUR"),
        ("€ mln.", 2_500_000, "EUR"), ("in € mln.", 2_500_000, "EUR"), ("× € 1 miljoen", 2_500_000, "EUR"),
        ("€ x 1.000.000", 2_500_000, "EUR"),
        ("mld. euro", 2_500_000_000, "EUR"), ("in euro's", 2.5, "EUR"), ("€", 2.5, "EUR"), ("in %", 2.5, "percent"),
        ("percentages", 2.5, "percent"), ("x 1.000", 2_500, "count"), ("in mln.", 2_500_000, "count"), ("fte", 2.5, "fte"),
        ("x 1.000 kg", 2_500, "kg"),
        ("in dagen", 2.5, "day"), ("km", 2.5, "km"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["title", "head", "label", "corner", "below"])
def test_a_heading_multiplies_its_cells_and_says_their_unit(heading, value, unit, place):
    title, corner, head, label, below = "Tabel 1: Sluizen", "Soort", "2031", "Noord", None
    if place == "title":
        title += f" ({heading})"
    elif place == "head":
        head += f" ({heading})"
    elif place == "label":
        label += f" ({heading})"
    elif place == "corner":
        corner = f"({heading})"
    else:
        below = f"* cijfers ({heading})"
    assert table(f"{corner} | {head}", f"{label} | 2,5", title=title, below=below) == ([("2,5", value, unit)], [])


@pytest.mark.parametrize(
    ("rows", "title", "found"),
    [
        # The nearest heading counts: a column that counts things or has a unit of its own is not in thousands of euros.
        (["Sluis | Aantal | Bedrag", "Noord | 12 | 30"], "Tabel 1 (x € 1.000)", [("12", 12, "count"), ("30", 30_000, "EUR")]),
        (["Sluis | € | %", "Noord | 12 | 30"], "Bedragen x € 1.000", [("12", 12_000, "EUR"), ("30", 30, "percent")]),
        # A cell that says its own scale is not multiplied once more.
        (["Sluis | Kosten", "Noord | € 5 mln."], "Tabel 1 (x € 1 mln.)", [("€ 5 mln.", 5_000_000, "EUR")]),
        (["Sluis | 2031", "Noord | € 5"], "Tabel 1 (x € 1.000)", [("€ 5", 5_000, "EUR")]),
        # Signs: a change where the heading tells of one, or of percents; else a negative number.
        (["Sluis | Mutatie", "Noord | -4", "Zuid | +6"], "Aantal boten", [("-4", 4, "count"), ("+6", 6, "count")]),
        (["Sluis | Saldo (€)", "Noord | −4", "Zuid | (6)"], None, [("−4", -4, "EUR"), ("(6)", -6, "EUR")]),
        # A column of years, ages that head columns, and ranks.
        (["Brug | Bouwjaar | Lengte (m)", "Noord | 1998 | 120"], None, [("120", 120, "m")]),
        (["Soort | 0-12 | 13-18", "vmbo | 120 | 300"], None, [("120", 120, "count"), ("300", 300, "count")]),
        (["Nr. | Brug | Boten", "3 | Noord | 12", "7 | Zuid | 14"], None, [("12", 12, "count"), ("14", 14, "count")]),
        # A row that says in what the rows under it are.
        (["Sluis | Kosten", "Noord | 5", " | x € 1.000", "Zuid | 6"], None, [("6", 6_000, "EUR")]),
        # Ungrouped thousands beside a number that looks like a year.
        (["Brug | Boten", "Noord | 1998", "Zuid | 12450"], None, [("1998", 1998, "count"), ("12450", 12450, "count")]),
        (["Brug | Boten", "Noord | 12 zaken in 3 weken"], None, [("12", 12, "count"), ("3 weken", 3, "week")]),
    ],
)  # fmt: skip
def test_what_a_cell_is_worth(rows, title, found):
    figures, rejected = table(*rows, title=title)
    assert figures == found
    assert [reason for _, reason in rejected] == ["the table does not say in what its amounts of money are"] * (len(rejected))


@pytest.mark.parametrize(
    ("rows", "title", "quote", "reason"),
    [
        (["Uitgaven | 2031", "Noord | 12"], None, "12", "does not say in what its amounts of money are"),
        (["Sluis | Prijs per boot in €", "Noord | 12"], "Tabel 1 (x € 1.000)", "12", "do not agree on what the number is multiplied by"),
        (["Sluis | Bedrag (x € 1.000)", "Noord (in mln.) | 12"], None, "12", "do not agree on what the number is multiplied by"),
        (["Sluis | Lengte (m)", "Noord (km) | 12"], None, "12", "do not agree on the unit"),
        (["Sluis | Kosten", "Noord | € 2.500.000"], "Tabel 1 (x € 1.000)", "€ 2.500.000", "do not agree on what the number"),
        (["Sluis | Kosten", "Noord | € 5 voor 2 boten", "Zuid | 6"], "Tabel 1 (x € 1.000)", "€ 5", "may have to be multiplied"),
        (["Sluis | Lengte (km)", "Noord | 1,234"], None, "1,234", "a comma before three digits"),
        (["Sluis | Lengte (km)", "Noord | 1.5"], None, "1.5", "a point before one or two digits"),
        (["Sluis | Boten", "Noord | (6)", "Zuid | 7"], None, "(6)", "brackets around a number"),
        (["Sluis | Aantal (%)", "Noord | 12 (60%)", "Zuid | 7"], None, "12", "shares its cell"),
        (["Sluis | Boten", "Noord | 1.250", "Zuid | 1998"], None, "1998", "may be a year or a number"),
    ],
)  # fmt: skip
def test_where_a_table_does_not_decide_the_cell_is_rejected_with_the_reason(rows, title, quote, reason):
    figures, rejected = table(*rows, title=title)
    assert quote not in [figure[0] for figure in figures]
    assert any(one == quote and reason in why for one, why in rejected)


def test_a_decimal_elsewhere_in_the_table_settles_what_a_comma_is():
    figures, rejected = table("Sluis | Lengte (km)", "Noord | 1,234", "Zuid | 0,5")
    assert (figures, rejected) == ([("1,234", 1.234, "km"), ("0,5", 0.5, "km")], [])


def test_rows_of_different_length_are_no_table_whose_cells_are_known():
    text = "Jaar\tBoten\n\n2031\t12\t13\n\nDat was het."
    paragraphs = [(0, 10), (12, 22), (24, 36)]
    assert tabbed(text, paragraphs) == ()
    assert LetterText(text).tables == ()


# -- structure -------------------------------------------------------------------------------------------------------------

SPANS = st.builds(Span, st.integers(1, 4), st.integers(1, 4))


@given(st.lists(st.lists(SPANS, max_size=5), max_size=6))
def test_no_two_cells_of_a_grid_take_the_same_place(rows):
    taken = set()
    for row in places(rows, 1, [False] * len(rows)):
        for place in row:
            own = {(place.row + r, place.column + c) for r in range(place.rows) for c in range(place.columns)}
            assert not own & taken or place.columns > 1
            taken |= own


WORDS = st.text(st.sampled_from("ab 12.,%€-x\u00a0*"), max_size=8)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=3), min_size=2, max_size=4), st.sampled_from(["docx", "odt", "html", "xml"]))
def test_the_words_of_a_cell_are_those_of_the_source_whatever_stands_in_it(rows, form):
    data = FORMS[form](("Tabel 1", [["kop", "kop"], *rows]))
    letter = layout.compose(ingest.read_bytes(data, f"brief.{form}"))
    assert letter.text.endswith(CLOSING)
    for one in letter.tables:
        assert all(letter.text[c.start : c.end] == letter.text[c.start : c.end].strip("\t\n") for c in one.cells)
        assert [c.start for c in one.cells] == sorted(c.start for c in one.cells)
        for cell in one.cells:
            paragraph = letter.paragraph(cell.start)
            assert paragraph is None or cell.end <= paragraph.end
