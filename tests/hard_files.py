"""Files that no reader should stumble over: broken, hostile, huge, or no letter at all; made anew for each test."""

import io
import zipfile
import zlib

from made_documents import answer_letter, archive, open_document, paragraph, word
from made_pages import Sheets, kamerstuk, ministry_letter

DUTCH = "De Minister van Bruggen en Oevers heeft de Kamer gezegd dat het onderhoud van de brug dit jaar is begonnen. "
LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 3 maart 2032\n\nGeachte voorzitter,\n\n"
    f"{DUTCH}In 2031 zijn 24 bruggen hersteld. Dat kostte € 3,5 miljoen.\n\nDe Minister van Bruggen en Oevers,\nA.B. van der Brug\n"
)
RUSSIAN = "Уважаемый председатель, настоящим информирую вас о том, что в прошлом году было отремонтировано 24 моста через реку. " * 12
ENGLISH = (
    "Dear Speaker, with this letter I inform the House that 24 bridges over the river were repaired last year by the province. "
    "The number of ships that pass the bridge every month rose by 12% to more than a thousand, and 3.5 million was spent on it. "
) * 6
RECIPE = "Roer de boter en de suiker door de bloem en het ei, en bak het deeg 40 minuten in een oven van 180 graden. " * 10


def pdf_of(objects, root="1 0 R"):
    """A PDF of numbered objects, with a table of where each stands."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root.encode(), table))
    return out.getvalue()


def stream(data, extra=b""):
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), extra) + packed + b"\nendstream"


def one_page(content, *, width=595, height=842, resources=b"<< /Font << /F 5 0 R >> >>", more=()):
    """A PDF of one page with this content stream object."""
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources %s /Contents 4 0 R >>" % (width, height, resources),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ])  # fmt: skip


def encrypted_pdf():
    pdf = Sheets()
    pdf.add_page()
    pdf.put(80, 100, "Geheim")
    pdf.set_encryption(owner_password="a", user_password="b")
    return pdf.bytes()


def many_pages(pages):
    """Many short pages; the same content stream for all of them."""
    text = b"BT /F 11 Tf 80 700 Td (In dit jaar zijn 24 bruggen hersteld door de provincie.) Tj ET"
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + n) for n in range(pages))
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(text),
        *(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents 4 0 R >>"
          for _ in range(pages)),
    ])  # fmt: skip


def _image(data, side, bits):
    about = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent %d" % (side, side, bits)
    return stream(data, about)


def huge_page(*, scanned=False):
    """A page of 50,000 by 50,000 points, of text or of one image."""
    if scanned:
        image = stream(
            b"\x00" * 10_000, b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
        return one_page(stream(b"q 50000 0 0 50000 0 0 cm /I Do Q"), width=50_000, height=50_000, more=[image],
                        resources=b"<< /XObject << /I 6 0 R >> >>")  # fmt: skip
    return one_page(stream(f"BT /F 300 Tf 900 40000 Td ({DUTCH.strip()}) Tj ET".encode()), width=50_000, height=50_000)


def huge_image():
    """An image of 30,000 by 30,000 points of black that is packed into a megabyte."""
    image = _image(b"\x00" * (30_000 * 30_000 // 8), 30_000, 1)
    return one_page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), more=[image], resources=b"<< /XObject << /I 6 0 R >> >>")


def pdf_bomb(megabytes=300):
    """A content stream that unpacks to this many megabytes of letters to be drawn."""
    return one_page(stream(b"BT /F 9 Tf 80 700 Td (aaaaaaaa) Tj ET\n" * (megabytes * 1_000_000 // 41)))


def nested_pdf(depth=200_000):
    return one_page(stream(b"q " * depth + b"[" * depth), more=[b"[" * depth + b"]" * depth, b"<< /A " * depth + b"1" + b" >>" * depth])


def page_that_is_its_own_parent():
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"])


def without_pages():
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def packed_spaces(name, megabytes, **others):
    """An archive in which one part unpacks to this many megabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for other, content in others.items():
            out.writestr(other, content)
        with out.open(name, "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
    return file.getvalue()


def nested_archive(depth=30):
    data = LETTER.encode()
    for level in range(depth):
        data = archive({f"{level}.zip": data})
    return data


OFFICIAL = '<?xml version="1.0" encoding="UTF-8"?>\n'


def laughs():
    """Billion laughs: entities that expand to a billion words (CVE-2003-1564)."""
    entities = '<!ENTITY a0 "brug ">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f"{OFFICIAL}<!DOCTYPE officiele-publicatie [{entities}]><officiele-publicatie><al>&a9;</al></officiele-publicatie>".encode()


def outside():
    """An entity that stands for a file of the reader's machine, and one for an address."""
    secret, far = '<!ENTITY geheim SYSTEM "file:///etc/passwd">', '<!ENTITY % ver SYSTEM "http://127.0.0.1:9/x.dtd"> %ver;'
    doctype = f"<!DOCTYPE officiele-publicatie [{secret}{far}]>"
    body = f"<officiele-publicatie><kamerstuk><stuk><al>{DUTCH * 4}&geheim;</al></stuk></kamerstuk></officiele-publicatie>"
    return f"{OFFICIAL}{doctype}{body}".encode()


def word_entities():
    doctype = '<!DOCTYPE w [<!ENTITY geheim SYSTEM "file:///etc/passwd">]>'
    body = paragraph("Er zijn 24 bruggen. &geheim; Er zijn 16 sluizen.")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive({"word/document.xml": f"{doctype}<w:document {space}><w:body>{body}</w:body></w:document>"})


def scripted():
    """A page with scripts, styles and events around its text."""
    return (
        "<!DOCTYPE html><html><head><script>var geheim = 99 + '</p>';</script><style>p { width: 77% }</style></head>"
        f"<body onload='alert(55)'><script>document.write('<p>Er zijn 66 bruggen.</p>')</script><p>{DUTCH * 4}</p>"
        "<p onclick='x(44)'>Er zijn 24 bruggen.</p><noscript>Er zijn 33 sluizen.</noscript><iframe src='http://127.0.0.1:9/'></iframe>"
        "<template><p>Er zijn 88 havens.</p></template></body></html>"
    ).encode()


def broken_relations():
    """A Word file whose relations point to parts that are not there, out of the file, and to each other."""
    with zipfile.ZipFile(io.BytesIO(answer_letter())) as source:
        parts = {name: source.read(name) for name in source.namelist() if name != "word/footnotes.xml"}
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/footnotes" Target="weg.xml"/><Relationship Id="r2" Type="x/styles" Target="../../../etc/passwd"/>'
        '<Relationship Id="r3" Type="x/image" Target="http://127.0.0.1:9/x.png" TargetMode="External"/>'
        '<Relationship Id="r1" Type="x/document" Target="document.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = "<Types>"
    return archive(parts)


# name -> (how it is made, what becomes of it: the reasons that its error may have, or None where it is mined).
UNREAD = ("no_text_layer", "needs_ocr")
HARD = {
    "leeg.pdf": (bytes, {"empty"}),
    "alleen-wit.txt": (lambda: b" \n\t\r\n" * 400, {"empty"}),
    "afgekapt.pdf": (lambda: ministry_letter()[:-700], {"truncated"}),
    "versleuteld.pdf": (encrypted_pdf, {"encrypted"}),
    "word-die-pdf-heet.pdf": (answer_letter, None),
    "pdf-die-docx-heet.docx": (kamerstuk, None),
    "tekst-die-xml-heet.xml": (LETTER.encode, None),
    "nul-paginas.pdf": (without_pages, {"broken_pdf"}),
    "eigen-ouder.pdf": (page_that_is_its_own_parent, {"broken_pdf", "no_text_layer"}),
    "duizend-paginas.pdf": (lambda: many_pages(1000), None),
    "reuzenpagina.pdf": (huge_page, None),
    "reuzenscan.pdf": (lambda: huge_page(scanned=True), {*UNREAD}),
    "reuzenbeeld.pdf": (huge_image, {*UNREAD}),
    "genest.pdf": (nested_pdf, {"broken_pdf", *UNREAD}),
    "bom.pdf": (pdf_bomb, {"too_large"}),
    "bom.docx": (lambda: packed_spaces("word/document.xml", 250), {"too_large"}),
    "bom.odt": (lambda: packed_spaces("content.xml", 250, mimetype="application/vnd.oasis.opendocument.text"), {"too_large"}),
    "bom-in-naam.odt": (lambda: packed_spaces("mimetype", 250), {"unsupported", "too_large"}),
    "genest.xml": (lambda: (OFFICIAL + "<officiele-publicatie>" + "<al>" * 100_000).encode(), {"broken_xml"}),
    "genest.html": (lambda: ("<html><body>" + "<div>" * 200_000 + DUTCH).encode(), {"broken_html"}),
    "lachsalvo.xml": (laughs, {"unsafe_xml"}),
    "geheim.xml": (outside, {"unsafe_xml"}),
    "geheim.docx": (word_entities, {"unsafe_xml"}),
    "scripts.html": (scripted, None),
    "relaties.docx": (broken_relations, None),
    "windows.txt": (lambda: LETTER.encode("cp1252"), None),
    "utf-16.txt": (lambda: LETTER.encode("utf-16"), None),
    "utf-16-zonder-merk.txt": (lambda: LETTER.encode("utf-16-le"), None),
    "nullen.txt": (lambda: LETTER.replace("24", "\x0024\x00").encode(), {"unknown_format"}),
    "richting.txt": (lambda: LETTER.replace("24 bruggen", "\u202e24\u202c \u2066bruggen\u2069\u200f").encode(), None),
    "een-regel.txt": (lambda: (DUTCH * 95_000).encode(), {"too_large"}),
    "een-woord.txt": (lambda: LETTER.encode() + b"a" * 10_000_000, {"too_large"}),
    "een-getal.txt": (lambda: LETTER.encode() + b"1" * 1_000_000, {"unknown_format"}),
    "russisch.txt": (RUSSIAN.encode, None),
    "engels.txt": (ENGLISH.encode, None),
    "recept.txt": (RECIPE.encode, None),
    "programma.bin": (lambda: b"\x7fELF" + bytes(range(256)) * 40, {"unknown_format"}),
    "oud.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000, {"unsupported"}),
    "leeg.docx": (word, {"empty"}),
    "leeg.odt": (lambda: open_document(""), {"empty"}),
}
