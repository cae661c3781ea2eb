"""HTML: an official publication or any saved page that holds a letter, without what the site puts around it."""

from __future__ import annotations

import re

from kamermijn.ingest.blocks import Blocks
from kamermijn.ingest.formulas import on_one_line
from kamermijn.ingest.grid import Grid, holds_data, rows
from kamermijn.ingest.markup import DEEPEST, Element, attribute, children, gathered, name, parse_html
from kamermijn.ingest.metadata import of_elements
from kamermijn.ingest.raw import Raw, RawPage
from kamermijn.ingest.spans import number
from kamermijn.model import LetterError, ParagraphKind

_LEFT_OUT = frozenset(
    ["script", "style", "head", "nav", "header", "footer", "aside", "noscript", "template", "button", "select", "svg", "iframe",
     "object", "canvas", "audio", "video", "input", "textarea", "map"]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd",
     "label", "mark", "q", "samp", "math", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
     "s", "strike", "del"]
)  # fmt: skip
_STRUCK = frozenset(["s", "strike", "del"])
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Where the text stands: the container of official publications, else what HTML has for it.
_MOST_ITEMS = 10_000
_LONGEST_FORM = 400
"""Characters from which on a form is no box to search with, but holds the page (as those of ASP.NET do)."""
_MAIN = ("broodtekst", "main", "content", "article")
_NOTES = re.compile(r"(?:^|[\s_-])(?:voet|eind)?not(?:en|es)(?:$|[\s_-])|footnotes", re.IGNORECASE)
_NUMBER = re.compile(r"\[?(\d{1,3}|\*{1,3})[\])]?")
_MASTHEAD_TITLE = re.compile(r"dossiertitel|stuktitel|kamervraagomschrijving|kamerstukdatum|kamervraagnummer")
_PART = re.compile(r"dossiernummer|stuknummer|ondernummer")
_LABEL = re.compile(r"(?:vraag|antwoord)(?:en)?\b", re.IGNORECASE)


def read(data: bytes, source: str, digest: str) -> Raw:
    """Read an HTML page."""
    root = parse_html(data, source)
    reader = _Reader()
    page = reader.read(root)
    if not page.text:
        raise LetterError("empty", f"{source}: there is no text on the page: save the letter itself, not the page that links to it")
    return Raw(source, digest, "html", (page,), reader.blocks.warnings, False, of_elements(root))


def _main(root: Element, path: str) -> list[tuple[Element, str]]:
    """The elements that hold the text: the innermost that is known for it, with the notes that stand outside of it."""
    by_id: dict[str, tuple[Element, str]] = {}
    notes: list[tuple[Element, str]] = []
    stack = [(root, path, 0)]
    body = (root, path)
    while stack:
        element, where, depth = stack.pop()
        called = name(element)
        key = (attribute(element, "id") or "").casefold()
        if called == "body":
            body = (element, where)
        if key in _MAIN or called in ("main", "article"):
            by_id.setdefault(key if key in _MAIN else called, (element, where))
            if key == "broodtekst":
                continue
        if called == "div" and (_NOTES.search(key) or _NOTES.search(attribute(element, "class") or "")):
            notes.append((element, where))
            continue
        if depth < DEEPEST:
            stack += [(child, below, depth + 1) for child, below in children(element, where)]
    for wanted in _MAIN:
        if found := by_id.get(wanted):
            inside = set(found[0].iter())
            return [found, *(note for note in notes if note[0] not in inside)]
    return [body]


class _Reader:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self.grid = Grid(self.blocks, lambda element, path: self._text(element, path, 0, False, False), _is_struck)
        self.targets: dict[str, Element] = {}
        self.bodies: set[Element] = set()
        self.answered = False

    def read(self, root: Element) -> RawPage:
        self._find_notes(root)
        for element, path in _main(root, f"/{name(root)}"):
            self._walk(element, path, 0, None)
            self.blocks.end()
        return self.blocks.page()

    def _find_notes(self, root: Element) -> None:
        """The elements that links with a number lead to: the bodies of the notes."""
        named: dict[str, Element] = {}
        links: list[tuple[str, int]] = []
        order: dict[Element, int] = {}
        for position, element in enumerate(root.iter()):
            if not name(element):
                continue
            order[element] = position
            for key in (attribute(element, "id"), attribute(element, "name") if name(element) == "a" else None):
                if key:
                    named.setdefault(key, element)
            href = attribute(element, "href") or ""
            if name(element) == "a" and href.startswith("#") and _NUMBER.fullmatch(gathered(element)):
                links.append((href[1:], position))
        for target, position in links:
            found = named.get(target)
            # A link onwards is a mark, one back is the number of the note itself.
            if found is not None and order[found] > position:
                self.targets[target] = found
                self.bodies.add(self._paragraph_of(found))

    @staticmethod
    def _paragraph_of(element: Element) -> Element:
        while name(element) in _INLINE and (above := element.getparent()) is not None:
            element = above
        return element

    def _walk(self, element: Element, path: str, depth: int, kind: ParagraphKind | None) -> None:
        """Go through an element that may hold paragraphs; text between them is a paragraph too."""
        called, classes = name(element), attribute(element, "class") or ""
        if _is_left_out(element) or attribute(element, "hidden") is not None or _HIDDEN.search(attribute(element, "style") or ""):
            return
        if _is_struck(element):
            self.blocks.strike("".join(map(str, element.itertext())))
            return
        if called == "table" and _is_data(element, path):
            self.blocks.end()
            self.grid.write(element, path)
            return
        note = self._note_number(element) if element in self.bodies else None
        if note:
            kind = "footnote"
        elif called in _HEADINGS:
            kind = "label" if _LABEL.match(gathered(element)) and len(gathered(element)) < 40 else "heading"
        if _MASTHEAD_TITLE.search(classes) and kind != "label":
            kind = "masthead"
        self.blocks.begin(path, kind, note=note)
        if called == "li":
            self._bullet(element)
            kind = "list_item"
            self.blocks.name(kind)
        self._content(element, path, depth, kind, False, False)
        if kind in ("heading", "label", "masthead", "footnote") or called not in _INLINE:
            self.blocks.end()

    def _content(self, element: Element, path: str, depth: int, kind: ParagraphKind | None, bold: bool, italic: bool) -> None:
        self.blocks.add(element.text, bold=bold, italic=italic)
        for child, where in children(element, path):
            called = name(child)
            if called == "br":
                self.blocks.line_break()
            elif _is_left_out(child):
                pass
            elif called in _INLINE:
                self._text(child, where, depth + 1, bold, italic)
                if kind == "masthead" and _PART.search(attribute(child, "class") or ""):
                    # The number stands beside the title, as a line of its own.
                    self.blocks.begin(path, kind)
            elif depth >= DEEPEST:
                self.blocks.space()
                self.blocks.add(gathered(child))
            elif self._opens(element, child):
                # The first paragraph of an item or a note carries its number.
                self._content(child, where, depth + 1, kind, bold, italic)
                self.blocks.end()
                self.blocks.begin(path)
            else:
                self._walk(child, where, depth + 1, None)
                self.blocks.begin(path)
            self.blocks.add(child.tail, bold=bold, italic=italic)

    def _opens(self, element: Element, child: Element) -> bool:
        holder = name(element) == "li" or element in self.bodies
        return (
            holder
            and name(child) == "p"
            and not any(name(c) not in _INLINE and name(c) != "br" for c in child.itersiblings(preceding=True))
        )

    def _text(self, element: Element, path: str, depth: int, bold: bool, italic: bool) -> None:
        """Put inline text into the open paragraph, footnote marks taken off."""
        called = name(element)
        if _is_left_out(element) or depth > 2 * DEEPEST:
            return
        if _is_struck(element):
            self.blocks.strike("".join(map(str, element.itertext())))
            return
        if called == "math":
            self.blocks.add(on_one_line(element), bold=bold, italic=italic)
            return
        href = attribute(element, "href") or ""
        if called == "a" and href.startswith("#") and href[1:] in self.targets and (number := _NUMBER.fullmatch(gathered(element))):
            self.blocks.mark(number[1])
            return
        if called == "sup" and len(element) == 0 and not (element.text or "").strip():
            return
        if called in ("sup", "sub") and len(element) == 0:
            (self.blocks.add_raised if called == "sup" else self.blocks.add_lowered)(element.text or "", bold=bold, italic=italic)
            return
        bold, italic = bold or called in ("b", "strong"), italic or called in ("i", "em")
        self.blocks.add(element.text, bold=bold, italic=italic)
        for child, where in children(element, path):
            if name(child) == "br":
                self.blocks.line_break()
            elif name(child) not in _INLINE:
                self.blocks.space()
            self._text(child, where, depth + 1, bold, italic)
            self.blocks.add(child.tail, bold=bold, italic=italic)

    def _note_number(self, element: Element) -> str | None:
        match = _NUMBER.match(gathered(element))
        return match[1] if match else None

    def _bullet(self, element: Element) -> None:
        """What a browser prints in front of an item that does not bring its own number or dash."""
        above = element.getparent()
        style = f"{attribute(element, 'style') or ''} {attribute(above, 'style') or ''}" if above is not None else ""
        if re.match(r"\s*(?:[-–—•]|\(?\w{1,3}[.)°])\s", gathered(element)) or "none" in style:
            return
        if above is not None and name(above) == "ol":
            before = sum(name(other) == "li" for other in element.itersiblings(preceding=True))
            first = number(attribute(above, "start"), _MOST_ITEMS) + before
            self.blocks.label(f"{number(attribute(element, 'value'), _MOST_ITEMS, 0) or first}.")
        else:
            self.blocks.label("•")


def _is_left_out(element: Element) -> bool:
    """Whether an element is no text of the page: a form is not, unless the page as a whole is one."""
    return name(element) in _LEFT_OUT or (name(element) == "form" and len(gathered(element)) < _LONGEST_FORM)


def _is_struck(element: Element) -> bool:
    """Whether the text of an element is struck out; what its classes mean is not looked up."""
    return name(element) in _STRUCK or bool(_LINE_THROUGH.search(attribute(element, "style") or ""))


def _is_data(table: Element, path: str) -> bool:
    """Whether a table holds data, and does not just put things in their places on the page."""
    found = [[gathered(cell) for cell in row if name(cell) in ("td", "th")] for row, _, _ in rows(table, path)]
    return not any(name(e) == "table" and e is not table for e in table.iter()) and holds_data(found)
