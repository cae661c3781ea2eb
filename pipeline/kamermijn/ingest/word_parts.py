"""The parts of a Word document: which is the text, its styles and its notes, as its relations say (ISO/IEC 29500-2, 8 and 9)."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from kamermijn.ingest.container import Container
from kamermijn.ingest.markup import Element, name, parse_xml
from kamermijn.model import LetterError


class WordParts:
    """The parts by what they are; where no relation leads to one that is there, the name that Word gives it decides."""

    def __init__(self, container: Container, source: str) -> None:
        self._container, self._source = container, source
        self._main = _first(self._related("", "officeDocument")) or self._called("document")

    @property
    def document(self) -> Element | None:
        """The text."""
        return self.read(self._main)

    def of_document(self, kind: str) -> Element | None:
        """What goes with the text: its ``styles``, ``numbering``, ``footnotes`` or ``endnotes``."""
        return self.read(_first(self._related(self._main or "", kind)) or self._called(kind))

    @property
    def around(self) -> list[str]:
        """The names of the headers and footers."""
        related = [part for kind in ("header", "footer") for part in self._related(self._main or "", kind)]
        called = [part for part in self._container.names if part.startswith(("word/header", "word/footer")) and part.endswith(".xml")]
        return list(dict.fromkeys(related or called))

    def read(self, part: str | None) -> Element | None:
        """The root of a part; None where it is not there or empty."""
        data = self._container.find(part) if part else None
        return parse_xml(data, f"{self._source} ({part})") if data and data.strip() else None

    def _called(self, kind: str) -> str | None:
        """The part of this name; some versions of Word number it (``word/document2.xml``)."""
        numbered = re.compile(rf"word/{kind}\d{{0,4}}\.xml")
        return _first([part for part in sorted(self._container.names) if numbered.fullmatch(part)])

    def _related(self, part: str, kind: str) -> list[str]:
        """The parts that are there to which the relations of a part, or of the whole (``""``), lead as being of a kind."""
        folder, called = posixpath.split(part)
        try:
            root = self.read(posixpath.join(folder, "_rels", f"{called}.rels"))
        except LetterError as error:
            if error.reason not in ("broken_xml", "unsafe_xml"):
                raise
            return []  # Relations that cannot be read say nothing; names do.
        found = []
        for relation in root if root is not None else ():
            if name(relation) != "Relationship" or relation.get("TargetMode") == "External":
                continue
            if (relation.get("Type") or "").rpartition("/")[2] == kind:
                found.append(posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target") or ""))).lstrip("/"))
        return [target for target in found if target in self._container.names]


def _first(parts: list[str]) -> str | None:
    return parts[0] if parts else None
