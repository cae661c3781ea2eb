"""What a letter is made from: its bytes, its name, and the metadata that stands beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kamermijn import ingest

METADATA = (".metadata.xml", ".metadata_owms.xml")
"""What officielebekendmakingen.nl gives beside a publication: read with it, no letter of its own."""
# The last two are what a fetch writes beside letters.
_NO_LETTERS = {"thumbs.db", "desktop.ini", "sources.csv", "toezeggingen.csv"}


@dataclass(frozen=True)
class Source:
    """A file's content as far as its letter rests on it."""

    sha256: str
    key: str
    """Digest of the content, the file's name, and the metadata that stands beside it: what the letter is made from."""


def identify(path: Path) -> Source:
    """Read a file for its digests; OSError when it cannot be read."""
    return digested(path.name, ingest.content(path), (beside.read_bytes() for beside in metadata_beside(path)))


def digested(name: str, content: bytes, beside: Iterable[bytes]) -> Source:
    """The digests of a file of this name and content, and of the metadata beside it."""
    sha256 = hashlib.sha256(content).hexdigest()
    digest = hashlib.sha256(sha256.encode() + b"\0" + os.fsencode(name))
    for metadata in beside:
        digest.update(b"\0" + hashlib.sha256(metadata).digest())
    return Source(sha256, digest.hexdigest()[:40])


def metadata_beside(path: Path) -> list[Path]:
    """The metadata files that the reader of official publications would take along."""
    wanted = [path.with_suffix(METADATA[0])] if path.suffix else []
    if path.suffix.casefold() == ".xml":
        wanted.append(path.with_name("metadata.xml"))
    return [beside for beside in wanted if beside != path and beside.is_file()]


def carried(path: Path) -> tuple[tuple[str, bytes], ...]:
    """The files of a letter as they are sent to another machine, the letter itself first."""
    return ((path.name, ingest.content(path)), *((beside.name, beside.read_bytes()) for beside in metadata_beside(path)))


def is_letter(name: str) -> bool:
    """Whether a file in a folder is meant as a letter: not hidden, no README, no metadata, no leaving of an office program."""
    lower = name.casefold()
    return not (
        name.startswith((".", "~$"))
        or lower in _NO_LETTERS
        or lower in ("metadata.xml", "metadata_owms.xml")
        or lower.endswith(METADATA)
        or lower.split(".")[0] == "readme"
    )
