"""Put time expressions together: part and time (`eind 2016`), shape and time (`vanaf 2018`), time and time (`2 mei tot 4 juni`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

import regex

from kamermijn.dutch import calendar
from kamermijn.dutch.calendar import Part, Period
from kamermijn.dutch.recurring import Yearly
from kamermijn.language import Match
from kamermijn.records.date_meaning import Reading, Unclear
from kamermijn.rules import Rule

# A paragraph or a cell ends at a line end or a tab: no word beyond it shapes a time.
_ARTICLE = regex.compile(r"[^\S\n\t]+(?:(?:de|het)(?:[^\S\n\t]+(?:maand|\p{L}*ja(?:ar|ren)))?|maand|\p{L}*ja(?:ar|ren))[^\S\n\t]+$")
_BREAK = regex.compile(r"[\n\t]")
_SPACE = regex.compile(r"[^\S\n\t]+$")


@dataclass
class Phrase:
    """One time expression while it is put together; ``start`` and ``end`` grow with what joins it."""

    start: int
    end: int
    rule: Rule
    """The rule that says most about it: the one that shapes it, else that joins it, else that found it."""
    reading: Reading
    kind: str = ""
    """The reading of the rule that found it."""
    part: Part | None = None
    shape: str | None = None
    shape_rule: Rule | None = None
    shape_start: int = 0
    link: str | None = None
    """How the next phrase hangs on this one: through, until or and."""
    link_rule: Rule | None = None


@dataclass
class Connectives:
    """The words that shape or join times, by the offset at which they touch one."""

    text: str
    before: dict[str, dict[int, Match]] = field(default_factory=lambda: {"part": {}, "shape": {}})
    behind: dict[str, dict[int, Match]] = field(default_factory=lambda: {"join": {}, "suffix": {}})

    def add(self, match: Match) -> None:
        """Keep a match where it can be found from the time beside it; of several at one place the longest, then the first in rank."""
        kind = match.rule.reading or ""
        if kind in self.before:
            kept, place = self.before[kind], match.end
        else:
            kept, place = self.behind[kind], match.start
        rival = kept.get(place)
        if rival is None or (match.end - match.start, match.rule.priority) > (rival.end - rival.start, rival.rule.priority):
            kept[place] = match

    def ahead_of(self, kind: str, start: int) -> Match | None:
        """The part or shape that stands directly before an offset, an article between them or not."""
        near = self.text[max(0, start - 30) : start]
        for gap in (_SPACE.search(near), _ARTICLE.search(near)):
            if gap and (match := self.before[kind].get(start - len(gap[0]))):
                # `voor het jaar 2017` is never before it.
                return None if "ja" in gap[0] and match.rule.constants.get("shape") == "before_or_for" else match
        return None


def _part_in_year(meaning: Yearly, part: Part, year: int) -> Period | None:
    whole = meaning.place(year)
    return calendar.part_of(whole, part) if whole else None


def attach_parts(phrases: Iterable[Phrase], words: Connectives) -> None:
    """`eind`, `medio`, `begin` in front of a year, month, season or decade narrow it."""
    for phrase in phrases:
        match = words.ahead_of("part", phrase.start)
        if match is None:
            continue
        part: Part = "begin" if "begin" in match.groups else "middle" if "middle" in match.groups else "end"
        meaning = phrase.reading.meaning
        if isinstance(meaning, Period):
            narrowed = calendar.part_of(meaning, part)
            if narrowed is None and phrase.kind != "century":
                continue
            unclear = Unclear("nobody can tell how long that part of a century is")
            phrase.reading = replace(phrase.reading, meaning=narrowed or unclear)
        elif isinstance(meaning, Yearly):
            probe = meaning.place(2001)
            if probe is None or calendar.part_of(probe, part) is None:
                continue
            phrase.reading = replace(phrase.reading, meaning=Yearly(partial(_part_in_year, meaning, part)))
        else:
            continue
        phrase.start, phrase.part, phrase.rule = match.start, part, match.rule


def attach_joins(phrases: Sequence[Phrase], words: Connectives) -> None:
    """Link each phrase to the next where a join and nothing else stands between them."""
    for phrase, following in pairwise(phrases):
        match = words.behind["join"].get(phrase.end)
        if phrase.link is None and match and match.end == following.start and not _BREAK.search(words.text, match.start, match.end):
            phrase.link, phrase.link_rule = str(match.rule.constants["join"]), match.rule


def attach_shapes(phrases: Sequence[Phrase], words: Connectives) -> None:
    """`vanaf`, `tot`, `voor` in front of a phrase and `en verder` behind it; not inside a joined one."""
    linked = False
    for phrase in phrases:
        if not linked and (match := words.ahead_of("shape", phrase.start)):
            phrase.shape, phrase.shape_rule, phrase.shape_start = str(match.rule.constants["shape"]), match.rule, match.start
        if phrase.link is None and (suffix := words.behind["suffix"].get(phrase.end)):
            shape = str(suffix.rule.constants["shape"])
            # `de raming voor 2018 en verder`: what goes on from a year is for it, and not before it.
            if phrase.shape in (None, "before_or_for") or shape == "until_now":
                phrase.shape = shape if phrase.shape in (None, "before_or_for") else phrase.shape
                phrase.shape_rule, phrase.shape_start, phrase.end = suffix.rule, phrase.start, suffix.end
        if phrase.shape == "between" and phrase.link == "and":
            phrase.link = "through"
        linked = phrase.link in ("through", "until")


def chains(phrases: Sequence[Phrase]) -> Iterator[list[Phrase]]:
    """The phrases in groups that hang together."""
    chain: list[Phrase] = []
    for phrase in phrases:
        chain.append(phrase)
        if phrase.link is None:
            yield chain
            chain = []
    if chain:
        yield chain
