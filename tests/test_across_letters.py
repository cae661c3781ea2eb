"""Links, motions, series and checks of the five fictional letters, as they were annotated."""

import pytest
from across_gold import GOLD, fictional, linked


@pytest.fixture(scope="module")
def tables():
    return linked(fictional())


def test_every_document_that_a_letter_names_is_linked_and_no_other(tables):
    found = {(row["letter_id"], row["target"]) for row in tables["links"] if row["target"]}
    assert found == {tuple(pair) for pair in GOLD["links"]}


def test_a_letter_that_is_named_by_its_date_alone_is_found(tables):
    by_date = {(row["letter_id"], row["target"]) for row in tables["links"] if row["how"] == "date"}
    assert by_date == {("kst-39921-9", "kst-39921-3"), ("kst-39921-15", "kst-39921-9"), ("brief-nachttreinen-2032", "kst-39922-2")}


def test_a_letter_that_is_not_there_is_not_guessed(tables):
    (row,) = (row for row in tables["links"] if "3 januari 2032" in row["quote"])
    assert (row["target"], row["how"]) == (None, "not in this collection")


def test_a_letter_that_corrects_another_says_so(tables):
    assert [(row["letter_id"], row["target"]) for row in tables["links"] if row["kind"] == "corrects"] == [("kst-39921-9", "kst-39921-3")]


@pytest.mark.parametrize(("motion", "letter", "fates"), GOLD["motions"])
def test_what_a_letter_says_of_a_motion(tables, motion, letter, fates):
    told = [
        row
        for row in tables["motion_history"]
        if row["letter_id"] == letter and (row["motion"] == motion or motion in row["motion"].casefold())
    ]
    assert len(told) == 1
    assert set(told[0]["says"]) <= set(fates)
    assert bool(told[0]["says"]) == bool(fates)


def test_the_letters_on_a_motion_stand_in_the_order_of_their_dates(tables):
    history = [(row["order"], row["letter_id"]) for row in tables["motion_history"] if row["motion"] == "kst-39921-2"]
    assert history == [(1, "kst-39921-3"), (2, "kst-39921-9"), (3, "kst-39921-15")]


def test_a_motion_named_by_its_member_alone_is_the_one_of_that_dossier(tables):
    (row,) = (row for row in tables["motion_history"] if row["letter_id"] == "brief-nachttreinen-2032")
    assert (row["motion"], row["how"]) == ("kst-39922-1", "proposers")


@pytest.mark.parametrize("name", GOLD["series"])
def test_the_points_of_an_indicator_stand_in_one_series(tables, name):
    wanted = {tuple(point) for point in GOLD["series"][name]}
    found = {}
    for row in tables["series"]:
        point = (row["letter_id"], int(row["period_start"][:4]) if row["period_start"] else None, row["value"])
        found.setdefault(row["series"], set()).add(point)
    assert any(wanted <= points for points in found.values())
    for points in found.values():
        if points & wanted:
            assert points <= wanted | {("kst-39921-9", 2030, 104)}  # the number that is set right is named again


def test_a_target_never_joins_what_is_reported(tables):
    values = [row["value"] for row in tables["series"] if "zwemdiploma" in row["series_key"] and row["nature"] == "reported"]
    assert 82 in values
    assert 95 not in values


@pytest.mark.parametrize(("letter", "stated", "verdict"), GOLD["checks"])
def test_a_stated_number_beside_its_computation(tables, letter, stated, verdict):
    rows = [row for row in tables["checks"] if (row["letter_id"], row["stated"]) == (letter, stated) and row["other_letter"] is None]
    assert [row["verdict"] for row in rows] == [verdict]
    assert rows[0]["computed"]
    assert rows[0]["tolerance"]


def test_within_letters_nothing_else_is_checked(tables):
    assert len([row for row in tables["checks"] if row["other_letter"] is None]) == len(GOLD["checks"])


def test_two_letters_with_two_numbers_for_one_year_are_shown_side_by_side(tables):
    (row,) = (row for row in tables["checks"] if row["kind"] == "two letters" and row["verdict"] == "does not hold")
    assert (row["stated"], row["computed"], row["letter_id"], row["other_date"]) == (
        "107",
        "104 in kst-39921-3",
        "kst-39921-9",
        "2031-03-10",
    )
    assert row["corrected"] is True
