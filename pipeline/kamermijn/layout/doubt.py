"""Which stretches of a text were read by OCR, and which numbers in them are in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from kamermijn.ingest import RawPage
from kamermijn.layout.draft import Built
from kamermijn.layout.fragment import Fragment

Spans = tuple[tuple[int, int], ...]
HIDDEN = "\ufffd"


def scanned(pages: tuple[RawPage, ...], built: Built) -> Spans:
    """The stretches of the text that come from pages read by OCR, white space put in between them included."""
    numbers = [page.number for page in pages if page.scanned]
    return _stretches(np.isin(built.pages, numbers)) if numbers else ()


def doubtful(pages: tuple[RawPage, ...], built: Built, raised: Mapping[int, set[int]]) -> Spans:
    """The stretches of the text whose characters are marked as unsure, or are those of numbers with raised digits on their page."""
    flags = np.zeros(len(built.text), np.bool_)
    for page in pages:
        if page.unsure is not None and page.unsure.any():
            own = np.flatnonzero((built.pages == page.number) & (built.indices >= 0))
            flags[own] = page.unsure[built.indices[own]]
    for number, indices in raised.items():
        flags |= (built.pages == number) & np.isin(built.indices, sorted(indices))
    return _stretches(flags) if flags.any() else ()


def _stretches(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Spans:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return tuple((int(start), int(end)) for start, end in pairwise(edges.tolist()))[::2]


def hidden(fragments: Iterable[Fragment], page: RawPage) -> list[Fragment]:
    """The fragments with a replacement character for each character in doubt: for what is read without the map."""
    if page.unsure is None or not page.unsure.any():
        return list(fragments)
    unsure = page.unsure
    return [
        replace(f, text="".join(HIDDEN if at >= 0 and unsure[at] else c for c, at in zip(f.text, f.source, strict=True))) for f in fragments
    ]
