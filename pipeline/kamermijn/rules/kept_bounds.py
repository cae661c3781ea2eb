"""Where the patterns that ship can match (rules/landmarks.py), worked out before and kept in a file: to do it anew takes half a minute.

What is kept counts for a pattern that is the same to the letter, and only while the code that works it out and the version of regex are
the same too. For any other it is worked out when it is needed, so that a file that is behind costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from math import inf
from pathlib import Path

from kamermijn.rules.landmarks import Bounds, Landmark, Width

KEPT = Path(__file__).with_name("bounds.json")
_CODE = ("beginnings.py", "drawing.py", "frequencies.py", "landmarks.py", "parts.py")


def kept(pattern: str) -> Bounds | None:
    """Where a pattern can match, named patterns filled in; None where that is not known yet."""
    return _read().get(_key(pattern))


def write(bounds: Mapping[str, Bounds], path: Path = KEPT) -> None:
    """Keep where patterns can match, by these patterns; one line each, so that a change shows what changed."""
    lines = [f" {json.dumps(_key(pattern))}: {json.dumps(_row(found), ensure_ascii=False)}" for pattern, found in bounds.items()]
    content = ",\n".join(sorted(lines))
    path.write_text(f'{{"made_by": {json.dumps(made_by())}, "bounds": {{\n{content}\n}}}}\n', encoding="utf-8")


@cache
def made_by() -> str:
    """A digest of all on which the bounds of a pattern rest."""
    digest = hashlib.sha256(version("regex").encode())
    for name in _CODE:
        digest.update(KEPT.with_name(name).read_bytes())
    return digest.hexdigest()[:16]


@cache
def _read() -> dict[str, Bounds]:
    try:
        told = json.loads(KEPT.read_text(encoding="utf-8"))
        return {key: _bounds(*row) for key, row in told["bounds"].items()} if told["made_by"] == made_by() else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # not there, or broken
        return {}


def _key(pattern: str) -> str:
    return hashlib.sha256(pattern.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _row(bounds: Bounds) -> list[object]:
    """Beginnings, landmarks, and the reach of these: characters (none where it is endless), white spaces, and whether it is one word."""
    if not bounds.landmark:
        return [bounds.beginnings]
    reach = bounds.landmark.reach
    characters = None if reach.characters == inf else reach.characters
    return [bounds.beginnings, sorted(bounds.landmark.strings), characters, reach.gaps, reach.solid]


def _bounds(
    beginnings: list[str] | None, strings: list[str] | None = None, characters: int | None = None, gaps: int = 0, solid: bool = False
) -> Bounds:
    reach = Width(inf if characters is None else characters, gaps, solid)
    landmark = None if strings is None else Landmark(frozenset(strings), reach)
    return Bounds(None if beginnings is None else tuple(beginnings), landmark)
