"""Footnotes of plain text: bodies that begin with a number, and marks that are glued to the word before."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODY = re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[«“‘\"'(<])")
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


def find_notes(lines: list[tuple[str, bool]]) -> list[Note]:
    """The footnotes of a text, in order: only numbers that are both a body's and a mark's, counting up.

    ``lines`` are (text, whether a blank line stands above).
    """
    starts = {p for p in range(len(lines)) if _BODY.match(lines[p][0]) and _may_begin(lines, p)}
    notes: list[Note] = []
    inside: set[int] = set()
    after = (0, 0)
    for position in sorted(starts):
        match = _BODY.match(lines[position][0])
        number = int(match[1]) if match else 0
        if not number or (notes and number != int(notes[-1].number) + 1):
            continue
        end = _body_end(lines, position, starts)
        body = set(range(position, end))
        mark = _find_mark(lines, str(number), after, inside | body)
        if mark is None:
            continue
        notes.append(Note(str(number), position, end, *mark))
        inside |= body
        after = (mark[0], mark[1] + 1)
    return notes


def _may_begin(lines: list[tuple[str, bool]], position: int) -> bool:
    """Whether a body can begin on a line: behind a blank line, another body or the end of a sentence."""
    return position > 0 and (lines[position][1] or bool(_END.search(lines[position - 1][0])) or bool(_BODY.match(lines[position - 1][0])))


def _body_end(lines: list[tuple[str, bool]], first: int, starts: set[int]) -> int:
    """Just behind the last line of a body: up to the next body or a blank line that no hanging indent explains."""
    position = first + 1
    wide = sorted(len(text) for text, _ in lines)[int(0.95 * (len(lines) - 1))]
    while position < len(lines) and position not in starts:
        text, apart = lines[position]
        before = lines[position - 1][0]
        if apart and (_END.search(before) or position > first + 1 or not re.match(r"[a-zà-ÿ(]", text)):
            break
        if not apart and _END.search(before) and len(before) < 0.75 * wide:
            break
        position += 1
    return position


def _find_mark(lines: list[tuple[str, bool]], number: str, after: tuple[int, int], inside: set[int]) -> tuple[int, int] | None:
    """The first place behind ``after`` where the number is glued to a word, a year or a closing sign."""
    glued = re.compile(rf"(?<=[^\s\d]){number}(?![\w%])|(?<=\d\d\d\d){number}(?![\w%,.]\d|\w|%)")
    fallback: tuple[int, int] | None = None
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
