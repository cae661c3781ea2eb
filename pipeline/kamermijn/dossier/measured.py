"""What a figure is about, as a key that the same figure of another letter or year has too; and how exact it is stated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kamermijn.dossier.words import Words
from kamermijn.model import RuleError
from kamermijn.records.figure_context import words_pattern
from kamermijn.rules import Indicator, Rules

_CLAUSE = re.compile(r"[,;:()–]|\s-\s|\s(?:terwijl|waarvan|omdat|maar|tegen|tegenover)\s")
_OF_THE = re.compile(r"(?i)\b(?:van|onder|op)\s(?:de|deze|alle)\s$")
_NO_NOUN = re.compile(r"\s*(?:$|[.,;:)]|\((?:in\s)?\d|(?:in|op|over|van)\s(?:[^\W\d_]+\s){0,2}?\d{4}\b|(?:het|een)\sjaar\b)")
_SOURCE = re.compile(
    r"(?i)^volgens\s.*?\s(?=(?:werd|werden|was|waren|is|zijn|telde|telden|bedroeg|bedroegen|kwam|kwamen|viel|vielen|lag|lagen|had|hadden)\b)"
)
_SOURCE_WITHIN = re.compile(r"(?i)\svolgens\s(?:(?:de|het|een)\s)?[^\W\d_]+\s")
_THAN_THE = re.compile(r"\bdan (?:de|het|die) (?:[^\W\d_]+ )?$")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_SAID_BEFORE = re.compile(r"(?i)\b(?:zij|ze|hen|hun|hij|daarvan|hiervan)\b|\b(?:waren|was|zijn|is|betrof|betreft)\s(?:dit|dat|deze)\s")
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a letter, with what it is about: ``about`` holds the stems of its subject and, where that says too little, its clause."""

    record: str
    start: int
    quote: str
    sentence: str
    value: float
    value_high: float | None
    unit: str
    per: str | None
    nature: str | None
    qualifier: str | None
    subject: str | None
    change: str | None
    baseline_start: str | None
    baseline_end: str | None
    period_start: str | None
    period_end: str | None
    organisation: str | None
    about: tuple[str, ...]
    core: tuple[str, ...]
    """Stems of the subject alone."""
    indicator: str | None = None
    vague: bool = False
    """Whether the clause says only with a pronoun who or what is counted (`zij meldden 527 slachtoffers`)."""

    @property
    def is_level(self) -> bool:
        """Whether it is a number of things, and not the size of a change."""
        return self.change is None

    @property
    def resolution(self) -> float:
        """The step between this number and the next that could have been stated: 1 for 1.321, 1,000 for 212.000, 100,000 for € 2,5 mln."""
        match = _NUMBER.search(self.quote)
        if match and "," in match[0]:
            number = float(match[0].replace(".", "").replace(",", "."))
            scale = self.value / number if number else 1.0
            return float(10.0 ** -len(match[0].partition(",")[2]) * scale)
        whole = abs(int(self.value)) if self.value == int(self.value) else 0
        zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
        return 10.0**zeros if zeros >= 2 else 1.0

    @property
    def relative_error(self) -> float:
        """Half a step as a share of the number; more where the letter says that it is not exact. A plain count is exact."""
        if not self.value:
            return 0.0
        loose = 0.05 if self.qualifier in ("approx", "over", "under", "at_least", "at_most") else 0.0
        exact = self.unit == "count" and self.resolution == 1.0
        return (0.0 if exact else self.resolution / 2 / abs(self.value)) + loose


_FIELDS = ("quote", "value", "value_high", "unit", "per", "nature", "qualifier", "subject", "change", "baseline_start", "baseline_end",
           "period_start", "period_end", "organisation")  # fmt: skip


class Measures:
    """Reads the figures of letters; the indicators of ``rules/indicator/`` go before the key that is made of words."""

    def __init__(self, rules: Rules, words: Words) -> None:
        self._words = words
        # Rules of one's own may find no comparisons; letters are set beside each other all the same.
        than = words_pattern(rules, "figure_baseline", "compared", "against") if "figure_baseline" in rules.lexicons else "(?!)"
        self._compared = rules.compile(rf"(?i)\b(?:{than})\s(?:(?:de|het|die)\s)?(?:(?:ongeveer|circa|ruim|bijna|zo[’']n)\s)?$")
        self._generic = frozenset(stem for word in rules.generic for stem in words.of(word))
        self._indicators = [(one, self._phrases(one, one.words), self._phrases(one, one.without)) for one in rules.indicators]

    def _phrases(self, indicator: Indicator, phrases: Sequence[str]) -> list[frozenset[str]]:
        found = [self._stems(phrase) for phrase in phrases]
        if nothing := [phrase for phrase, stems in zip(phrases, found, strict=True) if not stems]:
            raise RuleError(f"indicator `{indicator.id}`: `{nothing[0]}` is in every letter and tells nothing apart; use another word")
        return found

    def of(self, document: Mapping[str, Any]) -> list[Measured]:
        """The sender's figures in running text, in reading order."""
        bodies = self._bodies(document)
        found = [self.read(figure, bodies) for figure in document["figures"] if figure["speaker"] == "sender" and not figure["in_table"]]
        return [self._of_the_same(figure, found[:number]) for number, figure in enumerate(found)]

    def _of_the_same(self, figure: Measured, before: Sequence[Measured]) -> Measured:
        """A bare number that another is compared with counts what that one counts: `71.300 woningen, tegen 74.100 in 2029`."""
        place = max(0, figure.sentence.find(figure.quote))
        is_bare = self._compared.search(figure.sentence[:place]) and _NO_NOUN.match(figure.sentence[place + len(figure.quote) :])
        if not is_bare or not figure.is_level:
            return figure
        for other in reversed(before):
            if other.sentence != figure.sentence:
                break
            if other.is_level and other.unit == figure.unit:
                return replace(
                    figure, about=other.about, core=other.core, subject=other.subject, indicator=other.indicator, vague=other.vague
                )
        return figure

    def read(self, figure: Mapping[str, Any], bodies: frozenset[str] = frozenset()) -> Measured:
        """One figure, from its record."""
        core = self._stems(figure["subject"] or "")
        clause = self._clause(figure)
        about = core
        if figure["unit"] in ("percent", "percentage_point", "ratio") or len(about - self._generic) < 2:
            # A share is of nothing without its predicate, and people are only counted for what they did.
            about = about | (self._stems(_ACRONYM.sub(" ", clause)) - bodies)
        about = (about - self._generic) or about
        fields = {name: figure[name] for name in _FIELDS}
        if figure["qualifier"] in ("over", "under") and _THAN_THE.search(figure["sentence"][: _place(figure)]):
            fields["qualifier"] = None  # `8% minder dan de 107`: that number is exact
        return Measured(record=figure["record_id"], start=figure["start"], sentence=figure["sentence"], about=tuple(sorted(about)),
                        core=tuple(sorted((core - self._generic) or core)), indicator=self._indicator(figure, clause),
                        vague=bool(_SAID_BEFORE.search(clause)), **fields)  # fmt: skip

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(stem for stem, weight in self._words.of(text, inside=True).items() if weight == 1.0)

    def _bodies(self, document: Mapping[str, Any]) -> frozenset[str]:
        names = {name for body in document["organisations"] for name in (body["quote"], body["name"], body["acronym"] or "")}
        return self._stems(" ".join(names))

    def _clause(self, figure: Mapping[str, Any]) -> str:
        """The piece of the sentence that the figure stands in: between commas and the like."""
        sentence, quote = figure["sentence"], figure["quote"]
        place = _place(figure)
        if _OF_THE.search(sentence[:place]):
            return figure["subject"] or ""  # `Van de 1.480 zwembaden waren er 910 ...`
        start = max((m.end() for m in _CLAUSE.finditer(sentence, 0, place)), default=0)
        end = min((m.start() for m in _CLAUSE.finditer(sentence, place + len(quote))), default=len(sentence))
        # Who says it is not what is counted: `Volgens de nieuwe telling van het CBS werden ...`.
        return _SOURCE_WITHIN.sub(" ", _SOURCE.sub("", str(sentence[start:end])))

    def _indicator(self, figure: Mapping[str, Any], clause: str) -> str | None:
        fitting = [one for one in self._indicators if one[0].unit == figure["unit"]]
        said = self._stems(f"{clause} {figure['subject'] or ''}") if fitting else frozenset()
        for one, phrases, without in fitting:
            fits = one.organisation is None or figure["organisation"] == one.organisation
            if fits and any(phrase <= said for phrase in phrases) and not any(phrase <= said for phrase in without):
                return one.id
        return None


def _place(figure: Mapping[str, Any]) -> int:
    """Where the figure stands in its sentence; of a quote that stands there twice the first will do."""
    return max(0, str(figure["sentence"]).find(figure["quote"]))


def names_of(indicators: Sequence[Indicator]) -> dict[str, str]:
    """The name of each indicator, by its id."""
    return {one.id: one.name for one in indicators}
