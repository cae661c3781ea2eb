"""PDF: characters and their places by PDFium, in one pass over each page; pages without a readable text layer by OCR."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter, deque
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c

from kamermijn.ingest import legible, limits, packing, symbols, unreadable
from kamermijn.ingest.raw import Glyphs, Raw, RawPage
from kamermijn.ingest.ruling import Drawing, read_drawing
from kamermijn.ingest.tables import ruled_tables
from kamermijn.ingest.unreadable import none
from kamermijn.model import LetterError

_LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
_TAIL = 65536
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|cursive", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SAMPLE = 40
_FAR = 1e6
_PICTURED = 0.5
"""Share of a page that an image covers from which on the page may be a scan with a stamp on it."""
_SPACES = (32, 9, 10, 13, 160, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000)
# The same functions with plain addresses, which take no pointer object per character and can be mapped over all of them at once.


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_text_object = _plain(c.FPDFText_GetTextObject, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)
_unicode = _plain(c.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_loose_box = _plain(c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = _plain(c.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


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
        if "password" in str(error).lower():
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
        frame = _Frame(page)
        turn = _turn(textpage.raw)
        if turn is not None and turn != frame.rotation:
            frame = _Frame(page, turn)
        drawing = read_drawing(page.raw, frame.place)
        read_page = _read_page(index + 1, textpage.raw, frame, drawing)
        if not read_page.text and drawing.shows:
            unlettered.append(index + 1)
        elif drawing.image_area > _PICTURED * frame.width * frame.height:
            pictured.append(index + 1)
        pages.append(read_page)
        textpage.close()
        page.close()
    return unreadable.Drawn(tuple(pages), tuple(unlettered), tuple(pictured), tuple(broken))


def _turn(textpage: Any) -> int | None:
    """The rotation of the page in which most of its text runs across, told from a sample; None for a page without text."""
    matrix = c.FS_MATRIX()
    count = c.FPDFText_CountChars(textpage)
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _SAMPLE)):
        if not c.FPDFText_IsGenerated(textpage, index) and c.FPDFText_GetMatrix(textpage, index, matrix):
            turns[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4 * 90] += 1
    return turns.most_common(1)[0][0] if turns else None


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


class _Style:
    """Weight, slant and turn of each text object of a page: asked for once per object, not per character."""

    def __init__(self, textpage: Any, rotation: int) -> None:
        self.textpage, self.rotation = textpage, rotation
        self.matrix = c.FS_MATRIX()
        self.buffer = ctypes.create_string_buffer(256)
        self.flags = ctypes.c_int()

    def of(self, index: int) -> tuple[float, bool, bool, bool]:
        """(size in points, bold, italic, upright) of the character at ``index`` and all others of its object."""
        c.FPDFText_GetFontInfo(self.textpage, index, self.buffer, 256, self.flags)
        name = self.buffer.value.decode("utf-8", "replace")
        weight = c.FPDFText_GetFontWeight(self.textpage, index)
        c.FPDFText_GetMatrix(self.textpage, index, self.matrix)
        # The direction of the line, not of the stems: a slanted font leans and still runs across.
        angle = self.rotation - round(math.degrees(math.atan2(self.matrix.b, self.matrix.a)))
        upright = min(angle % 360, -angle % 360) <= 10
        # A font may be drawn at size 1 and scaled by its matrix.
        size = c.FPDFText_GetFontSize(self.textpage, index) * math.hypot(self.matrix.c, self.matrix.d)
        return (size, bool(_BOLD.search(name)) or weight >= _BOLD_WEIGHT,
                bool(_ITALIC.search(name)) or bool(self.flags.value & 64), upright)  # fmt: skip


def _boxes(address: int | None, count: int) -> tuple[Any, Any]:
    """Per character its box (left, top, right, bottom) and origin (x, y) as the file has them, fetched in one sweep."""
    boxes, origins = np.zeros((count, 4), np.float32), np.zeros((count, 2), np.float64)
    where, at = boxes.ctypes.data, origins.ctypes.data
    x_at, y_at = range(at, at + 16 * count, 16), range(at + 8, at + 8 + 16 * count, 16)
    # Nothing is kept of what the calls return: an empty box stays zero, as PDFium leaves it.
    deque(map(_loose_box, repeat(address, count), range(count), range(where, where + 16 * count, 16)), maxlen=0)
    deque(map(_origin, repeat(address, count), range(count), x_at, y_at), maxlen=0)
    return boxes.astype(np.float64), origins


def _characters(textpage: Any, style: _Style) -> tuple[str, Any, Any]:
    """The printed characters; per character its places and size; and (bold, italic, white space precedes, a gap taken for one)."""
    count = c.FPDFText_CountChars(textpage)
    address = ctypes.cast(textpage, ctypes.c_void_p).value
    codes = np.fromiter(map(_unicode, repeat(address, count), range(count)), np.uint32, count)
    objects = np.fromiter(map(_text_object, repeat(address, count), range(count)), np.uint64, count)
    space = np.isin(codes, _SPACES)
    made_up = np.zeros(count, np.bool_)
    for index in np.flatnonzero(space | (codes == 0) | (codes == 0xAD)).tolist():
        made_up[index] = c.FPDFText_IsGenerated(textpage, index)
    inked = np.flatnonzero(~space & ~(((codes == 0) | (codes == 0xAD)) & made_up))
    _, first, own = np.unique(objects[inked], return_index=True, return_inverse=True)
    styles = np.array([style.of(int(inked[i])) for i in first], np.float64).reshape(-1, 4)[own.reshape(-1)]
    inked, styles = inked[styles[:, 3] > 0], styles[styles[:, 3] > 0]
    letters = list(map(chr, np.where((codes[inked] > 0x20) & (codes[inked] < 0x7F), codes[inked], 0x20).tolist()))
    plain = np.array([letter != " " for letter in letters], np.bool_)
    for position in np.flatnonzero(~plain).tolist():
        index = int(inked[position])
        letters[position] = symbols.printed(int(codes[index]), bool(c.FPDFText_IsHyphen(textpage, index)))
    lengths = np.array([len(letter) for letter in letters], np.int64)
    printed = np.flatnonzero(lengths)
    at = inked[printed]
    # Spaces that PDFium makes up where letters stand apart are left to the layout to judge.
    spaced = np.diff(np.cumsum(space & ~made_up)[at], prepend=0) > 0
    guessed = np.diff(np.cumsum(space & made_up)[at], prepend=0) > 0
    # A ligature is several letters on one box: each has its share of the width.
    lengths = lengths[printed]
    part = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    boxes, origins = _boxes(address, count)
    box, start = np.repeat(boxes[at], lengths, axis=0), part == 0
    width = (box[:, 2] - box[:, 0]) / np.repeat(lengths, lengths)
    left = box[:, 0] + part * width
    right = np.where(np.repeat(plain[printed], lengths), box[:, 2], left + width)
    look = np.repeat(styles[printed], lengths, axis=0)
    places = np.column_stack((left, box[:, 1], right, box[:, 3], np.repeat(origins[at], lengths, axis=0), look[:, 0]))
    marks = np.column_stack((look[:, 1] > 0, look[:, 2] > 0, np.repeat(spaced, lengths) & start, np.repeat(guessed, lengths) & start))
    return "".join(letters), places, marks


def _read_page(number: int, textpage: Any, frame: _Frame, drawing: Drawing) -> RawPage:
    letters, places, marks = _characters(textpage, _Style(textpage, frame.rotation))
    if not letters:
        return RawPage(number, "", none(), frame.width, frame.height, drawing.rulings)
    # A broken file can put a letter nowhere, or farther off than any page is large.
    at = np.clip(np.nan_to_num(places), -_FAR, _FAR).astype(np.float32)
    x0, y0 = frame.place(at[:, 0], at[:, 1])
    x1, y1 = frame.place(at[:, 2], at[:, 3])
    _, origin_y = frame.place(at[:, 4], at[:, 5])
    left, right = np.minimum(x0, x1), np.maximum(x0, x1)
    top, bottom = np.minimum(y0, y1), np.maximum(y0, y1)
    size = np.where(at[:, 6] > 0.5, at[:, 6], (bottom - top) / 1.2)
    glyphs = Glyphs(left, top, right, bottom, origin_y, size, *marks.T)
    return RawPage(number, letters, glyphs, frame.width, frame.height, drawing.rulings)
