"""The trained lemmatiser asked only for the words whose lemma the word list does not know: the same lemmas, most of the work left out.

The list has the last word anyhow (language/lemmas.py). Here it speaks first, on the parts of speech that its turn would have found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.tokens import Doc

from kamermijn.language.auxiliaries import settle_auxiliaries
from kamermijn.language.lemmas import WordListLemmas

_LIST, _AUXILIARIES = "kamermijn_lemmas", "kamermijn_auxiliaries"
Edits = tuple[list[int], list[int]]
"""The places of the unknown words of a document, and the edit tree of each."""


class UnknownLemmatizer(EditTreeLemmatizer):
    """A trained lemmatiser for use behind a word list."""

    words: WordListLemmas

    def predict(self, docs: Iterable[Doc]) -> list[Edits]:  # type: ignore[override]
        """Write the lemmas that the list knows, and find how to edit the other words."""
        batch = list(docs)
        unknown = [self._unknown(doc) for doc in batch]
        rows = [vectors[places] for vectors, places in zip(self.model.get_ref("tok2vec").predict(batch), unknown, strict=True)]
        scores = self.model.get_ref("softmax").predict(np.concatenate(rows)) if any(unknown) else []
        tokens = [doc[place] for doc, places in zip(batch, unknown, strict=True) for place in places]
        trees: list[int] = cast(Any, self)._scores2guesses_top_k_greater_1([tokens], [scores])[0].tolist() if tokens else []
        following = iter(trees)
        return [(places, [next(following) for _ in places]) for places in unknown]

    def _unknown(self, doc: Doc) -> list[int]:
        self.words(settle_auxiliaries(doc))
        return [place for place, lemma in enumerate(np.atleast_1d(doc.to_array("LEMMA")).tolist()) if not lemma]

    def set_annotations(self, docs: Iterable[Doc], edits: list[Edits]) -> None:
        """Edit the words that the list does not know; one that no tree fits is its own lemma."""
        for doc, (unknown, trees) in zip(docs, edits, strict=True):
            for index, tree in zip(unknown, trees, strict=True):
                token = doc[index]
                token.lemma_ = token.text if tree == -1 else self.trees.apply(tree, token.text)


def ask_list_first(nlp: Language) -> None:
    """Let the lemmatiser of a model that is not to be trained any more do the work of the two components behind it."""
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    lemmatizer.words = nlp.get_pipe(_LIST)
    for name in (_AUXILIARIES, _LIST):
        nlp.remove_pipe(name)


@Language.factory("kamermijn_lemmatizer", assigns=["token.lemma"])
def make_lemmatizer(
    nlp: Language, name: str, model: Any, backoff: str | None, min_tree_freq: int, overwrite: bool, top_k: int, scorer: Any
) -> UnknownLemmatizer:
    """Make the component with the settings of spaCy's own."""
    return UnknownLemmatizer(
        nlp.vocab, model, name, backoff=backoff, min_tree_freq=min_tree_freq, overwrite=overwrite, top_k=top_k, scorer=scorer
    )
