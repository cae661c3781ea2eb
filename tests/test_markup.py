"""The mark-up of examples: what it says comes back, and what is wrong with it is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn.model import RuleError
from kamermijn.rules import Mark, parse, render


def test_marks_count_in_the_text_without_mark_up():
    text, marks = parse('Zie <citation target="kst-1-2">Kamerstuk 1, nr. 2</citation>.')
    assert text == "Zie Kamerstuk 1, nr. 2."
    assert marks == (Mark("citation", 4, 22, (("target", "kst-1-2"),)),)


@pytest.mark.parametrize(
    "marked",
    [
        "<figure>drie zaken",
        "drie</figure> zaken",
        "<figure><date>2015</figure></date>",
        "<figure value=3>drie</figure>",
    ],
)
def test_a_tag_that_is_not_well_formed_is_an_error(marked):
    with pytest.raises(RuleError):
        parse(marked)


def test_a_sign_that_is_no_tag_is_plain_text():
    assert parse("3 < 4 en <b>vet</b>") == ("3 < 4 en <b>vet</b>", ())


@given(st.text(alphabet="ab .", max_size=20), st.data())
def test_what_is_rendered_parses_back(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    marks = tuple(Mark("figure", a, b, (("value", "1"),)) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b)
    assert parse(render(text, marks)) == (text, marks)
