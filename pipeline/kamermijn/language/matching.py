"""Run the rules over a text and settle overlaps: longest, then priority, then earliest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from kamermijn.language.anchors import Anchors
from kamermijn.rules import Rule, Rules


@dataclass(frozen=True)
class Match:
    """Where a rule matched: ``groups`` maps the names of a regex to their (start, end); absent groups are left out."""

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def settle(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Keep of overlapping matches the longest, then the highest priority, then the earliest; in reading order."""
    kept: list[Match] = []
    taken: set[int] = set()
    ranked = sorted(matches, key=lambda m: (m.start - m.end, -m.rule.priority, m.start, m.rule.id))
    for match in ranked:
        span = range(match.start, match.end)
        if match.end > match.start and taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return tuple(sorted(kept, key=lambda m: (m.start, m.end)))


def regex_matches(anchors: Anchors, rules: Rules, kind: str) -> list[Match]:
    """Every match of every regex rule of one kind, overlaps included.

    A pattern may name the part that is the record ``(?P<quote>...)``; the rest is context and claims nothing.
    """
    return [match_of(rule, found) for rule in rules.of(kind) if rule.kind == "regex" for found in anchors.finditer(rule)]


def match_of(rule: Rule, found: regex.Match[str]) -> Match:
    """A match of a rule's pattern with the groups that its author named."""
    groups = {name: span for name in found.re.groupindex if name[0] != "_" and (span := found.span(name)) != (-1, -1)}
    start, end = groups.get("quote") or found.span()
    return Match(rule, start, end, groups)
