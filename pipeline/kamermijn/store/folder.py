"""The output folder: one run at a time, whole files only, and never a file that is not its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TextIO

from kamermijn.model import KamermijnError
from kamermijn.store.lock import locked

_LOCK, _OWN, _STAGING = ".kamermijn-lock", ".kamermijn-files", ".kamermijn-run"


class OutputError(KamermijnError):
    """The output folder cannot be used; the message says what to do."""


class OutputFolder:
    """A context in which a run writes; nothing that an earlier run made changes before :meth:`publish`.

    Files are written to a folder within it and moved to their places when all are complete, so that the tables and letters of
    one run always belong together. The names that a run made are kept in ``.kamermijn-files`` (those of letters in the
    ledger): only those are replaced, or removed when the next run does not make them again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._staging = path / _STAGING
        self._names: set[str] = set()
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> OutputFolder:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / _LOCK).open("ab")
        except OSError as error:
            raise OutputError(f"{self.path}: cannot write there: {error.strerror}; choose another folder with --out") from error
        if not locked(self._lock):
            self._lock.close()
            raise OutputError(f"{self.path}: another run is writing there; wait for it or choose another folder with --out")
        try:
            # Half-written files of a run that was killed; the lock says that nobody else is at it.
            shutil.rmtree(self._half, ignore_errors=True)
            self._half.mkdir(parents=True)
        except OSError as error:
            self._lock.close()
            raise OutputError(f"{self.path}: cannot write there: {error.strerror}; choose another folder with --out") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # What is done stays in the staging folder, for the next run to go on with; half-written files do not.
        shutil.rmtree(self._half, ignore_errors=True)
        with suppress(OSError):
            self._staging.rmdir()
        if self._lock:
            self._lock.close()

    @property
    def _half(self) -> Path:
        return self._staging / "half"

    @contextmanager
    def create(self, name: str) -> Iterator[TextIO]:
        """Write a UTF-8 file of the run; ``name`` is relative to the folder. A lone surrogate becomes ``?``."""
        with self.make(name) as path, path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file

    @contextmanager
    def make(self, name: str) -> Iterator[Path]:
        """Let somebody else write a file of the run at the path that is given; it counts when all went well."""
        path = self._half / name
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        self._names.add(name)

    def at_hand(self, name: str) -> Path | None:
        """A file as this run or, if it did not, an earlier one made it; None where there is none."""
        return next((path for path in (self._half / name, self.path / name) if path.is_file()), None)

    def stage(self, name: str, content: bytes) -> None:
        """Keep a result until it is published, whole or not at all; it outlives a run that is stopped."""
        place = self.staged(name)
        half = self._half / place.name
        half.write_bytes(content)
        try:
            os.replace(half, place)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(half, place)

    def staged(self, name: str) -> Path:
        """Where a result is kept until it is published."""
        return self._staging / "results" / name[:2] / name

    def has_staged(self) -> bool:
        """Whether results are kept that are not published yet."""
        return (self._staging / "results").is_dir()

    def forget_staged(self) -> None:
        """Remove what is kept and was not published: made by other rules, or of a file that is not there any more."""
        shutil.rmtree(self._staging / "results", ignore_errors=True)

    def refuse_foreign(self, names: set[str]) -> None:
        """Raise OutputError when a file that this run wants to write is there and was not made by kamermijn."""
        own = self.own()
        if foreign := sorted(name for name in names if (self.path / name).exists() and name not in own):
            raise OutputError(
                f"{self.path}: {', '.join(foreign[:5])} was not made by kamermijn; move it away or choose another folder with --out"
            )

    def publish(self, unchanged: Collection[str] = ()) -> None:
        """Move all files of the run to their places and remove those that an earlier run made and this one did not.

        ``unchanged`` are files of an earlier run that stay as they are.
        """
        self.refuse_foreign(self._names)
        old = self.own()
        # First both, so that a crash half-way leaves no file that nobody owns.
        self._write_own(old | self._names)
        for name in sorted(self._names):
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._half / name, self.path / name)
        for name in sorted(old - self._names - set(unchanged)):
            (self.path / name).unlink(missing_ok=True)
        self._write_own(self._names | (old & set(unchanged)))
        self._names = set()

    def own(self) -> set[str]:
        """The names of the files that earlier runs made; the ledger knows those of the letters."""
        try:
            names = (self.path / _OWN).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return set()
        # The list is only believed about files in this folder.
        return {name for name in names if name and ".." not in Path(name).parts and not Path(name).is_absolute()}

    def disown(self, names: set[str]) -> None:
        """Forget that these were made by earlier runs."""
        if own := self.own() & names:
            self._write_own(self.own() - own)

    def _write_own(self, names: set[str]) -> None:
        beside = self._half / _OWN
        with beside.open("w", encoding="utf-8") as file:
            file.write("".join(f"{name}\n" for name in sorted(names)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.path / _OWN)
