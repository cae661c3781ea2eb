"""What a change of rules gained and lost, as `kamermijn diff` tells it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kamermijn.cli import app
from kamermijn.dossier.differences import compare
from kamermijn.model import KamermijnError

SENTENCE = "In 2031 telde men 12 bruggen en 40 sluizen."


def figure(quote, value, **values):
    fixed = {"letter_id": "brief", "sentence": SENTENCE, "rule": "figure.quantity", "start": 1}
    return {"record_id": f"figure-{quote}", "quote": quote, "value": value, **fixed, **values}


@pytest.fixture
def folders(tmp_path):
    def written(**sides):
        for side, letters in sides.items():
            (tmp_path / side / "letters").mkdir(parents=True)
            for name, figures in letters.items():
                (tmp_path / side / "letters" / f"{name}.json").write_text(json.dumps({"letter": {}, "figures": figures}), encoding="utf-8")
        return tmp_path / "voor", tmp_path / "na"

    return written


def told(*arguments):
    result = CliRunner().invoke(app, ["diff", *map(str, arguments)])
    return result.exit_code, result.stdout


def test_the_same_records_are_no_difference_wherever_they_stand_now(folders):
    before, after = folders(voor={"brief": [figure("12", 12, start=1)]}, na={"brief": [figure("12", 12, start=7, rule_revision=2)]})
    assert not compare(before, after)
    assert told(before, after) == (0, "1 letters before, 1 after; 1 records the same, 0 gained, 0 lost, 0 changed\n")


def test_what_is_gained_lost_and_changed_is_told_per_rule_with_examples(folders):
    before, after = folders(
        voor={"brief": [figure("12", 12), figure("7", 7)]}, na={"brief": [figure("12", 13), figure("40", 40, rule="figure.other")]}
    )
    code, text = told(before, after)
    assert code == 1
    assert "figures  figure.quantity: 1 lost, 1 changed" in text
    assert "figures  figure.other: 1 gained" in text
    assert "~ '12' value: 12 -> 13 in brief: " + SENTENCE in text
    assert "- '7' in brief" in text
    assert "+ '40' in brief" in text


def test_as_json_it_can_be_read_by_a_program(folders):
    before, after = folders(voor={"brief": [figure("12", 12)]}, na={"brief": [figure("12", 13)], "nieuw": []})
    code, text = told(before, after, "--json")
    data = json.loads(text)
    assert code == 1
    assert data["letters"] == {"before": 1, "after": 2, "only_before": [], "only_after": ["nieuw"]}
    assert data["rules"][0]["examples"]["changed"][0]["fields"] == {"value": [12, 13]}


def test_no_more_examples_are_shown_than_asked_for(folders):
    before, after = folders(voor={"brief": []}, na={"brief": [figure(str(n), n) for n in range(9)]})
    assert told(before, after, "--examples", "2")[1].count("  + ") == 2


def test_a_folder_without_letters_is_wrong_usage(folders, tmp_path):
    before, _ = folders(voor={"brief": []})
    assert told(before, tmp_path / "nergens")[0] == 2
    with pytest.raises(KamermijnError, match="no letters"):
        compare(before, tmp_path / "nergens")


def test_a_letter_that_is_cut_off_is_named(folders):
    before, after = folders(voor={"brief": []}, na={"brief": []})
    (after / "letters" / "brief.json").write_text("{", encoding="utf-8")
    with pytest.raises(KamermijnError, match=r"brief\.json"):
        compare(before, after)


def test_the_snapshot_of_the_samples_is_one_that_a_run_can_be_compared_with():
    root = Path(__file__).parent / "snapshot"
    found = compare(root, root)
    assert found.letters == (4, 4)
    assert found.same > 100
    assert not found
