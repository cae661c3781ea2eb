"""With what a match of a pattern can begin: worked out from the pattern itself, so that it is tried nowhere else.

A text is first drawn on a smaller alphabet (``drawn``): letters without case, every white space one sign, every digit one sign. The
beginnings of a pattern are strings of that alphabet such that wherever the pattern matches, the drawn text holds one of them. They may
promise too much, never too little: what is not understood of a pattern makes its beginnings shorter, at worst None (anywhere).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import regex

from kamermijn.rules.drawing import APART, BOUND, DIGITS, EDGE, KNOWN, LAST, LETTERS, OTHER, WORDLY, cases, draw, drawn_digits, far
from kamermijn.rules.frequencies import Frequencies
from kamermijn.rules.parts import PARSER, parsed

_INSIDE, _OUTSIDE = "x", "-"
_IGNORECASE = int(regex.IGNORECASE)
_MARKS = BOUND + APART + EDGE
# How many signs of a beginning are worth knowing, and how many beginnings.
_LONGEST, _MOST, _WIDEST = 6, 2500, 60
# A beginning that stands once in so many characters is tried so seldom that it need not be known any further.
_RARE = 1 / 30_000
_CLASS_KINDS = frozenset({"Character", "Property", "Range", "SetUnion", "SetDiff", "SetInter", "SetSymDiff"})
# The signs of the classes that were met, by what regex knows them by.
_CLASSES: dict[Any, frozenset[str]] = {}


class _NotReadError(Exception):
    """A part of a pattern that this module does not understand."""


class _Reader:
    """Goes through the parts of one pattern as it is matched, and gathers what can stand first.

    The strings that are still growing are handed from part to part; those that are as long as they need be, or that meet a part
    which says too little, are ``done``. ``BOUND`` in front means that no letter can stand before, ``APART`` that no digit can.
    """

    def __init__(
        self, groups: dict[Any, Any], longest: int, called: dict[Any, tuple[set[str], set[str]] | None], frequencies: Frequencies,
        most: int = _MOST, rare: float = _RARE,
    ) -> None:  # fmt: skip
        self.groups, self.longest, self.called, self.frequencies, self.most, self.rare = groups, longest, called, frequencies, most, rare
        self.done: set[str] = set()

    def stop(self, growing: set[str]) -> set[str]:
        """Nothing is known of what follows."""
        self.done |= growing
        return set()

    def read(self, node: Any, growing: set[str]) -> set[str]:
        """The strings that may have been read when the node has been matched."""
        if not growing:
            return growing
        if len(growing) + len(self.done) > self.most:
            raise _NotReadError("too many beginnings")
        kind = type(node).__name__
        if kind == "Sequence":
            for item in node.items:
                growing = self.read(item, growing)
            return growing
        if kind == "Branch":
            return set().union(*(self.read(branch, growing) for branch in node.branches))
        if kind in {"Group", "Atomic"}:
            return self.read(node.subpattern, growing)
        if kind in {"GreedyRepeat", "LazyRepeat", "PossessiveRepeat"}:
            return self.repeat(node, growing)
        if kind == "Conditional":
            if node.group == "DEFINE":
                return growing
            return self.read(node.yes_item, growing) | self.read(node.no_item, growing)
        if kind == "LookAroundConditional":
            return self.read(node.yes_item, growing) | self.read(node.no_item, growing)
        if kind == "CallGroup":
            return self.call(node, growing)
        if kind == "LookAround":
            return _marked(growing, self.keeps_away(node))
        if kind == "Boundary" and node.positive:
            return _marked(growing, EDGE)
        if kind in {"Boundary", "StartOfString", "StartOfLine", "EndOfString", "EndOfStringLine", "EndOfLine", "StartOfWord", "EndOfWord",
                    "DefaultBoundary", "DefaultStartOfWord", "DefaultEndOfWord"}:  # fmt: skip
            return growing
        if kind in {"Any", "AnyAll", "AnyU", "RefGroup", "Grapheme"}:
            return self.stop(growing)
        if kind in _CLASS_KINDS and not node.zerowidth:
            return self.one_of(self.signs(node), growing)
        raise _NotReadError(kind)

    def one_of(self, signs: frozenset[str], growing: set[str]) -> set[str]:
        """One sign more."""
        if len(signs) > _WIDEST:
            return self.stop(growing)
        if len(growing) * len(signs) > self.most:
            raise _NotReadError("too many beginnings")
        grown = {each + sign for each in growing for sign in signs}
        full = {each for each in grown if len(each.lstrip(_MARKS)) >= self.longest + (BOUND in each) or self.is_rare(each)}
        self.done |= full
        return grown - full

    def is_rare(self, growing: str) -> bool:
        """Whether what was read up to here is not worth reading on."""
        rest = growing.lstrip(_MARKS)
        before = (_OUTSIDE,) if BOUND in growing else (_OUTSIDE, _INSIDE)
        return self.frequencies.of({drawn_digits((sign + rest).title()[1:]) for sign in before}) < self.rare

    def repeat(self, node: Any, growing: set[str]) -> set[str]:
        out = set(growing) if node.min_count == 0 else set()
        count = 0
        while growing and (node.max_count is None or count < node.max_count):
            growing, count = self.read(node.subpattern, growing), count + 1
            if count > max(1, node.min_count):
                # A second white space is rare enough for what follows it not to matter.
                self.stop(growing - out)
                break
            if count >= node.min_count:
                out |= growing
        return out

    def call(self, node: Any, growing: set[str]) -> set[str]:
        """What a group that is called can begin with, read once and set behind every string that grows."""
        name = node.group
        if name not in self.called:
            self.called[name] = None  # A group that calls itself says nothing the second time.
            inner = _Reader(self.groups, self.longest, self.called, self.frequencies, rare=self.rare)
            if name in self.groups:
                ended = inner.read(self.groups[name], {""})
                self.called[name] = ended, inner.done
        known = self.called[name]
        if known is None:
            return self.stop(growing)
        ended, done = known
        self.done |= {each + (more.lstrip(_MARKS) if each else more) for each in growing for more in done}
        return {each + (more.lstrip(_MARKS) if each else more) for each in growing for more in ended}

    def signs(self, node: Any) -> frozenset[str]:
        """All signs that one character of this class can be drawn as."""
        if node._key not in _CLASSES:
            _CLASSES[node._key] = self._signs(node)
        return _CLASSES[node._key]

    def _signs(self, node: Any) -> frozenset[str]:
        blind = bool(node.case_flags & _IGNORECASE)
        if type(node).__name__ == "Character" and node.positive:
            return frozenset(map(draw, cases(chr(node.value)) if blind else chr(node.value)))
        # Where case does not count, ``\p{Lu}`` stands for letters of either case, those without the other case too.
        lettered = blind and _tells_case(node)
        found = {OTHER} if lettered or _reaches_out(node) else set()
        found |= {sign for sign, codes in far().items() if any(map(node.matches, codes))}
        for sign in KNOWN:
            if any(node.matches(ord(each)) for each in (cases(sign) if blind else sign)) or (lettered and sign.isalpha()):
                found.add(draw(sign))
        return frozenset(found)

    def keeps_away(self, node: Any) -> str:
        """The marks of what a look behind refuses, all letters or all digits: ``(?<![\\p{L}\\d])``."""
        if not node.behind or node.positive:
            return ""
        inner = node.subpattern
        while type(inner).__name__ in {"Sequence", "Group", "Atomic"}:
            parts = inner.items if type(inner).__name__ == "Sequence" else [inner.subpattern]
            if len(parts) != 1:
                return ""
            inner = parts[0]
        if type(inner).__name__ not in {"Property", "SetUnion"}:
            return ""
        key = ("kept away", inner._key)
        if key not in _CLASSES:
            sorts = ((BOUND, LETTERS), (APART, (*DIGITS, *far()["0"])))
            _CLASSES[key] = frozenset(mark for mark, codes in sorts if all(map(inner.matches, codes)))
        return "".join(_CLASSES[key])


def _marked(growing: set[str], marks: str) -> set[str]:
    """The strings in which no sign has been read yet with these marks too."""
    return {each if each.strip(_MARKS) else "".join(sorted({*each, *marks})) for each in growing}


def _reaches_out(node: Any) -> bool:
    """Whether a class can hold a character that has no sign of its own."""
    kind = type(node).__name__
    if not node.positive:
        return True
    if kind == "Character":
        return any(draw(sign) == OTHER for sign in cases(chr(node.value)))
    if kind == "Range":
        codes = range(node.lower, min(node.upper, LAST) + 1)
        return node.upper > LAST or any(draw(sign) == OTHER for code in codes for sign in cases(chr(code)))
    if kind == "Property":
        return node.value not in _covered()
    return kind != "SetUnion" or any(map(_reaches_out, node.items))


def _tells_case(node: Any) -> bool:
    if type(node).__name__ == "Property":
        return any(len({node.matches(ord(case)) for case in cases(sign)}) > 1 for sign in KNOWN)
    return any(map(_tells_case, getattr(node, "items", ())))


@cache
def _covered() -> frozenset[int]:
    """The classes all of whose characters have a sign of their own: white space and digits."""
    return frozenset(PARSER.lookup_property(None, name, True).value for name in ("SPACE", "DIGIT"))


@dataclass(frozen=True)
class Pattern:
    """A pattern as it is matched: its parts, and its groups by number and by name."""

    node: Any
    groups: dict[Any, Any]
    frequencies: Frequencies
    called: dict[tuple[int, float], dict[Any, tuple[set[str], set[str]] | None]] = field(default_factory=lambda: defaultdict(dict))

    def begin(
        self, parts: Sequence[Any], most: int = _MOST, sizes: Iterable[int] = range(_LONGEST, 0, -1), rare: float = _RARE
    ) -> tuple[str, ...] | None:
        """The strings of drawn text with one of which every match of parts that follow each other begins; None where that is unknown.

        ``most`` is how many they may be; where they are more, they are made shorter, as ``sizes`` says. One that stands less often than
        ``rare`` in a character of text is not made longer.
        """
        for longest in sizes:
            reader = _Reader(self.groups, longest, self.called[longest, rare], self.frequencies, most, rare)
            growing = {""}
            try:
                for part in parts:
                    growing = reader.read(part, growing)
            except _NotReadError as error:
                if "too many" not in str(error):
                    return None
                continue
            return _written(reader.done | growing)
        return None

    def is_white_space(self, part: Any) -> bool:
        """Whether a part is one character of white space and nothing else."""
        return self._signs(part) == {" "}

    def may_be_white_space(self, part: Any) -> bool:
        """Whether a part that takes one character can take white space."""
        return " " in self._signs(part) or not self._signs(part)

    def _signs(self, part: Any) -> frozenset[str]:
        """All signs that a part of one character can be drawn as; none where it is no such part."""
        read = type(part).__name__ in _CLASS_KINDS and not part.zerowidth
        return _Reader(self.groups, 1, {}, self.frequencies).signs(part) if read else frozenset()


@lru_cache(maxsize=8)  # A pattern is read for its beginnings, and right away again for its landmark.
def read_pattern(pattern: str, frequencies: Frequencies, flags: int = 0) -> Pattern | None:
    """A pattern taken apart; None where it has flags that nothing here reckons with."""
    read = parsed(pattern, flags)
    return Pattern(*read, frequencies) if read else None


# What the parser of another version of regex does not know, or calls otherwise, is no reason to stop: the pattern is tried everywhere.
UNKNOWN_TO_PARSER = (AttributeError, KeyError, TypeError, RecursionError, ImportError)


def beginnings(pattern: str, frequencies: Frequencies, flags: int = 0) -> tuple[str, ...] | None:
    """The strings of drawn text with one of which every match of the pattern begins; None where that cannot be said.

    A string that begins with a capital letter begins where no letter stands before it.
    """
    with suppress(*UNKNOWN_TO_PARSER):
        read = read_pattern(pattern, frequencies, flags)
        return read.begin([read.node]) if read else None
    return None


def _written(found: set[str]) -> tuple[str, ...] | None:
    """The strings as they stand in drawn text, those left out that begin with another."""
    out: set[str] = set()
    for each in found:
        rest = each.lstrip(_MARKS)
        if not rest:
            return None
        marks = each[: len(each) - len(rest)]
        wordly = EDGE in marks and rest[0] in WORDLY
        bound, apart = BOUND in marks or wordly, APART in marks or wordly
        for written in {(_OUTSIDE + rest).title()[1:], *(() if bound else ((_INSIDE + rest).title()[1:],))}:
            out.add(drawn_digits(written))
            if not apart and written[0] == "0":
                out.add(drawn_digits("0" + written)[1:])
    return tuple(sorted(each for each in out if not any(each[:size] in out for size in range(1, len(each)))))
