"""The stems and parts of words by which sentences of two letters are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn.dossier.words import Words
from kamermijn.dutch.stems import fold, stem_of_form, stem_of_lemma

WORDS = Words.with_plain(["maatregelen", "worden"])


@pytest.mark.parametrize(
    "forms",
    [
        "uitbreiding uitbreiden uitgebreid uitbreidingen", "training trainen getraind traint", "onderzoek onderzoeken onderzocht",
        "borden bord", "investering investeren geïnvesteerd", "verdrinking verdronken verdrinkingen", "reserveer gereserveerd reserveren",
        "rechercheurs rechercheur", "tarief tarieven", "plaatst geplaatst plaatsen", "opleiding opgeleid opleiden",
        "regio's regio", "aanstelling aangesteld aanstellen", "subsidie subsidies",
    ],
)  # fmt: skip
def test_the_forms_of_one_word_have_one_stem(forms):
    assert len({max(WORDS.of(f"- {form}").items(), key=lambda item: item[1])[0] for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("register", "regering"), ("bouwen", "boeten"), ("kosten", "kust"), ("weg", "wens"), ("planten", "plannen")]
)
def test_other_words_have_other_stems(one, other):
    assert not WORDS.of(f"- {one}").keys() & WORDS.of(f"- {other}").keys()


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("eerstelijnsmedewerkers", "medewerkers"),
        ("verdrinkingsregister", "register"),
        ("wervingscampagne", "werving"),
        ("politie-inzet", "politie"),
    ],
)
def test_a_compound_has_its_parts_in_common_with_them(compound, part):
    assert WORDS.of(f"- {compound}").keys() & WORDS.of(f"- {part}").keys()


def test_a_word_that_stands_in_every_letter_counts_for_nothing():
    assert WORDS.of("Maatregelen worden genomen").keys() == {"nem"} or "maatregel" not in WORDS.of("Maatregelen worden genomen")


def test_a_name_within_a_sentence_is_no_form_of_a_word():
    assert "bad" in WORDS.of("in Bad Nieuweschans")


@given(st.text())
def test_any_text_gives_stems_that_weigh_no_more_than_a_word(text):
    assert all(0 < weight <= 1 and stem for stem, weight in WORDS.of(text).items())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_a_stem_is_no_longer_than_its_word(word):
    assert len(stem_of_lemma(word)) <= len(word)
    assert len(stem_of_form(word)) <= len(word) + 4  # -heden is the plural of -heid


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
