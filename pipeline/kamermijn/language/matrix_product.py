"""The matrix product of the model's widest layers by the library that numpy brings, where that is faster than thinc's and as steady.

With thinc's product a word has the same values to the bit whatever words stand beside it, so that batches do not matter. That of numpy
goes over the last rows in another way than over the others; rows that are filled up to whole blocks are all gone over in one way. Whether
that holds is seen once on the machine itself, and only OpenBLAS is trusted with it, on one core: threads would cut the rows elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

_BLOCK = 64
# Smaller products are made by other code, and there is little to be won with them.
_WIDE = 256


class _BlockOps(NumpyOps):  # type: ignore[misc]  # thinc tells no types of its operations
    """thinc's operations with the product of many rows by numpy, in blocks."""

    def gemm(
        self, x: NDArray[np.float32], y: NDArray[np.float32], out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> NDArray[np.float32]:
        """The product of a layer's input with its weights, ``trans2`` alone; any other as thinc makes it."""
        if out is not None or trans1 or not trans2:
            return super().gemm(x, y, out, trans1, trans2)  # type: ignore[no-any-return]
        return _in_blocks(x, y)


def _in_blocks(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    rows = len(x)
    if rows % _BLOCK:
        filled = np.zeros((rows + _BLOCK - rows % _BLOCK, x.shape[1]), dtype=x.dtype)
        filled[:rows] = x
        x = filled
    return (x @ y.T)[:rows]


def quicken(nlp: Language) -> None:
    """Let the widest layers of a model that is not to be trained any more use numpy's product, where that holds what is said above."""
    for node in nlp.get_pipe("tok2vec").model.walk():  # type: ignore[attr-defined]
        if node.name != "maxout" or node.get_dim("nI") < _WIDE:
            continue
        if _is_steady(node.get_dim("nI"), node.get_dim("nO") * node.get_dim("nP")):
            node.ops = _BlockOps(use_blis=True)


@contextmanager
def on_one_core() -> Iterator[None]:
    """Numpy's products are made by the thread that asks for them; the number of its threads is put back after that."""
    if _openblas():
        with _openblas().limit(limits=1):
            yield
    else:
        yield


@cache
def _openblas() -> ThreadpoolController:
    return ThreadpoolController().select(internal_api="openblas")


@cache
def _is_steady(width: int, height: int) -> bool:
    """Whether a row has the same product to the bit alone, among a few and among many others."""
    if not _openblas():
        return False
    rows = np.random.default_rng(0).standard_normal((5 * _BLOCK + 1, width)).astype("f")
    weights = np.random.default_rng(1).standard_normal((height, width)).astype("f")
    with on_one_core():
        every = _in_blocks(rows, weights)
        parts = [(0, 1), (5, 3 * _BLOCK), (_BLOCK + 1, len(rows))]
        return all(np.array_equal(_in_blocks(rows[start:end], weights), every[start:end]) for start, end in parts)
