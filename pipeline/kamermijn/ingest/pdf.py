"""PDF: characters and their places by PDFium, in one pass over each page; pages without a readable text layer by OCR."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from kamermijn.ingest import legible, limits, packing, unreadable
from kamermijn.ingest.characters import TextPage
from kamermijn.ingest.raw import Glyphs, Raw, RawPage
from kamermijn.ingest.ruling import Drawing, read_drawing
from kamermijn.ingest.tables import ruled_tables
from kamermijn.ingest.unreadable import none
from kamermijn.model import LetterError

_LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
_TAIL = 65536
_FAR = 1e6
_PICTURED = 0.5
"""Share of a page that an image covers from which on the page may be a scan with a stamp on it."""


def read(data: bytes, source: str, digest: str) -> Raw:
    """Read a PDF; LetterError for one that is encrypted, broken, or has no text that can be read."""
    # The loader repairs a cut-off file without a word and leaves out what is gone: look before it does.
    linearized = _LINEARIZED.search(data[:2048])
    if (linearized and int(linearized[1]) > len(data)) or b"%%EOF" not in data[-_TAIL:]:
        raise LetterError("truncated", f"{source}: the PDF breaks off before its end: download it again")
    packing.refuse_bomb(data, source)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # PDFium tells of a file without pages what was wrong with the one before it.
        if "password" in str(error).lower() and b"/Encrypt" in data:
            raise LetterError("encrypted", f"{source}: the PDF is encrypted: save a copy without password") from None
        raise LetterError("broken_pdf", f"{source}: the PDF is broken and cannot be opened: download it again") from None
    try:
        most = limits.current().pages or len(document)
        pages, warnings = unreadable.completed(document, _read_pages(document, most), source)
        if len(document) > most:
            warnings += (f"only the first {most:,} of {len(document):,} pages are read (--max-pages)",)
        metadata = dict(document.get_metadata_dict(skip_empty=True))
    finally:
        document.close()
    if not legible.is_dutch(" ".join(map(unreadable.running_text, pages))):
        warnings += (legible.NOT_DUTCH,)
    pages, untabled = ruled_tables(data, pages)
    if untabled:
        warnings += (f"the tables of {unreadable.numbered(untabled)} read as lines of text: the file is broken there",)
    return Raw(source, digest, "pdf", pages, warnings, True, metadata)


def _read_pages(document: Any, most: int) -> unreadable.Drawn:
    """The first ``most`` pages by their text layer, and which of them show more than it says."""
    pages: list[RawPage] = []
    unlettered: list[int] = []
    pictured: list[int] = []
    broken: list[int] = []
    for index in range(min(len(document), most)):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pdfium.PdfiumError:
            broken.append(index + 1)
            pages.append(RawPage(index + 1, "", none()))
            continue
        characters = TextPage(textpage.raw)
        frame = _Frame(page, characters.turn)
        drawing = read_drawing(page.raw, frame.place)
        read_page = _read_page(index + 1, characters, frame, drawing)
        if not read_page.text and drawing.shows:
            unlettered.append(index + 1)
        elif drawing.image_area > _PICTURED * frame.width * frame.height:
            pictured.append(index + 1)
        pages.append(read_page)
        textpage.close()
        page.close()
    return unreadable.Drawn(tuple(pages), tuple(unlettered), tuple(pictured), tuple(broken))


class _Frame:
    """The page as it is shown: turns places in the file into points from the top left."""

    def __init__(self, page: Any, rotation: int | None = None) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rotation = int(page.get_rotation()) % 360 if rotation is None else rotation
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.rotation in (90, 270) else (width, height)

    def place(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Where a point of the file is shown; works on numbers and on arrays."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def _read_page(number: int, textpage: TextPage, frame: _Frame, drawing: Drawing) -> RawPage:
    printed = textpage.characters(frame.rotation)
    if not printed.text:
        return RawPage(number, "", none(), frame.width, frame.height, drawing.rulings)
    # A broken file can put a letter nowhere, or farther off than any page is large.
    at = np.clip(np.nan_to_num(printed.places), -_FAR, _FAR).astype(np.float32)
    x0, y0 = frame.place(at[:, 0], at[:, 1])
    x1, y1 = frame.place(at[:, 2], at[:, 3])
    _, origin_y = frame.place(at[:, 4], at[:, 5])
    left, right = np.minimum(x0, x1), np.maximum(x0, x1)
    top, bottom = np.minimum(y0, y1), np.maximum(y0, y1)
    size = np.where(at[:, 6] > 0.5, at[:, 6], (bottom - top) / 1.2)
    glyphs = Glyphs(left, top, right, bottom, origin_y, size, *printed.marks.T)
    return RawPage(number, printed.text, glyphs, frame.width, frame.height, drawing.rulings)
