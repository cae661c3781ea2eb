"""Motions across letters: one motion, all letters that speak of it in time order, with what each says is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from kamermijn.dossier.kept import read, tuples_in, written
from kamermijn.dossier.links import Known
from kamermijn.dossier.references import NOTHING
from kamermijn.dossier.rows import MotionEvent
from kamermijn.dossier.state import State
from kamermijn.dutch.stems import fold
from kamermijn.rules import Rules

_CHECKED = (("refused", "not carried out"), ("done", "carried out"), ("running", "being carried out"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A motion as one letter speaks of it."""

    letter_id: str
    record: str
    target: str | None
    proposers: tuple[str, ...]
    date: str | None
    says: tuple[str, ...]
    sentence: str


class Fates:
    """Reads what a letter says is done with its motions, with the patterns of ``rules/across/``."""

    def __init__(self, rules: Rules) -> None:
        self._patterns = [(rules.compile(rules.patterns.get(f"across_fate_{name}", NOTHING)), fate) for name, fate in _CHECKED]

    def _fate(self, sentence: str) -> str | None:
        return next((fate for pattern, fate in self._patterns if pattern.search(sentence)), None)

    def spoken(self, document: Mapping[str, Any]) -> Iterator[Spoken]:
        """One for each motion of the letter."""
        sentences = _sentences(document)
        for motion in document["motions"]:
            if motion["speaker"] != "sender" and document["letter"]["kind"] != "motie":
                continue
            named = [sentence for start, sentence in sentences
                     if any(start <= mention["start"] < start + len(sentence) for mention in motion["mentions"])]  # fmt: skip
            found = [(fate, sentence) for sentence in named or [motion["sentence"]] if (fate := self._fate(sentence))]
            says = ([motion["status"]] if motion["status"] else []) + [fate for fate, _ in found]
            telling = found[-1][1] if found else (named or [motion["sentence"]])[0]
            proposers = tuple(proposer["name"] for proposer in motion["proposers"])
            yield Spoken(document["letter"]["letter_id"], motion["record_id"], motion["target"], proposers, motion["date"],
                         tuple(dict.fromkeys(says)), telling)  # fmt: skip


def _sentences(document: Mapping[str, Any]) -> list[tuple[int, str]]:
    """The sentences of the letter that hold records, by place; a motion that is named again is no record of its own."""
    text: str = document["text"]
    found: dict[int, str] = {}
    for kind in ("motions", "measures", "citations", "dates", "organisations", "figures"):
        for record in document[kind]:
            start = text.rfind(record["sentence"], 0, record["start"] + len(record["sentence"]))
            if start >= 0:
                found.setdefault(start, record["sentence"])
    for motion in document["motions"]:
        for mention in motion["mentions"]:
            if not any(start <= mention["start"] < start + len(sentence) for start, sentence in found.items()):
                start, end = _around(text, mention["start"], mention["end"])
                found[start] = text[start:end]
    return sorted(found.items())


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """About the sentence around a span that no record's sentence holds."""
    begin = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1)
    stop = min((place for place in (text.find(". ", end), text.find("\n", end)) if place >= 0), default=len(text))
    return min(begin, start), min(stop + 1, len(text))


def history(state: State, letters: Mapping[str, Known]) -> Iterator[MotionEvent]:
    """The letters on each motion, by date. A motion named without its Kamerstuk is told apart where one candidate fits.

    Of the many motions that letters name one is held at a time: which letter speaks of which is kept beside the state meanwhile.
    """
    state.write("CREATE TEMP TABLE IF NOT EXISTS told (motion TEXT, letter_id TEXT, position INTEGER, how TEXT, candidates TEXT)")
    state.write("DELETE FROM told")
    state.write_all("INSERT INTO told VALUES (?, ?, ?, ?, ?)", _told_apart(state, letters))
    for motion, rows in groupby(state.rows(_BY_MOTION), key=itemgetter(0)):
        told = [(spoken_of(data), how, tuple(read(candidates))) for _, how, candidates, data in rows]
        proposers = max((one.proposers for one, _, _ in told), key=lambda names: (len(names), names), default=())
        for order, (one, how, candidates_) in enumerate(told, start=1):
            letter = letters[one.letter_id]
            yield MotionEvent.model_validate({
                "motion": motion, "proposers": proposers, "order": order, "letter_id": one.letter_id, "date": letter.date, "says": one.says,
                "sentence": one.sentence, "how": how, "candidates": candidates_, "record_id": one.record, "fictional": letter.fictional,
            })  # fmt: skip


_BY_MOTION = (
    "SELECT motion, how, candidates, spoken.data FROM told JOIN spoken USING (letter_id, position) JOIN card USING (letter_id) "
    f"ORDER BY motion, coalesce(card.date, '9999'), letter_id, json_extract(spoken.data, '$[{Spoken.__slots__.index('record')}]')"
)


def _told_apart(state: State, letters: Mapping[str, Known]) -> Iterator[tuple[str, str, int, str, str]]:
    """Each motion that a letter speaks of: which it is, the letter and its place there, how it was told apart, and what fits as well."""
    unnumbered = {fold(one.proposers[0]) for _, one in _all(state) if not one.target and one.proposers}
    by_proposer: dict[str, dict[str, list[Spoken]]] = defaultdict(lambda: defaultdict(list))
    for _, one in _all(state):
        if one.target and one.proposers and (first := fold(one.proposers[0])) in unnumbered:
            by_proposer[first][one.target].append(replace(one, sentence="", says=()))
    for position, one in _all(state):
        motion, how, candidates = one.target, "number", list[str]()
        if not motion:
            candidates = _candidates(one, by_proposer, letters)
            motion, how = _described(one), "ambiguous" if candidates else "not resolved"
            if len(candidates) == 1:
                motion, how, candidates = candidates[0], "proposers", []
        yield motion, one.letter_id, position, how, written(candidates)


def _all(state: State) -> Iterator[tuple[int, Spoken]]:
    """All that letters say of motions, with its place among what the letter says of them."""
    for position, data in state.rows("SELECT position, data FROM spoken ORDER BY letter_id, position"):
        yield int(position), spoken_of(data)


def spoken_of(data: str) -> Spoken:
    """A motion as one letter speaks of it, as the state holds it."""
    return Spoken(*tuples_in(read(data)))


def _candidates(one: Spoken, by_proposer: Mapping[str, Mapping[str, list[Spoken]]], letters: Mapping[str, Known]) -> list[str]:
    """Motions with a Kamerstuk that this one can be: the same proposers, no other date, and a dossier in common."""
    if not one.proposers:
        return []
    ours = letters[one.letter_id]
    return sorted(target for target, others in by_proposer.get(fold(one.proposers[0]), {}).items()
                  if any(_same(one, other) and ours.blocks & letters[other.letter_id].blocks for other in others))  # fmt: skip


def _same(one: Spoken, other: Spoken) -> bool:
    names, others = {fold(name) for name in one.proposers}, {fold(name) for name in other.proposers}
    return (names <= others or others <= names) and (one.date is None or other.date is None or one.date == other.date)


def _described(one: Spoken) -> str:
    """A motion of which the collection does not say the Kamerstuk, as the letter names it."""
    names = " en ".join(one.proposers) or "zonder naam"
    return f"motie {names}" + (f" van {one.date}" if one.date else "") + ("" if one.proposers else f" ({one.record})")
