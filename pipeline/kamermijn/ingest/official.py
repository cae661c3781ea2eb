"""Official publications as XML (``officiele-publicatie``): headings, lists, notes and tables by their elements.

The elements are those of the schema op-xsd of KOOP, the publisher of the official journals.
"""

from __future__ import annotations

import re

from kamermijn.ingest.blocks import Blocks
from kamermijn.ingest.formulas import FORMULAS, on_one_line
from kamermijn.ingest.grid import Grid
from kamermijn.ingest.markup import DEEPEST, Element, attribute, children, gathered, name, parse_xml
from kamermijn.ingest.metadata import of_elements
from kamermijn.ingest.raw import Raw, RawPage
from kamermijn.model import LetterError, ParagraphKind

_ROOTS = frozenset(["officiele-publicatie"])
# Elements that are a paragraph each, with what they are where their name says so.
_PARAGRAPHS: dict[str, ParagraphKind | None] = {
    "al": None, "tekstregel": None, "dossiernummer": "masthead", "stuknr": "masthead", "datumtekst": "masthead",
    "kamervraagnummer": "masthead",
    "kamervraagomschrijving": "masthead", "tussenkop": "heading", "kop": "heading", "titel": "heading", "subtitel": "heading",
    "functie": None, "naam": None, "organisatie": None, "aanhef": None, "slotformulering": None, "gegeven": None, "wie": "label",
    "considerans.al": None, "noot.al": None, "bijschrift": None, "bron": None, "tekst": None, "label": "label",
    "dagtekening": None,
}  # fmt: skip
_MASTHEADS = frozenset(["dossier", "stuk"])
_LEFT_OUT = frozenset(["metadata", "plaatje", "redactie", "inhoudsopgave", "colspec"])
# Of the schema no word for struck-out text is known to us; these are what other schemas of the publisher, and HTML, have.
_STRUCK = frozenset(["del", "s", "strike", "verwijderdetekst"])
_STRUCK_TYPE = re.compile(r"doorgehaald|doorhal|doorgestreept|strike|line-through", re.IGNORECASE)
_BAND = frozenset(["vergaderjaar", "kameraanduiding", "kamernummer", "documenttype"])
_BOLD = frozenset(["vet", "vet-cur"])
_ITALIC = frozenset(["cur", "vet-cur", "cursief"])


def read(data: bytes, source: str, digest: str) -> Raw:
    """Read the XML of an official publication."""
    root = parse_xml(data, source)
    if name(root) in ("metadata_gegevens", "owms-metadata") or "metadata" in name(root).casefold():
        raise LetterError("metadata", f"{source}: this is what is said about a publication, not its text: give the publication itself")
    if name(root) not in _ROOTS:
        raise LetterError("unsupported", f"{source}: an XML file, but no official publication ({name(root)}): use the PDF of the letter")
    reader = _Reader()
    page = reader.read(root)
    if not page.text:
        raise LetterError("empty", f"{source}: there is no text in it: the publication is only announced here, or is an image")
    return Raw(source, digest, "xml", (page,), reader.blocks.warnings, False, of_elements(root), tuple(reader.furniture))


class _Reader:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self.notes: list[tuple[Element, str, str]] = []
        self.furniture: list[str] = []
        self.grid = Grid(self.blocks, self._inline, _is_struck)

    def read(self, root: Element) -> RawPage:
        self._walk(root, f"/{name(root)}", 0, "")
        self._flush_notes()
        return self.blocks.page()

    def _walk(self, element: Element, path: str, depth: int, within: str) -> None:
        """Go through an element that holds paragraphs; ``within`` is the name of the element around it."""
        here = name(element)
        if here in _LEFT_OUT:
            return
        if _is_struck(element):
            self.blocks.strike("".join(map(str, element.itertext())))
            return
        if here == "tekstregel" and attribute(element, "inhoud") in _BAND:
            self.furniture.append(gathered(element))
            return
        if here == "table" or here == "tgroup":
            self.grid.write(element, path)
            self._flush_notes()
            return
        if here == "li":
            self._item(element, path, depth)
            return
        if here in FORMULAS:
            self.blocks.begin(path)
            self.blocks.add(on_one_line(element))
            self.blocks.end()
            return
        if here in ("vraag", "antwoord"):
            self._question(element, path, depth)
            return
        holds = any(name(child) in _PARAGRAPHS or name(child) in ("lijst", "table", "li", "al-groep") for child in element)
        if (here in _PARAGRAPHS and not (holds and here in ("kop", "tekst", "functie", "titel", "wie"))) or depth > DEEPEST:
            self._paragraph(element, path, self._kind(here, within), depth)
            return
        if here == "kop":
            self._heading(element, path)
            return
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            self._paragraph(element, path, None, depth)
            return
        for child, where in children(element, path):
            self._walk(child, where, depth + 1, here)

    def _kind(self, here: str, within: str) -> ParagraphKind | None:
        if here == "titel" and within in _MASTHEADS:
            return "masthead"
        return _PARAGRAPHS.get(here)

    def _paragraph(self, element: Element, path: str, kind: ParagraphKind | None, depth: int) -> None:
        self.blocks.begin(path, kind)
        self._inline(element, path)
        self.blocks.end()
        self._flush_notes()

    def _heading(self, element: Element, path: str) -> None:
        """A heading's label, number and title, one behind the other."""
        self.blocks.begin(path, "heading")
        for child, where in children(element, path):
            self.blocks.space()
            self._inline(child, where)
        self.blocks.end()
        self._flush_notes()

    def _item(self, element: Element, path: str, depth: int) -> None:
        """A list item: its first paragraph has the bullet or number in front and the others stand for themselves."""
        first = True
        for child, where in children(element, path):
            called = name(child)
            if called == "li.nr":
                self.blocks.begin(path, "list_item")
                self._inline(child, where)
                self.blocks.space()
            elif called in ("al", "titel") and first:
                if not self.blocks.is_open:
                    self.blocks.begin(path, "list_item")
                self._inline(child, where)
                self.blocks.end()
                self._flush_notes()
                first = False
            else:
                self.blocks.end()
                self._walk(child, where, depth + 1, "li")
        self.blocks.end()

    def _question(self, element: Element, path: str, depth: int) -> None:
        """A question or an answer: its number is a label before it."""
        for child, where in children(element, path):
            if name(child) == "nr":
                self._paragraph(child, where, "label", depth)
            else:
                self._walk(child, where, depth + 1, name(element))

    def _inline(self, element: Element, path: str, bold: bool = False, italic: bool = False, depth: int = 0) -> None:
        """Put the text of an element into the open paragraph; notes are kept for behind it."""
        style = attribute(element, "type") if name(element) == "nadruk" else None
        bold, italic = bold or style in _BOLD, italic or style in _ITALIC
        self.blocks.add(element.text, bold=bold, italic=italic)
        for child, where in children(element, path):
            called = name(child)
            if called == "noot":
                number = gathered(next((c for c in child if name(c) == "noot.nr"), child))[:6] if len(child) else ""
                self.notes.append((child, where, number))
                self.blocks.mark(number)
            elif _is_struck(child):
                self.blocks.strike("".join(map(str, child.itertext())))
            elif called in ("sup", "inf", "sub") and len(child) == 0:
                (self.blocks.add_raised if called == "sup" else self.blocks.add_lowered)(child.text or "", bold=bold, italic=italic)
            elif called in ("br", "witregel"):
                self.blocks.space()
            elif called in FORMULAS:
                self.blocks.add(on_one_line(child), bold=bold, italic=italic)
            elif called in ("lijst", "li", "al", "table", "al-groep"):
                # Paragraphs within a paragraph: each is one of its own.
                self.blocks.end()
                self._walk(child, where, depth + 1, name(element))
                self.blocks.begin(path)
            elif called not in _LEFT_OUT and depth < DEEPEST:
                if called == "achternaam" and child.getprevious() is not None:
                    self.blocks.space()
                self._inline(child, where, bold, italic, depth + 1)
            self.blocks.add(child.tail, bold=bold, italic=italic)

    def _flush_notes(self) -> None:
        """Write the notes whose marks stood in what was just closed."""
        while self.notes:
            note, path, number = self.notes.pop(0)
            self.blocks.begin(path, "footnote", note=number or None)
            self.blocks.add(number)
            for child, where in children(note, path):
                if name(child) != "noot.nr":
                    self.blocks.space()
                    self._inline(child, where)
            self.blocks.end()


def _is_struck(element: Element) -> bool:
    return name(element).casefold() in _STRUCK or bool(name(element) == "nadruk" and _STRUCK_TYPE.search(attribute(element, "type") or ""))
