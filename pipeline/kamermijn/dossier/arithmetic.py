"""Sums within a paragraph: does a stated percentage fit its two numbers, a share its parts, a total its items?

A check sets a statement beside a computation and allows for the rounding of every number in it. Where it is not certain which numbers
belong together, or whether parts are all there is, it says so: ``cannot tell``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamermijn.dossier.changes import changes
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.rows import Check
from kamermijn.dossier.shares import shares, totals
from kamermijn.dossier.statements import Telling, by_sentence, paragraphs
from kamermijn.rules import Rules


def checks(document: Mapping[str, Any], figures: Sequence[Measured], rules: Rules) -> Iterator[Check]:
    """Every check that the paragraphs of a letter allow."""
    letter, text = document["letter"], document["text"]
    telling = Telling(letter["letter_id"], letter["date"] or letter["date_inferred"], bool(letter["fictional"]))
    for paragraph in paragraphs(text, figures):
        yield from changes(paragraph, text, telling, rules)
        for numbers in by_sentence(paragraph):
            yield from shares(numbers, text, telling)
            yield from totals(numbers, text, telling)
