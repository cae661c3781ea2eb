"""Pages that are only to be seen are read by OCR; what is read so says so, and a number in doubt is not published."""

import io
import shutil
import stat
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from fpdf.enums import TextMode
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import BODY, Sheets
from made_scans import scanned
from test_layout import invariant

import kamermijn
from kamermijn import ingest, language, layout, records
from kamermijn.ingest import inked, limits, tesseract
from kamermijn.ingest.hocr import Character, Line, Recognised, Word
from kamermijn.model import LetterError
from kamermijn.rules import load

needs_ocr = pytest.mark.skipif(tesseract.missing() is not None, reason=f"no OCR here: {tesseract.missing()}")
SHARED = Path(__file__).parents[1] / ".." / "shared" / "letters"


def letter_page(*texts, size=11):
    """A page of a letter to Parliament with these paragraphs."""
    pdf = Sheets()
    pdf.add_page()
    y = 100
    for text in ("Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", "Den Haag, 3 maart 2032", *texts):
        y = pdf.wrap(80, 500, y, text, size, pitch=15) + 15
    return pdf.bytes()


FIGURES = "In 2031 zijn 24 bruggen hersteld en is 3,5 miljoen euro besteed. Het aantal storingen daalde met 12% tot 1.250 per jaar."


def joined(*documents):
    """PDFs one behind the other."""
    out = pypdfium2.PdfDocument.new()
    for data in documents:
        out.import_pages(pypdfium2.PdfDocument(data))
    file = io.BytesIO()
    out.save(file)
    return file.getvalue() + b"\n%%EOF"


@needs_ocr
def test_a_scan_gives_the_records_of_the_page_it_shows_and_says_that_it_was_read_by_ocr(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(letter_page(BODY[0], FIGURES)))
    letter = kamermijn.mine(path)
    assert BODY[0] in letter.text
    assert FIGURES in letter.text
    assert {(f.quote, f.value) for f in letter.figures} >= {("24", 24), ("3,5 miljoen euro", 3_500_000), ("12%", 12), ("1.250", 1250)}
    assert {record.source for kind in ("figures", "dates", "organisations", "numerals") for record in letter.records(kind)} == {"ocr"}
    assert letter.fields.date.isoformat() == "2032-03-03"
    assert any("page 1 is read by OCR" in warning for warning in letter.fields.warnings)


@needs_ocr
def test_a_record_of_a_scan_has_its_box_where_the_words_are_printed():
    page = letter_page(FIGURES)
    printed, shown = (layout.compose(ingest.read_bytes(data, "brief.pdf")) for data in (page, scanned(page)))
    for quote in ("24 bruggen", "miljoen", "1.250"):
        (true,) = printed.boxes(printed.text.index(quote), printed.text.index(quote) + len(quote))
        (read,) = shown.boxes(shown.text.index(quote), shown.text.index(quote) + len(quote))
        assert all(abs(getattr(true, edge) - getattr(read, edge)) < 5 for edge in ("x0", "y0", "x1", "y1")), quote


@needs_ocr
def test_only_the_page_without_text_is_read_by_ocr(tmp_path):
    path = tmp_path / "brief.pdf"
    first, second, third = map(letter_page, ("Er zijn 16 sluizen.", "Er zijn 24 bruggen.", "Er zijn 32 havens."))
    path.write_bytes(joined(first, scanned(second), third))
    letter = kamermijn.mine(path)
    assert [(f.value, f.source, f.page) for f in letter.figures] == [(16, "text", 1), (24, "ocr", 2), (32, "text", 3)]


@needs_ocr
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_or_its_head_is_turned_upright(turned):
    raw = ingest.read_bytes(scanned(letter_page(*BODY, FIGURES), turned=turned), "scan.pdf")
    assert FIGURES in layout.compose(raw).text
    assert (round(raw.pages[0].width), round(raw.pages[0].height)) == (595, 842)


@needs_ocr
def test_pages_with_a_broken_text_layer_are_read_as_they_look():
    pdf = Sheets()
    pdf.add_page()
    pdf.image(pypdfium2.PdfDocument(letter_page(*BODY, FIGURES))[0].render(scale=3).to_pil(), 0, 0, 595, 842)
    pdf.text_mode = TextMode.INVISIBLE
    shift = str.maketrans("abcdefghijklmnopqrstuvwxyz", "hijklmnopqrstuvwxyzabcdefg")
    pdf.wrap(80, 500, 100, " ".join(BODY * 3).lower().translate(shift))
    raw = ingest.read_bytes(pdf.bytes(), "brief.pdf")
    assert raw.pages[0].scanned
    assert FIGURES in layout.compose(raw).text


def blank_page():
    pdf = Sheets()
    pdf.add_page()
    return pdf.bytes()


@needs_ocr
def test_a_blank_page_among_scans_is_no_reason_to_warn():
    raw = ingest.read_bytes(joined(scanned(letter_page(FIGURES)), scanned(blank_page(), noise=2)), "scan.pdf")
    assert raw.warnings == ("page 1 is read by OCR: compare what you use with the page",)


@needs_ocr
def test_pages_beyond_the_limit_of_ocr_are_named():
    page = scanned(letter_page(FIGURES), noise=0, skew=0)
    with limits.within(limits.ReadingLimits(scanned_pages=1)):
        raw = ingest.read_bytes(joined(page, page, page), "scan.pdf")
    assert [bool(page.text) for page in raw.pages] == [True, False, False]
    assert any("pages 2, 3 are not read: more than 1 pages" in warning for warning in raw.warnings)


@needs_ocr
def test_a_page_that_takes_too_long_is_named(monkeypatch):
    def slow(image, dpi, seconds):
        raise tesseract.OutOfTimeError

    monkeypatch.setattr(tesseract, "hocr", slow)
    with pytest.raises(LetterError, match="page 1 is not read, OCR took longer than") as caught:
        ingest.read_bytes(scanned(letter_page(FIGURES), noise=0), "scan.pdf")
    assert caught.value.reason == "no_text_layer"


def program(folder, languages):
    """A stand-in for tesseract that has these languages."""
    path = folder / "tesseract"
    listed = "\\n".join(["List of available languages (2):", *languages])
    path.write_text(f'#!/bin/sh\nif [ "$1" = "--list-langs" ]; then printf "{listed}\\n"; else echo "tesseract 5.3.0"; fi\n')
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


@pytest.mark.parametrize("lacks", ["program", "language", "wrapper"])
def test_without_what_ocr_needs_a_scan_is_reported_with_the_line_that_installs_it(tmp_path, monkeypatch, lacks):
    monkeypatch.setenv("PATH", str(tmp_path))
    if lacks == "language":
        program(tmp_path, ["eng", "osd"])
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    if lacks == "wrapper":
        monkeypatch.setattr(tesseract, "find_spec", lambda name: None)
    install = "pip install 'kamermijn[ocr]'" if lacks == "wrapper" else "apt-get install tesseract-ocr tesseract-ocr-nld"
    scan_alone, text = scanned(letter_page(FIGURES), noise=0), letter_page(*BODY)
    with pytest.raises(LetterError) as caught:
        ingest.read_bytes(scan_alone, "scan.pdf")
    assert caught.value.reason == "needs_ocr"
    assert install in str(caught.value)
    raw = ingest.read_bytes(joined(text, scan_alone), "brief.pdf")
    assert any("page 2 is not read: only an image, so it needs OCR" in warning and install in warning for warning in raw.warnings)
    assert [bool(page.text) for page in raw.pages] == [True, False]


# -- what OCR is not sure of, without OCR -------------------------------------------------------------------------------


def recognised(*lines, sure=96.0):
    """Lines of words as if an engine had read them at 300 dpi: a word is a text, or a text and how sure the engine is of it.

    An empty line parts two paragraphs.
    """
    found = []
    for number, line in enumerate(lines):
        x, words = 300.0, []
        for word in line:
            text, certain = word if isinstance(word, tuple) else (word, sure)
            characters = []
            for letter in text:
                characters.append(Character(letter, x, 400 + 50 * number, x + 20, 430 + 50 * number, certain))
                x += 22
            words.append(Word(characters, certain))
            x += 12
        if words:
            found.append(Line(words, 0.0, 430.0 + 50 * number, 40.0, 1))
    return Recognised(found)


def extracted(*lines):
    page = inked.page_of(recognised(*lines), np.zeros((3508, 2480), np.bool_), 1, 300)
    raw = ingest.Raw("scan.pdf", "", "pdf", (page,))
    annotated = language.annotate(layout.compose(raw), load())
    return records.extract(annotated, records.read_fields(annotated, source="scan.pdf"))


def test_digits_of_which_ocr_is_sure_are_published():
    letter = extracted(["Er", "zijn", "24", "bruggen", "en", "16", "sluizen."])
    assert [(f.value, f.source) for f in letter.figures] == [(24, "ocr"), (16, "ocr")]
    assert not letter.rejected


@pytest.mark.parametrize(
    ("doubted", "sentence"),
    [
        ("24", ["Er", "zijn", ("24", 70.0), "bruggen", "en", "16", "sluizen."]),
        ("€ 3,5 miljoen", ["Daarvoor", "is", "€", ("3,5", 70.0), "miljoen", "en", "16", "uur", "nodig."]),
        ("2O31", ["Er", "zijn", "2O31", "bruggen", "en", "16", "sluizen."]),
        ("l2%", ["Er", "kwam", "l2%", "bij", "en", "16", "sluizen."]),
        ("1I", ["Er", "zijn", "1I", "bruggen", "en", "16", "sluizen."]),
        ("25 miljoen", ["Er", "is", "E", "25", "miljoen", "voor", "16", "sluizen."]),
        ("2.500", ["Dat", "kost", "£", "2.500", "voor", "16", "sluizen."]),
        ("350 miljoen", ["Dat", "is", "350", "miljoen", "m°", "water", "in", "16", "sluizen."]),
    ],
)
def test_a_number_in_doubt_is_rejected_with_its_reason_and_the_rest_is_read(doubted, sentence):
    letter = extracted(sentence)
    assert [f.value for f in letter.figures] == [16]
    (rejected,) = letter.rejected
    assert doubted in rejected.quote or rejected.quote in doubted
    assert "read by OCR" in rejected.reason
    assert rejected.source == "ocr"


def test_a_date_and_a_citation_in_doubt_are_rejected_too():
    letter = extracted(["Zie", "Kamerstuk", "32", "813,", "nr.", ("12", 60.0)], ["van", ("3", 60.0), "maart", "2031."])
    assert not letter.dates
    assert not letter.citations
    assert {r.attempted for r in letter.rejected} >= {"date", "citation"}


def test_a_letter_whose_date_is_in_doubt_has_none():
    head = [
        ["Aan", "de", "Voorzitter", "van", "de", "Tweede", "Kamer", "der", "Staten-Generaal"],
        [],
        [],
        ["Den", "Haag,", ("8", 60.0), "maart", "2032"],
        [],
        [],
    ]
    assert extracted(*head, ["Er", "zijn", "24", "bruggen."]).fields.date is None
    head[3][2] = "8"
    assert extracted(*head, ["Er", "zijn", "24", "bruggen."]).fields.date.isoformat() == "2032-03-08"


def test_a_name_that_ends_in_a_digit_is_no_number_in_doubt():
    letter = extracted(["De", ("CO2-uitstoot", 55.0), "is", "16%", "lager."])
    assert [f.value for f in letter.figures] == [16]
    assert not letter.rejected


def test_a_sign_before_a_list_item_is_read_as_its_bullet():
    lines = [["e", "De", "brug", "is", "open."], ["e", "De", "sluis", "is", "dicht."]]
    found = recognised(*lines)
    for line in found.lines:
        for word in line.words[1:]:
            for character in word.characters:
                character.x0, character.x1 = character.x0 + 40, character.x1 + 40
    page = inked.page_of(found, np.zeros((3508, 2480), np.bool_), 1, 300)
    letter = layout.compose(ingest.Raw("scan.pdf", "", "pdf", (page,)))
    assert [letter.text[p.start : p.end] for p in letter.paragraphs] == ["• De brug is open.", "• De sluis is dicht."]


WORDS = st.text("abcdeABV1234567890%€.,-–'’!|_°*e ²½ﬁ", min_size=1, max_size=9).filter(str.strip)
BOXES = st.integers(0, 2400)


@st.composite
def pages(draw):
    """Anything that an engine could say of an image, sensible or not."""
    lines = []
    for number in range(draw(st.integers(0, 12))):
        words = []
        for text in draw(st.lists(WORDS, min_size=1, max_size=6)):
            characters = []
            for letter in text.replace(" ", "x"):
                x, y = draw(BOXES), draw(BOXES)
                characters.append(
                    Character(letter, x, y, x + draw(st.integers(0, 60)), y + draw(st.integers(0, 60)), draw(st.floats(0, 100)))
                )
            words.append(Word(characters, draw(st.floats(0, 100))))
        slope = draw(st.floats(-0.05, 0.05))
        lines.append(Line(words, slope, draw(st.integers(0, 3400)), draw(st.integers(0, 120)), draw(st.integers(0, number + 1))))
    separators = draw(
        st.lists(
            st.tuples(BOXES, BOXES, BOXES, BOXES).map(lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))),
            max_size=4,
        )
    )
    return Recognised(lines, separators)


@settings(max_examples=60)
@given(pages(), pages())
def test_text_and_page_agree_character_by_character_for_whatever_ocr_reads(first, second):
    dark = np.zeros((3508, 2480), np.bool_)
    raw = ingest.Raw("scan.pdf", "", "pdf", tuple(inked.page_of(found, dark, n, 300) for n, found in ((1, first), (2, second))))
    letter = invariant(raw)
    assert all(0 <= a < b <= len(letter.text) for spans in (letter.scanned, letter.doubtful) for a, b in spans)
    assert all(letter.is_scanned(at) for at in range(len(letter.text)) if not letter.text[at].isspace())
    for page in raw.pages:
        assert len(page.text) == len(page.glyphs.left) == len(page.unsure)


@needs_ocr
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real letters are not here (../shared)")
@pytest.mark.parametrize(
    ("name", "pages_read", "said"),
    [
        ("blg-1007826.pdf", {1, 2}, ("Tweeminutendebat mestbeleid van 11 november jl.", "het 7e AP", "de Europese Commissie.")),
        ("19250316_bijlage_4.pdf", {1}, ("De Raad van State zal zitting houden op 14 februari.",)),
        ("garble.pdf", set(range(1, 12)), ("ongeveer 450 ton stikstof", "meer dan 1% van het totale Nederlandse aardgasverbruik")),
    ],
)
def test_the_real_scans_are_read(name, pages_read, said):
    # The long one is read whole however slow the machine is, the others within the limits that ship.
    with limits.within(limits.ReadingLimits(page_seconds=0, scan_seconds=0) if name == "garble.pdf" else None):
        raw = ingest.read(SHARED / "more" / name)
    text = layout.compose(raw).text
    assert {page.number for page in raw.pages if page.scanned} >= pages_read
    assert not [warning for warning in raw.warnings if "to read by OCR" in warning]
    assert all(piece in text for piece in said), text


def test_what_tesseract_is_missing_is_told_once_it_is_there():
    assert (tesseract.missing() is None) == (shutil.which("tesseract") is not None and "nld" in tesseract.version())
