"""The spaCy component: anyone's Doc gets the records as spans."""

import datetime

import pytest
import spacy
from spacy.tokens import Doc

from kamermijn.records import KINDS, Letter

TEXT = (
    "Fictieve voorbeeldbrief van kamermijn.\n\nOp 3 maart 2031 sprak ik met het Openbaar Ministerie (OM). "
    "Zie Kamerstuk 39 911, nr. 5.\n\nIk informeer uw Kamer na de zomer."
)


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("nl")
    nlp.add_pipe("kamermijn")
    return nlp


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_every_kind_of_record_is_a_group_of_spans(doc):
    assert {cls.plural for cls in KINDS} <= set(doc.spans)


def test_a_span_says_what_it_is_and_which_rule_found_it(doc):
    (citation,) = doc.spans["citations"]
    assert citation.text == "Kamerstuk 39 911, nr. 5"
    assert citation.label_ == "citation"
    assert citation.id_ == doc._.kamermijn.citations[0].rule
    assert citation.kb_id_ == doc._.kamermijn.citations[0].record_id


def test_the_doc_carries_its_letter_on_the_same_offsets(doc):
    letter = doc._.kamermijn
    assert isinstance(letter, Letter)
    assert letter.text == doc.text == TEXT
    assert letter.fields.fictional
    assert all(TEXT[record.start : record.end] == record.quote for cls in KINDS for record in letter.records(cls.plural))
    assert [date.date_start for date in letter.dates][:1] == [datetime.date(2031, 3, 3)]


def test_a_doc_that_was_not_mined_has_no_letter(nlp):
    assert Doc(nlp.vocab, words=["niets"])._.kamermijn is None


def test_a_mined_doc_goes_to_bytes_and_back(nlp, doc):
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span.text for span in again.spans["organisations"]] == [span.text for span in doc.spans["organisations"]]
    assert again._.kamermijn.citations == doc._.kamermijn.citations


def test_a_pipeline_with_the_component_goes_to_disk_and_back(nlp, doc, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")(TEXT)
    assert again._.kamermijn == doc._.kamermijn


def test_texts_are_letters_of_their_own(nlp):
    first, second = nlp.pipe(["Zie Kamerstuk 39 911, nr. 5.", "Zie ook Kamerstuk 39 911, nr. 5."])
    assert first._.kamermijn.citations[0].record_id != second._.kamermijn.citations[0].record_id


def test_relative_dates_count_from_the_date_that_is_given():
    nlp = spacy.blank("nl")
    nlp.add_pipe("kamermijn", config={"date": "2024-05-01"})
    doc = nlp("Ik kom daar na de zomer op terug.")
    assert [date.date_start for date in doc._.kamermijn.dates] == [datetime.date(2024, 9, 21)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n"])
def test_a_text_without_words_has_no_records(nlp, text):
    doc = nlp(text)
    assert all(len(doc.spans[cls.plural]) == 0 for cls in KINDS)
