"""The stream of training examples: shuffled every round, alone or a few in a row, in the typography of ministerial letters."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from treebank import Tree, as_doc

_OPENING, _CLOSING = ("“", "„", "‘", "«", "'", '"', "”"), ("”", "“", "’", "»", "'", '"')
_DASHES = ("-", "–", "—")


@dataclass(frozen=True)
class Sentence:
    """One sentence of the treebank: in kamermijn's tokens and, where these differ, in the treebank's."""

    tokens: Tree
    gold: Tree
    repeat: int = 1


class Corpus:
    """Examples for as long as they are asked for; the same ones for the same ``seed``."""

    def __init__(self, sentences: list[Sentence], vocab: Vocab, seed: int):
        self.sentences = [sentence for sentence in sentences for _ in range(sentence.repeat)]
        self.vocab = vocab
        self.random = random.Random(seed)

    def batches(self, words: int, largest: int, growth: float) -> Iterator[tuple[int, list[Example]]]:
        """Numbered rounds with batches of about ``words`` words, growing by ``growth`` a batch up to ``largest``."""
        size, epoch = float(words), 0
        while True:
            batch: list[Example] = []
            filled = 0
            for trees in self.documents():
                batch.append(example(trees, self.vocab))
                filled += sum(len(tree.words) for tree in trees)
                if filled >= size:
                    yield epoch, batch
                    batch, filled, size = [], 0, min(size * growth, largest)
            if batch:
                yield epoch, batch
            epoch += 1

    def documents(self) -> Iterator[list[Tree]]:
        """One round: every sentence once (or as often as it repeats), half of them alone, the others two to four in a row."""
        order = list(self.sentences)
        self.random.shuffle(order)
        at = 0
        while at < len(order):
            count = 1 if self.random.random() < 0.7 else self.random.randint(2, 4)
            yield [self.varied(sentence) for sentence in order[at : at + count]]
            at += count

    def varied(self, sentence: Sentence) -> Tree:
        """The sentence, now and then with other quotes and dashes, without its full stop or with its capitals changed."""
        chance = self.random.random
        tree = sentence.gold if chance() < 0.25 else sentence.tokens
        if chance() < 0.3:
            tree = self._typography(tree)
        if chance() < 0.03 and len(tree.words) > 4 and tree.pos[-1] == "PUNCT" and len(tree.words) - 1 not in tree.heads:
            tree = _without_last(tree)
        drawn = chance()
        if drawn < 0.02:
            return replace(tree, words=[word.lower() for word in tree.words])
        if drawn < 0.03:
            return replace(tree, words=[word.upper() for word in tree.words])
        return tree

    def _typography(self, tree: Tree) -> Tree:
        opening, closing, dash = (self.random.choice(forms) for forms in (_OPENING, _CLOSING, _DASHES))
        words, within = [], False
        for word in tree.words:
            if word in ('"', "''"):
                words.append(closing if within else opening)
                within = not within
            elif word in _DASHES:
                words.append(dash)
            else:
                words.append(word.replace("'", "’"))
        return replace(tree, words=words)


def example(trees: list[Tree], vocab: Vocab) -> Example:
    """An example whose words are given and whose analysis is to be found."""
    words = [word for tree in trees for word in tree.words]
    spaces = [space for tree in trees for space in (*tree.spaces[:-1], True)]
    return Example(Doc(vocab, words=words, spaces=spaces), as_doc(trees, vocab))


def form_counts(trees: list[Tree], vocab: Vocab) -> dict[str, int]:
    """How often each word form (as its norm) stands in ``trees``; forms seen once are left out, so that they count as unknown."""
    counts = Counter(vocab[word].norm_ for tree in trees for word in tree.words)
    return {form: count for form, count in counts.items() if count > 1}


def _without_last(tree: Tree) -> Tree:
    fields = {name: getattr(tree, name)[:-1] for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps")}
    return Tree(**fields)
