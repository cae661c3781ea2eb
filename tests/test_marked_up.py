"""XML and HTML of the official publications: paragraphs, notes and lists by their elements, nothing from around them."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_up import METADATA, PAGE, PUBLICATION

from kamermijn import ingest, layout, mine
from kamermijn.model import LetterError


def composed(data, source="brief.xml"):
    return layout.compose(ingest.read_bytes(data if isinstance(data, bytes) else data.encode(), source))


def paragraphs(letter):
    return [(p.kind, letter.text[p.start : p.end]) for p in letter.paragraphs]


def test_the_elements_of_a_publication_say_what_each_paragraph_is():
    assert paragraphs(composed(PUBLICATION)) == [
        ("masthead", "99 123"),
        ("masthead", "Bruggen en oevers"),
        ("masthead", "Nr. 45"),
        ("masthead", "BRIEF VAN DE MINISTER VAN BRUGGEN EN OEVERS"),
        ("masthead", "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        ("masthead", "Den Haag, 3 mei 2032"),
        ("body", "Dit jaar zijn 24 bruggen hersteld. Dat is de helft van het doel."),
        ("footnote", "1 Kamerstuk 99 123, nr. 12."),
        ("heading", "Wat volgt"),
        ("body", "Het kabinet doet het volgende:"),
        ("list_item", "a. de provincie krijgt € 3 mln.;"),
        ("list_item", "b. de sluis wordt vernieuwd."),
        ("body", "Dat begint in 2033."),
        ("table_row", "Jaar\tBruggen"),
        ("table_row", "2031\t12"),
        ("table_row", "2032\t24"),
        ("signature", "De Minister van Bruggen en Oevers, A.B. Waterman"),
    ]


def test_a_page_gives_the_text_and_not_what_the_site_puts_around_it():
    said = paragraphs(composed(PAGE, "brief.html"))
    assert said == [
        ("masthead", "99 123"),
        ("masthead", "Bruggen en oevers"),
        ("masthead", "Nr. 45"),
        ("masthead", "BRIEF VAN DE MINISTER VAN BRUGGEN EN OEVERS"),
        ("masthead", "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        ("masthead", "Den Haag, 3 mei 2032"),
        ("body", "Dit jaar zijn 24 bruggen hersteld. Dat is de helft van het doel."),
        ("heading", "Wat volgt"),
        ("body", "Het kabinet doet het volgende:"),
        ("list_item", "• de provincie krijgt € 3 mln.;"),
        ("list_item", "• de sluis wordt vernieuwd."),
        ("table_row", "Jaar\tBruggen"),
        ("table_row", "2031\t12"),
        ("table_row", "2032\t24"),
        ("signature", "De Minister van Bruggen en Oevers, A.B. Waterman"),
        ("footnote", "1 Kamerstuk 99 123, nr. 12."),
    ]


@pytest.mark.parametrize(("data", "source"), [(PUBLICATION, "brief.xml"), (PAGE, "brief.html")])
def test_a_note_is_linked_to_the_word_that_carries_its_mark(data, source):
    letter = composed(data, source)
    (note,) = letter.footnotes
    assert letter.text[: note.mark].endswith("hersteld.")
    assert letter.text[note.start : note.end] == "1 Kamerstuk 99 123, nr. 12."


def test_a_record_knows_the_element_that_it_stands_in(tmp_path):
    path = tmp_path / "brief.xml"
    path.write_text(PUBLICATION, encoding="utf-8")
    figures = {figure.quote: figure for figure in reversed(mine(path).figures)}
    assert figures["24"].element.endswith("/tekst[1]/al[3]")
    assert figures["€ 3 mln."].element.endswith("/lijst[1]/li[1]")
    assert (figures["24"].section, figures["€ 3 mln."].section) == (None, "Wat volgt")


def test_the_band_over_a_publication_is_no_text_but_known():
    assert composed(PUBLICATION).furniture[:2] == ("Vergaderjaar 2031-2032", "Tweede Kamer der Staten-Generaal")


def test_the_metadata_beside_a_publication_fills_its_fields(tmp_path):
    bare = PUBLICATION.replace("<titel>Bruggen en oevers</titel>", "").replace("<al>Den Haag, 3 mei 2032</al>", "")
    path = tmp_path / "gedownload.xml"
    path.write_text(bare, encoding="utf-8")
    fields = mine(path).fields
    assert (fields.letter_id, fields.date) == ("kst-99123-45", None)
    (tmp_path / "gedownload.metadata.xml").write_text(METADATA, encoding="utf-8")
    fields = mine(path).fields
    assert (fields.letter_id, fields.kind, fields.dossiers, fields.number) == ("kst-99123-45", "kamerbrief", ("99123",), "45")
    assert (fields.date, fields.session_year, fields.chamber) == (datetime.date(2032, 5, 3), "2031-2032", "TK")
    assert fields.sender == "A.B. Waterman"


@pytest.mark.parametrize(
    ("letter", "name", "told"),
    [("brief.xml", "metadata.xml", True), ("brief.xml", "brief.metadata.xml", True), ("brief.html", "brief.metadata.xml", True),
     ("brief.html", "metadata.xml", False)],
)  # fmt: skip
def test_metadata_that_is_broken_is_told_of_the_letter_beside_it(tmp_path, letter, name, told):
    page = f"<html><body><p>{'De Minister van Bruggen heeft de Kamer gezegd dat er 24 bruggen zijn hersteld. ' * 4}</p></body></html>"
    (tmp_path / letter).write_text(PUBLICATION if letter.endswith(".xml") else page, encoding="utf-8")
    (tmp_path / name).write_text(METADATA[:-60], encoding="utf-8")
    warnings = [warning for warning in mine(tmp_path / letter).fields.warnings if "beside it" in warning]
    assert len(warnings) == told
    assert all(warning.startswith(f"{name} beside it is not read: the XML is broken (") for warning in warnings)
    (tmp_path / name).write_text(METADATA, encoding="utf-8")
    assert not any("beside it" in warning for warning in mine(tmp_path / letter).fields.warnings)


def test_the_metadata_of_another_publication_is_left_alone(tmp_path):
    path = tmp_path / "brief.xml"
    path.write_text(PUBLICATION, encoding="utf-8")
    (tmp_path / "metadata.xml").write_text(
        METADATA.replace("kst-99123-45", "kst-99999-1").replace("2031-2032", "1999-2000"), encoding="utf-8"
    )
    assert mine(path).fields.session_year == "2031-2032"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (METADATA, "metadata"),
        ("<?xml version='1.0'?><catalogus/>", "unsupported"),
        ("<?xml version='1.0'?><officiele-publicatie><kamerstuk>", "broken_xml"),
        ("<?xml version='1.0'?><officiele-publicatie/>", "empty"),
        ("<!DOCTYPE x [<!ENTITY geheim SYSTEM 'file:///etc/passwd'>]><officiele-publicatie>&geheim;</officiele-publicatie>", "unsafe_xml"),
        ("<!DOCTYPE x [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'>]><officiele-publicatie>&b;</officiele-publicatie>", "unsafe_xml"),
        ("<?xml version='1.0'?>" + "<a>" * 5000 + "</a>" * 5000, "broken_xml"),
        ("<!DOCTYPE html><html><body><script>alert(1)</script></body></html>", "empty"),
    ],
)
def test_markup_that_is_no_letter_is_reported_with_its_reason(data, reason):
    with pytest.raises(LetterError) as caught:
        ingest.read_bytes(data.encode(), "brief.xml")
    assert caught.value.reason == reason


def test_entities_are_refused_in_utf_16_too():
    data = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY a 'b'>]><officiele-publicatie/>".encode("utf-16")
    with pytest.raises(LetterError):
        ingest.read_bytes(data, "brief.xml")


def test_a_page_of_elements_within_elements_without_end_is_refused():
    page = "<!DOCTYPE html><html><body>" + "<div>" * 3000 + "De brug is hersteld." + "</div>" * 3000 + "</body></html>"
    with pytest.raises(LetterError, match="nested"):
        composed(page, "diep.html")
    assert composed(page.replace("<div>" * 2850, "").replace("</div>" * 2850, ""), "diep.html").text == "De brug is hersteld."


WORDS = st.text(alphabet=st.sampled_from("ab é\n\t\u00a0\u00ad\u200b<&>1.\u202e"), max_size=30)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(st.lists(st.tuples(st.sampled_from(["al", "tussenkop", "nadruk", "noot.al", "li", "entry"]), WORDS), max_size=8))
def test_text_and_source_agree_character_by_character(pieces):
    note = "<noot><noot.nr>1</noot.nr><noot.al>{0}</noot.al></noot>"
    inner = {
        "nadruk": "<al>{0}<nadruk type='vet'>{0}</nadruk></al>",
        "noot.al": f"<al>w{note}</al>",
        "li": "<lijst><li><li.nr>-</li.nr><al>{0}</al></li></lijst>",
        "entry": "<table><row><entry>{0}</entry><entry>{0}</entry></row></table>",
    }
    body = "".join(inner.get(tag, f"<{tag}>{{0}}</{tag}>").format(escaped(text)) for tag, text in pieces)
    raw = ingest.read_bytes(
        f"<?xml version='1.0'?><officiele-publicatie><tekst><al>begin</al>{body}</tekst></officiele-publicatie>".encode(), "x.xml"
    )
    letter, built = layout.build(raw)
    source = raw.pages[0].text
    for at, (character, index) in enumerate(zip(letter.text, built.indices, strict=True)):
        assert (character in " \n") if index < 0 else (source[index] == character)
        assert letter.element(at)
    for paragraph in letter.paragraphs:
        assert letter.text[paragraph.start : paragraph.end].strip()


@given(st.binary(max_size=300))
def test_no_bytes_within_a_page_make_it_fail(data):
    with contextlib.suppress(LetterError):
        ingest.read_bytes(b"<!DOCTYPE html><html><body>" + data, "x.html")
