"""The layout of plain text: a dump of a PDF with its line ends and footers, or clean text that somebody pasted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from kamermijn.ingest import Raw
from kamermijn.layout.draft import Draft
from kamermijn.layout.fragment import Fragment
from kamermijn.layout.glued import Note, find_notes, has_mark_above
from kamermijn.layout.letterhead import Pair
from kamermijn.layout.paragraphs import is_item
from kamermijn.layout.wording import Wording

_BLANK = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_LOWER = re.compile(r"[\"'“‘«(]?[a-zà-ÿ]")
_SEPARATOR = re.compile(r",\s?$")
"""Between the marks of two footnotes on one word."""
_FIRST_WORD = re.compile(r"\S+")
_LONGEST_WRAPPED = 125
"""Characters; text whose lines are longer than this was not broken into lines, each line is a paragraph."""
_SHORTEST_WRAPPED = 40
_OPEN = re.compile(r"[\w)»”’%-]$")
_ROOM = 0.8
"""Share of the line length within which a word would surely have fitted, although letters differ in width."""
_HEAD_REACH = 40
_MARGIN_REACH = 10
"""Lines around a footer in which a margin column may stand."""


class _Line:
    """One line of the file that holds text: ``apart`` says that a blank line stands above it, ``turned`` a new page."""

    __slots__ = ("apart", "fragment", "position", "turned")

    def __init__(self, fragment: Fragment, apart: bool, turned: bool) -> None:
        self.fragment = fragment
        self.apart = apart
        self.turned = turned
        self.position = 0

    @property
    def text(self) -> str:
        return self.fragment.text


class Dump:
    """Reads plain text into paragraphs; running heads and letterhead are taken out as on printed pages."""

    def __init__(self, raw: Raw, words: Wording) -> None:
        self.words = words
        self.letterhead: list[Pair] = []
        self.furniture: list[str] = []
        self.lines = [line for page in raw.pages for line in _lines(page.number, page.text)]
        self._without_running(paged=raw.paged)
        self._divide_masthead()
        if sum(line.turned for line in self.lines) > max(3, len(self.lines) // 8):
            for line in self.lines:
                line.turned = False
        for position, line in enumerate(self.lines):
            line.position = position
        self.width = self._width()
        self.is_motion = any(words.motion_opening.fullmatch(line.text) for line in self.lines)

    def read(self) -> list[Draft]:
        """All paragraphs in the order of the file, footnotes where the file has them."""
        self._without_head()
        turned = frozenset(position for position, line in enumerate(self.lines) if line.turned)
        notes = find_notes([(line.text, line.apart or line.turned) for line in self.lines], turned)
        drafts: list[Draft] = []
        last: _Line | None = None
        current: Draft | None = None
        taken: dict[int, Note] = {position: note for note in notes for position in range(note.first, note.last)}
        behind: dict[int, list[Draft]] = defaultdict(list)
        loose: list[Draft] = []
        marks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for note in notes:
            marks[note.mark_line].append((note.mark_offset, note.number))
        interrupted = False
        for position, line in enumerate(self.lines):
            within = taken.get(position)
            if within is not None:
                note = within
                if position == note.first:
                    body = Draft([line.fragment], kind="footnote", note=note.number, note_on=line.fragment.page)
                    for other in self.lines[note.first + 1 : note.last]:
                        body.add(other.fragment)
                    (behind[id(current)] if current is not None else loose).append(body)
                interrupted = True
                continue
            found = marks.get(position, [])
            fragment, placed = _without_marks(line.fragment, found)
            line.fragment = fragment
            if current is not None and last is not None and not self._breaks(current, last, line, interrupted):
                current.add(fragment)
            else:
                current = Draft([fragment], kind="list_item" if is_item(line.text) else "body")
                drafts.append(current)
            current.marks += [(len(current.lines) - 1, offset, number) for offset, number in placed]
            last, interrupted = line, False
        return loose + [d for draft in drafts for d in (draft, *behind[id(draft)])]

    def _breaks(self, draft: Draft, last: _Line, line: _Line, interrupted: bool) -> bool:
        """Whether a line begins a new paragraph."""
        words, text, before = self.words, line.text, last.text
        if words.is_label(before) or words.is_label(text) or words.closing.fullmatch(text) or words.closing.fullmatch(before):
            return True
        if words.motion_opening.fullmatch(before) or words.motion_closing.fullmatch(before):
            return True
        if self.is_motion and before.endswith((",", ";", ":")) and words.motion_clause.match(text):
            return True
        at_top = line.position < _HEAD_REACH
        if at_top and before.isupper() and text.isupper() and not words.masthead.fullmatch(text):
            return False
        if at_top and not text.endswith("-") and (words.masthead.fullmatch(before) or words.masthead.fullmatch(text)):
            return True
        ends = words.ends(before)
        lower = bool(_LOWER.match(text)) and not is_item(text)
        if line.turned and not line.apart and not ends and not is_item(text) and len(before) > 0.7 * self.width:
            return False
        if line.apart or interrupted or line.turned:
            if before.endswith("-") and lower and len(before) > 1:
                return False
            if ends:
                return True
            # A dump puts a blank line where the hanging indent of an item begins, and where a page ends.
            if lower and not before.endswith(","):
                return False
            hanging = draft.kind == "list_item" and len(draft.lines) == 1 and len(before) > 0.7 * self.width
            return not (hanging and not is_item(text) and self.width < _LONGEST_WRAPPED)
        if self.width >= _LONGEST_WRAPPED:
            return True
        if is_item(text) and (ends or draft.kind == "list_item" or len(before) < 0.6 * self.width):
            return True
        first = _FIRST_WORD.match(text)
        fits = len(before) + 1 + (len(first[0]) if first else 0) <= _ROOM * self.width
        return fits and not (lower and not ends)

    def _width(self) -> float:
        """The length to which lines were broken, by the lines that break off in a sentence.

        Where hardly any does, the text was not broken into lines and each line is a paragraph.
        """
        inner = [(a.text, b.text) for a, b in pairwise(self.lines) if not b.apart]
        broken = sorted(len(a) for a, b in inner if len(a) >= _SHORTEST_WRAPPED and _OPEN.search(a) and _LOWER.match(b))
        if len(broken) < max(1, len(inner) // 20):
            return float(_LONGEST_WRAPPED)
        return float(min(broken[int(0.95 * (len(broken) - 1))], _LONGEST_WRAPPED))

    def _without_running(self, *, paged: bool) -> None:
        """Take out footers, page numbers and the band over a Kamerstuk."""
        words = self.words
        feet = {i for i, line in enumerate(self.lines) if words.running_line.fullmatch(line.text)}
        out = set(feet)
        head = {i for i, line in enumerate(self.lines[:_HEAD_REACH]) if words.band.fullmatch(line.text)}
        if any("vergaderjaar" in self.lines[i].text.casefold() for i in head):
            first = min(head)
            # The number of the Chamber, 1 or 2, stands beside its name.
            out |= head | {i for i in range(max(0, first - 1), max(head) + 2) if self.lines[i].text in {"1", "2"}}
            out |= {i for i, line in enumerate(self.lines) if i > max(head) and words.band.fullmatch(line.text) and len(line.text) < 40}
        out |= self._edges_repeated() if paged else self._repeated_near(out)
        out |= self._counted(out)
        kept: list[_Line] = []
        apart = False
        for position, line in enumerate(self.lines):
            if position in out:
                self.furniture.append(line.text)
                apart = apart or line.apart
                continue
            line.apart = line.apart or apart
            if position - 1 in feet and kept:
                # Under a running foot a new page begins: the blank lines around the foot say nothing of paragraphs.
                line.apart, line.turned = False, True
            apart = False
            kept.append(line)
        self.lines = kept

    def _divide_masthead(self) -> None:
        """Give the number of a Kamerstuk and the title behind it a line each, as they are printed."""
        matches = [self.words.masthead_pair.fullmatch(line.text) for line in self.lines[:_HEAD_REACH]]
        if not any(match and match["first"][0].isalpha() for match in matches):
            return
        divided: list[_Line] = []
        for line, match in zip(self.lines, matches, strict=False):
            if match is None:
                divided.append(line)
                continue
            head, tail = line.fragment.part(*match.span("first")), line.fragment.part(*match.span("second"))
            divided += [_Line(head, True, line.turned), _Line(tail, True, False)]
        self.lines = divided + self.lines[len(matches) :]

    def _edges_repeated(self) -> set[int]:
        """Positions of first and last lines of pages that come back, digits apart."""
        pages: dict[int, list[int]] = defaultdict(list)
        for position, line in enumerate(self.lines):
            pages[line.fragment.page].append(position)
        edges = [(p, _DIGITS.sub("0", self.lines[p].text)) for found in pages.values() for p in {*found[:2], *found[-2:]}]
        counts = Counter(shape for _, shape in edges)
        return {p for p, shape in edges if counts[shape] >= max(2, 0.5 * len(pages)) and not self.words.is_label(self.lines[p].text)}

    def _repeated_near(self, out: set[int]) -> set[int]:
        """Positions of short lines that come back close to a footer: the margin column of a letter, page after page."""
        near = {p for q in out for p in range(q - _MARGIN_REACH, q + _MARGIN_REACH + 1) if 0 <= p < len(self.lines)} - out
        counts = Counter(self.lines[p].text for p in near)
        return {
            p
            for p in near
            if counts[text := self.lines[p].text] > 1 and len(text) < 60 and not self.words.is_label(text) and not is_item(text)
        }

    def _counted(self, out: set[int]) -> set[int]:
        """Positions of lone numbers that count the pages: 1, 2, 3 in this order over the whole text."""
        texts = [(line.text, line.apart) for line in self.lines]
        alone = [p for p, line in enumerate(self.lines) if p not in out and re.fullmatch(r"\d{1,3}", line.text)]
        lone = [(p, int(texts[p][0])) for p in alone if not has_mark_above(texts, p)]
        numbers = [n for _, n in lone]
        counts = len(numbers) >= 3 and numbers[0] <= 2 and all(b == a + 1 for a, b in pairwise(numbers))
        return {p for p, _ in lone} if counts else set()

    def _without_head(self) -> None:
        """Take out a letterhead: labels with values above the salutation, with all that stands around them."""
        reach = self.lines[:_HEAD_REACH]
        salutation = next((i for i, line in enumerate(reach) if self.words.salutation.fullmatch(line.text)), None)
        labels = [i for i, line in enumerate(reach[:salutation]) if self._label(line.text) and (salutation or self.words.heads(line.text))]
        masthead = any(self.words.masthead.fullmatch(line.text) and line.text.casefold().startswith("nr") for line in reach)
        if masthead or not labels or not any(self._label(reach[i].text) in ("datum", "betreft", "onderwerp") for i in labels):
            return
        end = salutation if salutation is not None else labels[-1] + 1
        pairs: list[tuple[str, list[str]]] = []
        for line in self.lines[:end]:
            match = self.words.letterhead_label.fullmatch(line.text)
            if match:
                pairs.append((match["label"], [match["value"]] if match["value"] else []))
            elif (line.apart and not (pairs and not pairs[-1][1])) or not pairs:
                pairs.append(("", [line.text]))
            else:
                pairs[-1][1].append(line.text)
        self.letterhead = [(label, ("\n" if not label else " ").join(lines)) for label, lines in pairs]
        self.lines = self.lines[end:]

    def _label(self, text: str) -> str | None:
        match = self.words.letterhead_label.fullmatch(text)
        return match["label"].casefold() if match else None


def _lines(page: int, text: str) -> list[_Line]:
    """The lines of a page that hold text, white space made single, with the index of each character kept."""
    found: list[_Line] = []
    apart = True
    at = 0
    for raw in text.split("\n"):
        parts = list(re.finditer(r"\S+", raw))
        if not parts:
            apart = True
        else:
            letters: list[str] = []
            source: list[int] = []
            for part in parts:
                if letters:
                    letters.append(" ")
                    source.append(-1)
                letters.append(part[0])
                source += range(at + part.start(), at + part.end())
            # Dumps put one space in front of the first line of a page.
            turned = not found or (raw[0] == " " and parts[0].start() == 1)
            found.append(_Line(Fragment(page, "".join(letters), source), apart, turned))
            apart = False
        at += len(raw) + 1
    return found


def _without_marks(line: Fragment, marks: list[tuple[int, str]]) -> tuple[Fragment, list[tuple[int, str]]]:
    """A line without the footnote marks that stand at the offsets given."""
    placed: list[tuple[int, str]] = []
    ends = {offset + len(number) for offset, number in marks}
    for offset, number in sorted(marks, reverse=True):
        between = _SEPARATOR.search(line.text[:offset])
        start = between.start() if between and between.start() in ends else offset
        cut = offset + len(number) - start
        line = line.without(start, offset + len(number))
        placed = [(start, number)] + [(at - cut, other) for at, other in placed]
    return line, placed
