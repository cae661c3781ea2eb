"""Promises, series and checks of a second set of five letters, on other subjects; annotated before they were run.

What they showed was mended afterwards, so that they are no longer unseen: the figures at first sight stand in dossier/unseen/gold.yaml.
"""

import pytest
from across_gold import UNSEEN, counts, linked, unseen


@pytest.fixture(scope="module")
def tables():
    return linked(unseen())


def test_nine_in_ten_links_are_right_and_most_follow_ups_are_found(tables):
    promises = {(row["letter_id"], row["quote"]): row for row in tables["promises"]}
    right, wrong, asked, found = counts(promises, UNSEEN)
    print(f"housing and defence: precision {right}/{right + wrong}, recall {found}/{asked}")
    assert right / (right + wrong) >= 0.9
    assert found / asked >= 0.7


def test_a_word_in_common_is_no_follow_up(tables):
    # The reservists who get uniforms are others.
    (row,) = (row for row in tables["promises"] if row["quote"].startswith("De minister van Buitenlandse"))
    assert row["followed_up_in"] == []


@pytest.mark.parametrize("name", UNSEEN["series"])
def test_the_points_of_an_indicator_stand_in_one_series_and_no_others_with_them(tables, name):
    wanted = {tuple(point) for point in UNSEEN["series"][name]}
    found = {}
    for row in tables["series"]:
        point = (row["letter_id"], int(row["period_start"][:4]) if row["period_start"] else None, row["value"])
        found.setdefault(row["series"], set()).add(point)
    assert wanted in found.values()


@pytest.mark.parametrize(("letter", "stated", "verdict"), UNSEEN["checks"])
def test_a_stated_number_beside_its_computation(tables, letter, stated, verdict):
    rows = [row for row in tables["checks"] if (row["letter_id"], row["stated"]) == (letter, stated) and row["other_letter"] is None]
    assert [row["verdict"] for row in rows] == [verdict]


def test_within_letters_nothing_else_is_checked(tables):
    assert len([row for row in tables["checks"] if row["other_letter"] is None]) == len(UNSEEN["checks"])


def test_a_number_that_a_later_letter_sets_right_says_so(tables):
    (row,) = (row for row in tables["checks"] if row["kind"] == "two letters" and row["verdict"] == "does not hold")
    assert (row["stated"], row["computed"], row["letter_id"]) == ("71.900", "71.300 in kst-39931-4", "kst-39931-11")
    assert row["corrected"] is True


def test_a_letter_that_corrects_another_says_so(tables):
    found = [[row["letter_id"], row["target"]] for row in tables["links"] if row["kind"] == "corrects"]
    assert found == UNSEEN["corrects"]
