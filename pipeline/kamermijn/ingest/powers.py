"""Raised digits behind a word: the power of a unit (``m²``), which belongs to it, or the mark of a note, which does not."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmhµMN]?m|ha|kg|µg)\Z")
_POWERS = frozenset("23")


def belongs_to_unit(before: str, raised: str) -> bool:
    """Whether raised text is the power of the unit at the end of the text before it: a square or a cube, no larger number.

    ``before`` needs no more than the last five characters, so that the whole unit and what stands in front of it are in it.
    """
    return raised.rstrip() in _POWERS and _UNIT.search(before) is not None
