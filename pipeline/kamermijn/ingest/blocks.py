"""Writes the paragraphs of a marked-up source into one page: white space made single, the path of each kept."""

from __future__ import annotations

import re
from dataclasses import replace

from kamermijn.ingest.powers import belongs_to_unit
from kamermijn.ingest.raw import Place, RawBlock, RawPage
from kamermijn.ingest.symbols import printed
from kamermijn.model import ParagraphKind

# What prints as white space, as nothing (soft hyphens, joiners, controls, directions), and what a symbol font prints.
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# The number in a cell, and what may stand raised behind it to point to a note.
_CELL_NUMBER = re.compile(r"[^\w\t]{0,4}\d[\d.,\s]*%?\)?")
_NOTE_MARK = re.compile(r"\d{1,2}|[a-z]|\*{1,3}")
# Raised digits behind a word are marks, but for the power of a unit (m2); those of a formula (CO2) are lowered.
_NOTE_MARKS = re.compile(r"[\s(]*\d{1,3}(?:[\s,;]+\d{1,3})*[)\s]*")
_SYMBOL = re.compile(r"[\uf000-\uf0ff\u2010\u2011\ufb00-\ufb06]")
_RAISED, _LOWERED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _printable(text: str) -> str:
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text))
    return _SYMBOL.sub(lambda match: printed(ord(match[0]), False), text)


class Blocks:
    """Takes text and footnote marks in reading order; ``begin`` starts a paragraph, ``end`` closes it.

    A paragraph without text leaves nothing but the knowledge that the next stands apart.
    """

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._text: list[str] = []
        self._length = 0
        self._apart = False
        self._struck = 0
        self._reset()

    def _reset(self) -> None:
        self._path: str | None = None
        self._kind: ParagraphKind | None = None
        self._note: str | None = None
        self._place: Place | None = None
        self._parts: list[str] = []
        self._size = 0
        self._marks: list[tuple[int, str]] = []
        self._plain = {"bold": False, "italic": False}
        self._space = False
        self._shifted = self._marked = False
        self._row = False
        self._cells: list[tuple[int, Place]] = []
        self._broken = False
        self._label = 0
        self._striking = self._was_struck = False

    @property
    def is_open(self) -> bool:
        """Whether a paragraph is being written."""
        return self._path is not None

    @property
    def has_text(self) -> bool:
        """Whether the paragraph that is being written has any character yet."""
        return self._size > 0

    def begin(self, path: str, kind: ParagraphKind | None = None, *, note: str | None = None, place: Place | None = None) -> None:
        """Start a paragraph; one that is open is closed first."""
        if self.is_open:
            self.end()
        self._path, self._kind, self._note, self._place = path, kind, note, place
        self._row = kind == "table_row"

    def name(self, kind: ParagraphKind) -> None:
        """Say what the open paragraph turns out to be."""
        self._kind = kind

    def add(self, text: str | None, *, bold: bool = False, italic: bool = False) -> None:
        """Put text behind what the open paragraph has."""
        text = _printable(text or "")
        if not text:
            return
        if text[0] == " ":
            self._space = True
            text = text[1:]
        if not text:
            return
        # A digit right behind a raised or lowered one is no more of the same number than that, and a word behind a mark is a new one.
        if (self._shifted and text[0].isdigit() and self._behind_digit) or (self._marked and text[0].isalnum()):
            self._space = True
        self._shifted = self._marked = self._striking = False
        trailing = text[-1] == " "
        text = text[:-1] if trailing else text
        if self._space and self._size and self._parts[-1] != "\t":
            text = " " + text
        self._plain["bold"] |= not bold
        self._plain["italic"] |= not italic
        self._parts.append(text)
        self._size += len(text)
        self._space = trailing

    def label(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Put the number or bullet in front of an item that has yet to come; where all of it is struck out, the item goes."""
        self.add(f"{text} ", bold=bold, italic=italic)
        self._label = self._size

    def strike(self, text: str) -> None:
        """Leave out text that is struck out: who wrote the letter no longer says it."""
        text = _printable(text)
        self._space |= text[:1] == " " or text[-1:] == " "
        if text.strip():
            self._struck += not self._striking
            self._striking = self._was_struck = True

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know of what was left out."""
        passages = "a struck-out passage is" if self._struck == 1 else f"{self._struck:,} struck-out passages are"
        return (f"{passages} left out",) if self._struck else ()

    def add_raised(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Put superscript text, which behind a number is never one more digit of it.

        Behind the number in a cell of a table, and behind a word, it is the mark of a note. Behind another number it may be that or a
        power, and stays raised.
        """
        number = text.strip().rstrip(")")
        before = "".join(self._parts).rpartition("\t")[2] if self._row else ""
        if not _NOTE_MARK.fullmatch(number) or not _CELL_NUMBER.fullmatch(before):
            if self._behind_word and _NOTE_MARKS.fullmatch(text) and not belongs_to_unit(self._last, text):
                for each in re.findall(r"\d+", text):
                    self.mark(each)
                self._marked = True
                return
            self.add(text.translate(_RAISED) if self._behind_digit else text, bold=bold, italic=italic)
            self._shifted = True
        elif before.strip() == "10":  # A power of ten, or ten with a note: kept apart, so that neither is read.
            self.space()
            self.add(text, bold=bold, italic=italic)
        else:
            self.mark(number)

    def add_lowered(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Put subscript text, which behind a number is never one more digit of it."""
        self.add(text.translate(_LOWERED) if self._behind_digit else text, bold=bold, italic=italic)
        self._shifted = True

    @property
    def _last(self) -> str:
        """The last characters of the paragraph, as many as a unit and what stands in front of it take."""
        return "".join(self._parts[-5:])[-5:]

    @property
    def _behind_word(self) -> bool:
        before = self._last[-1:]
        return bool(before) and not self._space and not before.isdigit() and before not in "\t("

    @property
    def _behind_digit(self) -> bool:
        return bool(self._parts) and not self._space and self._parts[-1][-1:].isdigit()

    def space(self) -> None:
        """See to it that what comes next stands apart by a space."""
        self._space = True

    def tab(self) -> None:
        """End one cell of a row and begin the next."""
        self._parts.append("\t")
        self._size += 1
        self._space = False

    def cell(self, place: Place) -> None:
        """Begin the next cell of a row, a tab behind the one before."""
        if self._cells:
            self.tab()
        self._cells.append((self._length + self._size, place))

    def stop(self) -> None:
        """Jump to the next tab stop; within a row of a table that is only white space."""
        if self._row:
            self._space = True
        elif self._size and self._parts[-1] != "\t":
            self.tab()

    def line_break(self) -> None:
        """Begin a new line of the same paragraph; two in a row leave a line open."""
        if self._path is None or self._row:
            self._space = True
            return
        path, kind, note, place = self._path, self._kind, self._note, self._place
        empty = not "".join(self._parts).strip()
        self.end()
        self.begin(path, None if kind == "list_item" else kind, note=None if not empty else note, place=place)
        self._broken = not empty

    def mark(self, number: str) -> None:
        """Note that a footnote's mark stands here."""
        self._marks.append((self._length + self._size, number))

    def end(self) -> None:
        """Close the open paragraph."""
        if self._path is None:
            return
        text = "".join(self._parts)
        if not text.strip() or (self._was_struck and self._label == self._size):
            if self._marks and self.blocks:
                last = self.blocks[-1]
                self.blocks[-1] = replace(last, marks=(*last.marks, *((last.end, number) for _, number in self._marks)))
            self._apart = True
        else:
            start = self._length if self._row else self._length + len(text) - len(text.lstrip("\t "))
            end = self._length + (len(text) if self._row else len(text.rstrip("\t ")))
            bold, italic = not self._plain["bold"], not self._plain["italic"]
            marks = tuple((min(max(offset, start), end), number) for offset, number in self._marks)
            self.blocks.append(RawBlock(start, end, self._path, self._kind, self._note, marks, bold, italic, self._apart,
                                        self._broken and not self._apart, self._place, tuple(self._cells)))  # fmt: skip
            self._text.append(text)
            self._length += len(text) + 1
            self._apart = False
        self._reset()

    def page(self) -> RawPage:
        """The finished page: one paragraph a line."""
        self.end()
        return RawPage(1, "\n".join(self._text), blocks=tuple(self.blocks))
