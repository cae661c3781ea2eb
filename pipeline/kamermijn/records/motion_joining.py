"""Join the mentions of one letter into motions: one candidate is a link, several are none."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import regex

from kamermijn.records.motion_context import Status
from kamermijn.records.motion_names import Proposer, same_name
from kamermijn.rules import Rule

# A later stage says more than an earlier one: what was tabled and then adopted is adopted.
_STAGES: tuple[Status | None, ...] = (None, "submitted", "withheld", "lapsed", "withdrawn", "rejected", "adopted")


@dataclass
class Spoken:
    """One mention of a motion, with all that its surroundings say about it."""

    start: int
    end: int
    rule: Rule
    paragraph: int
    sentence: int
    proposers: tuple[Proposer, ...] = ()
    and_others: bool = False
    target: str | None = None
    number: str | None = None
    """The number in the dossier, where the mention gives only that (``op stuk nr. 12``)."""
    points: Literal["one", "all"] | None = None
    """Set where the mention only points back: ``deze motie`` at one, ``beide moties`` at all of the passage before it."""
    of_before: bool = False
    """True where the mention names its Kamerstuk and points back too: ``deze motie (31 239, nr. 4)``."""
    date: datetime.date | None = None
    date_inferred: bool = False
    status: Status | None = None
    asks: str | None = None


@dataclass
class Joined:
    """A motion: its mentions in the letter's order."""

    spoken: list[Spoken] = field(default_factory=list)
    target: str | None = None

    def add(self, spoken: Spoken) -> None:
        """One more mention; the first Kamerstuk that any of them gives is the motion's."""
        self.spoken.append(spoken)
        self.target = self.target or spoken.target

    @property
    def proposers(self) -> tuple[Proposer, ...]:
        """The longest list of proposers, with the parties of the other mentions."""
        longest: tuple[Proposer, ...] = max((s.proposers for s in self.spoken), key=len, default=())
        every = [p for s in self.spoken for p in s.proposers]
        full = []
        for proposer in longest:
            same = [p for p in every if same_name(p.name, proposer.name)]
            party = proposer.party or next((p.party for p in same if p.party), None)
            full.append(Proposer(name=max((p.name for p in same), key=len), party=party))
        return tuple(full)

    @property
    def status(self) -> Status | None:
        """The latest stage that any mention gives."""
        return max((s.status for s in self.spoken), key=_STAGES.index)

    @property
    def dated(self) -> Spoken | None:
        """The mention that gives the date; one that says it goes before one that implies it."""
        said = [s for s in self.spoken if s.date]
        return min(said, key=lambda s: s.date_inferred) if said else None


@dataclass(frozen=True)
class Doubt:
    """A mention that several motions, or none, could be meant by."""

    spoken: Spoken
    reason: str
    candidates: tuple[str, ...]


def join(mentions: Sequence[Spoken], dossiers: tuple[str, ...]) -> tuple[list[Joined], list[Doubt]]:
    """Put each mention, in reading order, to the motion it is of; what cannot be put is a doubt.

    ``dossiers`` are the letter's own: they make candidates for a mention by number alone, never a link.
    """
    motions: list[Joined] = []
    by_target: dict[str, Joined] = {}
    by_lead: dict[str, list[Joined]] = {}
    recent: list[tuple[int, int, Joined]] = []
    doubts: list[Doubt] = []
    for spoken in mentions:
        found: list[Joined] = []
        if spoken.points:
            found, doubt = _pointed(spoken, recent)
        elif spoken.number and not spoken.target and (known := _numbered(spoken, by_target)):
            found, doubt = [known], None
        elif spoken.number and not spoken.target and not spoken.proposers:
            found, doubt = [], Doubt(spoken, "a number without the dossier it belongs to", _by_number(spoken, by_target, dossiers))
        elif spoken.of_before and spoken.target not in by_target and (known := _untold(spoken, recent)):
            found, doubt = [known], None
        else:
            joined, doubt = _same(spoken, by_lead.get(_lead(spoken), []), by_target)
            if joined is None and doubt is None:
                joined = Joined()
                motions.append(joined)
            if joined and spoken.proposers and not any(joined is m for m in by_lead.get(_lead(spoken), ())[-1:]):
                by_lead.setdefault(_lead(spoken), []).append(joined)
            found = [joined] if joined else []
        if doubt:
            doubts.append(doubt)
        for motion in found:
            motion.add(spoken)
            if motion.target:
                by_target.setdefault(motion.target, motion)
            recent.append((spoken.paragraph, spoken.sentence, motion))
    return _merged_by_words(motions), doubts


def _lead(spoken: Spoken) -> str:
    """The last word of the first proposer's name: what every way to name the motion has in common."""
    return spoken.proposers[0].name.casefold().rsplit(" ", 1)[-1] if spoken.proposers else ""


def _label(motion: Joined) -> str:
    return motion.target or "/".join(p.name for p in motion.proposers)


def _compatible(one: Sequence[Proposer], other: Sequence[Proposer]) -> bool:
    # In order: the first to sign names the motion, and two members often table one each with the other as second.
    return len(one) == len(other) and all(
        same_name(a.name, b.name) and (not a.party or not b.party or a.party == b.party) for a, b in zip(one, other, strict=True)
    )


def _same(spoken: Spoken, led: list[Joined], by_target: dict[str, Joined]) -> tuple[Joined | None, Doubt | None]:
    if spoken.target and spoken.target in by_target:
        return by_target[spoken.target], None
    if not spoken.proposers:
        return None, None
    free = [m for m in led if not (spoken.target and m.target)]
    free = list({id(motion): motion for motion in free}.values())
    candidates = [m for m in free if _compatible(m.proposers, spoken.proposers)]
    if not candidates and len(spoken.proposers) == 1:
        # `motie Bakker` for the motion of Bakker and De Wit, spoken of before in full.
        candidates = [m for m in free if m.proposers and same_name(m.proposers[0].name, spoken.proposers[0].name)]
        if spoken.and_others:
            # `Bakker c.s.` are more than Bakker and one other.
            candidates = [m for m in candidates if len(m.proposers) > 2 or any(s.and_others for s in m.spoken)]
    if len(candidates) > 1:
        here = [m for m in candidates if any(s.paragraph == spoken.paragraph for s in m.spoken)]
        candidates = here if len(here) == 1 else candidates
    if len(candidates) > 1:
        if spoken.target:
            return None, None
        return None, Doubt(spoken, "several motions of these members", tuple(_label(m) for m in candidates))
    return (candidates[0] if candidates else None), None


def _pointed(spoken: Spoken, recent: list[tuple[int, int, Joined]]) -> tuple[list[Joined], Doubt | None]:
    """The motions of the nearest sentence before, in this paragraph or the last, that speaks of any."""
    reach = 3 if spoken.points == "all" else 1
    near = [(sentence, motion) for paragraph, sentence, motion in recent[-20:] if spoken.paragraph - paragraph <= reach]
    if not near:
        return [], None
    passage = near if spoken.points == "all" else [pair for pair in near if pair[0] == near[-1][0]]
    motions: list[Joined] = []
    for _, motion in passage:
        if not any(motion is m for m in motions):
            motions.append(motion)
    if spoken.points == "all":
        return (motions if len(motions) > 1 else []), None
    if len(motions) == 1:
        return motions, None
    return [], Doubt(spoken, "several motions are spoken of just before", tuple(_label(m) for m in motions))


def _untold(spoken: Spoken, recent: list[tuple[int, int, Joined]]) -> Joined | None:
    """The motion just before that a mention with its Kamerstuk points back at, if that had none yet."""
    motions, _ = _pointed(replace(spoken, points="one"), recent)
    return motions[0] if len(motions) == 1 and motions[0].target is None else None


def _numbered(spoken: Spoken, by_target: dict[str, Joined]) -> Joined | None:
    known = [motion for target, motion in by_target.items() if target.endswith(f"-{spoken.number}")]
    return known[0] if len(known) == 1 else None


def _by_number(spoken: Spoken, by_target: dict[str, Joined], dossiers: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(target for target in by_target if target.endswith(f"-{spoken.number}"))
    return known or tuple(f"kst-{dossier}-{spoken.number}" for dossier in dossiers)


def _words(asks: str | None) -> str:
    return regex.sub(r"\W+", " ", regex.sub(r"^(?:om|tot)\s", "", asks or "")).strip().casefold()[:80]


def _merged_by_words(motions: list[Joined]) -> list[Joined]:
    """A motion known by its Kamerstuk and one known by its proposers are one where both ask the same in the same words."""
    merged: list[Joined] = []
    by_words: dict[str, Joined] = {}
    for motion in motions:
        words = next((w for s in motion.spoken if len((w := _words(s.asks)).split()) >= 8), "")
        twin = by_words.get(words) if words else None
        if twin and not (twin.target and motion.target) and not (twin.proposers and motion.proposers):
            for spoken in motion.spoken:
                twin.add(spoken)
            twin.spoken.sort(key=lambda s: s.start)
            continue
        if words:
            by_words.setdefault(words, motion)
        merged.append(motion)
    return merged
