"""Our own sentences come out as a reader reads them, but for the known failures, which are exactly these."""

import pytest
from tests.measure_sentences import MEASURES, NO_MEASURES

from kamermijn.records import Letter
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def mined(sentence: str) -> Letter:
    return mine_example(sentence, RULES)


def test_most_commitments_are_measures():
    missed = [sentence for sentence, _, _ in MEASURES if not mined(sentence).measures]
    assert len(missed) <= 10, missed


@pytest.mark.parametrize("sentence", NO_MEASURES)
def test_what_commits_nobody_is_no_measure(sentence):
    assert not mined(sentence).measures
