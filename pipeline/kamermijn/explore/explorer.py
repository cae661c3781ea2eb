"""What the pages of one Datasette share: the output folder, its database, its letters and page images, and who may review."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database

from kamermijn.explore.letters import LetterFiles
from kamermijn.explore.page_image import PageImages
from kamermijn.store import REVIEWS, Review, reviews

DATABASE = "kamermijn"
_PRESENT: weakref.WeakKeyDictionary[Datasette, Explorer] = weakref.WeakKeyDictionary()


@dataclass(frozen=True)
class Desk:
    """The reviewing of a server that was started with ``--review``; ``token`` is what it printed."""

    token: str


@dataclass
class Explorer:
    """One output folder as the pages see it."""

    output: Path
    desk: Desk | None = None
    hosts: frozenset[str] = frozenset()
    letters: LetterFiles = field(init=False)
    images: PageImages = field(init=False)
    _reviews: tuple[tuple[int, int], Mapping[tuple[str, str], Review]] = field(default=((0, 0), {}), init=False)

    def __post_init__(self) -> None:
        self.letters = LetterFiles(self.output)
        self.images = PageImages(self.letters)

    def reviews(self) -> Mapping[tuple[str, str], Review]:
        """The review that counts of each record, read again when somebody reviewed."""
        try:
            state = (self.output / REVIEWS).stat()
        except OSError:
            return {}
        version = (state.st_mtime_ns, state.st_size)
        if self._reviews[0] != version:
            self._reviews = (version, reviews(self.output))
        return self._reviews[1]


def attach(datasette: Datasette, explorer: Explorer) -> None:
    """Have a Datasette show these pages."""
    _PRESENT[datasette] = explorer


def explorer_of(datasette: Datasette) -> Explorer | None:
    """The explorer of a Datasette: the attached one, or one for the folder of a database ``kamermijn.sqlite``; else None."""
    if datasette not in _PRESENT:
        database = datasette.databases.get(DATABASE)
        if database is None or not database.path:
            return None
        attach(datasette, Explorer(Path(database.path).resolve().parent))
    return _PRESENT[datasette]


def present(datasette: Datasette) -> Explorer:
    """The explorer of a Datasette that has one."""
    found = explorer_of(datasette)
    assert found, "the routes of the pages exist only where there is an explorer"
    return found


async def rows(datasette: Datasette, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rows of a query on the run's database, under Datasette's time limit; none where the run has no database."""
    database: Database | None = datasette.databases.get(DATABASE)
    if database is None:
        return []
    result = await database.execute(sql, dict(parameters or {}), truncate=False)
    return [dict(row) for row in result.rows]


async def tables(datasette: Datasette) -> frozenset[str]:
    """The tables and views of the run's database; later issues add some."""
    return frozenset(row["name"] for row in await rows(datasette, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"))
