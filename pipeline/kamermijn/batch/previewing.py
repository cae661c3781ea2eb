"""What a run would do, without doing any of it: nothing is written, not even the folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kamermijn.batch.distant import Distant
from kamermijn.batch.inputs import Input
from kamermijn.batch.planning import Options, shown
from kamermijn.batch.producer import producer
from kamermijn.batch.source import Source, identify
from kamermijn.language.weights import lasting_name
from kamermijn.model import KamermijnError, LetterError
from kamermijn.rules import Rules
from kamermijn.store import LEDGER, is_store, opened


@dataclass
class Preview:
    """The files by what a run would do with them: paths as they are shown."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    unchanged: int = 0
    duplicates: int = 0
    gone: list[str] = field(default_factory=list)


def preview(files: Sequence[Input], out: str | Path, rules: Rules, options: Options) -> Preview:
    """Compare the files with what the ledger of the folder knows: ``outdated`` is mined, but by other rules or code."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(_fetched(out))) if is_store(out) else Path(out)
        return _compared(files, folder, rules, options)


def _compared(files: Sequence[Input], out: Path, rules: Rules, options: Options) -> Preview:
    plan, base = Preview(), _opened(out / LEDGER)
    made_by, seen, paths, keys = producer(rules, lasting_name(options.model), options.limits.reading), set[str](), set[str](), set[str]()
    try:
        for path in files:
            paths.add(shown(path))
            try:
                source = _seen(base, path) if isinstance(path, Distant) else identify(path)
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
        # A ledger of an earlier day does not say what was written over.
        former = any(column[1] == "heir" for column in base.execute("PRAGMA table_info(published)"))
        only = "AND heir IS NULL" if former else ""
        standing = base.execute(f"SELECT path, key, sha256 FROM published WHERE key IS NOT NULL {only} ORDER BY path")
        plan.gone = [path for path, key, sha256 in standing if key not in keys and path not in paths and sha256 not in seen]
    except sqlite3.DatabaseError as error:
        raise KamermijnError(f"{out / LEDGER}: is no ledger of kamermijn ({error}); remove it to mine everything anew") from error
    finally:
        base.close()
    return plan


def _seen(base: sqlite3.Connection, path: Distant) -> Source:
    """What a letter in a store is as long as the store says of it what it said; another content has another key."""
    row = base.execute("SELECT sha256, key FROM seen WHERE url = ? AND stamp = ?", (path.url, path.stamp)).fetchone()
    return Source(*row) if row else Source(f"unread {path.url}", f"unread {path.url}")


@contextmanager
def _fetched(url: str | Path) -> Iterator[str]:
    """A folder with the ledger of an output that is in a store."""
    files, root = opened(str(url))
    with TemporaryDirectory(prefix="kamermijn-") as folder:
        with suppress(FileNotFoundError):
            files.get_file(f"{root}/{LEDGER}", f"{folder}/{LEDGER}")
        yield folder


def _opened(path: Path) -> sqlite3.Connection:
    if path.is_file():
        # Without a run at work the file alone tells all, and reading it so leaves nothing beside it.
        how = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
        return sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)
    empty = sqlite3.connect(":memory:")
    tables = ("result (key, producer)", "published (path, key, sha256)", "seen (url, stamp, sha256, key)")
    empty.executescript("".join(f"CREATE TABLE {table};" for table in tables))
    return empty
