"""The layout of sources that mark their own paragraphs: XML, HTML, a word processor's file."""

from __future__ import annotations

from dataclasses import replace

from kamermijn.ingest import Raw, RawBlock, RawPage
from kamermijn.layout.bracketed import BODY, link_bracketed
from kamermijn.layout.draft import Draft
from kamermijn.layout.fragment import Fragment
from kamermijn.layout.letterhead import Pair
from kamermijn.layout.paragraphs import is_item
from kamermijn.layout.wording import Wording

_REACH = 80
"""Paragraphs from the top within which a letterhead and the band of a Kamerstuk stand."""
_LONGEST_HEAD = 500
_COLOPHON = 200


class Structured:
    """Takes paragraphs as the source gives them; the band of a Kamerstuk and a letterhead are taken out."""

    def __init__(self, raw: Raw, words: Wording) -> None:
        self.words = words
        self.letterhead: list[Pair] = []
        self.furniture: list[str] = list(raw.furniture)
        self.page: RawPage = raw.pages[0]
        self.blocks = list(self.page.blocks)

    def _text(self, block: RawBlock) -> str:
        return self.page.text[block.start : block.end]

    def read(self) -> list[Draft]:
        """All paragraphs in the order of the source."""
        self._without_band()
        self._without_head()
        drafts: list[Draft] = []
        for number, block in enumerate(self.blocks):
            for part in self._parts(block, top=number < _REACH):
                draft = self._draft(part)
                if part.broken and drafts and self._goes_on(drafts[-1], draft):
                    drafts[-1].absorb(draft)
                else:
                    drafts.append(draft)
        link_bracketed(drafts)
        return drafts

    def _draft(self, block: RawBlock) -> Draft:
        text = self._text(block)
        if block.kind == "table_row" and block.cells:
            return self._row(block)
        if block.kind != "table_row":
            text = text.replace("\t", " ")
        source = [-1 if new == " " != old else at for at, (new, old) in enumerate(zip(text, self._text(block), strict=True), block.start)]
        line = Fragment(1, text, source, bold=block.bold, italic=block.italic)
        kind = block.kind or ("list_item" if is_item(text) else "body")
        marks = [(0, offset - block.start, number) for offset, number in block.marks]
        return Draft([line], kind=kind, note=block.note, note_on=1, marks=marks, settled=block.kind is not None)

    def _row(self, block: RawBlock) -> Draft:
        """A row of a table, a line a cell; the tab between two cells belongs to the first."""
        ends = [*(start for start, _ in block.cells[1:]), block.end]
        lines, marks = [], []
        for number, ((start, place), end) in enumerate(zip(block.cells, ends, strict=True)):
            lines.append(Fragment(1, self.page.text[start:end], list(range(start, end)), bold=block.bold, italic=block.italic, place=place))
            marks += [
                (number, offset - start, called) for offset, called in block.marks if start <= offset < end or offset == end == block.end
            ]
        return Draft(lines, [""] * (len(lines) - 1), kind="table_row", note_on=1, marks=marks, settled=True)

    def _parts(self, block: RawBlock, *, top: bool) -> list[RawBlock]:
        """A line whose first tab sets a masthead's number or a label apart is two paragraphs."""
        text = self._text(block)
        if block.kind == "table_row":
            cells = text.split("\t")
            if len(cells) > 1 and (self.words.is_label(cells[0]) or (top and self.words.masthead.fullmatch(cells[0]))):
                return self._split(block, len(cells[0]), text)
            return [block]
        head, tab, _ = text.partition("\t")
        if tab and (self.words.is_label(head.strip()) or (top and self.words.masthead.fullmatch(head.strip()))):
            return self._split(block, len(head), text)
        return [block]

    @staticmethod
    def _split(block: RawBlock, at: int, text: str) -> list[RawBlock]:
        cut = block.start + at
        first = replace(
            block, end=cut - (at - len(text[:at].rstrip())), kind=None, cells=(), marks=tuple(m for m in block.marks if m[0] <= cut)
        )
        behind = cut + len(text[at:]) - len(text[at:].lstrip())
        rest = replace(block, start=behind, kind=None, cells=(), marks=tuple(m for m in block.marks if m[0] > cut), note=None, broken=False)
        return [first, rest] if behind < block.end else [first]

    def _goes_on(self, above: Draft, line: Draft) -> bool:
        """Whether what stands behind a forced line break belongs to the paragraph before it."""
        words, before, text = self.words, above.text, line.text
        if words.is_label(before) or words.is_label(text) or words.closing.fullmatch(before) or words.salutation.fullmatch(before):
            return False
        if (above.kind in ("body", "list_item", "footnote") and line.kind == "list_item") or BODY.match(text):
            return False
        styled = above.lines[-1].bold != line.lines[0].bold or above.lines[-1].italic != line.lines[0].italic
        return not (styled and not line.settled) and not (words.masthead.fullmatch(before) or words.masthead.fullmatch(text))

    def _without_band(self) -> None:
        """Take out the chamber, the parliamentary year and the colophon, which stand around a Kamerstuk's masthead."""
        texts = [self._text(block) for block in self.blocks[:_REACH]]
        found = {i for i, text in enumerate(texts) if self.words.band.fullmatch(text)}
        if not any(texts[i].casefold().startswith("vergaderjaar") for i in found):
            return
        last = max(found)
        found |= {i for i in range(last + 2) if i < len(texts) and texts[i] in {"1", "2"}}
        found |= {
            i for i, text in enumerate(texts) if i < last and "\t" in text and all(self.words.band.fullmatch(t) for t in text.split("\t"))
        }
        self.furniture += [texts[i] for i in sorted(found)]
        self.blocks = [block for i, block in enumerate(self.blocks) if i not in found]

    def _without_head(self) -> None:
        """Take out a letterhead: all down to the last table or label of it."""
        blocks = self.blocks[:_REACH]
        texts = [self._text(block) for block in blocks]
        end = next((i for i, text in enumerate(texts) if self.words.salutation.fullmatch(text)), None)
        if any(self.words.masthead.fullmatch(text) and text.casefold().startswith("nr") for text in texts[:16]):
            return
        reach = end if end is not None else next((i for i, text in enumerate(texts) if len(text) > _LONGEST_HEAD), len(texts))
        labels = [i for i in range(reach) if self.words.letterhead_label.fullmatch(texts[i])]
        sure = [i for i in labels if self.words.heads(texts[i])]
        if not any(texts[i].casefold().startswith(("datum", "betreft", "onderwerp")) for i in sure):
            return
        last = sure[-1]
        if end is None:
            end = self._end_of_head(blocks, last)
        self.letterhead = self._pairs(blocks[:end], texts[:end])
        self.blocks = self.blocks[end:]

    def _end_of_head(self, blocks: list[RawBlock], last: int) -> int:
        """Just behind the table in which the last label stands, else behind the paragraph under it."""
        place = blocks[last].place
        if place is None:
            return last + (1 if self.words.letterhead_label.fullmatch(self._text(blocks[last]))["value"] else 2)  # type: ignore[index]
        position = last
        while position < len(blocks) and (here := blocks[position].place) is not None and here.table == place.table:
            position += 1
        return position

    def _pairs(self, blocks: list[RawBlock], texts: list[str]) -> list[Pair]:
        pairs: list[tuple[str, list[str]]] = []
        row: tuple[int, int] | None = None
        for block, text in zip(blocks, texts, strict=True):
            match = self.words.letterhead_label.fullmatch(text)
            here = (block.place.table, block.place.row) if block.place else None
            beside = row is not None and here == row and block.place is not None and block.place.column > 0
            if match and not beside:
                pairs.append((match["label"], [match["value"]] if match["value"] else []))
                row = here
            elif pairs and (beside or (not block.apart and self._joins(pairs[-1], here, row))):
                pairs[-1][1].append(text)
            else:
                pairs.append(("", [text]))
                row = here
        return [self._named(label, "\n".join(lines)) for label, lines in pairs]

    @staticmethod
    def _joins(pair: tuple[str, list[str]], here: tuple[int, int] | None, row: tuple[int, int] | None) -> bool:
        """Whether a paragraph goes on in the pair above: in the same cell, or as the value under its label."""
        return here == row or (not pair[1] and bool(pair[0]))

    @staticmethod
    def _named(label: str, value: str) -> Pair:
        plain = value.lstrip("> ")
        return ("Retouradres", plain) if not label and plain.casefold().startswith("retouradres") else (label, plain)
