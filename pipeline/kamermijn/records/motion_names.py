"""Who proposed a motion: the members that a mention names, with party, in the letter's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex
from pydantic import BaseModel, ConfigDict

from kamermijn.rules import Rules


class Proposer(BaseModel):
    """A member who proposed a motion."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    party: str | None = None


@dataclass(frozen=True)
class Person:
    """A member as a mention names them; ``slashed`` when a slash joins them to the one before."""

    proposer: Proposer
    others: bool
    start: int
    end: int
    slashed: bool


@dataclass(frozen=True)
class Proposed:
    """The proposers of one motion and where the mention names them."""

    proposers: tuple[Proposer, ...]
    and_others: bool
    start: int
    end: int


@cache
def _person(rules: Rules) -> regex.Pattern[str]:
    pattern = "(?P<name>{motion_name})(?P<first>{motion_bracket})?(?P<others>{motion_others})?(?P<second>{motion_bracket})?"
    return rules.compile(pattern)


@cache
def _group(rules: Rules) -> regex.Pattern[str]:
    return rules.compile("(?P<member>{motion_member})(?P<persons>{motion_persons})")


def _party(bracket: str | None, rules: Rules) -> tuple[str | None, bool]:
    """The party that a bracket names, and whether it names it for all (``beiden CDA``)."""
    inside = regex.sub(r"\s+", " ", (bracket or "").strip(" ()\n"))
    shared = regex.match(r"(?i)(?:beiden?|allen?)\s+(?:van\s+(?:de\s+)?)?", inside)
    word = inside[shared.end() :] if shared else inside
    known = word in rules.lexicon("motion_party")["names"] or regex.fullmatch(r"(?:Groep|Lid|Fractie)[ -][\p{L} -]+|\p{Lu}\p{L}+", word)
    return (word, bool(shared)) if known else (None, False)


def full_name(written: str, text: str, rules: Rules, *, after_motion: bool) -> str | None:
    """The name as it is written by itself: ``de Roon`` → ``De Roon``; None where it is a party.

    Behind the bare word motie, ``van`` may be the preposition (``motie van Segers``) or begin a name (``motie van Nispen``):
    it belongs to the name where a particle follows it, where the letter writes that name elsewhere with a capital, or
    where a member of that name is known.
    """
    name = regex.sub(r"\s+", " ", written).strip()
    parties = rules.lexicon("motion_party")["names"]
    if name in parties or regex.sub(r"^(?:van )?(?:de |het )?", "", name) in parties:
        return None
    rest = name[4:]
    if after_motion and name.startswith("van "):
        lower_particle = regex.match(r"(?:der|den|de|ten|ter|te|het|'t|’t) ", rest)
        capital_particle = regex.match(r"\p{Lu}\p{Ll}* \p{Lu}", rest) and regex.match(r"(?:Van|De|Den|Der|El|Al|Ten|Ter|Von) ", rest)
        known = rest.split(" ")[0] in rules.lexicon("motion_van_name")["names"]
        capital = rest[0].upper() + rest[1:]
        elsewhere = capital != rest and capital in text and f"Van {rest}" not in text
        if capital_particle or elsewhere or not (lower_particle or known or f"Van {rest}" in text):
            return capital
    return name[0].upper() + name[1:]


def _persons(text: str, start: int, end: int, rules: Rules, *, after_motion: bool) -> Iterator[Person]:
    previous = start
    for match in _person(rules).finditer(text, start, end):
        name = full_name(match["name"], text, rules, after_motion=after_motion and match.start() == start)
        party = _party(match["first"], rules)[0] or _party(match["second"], rules)[0]
        slashed = "/" in text[previous : match.start()]
        previous = match.end()
        if name:
            yield Person(Proposer(name=name, party=party), bool(match["others"]), match.start(), match.end(), slashed)


def _shared_party(text: str, people: list[Person], rules: Rules) -> list[Person]:
    """Give the party of ``(beiden CDA)`` to everybody before it who has none."""
    for person in people:
        bracket = regex.search(r"\((?:beiden?|allen?)[^()]+\)", text[person.start : person.end])
        party = _party(bracket[0], rules)[0] if bracket else None
        if party:
            return [
                Person(Proposer(name=p.proposer.name, party=p.proposer.party or party), p.others, p.start, p.end, p.slashed)
                if p.start <= person.start
                else p
                for p in people
            ]
    return people


def _together(people: list[Person]) -> Proposed:
    return Proposed(tuple(p.proposer for p in people), any(p.others for p in people), people[0].start, people[-1].end)


def in_groups(text: str, start: int, end: int, rules: Rules) -> list[Proposed]:
    """The groups of ``van de leden A en B en van het lid C``: two."""
    found = []
    for group in _group(rules).finditer(text, start, end):
        people = _shared_party(text, list(_persons(text, group.start("persons"), group.end(), rules, after_motion=False)), rules)
        if people:
            lead = regex.match(r"van\s+", group["member"])
            proposed = _together(people)
            begin = group.start() + (lead.end() if lead else 0)
            found.append(Proposed(proposed.proposers, proposed.and_others, begin, group.end()))
    return found


def behind_the_word(text: str, start: int, end: int, rules: Rules, *, plural: bool) -> list[Proposed]:
    """The names directly behind ``motie``; behind ``moties`` every name, or names with a slash, is a motion of its own."""
    people = _shared_party(text, list(_persons(text, start, end, rules, after_motion=True)), rules)
    if not people:
        return []
    if not plural:
        return [_together(people)]
    groups: list[list[Person]] = []
    for person in people:
        if person.slashed and groups:
            groups[-1].append(person)
        else:
            groups.append([person])
    return [_together(group) for group in groups]


_PARTICLE = regex.compile(r"(?i)van|der|den|de|ten|ter|te|het|in|op|el|al|'t|’t")


def from_capitals(heading: str) -> tuple[Proposer, ...]:
    """The names of a heading in capitals: ``INGE VAN DIJK EN GRINWIS`` → Inge van Dijk, Grinwis."""
    heading = regex.sub(r"\s*C\.S\.?\s*$", "", heading)
    proposers = []
    for written in regex.split(r"\s+EN\s+(?:VAN\s+(?:HET\s+LID|DE\s+LEDEN)\s+)?|\s*,\s*|\s*/\s*", heading.strip(" ,")):
        words = [_capitalised(word) for word in written.split()]
        name = [w.lower() if index and _PARTICLE.fullmatch(w) else w for index, w in enumerate(words)]
        if name:
            proposers.append(Proposer(name=" ".join(name)))
    return tuple(proposers)


def _capitalised(word: str) -> str:
    parts = [part[:1].upper() + part[1:].lower() for part in word.split("-")]
    return "-".join("IJ" + part[2:] if part.startswith("Ij") else part for part in parts)


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one member: equal, or one of them lacks the given name."""
    a, b = one.casefold(), other.casefold()
    return a == b or a.endswith(f" {b}") or b.endswith(f" {a}")
