"""Who `zij`, `hij` and `deze` are: resolved within the paragraph, and only where one candidate fits.

Candidates are all that the sentences before name in the paragraph: bodies, offices, bodies without a name, and people. `zij zullen` needs
many, `zij zal` one; `hij` is an office-holder before he is a council. Where two fit, nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from kamermijn.records.extraction import Extraction
from kamermijn.records.measure_offices import offices
from kamermijn.records.measure_people import people
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.rules import Rules

_PRONOUNS = frozenset({"zij", "ze", "deze", "hij"})
# How far the pronoun may stand from the finite verb, in characters: it is its subject, right before or behind.
_NEAR = 12
# The members of a body are many, and what they do is done by the body.
_MEMBERS = regex.compile(r"\b(?:leden|medewerkers|deelnemers|partners)\s+van\s+(?:(?:de|het)\s+)?(?:\p{Ll}+\s+){0,2}$")


@cache
def parliament(rules: Rules) -> frozenset[str]:
    """The names of Parliament in the tables."""
    return frozenset(rules.lexicon("measure_parliament")["name"])


def meant_by_pronoun(act: Act, scene: Scene, extraction: Extraction) -> str | None:
    """The one that a pronoun as subject of the act stands for; None where several fit, or one that has no name."""
    if act.passive:
        return None
    paragraph = extraction.annotated.letter.paragraph(scene.start)
    pronoun = _pronoun(act, scene)
    if pronoun is None or paragraph is None:
        return None
    many = act.anchor.text.endswith(("en", "aan"))
    fitting = [c for c in _candidates(extraction, paragraph.start, scene.start) if c[1] == many]
    if pronoun == "hij":
        fitting = [c for c in fitting if c[2]] or fitting
    names = {name for name, *_ in fitting}
    return names.pop() if len(names) == 1 else None


def _pronoun(act: Act, scene: Scene) -> str | None:
    """The pronoun that is the subject; no `deze regeling` and no `zij die willen stoppen`."""
    for i, word in enumerate(scene.words):
        if word.level != "main" or word.text not in _PRONOUNS or abs(word.start - act.anchor.start) >= _NEAR:
            continue
        following = scene.words[i + 1].text if i + 1 < len(scene.words) else ""
        beside = following == act.anchor.text or (i and scene.words[i - 1].start == act.anchor.start)
        if not beside or following == "die" or (word.text == "deze" and scene.words[i + 1].start != act.anchor.start):
            return None
        return word.text
    return None


def _candidates(extraction: Extraction, start: int, end: int) -> Iterator[tuple[str | None, bool, bool]]:
    """Who is named between two places: the name (None for people and for a minister without a field), whether many, whether a person."""
    text, rules = extraction.text, extraction.annotated.rules
    taken: list[tuple[int, int]] = []
    for office in offices(extraction.annotated.anchors, start, end, rules):
        taken.append((office.start, office.end))
        yield office.name, bool(rules.compile("{measure_officers}").search(text, office.start, office.end)), True
    for body in extraction.overlapping("organisations", start, end):
        taken.append((body.start, body.end))
        if body.name not in parliament(rules):  # type: ignore[attr-defined]
            yield str(body.name), bool(_MEMBERS.search(text, max(start, body.start - 60), body.start)), False  # type: ignore[attr-defined]
    for minister in rules.compile("{measure_that_minister}").finditer(text, start, end):
        if not any(a < minister.end() and b > minister.start() for a, b in taken):
            yield None, False, True
    for called in _called(rules).finditer(text, start, end):
        span = called.span("name")
        if not any(a < span[1] and b > span[0] for a, b in taken):
            taken.append(span)
            noun = called["name"].split()[-1].casefold()
            name = " ".join(called["name"].split())
            opens = span[0] == start or text[: span[0]].rstrip()[-1:] in {".", ":", ";"}
            yield (name[0].lower() + name[1:] if opens else name), noun.endswith(("en", "s")) and noun != "bedrijfsleven", False
    for person in people(rules).finditer(text, start, end):
        if not any(a < person.end() and b > person.start() for a, b in taken):
            yield None, person["many"] is not None, True


@cache
def _called(rules: Rules) -> regex.Pattern[str]:
    return rules.compile(r"(?<![\w-]){measure_body_called}")
