"""Letters that say the same under two ids: the records of one only count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kamermijn.batch.clusters import Clusters
from kamermijn.batch.copies import Compare, Copy, is_official
from kamermijn.batch.likeness import SPARKS, packed, unpacked

_MOST_ALIKE = 50
"""A run of words that so many letters have is a phrase of the trade, and says nothing of them."""
_ENOUGH = len(packed((0,) * SPARKS))
"""Bytes of the sparks of a letter that has all of them: a few words are soon the same."""


def duplicates(letters: Sequence[tuple[str, Copy]], compare: Compare) -> dict[int, int]:
    """By number the letters that say the same as one of a better id, and which that is; letters by id and the file that counts."""
    same = Clusters(len(letters))

    def worth(number: int) -> tuple[bool, bool, str, tuple[int, str]]:
        letter_id, copy = letters[number]
        # The records of a letter do not go to another id because the same words come in once more.
        return (not is_official(letter_id), not copy.counts, copy.date or "9999", copy.rank)

    for a, b in _pairs([copy for _, copy in letters]):
        if same.lead(a) != same.lead(b) and compare(letters[a][1], letters[b][1]).same_words(same_form=False):
            same.join(*sorted((same.lead(a), same.lead(b)), key=worth))
    return {number: same.lead(number) for number in range(len(letters)) if same.lead(number) != number}


def _pairs(copies: Sequence[Copy]) -> Iterator[tuple[int, int]]:
    """The numbers of any two letters that share a spark, each pair once, in the order of their digests.

    In arrays, since there are many sparks and every letter of the run is among them: a number takes a few bytes there.
    """
    numbers = [number for number, copy in enumerate(copies) if len(copy.sparks) == _ENOUGH]
    sparks = unpacked(copies[number].sparks for number in numbers)
    order = np.argsort(sparks, kind="stable")
    sparks, owners = sparks[order], np.array(numbers, "int64")[order // SPARKS]
    times = np.diff(np.flatnonzero(np.append(sparks[1:] != sparks[:-1], len(sparks) > 0)) + 1, prepend=0)
    some = np.repeat((times > 1) & (times <= _MOST_ALIKE), times)
    sparks, owners = sparks[some], owners[some]
    count, found = max(1, len(copies)), []
    for apart in range(1, _MOST_ALIKE):
        same = (sparks[:-apart] == sparks[apart:]) & (owners[:-apart] != owners[apart:])
        found.append(owners[:-apart][same] * count + owners[apart:][same])  # a pair as one number
    one, other = np.divmod(np.unique(np.concatenate(found)), count)
    place = np.empty(len(copies), "int64")
    place[sorted(range(len(copies)), key=lambda number: copies[number].sha256)] = np.arange(len(copies))
    first, last = np.minimum(place[one], place[other]), np.maximum(place[one], place[other])
    for pair in np.lexsort((last, first)):
        yield int(one[pair]), int(other[pair])
