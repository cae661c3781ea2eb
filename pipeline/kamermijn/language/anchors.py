"""Try a rule only where a match of it can begin: one pass over a text finds those places for all rules of a folder at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from kamermijn.rules import Rule, Rules
from kamermijn.rules.drawing import drawn


@cache
def _finder(rules: Rules, kind: str) -> tuple[Any, frozenset[str]]:
    """The automaton that finds the beginnings of one folder's rules, and the rules that must be tried everywhere."""
    # A C extension that a run without a letter has no use for.
    import ahocorasick

    shared: dict[str, list[str]] = {}
    anywhere = set()
    for rule in rules.of(kind):
        if rule.kind != "regex":
            continue
        known = rules.beginnings(rule.id)
        if known is None:
            anywhere.add(rule.id)
        for beginning in known or ():
            shared.setdefault(beginning, []).append(rule.id)
    automaton = ahocorasick.Automaton()
    for beginning, ids in shared.items():
        automaton.add_word(beginning, (len(beginning) - 1, tuple(ids)))
    automaton.make_automaton()
    return automaton, frozenset(anywhere)


class Anchors:
    """The places in a text where the rules of each folder can match; each folder is looked for when it is first asked for."""

    def __init__(self, text: str, rules: Rules) -> None:
        self.text = text
        self._rules = rules
        self._drawn: str | None = None
        self._starts: dict[str, dict[str, list[int]]] = {}

    def of(self, kind: str) -> dict[str, list[int]]:
        """Rule id -> where it can match, in order, for the rules of a folder that can match somewhere and need not be tried everywhere."""
        if kind not in self._starts:
            if self._drawn is None:
                self._drawn = drawn(self.text)
            found: dict[str, list[int]] = {}
            automaton, _ = _finder(self._rules, kind)
            if len(automaton):
                for end, (length, ids) in automaton.iter(self._drawn):
                    for rule in ids:
                        if rule in found:
                            found[rule].append(end - length)
                        else:
                            found[rule] = [end - length]
            for starts in found.values():
                starts.sort()
            self._starts[kind] = found
        return self._starts[kind]

    def may_match(self, rule: Rule) -> bool:
        """Whether a regex rule has any place in the text where it can match."""
        kind = rule.id.split(".", 1)[0]
        return rule.id in self.of(kind) or rule.id in _finder(self._rules, kind)[1]

    def finditer(self, rule: Rule, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """What ``finditer`` of the rule's pattern yields from ``start`` to ``end``, in less time."""
        kind = rule.id.split(".", 1)[0]
        pattern, stop = self._rules.compiled(rule.id), len(self.text) if end is None else end
        if rule.id in _finder(self._rules, kind)[1]:
            yield from pattern.finditer(self.text, start, stop)
            return
        starts = self.of(kind).get(rule.id, ())
        if not starts:
            return
        match, reached = pattern.match, start
        for place in starts[bisect_left(starts, start) :] if start else starts:
            if place >= stop:
                return
            if place >= reached and (found := match(self.text, place, stop)):
                yield found
                reached = found.end()
