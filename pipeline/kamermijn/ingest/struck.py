"""Text of a printed page through which a line is drawn: it is left out, as who wrote the letter no longer says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

import numpy as np

from kamermijn.ingest.raw import Flags, Floats, Glyphs, RawPage, Ruling

_LOWEST, _HIGHEST = 0.12, 0.45
"""Sizes of letter above the baseline between which a line runs through the letters: under it, it underlines; over it, it is a bar."""
_ENDS = 0.6
"""Sizes of letter by which such a line may begin or end apart from the letters; that of a table goes on."""
_WORD_SPACE = 0.4
_THICK = 2.5
_MOST = 2_000
"""Lines of a page beyond which it is a drawing."""


def without_struck(page: RawPage, strokes: Iterable[Ruling]) -> tuple[RawPage, int]:
    """The page without what is struck out, and how many passages that were; ``strokes`` are the lines that are drawn on it."""
    glyphs = page.glyphs
    lines = [line for line in strokes if abs(line.y1 - line.y0) <= _THICK and line.x1 - line.x0 > abs(line.y1 - line.y0)]
    if glyphs is None or not page.text or not 0 < len(lines) <= _MOST:
        return page, 0
    struck = np.zeros(len(page.text), np.bool_)
    passages = 0
    for line in lines:
        found = _through(glyphs, line)
        # Two lines through one word strike it out twice.
        passages += bool((found & ~struck).any())
        struck |= found
    if not struck.any():
        return page, 0
    kept = np.flatnonzero(~struck)
    right = _closed(glyphs, struck, kept)
    spaced = glyphs.spaced[kept] | np.concatenate(([False], np.diff(kept) > 1)) if len(kept) else glyphs.spaced[kept]
    left_over = Glyphs(**{each.name: getattr(glyphs, each.name)[kept] for each in fields(Glyphs)})
    return replace(page, text="".join(page.text[i] for i in kept), glyphs=replace(left_over, right=right, spaced=spaced)), passages


def told(passages: int) -> tuple[str, ...]:
    """What a reader should know of so many passages that are left out."""
    which = "a struck-out passage is" if passages == 1 else f"{passages:,} struck-out passages are"
    return (f"{which} left out",) if passages else ()


def _through(glyphs: Glyphs, line: Ruling) -> Flags:
    """Which characters a line runs through, where it begins and ends with them."""
    y = (line.y0 + line.y1) / 2
    above = glyphs.baseline - y
    middle = (glyphs.left + glyphs.right) / 2
    hit = (above > _LOWEST * glyphs.size) & (above < _HIGHEST * glyphs.size) & (middle > line.x0) & (middle < line.x1)
    if not hit.any():
        return hit
    slack = _ENDS * float(glyphs.size[hit].max())
    lefts, rights = np.sort(glyphs.left[hit]), np.sort(glyphs.right[hit])
    whole = lefts[0] - line.x0 <= slack and line.x1 - rights[-1] <= slack and bool((lefts[1:] - rights[:-1] <= slack).all())
    return hit if whole else np.zeros_like(hit)


def _closed(glyphs: Glyphs, struck: Flags, kept: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    """The right edges of what is left: a letter before a hole in its line reaches up to what follows, so that the line stays one."""
    right = glyphs.right[kept].copy()
    for place in np.flatnonzero(np.diff(kept) > 1).tolist():
        last, following = int(kept[place]), int(kept[place + 1])
        size = float(glyphs.size[last])
        if abs(float(glyphs.baseline[last] - glyphs.baseline[following])) < 0.2 * size:
            right[place] = max(float(right[place]), float(glyphs.left[following]) - _WORD_SPACE * size)
    return right
