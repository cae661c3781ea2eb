"""Motions across letters: one motion, all letters that speak of it in time order, with what each says is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kamermijn.dossier.links import Known
from kamermijn.dossier.references import NOTHING
from kamermijn.dossier.rows import MotionEvent
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


def history(spoken: Iterable[Spoken], letters: Mapping[str, Known]) -> Iterator[MotionEvent]:
    """The letters on each motion, by date. A motion named without its Kamerstuk is told apart where one candidate fits."""
    mentions = sorted(spoken, key=lambda one: (one.letter_id, one.record))
    by_proposer: dict[str, dict[str, list[Spoken]]] = defaultdict(lambda: defaultdict(list))
    for one in mentions:
        if one.target and one.proposers:
            by_proposer[fold(one.proposers[0])][one.target].append(one)
    groups: dict[str, list[tuple[Spoken, str, tuple[str, ...]]]] = defaultdict(list)
    for one in mentions:
        if one.target:
            groups[one.target].append((one, "number", ()))
            continue
        candidates = _candidates(one, by_proposer, letters)
        if len(candidates) == 1:
            groups[candidates[0]].append((one, "proposers", ()))
        else:
            groups[_described(one)].append((one, "ambiguous" if candidates else "not resolved", tuple(candidates)))
    for motion, told in sorted(groups.items()):
        proposers = max((one.proposers for one, _, _ in told), key=lambda names: (len(names), names), default=())
        ordered = sorted(told, key=lambda item: (letters[item[0].letter_id].date or "9999", item[0].letter_id, item[0].record))
        for order, (one, how, candidates_) in enumerate(ordered, start=1):
            letter = letters[one.letter_id]
            yield MotionEvent.model_validate({
                "motion": motion, "proposers": proposers, "order": order, "letter_id": one.letter_id, "date": letter.date, "says": one.says,
                "sentence": one.sentence, "how": how, "candidates": candidates_, "record_id": one.record, "fictional": letter.fictional,
            })  # fmt: skip


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
