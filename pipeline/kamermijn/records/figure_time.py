"""The time a figure is about, and what a change is compared with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from kamermijn.language import Match, Sentence
from kamermijn.model import Record
from kamermijn.records.date import Date
from kamermijn.records.figure_amount import DURATIONS, Amount
from kamermijn.records.figure_context import Surroundings, words_pattern
from kamermijn.records.figure_period_row import Span, shared_period
from kamermijn.rules import Rules

# A day names a letter or a debate more often than the time of a figure.
_OF_FIGURES = frozenset({"month", "season", "quarter", "year", "period"})
# A date this close to a number is about it, whatever else stands in the sentence.
ADJACENT = 32
_REACH = 120
_STRUCTURAL = regex.compile(r"(?i)(?:,|\sen)\s(?:(?:daarna|vervolgens)\s)?structureel\s(?:[€$]\s?)?$")
_TOUCHING = regex.compile(r"\s(?:er\s|nog\s)?(?:[€$]\s?)?")
BOUNDARY = regex.compile(r"[;:]\s|,\s(?:en|maar|terwijl|waarbij|waarvan)\s")


class Places:
    """Records of one kind in reading order, to be asked for those in a span without walking over all."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self._starts = [record.start for record in records]

    def within(self, start: int, end: int) -> Sequence[Record]:
        """The records that start in ``[start, end)``."""
        return self.records[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, start: int, end: int, reach: int = 400) -> Record | None:
        """A record that shares a character with the span; none is longer than ``reach``."""
        return next((r for r in self.within(max(0, start - reach), end) if r.end > start), None)


def beside_a_date(match: Match, dates: Places) -> Match:
    """Of a range one end of which is a date (`in 2014 tot 330 zaken`, `€ 5 mln. tot en met 2026`), what is left is the other end."""
    low, high = match.groups.get("low"), match.groups.get("high")
    if not low or not high or bool(dates.overlapping(*low)) == bool(dates.overlapping(*high)):
        return match
    if dates.overlapping(*high):
        groups = {name: span for name, span in match.groups.items() if span[1] <= low[1]}
        return replace(match, end=low[1], groups=groups)
    groups = {name: span for name, span in match.groups.items() if span[0] >= high[0] and name != "high"}
    return replace(match, start=high[0], groups={**groups, "low": high})


_PER = regex.compile(r"(?i)(?<!\p{L})per\s(?:(?:begin|eind|medio|primo|ultimo)\s)?$")
# `per 2000 inwoners`: a number of things, no year.
_COUNTED = regex.compile(r"\d{4}\s\p{Ll}{3,}(?:en|s)(?!\p{L})")


def up_to_its_day(around: Surroundings, end: int, text: str, times: Sequence[Places]) -> Surroundings:
    """The surroundings of a figure that ends at ``end``, up to the time from which it holds: in `€ 500 per 1 januari` it is per nothing."""
    for places in times:
        for record in places.within(end, end + len(around.behind)):
            is_time = getattr(record, "attempted", "date") == "date" and not _COUNTED.match(text, record.start)
            if is_time and _PER.search(text, end, record.start):
                return replace(around, behind=around.behind[: record.start - end])
    return around


@cache
def _than(rules: Rules) -> regex.Pattern[str]:
    words = words_pattern(rules, "figure_baseline")
    of = "in|de|het|jaar|begin|eind|het jaar|niveau van|gemiddelde (?:van|in|over)|stand (?:van|op|per)|peil van"
    return rules.compile(rf"(?i)(?<!\p{{L}})(?:{words})\s(?:(?:{of})\s)*$")


def period_and_baseline(
    amount: Amount,
    sentence: Sentence,
    text: str,
    dates: Places,
    rejected: Places,
    others: Sequence[Amount],
    changes: bool,
    averaged: bool,
    paragraph_start: int,
    rules: Rules,
) -> tuple[Span, Span]:
    """The dates of a figure, from those of its sentence: the one behind it before the next number, else the nearest before.

    A date behind `ten opzichte van` or `dan in` is what a change is compared with, never its period.
    """
    period: Span | None = None
    source: Date | None = None
    adjacent = False
    baseline: Span = (None, None)
    following = next_number(amount, others, sentence)
    nearest_before: Date | None = None
    for record in dates.within(sentence.start, sentence.end):
        assert isinstance(record, Date)
        since = _SINCE.match(record.quote) and record.date_end is None and not _GOES_ON.search(text, record.end, amount.start)
        if changes and baseline == (None, None) and since:
            baseline = (record.date_start, None)  # `daalde sinds januari met 35 punten`: from how it was then.
        compared = _than(rules).search(text, max(sentence.start, record.start - 60), record.start) is not None
        if (compared and record.start >= amount.end) or _compares(record, sentence, text, rules):
            if changes and baseline == (None, None):
                baseline = (record.date_start, record.date_end)
        elif record.end <= amount.start:
            if (
                not _in_title(record, text)
                and (_of_figures(record) or _reference_day(record, text, amount, others, rules))
                and not (compared and (changes or "," in text[record.end : amount.start]))
                and not _OF_PRICES.search(text, max(sentence.start, record.start - 30), record.start)
            ):
                nearest_before = record
        elif _NUMBER_BEHIND.match(text, record.end) or _of_next(record, amount, others, text):
            continue  # `38,5 procent (2020: 36,1 procent)`: the time of the number behind it.
        elif _OF_PRICES.search(text, max(sentence.start, record.start - 30), record.start):
            continue
        elif period is None and record.start < following and not BOUNDARY.search(text, amount.end, record.start):
            gap = record.start - amount.end
            if "," in text[amount.end : record.start]:
                gap = ADJACENT  # Behind a comma a date belongs to what follows it.
            if _of_figures(record) or (record.precision == "vague" and gap < ADJACENT):
                period, adjacent, source = (record.date_start, record.date_end), gap < ADJACENT, record
    if nearest_before is not None and _TOUCHING.fullmatch(text, nearest_before.end, amount.start):
        adjacent = False  # `in 2019 4.200 en in 2020 5.100`.
    if nearest_before is not None and (period is None or (not adjacent and amount.start - nearest_before.end < ADJACENT)):
        lasts = amount.unit in DURATIONS and not changes and not averaged
        if not lasts or amount.start - nearest_before.end < ADJACENT:
            period, source = (nearest_before.date_start, nearest_before.date_end), nearest_before
    if period is not None and source is not None:
        period = shared_period(source, amount, dates.within(sentence.start, sentence.end), others, text)
    if not adjacent and _unplaced(amount, sentence, text, rejected, nearest_before):
        period = None
    if not adjacent and nearest_before is not None and _moved_on(nearest_before, amount, others, text):
        period = None
    if period is None and changes and amount.unit in ("percent", "ratio") and not _EACH_YEAR.match(text, amount.end):
        period = _carried(sentence, paragraph_start, text, dates, rules)
    return period or (None, None), baseline


def _moved_on(date: Date, amount: Amount, others: Sequence[Amount], text: str) -> bool:
    """Whether the sentence has gone on to another time since a date before the number: to now, or to then on.

    `in 2025 € 12 mln. en structureel € 15 mln.`: from then on, but the letter does not say from when. In `vanaf 2021 is structureel € 5
    mln. beschikbaar` no other number stands between.
    """
    if _AGAINST.search(text, date.end, amount.start) and _NOW_BEHIND.match(text, amount.end):
        return True
    if _NOW_BEFORE.search(text, date.end, amount.start):
        return True
    apart = any(date.end <= other.start and other.end <= amount.start and other.unit == amount.unit for other in others)
    return apart and _STRUCTURAL.search(text, date.end, amount.start) is not None


# `tegen 54 procent nu`; `in 2035 90 procent, nu 54 procent`; `voorheen was dat € 38.000`.
_NOW_BEHIND = regex.compile(r"\s(?:nu|thans|momenteel|op\sdit\smoment)(?!\p{L})(?!\s(?:al|nog|eenmaal)\s)")
# Elsewhere `nu` may tell when something is reckoned or set apart (`voor 2020 wordt nu een tekort van 2 procent voorzien`).
_AGAINST = regex.compile(r"(?:,|\s)\s?tegen\s(?:(?:ruim|bijna|circa|ongeveer|nog|slechts)\s)?(?:[€$]\s?)?$")
_NOW_BEFORE = regex.compile(
    r"[,;]\s(?:en\s)?(?:nu|thans|momenteel|op\sdit\smoment|voorheen|voordien)\s"
    r"(?:(?:is|zijn|was|waren|bedraagt|bedroeg)\s(?:(?:dat|het|dit|er)\s)?)?(?:(?:nog|al|slechts|ruim|bijna|circa|ongeveer)\s)*(?:[€$]\s?)?$"
)
# What the prices of an amount are those of: `€ 5 mln. (prijspeil 2019)`, an index with `2015 = 100`.
_OF_PRICES = regex.compile(
    r"(?i)(?<!\p{L})(?:(?:loon-\sen\s)?prijspeil|prijsniveau|(?:in|tegen)\s(?:constante\s)?prijzen|basisjaar)\s(?:(?:van|per|begin|eind)\s)*$"
)
# What comes again each year is not of the time told in the sentence before.
_EACH_YEAR = regex.compile(r"\s(?:op\sjaarbasis|per\sjaar|elk\sjaar|structureel|jaarlijks)(?!\p{L})")
_GOES_ON = regex.compile(r",|\s(?:en|maar|terwijl|waar\p{L}+)\s")
_SINCE = regex.compile(r"(?i)(?:sinds|sedert)\s")
# Between a number and the time of the next one.
_ON_TO = regex.compile(r"(?:,|,?\s(?:en|maar|terwijl|of)|;)\s(?:(?:in|over|per|op)\s(?:(?:de|het)\s)?)?$")


def _of_next(date: Date, amount: Amount, others: Sequence[Amount], text: str) -> bool:
    """Whether a date behind a number opens what is said of the next one: `3,5 procent en in 2010 met 2 procent`, `4, in 2018 naar 6`."""
    link = _ON_TO.search(text, amount.end, date.start)
    if link is None or (link[0].strip(", ") in ("en", "of") and not _OPENING.match(date.quote)):
        return False
    following = next((other for other in others if other.start >= date.end), None)
    if following is None or not (following.unit == amount.unit or {following.unit, amount.unit} <= DURATIONS):
        return False
    leads = _LEADS.fullmatch(text, date.end, following.start)
    # `gebouwd, in 2018 met 3 kranen`: so many others, that take part.
    return leads is not None and not (amount.unit == "count" and " met " in leads[0])


# From a time to the number of then; `in 2018 met hulp van 3 gemeenten` tells more of the number before.
_LEADS = regex.compile(
    r"(?:\s(?:naar|tot|op|met|op\snaar\sverwachting|naar\sverwachting|verwacht|nog|nog\seens|zelfs|circa|ongeveer|ruim|bijna|maximaal|minimaal|structureel"
    r"|gemiddeld|slechts|weer|een|van|de|het))*\s(?:[€$]\s?)?"
)


# A date that says its own preposition.
_OPENING = regex.compile(r"(?i)(?:vanaf|sinds|tot|na|voor|begin|medio|eind|tussen|dit|vorig|volgend)(?!\p{L})")


_NUMBER_BEHIND = regex.compile(r"\s?=\s?100(?!\d)|:\s*(?:[€$]\s?|(?:ongeveer|circa|ruim|bijna)\s)?\d")


@cache
def _compared(rules: Rules) -> regex.Pattern[str]:
    words = words_pattern(rules, "figure_baseline", "compared")
    return rules.compile(rf"(?i)(?<!\p{{L}})(?:{words})\s(?:(?:het|de|jaar|begin|eind|in|niveau van)\s)*$")


def _compares(record: Date, sentence: Sentence, text: str, rules: Rules) -> bool:
    """Whether a time is what is compared with, wherever in its sentence it stands: `ten opzichte van 2019 nam het met 5% af`."""
    return _compared(rules).search(text, max(sentence.start, record.start - 60), record.start) is not None


# A time told by another one, which no date says: `een jaar eerder waren dat er 998`.
_ELSEWHEN = regex.compile(
    r"(?i)(?<!\p{L})(?:jaar|jaren|maand(?:en)?|week|weken|dag(?:en)?)\s(?:eerder|later|daarvoor|daarna|ervoor|erna)(?!\p{L})[^;]*$"
)


def next_number(amount: Amount, others: Sequence[Amount], sentence: Sentence) -> int:
    """Where the next number of the sentence begins, its end where none follows; ``others`` in reading order."""
    index = bisect_left(others, amount.end, key=lambda other: other.start)
    return others[index].start if index < len(others) else sentence.end


def _unplaced(amount: Amount, sentence: Sentence, text: str, rejected: Places, nearest: Date | None) -> bool:
    """Whether a time that has no certain dates stands closer before the number than the nearest date."""
    start = nearest.end if nearest is not None else sentence.start
    doubtful = any(getattr(r, "attempted", "") == "date" for r in rejected.within(start, amount.start))
    return doubtful or _ELSEWHEN.search(text, max(start, amount.start - _REACH), amount.start) is not None


@cache
def _stands(rules: Rules) -> regex.Pattern[str]:
    return rules.compile(rf"\s(?:{words_pattern(rules, 'figure_state_verb')})(?:\s(?!op|bij|over|door)[\p{{L}}’'-]+){{0,6}}\s(?:[€$]\s?)?$")


def _of_figures(record: Date) -> bool:
    """Whether a time is one that figures are about; `ultimo 2014` is a day on which things are counted."""
    return record.precision in _OF_FIGURES or record.quote[:6].casefold() in ("ultimo", "primo ")


# Between two numbers of a list, each with what it counts: `11,9 miljoen varkens, 101 miljoen kippen en 3,8 miljoen runderen`.
_LISTED = regex.compile(r"(?:\s(?!(?:die|dat|waar\p{L}+)\s)[\p{L}’'-]+){1,5}(?:,|,?\sen)\s(?:(?:ruim|circa|ongeveer|bijna)\s)?(?:[€$]\s?)?")


def _reference_day(record: Date, text: str, amount: Amount, others: Sequence[Amount], rules: Rules) -> bool:
    """Whether a day says how things stood then: `op 31 december 2022 stonden 1.254 kinderen op een lijst`; so it does of a whole list."""
    index = bisect_left(others, amount.start, key=lambda other: other.start)
    while index > 0 and others[index - 1].start >= record.end and _LISTED.fullmatch(text, others[index - 1].end, others[index].start):
        index -= 1
    amount = others[index]
    if record.precision != "day" or not regex.search(
        r"(?i)(?<!\p{L})(?:op|per|peildatum)\s$", text[max(0, record.start - 12) : record.start]
    ):
        return False
    if _stands(rules).match(text[record.end : amount.start]) is not None:
        return True
    # `bedroeg op 1 juli 2022 € 524`: the verb stands before the day, and the number right behind it.
    verb = words_pattern(rules, "figure_state_verb")
    before = rules.compile(rf"(?i)(?<!\p{{L}})(?:{verb})\s(?:op|per)\s$").search(text, max(0, record.start - 40), record.start)
    return before is not None and regex.fullmatch(r"\s(?:\p{L}+\s)?", text[record.end : amount.start]) is not None


def _carried(sentence: Sentence, paragraph_start: int, text: str, dates: Places, rules: Rules) -> Span | None:
    """The period of a change whose sentence names none: the last one named before it in its paragraph (`Dat is 15% minder`)."""
    for record in reversed(dates.within(max(paragraph_start, sentence.start - 400), sentence.start)):
        assert isinstance(record, Date)
        if (
            record.precision in _OF_FIGURES
            and not _in_title(record, text)
            and not _than(rules).search(text, max(0, record.start - 60), record.start)
        ):
            return record.date_start, record.date_end
    return None


def _in_title(record: Record, text: str) -> bool:
    """A year right behind a capitalised word stands in a title (`Monitor Afval 2015`)."""
    word = regex.search(r"(\p{Lu}[\p{L}-]+)\s$", text[max(0, record.start - 40) : record.start])
    return word is not None and word[1].casefold() not in _OPENERS


# Prepositions that may open a sentence before a year.
_OPENERS = frozenset({
    "in", "van", "voor", "sinds", "vanaf", "over", "per", "tot", "tussen", "tijdens", "begin", "eind", "medio", "anno", "rond", "na", "ook",
    "op", "peildatum",
})  # fmt: skip
