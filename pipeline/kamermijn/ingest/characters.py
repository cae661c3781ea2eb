"""The characters of a PDF page with their places and looks, as PDFium's text page knows them."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pypdfium2.raw as c
from numpy.typing import NDArray

from kamermijn.ingest import symbols
from kamermijn.ingest.sweep import Question

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|cursive", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FORCED_ITALIC = 64
"""The bit of a font's flags that says that it slants (PDF 32000-1, table 123)."""
_LEANING = 10
"""Degrees up to which a line still runs across."""
_SPACES = (32, 9, 10, 13, 160, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000)
# By code, for all up to the one behind the last, which stands for those beyond too.
_IS_SPACE = np.isin(np.arange(max(_SPACES) + 2), _SPACES)
_SOFT_HYPHEN = 0xAD

_unicode = Question(c.FPDFText_GetUnicode)
_generated = Question(c.FPDFText_IsGenerated)
_hyphen = Question(c.FPDFText_IsHyphen)
_weight = Question(c.FPDFText_GetFontWeight)
_size = Question(c.FPDFText_GetFontSize, "double")
_object = Question(c.FPDFText_GetTextObject, "i64")
_box = Question(c.FPDFText_GetLooseCharBox, places=1)
_matrix = Question(c.FPDFText_GetMatrix, places=1)
_origin = Question(c.FPDFText_GetCharOrigin, places=2)
# With plain addresses, so that no pointer object is made for each text object.
_font_of = ctypes.PYFUNCTYPE(ctypes.c_size_t, ctypes.c_size_t)(ctypes.cast(c.FPDFTextObj_GetFont, ctypes.c_void_p).value or 0)


@dataclass(frozen=True)
class Characters:
    """The printed characters of a page in the order in which the file draws them, one array row each.

    ``places`` are left, top, right, bottom, origin x and y in the file's own points, and the size of the font; ``marks`` are bold,
    italic, white space precedes, and a gap precedes that was taken for white space.
    """

    text: str
    places: NDArray[np.float64]
    marks: NDArray[np.bool_]


class TextPage:
    """What PDFium's text page says of its characters, asked for once each."""

    def __init__(self, textpage: Any) -> None:
        self._address = ctypes.cast(textpage, ctypes.c_void_p).value or 0
        self._textpage = textpage
        self._all = np.arange(max(0, c.FPDFText_CountChars(textpage)), dtype=np.int32)
        self._codes = _unicode.answers(self._address, self._all).astype(np.uint32)
        self._space = _IS_SPACE[np.minimum(self._codes, len(_IS_SPACE) - 1)]
        doubtful = np.flatnonzero(self._space | (self._codes == 0) | (self._codes == _SOFT_HYPHEN)).astype(np.int32)
        self._made_up = np.zeros(len(self._all), np.bool_)
        self._made_up[doubtful] = _generated.answers(self._address, doubtful) != 0
        signless = ((self._codes == 0) | (self._codes == _SOFT_HYPHEN)) & self._made_up
        self._inked = np.flatnonzero(~self._space & ~signless).astype(np.int32)

    @cached_property
    def _objects(self) -> tuple[NDArray[np.int32], NDArray[np.int64], list[int]]:
        """The first character of each text object; for each printed character the number of its object; and the objects' addresses."""
        objects = _object.answers(self._address, self._inked)
        each, first, own = np.unique(objects, return_index=True, return_inverse=True)
        return self._inked[first], own.reshape(-1), each.tolist()

    @cached_property
    def _matrices(self) -> NDArray[np.float64]:
        """The matrix (a, b, c, d, e, f) of each text object."""
        return _matrix.written(self._address, self._objects[0], 6, np.float32).astype(np.float64)

    @cached_property
    def _angles(self) -> NDArray[np.float64]:
        """In which direction the line of each text object runs, in degrees: of the line, not of the stems, which lean in italics."""
        return np.rint(np.degrees(np.arctan2(self._matrices[:, 1], self._matrices[:, 0])))

    @cached_property
    def turn(self) -> int | None:
        """The rotation of the page in which most of its text runs across; None for a page without text."""
        if not len(self._inked):
            return None
        counts = np.bincount(self._objects[1], minlength=len(self._angles))
        turns = np.rint(self._angles / 90).astype(np.int64) % 4
        return int(np.bincount(turns, weights=counts).argmax()) * 90

    def characters(self, rotation: int) -> Characters:
        """The characters that run across on the page as it is shown, ``rotation`` degrees turned."""
        own = self._objects[1]
        angle = (rotation - self._angles) % 360
        upright = np.minimum(angle, 360 - angle) <= _LEANING
        inked, looks = self._inked[upright[own]], self._looks()[own[upright[own]]]
        codes, lengths, is_plain = self._printed(inked)
        printed = np.flatnonzero(lengths)
        at, lengths, looks = inked[printed], lengths[printed], looks[printed]
        # Spaces that PDFium makes up where letters stand apart are left to the layout to judge.
        spaced = np.diff(np.cumsum(self._space & ~self._made_up)[at], prepend=0) > 0
        guessed = np.diff(np.cumsum(self._space & self._made_up)[at], prepend=0) > 0
        boxes = _box.written(self._address, at, 4, np.float32).astype(np.float64)
        origins = _origin.written(self._address, at, 2, np.float64)
        start: NDArray[np.bool_] | bool = True
        if len(codes) > len(at):
            # A ligature is several letters on one box: each has its share of the width.
            part = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            width = np.repeat((boxes[:, 2] - boxes[:, 0]) / lengths, lengths)
            boxes, origins, looks, spaced, guessed = (np.repeat(each, lengths, axis=0) for each in (boxes, origins, looks, spaced, guessed))
            boxes[:, 0] += part * width
            boxes[:, 2] = np.where(np.repeat(is_plain[printed], lengths), boxes[:, 2], boxes[:, 0] + width)
            start = part == 0
        places = np.column_stack((boxes, origins, looks[:, 0]))
        marks = np.column_stack((looks[:, 1] > 0, looks[:, 2] > 0, spaced & start, guessed & start))
        return Characters(codes.astype("<u4").tobytes().decode("utf-32-le"), places, marks)

    def _printed(self, inked: NDArray[np.int32]) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.bool_]]:
        """The codes of what is printed; per character how many of them are its own, and whether it is plain ASCII."""
        codes = self._codes[inked]
        is_plain = (codes > 0x20) & (codes < 0x7F)
        odd = np.flatnonzero(~is_plain)
        lengths = np.ones(len(inked), np.int64)
        hyphens = _hyphen.answers(self._address, inked[odd]) > 0
        signs = [symbols.printed(code, hyphen) for code, hyphen in zip(codes[odd].tolist(), hyphens.tolist(), strict=True)]
        lengths[odd] = [len(sign) for sign in signs]
        codes = np.repeat(codes, lengths)
        starts = (np.cumsum(lengths) - lengths)[odd].tolist()
        for start, sign in zip(starts, signs, strict=True):
            codes[start : start + len(sign)] = [ord(letter) for letter in sign]
        return codes, lengths, is_plain

    def _looks(self) -> NDArray[np.float64]:
        """Size in points, bold and italic of each text object."""
        first, _, objects = self._objects
        # A font may be drawn at size 1 and scaled by its matrix.
        sizes = _size.answers(self._address, first) * np.hypot(self._matrices[:, 2], self._matrices[:, 3])
        fonts = [_font_of(address) if address else 0 for address in objects]
        example = dict(zip(fonts, first.tolist(), strict=True))
        named = {font: self._named(index) for font, index in example.items()}
        bold, slanted = np.array([named[font] for font in fonts], np.bool_).reshape(-1, 2).T
        return np.column_stack((sizes, bold | (_weight.answers(self._address, first) >= _BOLD_WEIGHT), slanted))

    def _named(self, index: int) -> tuple[bool, bool]:
        """Whether the font of a character is called bold, and whether it is called italic or slants."""
        name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        c.FPDFText_GetFontInfo(self._textpage, index, name, 256, flags)
        called = name.value.decode("utf-8", "replace")
        return bool(_BOLD.search(called)), bool(_ITALIC.search(called)) or bool(flags.value & _FORCED_ITALIC)
