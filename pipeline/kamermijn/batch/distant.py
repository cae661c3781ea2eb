"""Letters that lie in a store: which there are, and their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kamermijn.batch.source import METADATA, Source, digested, is_letter
from kamermijn.model import LetterError
from kamermijn.store import StoreError, opened

# What a store says of an object that changes with its content; of those that say several, all count.
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "created", "size")


@dataclass(frozen=True)
class Distant:
    """A letter in a store; ``stamp`` changes when its content does, ``beside`` are the metadata files that belong to it."""

    url: str
    size: int | None = None
    stamp: str | None = None
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return PurePosixPath(self.url).name

    def as_posix(self) -> str:
        """The whole address, as a path would give it."""
        return self.url

    def __str__(self) -> str:
        return self.url


def listed(url: str) -> list[Distant]:
    """The letters at an address: an object, all below a folder, or all that match a pattern; in no order."""
    files, path = opened(url)
    try:
        if any(sign in path for sign in "*?["):
            found = files.glob(path, detail=True)
            infos = {name: info for name, info in found.items() if info["type"] == "file"}
            root = ""
        elif files.isfile(path):
            infos, root = files.find(PurePosixPath(path).parent.as_posix(), maxdepth=1, detail=True), ""
            return [_distant(files, path, infos[path] if path in infos else files.info(path), infos)]
        else:
            infos, root = files.find(path, detail=True), path
    # Behind fsspec stands one of many libraries, each with errors of its own.
    except Exception as error:
        raise StoreError(f"{url}: cannot be listed: {error}; check the address, and that you may read it") from error
    return [_distant(files, name, info, infos) for name, info in infos.items()
            if all(is_letter(part) for part in PurePosixPath(name.removeprefix(root)).parts if part != "/")]  # fmt: skip


def _distant(files: Any, path: str, info: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> Distant:
    beside = [name for name in _metadata_names(path) if name in others and name != path]
    said = [(name, str(each.get(name))) for each in (info, *(others[name] for name in beside)) for name in _STAMPS if name in each]
    # A size alone is no sign that the content is the same.
    stamp = hashlib.sha256(repr(said).encode()).hexdigest()[:24] if any(name != "size" for name, _ in said) else None
    return Distant(files.unstrip_protocol(path), info.get("size"), stamp, tuple(files.unstrip_protocol(name) for name in beside))


def _metadata_names(path: str) -> Iterator[str]:
    letter = PurePosixPath(path)
    if letter.suffix:
        yield letter.with_suffix(METADATA[0]).as_posix()
    if letter.suffix.casefold() == ".xml":
        yield letter.with_name("metadata.xml").as_posix()


def fetched(urls: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """The files of a letter, the letter itself first, as names and bytes; LetterError when they cannot be had."""
    out = []
    for url in urls:
        files, path = opened(url)
        try:
            out.append((PurePosixPath(path).name, bytes(files.cat_file(path))))
        except FileNotFoundError:
            raise LetterError("missing", f"{url}: is not there any more") from None
        except Exception as error:  # as above
            raise LetterError("unreadable", f"{url}: cannot be read: {error}") from error
    return tuple(out)


def source_of(carried: tuple[tuple[str, bytes], ...]) -> Source:
    """The digests of a letter that was fetched: the same as of one that lies here."""
    (name, content), *beside = carried
    return digested(name, content, [metadata for _, metadata in beside])
