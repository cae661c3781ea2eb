"""Pages that are only to be seen: drawn by PDFium, read by Tesseract, and handed on as characters with their places."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from kamermijn.ingest import hocr, limits, margin, tesseract
from kamermijn.ingest.inked import page_of
from kamermijn.ingest.raw import RawPage

DPI = 300
MOST_PIXELS = 40_000_000
"""A page beyond this (A4 at 300 dpi has 9 million) is drawn smaller."""
LEAST_DPI = 100
_DARK, _WHITE = 128, 255
_BLANK = 2e-5
"""Share of dark pixels below which a page is blank: a point of print on A4."""
_POOR = 70.0
"""Confidence below which a page may stand on its side or its head; upright print is read with 85 or more."""
_SIDEWAYS = 1.5


@dataclass
class Scanned:
    """What came of the pages that were to be read by OCR: by number, the blank ones, and those left out, by the reason."""

    pages: dict[int, RawPage] = field(default_factory=dict)
    blank: set[int] = field(default_factory=set)
    left_out: dict[str, list[int]] = field(default_factory=dict)

    def leave_out(self, number: int, why: str) -> None:
        """Note that a page was not read."""
        self.left_out.setdefault(why, []).append(number)


def read(document: Any, numbers: Iterable[int]) -> Scanned:
    """Read pages (1-based) of an open PDFium document by OCR, within the limits that hold now."""
    allowed = limits.current()
    scanned = Scanned()
    began = time.monotonic()
    for number in sorted(numbers):
        left = allowed.scan_seconds - (time.monotonic() - began) if allowed.scan_seconds else math.inf
        if allowed.scanned_pages and len(scanned.pages) >= allowed.scanned_pages:
            scanned.leave_out(number, f"more than {allowed.scanned_pages} pages to read by OCR (--scanned-pages)")
        elif left < 1:
            scanned.leave_out(number, "no time left for OCR")
        else:
            _read_page(document, number, min(allowed.page_seconds or math.inf, left), scanned)
    return scanned


def _read_page(document: Any, number: int, seconds: float, scanned: Scanned) -> None:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        dpi = min(DPI, math.sqrt(MOST_PIXELS / max(width * height, 1.0)) * 72)
        if dpi < LEAST_DPI:
            scanned.leave_out(number, "the page is too large for OCR")
            return
        image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        page.close()
    except (RuntimeError, ValueError, MemoryError):
        scanned.leave_out(number, "the page cannot be drawn")
        return
    if is_blank(np.asarray(image)):
        scanned.blank.add(number)
        return
    try:
        scanned.pages[number] = recognised(image, number, dpi, seconds)
    except tesseract.OutOfTimeError:
        scanned.leave_out(number, f"OCR took longer than {seconds:.0f} seconds")


def recognised(image: Any, number: int, dpi: float, seconds: float) -> RawPage:
    """The page that an image shows, upright; OutOfTimeError where that takes longer than ``seconds``."""
    until = time.monotonic() + (seconds if math.isfinite(seconds) else 3600)
    turned = 0
    if _stands_sideways(np.asarray(image) < _DARK):
        turned = tesseract.turned_by(image, round(dpi), _left(until))
        image = _turned(image, turned)
    found = hocr.read(tesseract.hocr(image, round(dpi), _left(until)))
    if not turned and found.letters and found.sure < _POOR and (turned := tesseract.turned_by(image, round(dpi), _left(until))):
        upright = _turned(image, turned)
        other = hocr.read(tesseract.hocr(upright, round(dpi), _left(until)))
        if other.sure > found.sure:
            found, image = other, upright
    if beside := margin.find(found.lines, image.width):
        text, column = _apart(image, beside)
        found = margin.joined(*(hocr.read(tesseract.hocr(part, round(dpi), _left(until))) for part in (text, column)))
    return page_of(found, np.asarray(image) < _DARK, number, dpi)


def _apart(image: Any, beside: margin.Margin) -> tuple[Any, Any]:
    """The image without what stands in its margin, and that alone."""
    box = (beside.left, beside.top, image.width, min(beside.bottom, image.height))
    text, column = image.copy(), image.copy()
    text.paste(_WHITE, box)
    column.paste(_WHITE, (0, 0, *image.size))
    column.paste(image.crop(box), box[:2])
    return text, column


def is_blank(pixels: Any) -> bool:
    """Whether an image holds nothing that could be print: too little that is darker than its paper, or nothing but that."""
    dark = pixels < min(_DARK, int(np.median(pixels)) // 2 + 1)
    return bool(dark.mean() < _BLANK)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left < 1:
        raise tesseract.OutOfTimeError
    return left


def _turned(image: Any, degrees: int) -> Any:
    """The image turned clockwise."""
    return image.rotate(-degrees, expand=True) if degrees else image


def _stands_sideways(dark: Any) -> bool:
    """Whether ink and white alternate more from column to column than from row to row, as they do where lines run down."""
    step = max(1, min(dark.shape) // 800)
    small = dark[: dark.shape[0] // step * step, : dark.shape[1] // step * step]
    small = small.reshape(small.shape[0] // step, step, small.shape[1] // step, step).mean(axis=(1, 3))
    across, down = (float(np.square(np.diff(small.mean(axis=axis))).mean()) for axis in (1, 0))
    return down > _SIDEWAYS * across
