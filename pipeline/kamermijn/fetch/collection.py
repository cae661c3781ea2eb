"""What is kept of the documents that were fetched: the files, ``SOURCES.csv`` with where each came from, and when what was asked last.

A document that changed gets a new file beside the old one (``kst-28638-158.v2.xml``). A file is whole or not there: it is written
under another name first. ``SOURCES.csv`` gets its row after the file, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Literal

from kamermijn.fetch.publication import Publication

SOURCES = "SOURCES.csv"
_QUESTIONS = ".kamermijn-fetch.json"
_VERSION = re.compile(r"\.v(\d+)\.")
LICENCE = "public government information (Auteurswet, art. 11 and 15b)"


@dataclass(frozen=True)
class Source:
    """One file of one version of a document, and where it came from."""

    id: str
    title: str
    kind: str
    date: str
    version: str
    url: str
    fetched: str
    sha256: str
    licence: str
    form: str
    file: str
    modified: str


HEADER = tuple(field.name for field in fields(Source))


class Collection:
    """A folder with fetched documents; ``sources`` are its rows in the order in which they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = _read(folder / SOURCES)
        self._newest = {(source.id, source.form): source for source in self.sources}

    def newest(self, identifier: str, form: str) -> Source | None:
        """The last version of a document in one form."""
        return self._newest.get((identifier, form))

    def has(self, publication: Publication, form: str) -> bool:
        """Whether this version of a document is there as the service describes it, and its file still is what it was."""
        had = self.newest(publication.identifier, form)
        return bool(
            had
            and publication.modified
            and (had.modified, had.version) == (publication.modified, publication.version)
            and _is_whole(self.folder / had.file, had.sha256)
        )

    def identifiers(self) -> frozenset[str]:
        """The documents that are there, in any form or version."""
        return frozenset(source.id for source in self.sources if source.form != "metadata")

    def add(self, publication: Publication, bodies: dict[str, tuple[str, bytes]]) -> list[Source]:
        """Keep a document: ``bodies`` has for each form its address and its bytes. Returns the rows that are new.

        The forms of one version share a name. When the text changed, its status did, or the file here was changed by somebody, the
        document gets a new name beside the old one; nothing but a description of the same version is written over.
        """
        states = {form: self._state(publication.identifier, form, body) for form, (_, body) in bodies.items()}
        known = [had for form in bodies if (had := self.newest(publication.identifier, form))]
        changed = any(state == "changed" for form, state in states.items() if form != "metadata") or any(
            had.version != publication.version for had in known
        )
        stem = self._stem(publication, changed)
        added = [self._kept(publication, stem, form, *bodies[form]) for form, state in states.items() if changed or state != "same"]
        if added:
            self._note(added)
        return added

    def _state(self, identifier: str, form: str, body: bytes) -> Literal["new", "lost", "same", "changed"]:
        had = self.newest(identifier, form)
        if had is None:
            return "new"
        path = self.folder / had.file
        if hashlib.sha256(body).hexdigest() != had.sha256:
            return "changed"
        return "lost" if not path.exists() else "same" if _is_whole(path, had.sha256) else "changed"

    def _stem(self, publication: Publication, changed: bool) -> PurePosixPath:
        """The path without its ending under which this version is kept: the next number when the document changed."""
        names = [PurePosixPath(s.file).name for s in self.sources if s.id == publication.identifier]
        latest = max((int(v[1]) if (v := _VERSION.search(name)) else 1 for name in names), default=0)
        number = latest + 1 if changed else max(latest, 1)
        first = publication.folder / publication.identifier
        while changed and any((self.folder / first.parent).glob(f"{first.name}.v{number}.*")):
            number += 1
        return first if number == 1 else first.with_name(f"{first.name}.v{number}")

    def _kept(self, publication: Publication, stem: PurePosixPath, form: str, address: str, body: bytes) -> Source:
        file = f"{stem}.metadata.xml" if form == "metadata" else f"{stem}.{form}"
        write(self.folder / file, body)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        return Source(
            publication.identifier, publication.title, publication.kind, publication.date.isoformat() if publication.date else "",
            publication.version, address, now, hashlib.sha256(body).hexdigest(), LICENCE, form, file, publication.modified,
        )  # fmt: skip

    def _note(self, added: list[Source]) -> None:
        path = self.folder / SOURCES
        text = io.StringIO()
        rows = csv.DictWriter(text, HEADER, lineterminator="\n")
        if not path.exists():
            rows.writeheader()
        rows.writerows(asdict(source) for source in added)
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
        self.sources += added
        self._newest |= {(source.id, source.form): source for source in added}

    def last_asked(self, question: str) -> datetime.date | None:
        """The day on which a question was answered in full last."""
        said = _questions(self.folder / _QUESTIONS).get(question)
        return datetime.date.fromisoformat(said) if said else None

    def asked(self, question: str, day: datetime.date) -> None:
        """Remember that a question was answered in full with what there was on this day."""
        path = self.folder / _QUESTIONS
        said = _questions(path) | {question: day.isoformat()}
        write(path, json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n")


def write(path: Path, body: bytes) -> None:
    """Write a file so that it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> list[Source]:
    """The rows of ``SOURCES.csv``; a last row that was cut off by a crash is taken off the file, as its document is fetched again."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    if not text.endswith("\n"):
        text = text[: text.rfind("\n") + 1]
        write(path, text.encode())
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [Source(**{name: row[name] for name in HEADER}) for row in rows if all(row.get(name) is not None for name in HEADER)]


def _questions(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): datetime.date.fromisoformat(value).isoformat() for key, value in said.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _is_whole(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
