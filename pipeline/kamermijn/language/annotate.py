"""A text with its tokens, sentences and rule matches: all that the records are read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kamermijn.language.anchors import Anchors
from kamermijn.language.matching import Match, regex_matches, settle
from kamermijn.language.remembered import CURRENT, Remembered
from kamermijn.language.sentences import Sentence, split
from kamermijn.language.spacy_alone import import_spacy
from kamermijn.language.syntax import Tree, available, parse
from kamermijn.language.weights import SHIPPED
from kamermijn.model import LetterText
from kamermijn.rules import Rules

# spaCy takes longer to import than a letter to mine: it is imported where a rule asks for its tokens.
if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Annotated:
    """A letter's text as the record modules see it; offsets are always those of ``letter.text``."""

    letter: LetterText
    rules: Rules
    sentences: tuple[Sentence, ...]
    model: str | Path = SHIPPED
    _trees: dict[tuple[int, int], Tree | None] = field(default_factory=dict, compare=False, repr=False)
    _memory: Remembered | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The letter's text."""
        return self.letter.text

    @cached_property
    def doc(self) -> Doc:
        """The text's tokens, made when a phrase or token rule first asks for them."""
        import_spacy()
        from kamermijn.language.pipeline import blank_pipeline

        return blank_pipeline()(self.text)

    @cached_property
    def anchors(self) -> Anchors:
        """Where in the text each rule can match."""
        return Anchors(self.text, self.rules)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset`` (a bullet belongs to the sentence behind it)."""
        index = max(0, bisect_right(self._sentence_starts, offset) - 1)
        if not self.sentences:
            return Sentence(0, len(self.text))
        found = self.sentences[index]
        if offset >= found.end and index + 1 < len(self.sentences):
            paragraph = self.letter.paragraph(offset)
            following = self.sentences[index + 1]
            if paragraph and paragraph.start <= following.start < paragraph.end:
                return following
        return found

    def trees(self, sentences: Iterable[Sentence]) -> list[Tree | None]:
        """The trees of sentences, each parsed once a letter and in one batch with the others asked for.

        None for each where there is no model (``none``), and for a run of text too long to be a sentence. A tree depends on its
        sentence alone, so ask for all that a kind of record needs at once.
        """
        spans = [(sentence.start, sentence.end) for sentence in sentences]
        missing = [span for span in spans if span not in self._trees and not self._recalled(span)]
        if missing:
            model = available(self.model)
            parsed = parse(self.text, missing, model) if model else {}
            self._trees.update({span: parsed.get(span) for span in missing})
            if self._memory:
                for span in missing:
                    self._memory.learn(self.text, span, self._trees[span])
        return [self._trees[span] for span in spans]

    def _recalled(self, span: tuple[int, int]) -> bool:
        """Whether the model parsed this sentence for an earlier run; its tree is then at hand."""
        known, tree = self._memory.find(self.text, span) if self._memory else (False, None)
        if known:
            self._trees[span] = tree
        return known

    def all_matches(self, kind: str) -> list[Match]:
        """Every match of the rules of one folder, overlaps included."""
        found = regex_matches(self.anchors, self.rules, kind)
        if any(rule.kind != "regex" for rule in self.rules.of(kind)):
            from kamermijn.language.pipeline import phrase_matches, token_matches

            found += phrase_matches(self.doc, self.rules, kind) + token_matches(self.doc, self.rules, kind)
        return found

    def matches(self, kind: str) -> tuple[Match, ...]:
        """The matches of the rules of one folder, overlaps settled; those to ignore or reject included."""
        return settle(self.all_matches(kind))


def annotate(letter: LetterText, rules: Rules, model: str | Path = SHIPPED) -> Annotated:
    """Split the text into sentences; tokens, matches and trees are made when a record module asks for them.

    ``model`` is the name or folder of the statistical model, or ``none``.
    """
    return Annotated(letter, rules, tuple(split(letter, rules)), model, _memory=CURRENT.get())
