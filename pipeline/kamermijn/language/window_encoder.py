"""The layers of the shipped model that read a word among its neighbours, without what only training needs: the same values to the bit.

Each layer takes a window of three words, makes several pieces of each value, keeps the greatest, scales them to mean 0 and variance 1
(layer normalisation, Ba et al. 2016), and adds that to what the word had. thinc also notes down which piece was the greatest, and makes
new arrays at every step; here one array for each step serves all layers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

Floats = NDArray[Any]
"""Of 32 bits; numpy's types do not follow these through arithmetic."""

_LAYER = ("expand_window", "maxout", "layernorm", "dropout")
_STEADY = np.float32(1e-8)
"""What thinc's layer normalisation adds to the variance."""


@dataclass(frozen=True)
class _Layer:
    """A layer: ``product`` is its matrix product; of the pieces of its ``width`` values the first ones of all stand first, and so on."""

    product: Callable[..., Any]
    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, parts: dict[str, Model[Any, Any]]) -> _Layer:
        maxout, norm = parts["maxout"], parts["layernorm"]
        values, pieces, inputs = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))
        weights, bias = (cast(Any, maxout.get_param(name)) for name in ("W", "b"))
        by_piece = np.ascontiguousarray(weights.reshape(values, pieces, inputs).swapaxes(0, 1)).reshape(-1, inputs)
        scale, shift = (cast(Any, norm.get_param(name)) for name in ("G", "b"))
        return cls(maxout.ops.gemm, by_piece, bias.reshape(values, pieces).T.ravel(), scale, shift)

    def add_to(self, words: Floats, windows: Floats, product: Floats) -> None:
        """Add to each word what the layer makes of its window; ``windows`` and ``product`` are arrays to write in."""
        width = words.shape[1]
        windows[1:, :width] = words[:-1]
        windows[:, width : 2 * width] = words
        windows[:-1, 2 * width :] = words[1:]
        self.product(windows, self.weights, trans2=True, out=product)
        product += self.bias
        best = product[:, :width]
        for piece in range(width, product.shape[1], width):
            np.maximum(best, product[:, piece : piece + width], out=best)
        best = best - np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
        variance = np.add.reduce(best * best, axis=1, keepdims=True) / np.float32(width) + _STEADY
        best *= variance**-0.5
        best *= self.scale
        best += self.shift
        words += best


class _Encoder:
    """The layers in their order; as many rows of nothing as there are layers part one document from the next, as in training."""

    def __init__(self, layers: list[_Layer], pad: int) -> None:
        self._layers, self._pad = layers, pad

    def __call__(self, model: Model[Any, Any], docs: list[Floats], is_train: bool) -> tuple[list[Floats], Callable[[Any], Any]]:
        """The forward pass; there is no way back."""
        starts = np.cumsum([self._pad, *(len(doc) + self._pad for doc in docs)]).tolist()
        words = np.zeros((starts[-1], docs[0].shape[1]), dtype="f")
        for start, doc in zip(starts, docs, strict=False):
            words[start : start + len(doc)] = doc
        windows = np.zeros((len(words), self._layers[0].weights.shape[1]), dtype="f")
        product = np.empty((len(words), len(self._layers[0].weights)), dtype="f")
        for layer in self._layers:
            layer.add_to(words, windows, product)
        return [words[start : start + len(doc)] for start, doc in zip(starts, docs, strict=False)], lambda _: []


def quicken_windows(nlp: Language) -> None:
    """Let a model that is not to be trained any more read words among their neighbours in this way; one of another build stays as it is."""
    layers = nlp.get_pipe("tok2vec").model.layers  # type: ignore[attr-defined]
    found = [{node.name: node for node in residual.walk()} for residual in layers[-1].layers[0].layers]
    if all(set(_LAYER) <= set(parts) and parts["expand_window"].attrs["window_size"] == 1 for parts in found):
        layers[-1] = Model("window_encoder", _Encoder([_Layer.of(parts) for parts in found], layers[-1].attrs["pad"]))
