"""Footnotes that are typed as plain text: ``[1]`` behind a word, and a paragraph that begins with ``[1]`` further on."""

from __future__ import annotations

import re

from kamermijn.layout.draft import Draft

BODY = re.compile(r"\[(\d{1,3})\]\s*(?=\S)")
_MARK = re.compile(r"(?<=\S)\s?\[(\d{1,3})\]")


def link_bracketed(drafts: list[Draft]) -> None:
    """Take the marks off the words and make footnotes of the bodies; only numbers that are both are notes."""
    bodies: dict[str, int] = {}
    position = 0
    while position < len(drafts):
        draft = drafts[position]
        match = BODY.match(draft.text)
        if match and draft.note is None and int(match[1]) == len(bodies) + 1:
            bodies[match[1]] = position
            _part(drafts, position, int(match[1]) + 1)
        position += 1
    marked: set[str] = set()
    for draft in drafts[: max(bodies.values(), default=0)]:
        if BODY.match(draft.text):
            continue
        for at, line in enumerate(draft.lines):
            for match in reversed(list(_MARK.finditer(line.text))):
                if match[1] in bodies and match[1] not in marked:
                    marked.add(match[1])
                    line = line.without(match.start(), match.end())
                    shift = match.end() - match.start()
                    draft.marks = [(a, o - shift if a == at and o > match.start() else o, n) for a, o, n in draft.marks]
                    draft.marks.append((at, match.start(), match[1]))
            draft.lines[at] = line
    for number in marked:
        draft = drafts[bodies[number]]
        draft.kind, draft.note, draft.note_on, draft.settled = "footnote", number, 1, True


def _part(drafts: list[Draft], position: int, following: int) -> None:
    """Where the next note runs on in the paragraph of a note, make it a paragraph of its own."""
    draft = drafts[position]
    line = draft.lines[0]
    at = line.text.find(f"[{following}] ")
    if at > 0 and len(draft.lines) == 1 and not draft.marks:
        drafts.insert(position + 1, Draft([line.part(at, len(line.text))], kind=draft.kind, settled=draft.settled))
        draft.lines[0] = line.part(0, len(line.text[:at].rstrip()))
