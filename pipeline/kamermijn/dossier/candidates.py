"""Which sentences of later letters could belong to a promise: an inverted index of one block of letters, rare words first.

A block is what letters have in common: a dossier, or a ministry and a topic. Within it a promise looks up its rarest words and, of each,
only the nearest sentences that come after it: the work grows with the number of letters, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nsmallest

from kamermijn.dossier.card import TOPIC, Card, Statement
from kamermijn.dossier.matching import LEAST, MOST_CANDIDATES, Match, is_open, rank, settled, weigh

KEYS, NEAREST, WEIGHED = 6, 24, 8
"""So many words of a promise are looked up, so many of the next sentences that hold each, and so many of the best are weighed."""


class Index:
    """The sentences of a block's letters by stem, motion and amount, in the order of their dates."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = sorted((card for card in cards if card.day is not None), key=lambda card: (card.day, card.letter_id))
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._places: list[tuple[int, Statement]] = []
        # The place of the first sentence of the letters that come after each day.
        self._days: list[int] = []
        self._first: list[int] = []
        for number, card in enumerate(self.cards):
            assert card.day is not None
            if not self._days or self._days[-1] != card.day:
                self._days.append(card.day)
                self._first.append(len(self._places))
            for statement in card.statements:
                if not statement.vector:
                    continue
                place = len(self._places)
                self._places.append((number, statement))
                for key in _keys(statement):
                    self._postings[key].append(place)

    def begin(self, card: Card) -> int | None:
        """The place of the first sentence of the letters that come after a letter; None where there are none."""
        assert card.day is not None
        after = bisect_right(self._days, card.day)
        return self._first[after] if after < len(self._days) else None

    def later(self, promise: Statement, start: int, among: Collection[int]) -> Iterator[tuple[Card, Statement, float]]:
        """The sentences of letters ``among`` (by number), from place ``start``, that have most in common with a promise; and the cosine."""
        found: dict[int, float] = {}
        postings = [(key, places) for key in _keys(promise) if len(places := self._postings[key]) > 1]
        postings.sort(key=lambda item: (len(item[1]), item[0]))
        vector, get = promise.vector, found.get
        for key, places in postings[:KEYS]:
            own = vector.get(key, 1.0)
            begin = bisect_left(places, start)
            for place in places[begin : begin + NEAREST]:
                found[place] = get(place, 0.0) + own
        best = nsmallest(WEIGHED, [(-likeness, place) for place, likeness in found.items() if self._places[place][0] in among])
        for _, place in best:
            number, statement = self._places[place]
            likeness = cosine(vector, statement.vector)
            if likeness >= LEAST:
                yield self.cards[number], statement, likeness


def _keys(statement: Statement) -> list[str]:
    """By what a sentence is found: its stems, the motions that it names, the money and shares in it."""
    amounts = [f"={value:g} {unit}" for value, unit in dict.fromkeys(statement.amounts) if unit == "EUR" or unit.startswith("percent")]
    return [*statement.vector, *(f"#{motion}" for motion in statement.motions), *amounts]


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """How much two weighed sentences have in common, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)


def _belongs(card: Card, other: Card, blocks: Mapping[str, frozenset[str]], block: str) -> bool:
    """Whether two letters are compared in this block: in the first that they share; by topic only where one names no dossier."""
    if block.startswith(TOPIC) and card.has_dossier and other.has_dossier:
        return False
    return min(blocks[card.letter_id] & blocks[other.letter_id]) == block


def matches(block: str, cards: Sequence[Card], own: Collection[str]) -> tuple[dict[str, str], list[Match]]:
    """The matches of the promises of the letters ``own`` with all of a block, links and candidates, and the letter of each promise.

    A pair of letters that share several blocks is weighed in the first of them only.
    """
    index = Index(cards)
    found: list[Match] = []
    letter_of: dict[str, str] = {}
    informing: set[str] = set()
    blocks = {card.letter_id: frozenset(card.blocks) for card in index.cards}
    for number, card in enumerate(index.cards):
        start = index.begin(card) if card.letter_id in own else None
        if start is None:
            continue
        among = {other for other in range(number + 1, len(index.cards)) if _belongs(card, index.cards[other], blocks, block)}
        for promise in card.statements if among else ():
            if not is_open(promise, card.date):
                continue
            letter_of[promise.record] = card.letter_id
            if promise.measure and promise.measure["type"] == "information":
                informing.add(promise.record)
            for theirs, later, likeness in index.later(promise, start, among):
                if match := weigh(card, promise, theirs, later, likeness):
                    found.append(match)
    return letter_of, _kept(settled(found, letter_of, informing))


def _kept(found: list[Match]) -> list[Match]:
    """All links, and of each promise the best candidates."""
    doubtful: dict[str, list[Match]] = defaultdict(list)
    for match in found:
        if not match.sure:
            doubtful[match.promise].append(match)
    best = [match for of_one in doubtful.values() for match in nsmallest(MOST_CANDIDATES, of_one, key=rank)]
    return [*(match for match in found if match.sure), *best]
