"""The letters of an output folder, one by one: what was mined of each, and the file that it was read from."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamermijn.records import KINDS
from kamermijn.store import LEDGER
from kamermijn.store.file_names import letter_places

_KEPT = 32

Document = dict[str, Any]
CLASSES = {cls.plural: cls for cls in KINDS}
"""The class of the records in each list of a document."""


@dataclass(frozen=True)
class Source:
    """The file that a letter was read from, as the run was told of it, and the digest of what it then held."""

    path: str
    sha256: str


class LetterFiles:
    """Reads letters by id; an id only ever leads to a file that kamermijn itself would have written for it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._kept: OrderedDict[Path, tuple[tuple[int, int], Document]] = OrderedDict()

    def read(self, letter_id: str) -> Document | None:
        """All that was mined of a letter; None where there is no such letter."""
        for name in letter_places(letter_id):
            path = self.output / name
            try:
                state = path.stat()
                version = (state.st_mtime_ns, state.st_size)
                if (kept := self._kept.get(path)) and kept[0] == version:
                    self._kept.move_to_end(path)
                    return kept[1]
                document: Document = json.loads(path.read_bytes())
            except (OSError, ValueError):
                continue
            if document.get("letter", {}).get("letter_id") == letter_id:
                self._keep(path, version, document)
                return document
        return None

    def _keep(self, path: Path, version: tuple[int, int], document: Document) -> None:
        self._kept[path] = (version, document)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def source(self, document: Document) -> Source | None:
        """Where the letter was read from; None where the run's ledger is gone or does not say."""
        letter_id, sha256 = document["letter"]["letter_id"], document["letter"]["sha256"]
        ledger = self.output / LEDGER
        if not sha256 or not ledger.is_file():
            return None
        names = letter_places(letter_id)
        try:
            with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                found = connection.execute(
                    f"SELECT path FROM published WHERE name IN ({', '.join('?' * len(names))}) AND sha256 = ?", (*names, sha256)
                ).fetchone()
        except sqlite3.Error:
            return None
        return Source(found[0], sha256) if found and found[0] else None


def record_of(document: Document, record_id: str) -> tuple[str, dict[str, Any]] | None:
    """A record of a letter with its kind, by its id."""
    return next(((kind, found) for kind in CLASSES for found in document[kind] if found["record_id"] == record_id), None)


def locate(source: Source, output: Path) -> Path | None:
    """The file itself, where it still holds what was mined: as the run was told, from here or from beside the output."""
    from kamermijn.ingest import sources
    from kamermijn.model import LetterError

    told = Path(source.path)
    for path in (told,) if told.is_absolute() else (told, output.parent / told):
        try:
            data = sources.content(path)
        except (LetterError, OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == source.sha256:
            return path
    return None
