"""Parses XML and HTML that nobody vouches for: no entities, no network, no depth without end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from kamermijn.ingest.text import nearly_utf_8
from kamermijn.model import LetterError

LARGEST_XML = 60_000_000
"""Bytes of one XML or HTML document; the largest official publications stay far below."""
DEEPEST = 120
"""Levels below which elements are read as if they stood on this one."""
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)

Element = etree._Element


def _refuse_large(data: bytes, source: str) -> None:
    if len(data) > LARGEST_XML:
        limit = f"{LARGEST_XML // 1_000_000} MB"
        raise LetterError(
            "too_large", f"{source}: {len(data) / 1e6:.0f} MB of markup is more than the limit of {limit}: split the document"
        )


def parse_xml(data: bytes, source: str) -> Element:
    """The root of an XML document; LetterError where it is not well-formed or declares entities of its own."""
    _refuse_large(data, source)
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        raise LetterError("unsafe_xml", f"{source}: the XML declares entities of its own, which no letter needs: use another copy of it")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LetterError("broken_xml", f"{source}: the XML is broken ({_first_line(error)}): download it again") from None
    return root


def parse_html(data: bytes, source: str) -> Element:
    """The root of an HTML page, however well it is made."""
    _refuse_large(data, source)
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", data[:4096], re.IGNORECASE)
    encoding = declared[1].decode("ascii") if declared else None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif encoding is None or encoding.casefold() in ("utf-8", "utf8"):
        try:
            data.decode("utf-8")
            encoding = "utf-8"
        except UnicodeDecodeError:
            nearly = nearly_utf_8(data)
            encoding, data = ("utf-8", nearly.encode()) if nearly else ("cp1252", data)
    parser: etree.HTMLParser
    try:
        parser = etree.HTMLParser(encoding=encoding, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    except LookupError:
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LetterError("broken_html", f"{source}: the page cannot be read ({_first_line(error)}): save it again") from None
    # What is nested deeper than libxml2 goes it leaves out without a word.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise LetterError("broken_html", f"{source}: the elements of the page are nested without end: save its text only")
    if root is None:
        raise LetterError("empty", f"{source}: there is no text in it: check that the whole letter was saved")
    return root


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else "no reason given"


def name(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element (an entity reference)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, wanted: str) -> str | None:
    """The value of an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == wanted:
            return str(value)
    return None


def children(element: Element, path: str) -> Iterator[tuple[Element, str]]:
    """The children of an element with the path of each: its name and, among those of one name, its number."""
    seen: Counter[str] = Counter()
    for child in element:
        if called := name(child):
            seen[called] += 1
            yield child, f"{path}/{called}[{seen[called]}]"


def gathered(element: Element) -> str:
    """All text within an element, white space made single."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
