"""What every record has: an id that lasts, a quote that stands in the text, a strict set of fields."""

import pytest
from pydantic import ValidationError

from kamermijn.model import Box, LetterText, Record, Rejected, with_ids
from kamermijn.records import KINDS, Citation, Date


def date(quote="2015", start=0, **fields):
    values = {"letter_id": "a", "quote": quote, "start": start, "end": start + len(quote), "sentence": quote, "rule": "date.year"}
    return Date(**(values | {"edtf": quote, "precision": "year"} | fields))


def test_an_id_does_not_change_with_page_place_or_rule():
    here, there = date(page=1), date(start=90, page=4, rule="date.other", rule_revision=3)
    assert with_ids([here])[0].record_id == with_ids([there])[0].record_id


def test_an_id_does_not_change_with_white_space_in_the_quote():
    assert with_ids([date("mei 2015")])[0].record_id == with_ids([date("mei\n 2015")])[0].record_id


def test_the_same_quote_twice_gives_two_ids_in_reading_order():
    later, earlier = date(start=50), date(start=10)
    first, second = with_ids([later, earlier])
    assert (first.start, second.start) == (10, 50)
    assert first.record_id != second.record_id


def test_another_letter_gives_another_id():
    assert with_ids([date()])[0].record_id != with_ids([date(letter_id="b")])[0].record_id


def test_two_targets_on_one_quote_are_told_apart():
    shared = {"letter_id": "a", "quote": "q", "start": 0, "end": 1, "sentence": "q", "rule": "citation.x", "type": "handelingen"}
    one, two = with_ids([Citation(**shared, target="h-4"), Citation(**shared, target="h-54")])
    assert one.record_id != two.record_id


def test_a_misspelt_field_is_an_error():
    with pytest.raises(ValidationError):
        date(date_begin="2015-01-01")


def test_a_record_cannot_be_changed():
    with pytest.raises(ValidationError):
        date().quote = "2016"


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.plural)
def test_every_kind_says_what_it_is_and_what_each_field_means(cls):
    assert issubclass(cls, Record)
    assert cls.__doc__
    assert all(field.description for field in cls.model_fields.values())


def test_kinds_have_names_of_their_own():
    assert len({cls.plural for cls in KINDS}) == len({cls.singular for cls in KINDS}) == len(KINDS)
    assert Rejected in KINDS


def test_a_text_without_pages_has_no_page_and_no_boxes():
    text = LetterText("abc")
    assert text.page(1) is None
    assert text.boxes(0, 3) == ()


def test_boxes_come_from_the_map_of_the_layout():
    text = LetterText("abc", locate=lambda start, end: (Box(1, start, 0, end, 1),))
    assert text.boxes(0, 2) == (Box(1, 0, 0, 2, 1),)
