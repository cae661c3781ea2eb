"""What a rule found: a mention of a body, or of something that no table and no letter resolves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kamermijn.language import Match
from kamermijn.rules import Body


@dataclass(frozen=True)
class Finding:
    """A mention with the body it means; without a ``type`` it is seen but not resolved, for the ``reason`` given."""

    match: Match
    name: str = ""
    acronym: str | None = None
    type: str | None = None
    identifier: str | None = None
    reason: str = ""
    candidates: tuple[str, ...] = ()


def of_body(match: Match, body: Body) -> Finding:
    """The mention of a body of the gazetteer."""
    return Finding(match, body.name, body.abbreviations[0] if body.abbreviations else None, body.type, body.identifier)


def resolved(match: Match, bodies: tuple[Body, ...], day: date | None, named: Iterable[str] = ()) -> Finding:
    """The mention of whichever body goes by the name: the only one, the one that the letter names in full, the one in being.

    ``named`` are the names in the letter that are not in doubt. What none of these decides is no guess but an
    unresolved finding with all candidates.
    """
    left = bodies
    for choice in ([b for b in left if b.name in set(named)], [b for b in left if in_being(b, day)]):
        if len({body.name for body in left}) > 1 and choice:
            left = tuple(choice)
    if len({body.name for body in left}) > 1:
        names = tuple(sorted({body.name for body in left}))
        return Finding(match, reason="several bodies go by this name, and the letter does not say which", candidates=names)
    return of_body(match, next((body for body in left if in_being(body, day)), left[0]))


def in_being(body: Body, day: date | None) -> bool:
    """Whether a body existed on a day; without a day, whether it still does."""
    if day is None:
        return body.valid_to is None
    return (body.valid_from is None or body.valid_from <= day) and (body.valid_to is None or day <= body.valid_to)


def moved(finding: Finding, match: Match) -> Finding:
    """The same body, mentioned elsewhere."""
    return replace(finding, match=match)
