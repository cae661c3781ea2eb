"""The matrix product of the model's widest layers by the library that numpy brings, where that is faster than thinc's and as steady.

With thinc's product a word has the same values to the bit whatever words stand beside it, so that batches do not matter. That of numpy
goes over the last rows in another way than over the others; rows that are filled up to whole blocks are all gone over in one way. Whether
that holds is seen once on the machine itself, and only OpenBLAS is trusted with it, on one core: threads would cut the rows elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

_BLOCK = 64
# Layers whose product is made of all words of a batch at once. The others are asked for a few rows at a time, where little is to be won.
_LAYERS = frozenset({"maxout", "precomputable_affine", "softmax"})
_one_at_a_time = RLock()


class _BlockOps(NumpyOps):  # type: ignore[misc]  # thinc tells no types of its operations
    """thinc's operations with the product of many rows by numpy, in blocks."""

    def gemm(
        self, x: NDArray[np.float32], y: NDArray[np.float32], out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> NDArray[np.float32]:
        """The product of a layer's input with its weights, ``trans2`` alone; any other as thinc makes it."""
        if trans1 or not trans2:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)  # type: ignore[no-any-return]
        return _in_blocks(x, y, out)


def _in_blocks(x: NDArray[np.float32], y: NDArray[np.float32], out: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    product = np.empty((len(x), len(y)), dtype=x.dtype) if out is None else out
    whole = len(x) - len(x) % _BLOCK
    if whole:
        np.matmul(x[:whole], y.T, out=product[:whole])
    if whole < len(x):
        last = np.zeros((_BLOCK, x.shape[1]), dtype=x.dtype)
        last[: len(x) - whole] = x[whole:]
        product[whole:] = (last @ y.T)[: len(x) - whole]
    return product


def quicken(nlp: Language) -> None:
    """Let the largest layers of a model that is not to be trained any more use numpy's product, where that holds what is said above."""
    for _, component in nlp.pipeline:
        for node in component.model.walk() if isinstance(component, TrainablePipe) else ():
            if node.name in _LAYERS and node.has_param("W") and _is_steady(*_sizes(node.get_param("W"), node.get_dim("nI"))):
                node.ops = _BlockOps(use_blis=True)


def _sizes(weights: Any, width: int) -> tuple[int, int]:
    return width, weights.size // width


@contextmanager
def on_one_core() -> Iterator[None]:
    """Numpy's products are made by the thread that asks for them; the number of its threads is put back after that.

    That number is one for the whole process, and so one thread at a time is let in.
    """
    with _one_at_a_time:
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
