"""What a match of a pattern cannot do without, wherever in it that stands: worked out from the pattern itself, as its beginnings are.

A landmark is a set of strings of drawn text (rules/drawing.py) one of which every match holds or looks ahead at, at or behind the place
where it begins. ``is|zijn ... beschikbaar`` begins at every `is`, and matches at none in a sentence without `beschikbaar`. As with
beginnings, what is not understood of a pattern promises less, never more than holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from kamermijn.rules.beginnings import UNKNOWN_TO_PARSER, Pattern, read_pattern
from kamermijn.rules.drawing import drawn

_ZERO_WIDTH = frozenset({
    "LookAround", "Boundary", "StartOfString", "StartOfLine", "EndOfString", "EndOfStringLine", "EndOfLine", "StartOfWord", "EndOfWord",
    "DefaultBoundary", "DefaultStartOfWord", "DefaultEndOfWord", "SearchAnchor",
})  # fmt: skip
_ONE_WIDE = frozenset({"Any", "AnyAll", "AnyU", "Character", "Property", "Range", "SetUnion", "SetDiff", "SetInter", "SetSymDiff"})
_REPEATS = frozenset({"GreedyRepeat", "LazyRepeat", "PossessiveRepeat"})
_COMPOSITE = _REPEATS | {"Sequence", "Branch", "Group", "Atomic", "LookAround", "Conditional", "LookAroundConditional", "CallGroup"}
# A landmark that is not that much rarer than the beginnings is not worth the looking, nor are very many strings.
_RARER, _MOST, _SIZES = 0.7, 200, (5, 4, 2, 1)
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Width:
    """The most that a part can take: so many characters, and so many runs of white space of whatever length."""

    characters: float
    gaps: int

    def __add__(self, other: Width) -> Width:
        return Width(self.characters + other.characters, self.gaps + other.gaps)


_NOTHING, _ENDLESS = Width(0, 0), Width(inf, 0)


@dataclass(frozen=True, slots=True)
class Landmark:
    """One of ``strings`` stands within ``reach`` of where a match begins, at or behind that place; ``reach`` may be infinite."""

    strings: frozenset[str]
    reach: Width


class Frequencies:
    """About how often a drawn string stands in Dutch text, a character: counted in a sample, and guessed where it is not there.

    Only the order of such numbers counts, for the choice between landmarks: none of them changes what is found.
    """

    def __init__(self, sample: str) -> None:
        text = drawn(sample)
        self._counts = Counter(text[i : i + length] for length in range(1, _LONGEST + 2) for i in range(len(text) - length + 1))
        self._length = max(1, len(text))
        self._known: dict[str, float] = {}

    def of(self, strings: Iterable[str]) -> float:
        """About how often one of these stands in a text, a character."""
        return sum(map(self._of_one, strings))

    def _of_one(self, string: str) -> float:
        if string not in self._known:
            guess = 1.0
            for sign in string:
                guess *= 0.15 if sign == " " else 0.06 if sign.islower() else 0.012 if sign.isupper() or sign in "01.," else 0.002
            self._known[string] = self._counts[string] / self._length + guess / 10
        return self._known[string]


def landmark(pattern: str, frequencies: Frequencies, begins_with: Iterable[str] | None = None, flags: int = 0) -> Landmark | None:
    """What every match of a pattern needs, the rarest that is understood; None where nothing is rarer than what it begins with."""
    try:
        read = read_pattern(pattern, flags)
        found = read and _Seeker(read, frequencies).best(read.node)
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

    def best(self, node: Any) -> Landmark | None:
        """The rarest landmark of a part, its reach counted from where the part begins."""
        kind = type(node).__name__
        if kind == "Sequence":
            return self._of_sequence(node.items)
        if kind == "Branch":
            if all(map(_is_word, node.branches)):
                return self._read([node])  # Nothing in a word is rarer than the word.
            return self._of_any([self.best(branch) for branch in node.branches])
        if kind in {"Group", "Atomic"}:
            return self.best(node.subpattern)
        if kind in _REPEATS:
            return self.best(node.subpattern) if node.min_count else None
        if kind == "LookAround":
            return self.best(node.subpattern) if node.positive and not node.behind else None
        if kind in {"Conditional", "LookAroundConditional"} and getattr(node, "group", "") != "DEFINE":
            return self._of_any([self.best(node.yes_item), self.best(node.no_item)])
        if kind == "CallGroup":
            return self._of_call(node)
        return self._read([node])

    def _of_sequence(self, items: list[Any]) -> Landmark | None:
        found: list[Landmark] = []
        before = _NOTHING
        for place, item in enumerate(items):
            # Within a word nothing rarer begins than the word.
            inside = place and _is_letter(items[place - 1])
            known = (None if inside else self._read(items[place:]), self.best(item) if type(item).__name__ in _COMPOSITE else None)
            found += [Landmark(each.strings, before + each.reach) for each in known if each]
            before += self._width(item)
        return min(found, key=lambda each: (self.frequencies.of(each.strings), each.reach.characters, each.reach.gaps), default=None)

    def _of_any(self, each: list[Landmark | None]) -> Landmark | None:
        known = [found for found in each if found]
        if len(known) < len(each) or not known:
            return None
        return Landmark(frozenset().union(*(found.strings for found in known)), _widest(found.reach for found in known))

    def _of_call(self, node: Any) -> Landmark | None:
        if node.group not in self.known:
            self.known[node.group] = None  # A group that calls itself says nothing the second time.
            if node.group in self.pattern.groups:
                self.known[node.group] = self.best(self.pattern.groups[node.group])
        return self.known[node.group]

    def _read(self, items: list[Any]) -> Landmark | None:
        """With what parts that follow each other begin."""
        strings = self.pattern.begin(items, _MOST, _SIZES)
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
            return Width(1, 0)
        if kind == "Sequence":
            return sum(map(self._width, node.items), _NOTHING)
        if kind == "Branch":
            return _widest(map(self._width, node.branches))
        if kind in {"Group", "Atomic"}:
            return self._width(node.subpattern)
        if kind in _REPEATS:
            if node.max_count is None:
                return Width(0, 1) if self.pattern.is_white_space(node.subpattern) else _ENDLESS
            once = self._width(node.subpattern)
            return Width(node.max_count * once.characters if node.max_count else 0, node.max_count * once.gaps)
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
    return Width(max((each.characters for each in known), default=0), max((each.gaps for each in known), default=0))
