"""Citations from the tests of nllegalcit and KOOP's linkextractor: a two-sided ratchet over ../shared/cases."""

import json
import re
from pathlib import Path

import pytest

from kamermijn.dutch import identifiers
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

FILE = Path(__file__).parents[2] / "shared" / "cases" / "citations_nllegalcit.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"] if FILE.exists() else []
ACTIVE = [case for case in CASES if case["active"] and not case["unparsed"]]

# Cases that come out otherwise, each with the reason. A case that starts to agree must leave this list.
OTHERWISE = {
    "test_kamerstukken.py::test_only_citation_with_pagenumber_4": "RECORDS.md counts nr. 6 and nr. 7, the case only the first",
}

pytestmark = pytest.mark.skipif(not CASES, reason="needs ../shared/cases/citations_nllegalcit.json")


def wanted(expected):
    """The document that a case expects: an id, and the chamber and year where the case has them."""
    if expected["type"] == "EcliCitation":
        return {":".join(("ECLI", expected["country"], expected["court"], str(expected["year"]), expected["casenumber"])).upper()}
    if expected["type"] == "LjnCitation":
        return {expected["code"]}
    chamber = {"I": "EK", "II": "TK"}[expected["kamer"]]
    year = None if expected["vergaderjaar"] == "?" else expected["vergaderjaar"]
    # A range of numbers is one record per document here.
    return {(f"kst-{expected['dossiernummer']}-{n}", chamber, year) for n in identifiers.numbers(expected["ondernummer"])}


def found(text):
    letter = mine_example(re.sub(r"\n\s+", " ", text).strip(), load())
    return {
        (c.target, c.chamber, c.session_year) if c.type == "kamerstuk" else c.target or c.number
        for c in letter.citations
        if c.type in ("kamerstuk", "ecli") or c.rule == "citation.ljn"
    }


@pytest.mark.parametrize("case", ACTIVE, ids=[case["id"].split("/")[-1] for case in ACTIVE])
def test_a_citation_of_another_project_names_the_same_document(case):
    same = found(case["input"]) == set().union(*map(wanted, case["expected"]))
    name = case["id"].split("/")[-1]
    if name in OTHERWISE:
        assert not same, f"{name} agrees now: take it off the list"
    else:
        assert same, (found(case["input"]), case["expected"])


def test_every_case_on_the_list_exists():
    assert set(OTHERWISE) <= {case["id"].split("/")[-1] for case in ACTIVE}
