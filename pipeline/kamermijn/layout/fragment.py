"""A stretch of one printed line, with the place of each of its characters on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from kamermijn.ingest import Glyphs, Place, RawPage

WORD_GAP = 0.2
"""Ems between two letters from which on they belong to two words; kerning stays below, a space is 0.25 or more."""
CELL_GAP = 1.1
"""Ems from which on two words on a line belong to two columns; justified lines stay below."""
ROW = 1000
"""A ruled cell is numbered by its row times this plus its place in the row."""
_LONGEST_WORD = 24
_ADDRESS_SIGN = re.compile(r"://|www|@|[/_=?&]|\.{3}|\d{6}")
_HANGING_GAP = 4.5
_HANGING = re.compile(r"[-–—•▪●◦○o➢□✓→➔⇒*\ufffd]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.):]{1,2}|§\s?\d+")
_NOTE_NUMBER = re.compile(r"\d{1,3}|\*{1,3}")


@dataclass(slots=True)
class Fragment:
    """Text with, per character, its index in the page it came from (-1 for white space put in between).

    ``raised`` lists the (start, end) ranges of ``text`` that are printed small and above the line; ``stop`` is where the
    last column of a table row begins. ``place`` says which cell of which table it is, ``parts`` are the cells' lines of a row.
    """

    page: int
    text: str
    source: list[int]
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    baseline: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    raised: list[tuple[int, int]] = field(default_factory=list)
    cell: int = -1
    stop: float = 0.0
    place: Place | None = None
    parts: list[Fragment] = field(default_factory=list)

    def part(self, start: int, end: int) -> Fragment:
        """The fragment of a stretch of this one, at the place of the whole."""
        raised = [(max(a, start) - start, min(b, end) - start) for a, b in self.raised if a < end and b > start]
        return Fragment(self.page, self.text[start:end], self.source[start:end], self.left, self.top, self.right, self.bottom,
                        self.baseline, self.size, self.bold, self.italic, raised, self.cell, self.stop, self.place)  # fmt: skip

    def without(self, start: int, end: int) -> Fragment:
        """The fragment with a stretch taken out."""
        head, tail = self.part(0, start), self.part(end, len(self.text))
        shift = len(head.text)
        head.text += tail.text
        head.source += tail.source
        head.raised += [(a + shift, b + shift) for a, b in tail.raised]
        return head


def joined(fragments: list[Fragment], between: str) -> Fragment:
    """Fragments of one line as one, ``between`` (white space) put in between."""
    first = fragments[0]
    whole = first.part(0, len(first.text))
    for other in fragments[1:]:
        shift = len(whole.text) + len(between)
        whole.text += between + other.text
        whole.source += [-1] * len(between) + other.source
        whole.raised += [(a + shift, b + shift) for a, b in other.raised]
        whole.left, whole.right = min(whole.left, other.left), max(whole.right, other.right)
        whole.top, whole.bottom = min(whole.top, other.top), max(whole.bottom, other.bottom)
        whole.stop = other.left
        whole.bold, whole.italic = whole.bold and other.bold, whole.italic and other.italic
    return whole


@dataclass(slots=True)
class _Run:
    """Characters drawn one after the other on one line: ``indices`` into the page."""

    indices: range
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    cell: int


def fragments(page: RawPage) -> list[Fragment]:
    """The printed lines of a page in pieces: a gap as wide as between columns parts them, a word space does not."""
    glyphs = page.glyphs
    if glyphs is None or not page.text:
        return []
    cells = _cells(page, glyphs)
    runs = _runs(glyphs, cells)
    merged: list[list[_Run]] = []
    buckets: dict[int, list[int]] = {}
    for run in sorted(runs, key=lambda r: r.left):
        bucket = int(run.baseline // 8)
        near = [i for b in (bucket - 1, bucket, bucket + 1) for i in buckets.get(b, ())]
        best = min(((abs(run.left - _right(merged[i])), i) for i in near if _continues(merged[i], run, page.text)), default=None)
        if best is None:
            buckets.setdefault(bucket, []).append(len(merged))
            merged.append([run])
        else:
            merged[best[1]].append(run)
            if bucket not in {int(r.baseline // 8) for r in merged[best[1]][:-1]}:
                buckets.setdefault(bucket, []).append(best[1])
    return _fragments(page, glyphs, merged)


def _cells(page: RawPage, glyphs: Glyphs) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Per character the ruled cell in which it stands (row times ``ROW`` plus place in the row), -1 outside tables."""
    found = np.full(len(page.text), -1, np.int32)
    x, y = (glyphs.left + glyphs.right) / 2, (glyphs.top + glyphs.bottom) / 2
    rows = (row for table in page.tables for row in table.rows)
    for number, row in enumerate(rows):
        for place, (x0, y0, x1, y1) in enumerate(row):
            found[(x >= x0) & (x < x1) & (y >= y0) & (y < y1)] = number * ROW + place
    return found


def _runs(glyphs: Glyphs, cells: np.ndarray[tuple[int], np.dtype[np.int32]]) -> list[_Run]:
    size = np.maximum(glyphs.size[1:], glyphs.size[:-1])
    gap = glyphs.left[1:] - glyphs.right[:-1]
    shift = np.abs(np.diff(glyphs.baseline))
    same = (shift <= 0.5 * size) & (gap < CELL_GAP * size) & (gap > -0.7 * size) & (cells[1:] == cells[:-1])
    same &= (gap < 0.5 * size) | (np.minimum(glyphs.size[1:], glyphs.size[:-1]) > 0.87 * size)
    cuts = [0, *(np.flatnonzero(~same) + 1).tolist(), len(glyphs.size)]
    starts, lengths = np.array(cuts[:-1]), np.diff(cuts)
    largest = np.maximum.reduceat(glyphs.size, starts)
    # Of the largest print alone: a footnote mark says nothing of the line.
    main = glyphs.size >= np.repeat([np.float32(0.9 * size) for size in largest.tolist()], lengths)
    tops = np.minimum.reduceat(np.where(main, glyphs.top, np.inf), starts)
    bottoms = np.maximum.reduceat(np.where(main, glyphs.bottom, -np.inf), starts)
    lefts, rights = np.minimum.reduceat(glyphs.left, starts), np.maximum.reduceat(glyphs.right, starts)
    lowest = np.maximum.reduceat(np.where(main, glyphs.baseline, -np.inf), starts)
    highest = np.minimum.reduceat(np.where(main, glyphs.baseline, np.inf), starts)
    level = (lowest == highest).tolist()
    baselines = lowest.tolist()
    for number in (number for number, is_level in enumerate(level) if not is_level):
        start, end = cuts[number], cuts[number + 1]
        baselines[number] = float(np.median(glyphs.baseline[start:end][main[start:end]]))
    spans = [range(start, end) for start, end in pairwise(cuts)]
    return list(map(_Run, spans, lefts.tolist(), rights.tolist(), tops.tolist(), bottoms.tolist(), baselines, largest.tolist(),
                    cells[starts].tolist()))  # fmt: skip


def _right(group: list[_Run]) -> float:
    return max(run.right for run in group)


def _continues(group: list[_Run], run: _Run, text: str) -> bool:
    """Whether a run carries on the line of a group that ends to its left."""
    last = group[-1]
    if run.cell != last.cell:
        return False
    main = max(group, key=lambda r: r.size)
    size = max(main.size, run.size)
    gap = run.left - _right(group)
    if abs(run.baseline - main.baseline) > 0.17 * size:
        small, large = (run, main) if run.size < main.size else (main, run)
        middle = (small.top + small.bottom) / 2
        if small.size > 0.85 * large.size or not large.top - 0.1 * size < middle < large.bottom + 0.1 * size:
            return False
    if gap <= -0.7 * size:
        return False
    # Print of another size at some distance is another column, unless it is the number of a footnote or an item.
    if gap < CELL_GAP * size and (gap < 0.5 * size or min(main.size, run.size) > 0.87 * size):
        return True
    if gap >= _HANGING_GAP * size:
        return False
    written = "".join(text[r.indices.start : r.indices.stop] for r in group)
    if _HANGING.fullmatch(written):
        return True
    return bool(_NOTE_NUMBER.fullmatch(written)) and main.size < 0.85 * run.size and gap < 2.5 * size


def _fragments(page: RawPage, glyphs: Glyphs, groups: list[list[_Run]]) -> list[Fragment]:
    """The groups of a page as fragments, reckoned for all their characters at once."""
    # A bullet may be larger than its text, a mark smaller: the longest run says how large the line is.
    mains = [max(group, key=lambda run: len(run.indices)) for group in groups]
    drawn = [run.indices for group in groups for run in group]
    lengths = np.array([sum(len(run.indices) for run in group) for group in groups])
    ends = np.cumsum(lengths)
    firsts = ends - lengths
    at = np.concatenate([np.arange(run.start, run.stop) for run in drawn])
    written = "".join([page.text[run.start : run.stop] for run in drawn])
    apart = _apart(glyphs, at, firsts, written)
    # Where each character comes to stand when a space is put in before every word.
    place = np.arange(len(at)) + np.cumsum(apart)
    source = np.full(int(place[-1]) + 1, -1)
    source[place] = at
    sources = source.tolist()
    cuts = [0, *np.flatnonzero(apart).tolist(), len(written)]
    letters = " ".join([written[a:b] for a, b in pairwise(cuts)])
    largest = np.repeat(np.array([0.82 * main.size for main in mains], np.float32), lengths)
    lift = np.repeat(np.array([0.1 * main.size for main in mains], np.float32), lengths)
    baseline = np.repeat(np.array([main.baseline for main in mains], np.float32), lengths)
    small = (glyphs.size[at] < largest) & (baseline - glyphs.baseline[at] > lift)
    raised = np.logical_or.reduceat(small, firsts).tolist()
    bold, italic = ((np.add.reduceat(flags[at], firsts, dtype=np.int64) / lengths > 0.8).tolist() for flags in (glyphs.bold, glyphs.italic))
    found = []
    for number, (group, main) in enumerate(zip(groups, mains, strict=True)):
        first, end = int(firsts[number]), int(ends[number])
        start, stop = int(place[first]), int(place[end - 1]) + 1
        text = letters[start:stop]
        stretches = _raised(text, (place[first:end][small[first:end]] - start).tolist()) if raised[number] else []
        found.append(
            Fragment(page.number, text, sources[start:stop], min(run.left for run in group), main.top, _right(group), main.bottom,
                     main.baseline, round(main.size * 2) / 2, bold[number], italic[number], stretches, main.cell)
        )  # fmt: skip
    return found


def _raised(letters: str, places: list[int]) -> list[tuple[int, int]]:
    """The stretches of small high print: one white space within does not part them."""
    stretches: list[tuple[int, int]] = []
    for place in places:
        if stretches and (stretches[-1][1] == place or (stretches[-1][1] == place - 1 and letters[place - 1] == " ")):
            stretches[-1] = (stretches[-1][0], place + 1)
        else:
            stretches.append((place, place + 1))
    return stretches


def _apart(glyphs: Glyphs, at: np.ndarray[tuple[int], np.dtype[np.int64]], firsts: np.ndarray[tuple[int], np.dtype[np.int64]],
           written: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:  # fmt: skip
    """Per character whether a word space stands in front of it: the file has one, or the letters stand that far apart.

    Never in front of the first character of a line; ``written`` are the characters themselves.
    """
    gap = np.zeros(len(at), np.float32)
    gap[1:] = (glyphs.left[at[1:]] - glyphs.right[at[:-1]]) / np.maximum(np.minimum(glyphs.size[at[1:]], glyphs.size[at[:-1]]), 0.1)
    apart = (glyphs.spaced[at] & (gap > -0.5)) | (gap > WORD_GAP)
    begins = apart.copy()
    begins[firsts] = True
    apart[firsts] = False
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(at))
    long = ends - starts > _LONGEST_WORD
    for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
        if not _ADDRESS_SIGN.search(written[start:end]):
            # A line set so tight that its word spaces are narrow: the reader's own guesses are better here.
            apart[start + 1 : end] |= glyphs.guessed[at[start + 1 : end]]
    return apart
