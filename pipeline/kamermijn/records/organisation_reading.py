"""From a match of a rule to the body it means: one reading for each way in which a letter names bodies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping

import regex

from kamermijn.language import Match
from kamermijn.language.gazetteer import WORD, NameMatch
from kamermijn.records.organisation_finding import Finding, in_being, of_body, resolved
from kamermijn.records.organisation_letter import LetterBodies
from kamermijn.rules import Body

# Adjectives that tell one group from another (landelijke, nationale, externe), not how it is (nieuwe, brede).
_TELLING = ("lijke", "ale", "ele", "ieve", "matige", "ische")

Reading = Callable[[LetterBodies, Match], Iterator[Finding]]

_BETWEEN = regex.compile(r"\s*(?:,\s*(?:en\s+)?|/|\s+(?:en|of|alsmede|en\s+van|van)\s+)\s*(?:de\s+|het\s+)?")


def from_gazetteer(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A name of the tables; what the letter introduces an acronym for comes before what the tables say."""
    name = letter.name_starts[match.start]
    words = letter.text[match.start : match.end]
    short = regex.sub(r"['’](?:s|en)$", "", words)
    if words in letter.place_like:
        return
    if name.kind == "abbreviation" and (short in letter.foreign or short in letter.introduced or _shouted(letter.text, match)):
        return
    yield resolved(match, name.bodies, letter.day, letter.named)


def _shouted(text: str, match: Match) -> bool:
    """Whether an abbreviation stands in a line of capitals, where it may be a common word (BRIEF OM ADVIES)."""
    line_start, line_end = text.rfind("\n", 0, match.start) + 1, text.find("\n", match.end)
    around = text[line_start : match.start] + " " + text[match.end : line_end if line_end >= 0 else len(text)]
    words = [w for w in WORD.findall(around) if w.isalpha() and len(w) > 3]
    return len(words) >= 2 and all(w.isupper() for w in words)


def introduced(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A body that this letter introduces with its acronym: of the tables under another short name, or new."""
    words = regex.sub(r"\s+", " ", letter.text[match.start : match.end])
    short = regex.sub(r"['’](?:s|en)$", "", words)
    for acronym, (start, end) in letter.introduced.items():
        if short in (acronym, acronym.replace("&", ""), acronym.replace("&", "en")):
            short = acronym
        if short == acronym or words == regex.sub(r"\s+", " ", letter.text[start:end]):
            if name := letter.name_starts.get(start):
                if words == acronym or short == acronym:
                    yield resolved(match, name.bodies, letter.day, letter.named)
                return
            form = letter.text[start:end]
            acronym_only = acronym if sum(c.isupper() for c in acronym) >= 2 and " " not in acronym else None
            yield Finding(match, _clean(form), acronym_only, _type_of(letter, form))
            return


def _type_of(letter: LetterBodies, form: str) -> str:
    words = [w.casefold() for w in WORD.findall(form)]
    if words[-1] in letter.english_heads:
        return "international"
    for kind, heads in letter.rules.lexicon("organisation_head").items():
        if any(w == head or (kind in ("agency", "advisory") and w.endswith(head)) for w in words for head in heads if head != "overleg"):
            return {"association": "ngo", "government": "government", "education": "other", "trade": "other"}.get(kind, kind)
    return "other"


def fixed(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A body that the rule itself names: by ``body`` (its id in the tables), or by ``name`` and ``type``."""
    constants = match.rule.constants
    if match.rule.outcome == "ignore":
        yield Finding(match)
    elif "body" in constants:
        yield of_body(match, letter.gazetteer.by_id[str(constants["body"])])
    else:
        yield Finding(match, str(constants.get("name") or _clean(letter.text[match.start : match.end])), None, str(constants["type"]))


def chamber(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """``uw Kamer``: the chamber to which the letter is addressed, the Tweede Kamer where it does not say."""
    code = "tooi.oorg10001" if letter.extraction.fields.chamber == "EK" else "tooi.oorg10002"
    yield of_body(match, letter.gazetteer.by_id[code])


def named(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A body that no table knows, by its shape; it ends where the next known body begins."""
    start, end = match.start, match.end
    if letter.inside_a_name(start):
        return
    known = letter.name_starts.get(start)
    # A known name is not stretched over what follows it, unless that says what it is for.
    if known and known.kind == "name" and (known.end >= end or not regex.match(r"\s(?:voor|tegen)\s", letter.text[known.end : end])):
        return
    for inner in letter.starts[bisect_right(letter.starts, start) : bisect_left(letter.starts, end)]:
        if joint := regex.search(r"(?:,\s*|\s+(?:en|&)\s+)$", letter.text[start:inner]):
            end = start + joint.start()
            break
    words = _clean(letter.text[start:end])
    if len(WORD.findall(words)) > 1:
        name = regex.sub("^Commissie(?=[-–])", "commissie", words)
        yield Finding(Match(match.rule, start, end, match.groups), name, None, str(match.rule.constants["type"]))


def _clean(words: str) -> str:
    return regex.sub(r"\s+", " ", words).strip()


def foreign(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """The government or another body of a country, by its adjective; Dutch ones are those of the tables."""
    adjective, noun = (letter.text[slice(*match.groups[name])] for name in ("adjective", "noun"))
    own = letter.gazetteer.by_name.get(noun.casefold())
    if adjective == "Nederlandse" and own:
        yield of_body(match, own)
    else:
        yield Finding(match, _clean(letter.text[match.start : match.end]), None, str(match.rule.constants["type"]))


def own_ministry(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """``mijn ministerie``: that of the minister who writes."""
    role = letter.extraction.fields.sender_role or ""
    if body := ministry_of(letter, role):
        yield of_body(match, body)
    else:
        yield Finding(match, reason="the letter does not say of which ministry its writer is")


def ministry_of(letter: LetterBodies, role: str) -> Body | None:
    """The ministry behind an office (``Minister van Financiën``, ``Minister voor Rechtsbescherming``)."""
    field = regex.search(r"(?:van|voor)\s+(.+)", role)
    if not field:
        return None
    name = next((n for n in letter.gazetteer.find("ministerie van " + field[1]) if n.start == 0 and n.kind == "name"), None)
    if name is None:
        for abbreviation, portfolios in letter.rules.lexicon("organisation_portfolio").items():
            if field[1] in portfolios:
                name = next(n for n in letter.gazetteer.find(abbreviation) if n.kind == "abbreviation")
    if name is None:
        return None
    return next((body for body in name.bodies if in_being(body, letter.day)), name.bodies[0])


def ministry(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """``ministerie van VWS``, or a ministry that the tables do not have."""
    inner = letter.name_starts.get(letter.text.rfind(" ", match.start, match.end) + 1)
    if inner and inner.end == match.end and inner.kind == "abbreviation" and all(body.type == "ministry" for body in inner.bodies):
        yield resolved(match, inner.bodies, letter.day, letter.named)
    else:
        yield from named(letter, match)


def ministries(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """``ministeries van Defensie en van Financiën``: each field is a ministry."""
    for found in regex.finditer(letter.rules.expand("{organisation_field}"), letter.text, pos=match.start, endpos=match.end):
        name = next((n for n in letter.gazetteer.find("ministerie van " + found.group()) if n.start == 0 and n.kind == "name"), None)
        if name:
            yield resolved(Match(match.rule, *found.span()), name.bodies, letter.day)


def committee(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A standing committee of Parliament, by what it is for, in full or by the ministry's abbreviation."""
    words = letter.text[slice(*match.groups["field"])]
    name = next((n for n in letter.gazetteer.find(words) if n.kind == "abbreviation" and n.start == 0), None)
    if name:
        body = resolved(match, name.bodies, letter.day)
        words = body.name.removeprefix("ministerie van ") if body.name else words
    yield Finding(match, f"vaste commissie voor {_clean(words)}", None, "parliament")


def places(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """``gemeenten Ede, Oss en Best``: each place is a body of the sort that the word before it says."""
    head = str(match.rule.constants["head"])
    for name in _place_list(letter, match.groups["list"][0], head):
        bodies = tuple(b for b in name.bodies if b.name.startswith(head))
        yield resolved(Match(match.rule, name.start, name.end), bodies, letter.day, letter.named)


def _place_list(letter: LetterBodies, position: int, head: str) -> list[NameMatch]:
    """The bare place names that follow one another from a position, as long as each is a body of the sort."""
    found = []
    while (name := letter.places.get(position)) and any(b.name.startswith(head) for b in name.bodies):
        found.append(name)
        between = _BETWEEN.match(letter.text, name.end)
        position = between.end() if between else -1
    return found


def places_act(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """``Zwolle, Deventer en Apeldoorn willen``: all municipalities, or all provinces."""
    start, end = match.groups["list"]
    for head in ("gemeente", "provincie"):
        names = _place_list(letter, start, head)
        if names and names[-1].end == end:
            for name in names:
                bodies = tuple(b for b in name.bodies if b.name.startswith(head))
                yield resolved(Match(match.rule, name.start, name.end), bodies, letter.day, letter.named)
            return


def place_acts(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A bare place name that does something: the municipality (or province) of that name."""
    words = _clean(letter.text[match.start : match.end])
    bodies = letter.gazetteer.places(words)
    only = tuple(b for b in bodies if b.type == "municipality") or bodies
    if only:
        yield resolved(match, only, letter.day, letter.named)
    elif words in letter.place_like:
        known = letter.gazetteer.find(words)
        yield from (resolved(match, n.bodies, letter.day) for n in known if n.start == 0 and n.end == len(words))


def group(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A group without a name of its own: called by its noun, with the words that tell it apart where it is first named.

    ``adjective`` and ``complement`` are groups of the rule; a complement in capitals (`projectteam van 13Oceans`) comes before an
    adjective (`landelijke expertgroep`).
    """
    noun = letter.text[slice(*match.groups["noun"])]
    if noun not in letter.group_names:
        letter.group_names[noun] = _group_name(letter.text, noun)
    lexicons = (letter.rules.lexicon(name) for name in ("organisation_group", "organisation_group_set_up"))
    kind = next(kind for lexicon in lexicons for kind, nouns in lexicon.items() if noun.casefold() in nouns)
    yield Finding(match, letter.group_names[noun], None, kind)


def _group_name(text: str, noun: str) -> str:
    adjective, complement = r"(?:\b(?P<adjective>\p{Ll}[\p{L}-]+)\s)?", r"(?:\svan\s(?P<complement>[\p{Lu}\p{N}][\p{L}\p{N}]+))?"
    first = regex.search(rf"{adjective}\b{regex.escape(noun)}\b{complement}", text)
    if first and first["complement"]:
        return f"{noun} {first['complement']}"
    if first and first["adjective"] and first["adjective"].endswith(_TELLING):
        return f"{first['adjective']} {noun}"
    return noun


def group_set_up(letter: LetterBodies, match: Match) -> Iterator[Finding]:
    """A common noun for a body (`commissie`, `informatiepunt`) once the letter sets such a body up: every mention of it."""
    noun = letter.text[slice(*match.groups["noun"])]
    again = noun in letter.group_names
    for finding in group(letter, match):
        yield finding
        if again:
            return
        later = regex.compile(rf"\b(?:de|het|deze|dit|die|dat|een)\s(?:\p{{Ll}}+\s)?\K{regex.escape(noun)}\b(?![-–]\w|\s\p{{Lu}})")
        for found in later.finditer(letter.text, match.end):
            yield Finding(Match(match.rule, *found.span()), finding.name, None, finding.type)


READINGS: Mapping[str, Reading] = {
    "gazetteer": from_gazetteer,
    "introduced": introduced,
    "fixed": fixed,
    "chamber": chamber,
    "named": named,
    "foreign": foreign,
    "own_ministry": own_ministry,
    "ministry": ministry,
    "ministries": ministries,
    "committee": committee,
    "places": places,
    "place_acts": place_acts,
    "places_act": places_act,
    "group": group,
    "group_set_up": group_set_up,
}
