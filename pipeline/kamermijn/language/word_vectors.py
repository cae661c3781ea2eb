"""The vector with which the shipped model begins for a word rests on the word alone: it is computed once, and found again after that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from kamermijn.language.word_forms import features_of

# Some 20 MB; a collection of letters has most of its words in the first thousand letters.
_MOST_WORDS = 40_000


def keep_word_vectors(nlp: Language) -> None:
    """Let the embedding of a model that is not to be trained any more keep what it gives; the vectors are the same to the bit."""
    layers = nlp.get_pipe("tok2vec").model.layers  # type: ignore[attr-defined]
    if layers[0].layers and layers[0].layers[0].name == "word_form_features":
        layers[0] = Model("kept_word_vectors", _Kept(layers[0]))


class _Kept:
    """Vectors by the number of their word, of an embedding whose first layer makes features and whose others go word by word."""

    def __init__(self, embedding: Model[Any, Any]) -> None:
        self._features, *self._others = embedding.layers
        self._row: dict[int, int] = {}
        self._vectors: NDArray[np.float32] = np.zeros((0, embedding.get_dim("nO")), dtype="f")

    def __call__(self, model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], list[Doc]]]:
        """The forward pass of the layer; there is no way back."""
        words = [np.atleast_1d(doc.to_array("ORTH")).tolist() for doc in docs]
        if len(self._row) > _MOST_WORDS:
            self._row.clear()
            self._vectors = self._vectors[:0]
        missing = list(dict.fromkeys(word for each in words for word in each if word not in self._row))
        if missing:
            found: Any = [features_of(self._features, docs[0].vocab, missing)]
            for layer in self._others:
                found = layer.predict(found)
            self._row.update((word, len(self._vectors) + place) for place, word in enumerate(missing))
            self._vectors = np.concatenate([self._vectors, found[0]])
        return [self._vectors[[self._row[word] for word in each]] for each in words], lambda _: []
