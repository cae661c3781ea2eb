"""What stands around the mention of a motion: the Kamerstuk that holds it, its date, its fate and what it asks."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Literal

import regex

from kamermijn.model import Footnote
from kamermijn.records.citation import Citation
from kamermijn.records.date import Date
from kamermijn.records.extraction import Extraction
from kamermijn.rules import Rules

Status = Literal["adopted", "rejected", "submitted", "withheld", "withdrawn", "lapsed"]

_LAST_CITATION = regex.compile(r"\s*\([^()]*\d{2}[\s.]?\d{3}[^()]*\)$")
_NEXT = regex.compile(r"(?i)\p{L}*\s(?:(?:nader\s)?gewijzigde\s)?motie")
_BETWEEN_CITATIONS = regex.compile(r"[\s,;/]*(?:(?:en|alsmede|resp\.|respectievelijk)\s*)?")


@cache
def _pattern(rules: Rules, name: str) -> regex.Pattern[str]:
    return rules.compile("{" + name + "}")


class Context:
    """The citations, footnotes and dates of one letter, for looking up what belongs to a mention.

    ``limit`` is everywhere the offset up to which the words still belong to the mention: the end of its sentence or the
    next motion, whichever comes first.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.text = extraction.text
        self.rules = extraction.annotated.rules
        papers = [c for c in extraction.found.get("citations", ()) if isinstance(c, Citation) and c.type == "kamerstuk" and c.target]
        # `nr. 41 (t.v.v. nr. 28)`: the motion stands in the first; the other is the text that it took the place of.
        instead = _pattern(self.rules, "motion_instead")
        papers = [c for c in papers if not ((former := instead.search(c.quote)) and former["number"] == c.number)]
        replaced = _pattern(self.rules, "motion_replaced")
        papers = [p for p in papers if not replaced.search(self.text[max(0, p.start - 60) : p.start])]
        self.papers = papers
        self._paper_starts = [paper.start for paper in papers]
        self.marks = sorted(
            ((n.mark, n) for n in extraction.annotated.letter.footnotes if n.mark is not None), key=lambda pair: (pair[0], pair[1].start)
        )
        self._mark_offsets = [mark for mark, _ in self.marks]
        self.days = [d for d in extraction.found.get("dates", ()) if isinstance(d, Date) and d.precision == "day" and d.date_start]
        self._day_starts = [day.start for day in self.days]
        self._debate: datetime.date | None = None

    def matches(self, name: str, text: str) -> bool:
        """Whether the named pattern of the motion rules stands somewhere in ``text``."""
        return _pattern(self.rules, name).search(text) is not None

    def papers_between(self, start: int, end: int) -> list[Citation]:
        """The Kamerstukken cited in ``text[start:end]``."""
        return self.papers[bisect_left(self._paper_starts, start) : bisect_left(self._paper_starts, end)]

    def days_between(self, start: int, end: int) -> list[Date]:
        """The days named in ``text[start:end]``."""
        return self.days[bisect_left(self._day_starts, start) : bisect_left(self._day_starts, end)]

    def footnotes_between(self, start: int, end: int) -> list[tuple[int, Footnote]]:
        """The footnotes whose mark stands behind ``start`` and not behind ``end``, each with the offset of its mark."""
        return self.marks[bisect_right(self._mark_offsets, start) : bisect_right(self._mark_offsets, end)]

    def targets_behind(self, start: int, end: int, limit: int) -> tuple[list[str], int]:
        """The Kamerstukken that the words behind a mention give, in order, and where the bracket directly behind it ends.

        Looked for in a citation directly behind or in a bracket that can only belong to the motion, then in the footnote
        marked at the mention or, failing that, behind its clause.
        """
        if numbered := _pattern(self.rules, "motion_then_numbered").match(self.text, end):
            limit = max(limit, numbered.end() + 1)
        papers = self.papers_between(end, limit)
        if papers:
            gap = self.text[end : papers[0].start]
            if self._belongs(gap, bracket=True):
                run = papers[:1]
                for paper in papers[1:]:
                    if paper.start != run[-1].start and not _BETWEEN_CITATIONS.fullmatch(self.text[run[-1].end : paper.start]):
                        break
                    run.append(paper)
                close = run[-1].end
                direct = gap.strip() == "(" and self.text[close : close + 1] == ")"
                return list(dict.fromkeys(p.target for p in run if p.target)), close + 1 if direct else end
        for mark, note in self.footnotes_between(start, limit):
            cited = [p.target for p in self.papers_between(note.start, note.end) if p.target]
            if mark <= end or self._belongs(self.text[end:mark], bracket=False):
                return list(dict.fromkeys(cited)), end
            break
        return [], end

    def target_before(self, start: int) -> str | None:
        """The Kamerstuk whose citation ends where the mention begins: ``31 239, nr. 4 (motie ...)``."""
        index = bisect_left(self._paper_starts, start) - 1
        if index < 0:
            return None
        paper = self.papers[index]
        alone = index == 0 or self.papers[index - 1].start != paper.start
        return paper.target if alone and self.matches("motion_after_paper", self.text[paper.end : start]) else None

    def _belongs(self, gap: str, *, bracket: bool) -> bool:
        """Whether what follows ``gap`` still belongs to the motion and not to a letter or report named in between."""
        if len(gap) > 300:
            return False
        if self.matches("motion_before_paper", gap):
            return True
        if self.matches("motion_other_paper", gap):
            return False
        return not bracket or regex.search(r"\(\s*(?:zie\s+(?:ook\s+)?)?$", gap) is not None

    def date(self, start: int, end: int, limit: int) -> tuple[datetime.date | None, bool]:
        """The day on which the motion was tabled, debated or voted on, as the sentence says; True where it is inferred."""
        for day in self.days_between(end, limit):
            gap, behind = self.text[end : day.start], self.text[day.end : day.end + 60]
            if (
                self.matches("motion_before_date", gap)
                or (self.matches("motion_clause_before_date", gap) and self.matches("motion_behind_date", behind))
                or self.matches("motion_debate_behind", gap)
            ):
                return day.date_start, False
        sentence = self.extraction.annotated.sentence_at(start)
        for day in reversed(self.days_between(sentence.start, start)):
            lead = self.text[sentence.start : day.start]
            tail = self.text[day.end : start]
            if self.matches("motion_debate_on", lead) or (
                self.matches("motion_vote_on", lead) and self.matches("motion_vote_verb", tail + " " + self.text[end:limit])
            ):
                self._debate = day.date_start
                return day.date_start, False
        if self._debate and self.matches("motion_same_debate", self.text[sentence.start : start]):
            return self._debate, True
        return None, False

    def status(self, start: int, end: int, limit: int) -> Status | None:
        """The fate of the motion, from the words directly before it or the verb behind it."""
        before = _pattern(self.rules, "motion_fate_before").search(self.text[max(0, start - 60) : start])
        if before:
            return self._fate(before["fate"])
        behind = _pattern(self.rules, "motion_fate_behind").match(self.text[end:limit])
        # `de motie-A en de aangehouden motie-B`: what stands right before the next motion is said of that one.
        of_next = behind is not None and _NEXT.match(self.text, end + behind.end("fate")) is not None
        if behind and not of_next and not self.matches("motion_no_fate", behind["between"]):
            return self._fate(behind["fate"])
        if self.matches("motion_took_before", self.text[max(0, start - 120) : start]):
            return "adopted" if self.matches("motion_took_behind", self.text[end:limit]) else None
        return None

    def _fate(self, word: str) -> Status | None:
        stem = word.casefold()
        for status, words in self.rules.lexicon("motion_fate").items():
            if any(stem.startswith(w) for w in words):
                return status  # type: ignore[return-value]
        return None

    def asks(self, start: int, end: int) -> str | None:
        """What the motion asks, from the rest of its sentence, else from the footnote marked in it."""
        sentence = self.extraction.annotated.sentence_at(start)
        turned = self.matches("motion_asks_before", self.text[max(sentence.start, start - 60) : start])
        found = _pattern(self.rules, "motion_asks_turned" if turned else "motion_asks").match(self.text[end : sentence.end])
        if found:
            asks = found["asks"]
            told = _pattern(self.rules, "motion_told_behind").search(asks)
            return self._trimmed(asks[: told.start()] if told else asks)
        for _, note in self.footnotes_between(start, sentence.end):
            quoted = _pattern(self.rules, "motion_dictum").search(self.text[note.start : note.end])
            if quoted:
                return self._trimmed(quoted["asks"])
        return None

    def dictum(self) -> str | None:
        """What a motion that is a document of its own asks: every paragraph that begins with the asking."""
        parts = [
            self._trimmed(found["asks"])
            for paragraph in self.extraction.annotated.letter.paragraphs
            if (found := _pattern(self.rules, "motion_dictum").match(self.text[paragraph.start : paragraph.end]))
        ]
        return " … ".join(part for part in parts if part) or None

    @staticmethod
    def _trimmed(words: str) -> str | None:
        # A citation at the end is of the motion, not of what it asks.
        # Behind a semicolon something else is told.
        words = words.partition("; ")[0]
        words = _LAST_CITATION.sub("", words.strip(" \n,.;:’'»\"”"))
        return words.strip(" \n,.;:’'»\"”") or None
