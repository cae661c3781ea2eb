"""Read what a citation rule matched: which documents the words name, one set of values per document.

Each reading maps the named groups of a match to the values of Citation records; a value of ``None`` for ``target`` says that
the letter does not give enough to find the document. A reading that finds a contradiction raises :class:`UnreadableError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

import regex

from kamermijn.dutch import identifiers
from kamermijn.rules import Rule, Rules

Values = dict[str, Any]
Groups = Mapping[str, str]

# Dossiers are numbered through since 1945 (from 10 000 up since 1969); at some 450 a year, 40 000 lies beyond 2030.
_DOSSIERS = range(10_000, 40_000)
# Until 2003 the Raad van State's advice stood among the papers of the Tweede Kamer under a letter.
_LETTERED = regex.compile(r"[A-Z]{1,3}")


class UnreadableError(Exception):
    """The match looks like a citation, but what it says cannot be: the message says why."""

    def __init__(self, reason: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.candidates = candidates


def chamber_named(text: str | None) -> str | None:
    """TK or EK for ``II``, ``Tweede Kamer``, ``2``, ``11`` (a misread II) and their counterparts; None where none is named."""
    word = (text or "").strip().casefold()
    if not word:
        return None
    if "eerste" in word or word in ("i", "ek", "1", "l"):
        return "EK"
    return "TK"


@cache
def _cleaner(rules: Rules) -> regex.Pattern[str]:
    """Pages and the words for number: what stands in a list of numbers and is none."""
    return rules.compile("{citation_instead}|{citation_pages}|{citation_nrs}|{citation_nr}|(?i:bijlage bij|items?|agendapunt(?:en)?)")


@cache
def _sitting(rules: Rules) -> regex.Pattern[str]:
    pattern = "{citation_nr}{citation_gap}(?P<number>\\d{1,3})(?:{citation_comma}(?P<items>{citation_items}))?"
    return rules.compile(pattern)


@cache
def _issue(rules: Rules) -> regex.Pattern[str]:
    year = "(?:18|19|20)\\d{2}(?!\\d){citation_gap}[,/\\-–:]?{citation_gap}(?:\\p{L}+\\.?\\s?)?\\d"
    return rules.compile("(?P<year>\\d{4})(?P<rest>(?:(?!{citation_and}" + year + ").)+)", regex.DOTALL)


@cache
def _act(rules: Rules) -> regex.Pattern[str]:
    return rules.compile("{citation_eu_number}")


def _listed(text: str, rules: Rules) -> list[str]:
    return list(identifiers.numbers(_cleaner(rules).sub(" ", text)))


def kamerstuk(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """Each number is a document of the first dossier, filed under the others too (``28 638 en 34 193, nr. 144``)."""
    dossiers = identifiers.dossiers(groups["dossiers"])
    found = _listed(groups["numbers"], rules)
    for dossier in dossiers:
        if int(dossier.base) not in _DOSSIERS and rule.id != "citation.kamerstuk_old":
            raise UnreadableError(f"there is no dossier {dossier.printed}")
        if dossier.base == "21501" and not dossier.part:
            raise UnreadableError("dossier 21 501 has parts (21 501-02), and the part is not named")
    if not dossiers or not found:
        raise UnreadableError("a dossier without the number of a document")
    named = chamber_named(groups.get("chamber"))
    paired = len(dossiers) == len(found) > 1 and regex.search(r"\bresp(?:ectievelijk|\.)", groups["numbers"])
    for index, number in enumerate(found):
        own = dossiers[index : index + 1] if paired else dossiers
        chamber = named or ("EK" if _LETTERED.fullmatch(number) else "TK")
        yield {
            "target": identifiers.Kamerstuk(own[0], number).identifier,
            "type": "kamerstuk",
            "dossiers": tuple(dict.fromkeys(dossier.identifier for dossier in own)),
            "number": number,
            "chamber": chamber,
            "session_year": identifiers.session_year(groups.get("year", "")),
            "inferred": () if named else ("chamber",),
        }


def handelingen(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """Each item is a document; without year or item (as before 2010, by page) the document cannot be named."""
    named = chamber_named(groups.get("chamber"))
    chamber = named or "TK"
    session = identifiers.session_year(groups.get("year", ""))
    common: Values = {"type": "handelingen", "chamber": chamber, "session_year": session, "inferred": () if named else ("chamber",)}
    sittings = list(_sitting(rules).finditer(groups.get("sittings", "")))
    if groups.get("meeting") and session:
        # `21-5-3`: meeting, item and page, as the pages are numbered.
        paged = f"h-{chamber.lower()}-{session.replace('-', '')}-{groups['meeting']}-{groups['item']}"
        yield {**common, "target": paged, "number": groups["meeting"]}
    elif not sittings:
        yield {**common, "target": None}
    for sitting in sittings:
        items = _listed(sitting["items"] or "", rules)
        for item in items or [""]:
            target = f"h-{chamber.lower()}-{session.replace('-', '')}-{sitting['number']}-{item}" if session and item else None
            yield {**common, "target": target, "number": sitting["number"]}


def aanhangsel(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """Each number is a set of answers; the numbers start anew each parliamentary year."""
    named = chamber_named(groups.get("chamber"))
    chamber = named or "TK"
    session = identifiers.session_year(groups.get("year", ""))
    for number in _listed(groups["numbers"], rules):
        yield {
            "target": f"ah-{chamber.lower()}-{session.replace('-', '')}-{number}" if session else None,
            "type": "aanhangsel",
            "number": number,
            "chamber": chamber,
            "session_year": session,
            "inferred": () if named else ("chamber",),
        }


def gazette(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """Year and number of Staatsblad, Staatscourant or Tractatenblad."""
    for issue in _issue(rules).finditer(groups["issues"]):
        for number in _listed(issue["rest"], rules):
            yield {"target": f"{rule.constants['series']}-{issue['year']}-{number}", "type": rule.constants["type"], "number": number}


def gazette_of_year(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """A number alone, as in `Wet van 13 april 1995, Stb. 231`: the year is that of the day before it."""
    series = groups["series"].casefold()
    yield {
        "target": f"{series}-{groups['year']}-{groups['number']}",
        "type": rule.constants[series],
        "number": groups["number"],
        "inferred": ("target",),
    }


def official_journal(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """The Official Journal names an issue, not an act."""
    yield {"target": None, "type": "eu_law", "number": regex.sub(r"\s+", " ", groups["number"])}


def commission(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """A document of the Commission; a year of two digits is of the last century."""
    year = groups["year"] if len(groups["year"]) == 4 else f"19{groups['year']}"
    yield {"target": f"{groups['series']}({year}){int(groups['number'])}", "type": "com", "number": groups["number"]}


def _eli(act: str, number: str) -> str | None:
    """The European Legislation Identifier of a regulation or a directive, as an address."""
    word = act.casefold()
    kind = "reg" if word.startswith(("verordening", "eu-verordening", "vo", "regulation")) else "dir" if "ichtlijn" in word else None
    parts = regex.match(r"(\d{1,4})/(\d{1,4})", number)
    if not kind or not parts:
        return None
    years = [part for part in parts.groups() if regex.fullmatch(r"(?:19|20)\d{2}", part)]
    if len(years) == 1:
        year, serial = years[0], parts[2] if parts[1] == years[0] else parts[1]
    elif kind == "dir" and len(parts[1]) == 2:
        year, serial = f"19{parts[1]}", parts[2]
    else:
        return None
    return f"https://eur-lex.europa.eu/eli/{kind}/{year}/{int(serial)}/oj"


def eu_law(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """Acts by number; an act without a form of the Union in it must at least carry a year."""
    act = groups["act"]
    for match in _act(rules).finditer(groups["acts"]):
        number = match[0]
        address = _eli(act, number) if not regex.search(r"(?i)uitvoering|gedelegeerd|implementing|delegated", groups["quote"]) else None
        if not regex.search(r"[A-Z]{2}|Euratom", groups["acts"]) and not regex.search(r"(?<!\d)(?:19[5-9]\d|20\d{2})(?!\d)", number):
            raise UnreadableError("no act of the Union has such a number without EU, EG or EEG")
        yield {"target": None, "type": "eu_law", "number": number, "url": address}


def ecli(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """An ECLI in capitals; those of the Union end in a number."""
    country = groups.get("country", "NL").upper()
    if country == "EU" and not groups["number"].isdigit():
        raise UnreadableError("an ECLI of the Union ends in a number")
    target = ":".join(("ECLI", country, groups["court"].upper(), groups["year"], groups["number"].upper()))
    yield {"target": target, "type": "ecli", "number": groups["number"].upper()}


def ljn(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """An LJN: the court and the year of its ECLI are not in it."""
    yield {"target": None, "type": "other", "number": regex.sub(r"\s", "", groups["number"]).upper()}


def other_number(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """A number of a series that has no address of its own."""
    yield {"target": None, "type": "other", "number": groups["number"]}


def zaak(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """A case or a document of the Tweede Kamer, which is no official publication."""
    number = groups["number"]
    yield {"target": None, "type": "zaak" if "Z" in number else "document", "number": number, "chamber": "TK"}


def official_id(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """An id as the publications carry it."""
    identifier = groups["id"]
    series, _, rest = identifier.partition("-")
    common: Values = {"target": identifier}
    if series == "kst":
        document = identifiers.parse_kamerstuk_id(identifier)
        if document is None:
            raise UnreadableError("a dossier without the number of a document")
        chamber = "EK" if _LETTERED.fullmatch(document.number) else "TK"
        common |= {"type": "kamerstuk", "target": document.identifier, "dossiers": (document.dossier.identifier,),
                   "number": document.number, "chamber": chamber, "inferred": ("chamber",)}  # fmt: skip
    elif series in ("h", "ah") and (parts := regex.fullmatch(r"([te]k)-(\d{4})(\d{4})-(\d+)(?:-[\d-]+)?", rest)):
        common |= {"type": "handelingen" if series == "h" else "aanhangsel", "chamber": parts[1].upper(),
                   "session_year": f"{parts[2]}-{parts[3]}", "number": parts[4]}  # fmt: skip
    else:
        kinds = {"blg": "bijlage", "stb": "staatsblad", "stcrt": "staatscourant", "trb": "tractatenblad"}
        common |= {"type": kinds.get(series, "other"), "number": rest.rpartition("-")[2]}
    yield common


def address(groups: Groups, rule: Rule, rules: Rules) -> Iterator[Values]:
    """The document behind the address of a publication; the address is its own url."""
    url, identifier = unquote(groups["quote"]) if "%3A" in groups["quote"] else groups["quote"], groups["id"]
    if regex.match(r"\d{4}[ZD]\d", identifier):
        values = next(zaak({"number": groups.get("did", identifier)}, rule, rules))
    elif celex := regex.fullmatch(r"([35])(\d{4})([A-Z]{1,2})(\d{4})", identifier):
        if celex[1] == "5" and celex[3] in ("PC", "DC"):
            values = {"target": f"COM({celex[2]}){int(celex[4])}", "type": "com", "number": str(int(celex[4]))}
        else:
            values = {"target": None, "type": "eu_law", "number": f"{celex[2]}/{int(celex[4])}"}
    elif regex.fullmatch(r"\d{4}/\d+", identifier):
        values = {"target": None, "type": "eu_law", "number": identifier}
    else:
        values = next(official_id(groups, rule, rules))
    yield {**values, "url": url if url.startswith("http") else f"https://{url}"}


READINGS: dict[str, Callable[[Groups, Rule, Rules], Iterator[Values]]] = {
    reading.__name__: reading
    for reading in (
        kamerstuk,
        handelingen,
        aanhangsel,
        gazette,
        gazette_of_year,
        official_journal,
        commission,
        eu_law,
        ecli,
        ljn,
        other_number,
        zaak,
        official_id,
        address,
    )
}
"""Reading by the name that rules give it."""
