"""What the fuzzer starts from: files that the readers know, by form, and the words of each form."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from copy import deepcopy
from functools import cache
from pathlib import Path

import made_pages
from hard_files import LETTER, OFFICIAL, many_pages, scripted
from lxml import etree
from made_documents import answer_letter, archive, open_document

SAMPLES = Path(__file__).parents[1] / "corpus" / "voorbeelden"

_PDF = (
    "obj endobj stream endstream << >> [ ] /Length /Type /Page /Pages /Kids /Count /Font /MediaBox /Rotate /Filter /FlateDecode 0 R 1 0 R "
    "/ASCIIHexDecode /Contents /Resources /XObject /Encoding /ToUnicode 99999 0 R BT ET Tj TJ Tf Td Tm cm q Q re f Do 0 -1 90 1e38 "
    "2147483648 -2147483649 0.00001 trailer startxref xref %%EOF"
)
_MARKUP = (
    "< > </ /> & &amp; &#0; &#x10FFFF; &#xD800; <![CDATA[ ]]> <!-- --> <!DOCTYPE <?xml ?> <al> </al> <lijst> <li> <noot> <table> <row> "
    "<entry> <kop> <p> </p> <w:p> <w:t> <w:tbl> <w:tc> </w:tc> <w:gridSpan~w:val='9999999'/> <text:p> <text:note> <script> </script> "
    "xmlns='x' rowspan='-1' <table:table-cell~table:number-columns-repeated='999999'/> colspan='99999999' "
    "nameend='c9' namest='c0' bbox baseline x_size 1e400"
)
_TEXT = "\x00 \f \u202e \u2028 \ufeff \ufffe \x02 € 1 Nr. 12 - • 99 Vraag Antwoord Datum Betreft Kamerstuk 2031 ½ ² ﬁ \t \r \n\n"


def tokens(form: str) -> list[bytes]:
    """Words that mean something to the reader of a form."""
    return [word.replace("~", " ").encode() for word in {"pdf": _PDF, "text": _TEXT}.get(form, _MARKUP).split(" ")]


@cache
def seeds() -> dict[str, list[bytes]]:
    """The files that are changed, by form: our sample letters and those that the tests make."""
    samples = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".pdf")]
    pdfs = [made_pages.kamerstuk(), made_pages.ministry_letter(), made_pages.answers(), made_pages.table_page(), made_pages.two_columns()]
    return {
        "text": [
            LETTER.encode(),
            LETTER.encode("utf-16"),
            LETTER.encode("cp1252"),
            *(p.read_bytes() for p in samples if p.suffix == ".txt"),
        ],
        "pdf": [*pdfs, *map(unpacked, pdfs), many_pages(5), *(p.read_bytes() for p in samples if p.suffix == ".pdf")],
        "docx": [answer_letter()],
        "odt": [_odt()],
        "xml": [_official()],
        "html": [scripted(), _page()],
        "zip": [archive({"brief.txt": LETTER.encode(), "map/stuk.xml": _official()})],
        "hocr": [_hocr()],
    }


def _official() -> bytes:
    note = "<noot id='n{0}'><noot.nr>{0}</noot.nr><noot.al>Zie {0}.</noot.al></noot>"
    body = "".join(f"<al>Er zijn {n} bruggen.{note.format(n)}</al>" for n in range(1, 9))
    rows = "".join(f"<row><entry>{a}</entry><entry>{b}</entry></row>" for a, b in (("Jaar", "x € 1.000"), ("2031", "24")))
    body += f"<table><tgroup cols='2'><tbody>{rows}</tbody></tgroup></table><lijst><li><al>a</al></li></lijst>"
    head = "<metadata/><kamerstuk><stuk><titel>Bruggen</titel>"
    return f"{OFFICIAL}<officiele-publicatie>{head}{body}</stuk></kamerstuk></officiele-publicatie>".encode()


def _odt() -> bytes:
    table = "<table:table><table:table-row><table:table-cell><text:p>24</text:p></table:table-cell></table:table-row></table:table>"
    items = "<text:list><text:list-item><text:p>een</text:p></text:list-item></text:list>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Zie 2.</text:p></text:note-body></text:note>"
    shown = '<style:text-properties fo:font-weight="bold" style:text-position="super 58%"/>'
    styles = f'<style:style style:name="P1" style:family="text">{shown}</style:style>'
    levels = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    marked = f'<text:p>Er is 1<text:span text:style-name="P1">2</text:span><text:s text:c="3"/>brug{note}<text:line-break/></text:p>'
    body = "<text:h>Kop</text:h>" + "".join(f"<text:p>Er zijn {n} bruggen.</text:p>" for n in range(9))
    return open_document(body + marked + table + items, f"{styles}<text:list-style style:name='L1'>{levels}</text:list-style>")


def _page() -> bytes:
    items = "<ul><li>een<ul><li>twee</li></ul></li></ul>"
    table = "<table><tr><th>Jaar</th><td colspan=2>24</td></tr></table>"
    return f"<html><body><div id='broodtekst'><h2>Kop</h2><p>Er zijn 24 bruggen.</p>{items}{table}</div></body></html>".encode()


def _hocr() -> bytes:
    one = "<span class='ocrx_cinfo' title='x_bboxes {0} 10 {1} 40; x_conf 98.5'>{2}</span>"
    letters = "".join(one.format(n * 20, n * 20 + 18, c) for n, c in enumerate("24%"))
    word = f"<span class='ocrx_word' title='bbox 0 10 80 40; x_wconf 91'>{letters}</span>"
    line = f"<span class='ocr_line' title='bbox 0 10 80 40; baseline 0.01 -7; x_size 38; x_descenders 9'>{word * 3}</span>"
    body = f"<p class='ocr_par'>{line * 3}</p><div class='ocr_separator' title='bbox 0 90 900 92'></div>"
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body><div class='ocr_page'>{body}</div></body></html>".encode()


def unpacked(data: bytes) -> bytes:
    """A PDF with its streams unpacked, so that a change lands in what is drawn."""
    parts = data.split(b"stream\n")
    for index in range(1, len(parts), 2):
        try:
            parts[index] = zlib.decompressobj().decompress(parts[index]) + b"\nend"
        except zlib.error:
            continue
        parts[index - 1] = parts[index - 1].replace(b"/Filter /FlateDecode", b"")
    return b"stream\n".join(parts)


_NUMBERS = ("-1", "0", "2", "9", "65536", "99999999999999999999", "1e9", "", "x")


def rearranged(data: bytes, chance: random.Random) -> bytes:
    """An XML document that stays well formed, with one to six of its elements taken out, doubled, moved, nested, renamed or refilled."""
    root = etree.fromstring(data)
    for _ in range(chance.choice((1, 2, 3, 6))):
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        parent, copy = one.getparent(), deepcopy(one)
        what = chance.randrange(8)
        if what == 0:
            parent.remove(one)
        elif what == 1:
            for _ in range(chance.choice((1, 3, 40))):
                parent.insert(parent.index(one), deepcopy(one))
        elif what == 2:
            other.append(copy)
        elif what == 3:
            one.tag = other.tag
        elif what == 4 and one.attrib:
            one.set(chance.choice(sorted(one.attrib)), chance.choice(_NUMBERS))
        elif what == 5:
            one.attrib.update(other.attrib)
        elif what == 6:
            one.text = chance.choice(("", " ", "24", "\u202e1\u00ad2", "€ 1.000 " * 40, other.text or ""))
        else:
            for _ in range(chance.choice((1, 5, 150))):
                around = etree.Element(one.tag)
                around.append(copy)
                copy = around
            parent.replace(one, copy)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
