"""``SOURCES.csv`` gives back what was written, wherever a crash cut it off and whatever is in a title."""

import dataclasses
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kamermijn.fetch import FetchError
from kamermijn.fetch.sources import HEADER, SOURCES, Source, append, read
from kamermijn.fetch.writing import alone, write

# As they come from a record: white space made single.
words = st.text(st.characters(exclude_categories=("Cs", "Cc"))).map(lambda text: " ".join(text.split()))
rows = st.lists(
    st.builds(
        Source, st.sampled_from(["kst-99123-1", "blg-7"]), title=words, kind=words, date=st.just("2032-05-03"), version=words,
        url=st.just("https://repository.overheid.nl/a,b"), fetched=st.just("2032-05-03T10:00:00+00:00"), sha256=st.just("0" * 64),
        licence=words, form=st.just("xml"), file=st.just("kst/99123/kst-99123-1.xml"), modified=st.sampled_from(["", "2032-05-04"]),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@given(rows, rows)
def test_what_was_added_is_read_again(first, second):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SOURCES
        append(path, first)
        append(path, second)
        assert read(path) == first + second


@given(rows, rows, st.data())
def test_a_file_that_was_cut_off_anywhere_goes_on_with_its_whole_rows(first, second, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SOURCES
        append(path, first)
        whole = path.read_bytes()
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
        kept = read(path)
        # Of a row that has all its cells the last one may be cut off: the document is then fetched again.
        known = [dataclasses.replace(row, modified="") for row in first]
        assert [dataclasses.replace(row, modified="") for row in kept] == known[: len(kept)]
        append(path, second)
        assert read(path) == kept + second


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf" + ",".join(HEADER).encode() + b"\r\n")
@example(",".join(HEADER).encode() + b"\n" + b'"\n')
@example(b"\0" * 300)
@example(b",")
@example(b",\n;\n")
def test_whatever_a_file_holds_it_is_read_or_told(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SOURCES
        path.write_bytes(content)
        said = ""
        try:
            assert all(isinstance(row, Source) for row in read(path))
        except FetchError as error:
            said = str(error)
        assert not said or f"{path}, line " in said
        assert path.read_bytes() == content


@pytest.mark.parametrize("file", ["/etc/passwd", "../a.xml", "a/../../b.xml", "C:/a.xml", "a\\b.xml", "//host/a", ""])
def test_a_row_of_a_file_that_stands_elsewhere_is_refused(tmp_path, file):
    row = Source("kst-1-1", "", "", "", "", "", "", "", "", "xml", file, "")
    append(tmp_path / SOURCES, [row])
    with pytest.raises(FetchError, match=r"line 2: the file .* does not stand in this folder"):
        read(tmp_path / SOURCES)


def test_two_that_write_one_file_at_the_same_time_each_leave_it_whole(tmp_path, monkeypatch):
    real, other = os.replace, [b"van een ander"]

    def replace(half, path):
        while other:
            write(path, other.pop())
        real(half, path)

    monkeypatch.setattr(os, "replace", replace)
    write(tmp_path / "brief.xml", b"van ons")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"brief.xml": b"van ons"}


def test_what_a_fetch_that_was_killed_left_half_goes_and_the_users_own_stays(tmp_path):
    (tmp_path / "kst").mkdir()
    half, own = tmp_path / "kst/.kst-99123-1.xml.0123456789abcdef.part", tmp_path / "kst/.film.part"
    half.write_bytes(b"<x")
    own.write_bytes(b"van de gebruiker")
    with alone(tmp_path):
        assert not half.exists()
        assert own.exists()
