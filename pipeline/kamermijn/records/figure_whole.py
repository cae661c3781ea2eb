"""Of a number that is a part of a whole named before it, the whole: `Van de 60 projecten zijn er 45 afgerond`."""

from __future__ import annotations

import regex

from kamermijn.records.figure_phrase import phrase_of
from kamermijn.rules import Rules

_SO_MANY_OF = regex.compile(
    r"(?:^|[.;,:\n]\s?)\s*(?:en\s)?(?=[Vv]an\s(?:de|deze|die|alle|onze)\s(?P<what>(?:[^.;:,]|(?<=\d)[.,](?=\d))+))[Vv]an\s"
    r"(?:[^.;:,]|(?<=\d)[.,](?=\d))*(?:zijn|waren|is|was|worden|werden|wordt|werd|hebben|heeft)\ser\s(?:\p{Ll}+\s){0,2}$"
)
_NUMBER = regex.compile(r"^(?:in\stotaal\s)?(?:(?:circa|ruim|bijna|ongeveer)\s)?[\d.,]+\s(?:(?:duizend|miljoen|miljard|mln\.?|mld\.?)\s)?")
# `Van de 1,1 miljoen zelfstandigen heeft slechts 19 procent ...`.
_SHARE_OF = regex.compile(
    r"(?:^|[.;:\n]\s?)\s*(?=[Vv]an\s(?:de|het|deze|die|alle|onze)\s(?P<what>(?:[^.;:]|(?<=\d)\.(?=\d))+))[Vv]an\s"
    r"(?:[^.;:]|(?<=\d)\.(?=\d))*?\s"
    r"(?:heeft|hebben|had|hadden|is|zijn|was|waren|wordt|worden|werd|werden|geeft|geven|gaf|gaven|krijgt|krijgen|kreeg|kregen|vindt|vond)\s"
    r"(?:(?:ongeveer|circa|ruim|bijna|slechts|maar|zo['’]n|inmiddels|nu|al|ten|minste|minimaal|zeker|nog)\s)*$"
)


# What became of them, and no noun in the plural: `verkocht`; a strong participle has the form of one (`vertrokken`, `bedrijven`).
_BECAME = regex.compile(r"(?:ge|be|ver|ont|her|er|over)\p{L}{2,}[dt]")
# How they are, and no noun in the plural: `zijn er 78 inzetbaar`.
_HOW = regex.compile(r"(?!(?:fte|man|euro|jaar|uur|kilo|keer|maal|procent|ton|stuks)$)\p{Ll}+(?<!en|s|eren|a|i)")
_ENDS = regex.compile(r"\s?(?:[.;:,)]|$|\sen\s)")
_ARTICLE = regex.compile(r"\s(?:een|de|het|geen|hun|zijn|haar)\s")


def whole_of(before: str, behind: str, rules: Rules, *, share: bool = False) -> str | None:
    """The noun of the whole, without its own number; None where the number counts what follows it (`zijn er 45 woningen`).

    ``share`` tells that the number is a share, and counts nothing itself.
    """
    match = _SHARE_OF.search(before) if share and not behind.startswith((" van ", "-")) else None
    match = match or _SO_MANY_OF.search(before)
    if match is None:
        return None
    follows = phrase_of(behind, rules)
    became = (
        follows is None
        or _BECAME.fullmatch(follows) is not None
        or follows in rules.lexicon("figure_became")["participle"]
        or (_HOW.fullmatch(follows) is not None and _ENDS.match(behind, len(follows) + 1) is not None)
    )
    if not became and not _ARTICLE.match(behind):
        return None
    return phrase_of(" " + _NUMBER.sub("", match["what"], count=1), rules)
