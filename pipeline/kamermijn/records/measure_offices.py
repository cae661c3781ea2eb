"""Office-holders who act: the Minister of Finance, a colleague in the cabinet, the Prime Minister, a mayor, a commander."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from kamermijn.language.anchors import Anchors
from kamermijn.rules import Rules

_SINGULAR = {"ministers": "Minister", "staatssecretarissen": "Staatssecretaris", "collega’s": "collega", "collega's": "collega",
             "ambtgenoten": "ambtgenoot", "ambtsgenoten": "ambtsgenoot"}  # fmt: skip
_ABBREVIATION = regex.compile(r"\p{Lu}\w*\p{Lu}")


@dataclass(frozen=True, slots=True)
class Office:
    """An office-holder in the text, article and possessive included; ``name`` is the office with its field written out."""

    start: int
    end: int
    name: str


@cache
def _ministries(rules: Rules) -> dict[str, str]:
    """The field of a ministry by its abbreviation, where one ministry alone has it."""
    found: dict[str, list[str]] = {}
    for body in rules.bodies:
        if body.type == "ministry" and body.name.startswith("ministerie van "):
            for short in body.abbreviations:
                found.setdefault(short, []).append(body.name.removeprefix("ministerie van "))
    return {short: names[0] for short, names in found.items() if len(names) == 1}


def offices(anchors: Anchors, start: int, end: int, rules: Rules) -> Iterator[Office]:
    """The office-holders named between two places of a text, in order."""
    for match in anchors.finditer_of("{measure_office}", start, end):
        yield Office(match.start(), match.end(), _name(match, rules))


def _name(match: regex.Match[str], rules: Rules) -> str:
    if match["public"]:
        return " ".join(match["public"].split())
    title = match["title"].casefold()
    title = _SINGULAR.get(title, title)
    if title.startswith(("minister", "staatssecretaris")):
        title = title[0].upper() + title[1:]
    if not match["field"]:
        return title
    field = " ".join(match["field"].split())
    if _ABBREVIATION.fullmatch(field):
        field = _ministries(rules).get(field, field)
    return f"{title} {match['of']} {field}"


def acting_office(found: tuple[Office, ...], text: str, start: int, verb: tuple[int, int]) -> Office | None:
    """The office that is the subject of the finite verb ``verb`` of a main clause that begins at or after ``start``.

    It opens the sentence or follows a comma, with nothing but an apposition before the verb; or it stands right behind the verb.
    """
    for office in found:
        if office.end <= verb[0]:
            lead, between = text[start : office.start].strip().casefold(), text[office.end : verb[0]].strip()
            if (lead in _OPENING or lead.endswith(_BEFORE)) and _APPOSITION.fullmatch(between):
                return office
        elif office.start >= verb[1] and text[verb[1] : office.start].strip().casefold() in _OPENING:
            return office
    return None


_OPENING = frozenset({"", "ook", "nu", "daarnaast", "daarom", "ten slotte", "vervolgens"})
_BEFORE = (";", ":", ", en", ", maar", " en ook")
_APPOSITION = regex.compile(r"(?!.*\b(?:ik|wij)\b)(?:\([^()]*\)\s*)?(?:,[^;:]*,|en\s[^;:,]*)?")
