"""Document numbers are left out of the parse, and only these."""

import pytest
import spacy

from kamermijn.language.masking import masked_spans, masked_tokens, with_tokens, without_tokens


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("De motie Jansen (Kamerstuk 31 015, nr. 88) is afgedaan.", ["(Kamerstuk 31 015, nr. 88)"]),
        ("Zie Kamerstukken II 2019/20, 35 300 XVI, nr. 12 voor de tabel.", ["II 2019/20, 35 300 XVI, nr. 12"]),
        ("In Kamerstuk 27 925, nrs. 3 en 4 staat de toelichting.", ["27 925, nrs. 3 en 4"]),
        ("De bijlage bij kamerstuk 31 015, nr. 12 is openbaar.", ["31 015, nr. 12"]),
        ("De wet (Stb. 2013, 444) treedt in werking.", ["(Stb. 2013, 444)"]),
        ("Het rapport (bijlage bij Kamerstuk 33750-VI, nr. 5) is openbaar.", ["(bijlage bij Kamerstuk 33750-VI, nr. 5)"]),
        ("De motie (nr. 17) is aangehouden.", ["(nr. 17)"]),
        ("De motie Bos (Kamerstuk 29 628, nr. 5 (herdruk)) is ingetrokken.", ["(Kamerstuk 29 628, nr. 5 (herdruk))"]),
        ("Er zijn 31 015 woningen gebouwd (vorig jaar 28 400).", []),
        ("De subsidie (€ 12 mln.) loopt door.", []),
        ("Het nummer van de opvang (de crisisdienst) is bekend.", []),
    ],
)
def test_the_numbers_of_documents_are_masked(text, masked):
    assert [text[start:end] for start, end in masked_spans(text)] == masked


def test_a_sentence_that_is_only_a_reference_is_left_whole():
    assert masked_tokens(spacy.blank("nl")("(Kamerstuk 31 015, nr. 88)")) == []


def test_masked_words_come_back_in_their_place_on_the_word_before_them():
    nlp = spacy.blank("nl")
    full = nlp("De motie (Kamerstuk 31 015, nr. 88) is afgedaan.")
    hidden = masked_tokens(full)
    reduced = without_tokens(full, hidden)
    assert reduced.text == "De motie is afgedaan."
    for token, head, dep in zip(reduced, (1, 3, 3, 3, 3), ("det", "nsubj:pass", "aux:pass", "ROOT", "punct"), strict=True):
        token.head, token.dep_ = reduced[head], dep
    back = with_tokens(full, reduced, hidden)
    assert back.text == full.text
    assert [token.idx for token in back] == [token.idx for token in full]
    assert {token.text: token.head.text for token in back if token.dep_ != "dep"} == {
        "De": "motie", "motie": "afgedaan", "is": "afgedaan", "afgedaan": "afgedaan", ".": "afgedaan",
    }  # fmt: skip
    assert {token.head.text for token in back if token.dep_ == "dep"} == {"motie"}
