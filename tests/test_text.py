"""Where an offset stands: page, paragraph, heading, footnote."""

import pytest

from kamermijn.model import Footnote, LetterText, PageSpan, Paragraph

BODY = "Inleiding\n\nEerste alinea met een noot.\n\n1 De noot.\n\nVervolg\n\nTweede alinea."


def letter():
    paragraphs, start = [], 0
    for piece, kind in zip(BODY.split("\n\n"), ("heading", "body", "footnote", "heading", "body"), strict=True):
        paragraphs.append(Paragraph(start, start + len(piece), kind))
        start += len(piece) + 2
    note = paragraphs[2]
    return LetterText(
        BODY,
        tuple(paragraphs),
        pages=(PageSpan(3, 0, 40), PageSpan(4, 40, len(BODY))),
        footnotes=(Footnote("1", BODY.index("noot.") + 4, note.start, note.end),),
    )


@pytest.mark.parametrize(("word", "page"), [("Inleiding", 3), ("Tweede", 4)])
def test_a_page_is_known_by_its_printed_number(word, page):
    assert letter().page(BODY.index(word)) == page


@pytest.mark.parametrize(
    ("word", "section"), [("Inleiding", None), ("Eerste", "Inleiding"), ("Tweede", "Vervolg"), ("Vervolg", "Inleiding")]
)
def test_the_section_is_the_nearest_heading_above(word, section):
    assert letter().section(BODY.index(word)) == section


def test_between_paragraphs_there_is_no_paragraph():
    assert letter().paragraph(BODY.index("\n\n")) is None


def test_a_footnote_is_found_from_its_body_and_from_its_mark():
    text = letter()
    note = text.footnotes[0]
    assert text.footnote_at(BODY.index("De noot")) == note
    assert text.footnote_at(0) is None
    start = BODY.index("noot.")
    assert text.footnotes_marked(start, start + 4) == (note,)
    assert text.footnotes_marked(0, 5) == ()


def test_an_empty_text_has_nothing_at_all():
    text = LetterText("")
    assert (text.page(0), text.paragraph(0), text.section(0), text.footnote_at(0)) == (None, None, None, None)
