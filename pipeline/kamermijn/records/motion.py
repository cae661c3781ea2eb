"""Motions: one record per motion that a letter speaks of, all its mentions joined."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from typing import ClassVar, Final

import regex
from pydantic import BaseModel, ConfigDict, Field

from kamermijn.language import Match
from kamermijn.model import Record, Rejected
from kamermijn.records.extraction import Extraction
from kamermijn.records.motion_context import Context, Status
from kamermijn.records.motion_joining import Joined, Spoken, join
from kamermijn.records.motion_names import Proposed, Proposer, behind_the_word, from_capitals, in_groups

__all__ = ["Mention", "Motion", "Proposer", "extract"]


class Mention(BaseModel):
    """Where a motion is spoken of."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    quote: str
    start: int
    end: int


class Motion(Record):
    """A motion, with its proposers, its fate and the Kamerstuk that holds it."""

    singular: ClassVar[str] = "motion"
    plural: ClassVar[str] = "motions"
    facets: ClassVar[tuple[str, ...]] = ("status", "target")
    searched: ClassVar[tuple[str, ...]] = ("quote", "asks")

    mentions: tuple[Mention, ...] = Field(
        (),
        description="Every place where the letter speaks of it.",
        examples=[[{"quote": "motie Van Nispen en Volp", "start": 1204, "end": 1228}]],
        json_schema_extra={"unit": "code points"},
    )
    proposers: tuple[Proposer, ...] = Field(
        (), description="Proposers in the letter's order.", examples=[[{"name": "Van Nispen", "party": "SP"}]]
    )
    and_others: bool = Field(False, description="True for `c.s.`.")
    date: datetime.date | None = Field(
        None, description="When it was tabled, else the debate or vote that the letter names.", examples=["2015-11-26"]
    )
    status: Status | None = Field(None, description="Its fate, as the letter says.")
    target: str | None = Field(None, description="Kamerstuk that holds the motion.", examples=["kst-28638-153"])
    asks: str | None = Field(None, description="What it asks for, as the letter says.", examples=["de opsporing uit te breiden"])


_BACK: Final = frozenset({"deze", "die", "dezelfde"})
_TABLED = ("motion.tabled_by", "motion.tabled_before", "motion.members_table")


class _Reader:
    """Turns the matches of the motion rules into mentions, with what stands around each."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.text = extraction.text
        self.rules = extraction.annotated.rules
        self.context = Context(extraction)
        self._paragraph_starts = [paragraph.start for paragraph in extraction.annotated.letter.paragraphs]
        self.doubts: list[tuple[int, int, Match, str, tuple[str, ...]]] = []

    def mentions(self) -> Iterator[Spoken]:
        """Every mention, in reading order."""
        matches = [m for m in self.extraction.annotated.matches("motion") if m.rule.outcome == "record"]
        named = [m.start for m in matches if m.rule.reading != "unnamed"] + [len(self.text)]
        following = 0
        for match in matches:
            while named[following] <= match.start and following < len(named) - 1:
                following += 1
            sentence = self.extraction.annotated.sentence_at(max(match.start, match.end - 1))
            limit = min(max(sentence.end, match.end), named[following] if named[following] >= match.end else len(self.text))
            if match.rule.reading == "heading":
                yield self._heading(match)
            elif match.rule.reading == "unnamed":
                yield from self._unnamed(match, limit)
            elif match.rule.reading == "numbered":
                yield self._with_context(self._spoken(match, match.start, match.end, number=self._group(match, "number")), limit)
            else:
                yield from self._named(match, limit)

    def _group(self, match: Match, name: str) -> str:
        start, end = match.groups.get(name, (0, 0))
        return self.text[start:end]

    def _spoken(self, match: Match, start: int, end: int, **values: object) -> Spoken:
        number = bisect_right(self._paragraph_starts, start)
        sentence = self.extraction.annotated.sentence_at(start)
        return Spoken(start, end, match.rule, number, sentence.start, **values)  # type: ignore[arg-type]

    def _with_context(self, spoken: Spoken, limit: int, around: int | None = None) -> Spoken:
        """Add date, fate and request; ``around`` is where the words behind the mention begin, past its bracket."""
        end = around or spoken.end
        context = self.context
        spoken.date, spoken.date_inferred = context.date(spoken.start, spoken.end, limit)
        if spoken.date is None and end != spoken.end:
            spoken.date, spoken.date_inferred = context.date(spoken.start, end, limit)
        spoken.status = context.status(spoken.start, end, limit) or spoken.status
        spoken.asks = context.asks(spoken.start, end)
        return spoken

    def _named(self, match: Match, limit: int) -> Iterator[Spoken]:
        start, end = match.groups["members"]
        plural = self._group(match, "word").casefold().endswith("s")
        if match.rule.reading == "named":
            groups = behind_the_word(self.text, start, end, self.rules, plural=plural)
        else:
            groups = in_groups(self.text, start, end, self.rules)
            if groups and not plural:
                people = tuple(p for g in groups for p in g.proposers)
                groups = [Proposed(people, any(g.and_others for g in groups), match.start, match.end)]
        if not groups:
            yield from self._unnamed(match, limit)
            return
        places = [(match.start if i == 0 else g.start, match.end if i == len(groups) - 1 else g.end) for i, g in enumerate(groups)]
        found = []
        for i, (a, b) in enumerate(places):
            # A bracket with a citation may have been read with the names: then the mention keeps it.
            inside = list(dict.fromkeys(p.target for p in self.context.papers_between(groups[i].start, b) if p.target))
            behind = limit if i == len(groups) - 1 else places[i + 1][0]
            found.append((inside, b) if inside else self.context.targets_behind(a, b, behind))
        last = found[-1][0]
        if len(groups) > 1 and len(last) == len(groups) and not any(targets for targets, _ in found[:-1]):
            found = [([paper], close) for paper, (_, close) in zip(last, found, strict=True)]
        if plural and len(groups) == 1 and len(groups[0].proposers) > 1 and match.rule.reading == "members":
            # `de moties van de leden A en B`: whose is which, the letter does not say; their Kamerstukken it may.
            for paper in last:
                yield self._with_context(self._spoken(match, match.start, found[0][1], target=paper), limit)
            if not last:
                self.doubts.append((match.start, match.end, match, "several motions of several members: whose is which is not said", ()))
            return
        if plural and len(groups) == 1 and len(last) > 1:
            for paper in last:  # `de moties-Bakker (31 239, nrs. 4 en 5)`: one member, a motion for each Kamerstuk.
                spoken = self._spoken(match, match.start, max(match.end, found[0][1]), proposers=groups[0].proposers, target=paper)
                spoken.and_others = groups[0].and_others
                yield self._with_context(spoken, limit)
            return
        for (start, end), group, (targets, close) in zip(places, groups, found, strict=True):
            target = targets[0] if len(targets) == 1 else None
            before = self.context.target_before(start) if not targets else None
            if len(targets) > 1:
                self.doubts.append((start, end, match, "several Kamerstukken for one motion", tuple(targets)))
            spoken = self._spoken(match, start, max(end, close), proposers=group.proposers, and_others=group.and_others)
            spoken.target = target or before
            spoken.number = self._group(match, "number") or None
            if match.rule.id in _TABLED and regex.search(r"(?i)ingedien|voorgesteld|dien(?:de|t)", self.text[match.start : end + 60]):
                spoken.status = "submitted"
            yield self._with_context(spoken, limit)

    def _unnamed(self, match: Match, limit: int) -> Iterator[Spoken]:
        """A motion by its Kamerstuk; without one, a word that points back, else no motion in particular."""
        start, end = match.groups.get("word", (match.start, match.end))
        targets, close = self.context.targets_behind(start, end, limit)
        if not targets and (before := self.context.target_before(start)):
            targets = [before]
        plural = self._group(match, "word").casefold().endswith("s")
        if targets and (plural or len(targets) == 1):
            for target in targets:
                of_before = not plural and self._group(match, "pointer").casefold() in _BACK
                yield self._with_context(self._spoken(match, start, max(end, close), target=target, of_before=of_before), limit, close)
        elif targets:
            self.doubts.append((start, end, match, "several Kamerstukken for one motion", tuple(targets)))
        elif self._points_back(match, end):
            pointer = self._group(match, "pointer").casefold()
            every = plural or pointer.startswith("beide")
            yield self._with_context(self._spoken(match, start, end, points="all" if every else "one"), limit)

    def _points_back(self, match: Match, end: int) -> bool:
        pointer = self._group(match, "pointer").casefold()
        return bool(pointer) and (pointer != "de" or not self.context.matches("motion_described", self.text[end : end + 40]))

    def _heading(self, match: Match) -> Spoken:
        fields = self.extraction.fields
        members = self._group(match, "members")
        spoken = self._spoken(match, match.start, match.end, proposers=from_capitals(members), and_others="C.S." in members)
        spoken.status = "submitted"
        if fields.kind == "motie":
            spoken.target = fields.letter_id if fields.letter_id.startswith("kst-") else None
            spoken.asks = self.context.dictum()
        tabled = self.context.days_between(match.end, match.end + 200)
        spoken.date = tabled[0].date_start if tabled else fields.date if fields.kind == "motie" else None
        return spoken


def _record(extraction: Extraction, joined: Joined) -> Motion:
    first = joined.spoken[0]
    dated = joined.dated
    return extraction.make(
        Motion,
        first.start,
        first.end,
        first.rule,
        mentions=tuple(Mention(quote=extraction.text[s.start : s.end], start=s.start, end=s.end) for s in joined.spoken),
        proposers=joined.proposers,
        and_others=any(s.and_others for s in joined.spoken),
        date=dated.date if dated else None,
        status=joined.status,
        target=joined.target,
        asks=next((s.asks for s in joined.spoken if s.asks), None),
        inferred=("date",) if dated and dated.date_inferred else (),
    )


def extract(extraction: Extraction) -> Iterator[Motion | Rejected]:
    """Find the motions and join their mentions; reads the citations and dates found before."""
    if not extraction.annotated.rules.of("motion"):
        return
    reader = _Reader(extraction)
    motions, doubts = join(list(reader.mentions()), extraction.fields.dossiers)
    for joined in motions:
        yield _record(extraction, joined)
    for doubt in doubts:
        spoken = doubt.spoken
        yield extraction.reject("motion", spoken.start, spoken.end, spoken.rule, doubt.reason, doubt.candidates)
    for start, end, match, reason, candidates in reader.doubts:
        yield extraction.reject("motion", start, end, match.rule, reason, candidates)
