"""Word and OpenDocument files: letterheads in tables, notes tied to their marks, the numbers that are printed in front."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import HEADING, NUMBERED, answer_letter, archive, item, mark, open_document, paragraph, run, table, word

from kamermijn import ingest, layout, mine
from kamermijn.ingest import container
from kamermijn.ingest.word_styles import roman
from kamermijn.model import LetterError

SHARED = Path(__file__).parents[1] / ".." / "shared"


def composed(data, source="brief.docx"):
    return layout.compose(ingest.read_bytes(data, source))


def paragraphs(letter):
    return [(p.kind, letter.text[p.start : p.end]) for p in letter.paragraphs]


def texts(*body, **parts):
    return [text for _, text in paragraphs(composed(word(*body, **parts)))]


def test_a_ministry_letter_in_word_gives_its_text_without_its_letterhead():
    assert paragraphs(composed(answer_letter())) == [
        ("body", "Geachte voorzitter,"),
        ("body", "Dit jaar zijn 24 bruggen hersteld. Dat is de helft van het doel."),
        ("footnote", "1 Kamerstuk 99 123, nr. 12."),
        ("heading", "Wat volgt"),
        ("list_item", "1. De provincie krijgt € 3 mln."),
        ("list_item", "1.a) De sluis wordt vernieuwd."),
        ("list_item", "2. Het dorp krijgt een dijk."),
        ("list_item", "• Zonder nummer."),
        ("table_row", "Jaar\tBruggen"),
        ("table_row", "2031\t12"),
        ("table_row", "2032\t24"),
        ("body", "Hoogachtend,"),
        ("signature", "De Minister van Bruggen en Oevers, A.B. Waterman"),
    ]


def test_the_letterhead_in_the_tables_fills_the_fields(tmp_path):
    path = tmp_path / "brief.docx"
    path.write_bytes(answer_letter())
    fields = mine(path).fields
    assert (fields.date, fields.subject, fields.reference) == (datetime.date(2032, 5, 3), "Herstel van bruggen", "BO-2032-77")
    assert fields.addressee == "de Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert (fields.sender, fields.sender_role) == ("A.B. Waterman", "Minister van Bruggen en Oevers")
    assert (fields.kind, fields.chamber, fields.format) == ("kamerbrief", "TK", "docx")


def test_a_footnote_stays_tied_to_its_mark():
    letter = composed(answer_letter())
    (note,) = letter.footnotes
    assert letter.text[: note.mark].endswith("bruggen hersteld.")
    assert letter.furniture == ("Ministerie van Bruggen en Oevers",)


def test_notes_are_numbered_in_the_order_of_their_marks():
    letter = composed(word(paragraph("Eén", mark(9), " en twee", mark(4), "."), footnotes=[(4, "De tweede."), (9, "De eerste.")]))
    assert letter.text == "Eén en twee.\n\n1 De eerste.\n\n2 De tweede."


def relations(*told):
    lines = "".join(f'<Relationship Id="r{n}" Type="http://x/relationships/{kind}" {where}/>' for n, (kind, where) in enumerate(told))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def parts_of(document):
    with zipfile.ZipFile(io.BytesIO(document)) as held:
        return {part: held.read(part) for part in held.namelist()}


LEFT_BEHIND = parts_of(word(paragraph("Er zijn 12 sluizen.", mark(3)), footnotes=[(3, "Van eerder.")]))
SENT = parts_of(word(paragraph("Er zijn 24 bruggen.", mark(3)), footnotes=[(3, "Van nu.")]))


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml", "word/../word/document2.xml"])
@pytest.mark.parametrize("notes", ["noten.xml", "/word/noten.xml"])
def test_the_relations_of_a_word_document_say_which_part_is_the_letter_and_which_its_notes(target, notes):
    parts = LEFT_BEHIND | {
        "word/document2.xml": SENT["word/document.xml"],
        "word/noten.xml": SENT["word/footnotes.xml"],
        "_rels/.rels": relations(("officeDocument", 'Target="http://127.0.0.1:9/x" TargetMode="External"'),
                                 ("officeDocument", f'Target="{target}"')),
        "word/_rels/document2.xml.rels": relations(("footnotes", f'Target="{notes}"')),
    }  # fmt: skip
    assert ingest.read_bytes(archive(parts), "brief.docx").pages[0].text == "Er zijn 24 bruggen.\n1 Van nu."


def test_a_header_that_stayed_behind_is_not_read_where_the_relations_say_which_one_holds():
    behind = {"word/header1.xml": parts_of(word(header="Ministerie van Dijken"))["word/header1.xml"]}
    parts = SENT | behind | {
        "word/boven.xml": parts_of(word(header="Ministerie van Bruggen"))["word/header1.xml"],
        "word/_rels/document.xml.rels": relations(("header", 'Target="boven.xml"')),
    }  # fmt: skip
    assert ingest.read_bytes(archive(parts), "brief.docx").furniture == ("Ministerie van Bruggen",)
    assert ingest.read_bytes(archive(SENT | behind), "brief.docx").furniture == ("Ministerie van Dijken",)


@pytest.mark.parametrize(
    "told", ["<Relationships", "", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", relations(("officeDocument", 'Target="weg.xml"')),
             relations(("officeDocument", "")), relations(("officeDocument", 'Target="../../../etc/passwd"'))],
    ids=["broken", "empty", "entities", "gone", "no target", "outside"],
)  # fmt: skip
def test_where_the_relations_lead_nowhere_the_names_that_word_gives_decide(told):
    parts = SENT | {"_rels/.rels": told, "word/_rels/document.xml.rels": told}
    assert ingest.read_bytes(archive(parts), "brief.docx").pages[0].text == "Er zijn 24 bruggen.\n1 Van nu."


def test_notes_that_are_typed_between_brackets_are_notes():
    letter = composed(
        word(paragraph("De brug [1] is af[2], zegt men [sic]."), paragraph("[1] Een bron."), paragraph("[2] Nog een.[3] geen bron"))
    )
    assert letter.text == "De brug is af, zegt men [sic].\n\n[1] Een bron.\n\n[2] Nog een.\n\n[3] geen bron"
    assert [(note.number, letter.text[: note.mark]) for note in letter.footnotes] == [("1", "De brug"), ("2", "De brug is af")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ((paragraph("Vraag 1", "<w:r><w:br/></w:r>", "Klopt dit?"),), ["Vraag 1", "Klopt dit?"]),
        ((paragraph("De brug", "<w:r><w:br/></w:r>", "is af."),), ["De brug is af."]),
        ((paragraph("De brug.", "<w:r><w:br/><w:br/></w:r>", "De sluis."),), ["De brug.", "De sluis."]),
        ((paragraph("Een", "<w:r><w:noBreakHyphen/></w:r>", "twee\u00ad\u200b drie"),), ["Een-twee drie"]),
        ((paragraph("Wel", "<w:del><w:r><w:delText>niet</w:delText></w:r></w:del>", f"<w:ins>{run(' dus')}</w:ins>"),),
         ["Wel dus"]),
        ((paragraph(run("Zichtbaar"), run(" geheim", "<w:vanish/>")),), ["Zichtbaar"]),
        ((table(["Vraag 1", "Klopt het dat " + "de brug al jaren dicht is " * 12 + "?"], ["Antwoord 1", "Ja."]),),
         ["Vraag 1", "Klopt het dat " + "de brug al jaren dicht is " * 12 + "?", "Antwoord 1", "Ja."]),
    ],
)  # fmt: skip
def test_what_word_shows_is_what_is_read(body, said):
    assert texts(*body) == said


def test_lists_are_counted_as_word_counts_them():
    assert texts(item("a"), item("b", level=1), item("c", level=1), item("d"), item("e", level=1), numbering=NUMBERED) == [
        "1. a", "1.a) b", "1.b) c", "2. d", "2.a) e",
    ]  # fmt: skip


def test_a_question_in_bold_is_no_heading():
    letter = composed(word(paragraph("Vraag 1"), paragraph(run("Kent u de brug?", "<w:b/>")), paragraph("Antwoord 1"), paragraph("Ja.")))
    assert [(p.kind, p.speaker) for p in letter.paragraphs][1] == ("body", "questioner")


def test_the_path_of_a_paragraph_leads_to_its_element():
    letter = composed(word(paragraph("De brug is af."), table(["Jaar", "Aantal"], ["2031", "12"], ["2032", "13"])))
    assert letter.element(0) == "/document/body[1]/p[1]"
    assert letter.element(letter.text.index("12")) == "/document/body[1]/tbl[1]/tr[2]"


ODT_BODY = (
    '<text:h text:outline-level="1">99 123<text:tab/>Bruggen en oevers</text:h><text:h>Nr. 45<text:tab/>BRIEF VAN DE MINISTER</text:h>'
    '<text:p>Dit jaar zijn 24<text:s/>bruggen hersteld.<text:note><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>Kamerstuk 99 123, nr. 12.</text:p></text:note-body></text:note> Dat is veel.</text:p>"
    '<text:p text:style-name="P1">Wat volgt</text:p>'
    "<text:list><text:list-item><text:p>De sluis.</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Jaar</text:p></table:table-cell><table:table-cell><text:p>Bruggen</text:p>"
    "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2031</text:p></table:table-cell><table:table-cell>"
    "<text:p>12</text:p></table:table-cell></table:table-row></table:table><text:p>Dat was het.</text:p>"
)  # fmt: skip


def test_an_open_document_is_read_as_a_word_document_is():
    bold = '<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
    letter = composed(open_document(ODT_BODY, bold), "brief.odt")
    assert paragraphs(letter) == [
        ("masthead", "99 123"),
        ("masthead", "Bruggen en oevers"),
        ("masthead", "Nr. 45"),
        ("masthead", "BRIEF VAN DE MINISTER"),
        ("body", "Dit jaar zijn 24 bruggen hersteld. Dat is veel."),
        ("footnote", "1 Kamerstuk 99 123, nr. 12."),
        ("heading", "Wat volgt"),
        ("list_item", "• De sluis."),
        ("table_row", "Jaar\tBruggen"),
        ("table_row", "2031\t12"),
        ("body", "Dat was het."),
    ]
    assert letter.text[: letter.footnotes[0].mark].endswith("hersteld.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word(paragraph("")), "empty"),
        (archive({"word/document.xml": "<w:document"}), "broken_xml"),
        (archive({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "unsafe_xml"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "broken_archive"),
        (open_document(""), "empty"),
    ],
)
def test_a_document_that_cannot_be_read_is_reported_with_its_reason(data, reason):
    with pytest.raises(LetterError) as caught:
        ingest.read_bytes(data, "brief.docx")
    assert caught.value.reason == reason


def test_a_document_that_unpacks_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(container, "LARGEST_PART", 10_000)
    with pytest.raises(LetterError, match="limit"):
        ingest.read_bytes(word(paragraph("brug " * 5000)), "bom.docx")


def test_an_old_office_document_says_how_to_convert_it():
    with pytest.raises(LetterError, match="soffice --convert-to docx"):
        ingest.read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "brief.doc")


@pytest.mark.parametrize(("number", "figures"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (1994, "mcmxciv")])
def test_roman_figures(number, figures):
    assert roman(number) == figures


PIECES = st.lists(
    st.sampled_from(
        ["De brug", " ", "", "[1]", "[1] bron", "[2] bron", "Vraag 1", "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", mark(1), "99 123",
         "Nr. 4",
         "Datum", "3 mei 2032", "Geachte voorzitter,"]
    ),
    max_size=5,
)  # fmt: skip


@given(st.lists(PIECES, max_size=8), st.booleans())
def test_text_and_source_agree_character_by_character(rows, tabled):
    body = [paragraph(*pieces) for pieces in rows]
    data = word(
        paragraph("begin"), table(*([cell, cell] for cell in body)) if tabled else "".join(body), footnotes=[(1, "noot")], styles=HEADING
    )
    raw = ingest.read_bytes(data, "x.docx")
    letter, built = layout.build(raw)
    source = raw.pages[0].text
    for character, index in zip(letter.text, built.indices, strict=True):
        assert (character in " \n") if index < 0 else (source[index] == character)
    for note in letter.footnotes:
        assert letter.text[note.start : note.end].lstrip("[").startswith(note.number)
        assert note.mark is None or 0 <= note.mark <= len(letter.text)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_a_damaged_document_is_read_or_refused(at, noise):
    data = bytearray(answer_letter())
    at %= len(data)
    data[at : at + len(noise)] = noise
    try:
        composed(bytes(data))
    except LetterError as error:
        assert "brief.docx" in str(error)  # noqa: PT017


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real letters are not here (../shared)")
def test_the_words_of_a_real_answer_letter_are_those_that_were_annotated():
    name = "beantwoording-wassenberg"
    found = mine(SHARED / "letters" / f"{name}.docx")
    wanted = (SHARED / "gold" / f"{name}.txt").read_text(encoding="utf-8").split()
    assert found.text.split() == wanted
