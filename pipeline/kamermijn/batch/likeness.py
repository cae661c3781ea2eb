"""How far two letters say the same, word by word, and what of a letter is enough to find the ones that may."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from kamermijn.records import KINDS, Letter

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d.,]*")
_RUN = 3
"""Words in a row that are compared as one."""
SPARKS = 8
"""How many runs of words are kept of a letter: of two with the same words, some are the same."""
SAME = 0.98
"""Share of the runs of the shorter text that the longer one has too, from which on both have the same words."""
_LEAST_RATIO = 0.9


@dataclass(frozen=True)
class Likeness:
    """``share`` of the shorter text's runs of words that stand in the longer; ``ratio`` of their lengths; numbers only one has."""

    share: float
    ratio: float
    first_has_own: bool
    second_has_own: bool

    def same_words(self, *, same_form: bool) -> bool:
        """Whether both texts are one. Forms may leave out a line with a number in it, but no form changes a number."""
        own = (self.first_has_own, self.second_has_own)
        return self.share >= SAME and self.ratio >= _LEAST_RATIO and not (any(own) if same_form else all(own))

    def turned(self) -> Likeness:
        """The same, asked the other way round."""
        return Likeness(self.share, self.ratio, self.second_has_own, self.first_has_own)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    length = min(_RUN, len(words)) or 1
    return set(zip(*(words[start:] for start in range(length)), strict=False))


@dataclass(frozen=True)
class Wording:
    """A text as it is compared: its runs of words, and how often each number stands in it."""

    runs: Set[tuple[str, ...]]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of a text."""
        return cls(_runs(text), Counter(number.strip(".,") for number in _NUMBER.findall(text)))

    def compare(self, other: Wording) -> Likeness:
        """Compare it with that of another text."""
        shorter, longer = sorted((len(self.runs), len(other.runs)))
        share = len(self.runs & other.runs) / shorter if shorter else float(self.runs == other.runs)
        return Likeness(share, shorter / longer if longer else 1.0, self._has_own(other), other._has_own(self))

    def _has_own(self, other: Wording) -> bool:
        """Whether a number stands here more often than there."""
        return any(times > other.numbers.get(number, 0) for number, times in self.numbers.items())


def compare(first: str, second: str) -> Likeness:
    """Compare two texts."""
    return Wording.of(first).compare(Wording.of(second))


def traits_of(letter: Letter) -> dict[str, Any]:
    """What decides which file of a letter counts, and a few of its runs of words by which others like it are found."""
    scanned = any(getattr(record, "source", "text") == "ocr" for kind in KINDS for record in letter.records(kind.plural))
    hashes = {zlib.crc32(" ".join(run).encode("utf-8", "replace")) for run in _runs(letter.text)}
    return {
        "form": "ocr" if scanned else letter.fields.format,
        "date": letter.fields.date.isoformat() if letter.fields.date else None,
        "status": letter.fields.status,
        "sparks": sorted(hashes)[:SPARKS],
    }
