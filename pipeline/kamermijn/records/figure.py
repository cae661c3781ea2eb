"""Figures: every quantity in running text that counts or measures something."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar, Final, Literal

import regex
from pydantic import Field

from kamermijn.language import Match, Sentence, settle
from kamermijn.language.syntax import LONGEST as LONGEST_SENTENCE
from kamermijn.model import Footnote, Record, Rejected
from kamermijn.records.extraction import Extraction
from kamermijn.records.figure_amount import Amount, Refusal, Skip
from kamermijn.records.figure_body import organisation
from kamermijn.records.figure_cell import is_in_cell
from kamermijn.records.figure_context import Surroundings, change, nature, per, qualifier
from kamermijn.records.figure_counted import subject_in_row
from kamermijn.records.figure_ellipsis import money_of_its_day, more_money, only_cents, part_of_money, part_of_time, unread_unit
from kamermijn.records.figure_inferred import infer_unit
from kamermijn.records.figure_name import numbered, reads_as_a_name
from kamermijn.records.figure_row import (
    change_in_row,
    per_of_row,
)
from kamermijn.records.figure_series import shared
from kamermijn.records.figure_subject import counted, inherits
from kamermijn.records.figure_syntax import Place
from kamermijn.records.figure_table import in_words, outcomes, says_more, values
from kamermijn.records.figure_time import Places, beside_a_date, period_and_baseline, up_to_its_day
from kamermijn.records.table import LONGEST, Placed
from kamermijn.rules import Rule

# Paragraphs whose numbers are the letter's furniture, and records that a figure cannot stand in.
_UNREAD: Final[Mapping[str, str]] = {
    "label": "number of a question or answer",
    "masthead": "in the head of the letter",
    "signature": "in the signature",
}
_HOLDERS: Final[Mapping[str, str]] = {
    "citations": "in a citation", "dates": "in a date", "rejected": "in a date or citation that has no certain reading",
    "organisations": "in the name of a body",
}  # fmt: skip


class Figure(Record):
    """A quantity with its unit, what is counted, its period and how it changes."""

    singular: ClassVar[str] = "figure"
    plural: ClassVar[str] = "figures"
    facets: ClassVar[tuple[str, ...]] = ("unit", "nature", "change", "organisation")
    searched: ClassVar[tuple[str, ...]] = ("quote", "subject", "sentence")

    value: float = Field(
        description="The number; money in whole units of its currency; the lower end of a range.",
        examples=[8.0],
        json_schema_extra={"unit": "that of `unit`"},
    )
    value_high: float | None = Field(
        None, description="Upper end of a range (10 tot 15%), else empty.", examples=[15.0], json_schema_extra={"unit": "that of `unit`"}
    )
    unit: str = Field(
        description="count, percent, percentage_point, EUR (ISO 4217), day, week, month, year, hour, minute, fte, Mt, ha, ratio, or SI.",
        examples=["percent"],
    )
    per: str | None = Field(None, description="What it is per: year for `per jaar` and `structureel`, ton, ...", examples=["year"])
    nature: Literal["reported", "target", "estimate", "norm"] | None = Field(
        None, description="Whether it is reported, a target, an estimate or a norm."
    )
    qualifier: Literal["approx", "over", "under", "at_least", "at_most", "average"] | None = Field(
        None, description="How exact the letter says it is."
    )
    subject: str | None = Field(
        None, description="What is counted or measured, as the letter words it; of money what it is for.", examples=["storingen"]
    )
    change: Literal["increase", "decrease", "none"] | None = Field(None, description="Set where the figure is the amount of a change.")
    baseline_start: datetime.date | None = Field(None, description="First day of what a change is compared with.", examples=["2029-01-01"])
    baseline_end: datetime.date | None = Field(None, description="Last day of what a change is compared with.", examples=["2029-12-31"])
    period_start: datetime.date | None = Field(None, description="First day of the time the figure is about.", examples=["2030-01-01"])
    period_end: datetime.date | None = Field(None, description="Last day of the time the figure is about.", examples=["2030-12-31"])
    organisation: str | None = Field(
        None, description="Canonical name of the body that the figure is counted by or about.", examples=["Rijkswaterstaat"]
    )
    in_table: bool = Field(False, description="True for a number in a cell of a table.")


def extract(extraction: Extraction) -> Iterator[Figure | Rejected]:
    """Find the figures; reads the citations, dates and organisations found before."""
    rules, text, letter = extraction.annotated.rules, extraction.text, extraction.annotated.letter
    others = {plural: Places(extraction.found.get(plural, ())) for plural in ("citations", "dates", "organisations", "rejected")}
    found: list[tuple[Match, Amount | Refusal]] = []
    tabled: dict[int, tuple[Placed, list[Match]]] = {}
    # What stands in two cells is not joined, whatever a pattern makes of the tab between them.
    within = settle(match for match in extraction.annotated.all_matches("figure") if text.find("\t", match.start, match.end) < 0)
    for whole in within:
        match = beside_a_date(whole, others["dates"])
        paragraph = letter.paragraph(match.start)
        if reason := _not_of_figures(
            match,
            others,
            paragraph.kind if paragraph else "body",
            letter.footnote_at(match.start) if paragraph and paragraph.kind == "footnote" else None,
        ):
            extraction.ignored.append((match.start, match.end, reason))
        elif (cell := extraction.tables.at(match.start)) and cell.cell.end - cell.cell.start <= LONGEST:
            tabled.setdefault(cell.cell.start, (cell, []))[1].append(match)
        elif extraction.tables.only_names(match.start):
            extraction.ignored.append((match.start, match.end, "number that heads a column or labels a row"))
        elif match.rule.outcome == "reject":
            found.append((match, Refusal(match.start, match.end, match.rule.reason or "")))
        else:
            found += _outcomes(extraction, match, None)
    for cell, matches in tabled.values():
        outcomes = [outcome for match in matches for outcome in _outcomes(extraction, match, cell)]
        if says_more(cell, matches, text):
            found += [(match, in_words(outcome, cell, text, rules)) for match, outcome in outcomes]
        else:
            yield from _in_cell(extraction, cell, outcomes, others)
    yield from _records(extraction, sorted(found, key=lambda one: one[1].start), others)


def _outcomes(extraction: Extraction, match: Match, cell: Placed | None) -> list[tuple[Match, Amount | Refusal]]:
    """The amounts and refusals of a match; what is no figure after all is noted."""
    found: list[tuple[Match, Amount | Refusal]] = []
    for outcome in outcomes(match, cell, extraction.text, extraction.annotated.rules):
        if isinstance(outcome, Skip):
            extraction.ignored.append((outcome.start, outcome.end, outcome.reason))
        else:
            found.append((match, outcome))
    return found


def _in_cell(extraction: Extraction, cell: Placed, found: list[tuple[Match, Amount | Refusal]],
             others: dict[str, Places]) -> Iterator[Figure | Rejected]:  # fmt: skip
    """The records of a cell that holds numbers and no words."""
    for match, outcome in found:
        read = values(extraction, match, outcome, cell, len(found) > 1, others) if isinstance(outcome, Amount) else outcome
        if isinstance(read, Refusal):
            yield extraction.reject("figure", read.start, read.end, match.rule, read.reason, read.candidates)
        else:
            yield extraction.make(Figure, outcome.start, outcome.end, match.rule, **read)


def _not_of_figures(match: Match, others: dict[str, Places], kind: str, footnote: Footnote | None) -> str | None:
    """Why a match cannot be a figure where it stands, or None."""
    if match.rule.outcome == "ignore":
        return match.rule.reason
    if kind in _UNREAD:
        return _UNREAD[kind]
    if footnote and match.start < footnote.start + len(footnote.number) + 1:
        return "number of a footnote"
    for plural, reason in _HOLDERS.items():
        holder = others[plural].overlapping(match.start, match.end)
        if holder is None or (plural == "rejected" and getattr(holder, "attempted", "") not in ("date", "citation")):
            continue
        if plural != "organisations" or (holder.start <= match.start and match.end <= holder.end):
            return reason
    return None


def _records(extraction: Extraction, found: list[tuple[Match, Amount | Refusal]], others: dict[str, Places]) -> Iterator[Figure | Rejected]:
    """One record per outcome, its fields read from the sentence and the other amounts in it."""
    text, rules = extraction.text, extraction.annotated.rules
    by_sentence: dict[Sentence, list[Amount]] = {}
    row = shared(text, [outcome for _, outcome in found],
                 lambda amount: counted(amount, Surroundings("", text[amount.end : amount.end + 80]), rules) is not None)  # fmt: skip
    for outcome, _ in row:
        if isinstance(outcome, Amount):
            by_sentence.setdefault(extraction.annotated.sentence_at(outcome.start), []).append(outcome)
    previous: Figure | None = None
    trees = dict(zip(by_sentence, extraction.annotated.trees(by_sentence), strict=True))
    for (match, _), (outcome, unit_inferred) in zip(found, row, strict=True):
        if isinstance(outcome, Refusal):
            yield extraction.reject("figure", outcome.start, outcome.end, match.rule, outcome.reason, outcome.candidates)
            continue
        sentence = extraction.annotated.sentence_at(outcome.start)
        tree = trees[sentence]
        times = others["dates"].within(sentence.start, sentence.end)
        place = (
            Place(tree, outcome, text, times, others["organisations"].within(sentence.start, sentence.end)) if tree is not None else None
        )
        record = _figure(extraction, match.rule, outcome, sentence, by_sentence[sentence], others, unit_inferred, previous, place)
        if isinstance(record, Refusal):
            yield extraction.reject("figure", record.start, record.end, match.rule, record.reason, record.candidates)
        elif record is not None:
            yield record
            previous = record


def _figure(
    extraction: Extraction,
    rule: Rule,
    amount: Amount,
    sentence: Sentence,
    amounts_here: list[Amount],
    others: dict[str, Places],
    unit_inferred: bool,
    previous: Figure | None,
    place: Place | None,
) -> Figure | Refusal | None:
    rules, text = extraction.annotated.rules, extraction.text
    bodies = others["organisations"].within(sentence.start, sentence.end)
    around = Surroundings(
        text[max(min(sentence.start, amount.start), amount.start - LONGEST_SENTENCE) : amount.start],
        text[amount.end : min(max(sentence.end, amount.end), amount.end + LONGEST_SENTENCE)],
        frozenset(body.quote for body in bodies),
    )
    paragraph = extraction.annotated.letter.paragraph(amount.start)
    in_table = paragraph is not None and is_in_cell(text[paragraph.start : paragraph.end], amount.start - paragraph.start, paragraph.kind)
    what = counted(amount, around, rules)
    if amount.unit == "count" and what is None and (reason := reads_as_a_name(text[amount.start : amount.end])):
        extraction.ignored.append((amount.start, amount.end, reason))
        return None
    if refusal := (
        unread_unit(amount, text, around, what, rules) or numbered(amount, text[amount.start : amount.end], around, what, rules)
    ):
        return refusal
    within = previous if previous is not None and previous.end > sentence.start else None
    if within is not None:
        more = more_money(amount, text[within.end : amount.start], within.unit, around.behind)
        amount, unit_inferred = more, unit_inferred or more is not amount
    amount, inferred = infer_unit(amount, around, what, rules)
    if amount.unit == "EUR" and (inferred or only_cents(text[amount.start : amount.end])):
        money = money_of_its_day(amount, around, extraction.fields.date or extraction.fields.date_inferred)
        if isinstance(money, Refusal):
            return money
        amount, inferred = money, inferred or (("unit",) if money is not amount else ())
    if within is not None:
        between = text[within.end : amount.start]
        part = part_of_money(amount, between, within.unit, what)
        if part is amount and inherits(amount, around, rules, place):
            part = part_of_time(amount, between, within.unit)
        amount, unit_inferred = part, unit_inferred or part is not amount
    inferred = ("unit",) if unit_inferred else inferred
    place = replace(place, amount=amount) if place is not None else None
    change_ = change(amount, around, rules)
    if change_ is None and within is not None and within.unit == amount.unit:
        change_ = change_in_row(text[within.end : amount.start], around.behind, within.change)
    exact = qualifier(amount, around, rules)
    period, baseline = period_and_baseline(
        amount, sentence, text, others["dates"], others["rejected"], amounts_here,
        change_ is not None, exact == "average", paragraph.start if paragraph else 0, rules,
    )  # fmt: skip
    return extraction.make(
        Figure, amount.start, amount.end, rule,
        value=float(amount.value), value_high=None if amount.high is None else float(amount.high), unit=amount.unit,
        per=per(up_to_its_day(around, amount.end, text, (others["dates"], others["rejected"])), rules,
                share=amount.unit in ("percent", "percentage_point", "ratio"))
        or per_of_row(amount, amounts_here, around, rules),
        nature=nature(around, rules), qualifier=exact,
        subject=subject_in_row(amount, around, previous, paragraph.start if paragraph else 0, rules, place, amounts_here),
        change=change_, baseline_start=baseline[0], baseline_end=baseline[1],
        period_start=period[0], period_end=period[1],
        organisation=_organisation(
            organisation(amount, sentence, text, others["organisations"], amounts_here, place),
            previous, sentence, paragraph.start if paragraph else 0, text),
        in_table=in_table, inferred=inferred,
    )  # fmt: skip


# A sentence that says more of what was told just before.
_ON = regex.compile(
    r"(?:Dat|Dit)\s(?:is|zijn|was|waren|betekent|betekende|komt|betreft)(?!\p{L})|(?:Daarvan|Hiervan|Daarmee|Van hen|Het gaat)(?!\p{L})"
)


def _organisation(own: str | None, previous: Figure | None, here: Sentence, paragraph_start: int, text: str) -> str | None:
    """By or about whom: where a sentence goes on about the figure before it (`Dat is 15% minder`), whoever that one was counted by."""
    if own is None and previous is not None and previous.start >= paragraph_start and _ON.match(text, here.start):
        return previous.organisation
    return own
