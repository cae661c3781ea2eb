"""What a time expression can mean before the letter decides its year, and the matched words at hand to read it from."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from kamermijn.dutch.calendar import Period
from kamermijn.dutch.recurring import Yearly
from kamermijn.language import Match
from kamermijn.rules import Rules

NO_ANCHOR = "the letter has no date to count from"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A time expression without a certain value: why, and the readings (EDTF) between which nothing decides."""

    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FromYear:
    """Counts from a year that was just named (`de jaren daarna`); ``otherwise`` is its reading where none was.

    So it is where that year has no such day. ``alike``: beside a day, month or quarter it is the same one (`een jaar eerder`).
    """

    place: Callable[[int], Period | None]
    otherwise: Period | Unclear
    alike: bool = False


@dataclass(frozen=True, slots=True)
class UpToReported:
    """Ends with the newest year that the letter reports on (`de afgelopen vijf jaar`)."""

    place: Callable[[datetime.date, int], Period]


@dataclass(frozen=True, slots=True)
class Following:
    """The first such time of the year behind one that was just named (`in het voorjaar daarna`)."""

    yearly: Yearly


Meaning = Period | Yearly | Unclear | FromYear | Following | UpToReported


@dataclass(frozen=True, slots=True)
class Reading:
    """What a match says, and how sure its year is: ``past`` and ``ahead`` are words of direction (``over``: it has ended),
    ``inferred`` an unsaid year. ``general``: without a verb it may mean every year (`in de winter vriest het`)."""

    meaning: Meaning
    inferred: bool = False
    past: bool = False
    ahead: bool = False
    over: bool = False
    exact: Callable[[int], Period | None] | None = None
    weekday: int | None = None
    general: bool = False


@dataclass(frozen=True)
class Found:
    """A match with its words at hand; word lists are asked by what they say."""

    match: Match
    text: str
    rules: Rules
    anchor: datetime.date | None

    def word(self, group: str) -> str | None:
        """The words of a group, in lower case with single spaces; None where the group is not there."""
        if group not in self.match.groups:
            return None
        start, end = self.match.groups[group]
        return " ".join(self.text[start:end].casefold().split())

    def key(self, lexicon: str, group: str) -> str | None:
        """The key under which the word of a group stands in a word list."""
        word = self.word(group)
        if word is None:
            return None
        entries = self.rules.lexicon(lexicon).items()
        return next((key for key, words in entries if word in (w.casefold() for w in words)), None)

    def number(self, group: str) -> int | None:
        """A group in digits."""
        word = self.word(group)
        return int(word.strip("’'‘")) if word else None

    def count(self, group: str) -> float | None:
        """A small number, in digits or words."""
        word = self.word(group)
        return float(word) if word and word.isdigit() else float(self.key("date_count", group) or 0) or None

    @property
    def year(self) -> int | None:
        """The year that the words say, in four digits, in two (of this century), or as `vorig jaar` from the anchor."""
        if (full := self.number("year")) is not None:
            return full
        if (short := self.number("short_year")) is not None:
            return 2000 + short if short < 70 else 1900 + short
        relative = self.key("date_relative_year", "relative_year")
        return self.anchor.year + {"previous": -1, "this": 0, "next": 1}[relative] if relative and self.anchor else None


def yearly(found: Found, place: Callable[[int], Period | None], reason: str = "there is no such day") -> Reading:
    """A time of the year, placed in the year that the words say, else left to the context."""
    weekday = found.key("date_weekday", "weekday")
    if found.word("relative_year") and found.anchor is None:
        return Reading(Unclear(NO_ANCHOR))
    if found.year is not None:
        said = place(found.year)
        return Reading(said or Unclear(reason), inferred=found.number("year") is None)
    if found.word("same_year"):
        return Reading(FromYear(place, Unclear("no year was named before it")), inferred=True)
    if found.word("following"):
        return Reading(Following(Yearly(place)), inferred=True)
    direction = found.key("date_direction", "direction")
    return Reading(
        Yearly(place),
        inferred=True,
        past=found.word("past") is not None or direction in ("past", "previous"),
        over=direction == "previous",
        ahead=found.word("next") is not None or direction in ("next", "coming"),
        weekday=int(weekday) if weekday else None,
    )
