"""What is kept of the documents that were fetched: the files, ``SOURCES.csv`` with where each came from, and when what was asked last.

A document that changed gets a new file beside the old one (``kst-28638-158.v2.xml``). A file is whole or not there, and one that no
row of ``SOURCES.csv`` tells of is never written over. The row comes after the file, so that a fetch that was stopped goes on where it was.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Literal

from kamermijn.fetch import remembered
from kamermijn.fetch.publication import METADATA, Publication
from kamermijn.fetch.sources import SOURCES, Source, append, is_whole, read
from kamermijn.fetch.wish import Wish
from kamermijn.fetch.writing import alone, write

_VERSION = re.compile(r"\.v(\d+)\.")
LICENCE = "public government information (Auteurswet, art. 11 and 15b)"


class Collection:
    """A folder with fetched documents; ``sources`` are its rows in the order in which they came. FetchError where those are broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._questions = folder / remembered.QUESTIONS
        self._read()

    def _read(self) -> None:
        self.sources: list[Source] = []
        self._newest: dict[tuple[str, str], Source] = {}
        self._of: dict[str, list[Source]] = {}
        self._enter(read(self.folder / SOURCES))

    def _enter(self, sources: list[Source]) -> None:
        self.sources += sources
        for source in sources:
            self._of.setdefault(source.id, []).append(source)
            had = self._newest.get((source.id, source.form), source)
            # People sort tables: what is newest does not follow from where its row stands; only of one second the last one is.
            self._newest[source.id, source.form] = max(source, had, key=_age)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Write here while no other process does; FetchError when one does already."""
        with alone(self.folder):
            self._read()
            # Broken as well, it is told before anything is asked.
            self.wishes()
            yield

    def newest(self, identifier: str, form: str) -> Source | None:
        """The last version of a document in one form."""
        return self._newest.get((identifier, form))

    def has(self, publication: Publication, form: str) -> bool:
        """Whether this version of a document is there as the service describes it, and its file still is what it was."""
        had = self._current(publication.identifier, form)
        return bool(
            had
            and publication.modified
            and had.modified == publication.modified
            and not _differ(had.version, publication.version)
            and self.is_kept(publication.identifier, form)
        )

    def _last(self, identifier: str) -> Source | None:
        """The last row of a document, of one second the one that came last; its version is the newest, in whatever form it is there."""
        return max(reversed(self._of.get(identifier, ())), key=_age, default=None)

    def _current(self, identifier: str, form: str) -> Source | None:
        """A form of the newest version of a document; None where only an earlier version is there in it."""
        had, last = self.newest(identifier, form), self._last(identifier)
        return had if had and last and _number(had) == _number(last) else None

    def is_kept(self, identifier: str, form: str) -> bool:
        """Whether some version of a document is there in a form, and its file still is what it was."""
        had = self.newest(identifier, form)
        return had is not None and is_whole(self.folder / had.file, had.sha256)

    def identifiers(self) -> frozenset[str]:
        """The documents that are there, in any form or version."""
        return frozenset(source.id for source in self.sources if source.form != METADATA)

    def add(self, publication: Publication, bodies: dict[str, tuple[str, bytes]]) -> list[Source]:
        """Keep a document: ``bodies`` has for each form its address and its bytes. Returns the rows of the files that are new.

        The forms of one version share a name. When the text changed, its status did, or a file that is not ours has the name, the
        document gets a new name beside the old one; nothing but our own description of the same version is written over. A form that
        is there of an earlier version only is new, and has the name of the newest.
        """
        states = {form: self._state(publication.identifier, form, body) for form, (_, body) in bodies.items()}
        known = {form: had for form in bodies if (had := self._current(publication.identifier, form))}
        # The last row tells the version also where that came in other forms than this one does.
        last = self._last(publication.identifier)
        changed = any(state == "changed" for form, state in states.items() if form != METADATA) or any(
            had is not None and _differ(had.version, publication.version) for had in (*known.values(), last)
        )
        stem, other = self._stem(publication, bodies, changed)
        added = [self._kept(publication, stem, form, *bodies[form]) for form, state in states.items() if other or state != "same"]
        written = {source.form for source in added}
        # What did not change itself may be described anew: the next fetch then knows that this is the version that it has.
        again = [
            replace(had, version=publication.version or had.version, modified=publication.modified, fetched=_now())
            for form, had in known.items()
            if form not in written and publication.modified and had.modified != publication.modified
        ]
        if added or again:
            append(self.folder / SOURCES, [*added, *again])
            self._enter([*added, *again])
        return added

    def _state(self, identifier: str, form: str, body: bytes) -> Literal["new", "lost", "same", "changed"]:
        had = self._current(identifier, form)
        if had is None:
            return "new"
        path = self.folder / had.file
        if _digest(body) != had.sha256:
            return "changed"
        return "lost" if not path.exists() else "same" if is_whole(path, had.sha256) else "changed"

    def _stem(self, publication: Publication, bodies: dict[str, tuple[str, bytes]], changed: bool) -> tuple[PurePosixPath, bool]:
        """The path without its ending under which this version is kept, and whether it is another than that of the last one.

        That is the next number when the document changed, or where a file stands in the way.
        """
        last = self._last(publication.identifier)
        latest = _number(last) if last else 0
        folder = PurePosixPath(last.file).parent if last else publication.folder
        first = folder / publication.identifier
        number = wanted = latest + 1 if changed else max(latest, 1)
        while True:
            stem = first if number == 1 else first.with_name(f"{first.name}.v{number}")
            if all(self._is_free(_file(stem, form), body, form == METADATA and not changed) for form, (_, body) in bodies.items()):
                return stem, changed or number != wanted
            number += 1

    def _is_free(self, file: str, body: bytes, ours_may_go: bool) -> bool:
        """Whether a file may be written: it is not there, holds the same (of a fetch that was killed), or is ours and may go."""
        path = self.folder / file
        if not path.exists() and not path.is_symlink():
            return True
        if is_whole(path, _digest(body)):
            return True
        ours = next((source for source in reversed(self.sources) if source.file == file), None) if ours_may_go else None
        return ours is not None and is_whole(path, ours.sha256)

    def _kept(self, publication: Publication, stem: PurePosixPath, form: str, address: str, body: bytes) -> Source:
        file, digest = _file(stem, form), _digest(body)
        if not is_whole(self.folder / file, digest):
            write(self.folder / file, body)
        return Source(
            publication.identifier, publication.title, publication.kind, publication.date.isoformat() if publication.date else "",
            publication.version, address, _now(), digest, LICENCE, form, file, publication.modified,
        )  # fmt: skip

    def last_asked(self, wish: Wish) -> datetime.date | None:
        """The day on which a wish was answered in full last."""
        said = remembered.read(self._questions).get(wish.key)
        return said.day if said else None

    def asked(self, wish: Wish, day: datetime.date | None) -> None:
        """Remember a wish, and that it was answered in full with what there was on this day."""
        remembered.remember(self._questions, wish, day)

    def wishes(self) -> tuple[Wish, ...]:
        """Every wish that was ever asked here, in the order of their keys."""
        return tuple(each.wish for each in remembered.read(self._questions).values())


def _file(stem: PurePosixPath, form: str) -> str:
    return f"{stem}.metadata.xml" if form == METADATA else f"{stem}.{form}"


def _number(source: Source) -> int:
    version = _VERSION.search(PurePosixPath(source.file).name)
    return int(version[1]) if version else 1


def _age(source: Source) -> tuple[int, str]:
    return _number(source), source.fetched


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _differ(one: str, other: str) -> bool:
    """Whether two versions are told and differ: that nothing is told of a version is no version."""
    return bool(one and other and one != other)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
