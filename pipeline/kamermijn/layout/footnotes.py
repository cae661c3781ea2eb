"""Footnotes: the bodies under the text of a page, and the marks in the text that point to them.

A raised number at the head of small print numbers a note. One of the text's own height may as well begin a sentence: it numbers a note
only where that fits the marks in the text (:class:`Marks`), and else is text, with all its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamermijn.dutch.calendar import MONTHS
from kamermijn.dutch.numbers import find
from kamermijn.ingest import RawPage
from kamermijn.ingest.powers import belongs_to_unit
from kamermijn.layout.columns import Column
from kamermijn.layout.draft import Draft
from kamermijn.layout.fragment import Fragment

# Digits of the text's own height may begin a number instead (12.000, 3,5, 2031), which would lose them; raised ones do not.
_RAISED_NUMBER = re.compile(r"(\d{1,3}|\*{1,3})\s?(?=[^\s.,:;)%/])")
_NUMBER = re.compile(r"(\d{1,3}(?!\d)|\*{1,3})\s?(?=[^\s.,:;)%/])")
_DAY = re.compile(rf"\d{{1,2}}\s(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_CELL_NUMBER = re.compile(r"\W{0,4}\d[\d.,\s]*%?\)?")
_NUMBER_BEFORE = re.compile(r"(?<![\d.,])\d[\d.,]*\Z")
_MARKS = re.compile(r"\d{1,3}")


def _separators(lines: list[Fragment], page: RawPage, column: Column) -> list[float]:
    """Heights of the short lines at the left of the column that are not drawn under words."""
    short = [r for r in page.rulings if r.y1 - r.y0 < 3 and 25 < r.x1 - r.x0 < 0.45 * page.width and abs(r.x0 - column.left) < 40]
    return [r.y0 for r in short if not any(-1 <= r.y0 - f.baseline < 0.35 * f.size and f.left < r.x1 and f.right > r.x0 for f in lines)]


@dataclass(frozen=True)
class Marks:
    """What tells at the foot of a page which number can begin a note.

    ``standing`` are the numbers of the marks in the text of this page and the one before it, ``last`` is the number of the last note
    before this page, 0 where there is none, and ``seen`` says whether there is a mark on any page of the letter.
    """

    standing: frozenset[int]
    last: int
    seen: bool

    def fit(self, number: int, last: int) -> bool:
        """Whether a note can have this number where the note before it has the number ``last``."""
        if not self.seen:
            return number in (1, last + 1)
        # A mark that is not seen for what it is stands between others.
        return number in self.standing or (number == last + 1 and any(number < mark for mark in self.standing))


def marks_in(lines: Iterable[Fragment]) -> Iterator[int]:
    """The numbers that stand raised behind words, as the marks of notes do."""
    for line in lines:
        for start, end in line.raised:
            if line.text[:start].strip() and not belongs_to_unit(line.text[:start], line.text[start:end]):
                yield from map(int, _MARKS.findall(line.text[start:end]))


def _is_raised(line: Fragment) -> bool:
    return bool(line.raised and line.raised[0][0] == 0)


def _numbered(line: Fragment, marks: Marks, last: int) -> str | None:
    """The number of the note that begins with this line of small print, if one does."""
    if _is_raised(line):
        return line.text[: line.raised[0][1]].strip() if _RAISED_NUMBER.match(line.text) else None
    match = _NUMBER.match(line.text)
    if not match or not match[1].isdigit():
        return match and match[1]
    if match.end() == match.end(1) and line.text[match.end()].isupper():
        return match[1]  # No amount is written like `12Zie`.
    amount = next(find(line.text[:60]), None)
    goes_on = amount is not None and amount.start == 0 and amount.end > match.end(1)
    return None if goes_on or _DAY.match(line.text) or not marks.fit(int(match[1]), last) else match[1]


def split_notes(lines: list[Fragment], page: RawPage, column: Column, marks: Marks) -> tuple[list[Fragment], list[Fragment]]:
    """The lines of a text column without, and only with, the footnotes under it."""
    separators = _separators(lines, page, column)
    numbers = _numbers(lines, column, marks)
    all_small = True
    best = len(lines)
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if line.size > column.size + 0.5 or line.cell >= 0:
            break
        above = lines[position - 1] if position else None
        ruled = any((above.baseline - 2 if above else 0) <= y <= line.top + 4 for y in separators)
        numbered = _is_raised(line) or position in numbers
        smaller = line.size < 0.95 * column.size
        all_small = all_small and smaller
        apart = above is None or line.baseline - above.baseline > 1.5 * column.pitch or line.size < 0.95 * above.size
        # A separator makes notes of all that is under it, numbered or running on from the page before.
        if (ruled and (numbered or smaller)) or (numbered and all_small and apart):
            best = position
            if ruled:
                break
    return lines[:best], lines[best:]


def _numbers(lines: list[Fragment], column: Column, marks: Marks) -> set[int]:
    """Which lines are of small print and begin as a note does, by their positions."""
    found: set[int] = set()
    last = marks.last
    for position, line in enumerate(lines):
        number = _numbered(line, marks, last) if line.size < 0.97 * column.size else None
        if number:
            found.add(position)
            last = int(number) if number.isdigit() else last
    return found


def note_drafts(lines: list[Fragment], page: int, marks: Marks) -> list[Draft]:
    """One draft per footnote body; lines before the first number run on from a note of the page before."""
    drafts: list[Draft] = []
    left = min((line.left for line in lines), default=0.0)
    for line in lines:
        last = int(drafts[-1].note) if drafts and drafts[-1].note and drafts[-1].note.isdigit() else None
        number = _numbered(line, marks, marks.last if last is None else last)
        if number and (_is_raised(line) or (line.left < left + 4 and (last is None or number == str(last + 1)))):
            body = line.text[len(number) :].lstrip()
            if not line.text[len(number) :].startswith(" ") and body:
                line = _spaced(line, len(number))
            drafts.append(Draft([line], kind="footnote", note=number, note_on=page))
        elif drafts:
            drafts[-1].add(line)
        else:
            drafts.append(Draft([line], kind="footnote", note_on=page))
    return drafts


def _spaced(line: Fragment, at: int) -> Fragment:
    """The line with a space put in at an offset."""
    spaced = line.part(0, len(line.text))
    spaced.text = spaced.text[:at] + " " + spaced.text[at:]
    spaced.source = [*spaced.source[:at], -1, *spaced.source[at:]]
    return spaced


def with_raised_digits(line: Fragment) -> list[int]:
    """Where on its page the numbers of a line stand that have raised digits right behind them: with a power, or the mark of a note."""
    found: list[int] = []
    for start, end in line.raised:
        before = _NUMBER_BEFORE.search(line.text, 0, start)
        if before and line.text[start:end].strip(" ()").isdigit():
            found += [at for at in line.source[before.start() : end] if at >= 0]
    return found


def take_marks(line: Fragment, known: set[str]) -> tuple[Fragment, list[tuple[int, str]]]:
    """A line without its raised footnote marks, and (offset, number) of each; raised units and powers stay.

    ``known`` holds the numbers of the document's notes: a mark without a note is still no part of the word before it,
    but a raised number behind a unit is. Behind another number it stays too, and both are in doubt (``with_raised_digits``).
    """
    marks: list[tuple[int, str]] = []
    for start, end in reversed(line.raised):
        raised = line.text[start:end]
        numbers = _MARKS.findall(raised)
        if not numbers or re.sub(r"[\d\s,;.()*–-]", "", raised):
            continue
        before = line.text[:start]
        if belongs_to_unit(before, raised):
            continue
        in_cell = line.place is not None and _CELL_NUMBER.fullmatch(before) is not None
        if in_cell and before.strip() == "10":
            line = _spaced(line, start)  # A power of ten, or ten with a note: kept apart, so that neither is read.
            continue
        if before[-1:].isdigit() and raised not in known and not in_cell:
            continue
        if not before.strip():
            continue
        cut = start
        while cut and line.text[cut - 1] == " " and end < len(line.text) and line.text[end] in " .,;:)":
            cut -= 1
        line = line.without(cut, end)
        marks = [(cut, number) for number in numbers] + [(offset - (end - cut), number) for offset, number in marks]
    return line, marks
