"""How often a figure's subject and body are right in sentences kept apart from the rules (tests/data/figure_sentences.txt)."""

from collections import Counter
from pathlib import Path

import pytest
import regex

from kamermijn.language.model import NONE
from kamermijn.language.syntax import available
from kamermijn.language.weights import SHIPPED
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load, parse

LINES = (Path(__file__).parent / "data" / "figure_sentences.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line for line in LINES if line and not line.startswith("#")]
RULES = load()


def words(phrase):
    return Counter(regex.sub(r"\W+", " ", phrase or "").casefold().split())


def alike(found, expected):
    """Half of the words of both are shared, as the score of the real letters asks."""
    a, b = words(found), words(expected)
    if not a or not b:
        return not a and not b
    return 2 * sum((a & b).values()) / sum((a + b).values()) >= 0.5


def right(model):
    """How many figures have the right subject, and how many of those with a body the right one."""
    subjects = bodies = 0
    for sentence in SENTENCES:
        text, marks = parse(sentence)
        found = {(f.start, f.end): f for f in mine_example(text, RULES, model=model).figures}
        for mark in marks:
            says, figure = dict(mark.attributes), found[mark.start, mark.end]
            subjects += any(alike(figure.subject, one) for one in says["subject"].split("|"))
            bodies += (figure.organisation or "") == says.get("organisation", "")
    return subjects, bodies


def test_there_are_as_many_figures_as_were_annotated():
    assert sum(len(parse(sentence)[1]) for sentence in SENTENCES) == 90


def test_rules_alone_tell_what_most_figures_count_and_by_whom():
    """A ratchet on both sides: when they tell more, raise it."""
    assert right(NONE) == (79, 89)


@pytest.mark.skipif(available(SHIPPED) is None, reason="the shipped model is not in this checkout")
def test_syntax_tells_what_nearly_all_figures_count_and_by_whom():
    subjects, bodies = right(SHIPPED)
    assert subjects >= 87
    assert bodies >= 88
