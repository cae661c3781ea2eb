"""Sentences as trees: what record modules get of a model, here of one made by hand."""

import sys
from pathlib import Path

import pytest
from spacy.tokens import Doc

from kamermijn import language
from kamermijn.language import syntax
from kamermijn.language.pipeline import blank_pipeline
from kamermijn.model import LetterText, Paragraph
from kamermijn.rules import load

TEXT = "Het kabinet stuurt drie brieven. Daarna volgt een debat."
HEADS, DEPS = [1, 2, 2, 4, 2, 2], ["det", "nsubj", "ROOT", "nummod", "obj", "punct"]


class Made:
    """A model that knows one sentence, and counts what it is asked for."""

    def __init__(self):
        self.asked = []

    def parse(self, sentences):
        self.asked.append(list(sentences))
        return [self._doc(text) for text in sentences]

    def _doc(self, text):
        words = [t.text for t in blank_pipeline().make_doc(text)]
        spaces = [bool(t.whitespace_) for t in blank_pipeline().make_doc(text)]
        known = len(words) == len(HEADS)
        heads, deps = (HEADS, DEPS) if known else ([0] * len(words), ["ROOT"] + ["dep"] * (len(words) - 1))
        return Doc(blank_pipeline().vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=["X"] * len(words), lemmas=words)


@pytest.fixture
def made(monkeypatch):
    model = Made()
    monkeypatch.setattr(sys.modules["kamermijn.language.annotate"], "available", lambda name: None if name == "none" else model)
    return model


def annotated(text=TEXT, **options):
    return language.annotate(LetterText(text, (Paragraph(0, len(text)),)), load(), **options)


def test_a_tree_has_the_words_of_its_sentence_at_their_place_in_the_text(made):
    letter = annotated()
    first, second = letter.trees(letter.sentences)
    assert [TEXT[w.start : w.end] for w in first.words + second.words] == [w.text for w in first.words + second.words]
    assert [w.text for w in (first.words[i] for i in first.children(2, "nsubj", "obj"))] == ["kabinet", "brieven"]
    assert first.subtree(4) == [3, 4]
    assert list(first.ancestors(3)) == [4, 2]
    assert first.words[first.at(TEXT.index("drie"))].text == "drie"


def test_a_sentence_is_parsed_once_and_with_the_others_asked_for(made):
    letter = annotated()
    trees = letter.trees(letter.sentences)
    assert letter.trees(letter.sentences[:1]) == trees[:1]
    assert made.asked == [[TEXT[:32], TEXT[33:]]]


def test_without_a_model_there_is_no_tree(made):
    letter = annotated(model="none")
    assert letter.trees(letter.sentences) == [None, None]


def test_a_run_of_text_too_long_to_be_a_sentence_has_no_tree(made):
    text = "een " * 600
    letter = annotated(text.strip())
    assert letter.trees(letter.sentences) == [None]


def test_the_shipped_model_is_used_wherever_it_is_there():
    there = (Path(syntax.__file__).parents[1] / syntax.SHIPPED).is_dir()
    assert (syntax.available(syntax.SHIPPED) is not None) == there
