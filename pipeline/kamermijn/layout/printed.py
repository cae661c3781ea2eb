"""The layout of printed pages: what is text, in which order, and what stands around it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from kamermijn.ingest import Raw, RawPage
from kamermijn.layout.columns import Column, body_size, find_column
from kamermijn.layout.doubt import hidden
from kamermijn.layout.draft import Draft
from kamermijn.layout.footnotes import Marks, marks_in, note_drafts, split_notes, take_marks, with_raised_digits
from kamermijn.layout.fragment import ROW, Fragment, fragments, joined
from kamermijn.layout.furniture import band_bottom, running
from kamermijn.layout.letterhead import Pair, head_bottom, read_head, read_margin
from kamermijn.layout.paragraphs import Flow, is_item
from kamermijn.layout.ruled import Ruled
from kamermijn.layout.wording import Wording


class Printed:
    """Reads the pages of a document one by one into paragraphs, letterhead and furniture."""

    def __init__(self, raw: Raw, words: Wording) -> None:
        self.words = words
        self.pages = raw.pages
        self.by_page = {page.number: _in_rows(fragments(page)) for page in raw.pages}
        every = [f for found in self.by_page.values() for f in found]
        self.size = body_size(every)
        self.marked = {number: frozenset(marks_in(found)) for number, found in self.by_page.items()}
        self.columns = self._find_columns()
        self.running = running(list(raw.pages), self.by_page, self.columns, words)
        self.letterhead: list[Pair] = []
        self.furniture: list[str] = []
        self.flow = Flow(words)
        self.notes: dict[int, list[Draft]] = {}
        self.ruled = Ruled()
        for page in raw.pages:
            self.ruled.add(page)
        self.last_on: dict[int, Draft] = {}
        self.doubted: dict[int, set[int]] = defaultdict(set)
        """Per page the characters of numbers that may not be what their digits say."""

    def _find_columns(self) -> dict[int, Column]:
        groups: dict[tuple[int, int], list[RawPage]] = defaultdict(list)
        for page in self.pages:
            groups[round(page.width / 4), round(page.height / 4)].append(page)
        found = {}
        for pages in groups.values():
            column = find_column([f for page in pages for f in self.by_page[page.number]], self.size, pages[0].width)
            found.update({page.number: column for page in pages})
        return found

    def read(self) -> list[Draft]:
        """All paragraphs in reading order, each page's footnotes behind the paragraph that ends or crosses the page."""
        for page in self.pages:
            self._page(page)
        drafts: list[Draft] = []
        waiting: dict[int, list[Draft]] = defaultdict(list)
        loose: list[Draft] = []
        for number, notes in self.notes.items():
            owner = self.last_on.get(number)
            if owner is None:
                loose += notes
            else:
                waiting[id(owner)] += notes
        for draft in self.flow.drafts:
            drafts += [draft, *waiting[id(draft)]]
        drafts += loose
        self._take_marks(drafts)
        return drafts

    def _take_marks(self, drafts: list[Draft]) -> None:
        known = {draft.note for draft in drafts if draft.note}
        for draft in drafts:
            for position, line in enumerate(draft.lines):
                if draft.note and position == 0:
                    continue
                if line.raised:
                    draft.lines[position], marks = take_marks(line, known)
                    self.doubted[line.page].update(with_raised_digits(draft.lines[position]))
                    draft.marks += [(position, offset, number) for offset, number in marks]

    def _page(self, page: RawPage) -> None:
        column = self.columns[page.number]
        found = self.by_page[page.number]
        self.furniture += [f.text for f in hidden([f for f in found if id(f) in self.running], page)]
        rest = [f for f in found if id(f) not in self.running]
        first = page.number == self.pages[0].number
        if first:
            rest = self._without_band(page, rest, column)
        rest = self._without_margins(page, rest, column, first)
        if first:
            rest = self._without_head(page, rest, column)
        columns = _parted(rest, column)
        notes: list[Fragment] = []
        marks = self._marks(page)
        for lines in columns:
            body, under = split_notes(_merged(lines, self.words, self.ruled), page, column, marks)
            notes += under
            self._body(body, column)
        if notes:
            drafts = note_drafts(notes, page.number, marks)
            if drafts and drafts[0].note is None and self.notes:
                earlier = self.notes[max(self.notes)][-1]
                earlier.absorb(drafts.pop(0))
            if drafts:
                self.notes[page.number] = drafts
        if page.number in self.notes and page.number not in self.last_on and self.flow.drafts:
            self.last_on[page.number] = self.flow.drafts[-1]

    def _marks(self, page: RawPage) -> Marks:
        """What the text of this page and the one before it, and the notes before it, say of the notes at its foot."""
        near = self.marked.get(page.number - 1, frozenset()) | self.marked[page.number]
        numbers = [int(draft.note) for drafts in self.notes.values() for draft in drafts if draft.note and draft.note.isdigit()]
        return Marks(near, numbers[-1] if numbers else 0, any(self.marked.values()))

    def _without_band(self, page: RawPage, found: list[Fragment], column: Column) -> list[Fragment]:
        bottom = band_bottom(page, found, column)
        if not bottom and any(self.words.band.fullmatch(f.text) and f.text.casefold().startswith("vergaderjaar") for f in found):
            high = (f.bottom for f in found if self.words.band.fullmatch(f.text) and f.top < 0.3 * page.height)
            bottom = max(high, default=0.0)
        self.furniture += [f.text for f in hidden([f for f in found if f.bottom <= bottom + 2], page)]
        return [f for f in found if f.bottom > bottom + 2]

    def _without_margins(self, page: RawPage, found: list[Fragment], column: Column, first: bool) -> list[Fragment]:
        """Take out what stands beside the text column: small print to either side, and anything to its right."""
        if column.gutter is not None:
            return found
        aside = [f for f in found if f.cell < 0 and ((column.is_small(f) and f.right < column.left - 2) or f.left > column.right - 6
                 or (column.is_small(f) and f.left > column.left + 0.8 * (column.right - column.left)))]  # fmt: skip
        if not aside:
            return found
        taken = {id(f) for f in aside}
        aside = hidden(aside, page)
        if first and any(self.words.letterhead_label.match(f.text) for f in aside):
            self.letterhead += read_margin(sorted(aside, key=lambda f: (round(f.left / 30), f.baseline)), self.words)
        else:
            self.furniture += [f.text for f in aside]
        return [f for f in found if id(f) not in taken]

    def _without_head(self, page: RawPage, found: list[Fragment], column: Column) -> list[Fragment]:
        if any(self.words.masthead.fullmatch(f.text) and f.text.casefold().startswith("nr") for f in found[:12]):
            return found
        bottom = head_bottom(found, column, page.height, self.words)
        head = [f for f in found if f.bottom <= bottom]
        self.letterhead = read_head(hidden(head, page), column, self.words) + self.letterhead
        return found[len(head) :] if found[: len(head)] == head else [f for f in found if f.bottom > bottom]

    def _runs_on(self, row: Fragment, line: Fragment, column: Column) -> bool:
        """Whether a line goes on in the last cell of the table row above it, for it stands under that cell and nothing else."""
        near = row.page == line.page and 0 < line.baseline - row.baseline < 1.45 * max(column.pitch, 1.2 * line.size)
        under = row.cell < 0 and line.cell < 0 and line.left > row.stop - 4 and not is_item(line.text)
        return near and under and not (line.text[:1].isupper() and self.flow.would_fit(row, line, column))

    def _body(self, lines: list[Fragment], column: Column) -> None:
        for line in lines:
            last = self.flow.drafts[-1] if self.flow.drafts else None
            if line.parts:
                above = last.lines[-1].place if last is not None else None
                self.ruled.carry_on(above if last is not None and last.lines[-1].page < line.page else None, line.parts)
                between = ["\t" if a.cell != b.cell else " " for a, b in pairwise(line.parts)]
                draft = Draft(line.parts, between, kind="table_row")
                self.flow.drafts.append(draft)
                self.flow.close()
            elif "\t" in line.text or line.cell >= 0:
                draft = Draft([line], kind="table_row")
                self.flow.drafts.append(draft)
                self.flow.close()
            elif last is not None and last.kind == "table_row" and self._runs_on(last.lines[-1], line, column):
                line.stop = last.lines[-1].stop
                last.add(line)
                draft = last
            elif line.left < column.left - 8 and line.right < column.left:
                self.flow.close()
                draft = self.flow.add(line, column)
                self.flow.close()
            else:
                draft = self.flow.add(line, column)
            self.last_on[line.page] = draft


def _in_rows(found: list[Fragment]) -> list[Fragment]:
    """Fragments top to bottom, those of one line left to right although their baselines differ a little."""
    ordered = sorted(found, key=lambda f: f.baseline)
    rows: list[list[Fragment]] = []
    for fragment in ordered:
        if rows and fragment.baseline - rows[-1][0].baseline < 0.35 * min(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [f for row in rows for f in sorted(row, key=lambda f: f.left)]


def _parted(found: list[Fragment], column: Column) -> list[list[Fragment]]:
    """The fragments by text column; what runs across both parts them into an upper and a lower half."""
    if column.gutter is None:
        return [found]
    parts: list[list[Fragment]] = []
    left: list[Fragment] = []
    right: list[Fragment] = []
    for fragment in found:
        if fragment.left < column.gutter - 4 and fragment.right > column.gutter + 4:
            parts += [part for part in (left, right, [fragment]) if part]
            left, right = [], []
        else:
            (left if fragment.right <= column.gutter + 4 else right).append(fragment)
    return [*parts, *(part for part in (left, right) if part)]


def _merged(found: list[Fragment], words: Wording, ruled: Ruled) -> list[Fragment]:
    """One line per row: cells apart by a tab, whether ruled or only set apart; of a masthead each part is a line."""
    lines: list[Fragment] = []
    by_row: dict[int, list[Fragment]] = defaultdict(list)
    for fragment in found:
        if fragment.cell >= 0:
            by_row[fragment.cell // ROW].append(fragment)
    row: list[Fragment] = []

    def flush() -> None:
        apart = len(row) == 1 or bool(row and (words.masthead.fullmatch(row[0].text) or words.is_label(row[0].text)))
        lines.extend(row if apart or not row else [joined(row, "\t")])
        row.clear()

    for fragment in found:
        if row and abs(fragment.baseline - row[-1].baseline) > 0.35 * min(fragment.size, row[-1].size):
            flush()
        if fragment.cell < 0:
            row.append(fragment)
        elif fragment is by_row[fragment.cell // ROW][0]:
            flush()
            lines.append(ruled.row(by_row[fragment.cell // ROW]))
    flush()
    return lines
