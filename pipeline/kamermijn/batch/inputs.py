"""Which files a run reads: paths, folders and patterns become one ordered list."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from kamermijn.batch.distant import Distant, listed
from kamermijn.batch.source import is_letter
from kamermijn.ingest import sources
from kamermijn.model import KamermijnError, LetterError
from kamermijn.store import full_name, is_store

SAMPLE_MARKER = "FICTIEF.md"
"""A folder that holds this file holds sample letters: they give way to real ones."""

Input = Path | Distant
"""A letter to be mined: a file here, or an object in a store."""


class InputError(KamermijnError):
    """What a run was told to read is not there; the message says what to do."""


class Files(Sequence[Input]):
    """The files of a run in a stable order. A path is held as text, of which a path object takes five times the room: they may be many."""

    def __init__(self, files: Iterable[str | Distant]) -> None:
        self._files = tuple(files)

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, place: int) -> Input: ...
    @overload
    def __getitem__(self, place: slice) -> Files: ...
    def __getitem__(self, place: int | slice) -> Input | Files:
        """The file at a place."""
        if isinstance(place, slice):
            return Files(self._files[place])
        file = self._files[place]
        return Path(file) if isinstance(file, str) else file


@dataclass(frozen=True)
class Inputs:
    """The files to mine, and how many sample letters were left aside."""

    files: Files
    samples_left_out: int = 0


def collect(paths: Iterable[str | Path], out: str | Path, *, samples: bool = False) -> Inputs:
    """The files that the paths name: files as they are, folders with all that is in them, patterns expanded; here or in a store.

    Left aside in a folder: hidden files, READMEs and the output folder. A folder of samples counts only when it, or a
    file in it, is named itself, when nothing else is found, or with ``samples``. InputError when a path is not there.
    """
    own = f"{full_name(str(out))}/" if is_store(out) else "\0"
    named: dict[str, str | Distant] = {}
    sampled: dict[str, str | Distant] = {}
    for path in _expanded(paths):
        if isinstance(path, Distant):
            if not path.url.startswith(own):
                named.setdefault(path.url, path)
            continue
        if not path.is_dir():
            for file in _unpacked(path):
                named.setdefault(os.path.realpath(file), str(file))
            continue
        if os.path.realpath(path) == os.path.realpath(out):
            raise InputError(f"{path}: is the folder for the output too; choose another one with --out")
        for file, is_sample in _walk(path, os.path.realpath(out)):
            for letter in _unpacked(file):
                (sampled if is_sample and not _holds_samples(path) else named).setdefault(os.path.realpath(letter), str(letter))
    if not named or samples:
        return Inputs(_ordered(sampled | named))
    return Inputs(_ordered(named), len(sampled.keys() - named.keys()))


def _ordered(files: dict[str, str | Distant]) -> Files:
    return Files(sorted(files.values(), key=lambda file: Path(file).as_posix() if isinstance(file, str) else file.url))


def _expanded(paths: Iterable[str | Path]) -> Iterator[Input]:
    for named in paths:
        if is_store(named) and not sources.is_address(named):
            found = listed(str(named))
            if not found:
                raise InputError(f"{named}: there are no letters")
            yield from found
            continue
        path = Path(named)
        if sources.is_address(path):
            raise InputError(
                f"{sources.as_typed(path)}: a web address; a run does not go online: get the letter first (kamermijn fetch), or save it"
            )
        if path == sources.STANDARD_INPUT or path.exists() or sources.archive_of(path):
            yield path
        elif matches := sorted(glob.glob(str(path), recursive=True)):
            yield from map(Path, matches)
        elif glob.has_magic(str(path)):
            raise InputError(f"{path}: no file matches this pattern")
        else:
            raise InputError(f"{path}: there is no such file or folder")


def _unpacked(file: Path) -> tuple[Path, ...]:
    """The letters in an archive, each by its path in it; any other file is itself. A broken or empty archive fails when it is read."""
    if not sources.is_archive(file):
        return (file,)
    try:
        members = sources.members(file)
    except LetterError:
        return (file,)
    if not members:
        return (file,)
    return tuple(member for member in members if all(is_letter(part) for part in member.relative_to(file).parts))


def _holds_samples(folder: Path) -> bool:
    return (folder / SAMPLE_MARKER).is_file()


def _walk(root: Path, out: str) -> Iterator[tuple[Path, bool]]:
    """Every letter file below a folder, with whether it is a sample; a folder is entered once, and no link leads up.

    A link to a folder elsewhere is followed, as people link their letters in; one to a folder above ``root`` would
    read what nobody named.
    """
    entered: set[str] = set()
    top = os.path.realpath(root)
    for current, folders, files in os.walk(root, followlinks=True):
        real, here = os.path.realpath(current), Path(current)
        above = real != top and os.path.commonpath((real, top)) == real
        if real in entered or real == out or above:
            folders.clear()
            continue
        entered.add(real)
        is_sample = _holds_samples(here)
        # Beside sample letters stand their gold and the script that draws them.
        folders[:] = [] if is_sample else sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if is_letter(name) and (not is_sample or name.endswith((".txt", ".pdf"))):
                yield here / name, is_sample
