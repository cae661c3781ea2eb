"""Files are read by what is in them, and one that cannot be read is named with what is wrong and how to mend it."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pages import Sheets, kamerstuk, long_document, ministry_letter
from typer.testing import CliRunner

from kamermijn import ingest
from kamermijn.cli import app
from kamermijn.ingest import legible
from kamermijn.model import LetterError

DUTCH = "De Minister van Bruggen en Oevers heeft de Kamer gezegd dat het onderhoud van de brug dit jaar is begonnen. " * 6


def reason_of(data, source="brief.pdf"):
    with pytest.raises(LetterError) as caught:
        ingest.read_bytes(data, source)
    assert source in str(caught.value)
    assert ": " in str(caught.value)
    return caught.value.reason


def zipped(*names, mimetype=b""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            # Without a time of its own a member gets that of now, by which tests would be named otherwise in each of their processes.
            archive.writestr(zipfile.ZipInfo(name), mimetype if name == "mimetype" else b"x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (zipped("word/document.xml"), "broken_xml"),
        (zipped("mimetype", "content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "broken_xml"),
        (zipped("iets.txt"), "unsupported"),
        (b"PK\x03\x04 broken archive", "truncated"),
        (zipped("iets.txt")[:-30], "truncated"),
        (zipped("iets.txt")[:-1], "truncated"),
        (zipped("word/document.xml")[:-60], "truncated"),
        (zipped("iets.txt").replace(b"PK\x01\x02", b"PK\x01\x03"), "broken_archive"),
        (zipped(), "empty"),
        (zipped("map/"), "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unsupported"),
        (b"{\\rtf1 Geachte voorzitter}", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "unsupported"),
        (b"<?xml version='1.0'?><stuk/>", "unsupported"),
        (bytes(range(256)) * 8, "unknown_format"),
        (b"\x7fELF" + b"\x00\x01\x02" * 300, "unknown_format"),
        (b"%PDF-1.4\nniets meer\n%%EOF", "broken_pdf"),
        (kamerstuk()[:-900], "truncated"),
        (kamerstuk()[: len(kamerstuk()) // 2], "truncated"),
    ],
)
def test_a_file_that_is_no_letter_is_reported_with_its_reason(data, reason):
    assert reason_of(data) == reason


def test_the_content_decides_and_not_the_name(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_bytes(kamerstuk())
    assert ingest.read(path).format == "pdf"
    path = tmp_path / "brief.pdf"
    path.write_text(DUTCH, encoding="utf-8")
    assert ingest.read(path).format == "text"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    for path, reason in ((tmp_path / "weg.pdf", "missing"), (tmp_path, "directory")):
        with pytest.raises(LetterError) as caught:
            ingest.read(path)
        assert caught.value.reason == reason
        assert path.name in str(caught.value)


def test_a_file_beyond_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(ingest.sources, "LARGEST_FILE", 100)
    path = tmp_path / "groot.txt"
    path.write_text(DUTCH, encoding="utf-8")
    with pytest.raises(LetterError, match="limit") as caught:
        ingest.read(path)
    assert caught.value.reason == "too_large"


def test_an_encrypted_pdf_says_so():
    pdf = Sheets()
    pdf.add_page()
    pdf.put(80, 100, "Geheim")
    pdf.set_encryption(owner_password="a", user_password="b")
    assert reason_of(pdf.bytes()) == "encrypted"


def test_a_pdf_of_blank_pages_has_no_text():
    pdf = Sheets()
    pdf.add_page()
    assert reason_of(pdf.bytes()) == "no_text_layer"


def test_an_empty_page_is_no_reason_to_warn():
    pdf = Sheets()
    pdf.add_page()
    pdf.wrap(80, 450, 100, DUTCH)
    pdf.add_page()
    assert ingest.read_bytes(pdf.bytes(), "brief.pdf").warnings == ()


def shifted(text, by):
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) if c.isascii() and c.islower() else c for c in text)


@pytest.mark.parametrize("by", range(1, 26))
def test_letters_that_stand_for_others_are_no_text_layer(by):
    assert legible.tally(shifted(DUTCH.lower(), by)).fault


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        "The Minister informs the House that the bridge over the river has been repaired and opened to all traffic again. " * 6,
        "Le ministre informe la Chambre que le pont sur la rivière a été réparé et ouvert de nouveau à la circulation. " * 6,
        "Der Minister teilt der Kammer mit, dass die Brücke über den Fluss instand gesetzt und wieder geöffnet worden ist. " * 6,
        "12.345 67% 2031 " * 80,
        "Ja.",
    ],
)
def test_a_text_in_a_language_or_of_figures_is_legible(text):
    assert legible.tally(text).fault is None


@pytest.mark.parametrize("bad", ["\x04\x05\x06", "\ue001\ue002", "\ufffd\ufffd"])
def test_codes_without_meaning_are_counted(bad):
    assert legible.tally(DUTCH + bad * 40).fault
    assert legible.tally(DUTCH + bad).fault is None


def test_words_that_run_together_are_a_fault():
    assert "apart" in legible.tally(" ".join(["debrugoverdefictieverivierwordtvernieuwd"] * 60)).fault


def test_a_text_that_is_not_dutch_is_read_with_a_warning():
    raw = ingest.read_text("The bridge over the river has been repaired by the province and opened to all traffic this spring. " * 5)
    assert "Dutch" in raw.warnings[0]


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        (DUTCH.encode() + "coördinatie".encode(), False),
        (b"\xef\xbb\xbf" + DUTCH.encode() + "coördinatie".encode(), False),
        ((DUTCH + "coördinatie").encode("utf-16"), False),
        ((DUTCH + "coördinatie, € 5 – 6").encode("cp1252"), True),
    ],
)
def test_the_encoding_is_found_and_a_doubtful_one_is_said(data, warned):
    raw = ingest.read_bytes(data, "brief.txt")
    assert "coördinatie" in raw.pages[0].text
    assert not raw.pages[0].text.startswith("\ufeff")
    assert any("cp1252" in warning for warning in raw.warnings) == warned


def test_form_feeds_are_page_marks():
    raw = ingest.read_text("Eerste.\fTweede.\f\n")
    assert [page.text.strip() for page in raw.pages] == ["Eerste.", "Tweede."]
    assert raw.paged
    assert not ingest.read_text("Zonder.").paged


def test_the_same_bytes_have_the_same_digest_however_they_come(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(DUTCH, encoding="utf-8")
    assert ingest.read(path).sha256 == ingest.read_text(DUTCH).sha256


def test_characters_have_places_on_the_page_as_shown():
    page = ingest.read_bytes(ministry_letter(), "brief.pdf").pages[0]
    at = page.text.index("Geachtevoorzitter")
    glyphs = page.glyphs
    assert len(page.text) == len(glyphs.left)
    assert abs(glyphs.left[at] - 79) < 2
    assert glyphs.top[at] < glyphs.baseline[at] < glyphs.bottom[at]
    assert abs(glyphs.size[at] - 9) < 0.1


def test_a_page_on_its_side_is_read_the_way_its_text_runs():
    import pypdfium2

    document = pypdfium2.PdfDocument(ministry_letter())
    file = io.BytesIO()
    document[0].set_rotation(90)
    document.save(file)
    page = ingest.read_bytes(file.getvalue() + b"\n%%EOF", "brief.pdf").pages[0]
    assert (page.width, page.height) == (595, 842)
    assert abs(page.glyphs.left[page.text.index("Geachtevoorzitter")] - 79) < 2


def test_many_pages_are_read():
    raw = ingest.read_bytes(long_document(12), "lang.pdf")
    assert len(raw.pages) == 12
    assert all(page.text.endswith(f"Pagina{page.number}van12") for page in raw.pages)


@given(st.binary(max_size=3000))
def test_no_bytes_at_all_lead_to_another_error(data):
    with contextlib.suppress(LetterError):
        ingest.read_bytes(data, "iets")


LETTERS = Path(__file__).parents[2] / "shared/letters"


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
@pytest.mark.parametrize(
    ("name", "reason"),
    [("blg-1007826.pdf", "needs_ocr"), ("garble.pdf", "needs_ocr"), ("kst-32545-143.metadata.xml", "metadata")],
)
def test_real_files_that_cannot_be_read_are_reported(name, reason, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LetterError) as caught:
        ingest.read(LETTERS / "more" / name)
    assert caught.value.reason == reason


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
def test_every_real_pdf_is_read_or_reported(monkeypatch):
    monkeypatch.setenv("PATH", "")  # without OCR, which has tests of its own
    for path in LETTERS.rglob("*.pdf"):
        with contextlib.suppress(LetterError):
            assert ingest.read(path).pages, path


def test_to_show_what_is_not_there_is_wrong_usage(tmp_path):
    result = CliRunner().invoke(app, ["show", str(tmp_path / "gone.txt")])
    assert result.exit_code == 2
    assert "there is no such file" in result.output
