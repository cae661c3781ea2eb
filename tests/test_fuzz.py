"""Files changed at random end in a text or in a LetterError: the short form of `make fuzz`."""

import pytest
from fuzz import FORMS, fuzz, made, read


def test_some_hundreds_of_changed_files_do_no_harm_in_a_process_with_limits():
    ends, wrong = fuzz(240)
    assert wrong == []
    assert sum(ends.values()) == 240
    assert {form for form, _ in ends} == set(FORMS)
    assert all((form, "read") in ends for form in ("text", "pdf", "html", "hocr", "zip")), ends


def test_an_input_depends_on_its_seed_alone():
    assert made(11) == made(11)
    assert made(11) != made(19)


def test_the_death_of_a_process_is_seen_and_told_with_the_seed(monkeypatch):
    monkeypatch.setenv("KAMERMIJN_FUZZ_DIES_AT", "3")
    ends, wrong = fuzz(6)
    assert [problem.partition(":")[0] for problem in wrong] == [f"seed 3 ({FORMS[3]})"]
    assert sum(ends.values()) == 5


# Once wrong, now told: what each was is in its name.
MENDED = {
    "an archive whose first part begins before the file": 171,
    "a table on a page that only PDFium gets through": 1025,
    "an image whose lines are not told in UTF-8": 1191,
    "a page whose letters are larger than any": 535,
    "a letter that stands nowhere on its page": 204113,
    "a band that stands at the foot of a page": 205193,
    "a list whose depth is no whole number": 102154,
}


@pytest.mark.parametrize("seed", MENDED.values(), ids=MENDED.keys())
def test_what_was_wrong_once_is_not_wrong_again(seed, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert read(*made(seed), whole=True)
