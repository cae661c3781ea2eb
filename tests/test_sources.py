"""Letters are read where they are: in files, in archives without unpacking them, from standard input; never from the web."""

import io
import os
import socket
import subprocess
import sys
import types
import zipfile
from pathlib import Path

import pytest
from made_documents import answer_letter, archive
from made_pages import ministry_letter, two_columns
from marked_up import METADATA, PUBLICATION

from kamermijn import batch, ingest, mine
from kamermijn.batch import InputError
from kamermijn.ingest import container, sources
from kamermijn.model import LetterError
from kamermijn.rules import load

DUTCH = "De Minister van Bruggen en Oevers heeft de Kamer gezegd dat het onderhoud van 24 bruggen dit jaar is begonnen. " * 3


@pytest.fixture
def dossier(tmp_path):
    path = tmp_path / "in" / "dossier.download"
    path.parent.mkdir()
    path.write_bytes(
        archive(
            {
                "99123/kst-99123-45.xml": PUBLICATION,
                "99123/metadata.xml": METADATA,
                "../../brief.docx": answer_letter(),
                "leesmij/README.txt": "uitleg",
                "stuk.txt": DUTCH,
                "binnen.zip": archive({"brief.txt": DUTCH}),
            }
        )
    )
    return path


def test_the_letters_in_an_archive_are_mined_where_they_are(dossier, tmp_path):
    files = batch.collect([dossier.parent], tmp_path / "out").files
    assert [file.relative_to(dossier).as_posix() for file in files] == ["99123/kst-99123-45.xml", "binnen.zip", "brief.docx", "stuk.txt"]
    summary = batch.run(files, tmp_path / "out", load())
    assert summary.states == {"mined": 3, "failed": 1}
    (problem,) = [problem for problem in summary.problems if problem.level == "error"]
    assert (problem.source, problem.reason) == ("binnen.zip", "unsupported")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_the_metadata_of_a_publication_is_found_within_the_archive(dossier):
    assert mine(dossier / "99123/kst-99123-45.xml").fields.chamber == "TK"


def test_a_file_that_is_not_in_the_archive_is_missing(dossier):
    with pytest.raises(LetterError, match="no such file in dossier") as caught:
        ingest.read(dossier / "weg.xml")
    assert caught.value.reason == "missing"


def test_a_bomb_in_an_archive_stops_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "LARGEST_PART", 100_000)
    path = tmp_path / "bom.zip"
    path.write_bytes(archive({"brief.txt": "0" * 10_000_000, "stuk.txt": DUTCH}))
    with pytest.raises(LetterError) as caught:
        ingest.read(path / "brief.txt")
    assert caught.value.reason == "too_large"
    assert ingest.read(path / "stuk.txt").format == "text"


def test_an_archive_with_files_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "MOST_PARTS", 10)
    path = tmp_path / "veel.zip"
    path.write_bytes(archive({f"{n}.txt": DUTCH for n in range(20)}))
    summary = batch.run(batch.collect([path], tmp_path / "out").files, tmp_path / "out", load())
    assert [problem.reason for problem in summary.problems] == ["too_large"]


@pytest.mark.parametrize(
    ("data", "reason", "message"),
    [
        (archive({"brief.txt": DUTCH})[:-40], "truncated", "the archive breaks off before its end: download it again"),
        (answer_letter()[:-200], "truncated", "the archive breaks off before its end: download it again"),
        (archive({}), "empty", "the archive holds no files: check that the whole dossier was saved"),
        (archive({"map/": ""}), "empty", "the archive holds no files: check that the whole dossier was saved"),
    ],
)
def test_an_archive_of_which_nothing_can_be_read_says_why(tmp_path, data, reason, message):
    path = tmp_path / "dossier.zip"
    path.write_bytes(data)
    summary = batch.run(batch.collect([path], tmp_path / "out").files, tmp_path / "out", load())
    assert [(problem.reason, problem.message) for problem in summary.problems] == [(reason, message)]


def test_a_file_whose_check_sum_is_wrong_is_broken(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("brief.txt", DUTCH)
    path = tmp_path / "kapot.zip"
    path.write_bytes(file.getvalue().replace(b"24 bruggen", b"99 bruggen"))
    with pytest.raises(LetterError) as caught:
        ingest.read(path / "brief.txt")
    assert caught.value.reason == "broken_archive"


def test_a_word_document_is_no_archive_of_letters(tmp_path):
    path = tmp_path / "brief.zip"
    path.write_bytes(answer_letter())
    assert tuple(batch.collect([path], tmp_path / "out").files) == (path,)
    assert ingest.read(path).format == "docx"


def test_an_archive_in_which_pdfs_are_only_stored_is_no_pdf(tmp_path):
    path = tmp_path / "dossier.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        out.writestr("een/brief.pdf", ministry_letter())
        out.writestr("twee/brief.pdf", two_columns())
    assert tuple(batch.collect([path], tmp_path / "out").files) == (path / "een/brief.pdf", path / "twee/brief.pdf")
    assert ingest.recognise(path.read_bytes()) == "archive"
    assert ingest.recognise(b"\n" * 9 + ministry_letter()) == "pdf"


def test_a_letter_comes_in_by_standard_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(PUBLICATION.encode())))
    sources._standard_input.cache_clear()
    files = batch.collect(["-"], tmp_path / "out").files
    summary = batch.run(files, tmp_path / "out", load())
    sources._standard_input.cache_clear()
    assert summary.states == {"mined": 1}
    assert (tmp_path / "out/letters/kst-99123-45.json").is_file()


def test_a_named_pipe_among_the_letters_is_told_and_holds_nothing_up(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/brief.txt").write_text(DUTCH)
    os.mkfifo(tmp_path / "in/pijp.txt")
    command = [sys.executable, "-m", "kamermijn", "run", "in", "--out", "out", "--workers", "1", "--model", "none"]
    subprocess.run(command, cwd=tmp_path, timeout=120, check=False, stdout=subprocess.DEVNULL)
    errors = (tmp_path / "out/errors.csv").read_text()
    assert "pijp.txt,in/pijp.txt,error,no_file,no ordinary file but a named pipe: save what comes out of it as a file" in errors
    assert "brief.txt" in (tmp_path / "out/letters.csv").read_text()


def test_sockets_and_devices_are_no_letters(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    (tmp_path / "apparaat.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("bus.txt")
        for name, kind in (("bus.txt", "a socket"), ("apparaat.txt", "a device")):
            assert tuple(batch.collect([name], tmp_path / "out").files) == (Path(name),)
            with pytest.raises(LetterError, match=f"no ordinary file but {kind}: save") as caught:
                ingest.read(name)
            assert caught.value.reason == "no_file"


@pytest.mark.parametrize("workers", [0, 1])
def test_a_stream_that_is_named_is_read_once_by_the_process_that_has_it(tmp_path, workers):
    reading, writing = os.pipe()
    os.write(writing, DUTCH.encode())
    os.close(writing)
    sources._streamed.cache_clear()
    files = batch.collect([f"/dev/fd/{reading}"], tmp_path / "out").files
    summary = batch.run(files, tmp_path / "out", load(), options=batch.Options(workers=workers, model="none"))
    os.close(reading)
    sources._streamed.cache_clear()
    assert summary.states == {"mined": 1}


@pytest.mark.parametrize("address", ["https://example.org/brief.pdf", "http://example.org"])
def test_a_web_address_is_refused_with_what_to_do(tmp_path, address):
    with pytest.raises(InputError, match="kamermijn fetch"):
        batch.collect([address], tmp_path / "out")
    with pytest.raises(LetterError, match="kamermijn fetch") as caught:
        ingest.read(address)
    assert caught.value.reason == "address"
