"""How far two letters say the same, word by word, and what of a letter is enough to find the ones that may."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
_SPARK = np.uint32


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


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is compared: hashes of its runs of words, and of its numbers with which time it is that each stands there.

    Of two texts with a thousand runs each, two that differ have the same hash of 64 bits once in some ten million million pairs.
    """

    runs: NDArray[np.int64]
    numbers: NDArray[np.int64]

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of a text; only for this process, in which alone the hashes are the same."""
        times: Counter[str] = Counter()
        numbers = []
        for number in (found.strip(".,") for found in _NUMBER.findall(text)):
            times[number] += 1
            numbers.append(hash((number, times[number])))
        return cls(np.unique(np.array([*map(hash, _runs(text))], "int64")), np.unique(np.array(numbers, "int64")))

    def compare(self, other: Wording) -> Likeness:
        """Compare it with that of another text."""
        shorter, longer = sorted((len(self.runs), len(other.runs)))
        share = _in_common(self.runs, other.runs) / shorter if shorter else float(longer == 0)
        numbers = _in_common(self.numbers, other.numbers)
        return Likeness(share, shorter / longer if longer else 1.0, numbers < len(self.numbers), numbers < len(other.numbers))


def _in_common(one: NDArray[np.int64], other: NDArray[np.int64]) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def packed(sparks: Sequence[int]) -> bytes:
    """The sparks of a letter as they are held for all letters of a run: four bytes each, where a tuple takes ten times as many."""
    return np.array(sparks, _SPARK).tobytes()


def unpacked(sparks: Iterable[bytes]) -> NDArray[np.uint32]:
    """The sparks of many letters, one behind the other."""
    return np.frombuffer(b"".join(sparks), _SPARK)


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
