"""What later letters say of a promise: how often that is right and how much is found, on pairs annotated before the matcher was written."""

import pytest
from across_gold import GOLD, KINDS, REAL, SHARED, counts, fictional, linked, real

has_real_letters = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there: the real letters are no part of the project")


@pytest.fixture(scope="module")
def promises():
    return {(row["letter_id"], row["quote"]): row for row in linked(fictional())["promises"]}


def real_counts():
    rows = {row["promise_id"]: row for row in linked(real())["promises"] if row["letter_id"] == REAL[0]}
    later = real()[REAL[1]]
    right = wrong = asked = found = 0
    of = {entry["promise"]: entry for entry in GOLD["real"]}
    for promise, row in rows.items():
        entry = of.get(promise, {"followed": [], "may": []})
        hits = [{r["record_id"] for kind in KINDS for r in later[kind] if r["sentence"] in f["sentence"]} for f in row["followed_up_in"]]
        accepted = {record for group in entry["followed"] for record in group} | set(entry["may"])
        fine = [ids for ids in hits if ids & accepted]
        right, wrong = right + len(fine), wrong + len(hits) - len(fine)
    for entry in GOLD["real"]:
        asked += len(entry["followed"])
        followed = rows.get(entry["promise"], {"followed_up_in": []})["followed_up_in"]
        ids = {r["record_id"] for f in followed for kind in KINDS for r in later[kind] if r["sentence"] in f["sentence"]}
        found += sum(bool(ids & set(group)) for group in entry["followed"])
    return right, wrong, asked, found


def test_of_the_fictional_letters_nine_in_ten_links_are_right_and_most_are_found(promises):
    right, wrong, asked, found = counts(promises, GOLD)
    print(f"fictional letters: precision {right}/{right + wrong}, recall {found}/{asked}")
    assert right / (right + wrong) >= 0.9
    assert found / asked >= 0.7


@has_real_letters
def test_of_all_annotated_letters_nine_in_ten_links_are_right_and_most_are_found(promises):
    right, wrong, asked, found = (one + other for one, other in zip(counts(promises, GOLD), real_counts(), strict=True))
    print(f"all annotated letters: precision {right}/{right + wrong}, recall {found}/{asked}")
    assert right / (right + wrong) >= 0.9
    assert found / asked >= 0.7


@has_real_letters
def test_the_million_of_one_letter_is_found_in_the_next():
    rows = [row for row in linked(real())["promises"] if row["amount"] == 1_000_000 and row["letter_id"] == REAL[0]]
    assert rows
    for row in rows:
        assert row["first_follow_up"] == REAL[1]
        assert any("1,000,000 EUR" in f["amounts"] for f in row["followed_up_in"])


@pytest.mark.parametrize(
    ("letter", "promise"),
    [
        ("kst-39922-2", "NS leidt in 2032 60 stewards"),  # the same body does something else
        ("kst-39922-2", "Er komt een meldpunt"),  # another meldpunt comes
        ("kst-39921-9", "De Inspectie Leefomgeving"),  # another register was set up
        ("kst-39922-2", "Voor het einde van 2031 stuur"),  # the same coaches, but no study of their safety
    ],
)
def test_a_body_or_a_word_in_common_is_no_follow_up(promises, letter, promise):
    (row,) = (row for (where, quote), row in promises.items() if where == letter and quote.startswith(promise))
    assert row["followed_up_in"] == []
    assert row["status"] in ("none found in this collection", "deadline ahead")


def test_a_link_says_why(promises):
    (row,) = (row for (_, quote), row in promises.items() if quote.startswith("In het eerste kwartaal van 2032 informeer"))
    first = row["followed_up_in"][0]
    assert first["why"] == "explicit reference"
    assert {"denemark", "duitsland", "onderhandel"} <= set(first["words"])
    assert 0 < first["score"] <= 1
    assert row["days_after_deadline"] == 22  # 31 March to 22 April 2032


def test_a_promise_whose_deadline_is_behind_the_newest_letter_is_not_called_late(promises):
    for row in promises.values():
        if row["status"] == "deadline ahead":
            assert row["deadline_end"] > "2032-10-14"
        if row["status"] == "none found in this collection" and row["deadline_end"]:
            assert row["deadline_end"] <= "2032-10-14"


def test_no_status_accuses_anyone(promises):
    told = {row["status"] for row in promises.values()}
    assert told <= {"follow-up found", "none found in this collection", "deadline ahead", "told as done"}
