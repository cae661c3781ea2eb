"""Numbers of official documents: dossiers, Kamerstukken, parliamentary years, and the addresses of publications.

The forms are those of zoek.officielebekendmakingen.nl: ``kst-34300-VI-49`` is document 49 of chapter VI of dossier 34300,
``h-tk-20162017-57-4`` item 4 of sitting 57, ``ah-tk-20132014-2336`` a set of answers to written questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

PUBLICATIONS = "https://zoek.officielebekendmakingen.nl/"

_ROMAN = r"[IVX]{1,5}[A-E]?"
_DOSSIER = regex.compile(
    rf"""(?P<base>\d{{2}}[\s.\-–]?\d{{3}}|\d{{4}})
         (?:[\s\-(]{{1,3}}(?P<realm>R\s?\d{{3,4}})\)?)?
         (?:\s?[-–]\s?(?P<part>\d{{1,2}})
           |[\s,.\-–(]*(?:(?:hoofdstuk|hfdst\.?|hfst\.?)\s*)?(?P<chapter>{_ROMAN}|[A-NR-Z])\)?)?""",
    regex.VERBOSE,
)
_KAMERSTUK_ID = regex.compile(
    rf"kst-(?:(?P<session>\d{{8}})-)?(?P<dossier>\d{{4,5}}(?:-\(?R\d{{3,4}}\)?)?(?:-(?:{_ROMAN}|[A-NR-Z]|\d{{2}})(?=-))?)-(?P<number>\d{{1,5}}[a-z]?|[A-Z]{{1,3}})(?:-(?P<reprint>[a-z]\d{{1,2}}))?"
)
_YEAR = regex.compile(r"(?P<first>(?:18|19|20)\d{2})\s*[-–—/]{1,2}\s*-?\s*(?P<last>(?:(?:18|19|20)?\d{2}))")
_ITEM = r"(?:\d{1,5}[a-z]?|[A-Z]{1,3})"
_RANGE = regex.compile(rf"(?P<low>{_ITEM})(?![\p{{L}}\d])(?:\s*(?:-|–|—|t/m|tot\s+en\s+met)\s*(?P<high>\d{{1,5}})(?!\d))?")
_LONGEST_RANGE = 50


@dataclass(frozen=True)
class Dossier:
    """A parliamentary dossier: its number and the budget chapter (``VI``), part (``02``) or Kingdom number (``R1519``) behind it."""

    base: str
    chapter: str | None = None
    part: str | None = None
    realm: str | None = None

    @property
    def identifier(self) -> str:
        """As in official ids: ``34300-VI``, ``21501-02``, ``23908-R1519``."""
        return "-".join(piece for piece in (self.base, self.realm, self.chapter or self.part) if piece)

    @property
    def printed(self) -> str:
        """As letters print it: ``34 300 VI``, ``21 501-02``, ``23 908 (R1519)``."""
        spaced = f"{self.base[:-3]} {self.base[-3:]}" if len(self.base) > 4 else self.base
        realm = f" ({self.realm})" if self.realm else ""
        return spaced + realm + (f" {self.chapter}" if self.chapter else f"-{self.part}" if self.part else "")


@dataclass(frozen=True)
class Kamerstuk:
    """One document of a dossier; ``number`` is a letter (``A``, ``AA``) for the Eerste Kamer's own numbering.

    ``reprint`` is what an improved or reprinted edition has behind its number (``n1``, ``h1``), ``session`` the parliamentary year that
    stands in the ids of some older papers (``20082009``); print shows neither.
    """

    dossier: Dossier
    number: str
    reprint: str | None = None
    session: str | None = None

    @property
    def identifier(self) -> str:
        """The official id: ``kst-34300-VI-49``."""
        return "-".join(piece for piece in ("kst", self.session, self.dossier.identifier, self.number, self.reprint) if piece)

    @property
    def printed(self) -> str:
        """As letters print it: ``34 300 VI, nr. 49``; a letter goes without ``nr.``."""
        return f"{self.dossier.printed}, {'' if self.number.isupper() else 'nr. '}{self.number}"


def _dossier(match: regex.Match[str]) -> Dossier:
    base = regex.sub(r"\D", "", match["base"])
    realm = match["realm"]
    return Dossier(base, match["chapter"], match["part"], regex.sub(r"\s", "", realm) if realm else None)


def parse_dossier(text: str) -> Dossier | None:
    """Read one dossier number in any printed form or as in an id; None when the text is something else."""
    match = _DOSSIER.fullmatch(text.strip())
    return _dossier(match) if match else None


def dossiers(text: str) -> tuple[Dossier, ...]:
    """The dossier numbers in a list such as ``28 638 en 34 193``."""
    return tuple(_dossier(match) for match in _DOSSIER.finditer(text))


def parse_kamerstuk_id(text: str) -> Kamerstuk | None:
    """Read an official id such as ``kst-34300-VI-49``; None when it is not one."""
    match = _KAMERSTUK_ID.fullmatch(text)
    dossier = parse_dossier(match["dossier"]) if match else None
    return Kamerstuk(dossier, match["number"], match["reprint"], match["session"]) if match and dossier else None


def parse_kamerstuk(text: str) -> Kamerstuk | None:
    """Read a printed reference without its word, such as ``34 300 VI, nr. 49`` or ``33 569, A``."""
    head, comma, tail = text.rpartition(",")
    number = regex.fullmatch(rf"\s*(?:nr\.?\s?)?({_ITEM})\s*", tail)
    dossier = parse_dossier(head) if comma else None
    return Kamerstuk(dossier, number[1]) if dossier and number else None


def session_year(text: str) -> str | None:
    """Write a parliamentary year in full (``2016/17`` → ``2016-2017``); None unless its second year follows its first."""
    match = _YEAR.search(text)
    if not match:
        return None
    first = int(match["first"])
    last = match["last"]
    return f"{first}-{first + 1}" if str(first + 1).endswith(last) else None


def numbers(text: str) -> Iterator[str]:
    """The document numbers in a list: ``12, 13 en 15-17`` gives 12, 13, 15, 16, 17; a range that is no range gives its ends."""
    for match in _RANGE.finditer(text):
        low, high = match["low"], match["high"]
        yield low
        if high and low.isdigit():
            inside = range(int(low) + 1, int(high))
            yield from (str(n) for n in inside if len(inside) < _LONGEST_RANGE)
            if int(high) != int(low):
                yield high
        elif high:
            yield high


def publication_url(target: str) -> str | None:
    """Where the official publication with this id stands; None for an id of no known series."""
    if regex.match(r"(?:kst|h|ah|kv|blg|stb|stcrt|trb)-", target):
        return f"{PUBLICATIONS}{target}.html"
    if commission := regex.fullmatch(r"([A-Z]+)\((\d{4})\)(\d+)", target):
        return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri={commission[1]}:{commission[2]}:{commission[3]}:FIN"
    if target.startswith("ECLI:NL:"):
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={target}"
    if target.startswith("ECLI:EU:"):
        return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:{target}"
    return None
