"""Where the text column stands, found from where most of the letters stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kamermijn.layout.fragment import Fragment

_LONG = 20
"""Characters from which a fragment says where its column is."""
_LEAST_SHARE = 0.08
_SNAP = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """The text column of pages of one size: its edges, the size of its letters and the pitch of its lines.

    ``gutter`` is the middle of the gap between two text columns (None where there is one), ``inner`` the right edge of
    the first of them.
    """

    left: float
    right: float
    size: float
    pitch: float
    gutter: float | None = None
    inner: float = 0.0

    def edge(self, fragment: Fragment) -> float:
        """Where the lines of the column that a fragment stands in end."""
        return self.inner if self.gutter is not None and fragment.left < self.gutter else self.right

    def is_small(self, fragment: Fragment) -> bool:
        """Whether a fragment is printed clearly smaller than the running text."""
        return fragment.size < 0.87 * self.size


def body_size(fragments: Iterable[Fragment]) -> float:
    """The size of letter in which most of the characters are printed."""
    weights: Counter[float] = Counter()
    for fragment in fragments:
        weights[fragment.size] += len(fragment.text)
    if not weights:
        return 0.0
    # Sizes are measured to half a point: neighbours are the same size.
    return max(weights, key=lambda s: (weights[s] + 0.5 * (weights[s - 0.5] + weights[s + 0.5]), s))


def find_column(fragments: list[Fragment], size: float, width: float) -> Column:
    """The text column of pages of one width, from the fragments in the size of the running text."""
    body = [f for f in fragments if abs(f.size - size) <= 0.1 * size and f.cell < 0]
    long = [f for f in body if len(f.text) >= _LONG] or body or fragments
    if not long:
        return Column(0.0, width, size or 10.0, 12.0)
    weights: dict[int, int] = defaultdict(int)
    for fragment in long:
        weights[round(fragment.left / _SNAP)] += len(fragment.text)
    total = sum(weights.values())
    edges = sorted(edge for edge, weight in weights.items() if weight + weights.get(edge + 1, 0) >= _LEAST_SHARE * total)
    left = min((f.left for f in long if abs(f.left / _SNAP - edges[0]) <= 1.0), default=edges[0] * _SNAP) if edges else 0.0
    rights = sorted(f.right for f in long if f.left >= left - _SNAP)
    right = rights[min(len(rights) - 1, int(0.985 * len(rights)))] if rights else width
    gutter = _gutter(long, width)
    inner = max((f.right for f in long if gutter is not None and f.right < gutter), default=right)
    return Column(left, right, size, _pitch(long, size), gutter, inner)


def _pitch(fragments: list[Fragment], size: float) -> float:
    """The usual distance between the baselines of two lines."""
    steps: Counter[float] = Counter()
    last: Fragment | None = None
    for fragment in sorted(fragments, key=lambda f: (f.page, f.baseline)):
        if last and last.page == fragment.page and abs(last.left - fragment.left) < _SNAP:
            step = fragment.baseline - last.baseline
            if 0.8 * size < step < 2.6 * size:
                steps[round(step * 2) / 2] += 1
        last = fragment
    return steps.most_common(1)[0][0] if steps else 1.25 * size


def _gutter(fragments: list[Fragment], width: float) -> float | None:
    """The middle of a blank strip down the pages with much text on both sides of it."""
    lengths = np.array([len(f.text) for f in fragments])
    lefts, rights = np.array([f.left for f in fragments]), np.array([f.right for f in fragments])
    total = int(lengths.sum())
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = width * step / 100
        crossing = int(lengths[(lefts < x - 3) & (rights > x + 3)].sum())
        before = int(lengths[rights <= x + 3].sum())
        after = int(lengths[lefts >= x - 3].sum())
        if crossing < 0.06 * total and min(before, after) > 0.2 * total and (best is None or crossing < best[0]):
            best = (crossing, x)
    if best is None:
        return None
    x = best[1]
    ends = [f.right for f in fragments if f.right <= x + 3]
    starts = [f.left for f in fragments if f.left >= x - 3]
    return (max(ends) + min(starts)) / 2
