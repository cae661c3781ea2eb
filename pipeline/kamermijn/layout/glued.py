"""Footnotes of plain text: bodies that begin with a number, and marks that are glued to the word before."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODY = re.compile(r"(\d{1,3})\s+(?=[\w«“‘\"'(<])")
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
    bodies: list[tuple[int, int]] = []
    wanted = 0
    for position, (text, apart) in enumerate(lines):
        match = _BODY.match(text)
        if match and (apart or (bodies and bodies[-1][0] == position - 1) or (bodies and _continues(lines, bodies[-1][0], position))):
            number = int(match[1])
            if number == wanted + 1 or (not bodies and number <= 99):
                bodies.append((position, number))
                wanted = number
    spans = {position: _body_end(lines, position, {p for p, _ in bodies}) for position, _ in bodies}
    inside = {line for position, end in spans.items() for line in range(position, end)}
    notes: list[Note] = []
    after = (0, 0)
    for position, number in bodies:
        mark = _find_mark(lines, str(number), after, inside)
        if mark is None:
            if not notes:
                continue
            break
        notes.append(Note(str(number), position, spans[position], *mark))
        after = (mark[0], mark[1] + 1)
    return notes


def _continues(lines: list[tuple[str, bool]], first: int, position: int) -> bool:
    """Whether the lines from a body's first to ``position`` have no blank line but the one of its hanging indent."""
    return not any(apart for _, apart in lines[first + 2 : position + 1])


def _body_end(lines: list[tuple[str, bool]], first: int, starts: set[int]) -> int:
    """Just behind the last line of a body: up to the next body or a blank line that no hanging indent explains."""
    position = first + 1
    while position < len(lines) and position not in starts:
        text, apart = lines[position]
        before = lines[position - 1][0]
        if apart and (_END.search(before) or position > first + 1 or not re.match(r"[a-zà-ÿ(]", text)):
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
