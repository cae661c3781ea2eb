"""Which printed lines belong to one paragraph, told from gaps, indents, letters and whether a word would have fitted."""

from __future__ import annotations

import re

from kamermijn.layout.columns import Column
from kamermijn.layout.draft import Draft
from kamermijn.layout.fragment import Fragment
from kamermijn.layout.wording import Wording

BULLET = re.compile(r"(?:[-–—•●▪◦○➢□✓→➔⇒\ufffd]|o(?=\s+[A-Z«“‘'\"(]))\s+\S")
NUMBERED = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.):]|\(?[a-zA-Z][.)]|\(?(?:i{1,3}|iv|vi{0,3}|ix|x)[.)])\s+\S")
_LOWER = re.compile(r"[\"'“‘«(\[]?[a-zà-ÿ0-9€]")
_FIRST_WORD = re.compile(r"\S+")


class Flow:
    """Takes the lines of the text column in reading order and makes paragraphs of them."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.open = False
        self.last: Fragment | None = None
        self.hang: float | None = None

    def close(self) -> None:
        """The next line begins a paragraph, whatever it looks like."""
        self.open = False

    def add(self, line: Fragment, column: Column) -> Draft:
        """Put the next line of the text column where it belongs; gives the paragraph that took it."""
        last = self.last
        if self.open and last is not None and not self._breaks(last, line, column):
            draft = self.drafts[-1]
            draft.add(line)
            if self.hang is None and line.page == last.page:
                self.hang = line.left
        else:
            draft = Draft([line])
            if is_item(line.text):
                draft.kind = "list_item"
            self.drafts.append(draft)
            self.hang = None
        self.open, self.last = True, line
        return draft

    def _breaks(self, last: Fragment, line: Fragment, column: Column) -> bool:
        """Whether ``line`` begins a new paragraph behind ``last``."""
        same_page = last.page == line.page
        draft = self.drafts[-1]
        ends = self.words.ends(last.text)
        goes_on = bool(_LOWER.match(line.text)) and not ends
        if self.words.is_label(last.text) or self.words.is_label(line.text) or self.words.closing.fullmatch(line.text):
            return True
        step = line.baseline - last.baseline
        new_column = same_page and step < -2 * column.pitch
        if same_page and not new_column and step > 1.32 * max(column.pitch * min(1.0, line.size / column.size), 1.05 * line.size):
            return True
        if abs(last.size - line.size) > 0.13 * column.size:
            return True
        if last.bold != line.bold and not (goes_on and not last.bold):
            return True
        item = is_item(line.text)
        if item and self._stands_out(last, line, draft, ends):
            return True
        if same_page and not new_column and draft.kind == "list_item" and self.hang is not None and line.left < self.hang - 4:
            return True
        fits = self.would_fit(last, line, column)
        if last.italic != line.italic and (fits or not goes_on) and (last.italic and len(draft.lines) <= 2):
            return True
        return fits and not goes_on and not self.words.unfinished.fullmatch(last.text)

    def _stands_out(self, last: Fragment, line: Fragment, draft: Draft, ends: bool) -> bool:
        """Whether a line that looks like a list item is one: a dash or a number may also just stand first on its line."""
        if last.page != line.page:
            return ends or draft.kind == "list_item" or last.text.endswith(",")
        if ends or (last.text.endswith((",", " en", " of")) and draft.kind == "list_item"):
            return True
        start = draft.lines[0]
        return abs(line.left - last.left) > 4 or (draft.kind == "list_item" and abs(line.left - start.left) < 3 and self.hang is not None)

    def would_fit(self, last: Fragment, line: Fragment, column: Column) -> bool:
        """Whether the first word of a line had room on the line before: then the break was meant."""
        first = _FIRST_WORD.match(line.text)
        if first is None or not last.text:
            return True
        width = max(line.right - line.left, 1.0) * (len(first[0]) + 1) / max(len(line.text), 1)
        return last.right + width + 0.9 * column.size < column.edge(last)


def is_item(text: str) -> bool:
    """Whether a line begins as a list item does."""
    return bool(BULLET.match(text) or NUMBERED.match(text))
