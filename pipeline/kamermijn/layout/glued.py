"""Footnotes of plain text: bodies that begin with a number, and marks that are glued to the word before."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODY = re.compile(r"(\d{1,3})(?:\s+(?=[^\W\d_]|[«“‘\"'(<])|$)")
_NAMED = re.compile(r"(?:\d{1,3}\s+)?[«“‘\"'(<]?(?:[A-ZÀ-Þ]|https?://|www\.)")
_LONGEST_BODY = 8
"""Lines within which the next footnote follows, where both stand at one page end."""
_ONE_PAGE = 70
"""Lines within which the mark of a footnote stands above its body, where nothing else sets the body apart."""
_END = re.compile(r"[.?!…][\"'”’»)\]]*$")
_UNIT = re.compile(r"(?:^|[\s(/])(?:[kcdmhµ]?m|ha|cm|kg)$")
_YEAR = re.compile(r"(?:^|\D)(?:19|20)\d\d$")
_FORMULA = re.compile(r"(?:CO|NO|SO|O|H|N|NH|CH|PM|MH|A|E|F|N|H)$")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, the lines of its body (``first`` to ``last``, exclusive) and the place of its mark."""

    number: str
    first: int
    last: int
    mark_line: int
    mark_offset: int


def find_notes(lines: list[tuple[str, bool]], turned: frozenset[int] = frozenset()) -> list[Note]:
    """The footnotes of a text, in order: only numbers that are both a body's and a mark's, counting up.

    ``lines`` are (text, whether a blank line stands above), ``turned`` the positions at which a new page begins.
    """
    starts = _starts(lines)
    ends = starts | turned
    notes: list[Note] = []
    inside: set[int] = set()
    after = (0, 0)
    for position in sorted(starts):
        match = _BODY.match(lines[position][0])
        number = int(match[1]) if match else 0
        if not number or (notes and number != int(notes[-1].number) + 1):
            continue
        end = _body_end(lines, position, ends)
        body = set(range(position, end))
        mark = _find_mark(lines, str(number), after, inside | body)
        if mark is None:
            continue
        notes.append(Note(str(number), position, end, *mark))
        inside |= body
        after = (mark[0], mark[1] + len(str(number)))
    return notes


def _starts(lines: list[tuple[str, bool]]) -> set[int]:
    """The lines on which a body may begin; the next number close behind such a line goes on counting."""
    found: set[int] = set()
    last = (-_LONGEST_BODY, 0)
    for position, (text, _) in enumerate(lines):
        match = _BODY.match(text)
        if match is None:
            continue
        number = int(match[1])
        counts_on = number == last[1] + 1 and position - last[0] < _LONGEST_BODY and bool(_NAMED.match(_words(lines, position)))
        if counts_on or _may_begin(lines, position) or has_mark_above(lines, position):
            found.add(position)
            last = (position, number)
    return found


def _words(lines: list[tuple[str, bool]], position: int) -> str:
    """The words of a body that begins on a line: the next line's where the number stands alone."""
    text = lines[position][0]
    return text if not text.isdigit() else lines[position + 1][0] if position + 1 < len(lines) else ""


def has_mark_above(lines: list[tuple[str, bool]], position: int) -> bool:
    """Whether a line that begins with a number, or is one, is a footnote by its words and by a mark not far above."""
    number = _BODY.match(lines[position][0])
    if number is None or not _NAMED.match(_words(lines, position)):
        return False
    first = max(0, position - _ONE_PAGE)
    return _find_mark(lines[:position], number[1], (first, 0), set()) is not None


def _may_begin(lines: list[tuple[str, bool]], position: int) -> bool:
    """Whether a body can begin on a line: behind a blank line, another body or the end of a sentence."""
    if position == 0 or lines[position][0].isdigit():
        return False
    return lines[position][1] or bool(_END.search(lines[position - 1][0])) or bool(_BODY.match(lines[position - 1][0]))


def _body_end(lines: list[tuple[str, bool]], first: int, ends: set[int]) -> int:
    """Just behind the last line of a body: up to the next body, the next page or a blank line that no hanging indent explains."""
    position = first + 1
    wide = sorted(len(text) for text, _ in lines)[int(0.95 * (len(lines) - 1))]
    while position < len(lines) and position not in ends:
        text, apart = lines[position]
        before = lines[position - 1][0]
        if apart and (_END.search(before) or position > first + 1 or not re.match(r"[a-zà-ÿ(]", text)):
            break
        # The last line of a body is short; only an address may leave the line before it short too.
        short = 0.75 if _END.search(before) else 0.6
        if not apart and position > first + lines[first][0].isdigit() and len(before) < short * wide and not text.startswith("http"):
            break
        position += 1
    return position


def _find_mark(lines: list[tuple[str, bool]], number: str, after: tuple[int, int], inside: set[int]) -> tuple[int, int] | None:
    """The first place behind ``after`` where the number is glued to a word, a year or a closing sign."""
    glued = re.compile(rf"(?<=[^\s\d]){number}(?![\w%])|(?<=\d\d\d\d){number}(?![\w%,.]\d|\w|%)")
    fallback: tuple[int, int] | None = None
    # Two notes on one word: the second number stands behind the first, with a comma between.
    second = re.compile(rf",\s?(?={number}(?!\w|[.,]\d|%))").match(lines[after[0]][0], after[1]) if after[1] else None
    if second:
        return after[0], second.end()
    for position in range(after[0], len(lines)):
        if position in inside:
            continue
        text = lines[position][0]
        for match in glued.finditer(text, after[1] if position == after[0] else 0):
            before = text[: match.start()]
            last = before[-1]
            if re.match(r"[.,]\d", text[match.end() :]) or _UNIT.search(before):
                continue
            if last.isdigit():
                if _YEAR.search(before):
                    return position, match.start()
                continue
            if last in ".,:-–/(€$#§" and (last in "-–/(€$#§" or before[-2:-1].isdigit()):
                continue
            if last.isupper():
                if fallback is None and not _FORMULA.search(before):
                    fallback = (position, match.start())
                continue
            return position, match.start()
    return fallback
