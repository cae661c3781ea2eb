"""The one mark-up of rule examples, tests and documentation.

``Zie <citation target="kst-32813-1045">Kamerstuk 32 813, nr. 1045</citation>.`` says which record stands where and,
in the attributes, what it must say. Tags may nest (two records on one quote). Everything that is not a well-formed
tag of a known kind is plain text, except a stray or unclosed tag of a known kind, which is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamermijn.model import RuleError

TAGS = ("letter", "figure", "date", "citation", "motion", "organisation", "measure", "rejected")
_TAG = re.compile(rf'<(/?)({"|".join(TAGS)})((?:\s+[a-z_]+="[^"]*")*)\s*>')
_LOOSE = re.compile(rf"</?(?:{'|'.join(TAGS)})\b")
_ATTRIBUTE = re.compile(r'([a-z_]+)="([^"]*)"')


@dataclass(frozen=True)
class Mark:
    """One marked span: ``start`` and ``end`` count in the text without mark-up."""

    kind: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...] = ()


def parse(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Split marked-up text into the plain text and its marks; RuleError on a stray, unclosed or crossing tag."""
    plain: list[str] = []
    length = position = 0
    open_tags: list[tuple[str, int, tuple[tuple[str, str], ...]]] = []
    marks: list[Mark] = []
    for tag in _TAG.finditer(marked):
        piece = marked[position : tag.start()]
        _refuse_loose(piece, marked)
        plain.append(piece)
        length += len(piece)
        position = tag.end()
        if not tag[1]:
            open_tags.append((tag[2], length, tuple(_ATTRIBUTE.findall(tag[3]))))
        elif not open_tags or open_tags[-1][0] != tag[2]:
            raise RuleError(f"example: </{tag[2]}> closes nothing in: {marked}")
        else:
            kind, start, attributes = open_tags.pop()
            marks.append(Mark(kind, start, length, attributes))
    if open_tags:
        raise RuleError(f"example: <{open_tags[-1][0]}> is never closed in: {marked}")
    _refuse_loose(marked[position:], marked)
    plain.append(marked[position:])
    return "".join(plain), tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.kind, m.attributes)))


def _refuse_loose(piece: str, marked: str) -> None:
    if loose := _LOOSE.search(piece):
        raise RuleError(f"example: `{piece[loose.start() :][:40]}` is not a well-formed tag in: {marked}")


def render(text: str, marks: Iterable[Mark]) -> str:
    """Write marks back into the plain text: the inverse of :func:`parse` for marks that do not cross."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.kind, m.attributes)):
        attributes = "".join(f' {name}="{value}"' for name, value in mark.attributes)
        opening.setdefault(mark.start, []).append(f"<{mark.kind}{attributes}>")
        closing.setdefault(mark.end, []).insert(0, f"</{mark.kind}>")
    out = []
    for offset in range(len(text) + 1):
        out += closing.get(offset, []) + opening.get(offset, [])
        out.append(text[offset : offset + 1])
    return "".join(out)


def attribute_text(value: object) -> str:
    """A field's value as an attribute says it: empty for nothing, lists with ``|``, whole floats without ``.0``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}" if not value.is_integer() else str(int(value))
    if isinstance(value, Mapping):
        return str(value.get("name", value))
    if isinstance(value, (list, tuple)):
        return "|".join(attribute_text(v) for v in value)
    return str(getattr(value, "name", value))
