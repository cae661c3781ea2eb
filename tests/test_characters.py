"""The characters of a PDF page: the fast way of asking PDFium and the slow one say the same."""

import ctypes

import numpy as np
import pytest
from made_pages import kamerstuk, ministry_letter

from kamermijn import ingest
from kamermijn.ingest import sweep

PAGE, INDEX = ctypes.c_void_p, ctypes.c_int


@pytest.fixture(params=["by machine code", "in Python"])
def way(request, monkeypatch):
    """Each of the two ways of asking, one after the other."""
    if request.param == "in Python":
        monkeypatch.setattr(sweep, "_compiled", lambda result, places: None)
    else:
        pytest.importorskip("llvmlite", reason="the fast way is an extra: pip install 'kamermijn[fast]'")
        assert sweep._compiled("i32", 0) is not None
    return request.param


@pytest.mark.parametrize("letter", [ministry_letter, kamerstuk])
def test_a_pdf_is_read_the_same_with_and_without_machine_code(letter, monkeypatch):
    pytest.importorskip("llvmlite", reason="the fast way is an extra: pip install 'kamermijn[fast]'")
    data = letter()
    fast = ingest.read_bytes(data, "brief.pdf").pages
    monkeypatch.setattr(sweep, "_compiled", lambda result, places: None)
    slow = ingest.read_bytes(data, "brief.pdf").pages
    assert [page.text for page in fast] == [page.text for page in slow]
    for one, other in zip(fast, slow, strict=True):
        for name in one.glyphs.__dataclass_fields__:
            assert np.array_equal(getattr(one.glyphs, name), getattr(other.glyphs, name)), name


@pytest.mark.parametrize(
    ("result", "answer", "kind"), [("i32", INDEX, np.int32), ("i64", ctypes.c_size_t, np.uint64), ("double", ctypes.c_double, np.float64)]
)
def test_each_answer_stands_at_the_place_of_its_index(way, result, answer, kind):
    asked = ctypes.CFUNCTYPE(answer, PAGE, INDEX)(lambda page, index: 2 * index + page)
    found = sweep.Question(asked, result).answers(100, np.array([7, 0, 3], np.int32))
    assert found.dtype == kind
    assert found.tolist() == [114, 100, 106]


def test_what_is_written_to_two_places_stands_side_by_side_and_where_nothing_is_written_are_zeros(way):
    place = ctypes.POINTER(ctypes.c_double)

    def write(page, index, x, y):
        if index == 1:
            return 0  # as PDFium does where it knows nothing
        x[0], y[0] = index, -index
        return 1

    asked = ctypes.CFUNCTYPE(ctypes.c_int, PAGE, INDEX, place, place)(write)
    written = sweep.Question(asked, places=2).written(100, np.array([4, 1, 2], np.int32), 2, np.float64)
    assert written.tolist() == [[4, -4], [0, 0], [2, -2]]


def test_of_no_characters_nothing_is_asked(way):
    asked = ctypes.CFUNCTYPE(ctypes.c_int, PAGE, INDEX)(lambda page, index: pytest.fail("nothing was to be asked"))
    assert sweep.Question(asked).answers(100, np.zeros(0, np.int32)).tolist() == []
