"""A column of small print beside the text of a scan: the engine takes its words for the end of the lines that stand beside them.

So it is with the margin of a ministry's letter. Its left edge is where several lines, or parts of lines, begin and through which no word
runs; it is read apart from the text, and the text without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from kamermijn.ingest.hocr import Line, Recognised, Word

_BESIDE = 0.55
"""Share of the width of the page from which on a column stands in the margin."""
_TOLERANCE = 0.006
"""Share of the width of the page by which the lines of one column begin apart, and by which it stands free."""
_LEAST_LINES = 3
_NEAR = 3.0
"""Sizes of letter above and below its lines within which a margin goes on."""
_APART = 10_000
"""What is added to the numbers of its paragraphs, of which no page has so many."""


@dataclass(frozen=True, slots=True)
class Margin:
    """Where the margin stands: its left edge, and between which heights, in pixels."""

    left: int
    top: int
    bottom: int


def find(lines: list[Line], width: float) -> Margin | None:
    """The margin with which the text was read together; None where there is none, or each stands in lines of its own."""
    near = _TOLERANCE * width
    starts = [_left(line.words[0]) for line in lines if _left(line.words[0]) > _BESIDE * width]
    edge = max(starts, key=lambda start: sum(abs(other - start) <= near for other in starts), default=None)
    if edge is None:
        return None
    own = [line for line in lines if abs(_left(line.words[0]) - edge) <= near]
    if len(own) < _LEAST_LINES:
        return None
    size = _NEAR * median(line.size for line in own)
    top, bottom = min(line.height for line in own) - size, max(line.height for line in own) + size
    beside = [line for line in lines if top <= line.height <= bottom]
    if any(_left(word) < edge - near and word.characters[-1].x1 > edge + near for line in beside for word in line.words):
        return None
    mixed = any(_left(line.words[0]) < edge - near and _left(line.words[-1]) >= edge - near for line in beside)
    return Margin(max(0, round(edge - near)), max(0, round(top)), round(bottom)) if mixed else None


def joined(text: Recognised, margin: Recognised) -> Recognised:
    """The page of which text and margin were read apart."""
    lines = [replace(line, paragraph=line.paragraph + _APART) for line in margin.lines]
    return Recognised([*text.lines, *lines], text.separators)


def _left(word: Word) -> float:
    return word.characters[0].x0
