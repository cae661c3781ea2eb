"""Of a number that is a part of a whole named before it, the whole: `Van de 60 projecten zijn er 45 afgerond`."""

from __future__ import annotations

import regex

from kamermijn.records.figure_phrase import phrase_of
from kamermijn.rules import Rules

_SO_MANY_OF = regex.compile(
    r"(?:^|[.;,:\n]\s?)\s*(?:en\s)?(?:(?=[Vv]an\s(?:de|deze|die|alle|onze)\s(?P<what>[^.;:,]+))[Vv]an\s|(?:[Hh]ier|[Dd]aar|[Ww]aar|[Ee]r)van\s)"
    r"[^.;:,]*(?:zijn|waren|is|was|worden|werden|wordt|werd|hebben|heeft)\ser\s(?:\p{Ll}+\s){0,2}$"
)
_NUMBER = regex.compile(r"^(?:in\stotaal\s)?(?:(?:circa|ruim|bijna|ongeveer)\s)?[\d.]+\s")


def is_so_many_of(before: str) -> bool:
    """Whether ``before`` leads from a whole to the number: what follows is what became of so many, and not what they are."""
    return _SO_MANY_OF.search(before) is not None


def whole_of(before: str, rules: Rules) -> str | None:
    """The noun of the whole, without its own number; None where the words before only point back to it (`hiervan`)."""
    match = _SO_MANY_OF.search(before)
    if match is None or not match["what"]:
        return None
    return phrase_of(" " + _NUMBER.sub("", match["what"], count=1), rules)
