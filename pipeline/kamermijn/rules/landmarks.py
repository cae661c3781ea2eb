"""What a match of a pattern cannot do without, wherever in it that stands: worked out from the pattern itself, as its beginnings are.

A landmark is a set of strings of drawn text (rules/drawing.py) one of which every match holds or looks ahead at, at or behind the place
where it begins. ``is|zijn ... beschikbaar`` begins at every `is`, and matches at none in a sentence without `beschikbaar`. As with
beginnings, what is not understood of a pattern promises less, never more than holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from kamermijn.rules.beginnings import UNKNOWN_TO_PARSER, Pattern, beginnings, read_pattern
from kamermijn.rules.frequencies import Frequencies

_ZERO_WIDTH = frozenset({
    "LookAround", "Boundary", "StartOfString", "StartOfLine", "EndOfString", "EndOfStringLine", "EndOfLine", "StartOfWord", "EndOfWord",
    "DefaultBoundary", "DefaultStartOfWord", "DefaultEndOfWord", "SearchAnchor",
})  # fmt: skip
_ONE_WIDE = frozenset({"Any", "AnyAll", "AnyU", "Character", "Property", "Range", "SetUnion", "SetDiff", "SetInter", "SetSymDiff"})
_REPEATS = frozenset({"GreedyRepeat", "LazyRepeat", "PossessiveRepeat"})
_COMPOSITE = _REPEATS | {"Sequence", "Branch", "Group", "Atomic", "LookAround", "Conditional", "LookAroundConditional", "CallGroup"}
# A landmark that is more often there than that many beginnings is not worth the looking, nor are very many strings.
_RARER, _MOST, _SIZES = 2, 200, (8, 7, 6, 5, 4, 2, 1)
# A longer landmark costs nothing, so that one is cut only where it is as good as never there.
_RARE = 1 / 1_000_000
# Where so few landmarks stand so near, the places before them are fewer than the beginnings.
_NEAR, _MANY = 60, 2


@dataclass(frozen=True, slots=True)
class Width:
    """The most that a part can take: so many characters, and so many runs of white space of whatever length.

    What is ``solid`` holds no white space at all: it ends where a word does, however many characters it could take.
    """

    characters: float
    gaps: int
    solid: bool

    def __add__(self, other: Width) -> Width:
        return Width(self.characters + other.characters, self.gaps + other.gaps, self.solid and other.solid)


_NOTHING, _ENDLESS = Width(0, 0, True), Width(inf, 0, False)


@dataclass(frozen=True, slots=True)
class Landmark:
    """One of ``strings`` stands within ``reach`` of where a match begins, at or behind that place; ``reach`` may be infinite."""

    strings: frozenset[str]
    reach: Width


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a pattern can match: ``beginnings`` is None where it must be tried everywhere, ``landmark`` where none is known."""

    beginnings: tuple[str, ...] | None
    landmark: Landmark | None


def bounds_of(pattern: str, frequencies: Frequencies) -> Bounds:
    """With what a match of a pattern can begin (rules/beginnings.py), and what it cannot do without."""
    known = beginnings(pattern, frequencies)
    found = landmark(pattern, frequencies, known)
    if known and found:
        # To go over so many beginnings takes longer than to try all places from which so few landmarks are in reach.
        alone = landmark(pattern, frequencies)
        places = alone.reach.characters + alone.reach.gaps + 1 if alone else inf
        if alone and places <= _NEAR and frequencies.of(known) > _MANY * frequencies.of(alone.strings) * places:
            return Bounds(None, alone)
    return Bounds(known, found)


def landmark(pattern: str, frequencies: Frequencies, begins_with: Iterable[str] | None = None, flags: int = 0) -> Landmark | None:
    """What every match of a pattern needs, the rarest that is understood; None where nothing is rarer than what it begins with."""
    try:
        read = read_pattern(pattern, frequencies, flags)
        found = read and _Seeker(read, frequencies).best(read.node, begins_with is not None)
    except UNKNOWN_TO_PARSER:
        return None
    if not found:
        return None
    known = frequencies.of(begins_with) if begins_with is not None else 1.0
    return found if frequencies.of(found.strings) < _RARER * known else None


class _Seeker:
    """Goes through the parts of one pattern and weighs what must stand in them."""

    def __init__(self, pattern: Pattern, frequencies: Frequencies) -> None:
        self.pattern, self.frequencies = pattern, frequencies
        self.widths: dict[int, Width] = {}
        self.known: dict[Any, Landmark | None] = {}

    def best(self, node: Any, first: bool) -> Landmark | None:
        """The rarest landmark of a part, its reach counted from where the part begins.

        Where the part is the ``first`` of a match whose beginnings are known, these are left out: the pattern is tried nowhere else anyhow.
        """
        kind = type(node).__name__
        if kind == "Sequence":
            return self._of_sequence(node.items, first)
        if kind == "Branch":
            if all(map(_is_word, node.branches)):
                return None if first else self._read([node])  # Nothing in a word is rarer than the word.
            return self._of_any([self.best(branch, first) for branch in node.branches])
        if kind in {"Group", "Atomic"}:
            return self.best(node.subpattern, first)
        if kind in _REPEATS:
            return self.best(node.subpattern, first) if node.min_count else None
        if kind == "LookAround":
            return self.best(node.subpattern, first) if node.positive and not node.behind else None
        if kind in {"Conditional", "LookAroundConditional"} and getattr(node, "group", "") != "DEFINE":
            return self._of_any([self.best(node.yes_item, first), self.best(node.no_item, first)])
        if kind == "CallGroup":
            return self._of_call(node, first)
        return None if first else self._read([node])

    def _of_sequence(self, items: list[Any], first: bool) -> Landmark | None:
        found: list[Landmark] = []
        before = _NOTHING
        for place, item in enumerate(items):
            # Within a word nothing rarer begins than the word.
            inside = place and _is_letter(items[place - 1])
            at_first = first and before == _NOTHING
            known = (
                None if inside or at_first else self._read(items[place:]),
                self.best(item, at_first) if type(item).__name__ in _COMPOSITE else None,
            )
            found += [Landmark(each.strings, before + each.reach) for each in known if each]
            before += self._width(item)
        return min(found, key=lambda each: (self.frequencies.of(each.strings), each.reach.characters, each.reach.gaps), default=None)

    def _of_any(self, each: list[Landmark | None]) -> Landmark | None:
        known = [found for found in each if found]
        if len(known) < len(each) or not known:
            return None
        return Landmark(frozenset().union(*(found.strings for found in known)), _widest(found.reach for found in known))

    def _of_call(self, node: Any, first: bool) -> Landmark | None:
        key = (node.group, first)
        if key not in self.known:
            self.known[key] = None  # A group that calls itself says nothing the second time.
            if node.group in self.pattern.groups:
                self.known[key] = self.best(self.pattern.groups[node.group], first)
        return self.known[key]

    def _read(self, items: list[Any]) -> Landmark | None:
        """With what parts that follow each other begin."""
        strings = self.pattern.begin(items, _MOST, _SIZES, _RARE)
        return Landmark(frozenset(strings), _NOTHING) if strings else None

    def _width(self, node: Any) -> Width:
        """The most that a part can take."""
        if id(node) not in self.widths:
            self.widths[id(node)] = self._width_of(node)
        return self.widths[id(node)]

    def _width_of(self, node: Any) -> Width:
        kind = type(node).__name__
        if kind in _ZERO_WIDTH or getattr(node, "zerowidth", False):
            return _NOTHING
        if kind in _ONE_WIDE:
            return Width(1, 0, not self.pattern.may_be_white_space(node))
        if kind == "Sequence":
            return sum(map(self._width, node.items), _NOTHING)
        if kind == "Branch":
            return _widest(map(self._width, node.branches))
        if kind in {"Group", "Atomic"}:
            return self._width(node.subpattern)
        if kind in _REPEATS:
            once = self._width(node.subpattern)
            if node.max_count is None:
                return Width(0, 1, False) if self.pattern.is_white_space(node.subpattern) else Width(inf, 0, once.solid)
            return Width(node.max_count * once.characters if node.max_count else 0, node.max_count * once.gaps, once.solid)
        if kind in {"Conditional", "LookAroundConditional"}:
            return _NOTHING if getattr(node, "group", "") == "DEFINE" else _widest(map(self._width, (node.yes_item, node.no_item)))
        return _ENDLESS


def _is_word(node: Any) -> bool:
    """Whether a branch is a string of letters and nothing else."""
    return all(map(_is_letter, node.items)) if type(node).__name__ == "Sequence" else _is_letter(node)


def _is_letter(node: Any) -> bool:
    return type(node).__name__ == "Character" and node.positive and chr(node.value).isalpha()


def _widest(widths: Iterable[Width]) -> Width:
    """As wide as the widest in each respect."""
    known = list(widths)
    return Width(
        max((each.characters for each in known), default=0),
        max((each.gaps for each in known), default=0),
        all(each.solid for each in known),
    )
