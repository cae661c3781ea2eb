"""Where the bytes of a letter are: a file, a file in an archive (``dossier.zip/brief.xml``), or standard input (``-``)."""

from __future__ import annotations

import re
import stat
import sys
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from kamermijn.ingest import recognise as forms
from kamermijn.ingest.container import Container
from kamermijn.model import LetterError

LARGEST_FILE = 200_000_000
"""Bytes; a parliamentary paper is far below this, a file above it is something else."""
STANDARD_INPUT = Path("-")
# A stream that somebody names: what a shell makes of `<(command)`, and standard input by another name.
_STREAM = re.compile(r"/(?:dev/stdin|(?:dev|proc/self)/fd/\d+)")
_ADDRESS = re.compile(r"(?:https?|ftp):/+", re.IGNORECASE)


def is_address(path: str | Path) -> bool:
    """Whether a path is a web address."""
    return bool(_ADDRESS.match(str(path)))


def as_typed(path: str | Path) -> str:
    """A web address with both its slashes, of which a path keeps one."""
    return _ADDRESS.sub(lambda match: f"{match[0].rstrip('/')}//", str(path), count=1)


def refuse_address(path: str | Path) -> None:
    """LetterError for a web address: mining never goes online."""
    if is_address(path):
        raise LetterError(
            "address", f"{as_typed(path)}: a web address; mining does not go online: get the letter first (kamermijn fetch), or save it"
        )


@lru_cache(maxsize=1)
def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise LetterError("too_large", f"standard input: more than the limit of {LARGEST_FILE // 1_000_000} MB: give the letter as a file")
    return data


def is_stream(path: Path) -> bool:
    """Whether a path names something that this process alone can read, and only once: standard input, or ``/dev/fd/3``."""
    return not path.exists() if path == STANDARD_INPUT else bool(_STREAM.fullmatch(path.as_posix()))


@cache
def _streamed(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise LetterError("too_large", f"{path}: more than the limit of {LARGEST_FILE // 1_000_000} MB: split the document")
    return data


def content(path: Path) -> bytes:
    """The bytes of a letter; LetterError says why they cannot be had."""
    refuse_address(path)
    if path == STANDARD_INPUT and is_stream(path):
        return _standard_input()
    if archive := archive_of(path):
        opened = _opened(archive, archive.stat().st_mtime_ns)
        inside = PurePosixPath(path.relative_to(archive).as_posix())
        part = opened.by_place.get(inside)
        if part is None:
            raise LetterError("missing", f"{path}: there is no such file in {archive.name}: check the name")
        return opened.container.read(part)
    return _file(path)


def _file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise LetterError("directory", f"{path}: this is a folder: give the files in it")
        if is_stream(path):
            return _streamed(path)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # of a pipe without a writer even the opening has no end
            raise LetterError("no_file", f"{path}: no ordinary file but {_kind(status.st_mode)}: save what comes out of it as a file")
        size = status.st_size
        if size > LARGEST_FILE:
            limit = f"{LARGEST_FILE // 1_000_000} MB"
            raise LetterError("too_large", f"{path}: {size / 1e6:.0f} MB is more than the limit of {limit}: split the document")
        return path.read_bytes()
    except FileNotFoundError:
        raise LetterError("missing", f"{path}: there is no such file: check the name") from None
    except OSError as error:
        raise LetterError("unreadable", f"{path}: cannot be read ({error.strerror or error}): check that you may open it") from error


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


class _Opened:
    """An archive with its letters by their place in it: names that climb out of it stay in, of two with one place both are there."""

    def __init__(self, path: Path) -> None:
        self.container = Container(_file(path), path.name)
        self.by_place: dict[PurePosixPath, ZipInfo] = {}
        for info in self.container.parts:
            parts = [part for part in re.split(r"[/\\]", info.filename) if part not in ("", ".", "..")]
            place = first = PurePosixPath(*(parts or ["unnamed"]))
            number = 1
            while place in self.by_place:
                number += 1
                place = first.with_name(f"{first.stem} ({number}){first.suffix}")
            self.by_place[place] = info


@lru_cache(maxsize=2)
def _opened(path: Path, changed: int) -> _Opened:
    return _Opened(path)


def archive_of(path: Path) -> Path | None:
    """The archive in which a path that is no file itself lies, if there is one."""
    try:
        if path.exists():
            return None
        return next((above for above in path.parents if above.is_file()), None)
    except (OSError, ValueError):
        return None


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of letters, and not a document that is packed as one."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        return path.stat().st_size <= LARGEST_FILE and forms.recognise(path.read_bytes()) == "archive"
    except OSError:
        return False


def members(path: Path) -> tuple[Path, ...]:
    """The files in an archive as paths that ``content`` reads; LetterError where it cannot be opened."""
    opened = _opened(path, path.stat().st_mtime_ns)
    return tuple(path / place for place in sorted(opened.by_place))
