"""What is drawn on a page besides letters: straight lines, and whether there is more to be seen."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as c

from kamermijn.ingest.raw import Ruling
from kamermijn.ingest.sweep import Question

_THIN = 2.5
_SHORT = 8.0
_MOST_OBJECTS = 20_000
"""A page with more objects than this is a drawing; its lines say nothing about the text."""

_object = Question(c.FPDFPage_GetObject, "i64")
# Of a plain address: most objects of a page are text, and for each of them a pointer object would be made.
_kind_of = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_size_t)(ctypes.cast(c.FPDFPageObj_GetType, ctypes.c_void_p).value or 0)


@dataclass(frozen=True)
class Drawing:
    """The straight lines of a page, whether it shows anything else, and the area of its largest image in square points."""

    rulings: tuple[Ruling, ...]
    shows: bool
    image_area: float = 0.0


def read_drawing(page: Any, place: Callable[[float, float], tuple[float, float]]) -> Drawing:
    """Read the drawn lines of a page: thin shapes, and the four edges of an outlined box."""
    count = c.FPDFPage_CountObjects(page)
    rulings: list[Ruling] = []
    shows = False
    image_area = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    indices = np.arange(min(count, _MOST_OBJECTS), dtype=np.int32)
    objects = _object.answers(ctypes.cast(page, ctypes.c_void_p).value or 0, indices).tolist()
    others = [(address, kind) for address, kind in zip(objects, map(_kind_of, objects), strict=True) if kind != c.FPDF_PAGEOBJ_TEXT]
    for address, kind in others:
        shape = ctypes.cast(address, c.FPDF_PAGEOBJECT)
        if kind != c.FPDF_PAGEOBJ_PATH:
            shows = True
            if kind == c.FPDF_PAGEOBJ_IMAGE and c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
                image_area = max(image_area, abs((right.value - left.value) * (top.value - bottom.value)))
            continue
        if not c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            continue
        (xa, ya), (xb, yb) = place(left.value, top.value), place(right.value, bottom.value)
        x0, x1, y0, y1 = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        wide, high = x1 - x0, y1 - y0
        if min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORT:
                rulings.append(Ruling(x0, y0, x1, y1))
        elif c.FPDFPath_GetDrawMode(shape, filled, stroked) and stroked.value and c.FPDFPath_CountSegments(shape) in (4, 5):
            rulings += [Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1)]
        else:
            shows = True
    return Drawing(tuple(rulings), shows, image_area)
