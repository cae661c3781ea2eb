"""Every example in the rules is a test."""

import pytest

from kamermijn.dossier import indicators
from kamermijn.rulecheck import check_rule
from kamermijn.rules import load

RULES = load()


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_the_examples_of_the_rule_come_out_as_they_are_marked_up(rule):
    assert list(check_rule(rule, RULES)) == []


def test_the_examples_of_the_indicators_come_out_as_they_are_marked_up():
    assert RULES.indicators
    assert list(indicators.check(RULES)) == []
