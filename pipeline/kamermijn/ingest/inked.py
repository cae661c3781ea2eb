"""From what was recognised in an image to a page of characters with places: sizes, marks, bullets, and what is in doubt."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from kamermijn.ingest.hocr import Line, Recognised, Word
from kamermijn.ingest.raw import Glyphs, RawPage, Ruling

LEAST_SURE_DIGIT = 90.0
LEAST_SURE_WORD = 60.0
"""Confidence below which a digit, or the word that holds it, is in doubt; measured by ``tests/bench/scans.py``."""
_LEAST_SURE_LINE = 50.0
"""Lines below this are handwriting, stamps and coats of arms read as letters."""
_NOISE = re.compile(r"[^\w€%]+|_+")
_LEAST_SURE_SIGN = 40.0
_BULLETS = dict.fromkeys("e®©¢«»*°·■●•¥", "•") | {"=": "-", "o": "o"}
_BULLET_GAP = 0.55
# So many digits without a point are a file number, in which a letter is easily taken for a digit (`2022Z24775`).
_LONG_NUMBER = re.compile(r"\d{8,}")
# Digits, and the letters that are taken for them, or they for letters.
_NUMBER_LIKE = re.compile(r"(?=.*\d)(?=.*[lIOoSB|!])[\dlIOoSB|!.,/]+%?")
_WRAPPED = re.compile(r"^[(€„“\"'\[]*|[).,;:%!?”\"'\]-]*$")
_POWER = re.compile(r"(?:[kcdm]?m|CO|NO)[°?*'’”»®!z]+[.,;:)]*")
_UNIT = re.compile(r"(?:[kcdm]?m|CO|NO)$")
_USUAL_SPACES = 2.3
"""Times the usual space of a line up to which a gap in it is a word space, and beyond which it parts two columns."""
_WORD_SPACE, _COLUMN_SPACE = 0.4, 1.2
"""Sizes of letter that the layout surely takes for the one, and for the other."""
_BOLD = 1.25
_SNAP = 0.08


def page_of(found: Recognised, dark: Any, number: int, dpi: float) -> RawPage:
    """The page, its places in points from the top left; ``dark`` are the pixels of ink of the image that was read."""
    point = 72 / dpi
    height, width = dark.shape[0] * point, dark.shape[1] * point
    lines = [line for line in found.lines if line.sure >= _LEAST_SURE_LINE]
    frame = _Upright(found.slope, width, height)
    rulings = tuple(_ruling(separator, point, frame) for separator in found.separators)
    sizes = _sizes(lines, point)
    bold = _bold(lines, dark)
    page = _Page()
    for line, size, heavy in zip(lines, sizes, bold, strict=True):
        page.add(_mended(line, size / point), size, heavy, point, frame)
    return page.made(number, width, height, rulings, math.atan(found.slope))


class _Upright:
    """Turns points of a page that was laid a little askew, so that its lines run straight across."""

    def __init__(self, slope: float, width: float, height: float) -> None:
        angle = math.atan(slope)
        self.cos, self.sin = math.cos(angle), math.sin(angle)
        self.x, self.y = width / 2, height / 2

    def place(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.x, y - self.y
        return self.x + x * self.cos + y * self.sin, self.y - x * self.sin + y * self.cos


class _Page:
    """Characters in the order in which they are read, one entry each."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.places: list[tuple[float, float, float, float, float, float]] = []
        self.bold: list[bool] = []
        self.spaced: list[bool] = []
        self.unsure: list[bool] = []

    def add(self, line: Line, size: float, heavy: bool, point: float, frame: _Upright) -> None:
        """Add one line: the boxes of a word's characters are made to touch, for the engine's are too narrow or too wide."""
        for word in line.words:
            doubts = _doubts(word)
            middles = [(a.x1 + b.x0) / 2 for a, b in pairwise(word.characters)]
            edges = np.maximum.accumulate([word.characters[0].x0, *middles, max(word.characters[-1].x1, *middles, 0.0)]).tolist()
            for index, character in enumerate(word.characters):
                base = line.height + line.slope * (edges[index] + edges[index + 1]) / 2
                raised = _is_raised(word, index, base, size / point)
                own = 0.6 * size if raised else size
                at = character.y1 if raised else base
                x0, y = frame.place(edges[index] * point, at * point)
                x1, _ = frame.place(edges[index + 1] * point, at * point)
                self.letters.append(character.text[0])
                self.places.append((x0, y - 0.93 * own, max(x1, x0), y + 0.22 * own, y, own))
                self.bold.append(heavy)
                self.spaced.append(index == 0)
                self.unsure.append(doubts[index])

    def made(self, number: int, width: float, height: float, rulings: tuple[Ruling, ...], skew: float) -> RawPage:
        """The finished page."""
        places = np.array(self.places, np.float32).reshape(-1, 6)
        no = np.zeros(len(self.letters), np.bool_)
        left, top, right, bottom, baseline, size = places.T
        glyphs = Glyphs(left, top, right, bottom, baseline, size, np.array(self.bold, np.bool_), no, np.array(self.spaced, np.bool_), no)
        return RawPage(number, "".join(self.letters), glyphs, width, height, rulings, scanned=True,
                       unsure=np.array(self.unsure, np.bool_), skew=skew)  # fmt: skip


def _ruling(separator: tuple[float, float, float, float], point: float, frame: _Upright) -> Ruling:
    x0, y0 = frame.place(separator[0] * point, separator[1] * point)
    x1, y1 = frame.place(separator[2] * point, separator[3] * point)
    # A line that is not quite straight has a box that is not quite flat.
    if x1 - x0 > 8 * abs(y1 - y0):
        y0 = y1 = (y0 + y1) / 2
    elif abs(y1 - y0) > 8 * abs(x1 - x0):
        x0 = x1 = (x0 + x1) / 2
    return Ruling(x0, y0, x1, y1)


def _sizes(lines: list[Line], point: float) -> list[float]:
    """The size of letter of each line in points: one for a paragraph, and the page's usual one where it is about that."""
    by_paragraph: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        by_paragraph[line.paragraph] += [line.size * point] * sum(len(word.characters) for word in line.words)
    own = {paragraph: median(sizes) for paragraph, sizes in by_paragraph.items()}
    weights: Counter[float] = Counter()
    for paragraph, sizes in by_paragraph.items():
        weights[round(own[paragraph] * 4) / 4] += len(sizes)
    usual = max(weights, key=lambda size: (weights[size], size), default=0.0)
    found = []
    for line in lines:
        size = own[line.paragraph]
        if abs(line.size * point - size) > 0.25 * size:
            size = line.size * point
        found.append(max(1.0, usual if abs(size - usual) <= _SNAP * usual else size))
    return found


def _bold(lines: list[Line], dark: Any) -> list[bool]:
    """Whether each line is printed heavier than most: the share of ink between its baseline and the tops of its small letters."""
    shares = []
    for line in lines:
        ink = area = 0
        for word in line.words:
            x0, x1 = int(word.characters[0].x0), int(word.characters[-1].x1) + 1
            base = line.height + line.slope * (x0 + x1) / 2
            band = dark[max(0, int(base - 0.5 * line.size)) : max(0, int(base)), x0:x1]
            ink, area = ink + int(band.sum()), area + band.size
        shares.append(ink / area if area else 0.0)
    usual = median([share for share, line in zip(shares, lines, strict=True) for _ in line.words] or [0.0])
    return [share > _BOLD * usual for share in shares]


def _mended(line: Line, size: float) -> Line:
    """A line without specks read as signs, with its bullet as a bullet."""
    words = list(line.words)
    for word in words:
        while len(word.characters) > 1 and word.characters[0].text == "_":
            del word.characters[0]
    first = words[0]
    if len(words) > 1 and first.text in _BULLETS and words[1].characters[0].x0 - first.characters[-1].x1 > _BULLET_GAP * size:
        first.characters[0].text = _BULLETS[first.text]
        first.sure = 100.0
    kept = [word for word in words if word.sure >= _LEAST_SURE_SIGN or not _NOISE.fullmatch(word.text)]
    for word in kept:
        _take_misread_mark(word, line, size)
    _set_apart(kept, size)
    return Line(kept or words[:1], line.slope, line.height, line.size, line.paragraph)


def _set_apart(words: list[Word], size: float) -> None:
    """Make the gaps between the words of a line plainly word spaces or plainly columns: the engine's boxes lie too wide or too narrow."""
    pairs = [(a.characters[-1], b.characters[0]) for a, b in pairwise(words)]
    for last, first in pairs:
        # A box that reaches into the next word is the engine's slip, not a letter's shape.
        if last.x1 > first.x0 - 0.1 * size:
            last.x1 = max(last.x0, min(last.x1, first.x0 - 0.25 * size))
    gaps = [first.x0 - last.x1 for last, first in pairs]
    usual = max(median(gaps), 0.2 * size) if len(gaps) >= 3 else 0.35 * size
    for (last, first), gap in zip(pairs, gaps, strict=True):
        if gap <= _USUAL_SPACES * usual:
            last.x1 += max(0.0, gap - _WORD_SPACE * size)
        elif gap > 0.75 * size:
            last.x1 = max(last.x0, min(last.x1, first.x0 - _COLUMN_SPACE * size))


def _take_misread_mark(word: Word, line: Line, size: float) -> None:
    """Take a sign that hangs above the line off a word: a raised number that was not recognised."""
    last = word.characters[-1]
    if len(word.characters) > 2 and last.text in "!?®*" and not _UNIT.search(word.text[:-1]):
        base = line.height + line.slope * last.x1
        if base - last.y1 > 0.15 * size:
            del word.characters[-1]


def _is_raised(word: Word, index: int, base: float, size: float) -> bool:
    """Whether a digit is printed small and above the line: at the end of a word, or as a word of its own."""
    character = word.characters[index]
    if not character.text.isdigit() or base - character.y1 < 0.15 * size or character.y1 - character.y0 > 0.6 * size:
        return False
    return index == 0 or not word.characters[index - 1].text.isdigit() or _is_raised(word, index - 1, base, size)


def _doubts(word: Word) -> list[bool]:
    """Per character whether what it says of a number is in doubt: all of the number, or none of it."""
    text = word.text
    core = _WRAPPED.sub("", text)
    mixed = bool(_NUMBER_LIKE.fullmatch(core) or _LONG_NUMBER.search(core))
    power = bool(_POWER.fullmatch(text))
    if mixed or power or any(c.text.isdigit() and c.sure < LEAST_SURE_DIGIT for c in word.characters):
        return [True] * len(text)
    return [word.sure < LEAST_SURE_WORD and any(c.isdigit() for c in text)] * len(text)
