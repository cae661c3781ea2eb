"""Marking a letter's text: every word once and escaped, marks that nest, and those that cross cut in two."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from kamermijn.explore.highlight import Span, marked, paragraphs, within


def plain(html):
    return unescape(re.sub(r"<[^>]*>", "", str(html).replace("<br>", "\n")))


def well_formed(html):
    depth = []
    for closing, name in re.findall(r"<(/?)(mark|span)\b[^>]*>", str(html)):
        if not closing:
            depth.append(name)
        elif not depth or depth.pop() != name:
            return False
    return not depth


def test_a_record_is_marked_with_its_kind_and_its_id():
    html = marked("Er zijn 12 zaken.", 0, 17, [Span(8, 10, "figures", "figure-1", "twaalf")])
    assert html == 'Er zijn <mark class="figures" id="figure-1" title="twaalf">12</mark> zaken.'


def test_a_record_within_another_is_marked_within_it():
    html = marked("Er komen 12 agenten.", 0, 20, [Span(9, 11, "figures", "f"), Span(0, 20, "measures", "m")])
    assert html == '<mark class="measures" id="m">Er komen <mark class="figures" id="f">12</mark> agenten.</mark>'


def test_of_two_on_one_place_the_lower_rank_is_outside():
    html = marked("2030", 0, 4, [Span(0, 4, "dates", "d", rank=2), Span(0, 4, "citations", "c", rank=1)])
    assert html == '<mark class="citations" id="c"><mark class="dates" id="d">2030</mark></mark>'


def test_records_that_cross_are_cut_and_keep_one_anchor_each():
    html = str(marked("een twee drie", 0, 13, [Span(0, 8, "measures", "m"), Span(4, 13, "motions", "o")]))
    assert well_formed(html)
    assert plain(html) == "een twee drie"
    assert html.count('id="o"') == 1
    assert 'class="motions vervolg"' in html


def test_the_text_and_the_titles_are_escaped():
    html = marked('<script>alert("1")</script>', 0, 27, [Span(8, 13, "figures", 'x"><script>', '"><img src=x onerror=alert(1)>')])
    assert "<script>" not in html
    assert "<img" not in html


def test_a_record_over_two_paragraphs_is_marked_in_both():
    text = "eerste deel\n\ntweede deel"
    first, second = within([Span(7, 19, "measures", "m")], paragraphs(text))
    assert [(span.start, span.end, span.anchor) for span in (*first, *second)] == [(7, 11, "m"), (13, 19, "")]


SPANS = st.lists(
    st.builds(lambda a, b, n: Span(min(a, b), max(a, b), "figures", f"r{n}"), st.integers(0, 60), st.integers(0, 60), st.integers(0, 9)),
    max_size=15,
)


@given(st.text(alphabet='ab <>&"\n\t1', max_size=60), SPANS)
def test_every_word_of_every_paragraph_comes_out_once_and_the_marks_nest(text, spans):
    spans = [span for span in spans if span.end <= len(text)]
    bounds = list(paragraphs(text))
    pieces = [marked(text, start, end, here) for (start, end), here in zip(bounds, within(spans, bounds), strict=True)]
    assert [plain(piece) for piece in pieces] == [text[start:end] for start, end in bounds]
    assert all(well_formed(piece) for piece in pieces)
