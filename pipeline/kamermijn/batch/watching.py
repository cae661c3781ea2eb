"""The feed and the digest of an output folder: what is new since they were last made."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from kamermijn.dossier import STATE, Linking, State
from kamermijn.dossier.feed import atom, digest
from kamermijn.dossier.watch import latest, news, tell
from kamermijn.rules import Rules
from kamermijn.store import OutputError

FEED, DIGEST = "feed.atom", "nieuw.md"
_ENTRIES = 200
_OURS = {FEED: b"kamermijn: wat er nieuw is", DIGEST: b"# kamermijn: wat er nieuw is"}


def write_feed(out: Path, rules: Rules, now: datetime.datetime, *, since_last: bool) -> int:
    """Write ``feed.atom`` (the last things told) and ``nieuw.md`` (what is told now); returns how many things that are.

    With ``since_last`` only what no earlier feed told. Raises OutputError where a file of that name is somebody else's.
    """
    for name, ours in _OURS.items():
        if (out / name).is_file() and ours not in (out / name).read_bytes()[:1000]:
            raise OutputError(f"{out}: {name} was not made by kamermijn; move it away or choose another folder with --out")
    with State(out / STATE) as state:
        told = tell(state, news(state, Linking(state, rules), rules.follow, now.date()), now, since_last=since_last)
        _write(out / FEED, atom(latest(state, _ENTRIES), now))
    _write(out / DIGEST, digest(told, now).encode("utf-8", "replace"))
    return len(told)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a reader may fetch it at any time."""
    half = path.with_name(f".{path.name}.half")
    half.write_bytes(content)
    os.replace(half, path)
