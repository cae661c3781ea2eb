"""Run the examples that stand in the rules: strip the mark-up, mine, render the records back, compare."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kamermijn import language, records
from kamermijn.language.syntax import available
from kamermijn.language.weights import SHIPPED
from kamermijn.model import LetterText, Paragraph, Rejected, tabbed
from kamermijn.rules import Example, Mark, Rule, Rules, attribute_text, parse, render

# An example stands for a sentence of a letter; without a date of its own it is of this one.
EXAMPLE_DATE = datetime.date(2017, 5, 15)


@dataclass(frozen=True)
class Failure:
    """An example that does not come out as it is marked up, or a rule whose examples show too little."""

    rule: str
    problem: str
    expected: str = ""
    found: str = ""


def mine_example(text: str, rules: Rules, date: datetime.date | None = None, model: str | Path = SHIPPED) -> records.Letter:
    """Mine one sentence as a letter of its own; ``\\n\\n`` in it separates paragraphs."""
    paragraphs, start = [], 0
    for piece in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(piece)))
        start += len(piece) + 2
    tables = tabbed(text, [(paragraph.start, paragraph.end) for paragraph in paragraphs])
    annotated = language.annotate(LetterText(text, tuple(paragraphs), tables=tables), rules, model)
    fields = records.LetterFields(letter_id="example", source="example", sha256="", format="text", date=date or EXAMPLE_DATE)
    return records.extract(annotated, fields)


def rendered(example: Example, rules: Rules, kind: str) -> tuple[str, str, set[str]]:
    """What an example expects and what was found, both as mark-up, and the rules that fired.

    Found records of ``kind`` (and rejections of that kind) are written with just the attributes that the example
    names for that span, so that an example says what it is about and no more.
    """
    text, marks = parse(example.text)
    letter = mine_example(text, rules, example.date)
    found = [r for cls in records.KINDS for r in letter.records(cls.plural)
             if r.singular == kind or (isinstance(r, Rejected) and r.attempted == kind)]  # fmt: skip
    wanted = [m for m in marks if m.kind in (kind, "rejected")]
    shown = []
    for record in found:
        same = [m for m in wanted if (m.start, m.end, m.kind) == (record.start, record.end, record.singular)]
        best = max(same, key=lambda m: sum(attribute_text(getattr(record, n, None)) == v for n, v in m.attributes), default=None)
        names = [n for n, _ in best.attributes] if best else []
        attributes = tuple((n, attribute_text(getattr(record, n, None))) for n in names)
        shown.append(Mark(record.singular, record.start, record.end, attributes))
    return render(text, wanted), render(text, shown), {r.rule for r in found}


def check_rule(rule: Rule, rules: Rules) -> Iterator[Failure]:
    """Every way in which the examples of one rule fail: wrong records, no positive or no negative example."""
    kind = rule.id.split(".", 1)[0]
    if rule.kind == "dependency" and available(SHIPPED) is None:
        return  # A checkout without the weights: there are no trees to look at.
    fired = negative = False
    for example in rule.examples:
        expected, found, by = rendered(example, rules, kind)
        if expected != found:
            yield Failure(rule.id, "comes out differently", expected, found)
        fired |= rule.id in by
        negative |= rule.id not in by
    if rule.outcome == "record" and not fired:
        yield Failure(rule.id, "no example shows the rule at work: add one that it finds")
    if not negative:
        yield Failure(rule.id, "no example shows what it must not find: add one")


def check(rules: Rules) -> Iterator[Failure]:
    """Check every rule of a folder."""
    for rule in rules.rules:
        yield from check_rule(rule, rules)
