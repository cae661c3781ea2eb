"""A column of small print that stands close beside the text of a scan is read apart from it, and the text without it."""

import numpy as np
import pytest
from made_pages import BODY, Sheets
from made_scans import scanned

from kamermijn import ingest, layout
from kamermijn.ingest import hocr, margin, scan, tesseract
from kamermijn.ingest.hocr import Character, Line, Recognised, Word

needs_ocr = pytest.mark.skipif(tesseract.missing() is not None, reason=f"no OCR here: {tesseract.missing()}")
WIDTH = 1000.0


def line(height, *words, size=20.0):
    """A line of words, each an (x, text) with letters ten pixels wide."""
    made = [Word([Character(c, x + 10 * n, height - size, x + 10 * n + 10, height, 95.0) for n, c in enumerate(text)], 95.0)
            for x, text in words]  # fmt: skip
    return Line(made, 0.0, height, size)


TEXT = [line(100 + 30 * n, (100, "De"), (150, "brug"), (300, "over"), (400, "de"), (500, "rivier")) for n in range(6)]
BESIDE = [line(95 + 30 * n, (700, "klein"), size=10.0) for n in range(3)]


def test_where_lines_of_the_text_end_in_the_margin_it_is_found_with_its_place():
    found = margin.find([*TEXT, *BESIDE, line(125, (100, "De"), (300, "sluis"), (701, "kenmerk"))], WIDTH)
    assert found == margin.Margin(694, 65, 185)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        TEXT,
        [*TEXT, *BESIDE],
        [*TEXT, *BESIDE[:2], line(125, (100, "De"), (700, "kenmerk"))],
        [*TEXT, *BESIDE, line(125, (100, "De"), (650, "rivieroever"), (790, "kenmerk"))],
        [*TEXT, *(line(95 + 30 * n, (300, "klein")) for n in range(3)), line(125, (100, "De"), (300, "sluis"))],
        [*TEXT, *BESIDE, line(900, (100, "De"), (300, "sluis"), (700, "voet"))],
    ],
    ids=["nothing", "text alone", "each in lines of its own", "too few lines", "a word runs through", "left in the text", "far below"],
)
def test_what_is_no_margin_that_was_read_together_with_the_text_is_none(lines):
    assert margin.find(lines, WIDTH) is None


def test_the_paragraphs_of_margin_and_text_are_told_apart():
    page = margin.joined(Recognised(TEXT, [(0, 0, 9, 1)]), Recognised(BESIDE))
    assert page.lines[: len(TEXT)] == TEXT
    assert {one.paragraph for one in page.lines[len(TEXT) :]}.isdisjoint(one.paragraph for one in TEXT)
    assert page.separators == [(0, 0, 9, 1)]


WORDS = " ".join([*BODY, "In 2031 zijn 24 bruggen hersteld en dat kostte 3,5 miljoen euro."] * 3)


def letter():
    """A page whose margin stands close to the text, with lines at other heights than those of the text."""
    pdf = Sheets()
    pdf.add_page()
    pdf.wrap(78, 452, 204, WORDS, 9, pitch=12)
    small = {156: "Directoraat-generaal", 165: "Bruggen en Oevers", 201: "Ons kenmerk", 210: "BO-2032 / 26844711", 806: "Pagina 2 van 8"}
    for baseline, text in small.items():
        pdf.put(460, baseline, text, 6.5)
    return pdf.bytes()


@needs_ocr
def test_a_letter_with_its_margin_close_to_the_text_is_read_line_by_line(monkeypatch):
    read = []
    real = tesseract.hocr
    monkeypatch.setattr(tesseract, "hocr", lambda *given: read.append(given) or real(*given))
    text = layout.compose(ingest.read_bytes(scanned(letter()), "brief.pdf")).text
    assert WORDS in " ".join(text.split())
    assert "26844711" not in text
    assert len(read) == 3, "the page, its text, its margin"
    monkeypatch.setattr(margin, "find", lambda *_: None)
    assert WORDS not in " ".join(layout.compose(ingest.read_bytes(scanned(letter()), "brief.pdf")).text.split()), "so it would be else"


def test_the_text_is_read_from_an_image_without_the_margin_and_the_margin_from_one_without_the_text():
    from PIL import Image

    image = Image.fromarray(np.zeros((200, 100), np.uint8))
    text, column = (np.asarray(part) for part in scan._apart(image, margin.Margin(60, 50, 500)))
    assert (text[50:, 60:] == 255).all()
    assert text[:50].max() == text[50:, :60].max() == 0
    assert column[50:, 60:].max() == 0
    assert (column[:50] == 255).all()
    assert (column[50:, :60] == 255).all()


def test_what_is_no_hocr_has_no_margin():
    assert margin.find(hocr.read(b"<html").lines, WIDTH) is None
