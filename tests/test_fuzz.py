"""Files changed at random end in a text or in a LetterError: the short form of `make fuzz`."""

import io
import re
import zipfile

import numpy as np
import pytest
from fuzz import FORMS, fuzz, made, read
from fuzz_seeds import parts_of, seeds
from hard_files import LETTER
from made_documents import NUMBERED, archive, item, paragraph, word
from made_pages import BODY, Sheets, kamerstuk, table_page

from kamermijn.ingest.characters import TextPage


def test_some_hundreds_of_changed_files_do_no_harm_in_a_process_with_limits():
    ends, wrong = fuzz(240)
    assert wrong == []
    assert sum(ends.values()) == 240
    assert {form for form, _ in ends} == set(FORMS)
    assert all((form, "read") in ends for form in ("text", "pdf", "html", "hocr", "zip")), ends


def test_an_input_depends_on_its_seed_alone():
    assert made(11) == made(11)
    assert made(11) != made(19)


def test_the_files_that_inputs_are_made_from_hold_no_time_at_which_they_were_made():
    made_dates = {date for data in seeds()["pdf"][:5] for date in re.findall(rb"D:(\d{8})", data)}
    assert made_dates == {b"20320303"}
    for data in (*seeds()["docx"], *seeds()["odt"], *seeds()["zip"]):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            assert {part.date_time for part in opened.infolist()} == {(2032, 3, 3, 0, 0, 0)}


def test_the_death_of_a_process_is_seen_and_told_with_the_seed(monkeypatch):
    monkeypatch.setenv("KAMERMIJN_FUZZ_DIES_AT", "3")
    ends, wrong = fuzz(6)
    assert [problem.partition(":")[0] for problem in wrong] == [f"seed 3 ({FORMS[3]})"]
    assert sum(ends.values()) == 5


def test_a_process_that_waits_for_ever_is_seen_too(monkeypatch):
    monkeypatch.setattr("fuzz.WALL_SECONDS", 30)
    monkeypatch.setenv("KAMERMIJN_FUZZ_WAITS_AT", "101")
    ends, wrong = fuzz(3, start=100)
    assert [problem.partition(":")[0] for problem in wrong] == [f"seed 101 ({FORMS[101 % len(FORMS)]})"]
    assert sum(ends.values()) == 2


def begins_before_the_file():
    """An archive that says that its directory stands further on than it does."""
    data = archive({"brief.txt": LETTER})
    at = data.rindex(b"PK\x05\x06") + 16
    return data[:at] + (int.from_bytes(data[at : at + 4], "little") + 1000).to_bytes(4, "little") + data[at + 4 :]


def band_at_the_foot():
    """A page with the band of a Kamerstuk under its text, and nothing of it above."""
    pdf = Sheets(558, 771)
    pdf.add_page()
    pdf.wrap(203, 520, 240, BODY[0], 8)
    for n, line in enumerate(("Tweede Kamer der Staten-Generaal", "Vergaderjaar 2031-2032", "99 001", "Bruggen en oevers")):
        pdf.put(37, 640 + 12 * n, line)
    return pdf.bytes()


def recognised(old, new):
    """What an engine read in an image, with something in it that is not as it should be."""
    return seeds()["hocr"][0].replace(old, new)


def without_a_name(parts, name):
    """An archive of which one part has no name: its length is told as none, and what it was as something else that is known of it."""
    data = archive(parts)
    at = data.rindex(name.encode()) - 46
    length = int.from_bytes(data[at + 28 : at + 30], "little")
    return data[: at + 28] + b"\0\0" + length.to_bytes(2, "little") + data[at + 32 :]


# Found by the fuzzer once, and read or refused since.
MENDED = {
    "an archive whose first part begins before the file": ("zip", begins_before_the_file),
    "a table on a page that only PDFium gets through": ("pdf", lambda: table_page().replace(b"[0 0 595.00 842.00]", b"[0 0 595.00 ]")),
    "an image whose lines are not told in UTF-8": ("hocr", lambda: recognised(b"2<", b"\xff<")),
    "a page whose letters are larger than any": ("hocr", lambda: recognised(b"x_size 38", b"x_size " + b"9" * 400)),
    "a band that stands at the foot of a page": ("pdf", band_at_the_foot),
    "a document with a part that has no name": ("docx", lambda: without_a_name(parts_of(word(paragraph("brug"))) | {"los": "x"}, "los")),
    "a list whose depth is no whole number": ("docx", lambda: word(item("brug", level="1.5"), item("brug", level="²"), numbering=NUMBERED)),
    "an item whose number is no number": ("html", lambda: "<html><body><ol><li value='²'>brug</li></ol></body></html>".encode()),
}  # fmt: skip


@pytest.mark.parametrize(("form", "make"), MENDED.values(), ids=MENDED.keys())
def test_what_was_wrong_once_is_not_wrong_again(form, make, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert read(form, make(), whole=True)


def test_a_letter_that_stands_nowhere_or_at_no_end_on_its_page_is_read(monkeypatch):
    found = TextPage.characters

    def nowhere(page, rotation):
        characters = found(page, rotation)
        characters.places[5:9] = np.nan
        characters.places[20:23, :4] = np.inf
        return characters

    monkeypatch.setattr(TextPage, "characters", nowhere)
    assert read("pdf", kamerstuk(), whole=True) == "read"
