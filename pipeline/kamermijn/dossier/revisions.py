"""Which figures changed between the versions of a letter: the same place with another number, and what only one version says.

Sentences are matched without their numbers, wherever they stand now; those that were reworded by the words that stayed. A comparison finds
two statements that differ, and accuses nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from kamermijn.dossier.check_notes import note, noted
from kamermijn.dossier.rows import Check

Document = Mapping[str, Any]
Figure = Mapping[str, Any]
Pair = tuple[Figure | None, Figure | None]

_DIGITS = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_REWORDED = 0.6
"""The share of words, in their order, that a sentence has in common with what it was before it was reworded."""
_NEAREST = 5  # so many sentences with most words in common are read in their order


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a version with the figures in it, in reading order."""

    words: str
    """The sentence without its numbers."""
    figures: list[Figure]


def between_versions(versions: Sequence[Document]) -> Iterator[Check]:
    """The figures that changed from each version of a letter to the next; documents as ``letters/*.json`` holds them, the oldest first."""
    for old, new in pairwise(versions):
        for before, after in _pairs(_sentences(old), _sentences(new)):
            if before is None or after is None or _said(before) != _said(after):
                yield _row(old["letter"], new["letter"], before, after)


def _said(figure: Figure) -> tuple[Any, ...]:
    return figure["value"], figure["value_high"], figure["unit"]


def _sentences(document: Document) -> list[_Sentence]:
    found: list[_Sentence] = []
    last: tuple[int, str] | None = None
    for figure in sorted(document["figures"], key=lambda figure: (figure["start"], figure["record_id"])):
        sentence = figure["sentence"]
        # The same words twice are two sentences.
        place = (document["text"].rfind(sentence, 0, figure["start"] + len(sentence)), sentence)
        if place != last:
            found.append(_Sentence(" ".join(_DIGITS.sub("0", sentence).split()), []))
            last = place
        found[-1].figures.append(figure)
    return found


def _pairs(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[Pair]:
    """The figures that stand at the same place of two versions, and those that only one of them has."""
    waiting: dict[str, list[_Sentence]] = defaultdict(list)
    for sentence in reversed(old):
        waiting[sentence.words].append(sentence)
    reworded = []
    for sentence in new:
        if same := waiting.get(sentence.words):
            yield from _one_by_one(same.pop().figures, sentence.figures)
        else:
            reworded.append(sentence)
    left = [sentence for same in waiting.values() for sentence in reversed(same)]
    index = _Index(left)
    for sentence in reworded:
        before = index.take(sentence)
        yield from _in_turn(before.figures if before else (), sentence.figures)
    for sentence in index.rest():
        yield from _in_turn(sentence.figures, ())


class _Index:
    """Sentences by their words: the one that a reworded sentence was before is found without reading all of them."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self._left: dict[int, _Sentence] = dict(enumerate(sentences))
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, sentence in self._left.items():
            for word in set(_WORD.findall(sentence.words.casefold())):
                self._places[word].append(place)

    def take(self, sentence: _Sentence) -> _Sentence | None:
        """The sentence that has most in common with this one, if that is enough; it is taken once."""
        shared: dict[int, int] = defaultdict(int)
        for word in sorted(set(_WORD.findall(sentence.words.casefold()))):
            for place in self._places[word]:
                if place in self._left:
                    shared[place] += 1
        nearest = sorted(shared, key=lambda place: (-shared[place], place))[:_NEAREST]
        likest = max(((self._likeness(self._left[place], sentence), -place) for place in nearest), default=(0.0, 0))
        return self._left.pop(-likest[1]) if likest[0] >= _REWORDED else None

    def rest(self) -> Iterable[_Sentence]:
        return self._left.values()

    @staticmethod
    def _likeness(one: _Sentence, other: _Sentence) -> float:
        return SequenceMatcher(None, one.words.casefold().split(), other.words.casefold().split(), autojunk=False).ratio()


def _one_by_one(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[Pair]:
    """The figures of a sentence whose words stayed: each is what stands at its place."""
    if [figure["unit"] for figure in old] == [figure["unit"] for figure in new]:
        yield from zip(old, new, strict=True)
    else:
        yield from _in_turn(old, new)


def _in_turn(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[Pair]:
    """The figures of a reworded sentence: what stayed first, the others in their order where as many of the unit are left on both sides."""
    left: dict[str, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    stayed = [figure for figure in new if any(_said(figure) == _said(one) for one in old)]
    for figure in old:
        same = next((one for one in stayed if _said(one) == _said(figure)), None)
        if same is None:
            left[figure["unit"]][0].append(figure)
        else:
            stayed.remove(same)
            yield figure, same
            new = [one for one in new if one is not same]
    for figure in new:
        left[figure["unit"]][1].append(figure)
    for before, after in left.values():
        if len(before) == len(after):
            yield from zip(before, after, strict=True)
        else:
            yield from ((figure, None) for figure in before)
            yield from ((None, figure) for figure in after)


def _row(old: Document, new: Document, before: Figure | None, after: Figure | None) -> Check:
    figure = after or before
    assert figure is not None
    earlier, later = f"version {old['version']}", f"version {new['version']}"
    if before is not None and after is not None:
        computed, told = f"{before['quote']} in {earlier}", note("other_number")
    elif after is not None:
        computed, told = f"not in {earlier}", note("new_number")
    else:
        computed, told = f"not in {later}", note("lost_number", str(old["version"]))
    return Check.model_validate({
        "kind": "two versions", "verdict": "does not hold" if before is not None and after is not None else "cannot tell",
        "letter_id": new["letter_id"], "date": new["date"] or new["date_inferred"], "stated": figure["quote"], "computed": computed,
        "tolerance": "none", **noted(told), "other_date": old["date"] or old["date_inferred"],
        "figures": tuple(one["record_id"] for one in (after, before) if one is not None), "sentence": figure["sentence"],
        "fictional": new["fictional"],
    })  # fmt: skip
