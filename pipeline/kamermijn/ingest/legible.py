"""Does a text layer hold language? A PDF can look right and yet carry codes that stand for nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from math import sqrt

# Share of each letter in Dutch text, per mille (Genootschap Onze Taal, letterfrequentie in het Nederlands).
_DUTCH = {
    "e": 189, "n": 100, "a": 75, "t": 68, "i": 65, "r": 64, "o": 61, "d": 59, "s": 37, "l": 36, "g": 34, "v": 29, "h": 24,
    "k": 23, "m": 22, "u": 20, "b": 16, "p": 16, "w": 15, "j": 15, "z": 14, "c": 12, "f": 8, "x": 0.4, "y": 0.4, "q": 0.1,
}  # fmt: skip
_LENGTH = sqrt(sum(v * v for v in _DUTCH.values()))
_FUNCTION_WORDS = frozenset(
    {"de", "het", "een", "en", "van", "in", "is", "dat", "op", "te", "voor", "met", "die", "zijn", "aan", "niet", "wordt", "door", "om",
     "ook", "als", "bij", "naar"}
)  # fmt: skip
# All white space among the signs of print.
_WHITE = "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0"
_WORD = re.compile(r"[^\W\d_]+")
_DOUBTFUL = re.compile(r"[^\s\x20-\x7e\xa0-\u024f\u2010-\u2027\u20ac]")
"""All that may stand for no character: what is left of Unicode without the letters and signs of western European print."""

NOT_DUTCH = "does not look like Dutch: what was found in it is not to be relied on"
MOST_UNMAPPED = 0.05
"""Largest share of characters without meaning in a text layer that is still read."""
LEAST_LIKENESS = 0.72
"""Least cosine between the letters of a text and those of Dutch; other European languages stay well above it."""
ENOUGH_LETTERS = 400
_ENOUGH_TEXT = 50_000
"""Characters from which one can tell whether a text is Dutch."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted in a text: printed characters and those of them that stand for no character, letters, and words with their length."""

    printed: int
    unmapped: int
    letters: tuple[int, ...]
    """How often each letter of ``_DUTCH`` is there."""
    words: int
    length: int

    def __add__(self, other: Tally) -> Tally:
        """Of two texts together."""
        letters = tuple(a + b for a, b in zip(self.letters, other.letters, strict=True))
        return Tally(
            self.printed + other.printed, self.unmapped + other.unmapped, letters, self.words + other.words, self.length + other.length
        )

    @property
    def unmapped_share(self) -> float:
        """Share of the printed characters that stand for no character: controls, private use, unassigned, replacement."""
        return self.unmapped / self.printed if self.printed else 0.0

    @property
    def likeness(self) -> float:
        """Cosine between the letter counts and those of Dutch, 0 to 1; 1.0 for a text too short to tell."""
        if sum(self.letters) < ENOUGH_LETTERS:
            return 1.0
        length = sqrt(sum(n * n for n in self.letters))
        return sum(share * n for share, n in zip(_DUTCH.values(), self.letters, strict=True)) / (length * _LENGTH)

    @property
    def fault(self) -> str | None:
        """What is wrong with a text layer, in words, or None where it reads as language."""
        if self.unmapped_share > MOST_UNMAPPED:
            return f"{self.unmapped_share:.0%} of its characters are codes without a meaning"
        if self.likeness < LEAST_LIKENESS:
            return "its letters are not distributed as in any language that we read"
        if self.words >= 50 and self.length / self.words > 18:
            return "its words are not kept apart"
        return None


NOTHING = Tally(0, 0, (0,) * len(_DUTCH), 0, 0)


def tally(text: str) -> Tally:
    """Count a text, once for all that is asked of it."""
    lowered, words = text.lower(), _WORD.findall(text)
    printed = len(text) - sum(map(text.count, _WHITE))
    unmapped = 0
    # Most pages have nothing else than the signs of print, and their other characters are not looked up.
    if _DOUBTFUL.search(text):
        counts = Counter(text)
        unmapped = sum(n for c, n in counts.items() if not c.isspace() and (c == "\ufffd" or unicodedata.category(c) in {"Cc", "Co", "Cn"}))
        printed = sum(n for c, n in counts.items() if not c.isspace())
    return Tally(printed, unmapped, tuple(map(lowered.count, _DUTCH)), len(words), sum(map(len, words)))


def is_dutch(text: str) -> bool:
    """Whether the little words of Dutch are there; true for a text too short to tell."""
    words = _WORD.findall(text[:_ENOUGH_TEXT].casefold())
    return len(words) < 60 or sum(map(_FUNCTION_WORDS.__contains__, words)) / len(words) > 0.08
