"""A word broken over a line end: does its hyphen belong to the word, or only to the line?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from kamermijn.layout.wording import Wording

_TOKEN = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*(?:-[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*)*-?")
_LAST = regex.compile(r"[\p{L}\p{N}'’]+(?:-[\p{L}\p{N}'’]+)*(?=-$)")
_FIRST = regex.compile(r"[\p{L}\p{N}'’]+(?:-[\p{L}\p{N}'’]+)*")
# Vowels that would be read as one sound, so that Dutch spelling puts a hyphen between the parts (Leidraad 6.E).
_CLASHES = frozenset(["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"])
_BROKEN = regex.compile(r"\p{Ll}{2}-$")
_ADDRESS = regex.compile(r"(?:://|www\.)\S*-$")
_LONG_LINE = 40
_LEAST_BROKEN = 0.03
"""Share of long lines that end in a hyphen, from which on the text was hyphenated when it was set."""


def _whole(line: str) -> str:
    """A line that ends in a hyphen, without the last word."""
    *_, last = (0, *(token.start() for token in _TOKEN.finditer(line)))
    return line[:last]


class Hyphens:
    """Decides on hyphens at line ends from the words that the letter uses elsewhere."""

    def __init__(self, lines: Iterable[str], words: Wording) -> None:
        self.words = words
        printed = list(lines)
        # Of a broken word only the halves are known: they say nothing about the whole.
        tokens = _TOKEN.findall("\n".join([_whole(line) if line.rstrip().endswith("-") else line for line in printed]))
        self.known = Counter([token.casefold() for token in tokens])
        self.heads = {token.split("-", 1)[0] for token in tokens if "-" in token and "-" in token.rstrip("-") and token[0].isupper()}
        long = [line for line in printed if len(line) > _LONG_LINE]
        # A letter whose lines hardly ever end in a hyphen was not hyphenated: the few there are belong to their words.
        self.hyphenated = sum(bool(line[-1] == "-" and _BROKEN.search(line)) for line in long) >= _LEAST_BROKEN * len(long)

    def between(self, line: str, following: str) -> str:
        """What becomes of a hyphen at the end of ``line``: ``join`` drops it, ``keep`` glues the parts, ``space`` leaves both."""
        if _ADDRESS.search(line):
            return "keep"
        last, first = _LAST.search(line), _FIRST.match(following)
        if not last or not first or not line.endswith("-"):
            return "space"
        before, after = last[0], first[0]
        if following.split(None, 1)[0].rstrip(",.;:)") in self.words.suspended:
            return "space"
        joined = self.known[(before + after).casefold()]
        kept = self.known[f"{before}-{after}".casefold()]
        if joined != kept:
            return "join" if joined > kept else "keep"
        head = before.rsplit("-", 1)[-1]
        if head.isupper() and after.isupper() and len(head) > 4 and line.upper() == line:
            return "join"
        if not after[0].islower() or not head[-1].islower() or any(c.isdigit() or c.isupper() for c in head[1:]):
            return "keep"
        if len(head) == 1 or head.casefold() in self.words.hyphen_prefixes or head in self.heads:
            return "keep"
        if not self.hyphenated:
            return "keep"
        return "keep" if (head[-1] + after[0]).casefold() in _CLASHES else "join"
