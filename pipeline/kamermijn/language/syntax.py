"""Sentences as trees of words: what record modules read of the statistical model, without spaCy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kamermijn.language.spacy_alone import import_spacy
from kamermijn.language.weights import SHIPPED

# spaCy takes longer to import than a letter to mine: it is imported where a tree is asked for.
if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kamermijn.language.model import Model

# A run of text longer than this is no sentence (a list without stops, a table): its tree would say nothing.
LONGEST = 2_000


class Word(NamedTuple):
    """A word of a tree: ``head`` is the index of the word it depends on, its own for the root.

    ``start`` and ``end`` are offsets in the letter's text; ``pos`` and ``dep`` are labels of Universal Dependencies (``ROOT`` for the
    root), ``morph`` its features as ``Number=Plur|...``.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str = ""


@dataclass(frozen=True)
class Tree:
    """The words of one sentence, in order."""

    words: tuple[Word, ...]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        children: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if word.head != index:
                children[word.head].append(index)
        return tuple(tuple(below) for below in children)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """The words that depend on a word (by one of these relations, subtypes included), in order."""
        below = self._children[index]
        return tuple(i for i in below if self.words[i].dep.split(":")[0] in deps or self.words[i].dep in deps) if deps else below

    def subtree(self, index: int) -> list[int]:
        """A word and all that depends on it, in order."""
        found, todo = [], [index]
        while todo:
            found.append(todo.pop())
            todo.extend(self._children[found[-1]])
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The words above a word, nearest first."""
        while self.words[index].head != index:
            index = self.words[index].head
            yield index

    def at(self, offset: int) -> int | None:
        """The word that holds a place in the text, else the next one; None behind the last."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        if self.words and self.words[index].end <= offset:
            index += 1
        return index if index < len(self.words) else None


def available(name: str | Path) -> Model | None:
    """The model called ``name``, or None for ``none``; None too for the shipped one in a checkout that does not hold it."""
    if name == SHIPPED and not (Path(__file__).parents[1] / SHIPPED).is_dir():
        return None
    import_spacy()
    from kamermijn.language.model import load_model

    return load_model(name)


def parse(text: str, spans: Iterable[tuple[int, int]], model: Model) -> dict[tuple[int, int], Tree]:
    """A tree for each span of a text that is short enough to be a sentence; all go through the model at once."""
    wanted: Sequence[tuple[int, int]] = [span for span in dict.fromkeys(spans) if 0 < span[1] - span[0] <= LONGEST]
    docs = model.parse([text[start:end] for start, end in wanted])
    return {span: _tree(doc, span[0]) for span, doc in zip(wanted, docs, strict=True)}


def _tree(doc: Doc, start: int) -> Tree:
    text_of = doc.vocab.strings.__getitem__
    # All at once as numbers: asking token by token takes many times as long. A head is told by how far it stands, no features as `_`.
    rows = doc.to_array(["IDX", "LENGTH", "ORTH", "LEMMA", "POS", "DEP", "MORPH"]).tolist()
    heads = doc.to_array("HEAD").astype("int64").tolist()
    return Tree(tuple(
        Word(start + first, start + first + length, text_of(orth), text_of(lemma), text_of(pos), text_of(dep), index + head,
             "" if (features := text_of(morph)) == "_" else features)
        for index, ((first, length, orth, lemma, pos, dep, morph), head) in enumerate(zip(rows, heads, strict=True))
    ))  # fmt: skip
