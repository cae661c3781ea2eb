"""Letters that say the same under two ids: the records of one only count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kamermijn.batch.clusters import Clusters
from kamermijn.batch.copies import Compare, Copy, is_official
from kamermijn.batch.likeness import SPARKS

_MOST_ALIKE = 50
"""A run of words that so many letters have is a phrase of the trade, and says nothing of them."""


def duplicates(letters: Sequence[tuple[str, Copy]], compare: Compare) -> dict[int, int]:
    """By number the letters that say the same as one of a better id, and which that is; letters by id and the file that counts."""
    shared: dict[int, list[int]] = defaultdict(list)
    for number, (_, copy) in enumerate(letters):
        for spark in copy.sparks if len(copy.sparks) == SPARKS else ():  # A few words are soon the same.
            shared[spark].append(number)
    pairs = {(a, b) for numbers in shared.values() if len(numbers) <= _MOST_ALIKE for i, a in enumerate(numbers) for b in numbers[i + 1 :]}
    same = Clusters(len(letters))

    def worth(number: int) -> tuple[bool, bool, str, tuple[int, str]]:
        letter_id, copy = letters[number]
        # The records of a letter do not go to another id because the same words come in once more.
        return (not is_official(letter_id), not copy.counts, copy.date or "9999", copy.rank)

    for a, b in sorted(pairs, key=lambda pair: sorted((letters[pair[0]][1].sha256, letters[pair[1]][1].sha256))):
        if same.lead(a) != same.lead(b) and compare(letters[a][1], letters[b][1]).same_words(same_form=False):
            same.join(*sorted((same.lead(a), same.lead(b)), key=worth))
    return {number: same.lead(number) for number in range(len(letters)) if same.lead(number) != number}
