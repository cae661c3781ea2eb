"""OpenDocument texts (ODT): paragraphs, lists, tables, footnotes tied to their marks (ISO/IEC 26300)."""

from __future__ import annotations

from kamermijn.ingest.blocks import Blocks
from kamermijn.ingest.container import Container
from kamermijn.ingest.grid import holds_data
from kamermijn.ingest.markup import DEEPEST, Element, attribute, children, gathered, name, parse_xml
from kamermijn.ingest.raw import Place, Raw, RawPage
from kamermijn.ingest.spans import MOST_COLUMNS, MOST_ROWS, Span, number, places
from kamermijn.ingest.word_styles import roman
from kamermijn.model import LetterError, ParagraphKind

_LEFT_OUT = frozenset(
    ["tracked-changes", "sequence-decls", "forms", "annotation", "annotation-end", "image", "object", "desc", "title", "variable-decls",
     "user-field-decls", "table-of-content", "soft-page-break", "change", "change-start", "change-end"]
)  # fmt: skip
_ROWS = frozenset(["table-row"])
_CELLS = frozenset(["table-cell", "covered-table-cell"])
_MOST_ITEMS = 10_000
_DEEPEST_STYLE = 20
# What says that text is struck out, now and in the first OpenDocument.
_LINES = ("text-line-through-style", "text-line-through-type", "text-crossing-out")
_BULLETS = {"list-level-style-bullet", "list-level-style-image"}


def read(data: bytes, source: str, digest: str) -> Raw:
    """Read an OpenDocument text."""
    container = Container(data, source)
    content = container.find("content.xml")
    if content is None:
        raise LetterError("broken_archive", f"{source}: the document has no content: save it again")
    if b"encryption-data" in (container.find("META-INF/manifest.xml") or b""):
        raise LetterError("encrypted", f"{source}: the document is encrypted: save a copy without password")
    styles = container.find("styles.xml")
    named = parse_xml(styles, f"{source} (styles.xml)") if styles and styles.strip() else None
    document = _Document(parse_xml(content, f"{source} (content.xml)"), named)
    page = document.read()
    if not page.text:
        raise LetterError("empty", f"{source}: there is no text in the document: its pages may be images; save it as PDF and run OCR on it")
    return Raw(source, digest, "odt", (page,), document.blocks.warnings, False)


class _Document:
    def __init__(self, root: Element, named: Element | None = None) -> None:
        self.root = root
        self.blocks = Blocks()
        self.styles = _styles(root)
        self.named = _styles(named) if named is not None else {}
        # Lists of a style that has a name are described apart from the text.
        self.lists = {
            attribute(e, "name") or "": e for part in (named, root) if part is not None for e in part.iter() if name(e) == "list-style"
        }
        self.waiting: list[tuple[Element, str, str]] = []
        self.boxes: list[tuple[Element, str]] = []
        self.tables = 0

    def read(self) -> RawPage:
        for element, path in children(self.root, f"/{name(self.root)}"):
            if name(element) == "body":
                self._walk(element, path, 0, None)
        return self.blocks.page()

    def _walk(self, element: Element, path: str, depth: int, place: Place | None) -> None:
        for below, where in children(element, path):
            called = name(below)
            if called in _LEFT_OUT:
                continue
            if called in ("p", "h"):
                self._paragraph(below, where, depth, "heading" if called == "h" else None, place, "")
            elif called == "table":
                self._table(below, where, depth)
            elif called == "list":
                self._list(below, where, depth, 1, attribute(below, "style-name") or "")
            elif depth < DEEPEST:
                self._walk(below, where, depth + 1, place)

    def _paragraph(self, element: Element, path: str, depth: int, kind: ParagraphKind | None, place: Place | None, label: str) -> None:
        self.blocks.begin(path, kind, place=place)
        bold, italic = self._style(element, False, False)
        if label:
            self.blocks.label(label, bold=bold, italic=italic)
        self._inline(element, path, bold, italic, depth, self._struck(element, False))
        self.blocks.end()
        boxes, self.boxes = self.boxes, []
        for box, where in boxes:
            self._walk(box, where, depth + 5, place)
        self._flush_notes()

    def _style(self, element: Element, bold: bool, italic: bool) -> tuple[bool, bool]:
        """Whether text of an element is bold and italic: as its own style says, else as around it."""
        style = self.styles.get((_family(element), attribute(element, "style-name") or ""))
        for properties in style if style is not None else ():
            if name(properties) == "text-properties":
                weight, slant = attribute(properties, "font-weight"), attribute(properties, "font-style")
                bold = weight in ("bold", "600", "700", "800", "900") if weight else bold
                italic = slant in ("italic", "oblique") if slant else italic
        return bold, italic

    def _struck(self, element: Element, around: bool) -> bool:
        """Whether text of an element is struck out: as its style or what that is based on says, else as around it."""
        key = _family(element), attribute(element, "style-name") or ""
        for _ in range(_DEEPEST_STYLE):
            style = self.styles.get(key, self.named.get(key))
            if style is None:
                break
            said = [attribute(below, line) for below in style if name(below) == "text-properties" for line in _LINES]
            if first := next(filter(None, said), None):
                return first != "none"
            key = key[0], attribute(style, "parent-style-name") or ""
        return around

    def _shifted(self, element: Element) -> int:
        """1 for text that is printed raised, -1 for text printed lowered, 0 for any other."""
        style = self.styles.get((_family(element), attribute(element, "style-name") or ""))
        places = [attribute(properties, "text-position") or "" for properties in (style if style is not None else ())]
        raised = any(place.startswith("super") or place[:1] in "123456789" for place in places if place)
        return 1 if raised else -1 if any(place.startswith(("sub", "-")) for place in places) else 0

    def _inline(self, element: Element, path: str, bold: bool, italic: bool, depth: int, out: bool = False) -> None:
        def add(text: str | None) -> None:
            self.blocks.strike(text or "") if out else self.blocks.add(text, bold=bold, italic=italic)

        add(element.text)
        for below, where in children(element, path):
            called = name(below)
            if called == "s":
                self.blocks.space()
            elif called == "tab":
                self.blocks.space() if out else self.blocks.stop()
            elif called == "line-break":
                self.blocks.line_break()
            elif called == "note":
                self._mark(below, where)
            elif called in ("frame", "text-box", "custom-shape"):
                self.boxes.append((below, where))
            elif called == "span" and len(below) == 0 and (shifted := self._shifted(below)) and not self._struck(below, out):
                (self.blocks.add_raised if shifted > 0 else self.blocks.add_lowered)(below.text or "", bold=bold, italic=italic)
            elif called not in _LEFT_OUT and depth < DEEPEST:
                self._inline(below, where, *self._style(below, bold, italic), depth + 1, self._struck(below, out))
            add(below.tail)

    def _mark(self, note: Element, path: str) -> None:
        citation = next((e for e in note if name(e) == "note-citation"), None)
        number = gathered(citation)[:6] if citation is not None else ""
        if number:
            self.blocks.mark(number)
            self.waiting.append((note, path, number))

    def _flush_notes(self) -> None:
        while self.waiting:
            note, path, number = self.waiting.pop(0)
            self.blocks.begin(path, "footnote", note=number)
            self.blocks.add(f"{number} ")
            for body, where in children(note, path):
                if name(body) == "note-body":
                    for paragraph, within in children(body, where):
                        self.blocks.space()
                        self._inline(paragraph, within, False, False, 0, self._struck(paragraph, False))
            self.blocks.end()

    def _list(self, element: Element, path: str, depth: int, level: int, style: str) -> None:
        """The items of a list, the first paragraph of each with the number or bullet that is printed before it."""
        count = self._start(style, level) - 1
        for item, where in children(element, path):
            if name(item) not in ("list-item", "list-header"):
                continue
            count += name(item) == "list-item"
            count = number(attribute(item, "start-value"), _MOST_ITEMS, 0) or count
            label = self._label(style, level, count) if name(item) == "list-item" else ""
            for below, within in children(item, where):
                called = name(below)
                if called in ("p", "h"):
                    kind: ParagraphKind | None = "heading" if called == "h" else "list_item" if label else None
                    self._paragraph(below, within, depth, kind, None, label)
                    label = ""
                elif called == "list" and depth < DEEPEST:
                    self._list(below, within, depth + 1, level + 1, attribute(below, "style-name") or style)

    def _start(self, style: str, level: int) -> int:
        """The number of the first item of a list."""
        forms = (form for form in self.lists.get(style, ()) if attribute(form, "level") == str(level))
        return next((number(attribute(form, "start-value"), _MOST_ITEMS) for form in forms), 1)

    def _label(self, style: str, level: int, count: int) -> str:
        for form in self.lists.get(style, ()):
            if attribute(form, "level") == str(level):
                if name(form) in _BULLETS:
                    return "•"
                letter = chr(ord("a") + (count - 1) % 26)
                figure = {"a": letter, "A": letter.upper(), "1": str(count), "i": roman(count), "I": roman(count).upper()}
                shown = figure.get(attribute(form, "num-format") or "", "")
                return f"{attribute(form, 'num-prefix') or ''}{shown}{attribute(form, 'num-suffix') or ''}" if shown else ""
        return "•"

    def _table(self, element: Element, path: str, depth: int) -> None:
        """A table of data row by row; a table that only puts paragraphs in their places, paragraph by paragraph."""
        self.tables += 1
        table = self.tables
        found = list(_rows(element, path, False, 0))
        cells = [[cell for cell in children(row, where) if name(cell[0]) in _CELLS] for row, where, _ in found]
        nested = any(name(inner) == "table" for inner in element.iterdescendants())
        # The band over a Kamerstuk is set as a table in the files of the official publisher.
        band = (attribute(element, "style-name") or "").startswith("parlementair.kop")
        data = not nested and not band and holds_data([[gathered(cell) for cell, _ in row] for row in cells])
        cells = [[entry for entry in row if name(entry[0]) != "covered-table-cell"] for row in cells]
        grid = places([[_span(cell) for cell, _ in row] for row in cells], table, [heads for _, _, heads in found])
        for position, ((_, where, heads), row) in enumerate(zip(found, cells, strict=True)):
            if data:
                self.blocks.begin(where, "table_row", place=Place(table, position, 0, heads))
                for (cell, within), place in zip(row, grid[position], strict=True):
                    self.blocks.cell(place)
                    for paragraph, below in children(cell, within):
                        self.blocks.space()
                        self._inline(paragraph, below, False, False, depth, self._struck(paragraph, False))
                self.blocks.end()
                self._flush_notes()
            elif depth < DEEPEST:
                for column, (cell, within) in enumerate(row):
                    self._walk(cell, within, depth + 3, Place(table, position, column))


def _styles(part: Element) -> dict[tuple[str, str], Element]:
    """The styles that a part describes, by family and name: a style of cells may be called as one of text is."""
    return {(attribute(e, "family") or "", attribute(e, "name") or ""): e for e in part.iter() if name(e) == "style"}


def _family(element: Element) -> str:
    """The family of the style that an element of running text names."""
    return "paragraph" if name(element) in ("p", "h") else "text"


def _span(cell: Element) -> Span:
    """What a cell takes; one that stands for several like it takes their columns."""
    over = number(attribute(cell, "number-columns-spanned"), MOST_COLUMNS)
    return Span(max(over, number(attribute(cell, "number-columns-repeated"), MOST_COLUMNS)),
                number(attribute(cell, "number-rows-spanned"), MOST_ROWS))  # fmt: skip


def _rows(element: Element, path: str, heads: bool, depth: int) -> list[tuple[Element, str, bool]]:
    found: list[tuple[Element, str, bool]] = []
    for below, where in children(element, path):
        if name(below) in _ROWS:
            found.append((below, where, heads))
        elif name(below) not in _CELLS and depth < DEEPEST:
            found += _rows(below, where, heads or name(below) == "table-header-rows", depth + 1)
    return found
