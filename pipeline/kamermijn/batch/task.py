"""One letter's work, the same wherever it is done: in this process, in a worker beside it, or on another machine."""

from __future__ import annotations

import json
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import kamermijn
from kamermijn.batch.distant import fetched, source_of
from kamermijn.batch.likeness import traits_of
from kamermijn.batch.source import Source
from kamermijn.ingest.limits import ReadingLimits, within
from kamermijn.language.remembered import remembering
from kamermijn.language.weights import SHIPPED, weights_of
from kamermijn.model import KamermijnError, LetterError, ModelError, RuleError
from kamermijn.records import KINDS, Letter
from kamermijn.records.document import document
from kamermijn.rules import load
from kamermijn.store import depot

Mine = Callable[..., Letter]
STAGES = ("read", "layout", "language", "records", "write")

Told = tuple[str, str, str]
"""What is the matter: level, reason, message."""


@dataclass(frozen=True)
class Task:
    """A letter to be mined: a path that the worker can open, ``carried`` files, or the addresses of files in a store.

    Of several files the letter is the first. With a ``depot`` (the address of a store) the result is looked for there, as made from
    ``source`` by one of the producers in ``accepts``, before it is made by ``producer``; and it is kept there.
    """

    position: int
    path: str
    rules: str | None = None
    mine: Mine | None = None
    carried: tuple[tuple[str, bytes], ...] = ()
    model: str = SHIPPED
    weights: str | None = None
    """The digest of the model when the run began, where there is one."""
    ruled_by: str | None = None
    """The digest of the rules when the run began."""
    reading: ReadingLimits | None = None
    urls: tuple[str, ...] = ()
    source: Source | None = None
    depot: str | None = None
    producer: str = ""
    accepts: tuple[str, ...] = ()
    trees: str | None = None
    """A file with the trees of this letter's sentences, where an earlier run has left it."""
    size: int = 0
    """Bytes of the file, 0 where that is not known."""


@dataclass(frozen=True)
class Mined:
    """What came of a task: the bytes of the letter's JSON file, or None, and what there is to tell."""

    document: bytes | None
    problems: tuple[Told, ...] = ()
    letter_id: str | None = None
    fictional: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    traits: Mapping[str, Any] = field(default_factory=dict)
    """What decides between this letter and others of its id or words."""
    lasting: bool = True
    """False when the same content could fare better another time: it is tried again by the next run."""
    source: Source | None = None
    """What the letter was made from, where the worker found that out."""
    found: str | None = None
    """The producer that had made this before; None when it was made now."""


def perform(task: Task) -> Mined:
    """Mine one letter. Whatever is wrong with it is told in the result; only a wrong rule, model or store is raised."""
    carried, source = task.carried, task.source
    if task.urls:
        try:
            carried = fetched(task.urls)
        except LetterError as error:
            return failed(error.reason, str(error))
        source = source_of(carried)
    place = depot(task.depot) if task.depot and source else None
    if place and source:
        for producer in task.accepts:
            if found := place.find(source.key, producer):
                return _made_before(*found, source, producer)
    mined = replace(_carried_out(task, carried), source=source)
    if place and source and mined.lasting:
        about = {"letter_id": mined.letter_id, "fictional": mined.fictional, "counts": dict(mined.counts), "problems": mined.problems,
                 "traits": dict(mined.traits)}  # fmt: skip
        place.keep(source.key, task.producer, about, mined.document)
    return mined


def _made_before(about: dict[str, Any], written: bytes | None, source: Source, producer: str) -> Mined:
    problems = tuple((level, reason, message) for level, reason, message in about["problems"])
    return Mined(written, problems, about["letter_id"], about["fictional"], tuple(about["counts"].items()), traits=about["traits"],
                 source=source, found=producer)  # fmt: skip


def _carried_out(task: Task, carried: tuple[tuple[str, bytes], ...]) -> Mined:
    if not carried:
        return _perform(Path(task.path), task)
    with tempfile.TemporaryDirectory(prefix="kamermijn-") as folder:
        for name, content in carried:
            (Path(folder) / name).write_bytes(content)
        return _perform(Path(folder) / carried[0][0], task)


def _perform(path: Path, task: Task) -> Mined:
    clock = Clock()
    mine: Mine = task.mine or kamermijn.mine
    try:
        with within(task.reading), remembering(Path(task.trees) if task.trees else None, task.model):
            if task.ruled_by and not task.mine and load(task.rules).digest != task.ruled_by:
                raise RuleError(f"the rules in {task.rules} were changed since they were read: run again")
            letter = mine(path, rules=task.rules, model=task.model, clock=clock.lap)
            if task.weights and weights_of(task.model).digest != task.weights:
                raise ModelError(f"the model {task.model} was changed during the run: run again")
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
        # A library that cannot be loaded, for lack of memory or as it is not there, says nothing of the letter.
        return Mined(None, (("error", "unexpected", _place(error)),), lasting=not isinstance(error, ImportError))
    clock.lap("write")
    return Mined(
        written,
        tuple(("notice", "warning", _about(path, warning)) for warning in letter.fields.warnings),
        letter.fields.letter_id,
        letter.fields.fictional,
        tuple((cls.plural, len(letter.records(cls.plural))) for cls in KINDS),
        tuple(clock.seconds.items()),
        traits_of(letter),
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
