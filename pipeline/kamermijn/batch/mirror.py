"""An output folder in a store: a run works in a folder here, and the store is brought up to date from it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import TracebackType

from kamermijn.batch.inputs import Input
from kamermijn.batch.mining import run
from kamermijn.batch.planning import Options
from kamermijn.batch.summary import Outcome, Summary
from kamermijn.model import KamermijnError
from kamermijn.rules import Rules
from kamermijn.store import LEDGER, Ledger, OutputError, OutputFolder, StoreError, opened

_SIGN = ".kamermijn-store"  # says that the place is ours, who writes there, and which state of the ledger it holds
_STATE, _OURSELVES = ".kamermijn-state", ".kamermijn-here"
_BEAT, _DEAD = 30.0, 180.0  # seconds between signs of life of a run, and without one after which it counts as ended
_TOGETHER = 200  # files that are sent at once


def run_into_store(files: Sequence[Input], url: str, rules: Rules, tell: Callable[[Outcome], None] = lambda outcome: None,
                   options: Options | None = None) -> Summary:  # fmt: skip
    """As ``run``, with the output in a store: workers keep their results there, and the files follow when all are there."""
    with Mirror(url) as mirror:
        return mirror.run(files, rules, tell, options or Options())


class Mirror:
    """A folder here that is the same as a store's. It is a copy and may be deleted: what is mined lies in the store's ``results/``.

    The ledger and whatever else only a run reads stand in both, so that another machine can go on.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._files, self._root = opened(self.url)
        self.folder = _copies() / hashlib.sha256(self.url.encode()).hexdigest()[:16]
        self._state: str | None = None
        self._ended = threading.Event()
        self._alive = threading.Thread(target=self._show_life, daemon=True)

    def __enter__(self) -> Mirror:
        with self._told():
            # Two runs on this machine are told apart by the lock of the folder, on others by the sign.
            with OutputFolder(self.folder):
                self._take()
                self._catch_up()
            self._alive.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        self._alive.join()
        with suppress(OSError):
            self._sign(None)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Who hears of the output hears of the store."""
        try:
            yield
        except OutputError as error:
            raise OutputError(str(error).replace(str(self.folder), self.url)) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with self._named():
                yield
        except KamermijnError:
            raise
        # Behind fsspec stands one of many libraries, each with errors of its own.
        except Exception as error:
            raise StoreError(f"{self.url}: cannot be used: {error}; what is done is kept: mend it and run again") from error

    def run(self, files: Sequence[Input], rules: Rules, tell: Callable[[Outcome], None], options: Options) -> Summary:
        """Mine here, and then bring the store up to date."""
        with self._named():
            summary = run(files, self.folder, rules, tell, replace(options, depot=self.url))
        with self._told():
            self.publish()
        return summary

    # -- who writes there -----------------------------------------------------------------------------------------

    @property
    def _here(self) -> str:
        """Who this is, to tell our own sign from that of a run elsewhere."""
        place = self.folder / _OURSELVES
        if not place.exists():
            place.write_text(uuid.uuid4().hex)
        return place.read_text()

    def _take(self) -> None:
        try:
            sign = json.loads(self._files.cat_file(f"{self._root}/{_SIGN}"))
        except FileNotFoundError:
            sign = {}
            if self._files.exists(self._root) and (there := list(self._files.find(self._root, maxdepth=2))):
                raise OutputError(f"{self.url}: holds files that were not made by kamermijn ({there[0]}); choose another place") from None
        if sign.get("alive") and sign["by"] != self._here and time.time() - sign["alive"] < _DEAD:
            raise OutputError(f"{self.url}: another run is writing there; wait for it or choose another place with --out")
        self._state = sign.get("state")
        self._sign(time.time())

    def _sign(self, alive: float | None) -> None:
        sign = {"by": self._here, "alive": alive, "state": self._state}
        self._files.pipe_file(f"{self._root}/{_SIGN}", json.dumps(sign).encode())

    def _show_life(self) -> None:
        while not self._ended.wait(_BEAT):
            with suppress(OSError):
                self._sign(time.time())

    # -- from the store and to it ---------------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """Where another machine was the last to write, begin with its ledger; its letters come from the results."""
        state = self.folder / _STATE
        if (state.read_text() if state.exists() else None) == self._state:
            return
        for path in self.folder.iterdir():
            if path.name not in (_OURSELVES, ".kamermijn-lock", ".kamermijn-run", ".kamermijn-trees"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if self._state:
            self._files.get_file(f"{self._root}/{LEDGER}", str(self.folder / LEDGER))
            state.write_text(self._state)

    def publish(self) -> None:
        """Send what is new, remove what is gone; the sign last, so that a run that is stopped here is gone on with."""
        with OutputFolder(self.folder) as folder:
            with Ledger(self.folder) as ledger:
                plain = [(name, _stamp(self.folder / name)) for name in sorted(folder.own()) if (self.folder / name).is_file()]
                self._send(ledger, plain)
            self._state = uuid.uuid4().hex
            self._files.put_file(str(self.folder / LEDGER), f"{self._root}/{LEDGER}")
            self._sign(time.time())
            (self.folder / _STATE).write_text(self._state)

    def _send(self, ledger: Ledger, plain: Iterable[tuple[str, str]]) -> None:
        ledger.change("CREATE TEMP TABLE standing (name TEXT PRIMARY KEY, stamp TEXT NOT NULL)")
        letters = ledger.rows("SELECT name, key || ' ' || producer || ' ' || letter_id || ' ' || says FROM published WHERE key IS NOT NULL")
        with ledger.together():
            for name, stamp in chain(list(letters), plain):
                ledger.change("INSERT INTO standing VALUES (?, ?)", name, stamp)
        same = "SELECT name FROM mirrored JOIN standing USING (name, stamp)"
        new = [str(name) for (name,) in ledger.rows(f"SELECT name FROM standing EXCEPT {same}")]
        with ledger.together():
            for name in new:  # noted before they are sent: a run that is stopped leaves nothing that nobody knows of
                ledger.change("INSERT OR REPLACE INTO mirrored VALUES (?, 'on its way')", name)
        for names in _batches(new):
            self._files.put([str(self.folder / name) for name in names], [f"{self._root}/{name}" for name in names])
        old = [str(name) for (name,) in ledger.rows("SELECT name FROM mirrored EXCEPT SELECT name FROM standing")]
        for names in _batches(old):
            with suppress(FileNotFoundError):
                self._files.rm([f"{self._root}/{name}" for name in names])
        with ledger.together():
            ledger.change("DELETE FROM mirrored")
            ledger.change("INSERT INTO mirrored SELECT * FROM standing")


def _copies() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kamermijn" / "stores"


def _stamp(path: Path) -> str:
    return f"{path.stat().st_size} {path.stat().st_mtime_ns}"


def _batches(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER))
