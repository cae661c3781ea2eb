"""Letters that are no longer there: which files of earlier runs they were in, and the records that went with them.

What a letter is, its content tells: an official id may go from one letter to another within a run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kamermijn.records import KINDS
from kamermijn.store.file_names import letter_places
from kamermijn.store.ledger import Ledger, Standing

# The contents that stood in the folder as one letter with what `stood`, itself among them: under one id only one letter stands at a time.
_ONE_LETTER = (
    "(SELECT other.sha256 FROM published AS own JOIN published AS other USING (letter_id) "
    "WHERE own.letter_id = stood.letter_id AND own.sha256 = stood.sha256 "
    "UNION SELECT other FROM akin WHERE akin.letter_id = stood.letter_id AND akin.sha256 = stood.sha256)"
)
# Whether its letter goes on: one of them is planned to stand under the same id, or what took its place with the same words is.
_GOES_ON = (
    f"EXISTS (SELECT 1 FROM planned AS there WHERE there.letter_id = stood.letter_id AND (there.sha256 IN {_ONE_LETTER} "
    "OR there.sha256 IN (SELECT input.heir FROM input "
    f"WHERE input.state = 'left' AND input.letter_id = stood.letter_id AND input.sha256 IN {_ONE_LETTER})))"
)


class Gone(NamedTuple):
    """What an earlier run mined from a file that is not among those of this run."""

    standing: Standing
    remains: bool
    """Whether its letter still stands in the folder, from another file."""
    to_another: bool
    """Whether another letter has its id now."""


def gone(ledger: Ledger) -> Iterator[Gone]:
    """What is gone, whatever its name or place, by its path; that of a run before which was stopped before it was told, too."""
    query = (
        f"SELECT *, letter_id IN (SELECT letter_id FROM planned WHERE name LIKE 'letters/%'), {_GOES_ON} "
        "FROM (SELECT * FROM published UNION SELECT * FROM parted) AS stood WHERE key IS NOT NULL AND coalesce(heir, '') = '' "
        "AND key NOT IN (SELECT key FROM input WHERE state = 'left' AND heir <> '') "  # moved, and the same in other bytes
        "AND key NOT IN (SELECT key FROM planned) AND path NOT IN (SELECT path FROM input WHERE heir IS NULL) "
        "AND sha256 NOT IN (SELECT sha256 FROM input WHERE heir IS NULL AND sha256 IS NOT NULL) ORDER BY path"
    )
    for *row, is_there, goes_on in ledger.rows(query):
        yield Gone(Standing(*row), bool(is_there and goes_on), bool(is_there and not goes_on))  # type: ignore[arg-type]


def keep_gone(ledger: Ledger) -> None:
    """Keep what is gone and with what it was one letter, which only this run can find out, until it is told."""
    for found in list(gone(ledger)):
        standing = found.standing
        ledger.change(f"INSERT INTO parted VALUES ({', '.join('?' * 10)})", *standing.__dict__.values())
        content = (standing.sha256, standing.letter_id)
        beside = (
            "SELECT other.sha256 FROM published AS own JOIN published AS other USING (letter_id) WHERE own.sha256 = ? AND letter_id = ?"
        )
        others = {sha256 for (sha256,) in ledger.rows(beside, *content)}
        if found.remains:
            others |= {sha256 for (sha256,) in ledger.rows("SELECT sha256 FROM planned WHERE letter_id = ?", standing.letter_id)}
        for sha256 in others:
            ledger.change("INSERT OR IGNORE INTO akin VALUES (?, ?, ?)", *content, sha256)


def mark_gone(ledger: Ledger, folder: Path, source: Callable[[Standing], Path]) -> None:
    """Mark the records of letters that are no longer there as gone, and those that are there again as not gone.

    It is for before the letters are moved: ``source`` says where the file of a planned one is now, and the others are in ``folder``.
    """
    back = "SELECT * FROM planned WHERE name LIKE 'letters/%' AND letter_id IN (SELECT letter_id FROM gone)"
    for row in list(ledger.rows(back)):
        for _, record_id in _records(source(Standing(*row))):  # type: ignore[arg-type]
            ledger.change("DELETE FROM gone WHERE record_id = ?", record_id)
    today = time.strftime("%Y-%m-%d", time.gmtime())
    query = (
        "SELECT * FROM published AS stood WHERE (name LIKE 'letters/%' OR heir = '') AND letter_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM planned WHERE planned.letter_id = stood.letter_id AND planned.sha256 = stood.sha256) "  # as most do
        f"AND NOT {_GOES_ON} ORDER BY path"
    )
    for row in list(ledger.rows(query)):
        standing = Standing(*row)  # type: ignore[arg-type]
        # Another letter may have its id now, and a record of the same words at the same place.
        others = list(ledger.rows("SELECT * FROM planned WHERE name IN (?, ?)", *letter_places(standing.letter_id or "")))
        there = {record_id for other in others for _, record_id in _records(source(Standing(*other)))}  # type: ignore[arg-type]
        for kind, record_id in _records(folder / standing.name):
            if record_id not in there:
                ledger.change("INSERT OR REPLACE INTO gone VALUES (?, ?, ?, ?, ?)",
                              record_id, standing.letter_id, kind, standing.path, today)  # fmt: skip


def _records(path: Path) -> list[tuple[str, str]]:
    """Kind and id of each record of a letter's file; none where somebody else removed it before."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return []
    return [(kind.singular, record["record_id"]) for kind in KINDS for record in data.get(kind.plural, ())]
