"""Does a text layer hold language? A PDF can look right and yet carry codes that stand for nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
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


def unmapped_share(text: str) -> float:
    """Share of the printed characters that stand for no character: controls, private use, unassigned, replacement."""
    # Most pages have nothing else than these, and are not counted.
    if not _DOUBTFUL.search(text):
        return 0.0
    counts = Counter(text)
    total = sum(n for c, n in counts.items() if not c.isspace())
    bad = sum(n for c, n in counts.items() if not c.isspace() and (c == "\ufffd" or unicodedata.category(c) in {"Cc", "Co", "Cn"}))
    return bad / total if total else 0.0


def likeness(text: str) -> float:
    """Cosine between the letter counts of a text and those of Dutch, 0 to 1; 1.0 for a text too short to tell."""
    counts = {c: text.count(c) + text.count(c.upper()) for c in _DUTCH}
    if sum(counts.values()) < ENOUGH_LETTERS:
        return 1.0
    length = sqrt(sum(n * n for n in counts.values()))
    return sum(_DUTCH[c] * n for c, n in counts.items()) / (length * _LENGTH)


def fault(text: str) -> str | None:
    """What is wrong with a text layer, in words, or None where it reads as language."""
    share = unmapped_share(text)
    if share > MOST_UNMAPPED:
        return f"{share:.0%} of its characters are codes without a meaning"
    if likeness(text) < LEAST_LIKENESS:
        return "its letters are not distributed as in any language that we read"
    words = _WORD.findall(text)
    if len(words) >= 50 and sum(map(len, words)) / len(words) > 18:
        return "its words are not kept apart"
    return None


def is_dutch(text: str) -> bool:
    """Whether the little words of Dutch are there; true for a text too short to tell."""
    words = _WORD.findall(text[:_ENOUGH_TEXT].casefold())
    return len(words) < 60 or sum(map(_FUNCTION_WORDS.__contains__, words)) / len(words) > 0.08
