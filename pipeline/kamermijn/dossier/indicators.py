"""The examples of ``rules/indicator/``, run as tests: what is marked up belongs to the indicator, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from kamermijn.dossier.measured import Measures
from kamermijn.dossier.words import Words
from kamermijn.records.document import document
from kamermijn.rulecheck import Failure, mine_example
from kamermijn.rules import Mark, Rules, parse, render


def check(rules: Rules) -> Iterator[Failure]:
    """Every way in which the examples of the indicators fail."""
    measures = Measures(rules, Words.with_plain(rules.plain))
    for indicator in rules.indicators:
        positive = negative = False
        for example in indicator.examples:
            text, marks = parse(example)
            found = [one for one in measures.of(document(mine_example(text, rules))) if one.indicator == indicator.id]
            shown = [Mark("figure", one.start, one.start + len(one.quote), ()) for one in found]
            positive, negative = positive or bool(shown), negative or not shown
            if render(text, marks) != render(text, shown):
                yield Failure(f"indicator {indicator.id}", "comes out differently", render(text, marks), render(text, shown))
        if not positive:
            yield Failure(f"indicator {indicator.id}", "no example shows a figure that belongs to it: add one")
        if not negative:
            yield Failure(f"indicator {indicator.id}", "no example shows what does not belong to it: add one")
