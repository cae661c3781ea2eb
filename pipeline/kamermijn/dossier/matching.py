"""Whether a sentence of a later letter tells what became of a promise, and why we say so.

All that is looked at stands in the two letters: another letter that comes in changes no score. Precision goes before recall; what is not
sure is a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from kamermijn.dossier.card import Card, Statement, portfolio
from kamermijn.dutch.stems import fold

Why = Literal["same motion", "explicit reference", "same act and object"]

LINK, LINK_BY_AMOUNT, LINK_BY_ONE_WORD, LINK_BY_RARE_WORD, LINK_BY_REFERENCE, CANDIDATE = 0.18, 0.08, 0.45, 0.25, 0.3, 0.15
"""The least cosine of two sentences: with two words in common; with an amount and one word; with one long compound, and one that is rare
in both letters; with a reference to the letter; and to be worth a look."""
LEAST = 0.05
"""What two sentences must have in common to be looked at."""
_LONG_COMPOUND = 12
_FEW_SENTENCES = 2
_SAME = 3  # so many promises of one letter that fit a sentence equally well: it does not say which


_SUBORDINATE = re.compile(
    r"(?i),?\s(?:waardoor|waarmee|waarbij|waarvoor|waarin|zodat|opdat|omdat|doordat|hetgeen|wat|ten behoeve van)\s|,\s(?:die|dat|om)\s"
)
_BESIDE = re.compile(
    r"(?i)\b(?:in aanvulling op|aanvullend op|bovenop|naast|behalve|in plaats van|los van|vooruitlopend op)\s(?:[^\W\d_]+\s){0,2}?[^\s,]+"
)


@dataclass(slots=True)
class Match:
    """A promise and a sentence of a later letter: ``sure`` says whether it is a link or a candidate."""

    promise: str
    letter_id: str
    day: int
    date: str
    record: str
    sentence: str
    why: Why
    words: list[str]
    amounts: list[tuple[float, str]]
    score: float
    says: str | None
    sure: bool
    doubt: str | None = None
    sources: list[str] = field(default_factory=list)


MOST_CANDIDATES = 5
"""So many sentences that may speak of a promise are shown."""


def rank(match: Match) -> tuple[float, int, str]:
    """The order of candidates: the likest first, then the earliest."""
    return (-match.score, match.day, match.record)


def is_open(promise: Statement, date: str | None) -> bool:
    """Whether something is still to come of it after the date of its letter; what is told as done needs no follow-up.

    Money that has been set aside for years ahead still has to be spent.
    """
    if promise.measure is None:
        return False
    deadline = promise.measure["deadline_end"]
    return promise.measure["status"] != "completed" or bool(deadline and date and deadline > date)


def weigh(ours: Card, promise: Statement, theirs: Card, later: Statement, cosine: float) -> Match | None:
    """The match of a promise with a sentence of a later letter, or None where they have too little in common."""
    amounts = _amounts(promise, later) if promise.amounts and later.amounts else []
    same_motion = sorted(set(promise.motions) & set(later.motions)) if promise.motions and later.motions else []
    refers = bool(later.references) and _refers(theirs, later, ours)
    if cosine < CANDIDATE and not (amounts or same_motion or refers):
        return None
    shared = _shared(promise, later)
    objects = _objects(shared, promise, later)
    why: Why = "same act and object"
    sure, doubt = False, None
    if same_motion:
        tells = later.kind == "measures" or _is_about_motion(promise) or (len(objects) >= 2 and cosine >= LINK)
        why, sure = "same motion", tells
        doubt = None if sure else "names the same motion without saying what is done"
    elif refers and (len(objects) >= 2 or cosine >= LINK_BY_REFERENCE) and objects:
        why, sure = "explicit reference", True
    elif (
        (len(objects) >= 2 and cosine >= LINK)
        or (amounts and shared and cosine >= LINK_BY_AMOUNT)
        or (cosine >= LINK_BY_ONE_WORD and _one_word_is_enough(objects, ours, theirs))
        or (
            cosine >= LINK_BY_RARE_WORD
            and _one_word_is_enough(objects, ours, theirs)
            and _is_rare(objects[0], ours, theirs)
            and all(_is_object(objects[0], one.sentence) for one in (promise, later))
        )
    ):
        sure = True
    elif cosine >= CANDIDATE and objects:
        doubt = "few words in common"
    else:
        return None
    assert theirs.day is not None
    assert theirs.date is not None
    return Match(promise.record, theirs.letter_id, theirs.day, theirs.date, later.record, later.sentence, why, objects or shared, amounts,
                 round(min(1.0, cosine), 3), later.measure["status"] if later.measure else None, sure, doubt, same_motion)  # fmt: skip


def _shared(promise: Statement, later: Statement) -> list[str]:
    """The stems that both sentences have, those that weigh most first, without what is part of another of them."""
    small, large = sorted((promise.vector, later.vector), key=len)
    both = sorted((stem for stem in small if stem in large), key=lambda stem: (-small[stem] * large[stem], stem))
    return [stem for stem in both if not any(stem != other and stem in other for other in both)]


def _objects(shared: list[str], promise: Statement, later: Statement) -> list[str]:
    """Of the shared stems those that are no name of a body: who acts is not what is done."""
    names = {*promise.body_words, *later.body_words}
    return [stem for stem in shared if stem not in names and len(stem) > 2]


def _amounts(promise: Statement, later: Statement) -> list[tuple[float, str]]:
    """The amounts of money and shares that both name; a count alone is too often the same by chance."""
    both = set(promise.amounts) & set(later.amounts)
    return sorted((value, unit) for value, unit in both if unit not in ("count", "year", "month", "week", "day", "ratio"))


def _one_word_is_enough(objects: list[str], ours: Card, theirs: Card) -> bool:
    """A long compound that neither letter is about as a whole: `wervingscampagne`."""
    return len(objects) == 1 and len(objects[0]) >= _LONG_COMPOUND and objects[0] not in ours.topics and objects[0] not in theirs.topics


def _is_rare(stem: str, ours: Card, theirs: Card) -> bool:
    """Whether each of the letters has the word in one sentence or two only: it can mean nothing else."""
    return all(sum(stem in statement.vector for statement in card.statements) <= _FEW_SENTENCES for card in (ours, theirs))


def _is_object(stem: str, sentence: str) -> bool:
    """Whether a main clause has the word: what a subordinate clause says, and what comes on top of something, is not what is acted upon."""
    return stem in fold(_BESIDE.sub("", _SUBORDINATE.split(sentence)[0]))


def _refers(theirs: Card, later: Statement, ours: Card) -> bool:
    """Whether the later sentence names our letter, by its number or by its date and sender."""
    for reference in later.references:
        if reference.target == ours.letter_id:
            return True
        if reference.day == ours.date and ours.date is not None:
            owner = portfolio(theirs.sender_role if reference.owner == "own" else reference.owner)
            if owner is None or owner == portfolio(ours.sender_role):
                return True
    return False


def _is_about_motion(promise: Statement) -> bool:
    return promise.measure is not None and promise.measure["type"] == "information"


def settled(matches: list[Match], letter_of: dict[str, str], informing: Collection[str] = ()) -> list[Match]:
    """Leave sure what is best from both sides, and make candidates of the rest.

    A sentence is about the promise that it fits best, and about others of that letter that it fits nearly as well; one that fits three
    promises equally well does not say which it means. A promise to inform Parliament (``informing``) does not give way to the act that
    it is about: the sentence that tells of the act keeps the promise.
    """

    def groups(match: Match) -> list[_OfSentence]:
        told = letter_of[match.promise], match.letter_id, match.sentence
        return [(*told, False), (*told, True)] if match.promise in informing else [(*told, False)]

    best_of_sentence: dict[_OfSentence, float] = {}
    best_of_promise: dict[tuple[str, str], float] = {}
    for match in matches:
        if match.sure:
            of_promise = (match.promise, match.letter_id)
            for group in groups(match):
                best_of_sentence[group] = max(best_of_sentence.get(group, 0), _strength(match))
            best_of_promise[of_promise] = max(best_of_promise.get(of_promise, 0), _strength(match))
    equally: dict[_OfSentence, int] = {}
    for match in matches:
        for group in groups(match) if match.sure else ():
            if _strength(match) >= 0.95 * best_of_sentence[group]:
                equally[group] = equally.get(group, 0) + 1
    for match in matches:
        if not match.sure:
            continue
        # Among promises of its own sort only, where it is one to inform.
        own, of_promise = groups(match)[-1], (match.promise, match.letter_id)
        if equally.get(own, 0) >= _SAME:
            match.sure, match.doubt = False, f"fits {equally[own]} promises equally well"
        elif _strength(match) < 0.5 * best_of_sentence[own]:
            match.sure, match.doubt = False, "fits another promise better"
        elif _strength(match) < 0.3 * best_of_promise[of_promise]:
            match.sure, match.doubt = False, "another sentence of that letter fits better"
    return matches


_OfSentence = tuple[str, str, str, bool]
"""The letter of promises, a later letter and a sentence of it; and whether promises to inform count alone."""


def _strength(match: Match) -> float:
    """What a match weighs against others: a motion, a reference or an amount in common is more than words."""
    return match.score + (0.3 if match.amounts else 0) + (0.3 if match.why != "same act and object" else 0)
