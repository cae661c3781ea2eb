"""A file that is broken, hostile, huge or no letter ends in a clear error or a marked result, and the letters beside it are read."""

import csv
import re
from functools import cache

import pytest
from hard_files import HARD, LETTER, many_pages, nested_archive, packed_spaces, pdf_bomb
from made_documents import answer_letter, archive, open_document
from made_pages import kamerstuk, ministry_letter
from typer.testing import CliRunner

import kamermijn
from kamermijn import batch, ingest
from kamermijn.cli import app
from kamermijn.ingest import limits, packing
from kamermijn.model import LetterError
from kamermijn.rules import load


@cache
def made(name):
    """The content of a hard file; bombs take a second each to pack."""
    return HARD[name][0]()


@cache
def outcome(name):
    """The reason of the error that reading a hard file ends in, or None with what was read."""
    try:
        return None, ingest.read_bytes(made(name), name)
    except LetterError as error:
        return error.reason, str(error)


@pytest.mark.parametrize("name", sorted(HARD))
def test_a_hard_file_is_read_or_refused_with_a_reason_that_fits(name):
    reason, _ = outcome(name)
    expected = HARD[name][1]
    assert reason is None if expected is None else reason in expected


@pytest.mark.parametrize("name", [name for name, (_, reasons) in HARD.items() if reasons])
def test_what_is_refused_says_what_to_do(name):
    _, message = outcome(name)
    assert message.startswith(name)
    assert re.search(r": .+: [a-z(]|OCR finds no text|needs OCR|too large for OCR", message), message


def test_a_batch_of_all_hard_files_leaves_the_letters_between_them_untouched(tmp_path):
    folder = tmp_path / "brieven"
    folder.mkdir()
    good = {f"{letter}-brief.txt": LETTER.replace("24 bruggen", f"{n} bruggen") for n, letter in enumerate("amz", start=31)}
    for name, text in good.items():
        (folder / name).write_text(text, encoding="utf-8")
    # That one is an archive for a run, which looks at the files in it: there is a test of that below.
    hard = {name: case for name, case in HARD.items() if name != "bom-in-naam.odt"}
    for name in hard:
        (folder / name).write_bytes(made(name))
    limits_of_run = batch.Limits(240, 2000)
    summary = batch.run(batch.collect([folder], tmp_path / "uit").files, tmp_path / "uit", load(), options=batch.Options(1, limits_of_run))
    refused = {name for name, (_, reasons) in hard.items() if reasons}
    with (tmp_path / "uit" / "errors.csv").open(encoding="utf-8", newline="") as file:
        errors = [row for row in csv.DictReader(file) if row["level"] == "error"]
    told = {row["source"]: row["reason"] for row in errors}
    assert told.keys() == refused
    assert all(told[name] in hard[name][1] for name in refused), told
    assert summary.states["mined"] == len(hard) - len(refused) + len(good)
    with (tmp_path / "uit" / "figures.csv").open(encoding="utf-8", newline="") as file:
        values = {(row["letter_id"], row["value"]) for row in csv.DictReader(file)}
    assert {("a-brief", "31"), ("m-brief", "32"), ("z-brief", "33")} <= values


@pytest.mark.parametrize(
    ("make", "name"), [(ministry_letter, "brief.pdf"), (kamerstuk, "stuk.pdf"), (answer_letter, "brief.docx"),
                       (lambda: open_document("<text:p>Er zijn 24 bruggen.</text:p>"), "brief.odt"), (LETTER.encode, "brief.txt")],
)  # fmt: skip
def test_a_file_cut_off_anywhere_is_refused_or_read_as_far_as_it_goes(make, name):
    data = make()
    whole = "".join(page.text for page in ingest.read_bytes(data, name).pages)
    reasons = set()
    for end in [*range(0, len(data) - 1, 1000), len(data) - 30, len(data) - 300]:
        try:
            raw = ingest.read_bytes(data[:end], name)
        except LetterError as error:
            reasons.add(error.reason)
        else:
            assert name == "brief.txt"
            assert whole.startswith(raw.pages[0].text)
    assert reasons <= {"empty", "truncated", "broken_pdf", "broken_archive", "unsupported", "unknown_format"}


def test_a_pdf_without_pages_is_not_taken_for_the_encrypted_one_before_it():
    reasons = []
    for name in ("versleuteld.pdf", "nul-paginas.pdf"):
        with pytest.raises(LetterError) as caught:
            ingest.read_bytes(made(name), name)
        reasons.append(caught.value.reason)
    assert reasons == ["encrypted", "broken_pdf"]


def test_what_an_entity_points_to_is_not_read_and_scripts_are_no_text():
    for name in ("geheim.xml", "geheim.docx"):
        assert "root:" not in outcome(name)[1]
    _, raw = outcome("scripts.html")
    text = raw.pages[0].text
    assert "Er zijn 24 bruggen." in text
    assert not re.search(r"66|88|99|alert|geheim|77%|44|55", text)


@pytest.mark.parametrize("name", ["russisch.txt", "engels.txt"])
def test_a_letter_in_another_language_is_reported_as_not_dutch(name):
    _, raw = outcome(name)
    assert any("not look like Dutch" in warning for warning in raw.warnings)


def test_a_text_that_is_no_letter_is_marked(tmp_path):
    (tmp_path / "recept.txt").write_bytes(made("recept.txt"))
    assert any("not recognised as a parliamentary paper" in w for w in kamermijn.mine(tmp_path / "recept.txt").fields.warnings)


def test_signs_that_turn_the_writing_around_hide_no_number(tmp_path):
    (tmp_path / "brief.txt").write_bytes(made("richting.txt"))
    assert 24 in {figure.value for figure in kamermijn.mine(tmp_path / "brief.txt").figures}


@pytest.mark.parametrize("name", ["windows.txt", "utf-16.txt", "utf-16-zonder-merk.txt"])
def test_a_text_in_another_encoding_is_the_same_text(name):
    _, raw = outcome(name)
    assert raw.pages[0].text == LETTER


def test_pages_beyond_the_limit_are_left_out_and_named():
    with limits.within(limits.ReadingLimits(pages=3)):
        raw = ingest.read_bytes(many_pages(5), "lang.pdf")
    assert len(raw.pages) == 3
    assert "only the first 3 of 5 pages are read (--max-pages)" in raw.warnings
    assert len(ingest.read_bytes(many_pages(5), "lang.pdf").pages) == 5


def test_a_limit_of_a_run_reaches_its_workers_and_another_limit_mines_anew(tmp_path):
    (tmp_path / "lang.pdf").write_bytes(many_pages(4))
    arguments = ["run", str(tmp_path / "lang.pdf"), "--out", str(tmp_path / "uit"), "--workers", "1", "--max-pages"]
    for pages in ("2", "4"):
        assert CliRunner().invoke(app, [*arguments, pages]).exit_code == 0
        with (tmp_path / "uit" / "letters.csv").open(encoding="utf-8", newline="") as file:
            assert [row["pages"] for row in csv.DictReader(file)] == [pages]


def test_an_archive_of_archives_is_not_unpacked_without_end(tmp_path):
    path = tmp_path / "dossier.zip"
    path.write_bytes(archive({"brief.txt": LETTER, "meer.zip": nested_archive()}))
    files = batch.collect([path], tmp_path / "uit").files
    summary = batch.run(files, tmp_path / "uit", load())
    assert (summary.states["mined"], summary.states["failed"]) == (1, 1)
    assert [problem.reason for problem in summary.problems if problem.level == "error"] == ["unsupported"]


def test_an_archive_with_a_bomb_in_it_costs_only_the_bomb(tmp_path):
    path = tmp_path / "dossier.zip"
    path.write_bytes(packed_spaces("bom.txt", 210, **{"brief.txt": LETTER}))
    summary = batch.run(batch.collect([path], tmp_path / "uit").files, tmp_path / "uit", load())
    assert [problem.reason for problem in summary.problems if problem.level == "error"] == ["too_large"]
    assert summary.states["mined"] == 1


def test_a_large_drawing_that_is_packed_as_drawings_are_is_no_bomb(monkeypatch):
    monkeypatch.setattr(packing, "LARGEST_STREAM", 3000)
    assert ingest.read_bytes(ministry_letter(), "brief.pdf").pages
    with pytest.raises(LetterError, match="unpacks to more"):
        packing.refuse_bomb(pdf_bomb(1), "bom.pdf")
