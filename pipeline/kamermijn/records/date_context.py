"""What the sentence says about a time: behind or ahead of the letter, *for* or *before*, and so the year that is meant."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

import regex

from kamermijn.dutch import edtf
from kamermijn.dutch.calendar import Period, add_months, last_of_month
from kamermijn.dutch.recurring import NEAR, Yearly, coming, latest, nearest
from kamermijn.language.syntax import LONGEST
from kamermijn.records.date_meaning import NO_ANCHOR, Following, FromYear, Reading, Unclear, UpToReported
from kamermijn.records.extraction import Extraction
from kamermijn.rules import Rules

Tense = Literal["past", "ahead"]
# A comma between a verb and a time makes it less likely that they belong together: it counts as so many characters.
_COMMA = 40
# A reading by the verb that lies so many days from the letter is in doubt where the other side has one so close.
_FAR, _CLOSE = 240, 92
_YEAR = 366
_WITHIN_YEAR = frozenset({"day", "month", "season", "quarter"})
_CLAUSE = regex.compile(r"[,;:()–]")


@cache
def _pattern(rules: Rules, name: str) -> regex.Pattern[str]:
    return rules.compile("(?i){" + name + "}")


def _far(period: Period | None, anchor: datetime.date, limit: int = _FAR) -> bool:
    """Whether a period with both ends lies more than so many days from the letter; none lies far."""
    if period is None or period.start is None or period.end is None:
        return True
    return max((period.start - anchor).days, (anchor - period.end).days) > limit


@dataclass
class Context:
    """A letter while its times are read in order; ``named`` holds what was read so far, as (start, end, period, its year said)."""

    extraction: Extraction
    named: list[tuple[int, int, Period, bool]] = field(default_factory=list)
    newest: int | None = None

    @property
    def anchor(self) -> datetime.date | None:
        """The day from which relative times count."""
        return self.extraction.anchor

    def says(self, pattern: str, text: str) -> bool:
        """Whether a named pattern of the rules is found in the text."""
        return _pattern(self.extraction.annotated.rules, pattern).search(text) is not None

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The sentence's words before and behind a span; of a run of text too long to be a sentence those nearby."""
        sentence = self.extraction.annotated.sentence_at(start)
        text = self.extraction.text
        first, last = max(min(sentence.start, start), start - LONGEST), min(max(sentence.end, end), end + LONGEST)
        return text[first:start], text[end:last]

    def _cues(self, head: str, tail: str) -> list[tuple[int, Tense]]:
        """The verbs of a sentence that look back or ahead, each with its distance from the time."""
        rules, found = self.extraction.annotated.rules, list[tuple[int, Tense]]()
        kinds: tuple[tuple[Tense, str], ...] = (("past", "date_past_cue"), ("ahead", "date_ahead_cue"))
        # A verb in two parts (`is ... gestart`) may stand around the time.
        sentence, behind = f"{head} {tail}", len(head) + 1
        for tense, name in kinds:
            ends = [match.span() for match in _pattern(rules, name).finditer(sentence)]
            between = [sentence[end : behind - 1] for _, end in ends if end < behind]
            between += [sentence[behind:start] for start, _ in ends if start >= behind][:1]
            found += [(len(words) + _COMMA * len(_CLAUSE.findall(words)), tense) for words in between]
        return found

    def tense(self, start: int, end: int) -> Tense | None:
        """Whether the time lies behind or ahead of the letter, by the nearest verb and by what it is the date of."""
        head, tail = self.around(start, end)
        if self.says("date_before_meeting", head):
            return "ahead"
        if self.says("date_from_document", head) or (self.says("date_of_meeting", head) and not self.says("date_plan_ahead", head + tail)):
            return "past"
        if cues := self._cues(head, tail):
            return min(cues)[1]
        return "past" if self.says("date_from_meeting", head) else None

    def note_reported(self, years: Iterable[tuple[int, int, int]]) -> None:
        """Find the newest year that the letter reports on, from its plain years as (start, end, year).

        A year is reported on where it stands in two or more sentences with a verb in the past, or (a closed year) with
        another number. Only the letter's own year and the two before it can be the newest; without any it is the letter's.
        """
        if self.anchor is None:
            return
        counts: Counter[int] = Counter()
        for start, end, year in years:
            if not self.anchor.year - 2 <= year <= self.anchor.year:
                continue
            head, tail = self.around(start, end)
            numbers = regex.search(r"\d", head + tail) is not None
            counts[year] += (year < self.anchor.year and numbers) or (numbers and self.tense(start, end) == "past")
        self.newest = max((year for year, count in counts.items() if count > 1), default=self.anchor.year)

    def year_named_before(self, start: int) -> int | None:
        """The year named last in the same paragraph before an offset."""
        paragraph = self.extraction.annotated.letter.paragraph(start)
        for begin, _, period, _ in reversed(self.named):
            if paragraph and begin < paragraph.start:
                return None
            if begin < start and (last := period.end or period.start):
                return last.year
        return None

    def _named_before(self, start: int, earliest: int = 0) -> Period | None:
        """The time named last before an offset in its paragraph, and not before ``earliest``."""
        paragraph = self.extraction.annotated.letter.paragraph(start)
        first = max(earliest, paragraph.start if paragraph else 0)
        return next((period for begin, _, period, _ in reversed(self.named) if first <= begin < start), None)

    def _years_from(self, counted: Period, year: int, start: int, *, alike: bool) -> Period | Unclear:
        """A year that is counted from one over two years (`schooljaar 2019-2020`, `een jaar eerder`) is such a year too.

        ``alike``: of a day, a month or a quarter in the same sentence it is the same one of that year.
        """
        named = self._named_before(start, self.extraction.annotated.sentence_at(start).start if alike else 0)
        if counted.precision in _WITHIN_YEAR and named and named.start and named.end and named.start.year != named.end.year:
            return Unclear("the year that it is counted from is one over two years")
        if counted.precision != "year" or not (named and named.start and named.end and counted.start):
            return counted
        over_years = named.start.year != named.end.year
        if (named.end - named.start).days > _YEAR:
            return Unclear("the time that it is counted from runs over several years") if over_years else counted
        if not over_years and not (alike and named.precision != "year"):
            return counted
        months = 12 * (counted.start.year - year)
        end = add_months(named.end, months)
        if named.end == last_of_month(named.end.year, named.end.month):
            end = last_of_month(end.year, end.month)
        return replace(named, start=add_months(named.start, months), end=end)

    def _neighbour(self, start: int) -> Period | None:
        """A time with its year said, within 300 characters before in the same paragraph."""
        paragraph = self.extraction.annotated.letter.paragraph(start)
        for begin, end, period, said in reversed(self.named):
            if start - end > 300 or (paragraph and begin < paragraph.start):
                return None
            if said and begin < start and period.start and period.end and period.precision != "year":
                return period
        return None

    def decide(self, reading: Reading, start: int, end: int, shape: str | None) -> Period | Unclear:
        """The one period that a reading means at this place, or why there is none."""
        meaning = reading.meaning
        if isinstance(meaning, (Period, Unclear)):
            if reading.ahead and isinstance(meaning, Period) and self.tense(start, end) != "ahead":
                return Unclear("nothing says that it lies ahead", (edtf.write(meaning),))
            return meaning
        if isinstance(meaning, FromYear):
            year = self.year_named_before(start)
            counted = meaning.otherwise if year is None else meaning.place(year) or meaning.otherwise
            if isinstance(counted, Period) and year is not None:
                return self._years_from(counted, year, start, alike=meaning.alike)
            return counted
        if isinstance(meaning, Following):
            named = self._named_before(start)
            later = coming(meaning.yearly, named.end, unbegun=True) if named and named.end else None
            return later or Unclear("no time was named before it")
        if self.anchor is None:
            return Unclear(NO_ANCHOR)
        if isinstance(meaning, UpToReported):
            return meaning.place(self.anchor, self.newest or self.anchor.year)
        chosen = self._choose(reading, meaning, self.anchor, start, end, shape)
        if reading.exact and isinstance(chosen, Period) and chosen.start:
            return reading.exact(chosen.start.year) or Unclear(f"the rules do not know the days of this recess in {chosen.start.year}")
        return chosen

    def _choose(
        self, reading: Reading, meaning: Yearly, anchor: datetime.date, start: int, end: int, shape: str | None
    ) -> Period | Unclear:
        impossible = Unclear("there is no such day near the letter's date")
        if reading.weekday is not None:
            fitting = [p for p in meaning.periods(anchor) if p.start and p.start.weekday() == reading.weekday]
            if reading.past or reading.ahead:
                fitting = [p for p in fitting if p.start and (p.start <= anchor if reading.past else p.start >= anchor)]
            return (
                min(fitting, key=lambda p: abs((p.start or anchor) - anchor))
                if fitting
                else Unclear("no year near the letter has that weekday")
            )
        if reading.past:
            return latest(meaning, anchor, ended=reading.over) or impossible
        if reading.ahead:
            return coming(meaning, anchor, unbegun=True) or coming(meaning, anchor) or impossible
        tense = self.tense(start, end) or ("ahead" if shape == "through" else None)
        before = shape in ("before", "before_or_for")
        neighbour = self._neighbour(start)
        following = coming(meaning, neighbour.start) if neighbour and neighbour.start else None
        readings: list[Period | None]
        if tense is None and reading.general and shape is None:
            return Unclear("nothing says which year's, or that one year's is meant")
        if tense is None:
            readings = [*nearest(meaning, anchor), following]
            if before and reading.general:
                readings = [coming(meaning, anchor, unbegun=True), latest(meaning, anchor)]
        elif tense == "past":
            behind, near = latest(meaning, anchor, ended=shape == "after"), coming(meaning, anchor)
            readings = [behind, following if following and (following.end or anchor) <= anchor else None]
            if self._looks_ahead_too(start, end) and _far(behind, anchor) and not _far(near, anchor, _CLOSE):
                readings.append(near)
        else:
            ahead, near = coming(meaning, anchor, unbegun=before), latest(meaning, anchor)
            readings = [ahead]
            if _far(ahead, anchor, NEAR) and following and following.end and following.end >= anchor:
                readings.append(following)
            # What comes before a time cannot lie ahead when that time is over; one that runs may still be meant.
            if near and (near.end or anchor) >= anchor if before else _far(ahead, anchor) and not _far(near, anchor, _CLOSE):
                readings.append(near)
        certain = {edtf.write(period): period for period in readings if period}
        if len(certain) == 1:
            return next(iter(certain.values()))
        return Unclear("the letter does not decide the year", tuple(sorted(certain))) if certain else impossible

    def _looks_ahead_too(self, start: int, end: int) -> bool:
        head, tail = self.around(start, end)
        if self.says("date_from_document", head):
            return False
        return self.says("date_of_meeting", head) or any(tense == "ahead" for _, tense in self._cues(head, tail))

    def in_quoted_request(self, start: int) -> bool:
        """Whether an offset stands in the quoted request of a motion, which counts from a day of its own."""
        paragraph = self.extraction.annotated.letter.paragraph(start)
        begin = max(paragraph.start if paragraph else 0, start - 1200)
        return self.says("date_quoted_request", self.extraction.text[begin:start])

    def is_summer(self, start: int, end: int) -> bool:
        """Whether a season is the one that letters use as a term."""
        return self.says("date_summer", self.extraction.text[start:end])

    def is_planned(self, start: int, end: int) -> bool:
        """Whether `voor` (at ``start``) hangs on a plan or an agenda: something that is *for* a day."""
        head, tail = self.around(start, end)
        if self.says("date_planned_before_it", head):
            return True
        if not self.says("date_plan_before_it", head):
            return False
        acts = self.says("date_ahead_cue", head) or self.says("date_act_behind_it", tail)
        return not acts or self._in_subject(head, tail)

    def is_for(self, start: int, end: int) -> bool | None:
        """Whether `voor` (at ``start``) means *for* the time that ends at ``end``; None where nothing decides."""
        head, tail = self.around(start, end)
        if self.says("date_before_before_it", head):
            return False
        if self.says("date_for_before_it", head):
            return True
        if self.says("date_expects_before_it", head) and self.says("date_number_behind_it", tail):
            return True
        if self.says("date_before_behind_it", tail):
            return False
        if self.says("date_for_behind_it", tail) or self._in_subject(head, tail):
            return True
        due = self.says("date_due_before_it", head) or self.says("date_due_behind_it", tail)
        act = self.says("date_act_behind_it", tail)
        share = self.says("date_share_behind_it", tail) and not self.says("date_change", head + tail)
        if not due and (share or self.says("date_sum_behind_it", tail)):
            return True
        if self.says("date_goal_behind_it", tail) and not (due and act and not self.says("date_sum_noun", tail)):
            return None
        if act:
            return False
        return False if due and self.says("date_infinitive_behind_it", tail) else None

    def _in_subject(self, head: str, tail: str) -> bool:
        """Whether the time belongs to the sentence's first noun, the verb coming behind it (`De huur voor 2024 is ...`)."""
        return self.says("date_subject_before_it", head) and self.says("date_verb_behind_it", tail)
