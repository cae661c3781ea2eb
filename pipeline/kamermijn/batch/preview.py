"""What a run would do, without doing any of it: nothing is written, not even the folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kamermijn.batch.mining import Options, shown
from kamermijn.batch.producer import producer
from kamermijn.batch.task import identify
from kamermijn.language.weights import lasting_name
from kamermijn.model import KamermijnError, LetterError
from kamermijn.rules import Rules
from kamermijn.store import LEDGER


@dataclass
class Preview:
    """The files by what a run would do with them: paths as they are shown."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    unchanged: int = 0
    duplicates: int = 0
    gone: list[str] = field(default_factory=list)


def preview(files: Sequence[Path], out: Path, rules: Rules, options: Options) -> Preview:
    """Compare the files with what the ledger of the folder knows: ``outdated`` is mined, but by other rules or code."""
    plan, base = Preview(), _opened(out / LEDGER)
    made_by, seen, paths, keys = producer(rules, lasting_name(options.model)), set[str](), set[str](), set[str]()
    try:
        for path in files:
            paths.add(shown(path))
            try:
                source = identify(path)
            except (LetterError, OSError):
                plan.new.append(shown(path))
                continue
            if source.sha256 in seen:
                plan.duplicates += 1
                continue
            seen.add(source.sha256)
            keys.add(source.key)
            row = base.execute("SELECT producer FROM result WHERE key = ?", (source.key,)).fetchone()
            if row is None:
                there = base.execute("SELECT 1 FROM published WHERE path = ?", (shown(path),)).fetchone()
                (plan.changed if there else plan.new).append(shown(path))
            elif options.force or (row[0] != made_by and not options.only_new):
                plan.outdated.append(shown(path))
            else:
                plan.unchanged += 1
        standing = base.execute("SELECT path, key FROM published WHERE key IS NOT NULL ORDER BY path")
        plan.gone = [path for path, key in standing if key not in keys and path not in paths]
    except sqlite3.DatabaseError as error:
        raise KamermijnError(f"{out / LEDGER}: is no ledger of kamermijn ({error}); remove it to mine everything anew") from error
    finally:
        base.close()
    return plan


def _opened(path: Path) -> sqlite3.Connection:
    if path.is_file():
        # Without a run at work the file alone tells all, and reading it so leaves nothing beside it.
        how = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
        return sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)
    empty = sqlite3.connect(":memory:")
    empty.executescript("CREATE TABLE result (key, producer); CREATE TABLE published (path, key);")
    return empty
