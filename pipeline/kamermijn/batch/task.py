"""One letter's work, the same wherever it is done: in this process, in a worker beside it, or on another machine."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import kamermijn
from kamermijn import ingest
from kamermijn.language.weights import SHIPPED
from kamermijn.model import KamermijnError, LetterError, ModelError, RuleError
from kamermijn.records import KINDS, Letter
from kamermijn.records.document import document

Mine = Callable[..., Letter]
STAGES = ("read", "layout", "language", "records", "write")

Told = tuple[str, str, str]
"""What is the matter: level, reason, message."""


@dataclass(frozen=True)
class Task:
    """A letter to be mined: a path that the worker can open, or ``carried`` files with the letter as the first."""

    position: int
    path: str
    rules: str | None = None
    mine: Mine | None = None
    carried: tuple[tuple[str, bytes], ...] = ()
    model: str = SHIPPED


@dataclass(frozen=True)
class Mined:
    """What came of a task: the bytes of the letter's JSON file, or None, and what there is to tell."""

    document: bytes | None
    problems: tuple[Told, ...] = ()
    letter_id: str | None = None
    fictional: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    sha256: str | None = None
    lasting: bool = True
    """False when the same content could fare better another time: it is tried again by the next run."""


def perform(task: Task) -> Mined:
    """Mine one letter. Whatever is wrong with it is told in the result; only a wrong rule or model is raised."""
    if not task.carried:
        return _perform(Path(task.path), task)
    with tempfile.TemporaryDirectory(prefix="kamermijn-") as folder:
        for name, content in task.carried:
            (Path(folder) / name).write_bytes(content)
        return _perform(Path(folder) / task.carried[0][0], task)


def _perform(path: Path, task: Task) -> Mined:
    clock = Clock()
    mine: Mine = task.mine or kamermijn.mine
    try:
        letter = mine(path, rules=task.rules, model=task.model, clock=clock.lap)
        text = json.dumps(document(letter), ensure_ascii=False, indent=1)
        written = f"{text}\n".encode("utf-8", "replace")
    except LetterError as error:
        return Mined(None, (("error", error.reason, _about(path, str(error))),), lasting=error.reason not in ("unreadable", "missing"))
    except OSError as error:
        return Mined(None, (("error", "unreadable", f"cannot be read: {error.strerror or error}"),), lasting=False)
    except (RuleError, ModelError):
        raise
    except MemoryError:
        return Mined(None, (("error", "memory", "takes more memory than a letter may have (--memory)"),), lasting=False)
    except Exception as error:  # a letter that nobody thought of must not stop the others
        return Mined(None, (("error", "unexpected", _place(error)),))
    clock.lap("write")
    return Mined(
        written,
        tuple(("notice", "warning", _about(path, warning)) for warning in letter.fields.warnings),
        letter.fields.letter_id,
        letter.fields.fictional,
        tuple((cls.plural, len(letter.records(cls.plural))) for cls in KINDS),
        tuple(clock.seconds.items()),
        letter.fields.sha256 or None,
    )


class Clock:
    """Adds up how long each stage takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap belongs to this stage."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


@dataclass(frozen=True)
class Source:
    """A file's content as far as its letter rests on it."""

    sha256: str
    key: str
    """Digest of the content, the file's name, and the metadata that stands beside it: what the letter is made from."""


def identify(path: Path) -> Source:
    """Read a file for its digests; OSError when it cannot be read."""
    content = hashlib.sha256(ingest.content(path)).hexdigest()
    digest = hashlib.sha256(content.encode() + b"\0" + os.fsencode(path.name))
    for beside in metadata_beside(path):
        digest.update(b"\0" + hashlib.sha256(beside.read_bytes()).digest())
    return Source(content, digest.hexdigest()[:40])


def metadata_beside(path: Path) -> list[Path]:
    """The metadata files that the reader of official publications would take along."""
    wanted = [path.with_suffix(".metadata.xml")] if path.suffix else []
    if path.suffix.casefold() == ".xml":
        wanted.append(path.with_name("metadata.xml"))
    return [beside for beside in wanted if beside != path and beside.is_file()]


def carried(path: Path) -> tuple[tuple[str, bytes], ...]:
    """The files of a letter as they are sent to another machine."""
    return tuple((file.name, file.read_bytes()) for file in (path, *metadata_beside(path)))


def _about(path: Path, message: str) -> str:
    # The reader's messages name the file, which has a column of its own in the table.
    return message.removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")


def _place(error: Exception) -> str:
    """An unexpected error with the place in kamermijn's own code where it came up: what a bug report needs."""
    root = Path(kamermijn.__file__).parent
    frames = [f for f in traceback.extract_tb(error.__traceback__) if root in Path(f.filename).parents]
    where = f" ({Path(frames[-1].filename).relative_to(root).as_posix()}:{frames[-1].lineno})" if frames else ""
    told = "" if isinstance(error, KamermijnError) else "please report this: "
    return f"{told}{type(error).__name__}: {error}{where}"


def failed(reason: str, message: str) -> Mined:
    """A letter that a worker did not survive, or did not finish in time."""
    return Mined(None, (("error", reason, message),), lasting=False)
