"""Try a rule only where a match of it can begin: one pass over a text finds those places for all rules of a folder at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf
from typing import Any

import regex

from kamermijn.rules import Rule, Rules
from kamermijn.rules.drawing import drawn
from kamermijn.rules.landmarks import Width

_GAPS = regex.compile(" +")
# To try a rule at one place takes as long as to let it run over so many characters.
_SPARSE = 8


@dataclass(frozen=True, slots=True)
class _Finder:
    """What finds the beginnings and landmarks of one folder's rules, and the rules that must be tried everywhere."""

    automaton: Any
    anywhere: frozenset[str]
    reach: dict[str, Width]


@cache
def _finder(rules: Rules, kind: str) -> _Finder:
    # A C extension that a run without a letter has no use for.
    import ahocorasick

    shared: dict[str, tuple[list[str], list[str]]] = {}
    anywhere, reach = set(), {}
    for rule in rules.of(kind):
        if rule.kind != "regex":
            continue
        known, landmark = rules.beginnings(rule.id), rules.landmark(rule.id)
        if known is None:
            anywhere.add(rule.id)
        for beginning in known or ():
            shared.setdefault(beginning, ([], []))[0].append(rule.id)
        if landmark:
            reach[rule.id] = landmark.reach
        for string in landmark.strings if landmark else ():
            shared.setdefault(string, ([], []))[1].append(rule.id)
    automaton = ahocorasick.Automaton()
    for string, (beginning_of, landmark_of) in shared.items():
        automaton.add_word(string, (len(string) - 1, tuple(beginning_of), tuple(landmark_of)))
    automaton.make_automaton()
    return _Finder(automaton, frozenset(anywhere), reach)


class Anchors:
    """The places in a text where the rules of each folder can match; each folder is looked for when it is first asked for."""

    def __init__(self, text: str, rules: Rules) -> None:
        self.text = text
        self._rules = rules
        self._known: dict[str, tuple[dict[str, list[int]], frozenset[str]]] = {}

    @cached_property
    def drawn(self) -> str:
        """The text on the alphabet of beginnings (rules/drawing.py)."""
        return drawn(self.text)

    def of(self, kind: str) -> dict[str, list[int]]:
        """Rule id -> where it can match, in order, for the rules of a folder that can match somewhere and need not be tried everywhere."""
        return self._of(kind)[0]

    def _of(self, kind: str) -> tuple[dict[str, list[int]], frozenset[str]]:
        """The same, and the rules that must be tried everywhere."""
        known = self._known.get(kind)
        if known is None:
            found, seen = defaultdict(list), defaultdict(list)
            finder = _finder(self._rules, kind)
            if len(finder.automaton):
                for end, (length, beginning_of, landmark_of) in finder.automaton.iter(self.drawn):
                    for rule in beginning_of:
                        found[rule].append(end - length)
                    for rule in landmark_of:
                        seen[rule].append(end - length)
            starts = {rule: places for rule in found if (places := self._within_reach(finder.reach.get(rule), found[rule], seen.get(rule)))}
            anywhere = {rule for rule in finder.anywhere if rule in seen or rule not in finder.reach}
            near = {rule: places for rule in anywhere & seen.keys() if (places := self._before(seen[rule], finder.reach[rule]))}
            known = self._known[kind] = starts | near, frozenset(anywhere - near.keys())
        return known

    def _before(self, landmarks: list[int], reach: Width) -> list[int]:
        """All places from which a match could reach a landmark, in order; none where these are too many to be tried one by one."""
        most = min(self._characters(reach), len(self.text))
        if most == len(self.text) and not reach.solid:
            return []
        places: list[int] = []
        last = 0
        for landmark in sorted(landmarks):
            first = max(last, landmark - int(most))
            if reach.solid:
                first = max(first, self.drawn.rfind(" ", first, landmark) + 1)
            places += range(first, landmark + 1)
            last = max(last, landmark + 1)
            if len(places) > len(self.text) / _SPARSE:
                return []
        return places

    def _within_reach(self, reach: Width | None, places: list[int], landmarks: list[int] | None) -> list[int]:
        """The places in order, without those from which a match would not reach a landmark."""
        places.sort()
        if reach is None or not landmarks:
            return places if reach is None else []
        landmarks.sort()
        if reach.characters == inf and not reach.solid:
            return places[: bisect_right(places, landmarks[-1])]
        most = int(min(self._characters(reach), len(self.text)))
        landmarks.append(landmarks[-1] + most + len(self.text))  # behind all places: nothing is in reach of it
        near = [(place, next_one) for place in places if (next_one := landmarks[bisect_left(landmarks, place)]) <= place + most]
        return [place for place, next_one in near if not reach.solid or self.drawn.find(" ", place, next_one) < 0]

    def _characters(self, reach: Width) -> float:
        """How far a reach goes in this text at most."""
        return reach.characters + reach.gaps * self._widest_gap if reach.gaps else reach.characters

    @cached_property
    def _widest_gap(self) -> int:
        """The length of the longest run of white space in the text."""
        return max(map(len, _GAPS.findall(self.drawn)), default=0) if "  " in self.drawn else int(" " in self.drawn)

    def possible(self, among: Sequence[Rule]) -> list[Rule]:
        """The regex rules of one folder that have a place in the text where they can match, in the order given."""
        if not among:
            return []
        starts, anywhere = self._of(_kind(among[0]))
        return [rule for rule in among if rule.id in starts or rule.id in anywhere]

    def finditer(self, rule: Rule, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """What ``finditer`` of the rule's pattern yields from ``start`` to ``end``, in less time."""
        stop = len(self.text) if end is None else end
        return self._matches(rule, self.text, start, stop, 0)

    def finditer_in(self, text: str, offset: int, rule: Rule) -> Iterator[regex.Match[str]]:
        """What ``finditer`` yields over the part of ``text`` that this is made of, and which begins at ``offset``.

        Other than with ``finditer`` the pattern sees what stands before that part.
        """
        return self._matches(rule, text, offset, offset + len(self.text), offset)

    def _matches(self, rule: Rule, text: str, start: int, stop: int, offset: int) -> Iterator[regex.Match[str]]:
        known, anywhere = self._of(_kind(rule))
        pattern = self._rules.compiled(rule.id)
        if rule.id in anywhere:
            yield from pattern.finditer(text, start, stop)
            return
        starts = known.get(rule.id, ())
        match, reached = pattern.match, start
        for place in starts[bisect_left(starts, start - offset) :] if start > offset else starts:
            place += offset
            if place >= stop:
                return
            if place >= reached and (found := match(text, place, stop)):
                yield found
                reached = found.end()


def _kind(rule: Rule) -> str:
    return rule.id.partition(".")[0]
