"""Word documents (DOCX): paragraphs, lists with the numbers that Word prints, tables, footnotes tied to their marks.

Read with lxml from the parts themselves (ISO/IEC 29500): the libraries for it leave out footnotes, or the place of what
they read.
"""

from __future__ import annotations

from collections.abc import Callable

from kamermijn.ingest.blocks import Blocks
from kamermijn.ingest.container import Container
from kamermijn.ingest.formulas import FORMULAS, on_one_line
from kamermijn.ingest.grid import holds_data
from kamermijn.ingest.markup import DEEPEST, Element, attribute, children, name
from kamermijn.ingest.raw import Place, Raw, RawPage
from kamermijn.ingest.word_cells import rows_of, word_places
from kamermijn.ingest.word_parts import WordParts
from kamermijn.ingest.word_styles import Numbering, Style, child, numbering_of, read_styles, roman, struck, switched, value
from kamermijn.model import LetterError, ParagraphKind

# Deleted or moved away text, properties, field codes, the second copy of a drawing.
_LEFT_OUT = frozenset(
    ["del", "moveFrom", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delText", "Fallback",
     "tblPrEx", "tblCaption", "footnoteRef", "endnoteRef", "annotationRef", "commentReference", "binData", "fldData"]
)  # fmt: skip
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read(data: bytes, source: str, digest: str) -> Raw:
    """Read a Word document."""
    container = Container(data, source)
    document = _Document(container, source)
    page = document.read()
    if not page.text:
        raise LetterError("empty", f"{source}: there is no text in the document: its pages may be images; save it as PDF and run OCR on it")
    return Raw(source, digest, "docx", (page,), document.blocks.warnings, False, {}, tuple(document.around()))


class _Document:
    def __init__(self, container: Container, source: str) -> None:
        self.parts = WordParts(container, source)
        self.styles = read_styles(self.parts.of_document("styles"))
        self.numbering = Numbering.of(self.parts.of_document("numbering"))
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.counted = {"footnote": 0, "endnote": 0}
        self.waiting: list[tuple[str, str, str]] = []
        self.blocks = Blocks()
        self.tables = 0
        self.boxes: list[tuple[Element, str]] = []

    def _notes(self, kind: str) -> dict[str, Element]:
        root = self.parts.of_document(f"{kind}s")
        return {attribute(e, "id") or "": e for e in root if name(e) == kind} if root is not None else {}

    def read(self) -> RawPage:
        root = self.parts.document
        if root is not None:
            self._walk(root, f"/{name(root)}", 0, None)
        self._flush_notes(("endnote",))
        return self.blocks.page()

    def around(self) -> list[str]:
        """What headers and footers say, a part a line."""
        found = []
        for part in self.parts.around:
            root = self.parts.read(part)
            texts = (gathered_runs(p) for p in root.iter() if name(p) == "p") if root is not None else ()
            found += [text for text in texts if text]
        return list(dict.fromkeys(found))

    def _walk(self, element: Element, path: str, depth: int, place: Place | None) -> None:
        for below, where in children(element, path):
            called = name(below)
            if called in _LEFT_OUT:
                continue
            if called == "p":
                self._paragraph(below, where, depth, place)
            elif called == "tbl":
                self._table(below, where, depth)
            elif called == "sdt" and child(child(below, "sdtPr"), "showingPlcHdr") is not None:
                continue
            elif depth < DEEPEST:
                self._walk(below, where, depth + 1, place)

    def _paragraph(self, element: Element, path: str, depth: int, place: Place | None) -> None:
        properties = child(element, "pPr")
        style = self.styles.get(value(properties, "pStyle") or "", Style())
        numbered = numbering_of(properties) or style.numbering
        kind: ParagraphKind | None = "heading" if style.is_heading else None
        label, bulleted = self.numbering.label(*numbered) if numbered and gathered_runs(element) else ("", False)
        if label and kind is None and place is None:
            kind = "list_item"
        self.blocks.begin(path, kind, place=place)
        if label:
            self.blocks.label(label, bold=style.bold, italic=style.italic)
        self._inline(element, path, style, depth, bulleted)
        self.blocks.end()
        self._flush_boxes(depth)
        self._flush_notes(("footnote",))

    def _inline(self, element: Element, path: str, style: Style, depth: int, bulleted: bool = False) -> None:
        for below, where in children(element, path):
            called = name(below)
            if called in _LEFT_OUT or depth > DEEPEST:
                continue
            if called == "r":
                self._run(below, where, style)
            elif called == "txbxContent":
                self.boxes.append((below, where))
            elif called in FORMULAS:
                self.blocks.add(on_one_line(below))
            else:
                self._inline(below, where, style, depth + 1)

    def _run(self, element: Element, path: str, style: Style) -> None:
        properties = child(element, "rPr")
        if switched(properties, "vanish"):
            return
        own = self.styles.get(value(properties, "rStyle") or "", Style())
        bold, italic = switched(properties, "b"), switched(properties, "i")
        bold = style.bold or own.bold if bold is None else bold
        italic = style.italic or own.italic if italic is None else italic
        shifted = value(properties, "vertAlign")
        put = {"superscript": self.blocks.add_raised, "subscript": self.blocks.add_lowered}.get(shifted or "", self.blocks.add)
        out = struck(properties)
        out = style.struck or own.struck if out is None else out

        def add(text: str, put: Callable[..., None] = self.blocks.add) -> None:
            self.blocks.strike(text) if out else put(text, bold=bold, italic=italic)

        for below, where in children(element, path):
            called = name(below)
            if called == "t":
                add(below.text or "", put)
            elif called in ("tab", "ptab"):
                self.blocks.space() if out else self.blocks.stop()
            elif called in ("br", "cr"):
                if attribute(below, "type") in (None, "textWrapping"):
                    self.blocks.line_break()
                else:
                    self.blocks.space()
            elif called == "noBreakHyphen":
                add("-")
            elif called == "sym":
                code = attribute(below, "char") or ""
                add(chr(int(code, 16)) if _is_code(code) else "")
            elif called in _NOTES:
                self._mark(_NOTES[called], attribute(below, "id") or "")
            elif called not in _LEFT_OUT:
                self.boxes += [(box, where) for box in _boxes(below)]

    def _mark(self, kind: str, identifier: str) -> None:
        if identifier not in self.notes[kind]:
            return
        self.counted[kind] += 1
        number = str(self.counted[kind]) if kind == "footnote" else roman(self.counted[kind])
        self.blocks.mark(number)
        self.waiting.append((kind, identifier, number))

    def _flush_notes(self, kinds: tuple[str, ...]) -> None:
        """Write the notes whose marks have been met: footnotes behind their paragraph, endnotes at the end."""
        due = [entry for entry in self.waiting if entry[0] in kinds]
        self.waiting = [entry for entry in self.waiting if entry[0] not in kinds]
        for kind, identifier, number in due:
            note = self.notes[kind][identifier]
            path = f"/{kind}s/{kind}[{identifier}]"
            self.blocks.begin(path, "footnote", note=number)
            self.blocks.add(f"{number} ")
            for paragraph, where in children(note, path):
                self.blocks.space()
                self._inline(paragraph, where, Style(), 1)
            self.blocks.end()

    def _flush_boxes(self, depth: int) -> None:
        boxes, self.boxes = self.boxes, []
        for box, path in boxes:
            if depth < DEEPEST:
                self.tables += 1
                self._walk(box, path, depth + 10, Place(-self.tables, 0, 0))

    def _table(self, element: Element, path: str, depth: int) -> None:
        """A table of data row by row; a table that only puts paragraphs in their places, paragraph by paragraph."""
        self.tables += 1
        number = self.tables
        found = list(rows_of(element, path))
        cells = [[cell for cell in row.iter() if name(cell) == "tc" and _row_of(cell) is row] for row, _ in found]
        data = holds_data([[gathered_runs(cell) for cell in row] for row in cells]) and not any(
            name(inner) == "tbl" for inner in element.iterdescendants()
        )
        grid = word_places([row for row, _ in found], cells, number) if data else []
        for position, ((_, where), row_cells) in enumerate(zip(found, cells, strict=True)):
            if data:
                self.blocks.begin(where, "table_row", place=Place(number, position, 0))
                for column, cell in enumerate(row_cells):
                    place = grid[position][column]
                    if place is None:
                        continue
                    self.blocks.cell(place)
                    for paragraph, within in children(cell, f"{where}/tc[{column + 1}]"):
                        self.blocks.space()
                        self._inline(paragraph, within, Style(), depth)
                self.blocks.end()
                self._flush_boxes(depth)
                self._flush_notes(("footnote",))
            elif depth < DEEPEST:
                for column, cell in enumerate(row_cells):
                    self._walk(cell, f"{where}/tc[{column + 1}]", depth + 3, Place(number, position, column))


def _row_of(cell: Element) -> Element | None:
    above = cell.getparent()
    while above is not None and name(above) != "tr":
        above = above.getparent()
    return above


def _boxes(element: Element) -> list[Element]:
    """The text boxes in a drawing: of the two copies that Word keeps, the first."""
    found, stack = [], [element]
    while stack:
        here = stack.pop()
        if name(here) == "txbxContent":
            found.append(here)
        elif name(here) != "Fallback" or name(element) != "AlternateContent":
            stack += [below for below in reversed(here) if name(below)]
    return found


def _is_code(code: str) -> bool:
    return 0 < len(code) <= 5 and all(c in "0123456789abcdefABCDEF" for c in code)


def gathered_runs(element: Element) -> str:
    """The text of all runs within an element, white space made single."""
    return " ".join(
        "".join((e.text or "") if name(e) == "t" else " " for e in element.iter() if name(e) in ("t", "tab", "br", "p")).split()
    )
