"""Mine many letters into one output folder; what fails is reported and stops nothing."""

from __future__ import annotations

import hashlib
import json
import os
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import kamermijn
from kamermijn import ingest
from kamermijn.model import KamermijnError, LetterError, RuleError
from kamermijn.records import KINDS, Letter
from kamermijn.records.document import SCHEMA_VERSION
from kamermijn.records.identity import renamed
from kamermijn.rules import Rules
from kamermijn.store import TABLES, OutputFolder, Problem, write_letter, write_tables


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its letter, or why there is none, or both where a reader should know something."""

    path: Path
    sha256: str | None = None
    letter: Letter | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> str:
        """``mined``, ``failed`` or ``duplicate``."""
        if self.letter:
            return "mined"
        return "failed" if any(problem.level == "error" for problem in self.problems) else "duplicate"


@dataclass
class Summary:
    """What a run did, for the closing lines and for ``run.json``."""

    out: Path
    states: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    fictional: int = 0
    problems: list[Problem] = field(default_factory=list)
    inputs: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.states[outcome.state] += 1
        self.problems += outcome.problems
        entry = {"path": shown(outcome.path), "sha256": outcome.sha256, "state": outcome.state}
        if outcome.letter:
            entry["letter_id"] = outcome.letter.fields.letter_id
            self.fictional += outcome.letter.fields.fictional
            self.records.update({cls.plural: len(outcome.letter.records(cls.plural)) for cls in KINDS})
        self.inputs.append(entry)


def shown(path: Path) -> str:
    """A path as text that can be written anywhere, also where its name is not valid UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def run(files: Sequence[Path], out: Path, rules: Rules, tell: Callable[[Outcome], None] = lambda outcome: None) -> Summary:
    """Mine the files, in their order, into ``out``; ``tell`` hears of each file as it is done.

    Raises OutputError when the folder cannot be used. Every other trouble is a row in ``errors.csv``.
    """
    began, started = time.time(), time.monotonic()
    summary = Summary(out)
    with OutputFolder(out) as folder:
        folder.refuse_foreign({"run.json", *(f"{name}.csv" for name in TABLES)})
        seen = _Seen()
        for path in files:
            outcome = _mined(path, rules, seen, folder)
            summary.add(outcome)
            tell(outcome)
        write_tables(folder, summary.problems)
        summary.seconds = round(time.monotonic() - started, 3)
        with folder.create("run.json") as file:
            json.dump(_account(summary, rules, began), file, ensure_ascii=False, indent=1)
            file.write("\n")
        folder.publish()
    return summary


@dataclass
class _Seen:
    """What the run has met: file contents by digest, and letter ids (a file system may not tell cases apart)."""

    contents: dict[str, Path] = field(default_factory=dict)
    ids: dict[str, Path] = field(default_factory=dict)


def _mined(path: Path, rules: Rules, seen: _Seen, folder: OutputFolder) -> Outcome:
    digest = None
    try:
        digest = hashlib.sha256(ingest.content(path)).hexdigest()
        if first := seen.contents.get(digest):
            message = f"has the same content as {shown(first)}, which is mined already"
            return Outcome(path, digest, problems=(_problem(path, "notice", "duplicate", message),))
        seen.contents[digest] = path
        letter, problems = _distinct(kamermijn.mine(path, rules=rules.folder), path, digest, seen)
        write_letter(folder, letter)
    except LetterError as error:
        return Outcome(path, digest, problems=(_problem(path, "error", error.reason, str(error)),))
    except OSError as error:
        return Outcome(path, digest, problems=(_problem(path, "error", "unreadable", f"cannot be read: {error.strerror or error}"),))
    except RuleError:
        raise
    except Exception as error:  # a letter that nobody thought of must not stop the others
        return Outcome(path, digest, problems=(_problem(path, "error", "unexpected", _place(error)),))
    seen.ids[letter.fields.letter_id.casefold()] = path
    notices = (_problem(path, "notice", "warning", warning) for warning in letter.fields.warnings)
    return Outcome(path, digest, letter, (*problems, *notices))


def _distinct(letter: Letter, path: Path, digest: str, seen: _Seen) -> tuple[Letter, tuple[Problem, ...]]:
    """The letter under an id that no other letter of the run has; a second one of the same id gets a piece of its digest."""
    letter_id = letter.fields.letter_id
    if not (first := seen.ids.get(letter_id.casefold())):
        return letter, ()
    other = f"{letter_id}~{digest[:8]}"
    message = f"says that it is {letter_id}, as {shown(first)} does; both are kept, this one as {other}"
    return renamed(letter, other), (_problem(path, "notice", "same_id", message),)


def _problem(path: Path, level: Literal["error", "notice"], reason: str, message: str) -> Problem:
    # The reader's messages name the file, which has a column of its own here.
    message = message.removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
    return Problem(source=shown(Path(path.name)), path=shown(path), level=level, reason=reason, message=message)


def _place(error: Exception) -> str:
    """An unexpected error with the place in kamermijn's own code where it came up: what a bug report needs."""
    root = Path(kamermijn.__file__).parent
    frames = [f for f in traceback.extract_tb(error.__traceback__) if root in Path(f.filename).parents]
    where = f" ({Path(frames[-1].filename).relative_to(root).as_posix()}:{frames[-1].lineno})" if frames else ""
    told = "" if isinstance(error, KamermijnError) else "please report this: "
    return f"{told}{type(error).__name__}: {error}{where}"


def _account(summary: Summary, rules: Rules, began: float) -> Mapping[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "version": kamermijn.__version__,
        "rules": {"digest": rules.digest, "count": len(rules.rules)},
        # No statistical model takes part yet; readers can rely on the key.
        "model": None,
        "inputs": summary.inputs,
        "counts": {
            "files": len(summary.inputs), "letters": summary.states["mined"], "failed": summary.states["failed"],
            "duplicates": summary.states["duplicate"], "fictional": summary.fictional,
            **{cls.plural: summary.records[cls.plural] for cls in KINDS},
        },
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began)),
        "seconds": summary.seconds,
    }  # fmt: skip
