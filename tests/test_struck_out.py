"""What is struck out the letter no longer says: it is left out of the text in every form, and the reader is told."""

import pytest
from made_documents import NUMBERED, open_document, paragraph, run, table, word
from made_pages import Sheets
from marked_up import PUBLICATION

from kamermijn import ingest, layout, mine

_STYLES = "".join(
    f'<style:style style:name="{called}" style:family="text" {parent}><style:text-properties {said}/></style:style>'
    for called, said, parent in (
        ("weg", 'style:text-line-through-style="solid" style:text-line-through-type="single"', ""),
        ("dubbel", 'style:text-line-through-type="double"', ""),
        ("oud", 'style:text-crossing-out="single-line"', ""),
        ("kind", 'fo:font-weight="bold"', 'style:parent-style-name="weg"'),
        ("terug", 'style:text-line-through-style="none"', ""),
    )
)
_CHARACTER = '<w:style w:type="character" w:styleId="Weg"><w:rPr><w:strike/></w:rPr></w:style>'
_PARAGRAPH = '<w:style w:type="paragraph" w:styleId="Vervallen"><w:rPr><w:dstrike/></w:rPr></w:style>'


def docx(*runs, **more):
    return word(paragraph(*runs), **more)


def struck(text, said="<w:strike/>"):
    return run(text, said)


def odt(inner):
    return open_document(f"<text:p>{inner}</text:p>", _STYLES)


def span(text, style="weg"):
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def html(inner):
    return f"<!DOCTYPE html><html><body><main>{inner}</main></body></html>".encode()


def xml(inner):
    return PUBLICATION.replace("Het kabinet doet het volgende:", inner).encode()


def raw(data, name="brief"):
    return ingest.read_bytes(data, name)


@pytest.mark.parametrize(
    "data",
    [
        docx("Er zijn ", struck("12"), " 14 bruggen."),
        docx("Er zijn ", struck("12", "<w:dstrike/>"), " 14 bruggen."),
        docx("Er zijn ", struck("1"), struck("2", '<w:b/><w:strike w:val="true"/>'), " 14 bruggen."),
        docx("Er zijn ", struck("12", '<w:rStyle w:val="Weg"/>'), " 14 bruggen.", styles=_CHARACTER),
        docx("Er zijn ", struck("12", '<w:strike/><w:vertAlign w:val="superscript"/>'), " 14 bruggen."),
        docx("Er zijn", struck(" 12 "), "14 bruggen."),
        odt(f"Er zijn {span('12')} 14 bruggen."),
        odt(f"Er zijn {span('12', 'dubbel')} 14 bruggen."),
        odt(f"Er zijn {span('12', 'oud')} 14 bruggen."),
        odt(f"Er zijn {span('12', 'kind')} 14 bruggen."),
        odt(f"Er zijn {span('1' + span('2', 'kind'))} 14 bruggen."),
        odt(f"Er zijn {span('12' + span('14', 'terug'))} bruggen."),
        odt(f"Er zijn{span(' 12 ')}14 bruggen."),
        html("<p>Er zijn <s>12</s> 14 bruggen.</p>"),
        html("<p>Er zijn <strike>12</strike> 14 bruggen.</p>"),
        html("<p>Er zijn <del>1<b>2</b></del> 14 bruggen.</p>"),
        html('<p>Er zijn <span style="color:red; text-decoration: line-through">12</span> 14 bruggen.</p>'),
        html("<p>Er zijn<s> 12 </s>14 bruggen.</p>"),
        html("<p>Er zijn 14 bruggen.</p><del><p>Er zijn 12 bruggen.</p></del>"),
        html('<p style="text-decoration-line:line-through">Er zijn 12 bruggen.</p><p>Er zijn 14 bruggen.</p>'),
    ],
)
def test_a_number_that_is_struck_out_is_no_number_of_the_letter_and_is_told(data):
    read = raw(data)
    assert read.pages[0].text == "Er zijn 14 bruggen."
    assert read.warnings == ("a struck-out passage is left out",)


@pytest.mark.parametrize(
    "inner", ['<nadruk type="doorgehaald">12</nadruk> 14', "<del>12</del> 14", "<verwijderdetekst>12</verwijderdetekst>14"]
)
def test_a_publication_is_read_without_what_is_struck_out(inner):
    read = raw(xml(f"Er zijn {inner} bruggen."), "brief.xml")
    assert "Er zijn 14 bruggen." in read.pages[0].text
    assert read.warnings == ("a struck-out passage is left out",)


@pytest.mark.parametrize(
    "data",
    [
        docx("Er zijn ", struck("14", '<w:strike w:val="0"/>'), " bruggen."),
        docx("Er zijn ", struck("14", '<w:strike w:val="false"/><w:dstrike w:val="off"/>'), " bruggen."),
        word(paragraph("Er zijn ", "14 bruggen.").replace("<w:r>", '<w:r><w:rPr><w:strike w:val="0"/></w:rPr>')),
        odt(f"Er zijn {span('14', 'terug')} bruggen."),
        html('<p>Er zijn <span style="text-decoration: underline">14</span> <u>bruggen</u>.</p>'),
        html("<p>Er zijn <ins>14</ins> bruggen.</p>"),
    ],
)
def test_what_is_underlined_added_or_no_longer_struck_out_is_read(data):
    read = raw(data)
    assert read.pages[0].text == "Er zijn 14 bruggen."
    assert read.warnings == ()


def test_a_digit_that_is_struck_out_within_a_number_leaves_the_number_as_it_was_mended():
    assert raw(docx("Er zijn 1", struck("2"), "4 bruggen.")).pages[0].text == "Er zijn 14 bruggen."


def test_passages_are_counted_as_they_stand_apart():
    read = raw(docx("De ", struck("oude"), struck(" grote"), " brug telt ", struck("12"), " bogen."))
    assert read.pages[0].text == "De brug telt bogen."
    assert read.warnings == ("2 struck-out passages are left out",)


def test_a_paragraph_or_item_that_is_struck_out_goes_with_its_number():
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = word(
        paragraph("De sluis."),
        paragraph(struck("Het dorp."), properties=listed),
        paragraph("Er zijn 12 bruggen.", style="Vervallen"),
        paragraph("De dijk.", properties=listed),
        numbering=NUMBERED,
        styles=_PARAGRAPH,
    )
    assert raw(data).pages[0].text == "De sluis.\n2. De dijk."
    assert raw(html("<p>De sluis.</p><ul><li><s>Het dorp.</s></li><li>De dijk.</li></ul>")).pages[0].text == "De sluis.\n• De dijk."
    listed = f"<text:list><text:list-item><text:p>{span('Het dorp.')}</text:p></text:list-item></text:list>"
    assert raw(open_document(f"<text:p>De sluis.</text:p>{listed}", _STYLES)).pages[0].text == "De sluis."


def test_a_cell_whose_number_is_struck_out_is_empty():
    rows = [["Jaar", "Bruggen", "Sluizen"], ["2031", paragraph(struck("12")), "3"], ["2032", "14", "4"]]
    assert raw(word(table(*rows))).pages[0].text.splitlines()[1] == "2031\t\t3"
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [rows[0], ["2031", "<s>12</s>", "3"], rows[2]])
    assert raw(html(f"<table>{cells}</table>")).pages[0].text.splitlines()[1] == "2031\t\t3"


@pytest.mark.parametrize("said", ['style="text-decoration:line-through"', "style='color: red; text-decoration-line: line-through'"])
def test_a_cell_or_row_that_is_struck_out_as_a_whole_is_empty(said):
    def second_row(row, cell, body="<tbody>"):
        head = "<tr><td>Jaar</td><td>Bruggen</td></tr>"
        struck_row = f"<tr {row}><td>2031</td><td {cell}><p>12</p></td></tr>"
        read = raw(html(f"<table>{head}{body}{struck_row}</tbody><tr><td>2032</td><td>14</td></tr></table>"))
        return read.pages[0].text.splitlines(), read.warnings

    left_out = ("a struck-out passage is left out",)
    assert second_row("", said) == (["Jaar\tBruggen", "2031\t", "2032\t14"], left_out)
    for row, body in ((said, "<tbody>"), ("", f"<tbody {said}>")):
        lines, warnings = second_row(row, "", body)
        assert [lines[0], lines[-1]] == ["Jaar\tBruggen", "2032\t14"]
        assert not any(number in line for line in lines for number in ("2031", "12"))
        assert warnings
    assert second_row("", "") == (["Jaar\tBruggen", "2031\t12", "2032\t14"], ())


def test_a_style_of_an_open_document_counts_only_for_what_its_family_says():
    out = 'style:text-line-through-style="solid"'
    clashing = "".join(
        f'<style:style style:name="X" style:family="{family}"><style:text-properties {said}/></style:style>'
        for family, said in (("table-cell", out), ("text", 'fo:font-weight="bold"'), ("paragraph", out), ("table-column", ""))
    )
    kept = '<text:p>Er zijn <text:span text:style-name="X">14</text:span> bruggen.</text:p>'
    read = raw(open_document(f'<text:p text:style-name="X">Er zijn 12 sluizen.</text:p>{kept}', clashing))
    assert read.pages[0].text == "Er zijn 14 bruggen."
    assert read.warnings == ("a struck-out passage is left out",)


def test_no_record_comes_of_what_is_struck_out_and_the_letter_warns(tmp_path):
    text = "De provincie herstelde in 2031 met spoed "
    (tmp_path / "brief.docx").write_bytes(word(paragraph("Geachte voorzitter,"), paragraph(text, struck("12 bruggen"), "14 bruggen.")))
    letter = mine(tmp_path / "brief.docx", model="none")
    assert [figure.value for figure in letter.figures] == [14.0]
    assert "a struck-out passage is left out" in letter.fields.warnings


def test_the_text_around_what_is_struck_out_is_as_it_is_printed():
    letter = layout.compose(raw(html("<p>De <s>oude</s> brug telt <del>12</del> 14 bogen.</p><p>De sluis <s>niet</s>.</p>")))
    assert letter.text == "De brug telt 14 bogen.\n\nDe sluis ."


def test_a_letter_that_is_struck_out_as_a_whole_is_empty():
    with pytest.raises(ingest.LetterError, match="there is no text"):
        raw(html("<p><s>Er zijn 12 bruggen.</s></p>"))
    with pytest.raises(ingest.LetterError, match="there is no text"):
        raw(docx(struck("Er zijn 12 bruggen.")))


def test_what_a_line_is_drawn_through_in_a_pdf_is_read_and_so_is_what_stands_beside_it():
    pdf = Sheets()
    pdf.add_page()
    pdf.put(84, 80, "De aantallen bruggen en sluizen staan in de tabel.", 10)
    for row, cells in enumerate((("Jaar", "Bruggen", "Sluizen"), ("2031", "12", "3"), ("2032", "14", "4"))):
        for column, text in enumerate(cells):
            pdf.put(84 + 80 * column, 112 + 16 * row, text, 10)
    pdf.rule(164, 112 + 16 - 2.8, 164 + pdf.get_string_width("12"))
    read = raw(pdf.bytes(), "brief.pdf")
    assert layout.compose(read).text.split()[-9:] == ["Jaar", "Bruggen", "Sluizen", "2031", "12", "3", "2032", "14", "4"]
    assert not [warning for warning in read.warnings if "struck" in warning]
