"""A wrong rule stops everything before the first letter, and the message names the file, the rule and the fault."""

import pytest

from kamermijn.language import Match, settle
from kamermijn.model import RuleError
from kamermijn.rulecheck import check_rule
from kamermijn.rules import Rule, load

RULE = """
[[rule]]
id = "date.test"
pattern = '''jaar (?P<quote>[0-9]{{4}})'''
{extra}
examples = ["In het jaar 2015.", "In mei."]
"""
LISTS = '[lexicon.abbreviation]\nreference = ["nr."]\n'


@pytest.fixture
def folder(tmp_path):
    def write(text, name="date/test.toml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RULE.format(extra="patern = 'x'"), "patern"),
        (RULE.format(extra="priority = 'high'"), "priority"),
        (RULE.format(extra="outcome = 'ignore'"), "reason"),
        (RULE.format(extra="").replace("date.test", "figure.test"), "figure/"),
        (RULE.format(extra="").replace("[0-9]", "[0-9"), "date.test"),
        (RULE.format(extra="").replace("[0-9]{{4}}".format(), "{nowhere}"), "nowhere"),
        (RULE.format(extra="") * 2, "unique"),
        ("[[rule]", "TOML"),
    ],
)
def test_the_message_names_the_file_and_the_fault(folder, tmp_path, text, says):
    with pytest.raises(RuleError) as error:
        load(folder(text))
    assert says in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="no such rules folder"):
        load(tmp_path / "nowhere")


def test_patterns_that_refer_to_each_other_in_a_circle_are_an_error(folder):
    with pytest.raises(RuleError, match="circle"):
        load(folder("[pattern]\na = '{b}'\nb = '{a}'\n[[rule]]\nid = 'date.x'\npattern = '{a}'\nexamples = ['x']\n"))


def test_a_body_with_two_rows_is_an_error(folder):
    with pytest.raises(RuleError, match="twice"):
        load(folder("id,name,type\nom,Openbaar Ministerie,prosecution\nom,OM,prosecution\n", "organisation/own.csv"))


def test_the_digest_changes_with_any_file(folder, tmp_path):
    before = load(folder(RULE.format(extra=""))).digest
    load.__globals__["_load"].cache_clear()
    assert load(folder(RULE.format(extra="revision = 2"))).digest != before


@pytest.mark.parametrize(
    ("examples", "problem"),
    [
        (["Niets te zien."], "no example shows the rule at work"),
        (["In het <date>jaar 2015</date>."], "comes out differently"),
    ],
)
def test_examples_that_show_too_little_are_a_failure(folder, examples, problem):
    rules = load(folder(LISTS + RULE.format(extra="").replace('["In het jaar 2015.", "In mei."]', str(examples))))
    assert any(problem in failure.problem for failure in check_rule(rules.rules[0], rules))


def rule(name, priority=0):
    return Rule(id=f"date.{name}", pattern="x", priority=priority, examples=())


def test_overlaps_go_to_the_longest_then_the_priority_then_the_earliest():
    long, short, urgent = Match(rule("long"), 0, 9), Match(rule("short"), 5, 8), Match(rule("urgent", 5), 5, 8)
    apart = Match(rule("apart"), 9, 12)
    assert settle([short, long, apart]) == (long, apart)
    assert settle([short, urgent]) == (urgent,)
    assert settle([Match(rule("b"), 3, 6), Match(rule("a"), 0, 3), Match(rule("c"), 2, 5)])[0].start == 0
