"""What no letter should hold does no harm: it is reported, and the rest of the letter is read."""

import datetime
import gc
import time
from pathlib import Path

import pytest

import kamermijn

DATE = datetime.date(2024, 3, 15)
SHARED = Path(__file__).parents[1] / ".." / "shared" / "letters"


@pytest.mark.parametrize("hostile", ["1" * 5000, "1" * 5000 + "%", "9" * 400 + ",5 miljoen", "honderd" * 600, "(" * 500, "€" * 500])
def test_the_rest_of_the_letter_is_read(hostile):
    letter = kamermijn.mine_text(f"Er zijn 12 zaken. Dan volgt {hostile} en dan niets. Er zijn 13 boten.", date=DATE)
    assert [figure.value for figure in letter.figures] == [12, 13]


def test_digits_without_end_are_accounted_for():
    letter = kamermijn.mine_text(f"Er zijn {'1' * 5000} zaken.", date=DATE)
    assert [(numeral.outcome, len(numeral.quote)) for numeral in letter.numerals] == [("rejected", 5000)]


@pytest.mark.parametrize("unit", ["1 januari ", "10% tot ", "12 ", "((1) ", "1.000.000 ", "een honderd en ", "zal "])
def test_the_time_grows_with_a_sentence_without_end_and_no_faster(unit):
    def seconds(size):
        gc.collect()  # what tests before this one left lying is not counted
        gc.disable()
        started = time.process_time()
        kamermijn.mine_text((unit * size)[:size], date=DATE, model="none")
        gc.enable()
        return time.process_time() - started

    seconds(500)
    small, large = (min(seconds(size) for _ in range(2)) for size in (3000, 15_000))
    assert large < 9 * max(small, 0.05)  # five times the text; were the time quadratic, it would be 25 times as much


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared with the real letters is not here")
@pytest.mark.parametrize("name", ["kamerbrief-innovatiemissies-2023.pdf", "aanhangsel-2014-2015.pdf"])
def test_a_record_is_on_the_page_of_its_first_box_in_a_footnote_too(name):
    letter = kamermijn.mine(SHARED / name)
    records = [*letter.figures, *letter.dates, *letter.citations, *letter.organisations, *letter.measures, *letter.numerals]
    notes = letter.letter_text.footnotes
    assert any(note.start <= record.start < note.end for record in records for note in notes)
    assert all(record.boxes and record.page == record.boxes[0].page for record in records)
