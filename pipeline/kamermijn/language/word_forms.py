"""How the shipped model sees a word: its form, beginning, endings and shape, as rows of hashed embeddings.

spaCy's own embedding sees one letter of the beginning and three of the ending of a word. Dutch compounds and separable verbs show
what they are in more than that (``-doelstelling``, ``uit-``, ``-eerd``), and words that training never saw need a row of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d

FEATURES = ("form", "prefix", "suffix", "ending", "shape")
_UNKNOWN = get_string_id("<unknown>")
_CACHED_WORDS = 200_000


@registry.architectures("kamermijn.WordFormEmbed.v1")  # type: ignore[untyped-decorator]
def build_word_form_embed(width: int, embed_width: int, rows: list[int]) -> Model[list[Doc], list[Floats2d]]:
    """Embed each word by form, first three letters, last three and last five letters, and shape; ``rows`` per feature.

    Raises ValueError when ``rows`` does not give one number per feature.
    """
    if len(rows) != len(FEATURES):
        raise ValueError(f"one number of rows for each of {', '.join(FEATURES)} is needed, not {len(rows)}")
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(embed_width, count, column=column, seed=11 + column) for column, count in enumerate(rows)
    ]
    mixer = Maxout(nO=width, nI=embed_width * len(FEATURES), nP=3, dropout=0.0, normalize=True)
    layers: Model[Any, Any] = chain(
        word_form_features(), list2ragged(), with_array(concatenate(*embeddings)), with_array(mixer), ragged2list()
    )
    return layers


def word_form_features() -> Model[list[Doc], list[Ints2d]]:
    """A layer that turns documents into arrays of hashes, one row a word and one column a feature."""
    return Model("word_form_features", _forward, attrs={"known": b"", "counts": b""})


def remember_words(model: Model[Any, Any], counts: dict[str, int]) -> None:
    """Tell the feature layer inside ``model`` which word forms training has seen, and how often; the rest share one row."""
    hashed = sorted((get_string_id(form), min(count, 65_535)) for form, count in counts.items())
    for node in model.walk():
        if node.name == "word_form_features":
            node.attrs["known"] = np.array([key for key, _ in hashed], dtype="<u8").tobytes()
            node.attrs["counts"] = np.array([count for _, count in hashed], dtype="<u2").tobytes()


def _word_row(vocab: Vocab, orth: int) -> tuple[int, ...]:
    lexeme = vocab[orth]
    form = lexeme.norm_
    return (lexeme.norm, get_string_id("^" + form[:3]), get_string_id(form[-3:] + "$"), get_string_id(form[-5:] + "$"), lexeme.shape)


_rows: dict[int, tuple[int, ...]] = {}


def _forward(model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Callable[[Any], list[Doc]]]:
    return [features_of(model, doc.vocab, np.atleast_1d(doc.to_array("ORTH")).tolist(), is_train=is_train) for doc in docs], lambda _: []


def features_of(layer: Model[list[Doc], list[Ints2d]], vocab: Vocab, words: list[int], *, is_train: bool = False) -> Ints2d:
    """The features of words (by their numbers in the vocabulary) as the layer of ``word_form_features`` gives them, one row a word."""
    if len(_rows) > _CACHED_WORDS:
        _rows.clear()
    rows = []
    for orth in words:
        row = _rows.get(orth)
        if row is None:
            row = _rows[orth] = _word_row(vocab, orth)
        rows.append(row)
    array = np.array(rows, dtype="uint64").reshape(len(rows), len(FEATURES))
    known = np.frombuffer(layer.attrs["known"], dtype="<u8")
    if len(known) and len(array):
        _hide_unknown(array, known, np.frombuffer(layer.attrs["counts"], dtype="<u2") if is_train else None)
    return layer.ops.asarray2i(cast(Ints2d, array), dtype="uint64")


def _hide_unknown(array: NDArray[np.uint64], known: NDArray[np.uint64], counts: NDArray[np.uint16] | None) -> None:
    """Give unknown forms one shared value; in training, also rare forms now and then, so that this value learns something."""
    place = np.minimum(np.searchsorted(known, array[:, 0]), len(known) - 1)
    unknown = known[place] != array[:, 0]
    if counts is not None:
        # Word dropout after Kiperwasser and Goldberg (2016): a form seen n times is hidden with a chance of 1 in 4n + 1.
        unknown |= np.random.random(len(place)) < 0.25 / (0.25 + counts[place])
    array[unknown, 0] = _UNKNOWN
