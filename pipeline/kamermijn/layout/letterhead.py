"""A ministry letter's letterhead and margin column: what stands there is about the letter, not in it."""

from __future__ import annotations

import math

from kamermijn.layout.columns import Column
from kamermijn.layout.fragment import Fragment
from kamermijn.layout.wording import Wording

Pair = tuple[str, str]
_LOWEST = 0.75
"""Share of the first page's height below which no letterhead label is looked for."""


def head_bottom(fragments: list[Fragment], column: Column, height: float, words: Wording) -> float:
    """Where the letterhead over the text column of a first page ends; 0.0 for a page without one."""
    high = [f for f in fragments if f.top < _LOWEST * height]
    salutation = next((f for f in high if words.salutation.fullmatch(f.text)), None)
    if salutation:
        return max((f.bottom for f in fragments if f.baseline < salutation.baseline - 2), default=0.0)
    labels = [f for f in high if abs(f.left - column.left) < 30 and words.heads(f.text)]
    if not labels:
        return 0.0
    return max(f.bottom for f in _value(labels[-1], fragments, column, math.inf)) + 0.1


def _label(fragment: Fragment, words: Wording) -> str | None:
    match = words.letterhead_label.fullmatch(fragment.text)
    return match["label"] if match else None


def _value(label: Fragment, fragments: list[Fragment], column: Column, below: float) -> list[Fragment]:
    """The fragments that hold a label's value: on its line to the right, and under that while they stay there.

    ``below`` is the height of the next label.
    """
    row = [f for f in fragments if abs(f.baseline - label.baseline) < 0.3 * column.size and f.left >= label.right]
    if not row:
        return [label]
    edge, last = min(f.left for f in row), label.baseline
    value = list(row)
    for fragment in fragments:
        if fragment.baseline > below:
            break
        if fragment.baseline > last + 0.3 * column.size and fragment.left >= edge - 4 and fragment.baseline - last < 1.6 * column.pitch:
            value.append(fragment)
            last = fragment.baseline
    return value


def read_head(fragments: list[Fragment], column: Column, words: Wording) -> list[Pair]:
    """The pairs of label and value over the text column; the first block without label is the addressee."""
    pairs: list[Pair] = []
    used: set[int] = set()
    labels = [f for f in fragments if _label(f, words)]
    for fragment in fragments:
        label = _label(fragment, words)
        if label is None or id(fragment) in used:
            continue
        below = min((f.baseline - 2 for f in labels if f.baseline > fragment.baseline + 2), default=math.inf)
        value = _value(fragment, [f for f in fragments if id(f) not in used and not _label(f, words)], column, below)
        used.update(id(f) for f in value)
        used.add(id(fragment))
        inline = words.letterhead_label.fullmatch(fragment.text)
        parts = [inline["value"]] if inline and inline["value"] else []
        parts += [f.text for f in value if f is not fragment]
        pairs.append((label, " ".join(parts).strip()))
    rest = [f for f in fragments if id(f) not in used]
    return [*_blocks(rest, column), *pairs]


def _blocks(fragments: list[Fragment], column: Column) -> list[Pair]:
    """Lines without a label, by block: those that begin with ``>`` or ``Retouradres`` are the return address."""
    blocks: list[list[Fragment]] = []
    for fragment in fragments:
        last = blocks[-1][-1] if blocks else None
        near = last and fragment.baseline - last.baseline < 1.6 * column.pitch and abs(fragment.size - last.size) < 1
        if last and near and abs(fragment.left - last.left) < 12:
            blocks[-1].append(fragment)
        else:
            blocks.append([fragment])
    pairs = []
    for block in blocks:
        text = "\n".join(f.text for f in block)
        pairs.append(("Retouradres" if text.lstrip("> ").lower().startswith("retouradres") else "", text.lstrip("> ")))
    return pairs


def read_margin(fragments: list[Fragment], words: Wording) -> list[Pair]:
    """The pairs of a margin column: a bold or known label with the lines under it."""
    pairs: list[tuple[str, list[str]]] = []
    last: Fragment | None = None
    for fragment in fragments:
        match = words.letterhead_label.fullmatch(fragment.text)
        gap = last is not None and fragment.baseline - last.baseline > 1.8 * fragment.size
        if match and (fragment.bold or not match["value"] or last is None or gap):
            pairs.append((match["label"], [match["value"]] if match["value"] else []))
        elif not pairs or gap or (fragment.bold and last is not None and not last.bold):
            # A second line of a value may stand after a gap under its label; anything else begins a block of its own.
            if pairs and not pairs[-1][1] and pairs[-1][0]:
                pairs[-1][1].append(fragment.text)
            else:
                pairs.append(("", [fragment.text]))
        else:
            pairs[-1][1].append(fragment.text)
        last = fragment
    return [(label, "\n".join(lines)) for label, lines in pairs]
