"""What a Word document's styles and numbering say: headings, bold and italic, and the numbers that Word prints itself.

Element names are those of WordprocessingML (ISO/IEC 29500-1, chapter 17).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from kamermijn.ingest.markup import Element, attribute, name

_HEADING = re.compile(r"(?:heading|kop|titre|überschrift)\s*\d", re.IGNORECASE)
_OFF = frozenset(["0", "false", "off", "none"])
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"),
          (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name."""
    return next((c for c in element if name(c) == wanted), None) if element is not None else None


def value(element: Element | None, *path: str) -> str | None:
    """The ``val`` of the descendant along a path of names."""
    for step in path:
        element = child(element, step)
    return attribute(element, "val") if element is not None else None


def switched(properties: Element | None, wanted: str) -> bool | None:
    """Whether a property is on, off or not said."""
    found = child(properties, wanted)
    return None if found is None else (attribute(found, "val") or "1").casefold() not in _OFF


@dataclass(frozen=True)
class Style:
    """A paragraph style, with what it takes over from the styles it is based on."""

    is_heading: bool = False
    bold: bool = False
    italic: bool = False
    numbering: tuple[str, int] | None = None
    struck: bool = False


def struck(properties: Element | None) -> bool | None:
    """Whether text is struck out, once or twice; None where it is not said."""
    once, twice = switched(properties, "strike"), switched(properties, "dstrike")
    return once or twice if once or once is None else bool(twice)


def read_styles(root: Element | None) -> dict[str, Style]:
    """The paragraph and character styles by id."""
    elements = {attribute(e, "styleId") or "": e for e in root.iter() if name(e) == "style"} if root is not None else {}
    styles: dict[str, Style] = {}

    def resolve(key: str, depth: int = 0) -> Style:
        if key in styles:
            return styles[key]
        element = elements.get(key)
        if element is None or depth > 20:
            return Style()
        below = resolve(value(element, "basedOn") or "", depth + 1)
        run, paragraph = child(element, "rPr"), child(element, "pPr")
        bold, italic = switched(run, "b"), switched(run, "i")
        out = struck(run)
        level = value(paragraph, "outlineLvl")
        outlined = level is not None and level.isdecimal() and int(level[:9]) < 9
        style = Style(
            below.is_heading or outlined or bool(_HEADING.match(value(element, "name") or "")),
            below.bold if bold is None else bold,
            below.italic if italic is None else italic,
            numbering_of(paragraph) or below.numbering,
            below.struck if out is None else out,
        )
        styles[key] = style
        return style

    for key in elements:
        resolve(key)
    return styles


def numbering_of(paragraph: Element | None) -> tuple[str, int] | None:
    """The list (``numId``) and level that a paragraph's properties name."""
    properties = child(paragraph, "numPr")
    number, level = value(properties, "numId"), value(properties, "ilvl") or "0"
    return (number, min(int(level[:9]), 8) if level.isdecimal() else 0) if number is not None else None


def roman(number: int) -> str:
    """A number in small Roman figures."""
    out = ""
    for size, letters in _ROMAN:
        out += letters * (number // size)
        number %= size
    return out


def _counted(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman"):
        return roman(number).upper() if style == "upperRoman" else roman(number)
    return f"{number:02d}" if style == "decimalZero" else str(number)


@dataclass
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document; ``label`` counts them on and gives what Word prints in front of a paragraph."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """Read ``numbering.xml``."""
        numbering = cls()
        for element in root if root is not None else ():
            if name(element) == "abstractNum":
                numbering.levels[attribute(element, "abstractNumId") or ""] = {
                    int(depth): _read_level(level)
                    for level in element
                    if name(level) == "lvl" and (depth := attribute(level, "ilvl") or "0").isdecimal() and len(depth) < 3
                }
            elif name(element) == "num":
                numbering.lists[attribute(element, "numId") or ""] = value(element, "abstractNumId") or ""
        return numbering

    def label(self, number: str, level: int) -> tuple[str, bool]:
        """The number or bullet of the next paragraph of a list at a level, and whether it is a bullet."""
        key = self.lists.get(number)
        levels = self.levels.get(key or "", {})
        if key is None or level not in levels:
            return "", False
        if levels[level].style == "bullet":
            return "•", True
        counts = self.counts[key]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level].style == "none":
            return "", False

        def filled(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            shown = levels.get(other, levels[level])
            return _counted(counts.get(other, shown.start), "decimal" if other < level and shown.style == "bullet" else shown.style)

        return re.sub(r"%(\d)", filled, levels[level].text).strip(), False


def _read_level(element: Element) -> _Level:
    start = value(element, "start") or "1"
    return _Level(
        value(element, "numFmt") or "decimal", value(element, "lvlText") or "", int(start) if start.isdecimal() and len(start) < 9 else 1
    )
