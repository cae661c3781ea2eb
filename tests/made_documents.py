"""Word and OpenDocument files made for the tests, part by part; all words and names in them are made up."""

import io
import zipfile

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def archive(parts):
    """An archive of parts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            # Of one date, so that the same parts are the same bytes whenever they are made.
            part = zipfile.ZipInfo(name, (2032, 3, 3, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, content)
    return file.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(number):
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def paragraph(*runs, style="", properties=""):
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def table(*rows):
    """A table; a cell is a text or ready paragraphs."""
    filled = ("".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in filled) + "</w:tbl>"


def word(*body, footnotes=(), numbering="", styles="", header=""):
    """A Word document."""
    parts = {"word/document.xml": f"<w:document {_WORD}><w:body>{''.join(body)}</w:body></w:document>"}
    if footnotes:
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + text)}</w:p></w:footnote>' for n, text in footnotes
        )
        parts["word/footnotes.xml"] = f"<w:footnotes {_WORD}>{notes}</w:footnotes>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_WORD}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_WORD}>{styles}</w:styles>"
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_WORD}>{paragraph(header)}</w:hdr>"
    return archive(parts)


NUMBERED = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)
HEADING = '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'


def item(text, number=1, level=0):
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def answer_letter():
    """A ministry's letter with its letterhead in tables, a margin column, a list, footnotes and a table of figures."""
    return word(
        table(
            ["> Retouradres Postbus 100 2500 ZZ Waterstad"],
            [paragraph("Aan de Voorzitter van de Tweede Kamer") + paragraph("der Staten-Generaal") + paragraph("Postbus 20018")],
            ["Datum", "3 mei 2032"],
            ["Betreft", "Herstel van bruggen"],
        ),
        table([paragraph("Directie Oevers") + paragraph("") + paragraph("Ons kenmerk") + paragraph("BO-2032-77")]),
        paragraph(""),
        paragraph("Geachte voorzitter,"),
        paragraph("Dit jaar zijn 24 bruggen hersteld.", mark(2), " Dat is ", run("de helft", "<w:b/>"), " van het doel."),
        paragraph("Wat volgt", style="Kop1"),
        item("De provincie krijgt € 3 mln."),
        item("De sluis wordt vernieuwd.", level=1),
        item("Het dorp krijgt een dijk."),
        item("Zonder nummer.", number=2),
        table(["Jaar", "Bruggen"], ["2031", "12"], ["2032", "24"]),
        paragraph("Hoogachtend,"),
        paragraph("De Minister van Bruggen en Oevers,", "<w:r><w:br/></w:r>", "A.B. Waterman"),
        footnotes=[(2, "Kamerstuk 99 123, nr. 12.")],
        numbering=NUMBERED,
        styles=HEADING,
        header="Ministerie van Bruggen en Oevers",
    )


def open_document(body, styles=""):
    """An OpenDocument text with the given body."""
    content = (
        f"<office:document-content {_OPEN}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
