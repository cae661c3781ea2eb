"""Pages whose text layer is missing or broken: which they are, and what OCR makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from kamermijn.ingest import legible, scan, tesseract
from kamermijn.ingest.raw import Glyphs, RawPage
from kamermijn.model import LetterError

_STAMP = 150
"""Characters up to which the text layer of a page that is one image may be a stamp or a running head only."""
READ_BY_OCR = "read by OCR: compare what you use with the page"


@dataclass(frozen=True)
class Drawn:
    """The pages of a PDF as their text layer has them, and the numbers of those that show more than it says.

    ``unlettered`` show something and have no text, ``pictured`` are for the greater part an image, ``broken`` do not open.
    """

    pages: tuple[RawPage, ...]
    unlettered: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()


def completed(document: Any, drawn: Drawn, source: str) -> tuple[tuple[RawPage, ...], tuple[str, ...]]:
    """The pages, those without a readable text layer read by OCR, and what to warn of; LetterError where nothing can be read."""
    texts = {page.number: running_text(page) for page in drawn.pages}
    counted = {number: legible.tally(text) for number, text in texts.items()}
    garbled = {number for number, tally in counted.items() if tally.unmapped_share > legible.MOST_UNMAPPED}
    doubted = {number for number, tally in counted.items() if number not in garbled and tally.fault}
    # Of a short page nothing can be told on its own: the document as a whole decides for it.
    judged = counted.keys() if len(garbled) * 2 >= len(texts) else counted.keys() - garbled
    fault = sum((counted[number] for number in judged), legible.NOTHING).fault
    if fault:
        garbled |= {number for number, text in texts.items() if text}
    stamped = {number for number in drawn.pictured if 0 < len(texts[number]) <= _STAMP}
    wanted = {*drawn.unlettered, *garbled, *doubted, *stamped}
    lacking = tesseract.missing() if wanted else None
    if lacking and (fault or not any(texts.values())):
        what = f"the text layer is broken, {fault}" if fault else "there is no text layer in it (a scan)"
        raise LetterError("needs_ocr", f"{source}: {what}, so it needs OCR, and {lacking}")
    found = scan.read(document, wanted) if wanted and not lacking else scan.Scanned()
    better = {n: page for n, page in found.pages.items() if n not in stamped | doubted or _says_more(page, texts[n], n in doubted)}
    dropped = garbled - better.keys()

    pages = tuple(better.get(p.number) or (replace(p, text="", glyphs=none()) if p.number in dropped else p) for p in drawn.pages)
    if not any(page.text for page in pages):
        raise _unread(drawn, found, source, fault)
    if better and (fault := legible.tally(" ".join(map(running_text, pages))).fault):
        raise LetterError("illegible", f"{source}: OCR makes no readable text of it, {fault}: ask for a better scan or another form")
    return pages, tuple(_warnings(drawn, found, better, dropped, lacking))


def _says_more(scanned: RawPage, layer: str, in_doubt: bool) -> bool:
    """Whether OCR makes more of a page than its text layer says: more like language, or far more of it."""
    text = running_text(scanned)
    if in_doubt:
        return bool(scanned.text) and legible.tally(text).likeness > legible.tally(layer).likeness + 0.05
    return len(text) > 2 * _STAMP


def _unread(drawn: Drawn, found: scan.Scanned, source: str, fault: str | None) -> LetterError:
    if drawn.broken and not (drawn.unlettered or fault):
        return LetterError("no_text_layer", f"{source}: its pages cannot be read: download it again")
    if found.left_out:
        why = "; ".join(f"{numbered(numbers)} not read, {why}" for why, numbers in found.left_out.items())
        return LetterError("no_text_layer", f"{source}: there is no text layer in it (a scan), and {why}")
    if found.pages:
        return LetterError(
            "no_text_layer", f"{source}: there is no text layer in it (a scan), and OCR finds no text: check that it is a letter"
        )
    return LetterError("no_text_layer", f"{source}: there is nothing on its pages: check that the whole letter was saved")


def _warnings(drawn: Drawn, found: scan.Scanned, better: Iterable[int], dropped: set[int], lacking: str | None) -> Iterable[str]:
    if drawn.broken:
        yield f"{numbered(drawn.broken)} broken and could not be read"
    lettered = [number for number in better if found.pages[number].text]
    if lettered:
        yield f"{numbered(lettered)} {READ_BY_OCR}"
    if silent := [number for number in drawn.unlettered if number in found.pages and not found.pages[number].text]:
        yield f"{numbered(silent)} only an image, in which OCR finds no text"
    for why, numbers in found.left_out.items():
        yield f"{numbered(numbers)} not read: {why}"
    if lacking and dropped:
        yield f"{numbered(dropped)} not read: the text layer is broken there, so it needs OCR, and {lacking}"
    if lacking and drawn.unlettered:
        yield f"{numbered(drawn.unlettered)} not read: only an image, so it needs OCR, and {lacking}"


def numbered(numbers: Iterable[int]) -> str:
    """The pages with these numbers as the subject of a sentence."""
    numbers = sorted(numbers)
    listed = ", ".join(map(str, numbers[:20])) + (" and others" if len(numbers) > 20 else "")
    return f"page {listed} is" if len(numbers) == 1 else f"pages {listed} are"


def running_text(page: RawPage) -> str:
    """The characters of a page with a space where words stand apart: enough to judge the text layer by."""
    glyphs = page.glyphs
    if glyphs is None or not page.text:
        return page.text
    gap = (glyphs.left[1:] - glyphs.right[:-1]) / np.maximum(glyphs.size[1:], 1)
    apart = glyphs.spaced[1:] | (gap > 0.2) | (np.abs(np.diff(glyphs.baseline)) > 0.5 * glyphs.size[1:])
    letters = np.frombuffer(page.text.encode("utf-32-le"), "<u4")
    return np.insert(letters, np.flatnonzero(apart) + 1, ord(" ")).tobytes().decode("utf-32-le")


def none() -> Glyphs:
    """The characters of a page without any."""
    nothing, no = np.zeros(0, np.float32), np.zeros(0, np.bool_)
    return Glyphs(nothing, nothing, nothing, nothing, nothing, nothing, no, no, no, no)
