"""Reviews: what people said of records is kept, joined by id and quote, and survives every run."""

import datetime
import json

import pytest

from kamermijn.model import KamermijnError
from kamermijn.store import REVIEWS, Review, add_review, history, reviews

NOW = datetime.datetime(2031, 5, 6, 7, 8, tzinfo=datetime.UTC)


def review(verdict="accepted", record="figure-1", quote="12%", **more):
    return Review(record_id=record, letter_id="kst-1-2", quote=quote, verdict=verdict, reviewer="Noor", time=NOW, **more)


def test_a_folder_without_reviews_has_none(tmp_path):
    assert reviews(tmp_path) == {}


def test_the_last_review_of_a_record_counts_and_the_first_is_kept(tmp_path):
    add_review(tmp_path, review("accepted"))
    add_review(tmp_path, review("corrected", correction="value = 13"))
    assert [each.verdict for each in history(tmp_path)] == ["accepted", "corrected"]
    assert reviews(tmp_path)["figure-1", "12%"].correction == "value = 13"


def test_a_review_of_other_words_says_nothing_of_these(tmp_path):
    add_review(tmp_path, review(quote="12%"))
    assert ("figure-1", "13%") not in reviews(tmp_path)


def test_a_quote_over_two_lines_is_one_line_of_the_file(tmp_path):
    add_review(tmp_path, review(quote="twaalf\nprocent", note="a\r\nb"))
    assert len((tmp_path / REVIEWS).read_text(encoding="utf-8").splitlines()) == 1
    assert ("figure-1", "twaalf\nprocent") in reviews(tmp_path)


def test_a_line_that_was_not_written_to_its_end_loses_no_other(tmp_path):
    add_review(tmp_path, review())
    with (tmp_path / REVIEWS).open("a", encoding="utf-8") as file:
        file.write('{"record_id": "fig')
    assert len(history(tmp_path)) == 1
    add_review(tmp_path, review(record="figure-2"))
    assert [each.record_id for each in history(tmp_path)] == ["figure-1", "figure-2"]


def test_a_line_that_is_no_review_is_told_with_its_number(tmp_path):
    add_review(tmp_path, review())
    with (tmp_path / REVIEWS).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"record_id": "figure-2"}) + "\n")
    with pytest.raises(KamermijnError, match="line 2 is no review"):
        reviews(tmp_path)


@pytest.mark.parametrize("wrong", [{"reviewer": ""}, {"reviewer": "  "}, {"verdict": "perhaps"}, {"note": "x" * 1001}])
def test_a_review_names_its_reviewer_and_keeps_to_what_can_be_said(wrong):
    with pytest.raises(ValueError, match="validation error"):
        Review.model_validate({**review().model_dump(), **wrong})
