"""The tokenizer that lets its special cases wait gives the tokens of spaCy's own, whatever it has seen before."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

from kamermijn.language.model import load_model
from kamermijn.language.waiting_cases import WaitingCases
from kamermijn.language.weights import place_of


def read(kind):
    tokenizer = kind(Vocab())
    tokenizer.from_disk(place_of("nl_kamer_sm") / "tokenizer", exclude=["vocab"])
    return tokenizer


SPACY = read(Tokenizer)
WAITING = read(WaitingCases)
CASES = sorted(SPACY.rules)
# What stands around an abbreviation: affixes of all sorts, units, letters that make another word of it.
AROUND = [
    *["", " ", "  ", "\n", "\xa0", ".", ",", "(", ")", "/", "-", "–", "--", "'", "’", "…", ":", "=", "%", "€", "US$", "²"],
    *["5", "2", "km", "m", "a", "R", "é", "\u0301", "Ⓐ", "ß"],
]


def tokens(tokenizer, text):
    return [(token.text, token.idx, token.whitespace_, token.norm_) for token in tokenizer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ik verwijs naar blz. 4, resp. blz. 5.",
        "Zie p. m. en p.m., a. u. b. en a.u.b.",
        "Dat kost 5min. of 5 min., en 3km.",
        "(zgn. 'n paar t/m-regels) m/v, en/of XD",
        "US$5 mln., d.w.z. d. w. z. mln.mln.",
        "foo.blz.bar blz./resp. blz.-resp.",
        "",
        " ",
    ],
)
def test_a_text_has_the_same_tokens(text):
    assert tokens(read(WaitingCases), text) == tokens(SPACY, text)


def pickled(tokenizer):
    return pickle.loads(pickle.dumps(tokenizer))


def written(tokenizer):
    return Tokenizer(Vocab()).from_bytes(tokenizer.to_bytes())


@pytest.mark.parametrize("copied", [pickled, written])
def test_a_copy_has_the_cases_that_no_text_has_held_yet(copied):
    copy = copied(read(WaitingCases))
    assert all(tokens(copy, case) == tokens(SPACY, case) for case in CASES)


def test_every_case_has_the_same_tokens_alone_and_in_a_sentence():
    waiting = read(WaitingCases)
    for case in CASES:
        for text in (case, f"De {case} van", f"({case}, {case.upper()})", f"5{case}"):
            assert tokens(waiting, text) == tokens(SPACY, text)


@given(st.lists(st.sampled_from(CASES) | st.sampled_from(AROUND) | st.text(max_size=3), max_size=8).map("".join))
def test_whatever_stands_around_cases_the_tokens_are_the_same(text):
    assert tokens(WAITING, text) == tokens(SPACY, text)


def test_the_tokens_are_the_same_when_an_affix_is_changed_after_use():
    waiting, spacy = read(WaitingCases), read(Tokenizer)
    for tokenizer in (waiting, spacy):
        tokenizer("Zie blz. 4 en b.v. art. 5.")
        tokenizer.suffix_search = None
    for text in ("Zie blz. 4 en b.v. art. 5.", "Zie (blz. 4), resp. m.n. art. 6!"):
        assert tokens(waiting, text) == tokens(spacy, text)


def test_other_cases_take_the_place_of_those_that_wait():
    waiting, spacy = read(WaitingCases), read(Tokenizer)
    for tokenizer in (waiting, spacy):
        tokenizer.rules = {"kst.": [{"ORTH": "k"}, {"ORTH": "st."}]}
    assert tokens(waiting, "Zie kst. 5, blz. 4.") == tokens(spacy, "Zie kst. 5, blz. 4.")


def test_threads_that_ask_at_once_get_the_same_tokens():
    texts = [" ".join(f"De {case} van" for case in CASES[start : start + 20]) for start in range(0, 600, 20)]
    waiting = read(WaitingCases)
    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(3) as threads:
            found = list(threads.map(lambda _: [tokens(waiting, text) for text in texts], range(3)))
    finally:
        sys.setswitchinterval(often)
    assert found == [[tokens(SPACY, text) for text in texts]] * 3


def test_the_model_that_ships_lets_them_wait():
    assert isinstance(load_model().nlp.tokenizer, WaitingCases)
