"""The lines of an image as hOCR tells them (https://kba.github.io/hocr-spec/1.2/): characters with box and confidence."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import mean, median

from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_LINES = {"ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"}
_LARGEST = 100_000
MOST_LETTERS = 20_000
"""Characters read of one image; the densest page of small print holds some 10,000, a texture taken for letters more."""
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(slots=True)
class Character:
    """A character with its box in pixels and how sure the engine is of it, 0 to 100."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    sure: float


@dataclass(slots=True)
class Word:
    """Characters without a space between them."""

    characters: list[Character]
    sure: float

    @property
    def text(self) -> str:
        """The word as it reads."""
        return "".join(character.text for character in self.characters)


@dataclass(slots=True)
class Line:
    """A printed line: ``baseline`` is (slope, height at x = 0) in pixels, ``size`` the height of its letters."""

    words: list[Word]
    slope: float
    height: float
    size: float
    paragraph: int = 0

    @property
    def sure(self) -> float:
        """How sure the engine is of the line, each word by its length."""
        letters = sum(len(word.characters) for word in self.words)
        return sum(word.sure * len(word.characters) for word in self.words) / letters if letters else 0.0


@dataclass(slots=True)
class Recognised:
    """What stands in an image: its lines in reading order, and the straight lines (x0, y0, x1, y1) that part it."""

    lines: list[Line] = field(default_factory=list)
    separators: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """How many characters were recognised."""
        return sum(len(word.characters) for line in self.lines for word in line.words)

    @property
    def sure(self) -> float:
        """How sure the engine is of what it read, 0 to 100."""
        words = [(word.sure, len(word.characters)) for line in self.lines for word in line.words]
        return sum(sure * letters for sure, letters in words) / self.letters if words else 0.0

    @property
    def slope(self) -> float:
        """By how much the lines of the page climb or fall, as a tangent: the median of its long lines."""
        return median([line.slope for line in self.lines if sum(len(word.characters) for word in line.words) >= 25] or [0.0])


def read(hocr: bytes) -> Recognised:
    """Parse one page of hOCR with character boxes; an empty page for what is no hOCR."""
    found = Recognised()
    try:
        root = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True))
    except (etree.XMLSyntaxError, UnicodeDecodeError, ValueError):
        return found
    if root is not None:
        # What is no text in UTF-8 ends the page: the engine never writes that.
        with suppress(UnicodeDecodeError):
            _collect(root, found)
    return found


def _collect(root: etree._Element, found: Recognised) -> None:
    paragraph = letters = 0
    for element in root.iter(f"{_XHTML}p", f"{_XHTML}span", f"{_XHTML}div"):
        kind = element.get("class", "")
        if kind == "ocr_par":
            paragraph += 1
        elif kind == "ocr_separator" and (box := _box(element, "bbox")):
            found.separators.append(box)
        elif kind in _LINES and (line := _line(element, paragraph)):
            found.lines.append(line)
            letters += sum(len(word.characters) for word in line.words)
            if letters > MOST_LETTERS:
                return


def _line(element: etree._Element, paragraph: int) -> Line | None:
    words = []
    for each in element.iter(f"{_XHTML}span"):
        if each.get("class") != "ocrx_word":
            continue
        parts = [part for part in each.iter(f"{_XHTML}span") if part.get("class") == "ocrx_cinfo"]
        characters = [character for part in parts if (character := _character(part))]
        if characters:
            sure = _property(each, "x_wconf")
            words.append(Word(characters, sure[0] if sure else mean(c.sure for c in characters)))
    box = _box(element, "bbox")
    if not words or box is None:
        return None
    x0, _, _, y1 = box
    slope, offset = (*_property(element, "baseline"), 0.0, 0.0)[:2]
    slope = max(-1.0, min(slope, 1.0))
    size = [min(height, _LARGEST) for height in _property(element, "x_size")]
    return Line(words, slope, y1 + offset - slope * x0, size[0] if size else 0.0, paragraph)


def _character(element: etree._Element) -> Character | None:
    """The character of an element; None for one that is white space or stands nowhere."""
    box = _box(element, "x_bboxes")
    text = (element.text or "").strip()
    if box is None or not text:
        return None
    sure = _property(element, "x_conf")
    return Character(text[0], *box, sure[0] if sure else 0.0)


def _box(element: etree._Element, name: str) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom; None where they are not those of a rectangle on any image."""
    numbers = _property(element, name)
    if len(numbers) < 4 or not all(0 <= number <= _LARGEST for number in numbers[:4]):
        return None
    x0, y0, x1, y1 = numbers[:4]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _property(element: etree._Element, name: str) -> list[float]:
    """The numbers of one property of an element's title (`bbox 10 20 30 40; x_wconf 95`)."""
    for part in (element.get("title") or "").split(";"):
        key, _, values = part.strip().partition(" ")
        if key == name:
            return [float(number) for number in _NUMBERS.findall(values)]
    return []
