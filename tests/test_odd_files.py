"""Files that are odd but not broken: nothing in them is lost in silence, and no number comes out as another."""

import codecs
import io
import warnings
import zipfile

import pytest
from hard_files import LETTER
from made_documents import answer_letter, archive, open_document, paragraph, word

import kamermijn
from kamermijn import batch, ingest
from kamermijn.ingest.sources import content
from kamermijn.model import LetterError


def text_of(data, name="brief"):
    return ingest.read_bytes(data if isinstance(data, bytes) else data.encode(), name).pages[0].text


def refused(data, name="brief"):
    with pytest.raises(LetterError) as caught:
        ingest.read_bytes(data, name)
    return caught.value.reason


# -- Word and OpenDocument ------------------------------------------------------------------------------------------------


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


@pytest.mark.parametrize("around", ["<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml>{}</w:customXml>"])
def test_the_rows_of_a_table_that_stand_in_a_content_control_are_read_with_the_others(tmp_path, around):
    rows = row("Jaar", "Bruggen") + around.format(row("2031", "12") + row("2032", "24")) + row("2033", "36")
    (tmp_path / "brief.docx").write_bytes(word(paragraph("Bruggen."), f"<w:tbl>{rows}</w:tbl>"))
    letter = kamermijn.mine(tmp_path / "brief.docx", model="none")
    assert [(figure.value, figure.period_start.year) for figure in letter.figures] == [(12, 2031), (24, 2032), (36, 2033)]


def renumbered(data):
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return archive({name.replace(".xml", "2.xml"): opened.read(name) for name in opened.namelist()})


def test_a_word_document_whose_parts_are_numbered_is_the_same_document():
    assert text_of(renumbered(answer_letter())) == text_of(answer_letter())


def test_a_document_with_a_password_is_called_encrypted():
    stream = "EncryptedPackage".encode("utf-16-le")
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + stream + bytes(2000)) == "encrypted"
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(range(256)), "META-INF/manifest.xml": manifest}
    assert refused(archive(parts)) == "encrypted"


LEVEL = '<text:list-level-style-number text:level="1" style:num-format="{}" style:num-suffix=")" text:start-value="{}"/>'


@pytest.mark.parametrize(
    ("form", "start", "labels"), [("i", 3, ["iii)", "iv)", "ix)"]), ("1", 1, ["1)", "2)", "9)"]), ("A", 2, ["B)", "C)", "I)"])]
)
@pytest.mark.parametrize("apart", [False, True])
def test_the_items_of_an_open_document_have_the_numbers_that_are_printed(form, start, labels, apart):
    items = "".join(f"<text:list-item{more}><text:p>brug</text:p></text:list-item>" for more in ("", "", ' text:start-value="9"'))
    style = f'<text:list-style style:name="L">{LEVEL.format(form, start)}</text:list-style>'
    data = open_document(f'<text:list text:style-name="L">{items}</text:list>', "" if apart else style)
    if apart:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            parts = {name: opened.read(name) for name in opened.namelist()}
        content = parts["content.xml"].decode()
        spaces = content[content.index("xmlns:") : content.index(">", content.index("xmlns:"))]
        data = archive(
            parts | {"styles.xml": f"<office:document-styles {spaces}><office:styles>{style}</office:styles></office:document-styles>"}
        )
    assert text_of(data).split("\n") == [f"{label} brug" for label in labels]


# -- pages and publications -------------------------------------------------------------------------------------------------


def test_what_a_page_marks_as_deleted_is_no_part_of_the_number_that_took_its_place():
    assert text_of("<html><body><p>Er zijn <del>16</del><ins>24</ins> bruggen.</p></body></html>") == "Er zijn 24 bruggen."


def test_a_form_is_read_where_the_page_as_a_whole_is_one_and_a_search_box_is_not():
    search = "<form><p>Zoek <input> <button>Zoek</button></p></form>"
    assert text_of(f"<html><body>{search}<p>Er zijn 24 bruggen.</p></body></html>") == "Er zijn 24 bruggen."
    whole = "".join(f"<p>In dit jaar zijn er {n} bruggen hersteld.</p>" for n in range(20))
    assert "er 19 bruggen" in text_of(f"<html><body><form id='aspnetForm'><div>{whole}</div></form></body></html>")


@pytest.mark.parametrize("before", ["", "<!-- saved from url=(0030) -->\n<!-- 55 -->", "<html>", "<!DOCTYPE html>"])
@pytest.mark.parametrize("opens", ['<div class="c7">', '<p id="p66">'])
def test_a_piece_of_a_page_is_read_as_one(before, opens):
    data = f"{before}{opens}Er zijn 24 bruggen.</p></div>".encode()
    assert (ingest.recognise(data), text_of(data)) == ("html", "Er zijn 24 bruggen.")


def test_a_publication_without_an_xml_declaration_is_read_as_one():
    data = "<officiele-publicatie><kamerstuk><stuk><al>Er zijn 24 bruggen.</al></stuk></kamerstuk></officiele-publicatie>"
    assert text_of(data) == "Er zijn 24 bruggen."


def test_the_caption_of_an_image_and_a_formula_are_text():
    body = "<al>Er zijn 24 bruggen.</al>"
    body += "<illustratie><plaatje>x.png</plaatje><bijschrift>De brug</bijschrift></illustratie><formule>a = b</formule>"
    data = f"<?xml version='1.0'?><officiele-publicatie><kamerstuk><stuk>{body}</stuk></kamerstuk></officiele-publicatie>"
    assert text_of(data).split("\n") == ["Er zijn 24 bruggen.", "De brug", "a = b"]


@pytest.mark.parametrize("head", ["From: a@b.nl\nSubject: brug\n", "MIME-Version: 1.0\nContent-Type: multipart/related\n"])
def test_a_mail_whose_words_are_packed_is_refused_with_what_to_do(head):
    data = f"{head}MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\nDat kost =E2=82=AC 3 miljoen.\n".encode()
    assert refused(data) == "unsupported"


# -- text --------------------------------------------------------------------------------------------------------------------

EUROS = "Er zijn 24 bruggen hersteld voor € 3 miljoen, en dat is één keer zo veel.\n" * 10


def test_reading_a_text_changes_nothing_that_belongs_to_the_whole_process(monkeypatch):
    monkeypatch.setattr(codecs, "register_error", lambda *_: pytest.fail("another thread may be reading a text"))
    assert ingest.read_bytes(EUROS.encode() + b"\xe9.", "brief.txt").pages[0].text.endswith("é.")


def test_the_signs_that_a_text_has_itself_are_no_broken_bytes():
    text = EUROS + "\ufffd" * 30
    assert ingest.read_bytes(text.encode() + b"\xe9.", "brief.txt").pages[0].text == f"{text}é."


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        (EUROS.encode()[:300] + b"\xff" + EUROS.encode()[300:], 0),
        (EUROS.encode() + "Café.".encode("cp1252"), 0),
        (EUROS.encode() + "€".encode()[:2], 1),
        (b"\xef\xbb\xbf" + EUROS.encode() + "€".encode()[:1], 1),
    ],
)
def test_a_text_in_utf_8_with_a_broken_byte_keeps_its_euro_signs(data, lost):
    raw = ingest.read_bytes(data, "brief.txt")
    assert raw.pages[0].text.count("€ 3 miljoen") == 10
    assert raw.pages[0].text.count("\ufffd") == lost
    assert any("not UTF-8" in warning for warning in raw.warnings)
    page = ingest.read_bytes(b"<html><body><p>" + data, "brief.html")
    assert page.pages[0].text.count("€ 3 miljoen") == 10


def test_a_text_of_windows_with_two_accents_in_a_row_is_still_one_of_windows():
    words = "Één idee\u00ebn, café’s, € 3 miljoen. " * 20
    assert ingest.read_bytes(words.encode("cp1252"), "brief.txt").pages[0].text == words


# -- archives ----------------------------------------------------------------------------------------------------------------


def test_letters_in_an_archive_that_have_one_place_are_all_there(tmp_path):
    names = ["brief.txt", "../brief.txt", "a/../brief.txt", "map\\brief.txt", "map/brief.txt", "..", "dubbel.txt", "dubbel.txt"]
    path = tmp_path / "dossier.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as out:
        warnings.simplefilter("ignore")
        for number, name in enumerate(names, start=40):
            out.writestr(name, LETTER.replace("24 bruggen", f"{number} bruggen"))
    files = batch.collect([path], tmp_path / "uit").files
    found = sorted(int(content(file).decode().partition(" bruggen")[0].rpartition(" ")[2]) for file in files)
    assert found == list(range(40, 40 + len(names)))
    assert all(path in file.parents for file in files)
    assert not (tmp_path.parent / "brief.txt").exists()


def test_an_archive_without_anything_in_it_is_told():
    assert refused(archive({})) == "empty"
