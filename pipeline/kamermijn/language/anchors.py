"""Try a rule only where a match of it can begin: one pass over a text finds those places for all rules of a folder at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf
from typing import Any

import regex

from kamermijn.rules import Rule, Rules
from kamermijn.rules.drawing import drawn
from kamermijn.rules.landmarks import Bounds, Width

_GAPS = regex.compile(" +")
# To try a rule at one place takes as long as to let it run over so many characters.
_SPARSE = 8


@dataclass(frozen=True, slots=True)
class _Finder:
    """What finds the beginnings and landmarks of some patterns, by their ids, and which of them must be tried everywhere."""

    automaton: Any
    anywhere: frozenset[str]
    reach: dict[str, Width]


@cache
def _finder(rules: Rules, kind: str) -> _Finder:
    """The finder of a folder's rules."""
    return _made({rule.id: rules.bounds(rule.pattern or "") for rule in rules.of(kind) if rule.kind == "regex"})


@cache
def _finder_of_pattern(rules: Rules, pattern: str) -> _Finder:
    return _made({pattern: rules.bounds(pattern)})


def _made(bounds: Mapping[str, Bounds]) -> _Finder:
    # A C extension that a run without a letter has no use for.
    import ahocorasick

    shared: dict[str, tuple[list[str], list[str]]] = {}
    for name, known in bounds.items():
        for beginning in known.beginnings or ():
            shared.setdefault(beginning, ([], []))[0].append(name)
        for string in known.landmark.strings if known.landmark else ():
            shared.setdefault(string, ([], []))[1].append(name)
    automaton = ahocorasick.Automaton()
    for string, (beginning_of, landmark_of) in shared.items():
        automaton.add_word(string, (len(string) - 1, tuple(beginning_of), tuple(landmark_of)))
    automaton.make_automaton()
    anywhere = frozenset(name for name, known in bounds.items() if known.beginnings is None)
    return _Finder(automaton, anywhere, {name: known.landmark.reach for name, known in bounds.items() if known.landmark})


@dataclass(frozen=True, slots=True)
class _Places:
    """Where patterns can match, by their ids: ``starts`` in order, ``anywhere`` those that must be tried everywhere."""

    starts: dict[str, list[int]]
    anywhere: frozenset[str]


class Anchors:
    """The places in a text where patterns can match; each folder of rules is looked for when it is first asked for."""

    def __init__(self, text: str, rules: Rules) -> None:
        self.text = text
        self._rules = rules
        self._known: dict[tuple[str, bool], _Places] = {}

    def part(self, start: int, end: int) -> Anchors:
        """Those of a part of the text, as if it stood alone."""
        part = Anchors(self.text[start:end], self._rules)
        # How a character is drawn depends on what stands before it, unless that is white space.
        if not start or self.text[start - 1].isspace():
            part.__dict__["drawn"] = self.drawn[start:end]
        return part

    @cached_property
    def drawn(self) -> str:
        """The text on the alphabet of beginnings (rules/drawing.py)."""
        return drawn(self.text)

    def of(self, kind: str) -> dict[str, list[int]]:
        """Rule id -> where it can match, in order, for the rules of a folder that can match somewhere and need not be tried everywhere."""
        return self._of(kind).starts

    def _of(self, kind: str) -> _Places:
        known = self._known.get((kind, True))
        if known is None:
            known = self._known[kind, True] = self._places(_finder(self._rules, kind))
        return known

    def _of_pattern(self, pattern: str) -> _Places:
        known = self._known.get((pattern, False))
        if known is None:
            known = self._known[pattern, False] = self._places(_finder_of_pattern(self._rules, pattern))
        return known

    def _places(self, finder: _Finder) -> _Places:
        found, seen = defaultdict(list), defaultdict(list)
        if len(finder.automaton):
            for end, (length, beginning_of, landmark_of) in finder.automaton.iter(self.drawn):
                for name in beginning_of:
                    found[name].append(end - length)
                for name in landmark_of:
                    seen[name].append(end - length)
        reach, starts, everywhere = finder.reach, {}, []
        for name, places in found.items():
            if name not in reach:
                starts[name] = sorted(places)
            elif name in seen and (near := self._within_reach(reach[name], sorted(places), sorted(seen[name]))):
                starts[name] = near
        for name in finder.anywhere:
            if name not in reach:
                everywhere.append(name)
            elif name in seen:
                if near := self._before(seen[name], reach[name]):
                    starts[name] = near
                else:
                    everywhere.append(name)
        return _Places(starts, frozenset(everywhere))

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

    def _within_reach(self, reach: Width, places: list[int], landmarks: list[int]) -> list[int]:
        """The places from which a match would reach a landmark; both are given in order."""
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

    def possible(self, among: Mapping[str, Rule]) -> list[Rule]:
        """The regex rules of one folder, given by their ids, that have a place in the text where they can match, in the order given."""
        if not among:
            return []
        places = self._of(_kind(next(iter(among))))
        some = {name for name in places.starts if name in among} | (places.anywhere & among.keys())
        return [among[name] for name in among if name in some] if some else []

    def finditer(self, rule: Rule, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """What ``finditer`` of the rule's pattern yields from ``start`` to ``end``, in less time."""
        stop = len(self.text) if end is None else end
        return self._matches(self._of(_kind(rule.id)), rule.id, self._rules.compiled(rule.id), self.text, start, stop, 0)

    def finditer_in(self, text: str, offset: int, rule: Rule) -> Iterator[regex.Match[str]]:
        """What ``finditer`` yields over the part of ``text`` that this is made of, and which begins at ``offset``.

        Other than with ``finditer`` the pattern sees what stands before that part.
        """
        compiled = self._rules.compiled(rule.id)
        return self._matches(self._of(_kind(rule.id)), rule.id, compiled, text, offset, offset + len(self.text), offset)

    def finditer_of(self, pattern: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """What ``finditer`` of any pattern yields from ``start`` to ``end``; ``{name}`` in it stands for a named pattern of the rules."""
        stop = len(self.text) if end is None else end
        return self._matches(self._of_pattern(pattern), pattern, self._rules.compile(pattern), self.text, start, stop, 0)

    def _matches(
        self, places: _Places, name: str, pattern: regex.Pattern[str], text: str, start: int, stop: int, offset: int
    ) -> Iterator[regex.Match[str]]:
        if name in places.anywhere:
            yield from pattern.finditer(text, start, stop)
            return
        starts = places.starts.get(name, ())
        match, reached = pattern.match, start
        for place in starts[bisect_left(starts, start - offset) :] if start > offset else starts:
            place += offset
            if place >= stop:
                return
            if place >= reached and (found := match(text, place, stop)):
                if found.end() == place:  # A match of nothing: another may begin at the same place, as only regex itself can tell.
                    yield from pattern.finditer(text, place, stop)
                    return
                yield found
                reached = found.end()


def _kind(rule_id: str) -> str:
    return rule_id.partition(".")[0]
