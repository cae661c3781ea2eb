"""From rule matches to phrases: the times of a letter that stand outside its citations, each with what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from kamermijn.dutch.calendar import Period
from kamermijn.dutch.recurring import Yearly
from kamermijn.language import Match, settle
from kamermijn.model import Record, RuleError
from kamermijn.records import date_readings, date_relative
from kamermijn.records.date_meaning import Found, Reading, Unclear
from kamermijn.records.date_phrases import Connectives, Phrase
from kamermijn.records.extraction import Extraction
from kamermijn.rules import Rule

_READERS = {**date_readings.READERS, **date_relative.READERS}
# A time never runs over the end of a paragraph or a cell.
_BREAK = re.compile(r"[\n\t]")
# Readings of several times in one match: the reading of each, the group of the last, and how a number is placed in a year.
_LISTS: dict[str, tuple[str, str, Callable[[Found, int], Callable[[int], Period | None]]]] = {
    "day_list": ("day", "day", lambda found, number: date_readings.on_day(number, date_readings.month_of(found))),
    "week_list": ("week", "number", lambda _, number: date_readings.in_week(number)),
}
_CONNECTIVES = ("part", "shape", "join", "suffix")


class _Spans:
    """Stretches of text that nothing may be found in, asked in the time of a bisection."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for record in sorted(records, key=lambda r: r.start):
            if self._ends and record.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], record.end)
            else:
                self._starts.append(record.start)
                self._ends.append(record.end)

    def touch(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[index] > start


def find_matches(extraction: Extraction) -> tuple[list[Match], Connectives]:
    """The times that stand outside citations, overlaps settled, and the words that may shape or join them."""
    cited = _Spans(extraction.found.get("citations", ()))
    words, times = Connectives(extraction.text), []
    for match in extraction.annotated.all_matches("date"):
        if match.rule.reading in _CONNECTIVES:
            words.add(match)
        elif (
            not cited.touch(match.start, match.end)
            and not _BREAK.search(extraction.text, match.start, match.end)
            and not extraction.tables.is_number(match.start)
        ):
            if extraction.tables.is_part_of_year(match.start, match.end):
                extraction.ignored.append((match.start, match.end, "month or quarter in a table, without its year"))
                continue
            times.append(match)
    return list(settle(times)), words


def _reader(rule: Rule) -> date_readings.Reader:
    """The reader that a rule asks for; a rule that asks for none finds things that stay unread."""
    if rule.outcome == "reject":
        return lambda _: Reading(Unclear(rule.reason or ""))
    if rule.reading is None:
        return lambda _: Reading(Unclear("its rule does not say how it is read"))
    try:
        return _READERS[rule.reading]
    except KeyError:
        known = ", ".join(sorted((*_READERS, *_LISTS, *_CONNECTIVES)))
        raise RuleError(f"rule `{rule.id}`: there is no reading `{rule.reading}`; a rule for dates can have: {known}") from None


def read_match(extraction: Extraction, match: Match) -> Iterator[Phrase]:
    """The phrases of one match: one, none, or one for each day of a list."""
    found = Found(match, extraction.text, extraction.annotated.rules, extraction.anchor)
    kind = match.rule.reading or ""
    if kind not in _LISTS:
        reading = _reader(match.rule)(found)
        if reading:
            yield Phrase(match.start, match.end, match.rule, reading, kind)
        return
    single, group, place = _LISTS[kind]
    first, last = match.groups["first"]
    link = "through" if "through" in match.groups else "and"
    for index, number in enumerate(re.finditer(r"\d+", extraction.text[first:last])):
        one = Reading(Yearly(place(found, int(number[0]))), inferred=True)
        start = match.start if single == "week" and not index else first + number.start()
        yield Phrase(start, first + number.end(), match.rule, one, single, link=link)
    reading = _READERS[single](found)
    if reading:
        yield Phrase(match.groups[group][0], match.end, match.rule, reading, single)
