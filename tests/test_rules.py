"""Every example in the rules is a test."""

import pytest

from kamermijn.rulecheck import check_rule
from kamermijn.rules import load

RULES = load()


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_the_examples_of_the_rule_come_out_as_they_are_marked_up(rule):
    assert list(check_rule(rule, RULES)) == []
