"""From raw pages to the one text of a letter, built together with its map back to the pages."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby

import numpy as np

from kamermijn.ingest import Raw, RawPage
from kamermijn.layout.doubt import doubtful, scanned
from kamermijn.layout.draft import Builder, Built, Draft, locator
from kamermijn.layout.dump import Dump
from kamermijn.layout.hyphens import Hyphens
from kamermijn.layout.printed import Printed
from kamermijn.layout.structure import arrange
from kamermijn.layout.structured import Structured
from kamermijn.layout.wording import wording
from kamermijn.model import Cell, Footnote, LetterText, PageSpan, Paragraph, Table, tabbed
from kamermijn.rules import Rules


def compose(raw: Raw, rules: Rules | None = None) -> LetterText:
    """The cleaned text of a letter with its paragraphs, pages, footnotes, letterhead and furniture (RECORDS.md)."""
    return build(raw, rules)[0]


def build(raw: Raw, rules: Rules | None = None) -> tuple[LetterText, Built]:
    """The text and its map: per character the page and the index on it, -1 for white space put in."""
    words = wording(rules)
    printed = any(page.glyphs is not None for page in raw.pages)
    marked_up = any(page.blocks for page in raw.pages)
    reader: Printed | Dump | Structured = Printed(raw, words) if printed else Structured(raw, words) if marked_up else Dump(raw, words)
    drafts = arrange(reader.read(), words, marked_up=marked_up)
    builder = Builder(Hyphens((line.text for draft in drafts for line in draft.lines), words))
    for draft in drafts:
        builder.write(draft)
    built = builder.built()
    letter = LetterText(
        text=built.text,
        paragraphs=tuple(Paragraph(start, end, d.kind, d.speaker) for (start, end), d in zip(built.spans, drafts, strict=True)),
        pages=_pages(raw, drafts, built),
        footnotes=_footnotes(drafts, built, paged=printed),
        letterhead=tuple(reader.letterhead),
        furniture=tuple(dict.fromkeys(reader.furniture)),
        locate=locator(built, raw.pages) if printed else None,
        elements=_elements(raw.pages[0], built) if marked_up else (),
        tables=_tables(built, drafts, printed, printed or marked_up),
        scanned=scanned(raw.pages, built),
        doubtful=doubtful(raw.pages, built, reader.doubted if isinstance(reader, Printed) else {}),
    )
    return letter, built


def _pages(raw: Raw, drafts: list[Draft], built: Built) -> tuple[PageSpan, ...]:
    """Where each page starts: with its first character outside footnotes; a page without text is empty."""
    if not raw.paged:
        return ()
    # Footnotes of a page may stand behind a paragraph that already runs over onto the next one.
    outside = np.ones(len(built.text), np.bool_)
    for (start, end), draft in zip(built.spans, drafts, strict=True):
        if draft.kind == "footnote":
            outside[start:end] = False
    outside &= built.indices >= 0
    at = np.flatnonzero(outside)
    pages = built.pages[at]
    starts: list[int] = []
    for page in raw.pages:
        later = np.flatnonzero(pages >= page.number)
        starts.append(int(at[later[0]]) if len(later) else len(built.text))
    if starts:
        starts[0] = 0
    ends = [*starts[1:], len(built.text)]
    return tuple(PageSpan(page.number, start, end) for page, start, end in zip(raw.pages, starts, ends, strict=True))


def _tables(built: Built, drafts: list[Draft], printed: bool, structured: bool) -> tuple[Table, ...]:
    """The tables: of cells whose place is known, else of rows of plain text that tabs divide, as those without lines on a page are."""
    if not structured:
        return tabbed(built.text, built.spans)
    found: list[Table] = []
    if printed:
        placed = {cell[0] for cell in built.cells}
        own = [d.kind == "table_row" or (d.kind in ("body", "heading") and "\t" not in built.text[slice(*span)])
               for span, d in zip(built.spans, drafts, strict=True)]  # fmt: skip
        unruled = ((s, e) if mine and s not in placed else (s, s) for (s, e), mine in zip(built.spans, own, strict=True))
        found += tabbed(built.text, tuple(unruled))
    for _, group in groupby(built.cells, key=lambda cell: cell[2].table):
        cells = tuple(Cell(start, end, p.row, p.column, p.rows, p.columns, p.heads) for start, end, p in group)
        found.append(Table(cells[0].start, cells[-1].end, cells))
    return tuple(sorted(found, key=lambda table: table.start))


def _elements(page: RawPage, built: Built) -> tuple[tuple[int, str], ...]:
    """The path of the element that each line came from, by the offset at which it starts."""
    starts = [block.start for block in page.blocks]
    return tuple((at, page.blocks[bisect_right(starts, int(built.indices[at])) - 1].path) for at in built.line_starts)


def _footnotes(drafts: list[Draft], built: Built, *, paged: bool) -> tuple[Footnote, ...]:
    """The footnotes with the place of their mark: on the same page, else wherever the number is marked."""
    anywhere: dict[str, int] = {}
    for (number, _), offset in built.marks.items():
        anywhere.setdefault(number, offset)
    notes = []
    for (start, end), draft in zip(built.spans, drafts, strict=True):
        if draft.note:
            mark = built.marks.get((draft.note, draft.note_on)) if paged else None
            notes.append(Footnote(draft.note, mark if mark is not None else anywhere.get(draft.note), start, end))
    return tuple(notes)


__all__ = ["build", "compose"]
