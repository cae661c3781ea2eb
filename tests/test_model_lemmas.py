"""The word list of lemmas: known forms, compounds, separable verbs, and the treebank's lemmas made into words."""

import sys
from pathlib import Path

import pytest

from kamermijn.language.lemmas import WordListLemmas, known_forms

FORMS = {
    "NOUN": {
        "tijden": "tijd",
        "regels": "regel",
        "raad": "raad",
        "lidstaten": "lidstaat",
        "staten": "staat",
        "beleid": "beleid",
        "auto's": "auto",
    },
    "VERB": {"geschreven": "schrijven", "stelt": "stellen", "stellen": "stellen"},
    "ADJ": {"nieuwe": "nieuw"},
}


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("regels", "NOUN", "regel"),
        ("Regels", "NOUN", "regel"),
        ("wachttijden", "NOUN", "wachttijd"),
        ("Stikstofregels", "NOUN", "stikstofregel"),
        ("EU-lidstaten", "NOUN", "EU-lidstaat"),
        ("gemeenteraad", "NOUN", "gemeenteraad"),
        ("uitgeschreven", "VERB", "uitschrijven"),
        ("vaststelt", "VERB", "vaststellen"),
        ("nieuwe", "ADJ", "nieuw"),
        ("vernieuwe", "ADJ", None),
        ("xystelt", "VERB", None),
        ("Regels", "PROPN", None),
        ("wagens", "NOUN", None),
        ("deelauto’s", "NOUN", "deelauto"),
        ("Q&A's", "NOUN", "Q&A"),
    ],
)
def test_a_form_gets_the_lemma_of_the_list_or_of_its_ending(form, pos, lemma):
    assert WordListLemmas(FORMS).lemma(form, pos) == lemma


def test_a_form_with_two_lemmas_is_left_to_the_trained_lemmatiser():
    tokens = [("bedragen", "VERB", "bedragen")] * 5 + [("bedragen", "VERB", "bedriegen")] * 4 + [("kosten", "NOUN", "kost")]
    assert known_forms(tokens, agreement=0.9) == {"NOUN": {"kosten": "kost"}}


def test_a_form_that_is_hardly_ever_there_can_be_left_out():
    tokens = [("op", "ADP", "op")] * 3 + [("of", "ADP", "op")]
    assert known_forms(tokens, agreement=0.9, least=3) == {"ADP": {"op": "op"}}


def test_the_word_list_is_the_same_after_writing_and_reading(tmp_path):
    WordListLemmas(FORMS).to_disk(tmp_path / "lemmas")
    assert WordListLemmas().from_disk(tmp_path / "lemmas").forms == FORMS
    assert WordListLemmas().from_bytes(WordListLemmas(FORMS).to_bytes()).forms == FORMS


@pytest.mark.parametrize(
    ("form", "raw", "lemma"),
    [
        ("gemeenteraadsverkiezingen", "gemeente_raad_verkiezing", "gemeenteraadsverkiezing"),
        ("raadsleden", "raad_lid", "raadslid"),
        ("vindt", "plaats_vinden", "vinden"),
        ("plaatsvindt", "plaats_vinden", "plaatsvinden"),
        ("afgelopen", "af_lopen", "aflopen"),
        ("uitvoerende", "uit_voeren", "uitvoeren"),
        ("minister-president", "minister_president", "minister-president"),
        ("liedje", "lied_DIM", "lied"),
        ("huis", "huis", "huis"),
    ],
)
def test_the_lemmas_of_the_treebank_lose_their_seams(form, raw, lemma, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "pipeline" / "training"))
    normalised = __import__("lemma_form").normalised
    sys.modules.pop("lemma_form", None)
    assert normalised(form, raw) == lemma
