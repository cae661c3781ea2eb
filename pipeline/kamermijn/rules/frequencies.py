"""How often a string stands in Dutch text, on the alphabet of beginnings (rules/drawing.py): what is rare is quickly looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import fsum

from kamermijn.rules.drawing import drawn

_LONGEST = 6


class Frequencies:
    """About how often a drawn string stands in Dutch text, a character: counted in a sample, and guessed where it is not there.

    Only the order of such numbers counts, for the choice between landmarks: none of them changes what is found.
    """

    def __init__(self, sample: str) -> None:
        text = drawn(sample)
        self._counts = Counter(text[i : i + length] for length in range(1, _LONGEST + 1) for i in range(len(text) - length + 1))
        self._length = max(1, len(text))
        self._known: dict[str, float] = {}

    def of(self, strings: Iterable[str]) -> float:
        """About how often one of these stands in a text, a character."""
        return fsum(map(self._of_one, strings))  # in whatever order they come

    def _of_one(self, string: str) -> float:
        if string not in self._known:
            guess = 1.0
            for sign in string:
                guess *= 0.15 if sign == " " else 0.06 if sign.islower() else 0.012 if sign.isupper() or sign in "01.," else 0.002
            # A longer string is not more often there than any part of it.
            parts = [string[i : i + _LONGEST] for i in range(max(1, len(string) - _LONGEST + 1))]
            self._known[string] = min(self._counts[part] for part in parts) / self._length + guess / 10
        return self._known[string]
